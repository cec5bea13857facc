"""Schemas accept what ships and refuse what the readers refuse."""

import json
import re
import tomllib

import pytest
from small import kaohe

from experiments.study.schema import schemas
from scenarios.shelf import FOLDERS, kind_of, shipped

KNOWN = schemas()
SHIPPED = [source for kind in FOLDERS for source in shipped(kind).values()]
TYPES = {
    "object": dict, "array": list, "string": str, "integer": int, "number": (int, float), "boolean": bool,
}  # fmt: skip


def wrong(value, schema, where=""):
    """What a schema says is wrong, for the words that ours use."""
    if "anyOf" in schema:
        tried = [wrong(value, each, where) for each in schema["anyOf"]]
        found = [] if any(not each for each in tried) else min(tried, key=len)
        return found
    if ("const" in schema and value != schema["const"]) or ("enum" in schema and value not in schema["enum"]):
        return [f"{where}: {value}"]
    kind = schema.get("type")
    right = kind is None or (isinstance(value, TYPES[kind]) and (isinstance(value, bool) == (kind == "boolean")))
    if not right:
        return [f"{where}: {value} is no {kind}"]
    found = []
    if kind in ("number", "integer"):
        ok = schema.get("minimum", value) <= value <= schema.get("maximum", value)
        found += [] if ok and value > schema.get("exclusiveMinimum", value - 1) else [f"{where}: {value}"]
    if "pattern" in schema and not re.search(schema["pattern"], value):
        found.append(f"{where}: {value}")
    if kind == "array":
        found += [
            each for k, item in enumerate(value) for each in wrong(item, schema.get("items", {}), f"{where}[{k}]")
        ]
        ok = schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value))
        found += [] if ok else [f"{where}: length"]
    if kind == "object":
        found += [f"{where}.{key}: missing" for key in schema.get("required", []) if key not in value]
        rest = schema.get("additionalProperties", True)
        for key, each in value.items():
            own = schema.get("properties", {}).get(key, rest)
            found += (
                [f"{where}.{key}: unknown"]
                if own is False
                else wrong(each, own if own is not True else {}, f"{where}.{key}")
            )
    return found


@pytest.mark.parametrize("source", SHIPPED, ids=lambda source: source.name)
def test_what_ships_is_accepted(source):
    tables = tomllib.loads(source.path.read_text(encoding="utf-8"))
    assert wrong(tables, KNOWN[kind_of(tables)]) == []


STUDY = 'scenarios = ["generalised"]\n[design]\nkind = "grid"\n[axes.lever.visits]\n'


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        ("study", STUDY.replace("visits", "vists"), "vists: unknown"),
        ("study", STUDY.replace("grid", "gird"), "kind: gird"),
        ("study", STUDY + "low = -1\n", "low: -1"),
        ("study", "months = 0\n" + STUDY, "months: 0"),
        ("study", 'scenarios = ["generalised"]\n', "design: missing"),
        (
            "reform",
            '[about]\nen = "x"\nzh = "x"\n[levers]\nvisits = { scale = 2, add = 1 }\nvist = 1\n',
            "vist: unknown",
        ),
        ("behaviour", "[behaviour]\nprecision = 0\n", "precision: 0"),
        ("package", '[about]\nen = "x"\nzh = "x"\n[reforms]\nfault_tolerance = 2\n', "fault_tolerance"),
    ],
)
def test_what_is_wrong_is_refused(kind, text, said):
    found = wrong(tomllib.loads(text), KNOWN[kind])
    assert found and any(said in each for each in found), found


def test_the_command_writes_one(capsys):
    assert kaohe("schema", "study") == 0
    written = json.loads(capsys.readouterr().out)
    assert written == json.loads(json.dumps(KNOWN["study"])) and "$schema" in written
    assert kaohe("schema", "stdy") == 2
