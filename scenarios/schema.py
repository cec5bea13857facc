"""JSON Schema of the files a user writes, so that editors complete and check them; made of what `sim` declares."""

from __future__ import annotations

import dataclasses
from typing import Any

from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import Meaning, meanings

from .about import NAMES
from .change import MODES, ROWS, columns
from .columns import LEVERS, TABLES
from .expression import LATEST

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
TEXT: Schema = {"type": "string"}
SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}


def table(properties: Schema, required: tuple[str, ...] = ()) -> Schema:
    """A table that has these keys and no others."""
    return {"type": "object", "properties": properties, "additionalProperties": False, "required": list(required)}


def rows(of: Schema) -> Schema:
    """A table with a row for each name that the user gives."""
    return {"type": "object", "additionalProperties": of}


def number(meaning: Meaning) -> Schema:
    """A number as a parameter declares it."""
    unit = f" ({meaning.unit})" if meaning.unit else ""
    return {"type": "number", "minimum": meaning.low, "maximum": meaning.high, "description": f"{meaning.en}{unit}"}


def numbers(declared: dict[str, Meaning]) -> Schema:
    """Numbers by name."""
    return {name: number(meaning) for name, meaning in declared.items()}


def about(required: bool = True) -> Schema:
    """What a file says of itself."""
    texts: Schema = {name: TEXT for name in NAMES if name != "source"}
    texts["source"] = {"type": "array", "items": TEXT}
    return table(texts, ("en", "zh") if required else ())


def file_schemas() -> dict[str, Schema]:
    """Schemas of regimes, reforms, packages and behaviour, by kind."""
    common: Schema = {"about": about(), "country": TEXT}
    tables = {name: rows(_columns(kind)) for name, kind in TABLES.items()}
    regime = common | {
        "assumed": _ranges(),
        "extends": TEXT,
        "class_coefficients": {"type": "array", "items": {"type": "number"}},
        "groups": rows({"type": "number", "minimum": 0}),
        "levers": table(numbers(LEVERS)),
        **tables,
    }
    moved = {name: rows(table({key: _moved(m) for key, m in columns(name).items()})) for name in ROWS}
    month: Schema = {"type": "number", "minimum": 0, "maximum": LATEST}
    reform = common | {"assumed": _ranges(), "phase": table({"start_month": month, "ramp_months": month})}
    reform |= {"levers": table({name: _moved(meaning) for name, meaning in LEVERS.items()}), **moved}
    member = {"anyOf": [SHARE, table({"dose": SHARE, "only": {"type": "array", "items": TEXT}})]}
    return {
        "regime": whole("regime", table(regime, ("about",))),
        "reform": whole("reform", table(reform, ("about",))),
        "package": whole("package", table(common | {"reforms": rows(member)}, ("about", "reforms"))),
        "behaviour": whole("behaviour", table({"about": about(), "behaviour": table(numbers(meanings(Behaviour)))})),
    }


def _ranges() -> Schema:
    """Ranges of what a file assumes, by dotted name, in quotes or as tables."""
    ends: Schema = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
    return rows({"anyOf": [ends, rows({"anyOf": [ends, rows(ends)]})]})


def whole(kind: str, schema: Schema) -> Schema:
    """A schema as a file of its own."""
    return {"$schema": DIALECT, "title": f"kaohe: {kind}", **schema}


def _columns(kind: type) -> Schema:
    """A row of a table of a regime: numbers and words as they are declared, and what else a row may say."""
    found: Schema = numbers(meanings(kind))
    for each in dataclasses.fields(kind):
        if "options" in each.metadata:
            found[each.name] = {"enum": list(each.metadata["options"]), "description": each.metadata["en"]}
        elif each.name != "id" and each.name not in found:
            found[each.name] = {}
    return table(found)


def _moved(meaning: Meaning) -> Schema:
    """A value that a reform moves something towards, or a table with one way to change it."""
    ways = {mode: {"type": "number"} for mode in MODES[1:]}
    return {"anyOf": [number(meaning), table(ways) | {"minProperties": 1, "maxProperties": 1}]}
