"""JSON Schemas of study files, searches and targets, made of what axes, designs and outcomes are declared to take."""

from __future__ import annotations

from typing import Any

from scenarios.columns import LEVERS
from scenarios.costs import MOST, load_costs
from scenarios.schema import Schema, about, file_schemas, number, rows, table, whole
from sim.measures import MEASURES
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import Meaning, meanings

from ..compare.ledger import LINES, PAYERS
from .axes import DISTRIBUTIONS, TYPES
from .axis_file import ALL_PLAUSIBLE, MOVING
from .calibration import specification as calibration
from .calibration import targets_file
from .designs import GROUPED, OPTIONS, Option
from .exploration.thresholds import KEYS as THRESHOLD_KEYS
from .history_matching import DIRECTIONS
from .micro import KINDS as MICRO
from .optimisation import search_file
from .optimisation.specification import MEAN, WORST
from .specification import COUNTY_WITH_ONCE, TOTAL
from .what_is_run import SIZES

TEXT: Schema = {"type": "string"}
IDENTIFIER = r"^[A-Za-z_]\w*$"
REFERENCE: Schema = {"type": "string", "pattern": r"\.py:[A-Za-z_]\w*$"}  # to something in a file of the user's own


def schemas() -> dict[str, Schema]:
    """The schema of every kind of file."""
    return {"study": study_schema(), "search": search_schema(), "targets": targets_schema()} | file_schemas()


def study_schema() -> Schema:
    """The schema of a study file."""
    sizes = {
        name: {"type": "integer", "minimum": low, "maximum": high, "default": usual}
        for name, (usual, low, high) in SIZES.items()
    }
    people = {"values": _list(TEXT), "weights": _list({"type": "number"}), "type": {"const": "choice"}, "group": TEXT}
    behaviour = table({name: _axis(meaning) for name, meaning in meanings(Behaviour).items()})
    costs = {name: Meaning(0, MOST, cost.unit, "", "", cost.en, cost.zh) for name, cost in load_costs().items()}
    axes = {
        "lever": table({name: _axis(meaning, limited=True) for name, meaning in LEVERS.items()}),
        **{kind: rows(_axis(meaning, limited=True)) for kind, meaning in MOVING.items()},
        "include": rows(table({"type": {"const": "boolean"}, "group": TEXT, "scenarios": _texts()})),
        "behaviour": {"anyOf": [{"const": ALL_PLAUSIBLE}, behaviour]},
        "cost": table({name: _axis(meaning) for name, meaning in costs.items()}),
        "people": table(people, ("values",)),
    }  # fmt: skip
    properties: Schema = {
        "about": about(required=False),
        "places": _texts(), "scenarios": _texts(), "baseline": TEXT, "people": TEXT, "uncertainty": TEXT, "costs": TEXT,
        "measures": {"anyOf": [_list(REFERENCE), rows(REFERENCE)]}, "cadre_class": REFERENCE,
        **sizes,
        "outcomes": {"anyOf": [_list(_measure()), rows(_outcome())]},
        "thresholds": rows(table({key: {"type": "number"} for key in THRESHOLD_KEYS})),
        "design": {"anyOf": [_design(kind) for kind in OPTIONS]},
        "axes": table(axes),
        "keep": table({
            "series": _list(_measure()), "every": _whole(),
            "micro": _list({"enum": list(MICRO)}), "micro_every": _whole(),
        }),
    }  # fmt: skip
    return whole("study", table(properties, ("scenarios", "design", "axes")))


def search_schema() -> Schema:
    """The schema of a search for portfolios: a study's, with what is searched in place of what is sampled."""
    study = study_schema()["properties"]
    axes = {kind: study["axes"]["properties"][kind] for kind in search_file.KINDS}
    sizes = {
        name: {"type": "integer", "minimum": low, "maximum": high, "default": usual}
        for name, (usual, low, high) in search_file.SEARCH_SIZES.items()
    }
    robust = {"anyOf": [{"enum": [MEAN, WORST]}, {"type": "number", "minimum": 0.5, "exclusiveMaximum": 1}]}
    aim = {"enum": list(search_file.AIMS)}
    objective = _outcome()
    objective = {**objective, **table(objective["properties"] | {"aim": aim}, ("aim",))}
    own: Schema = {
        "search": table({**sizes, "seed": {"type": "integer", "minimum": 0}, "robust": robust}),
        "objectives": rows({"anyOf": [aim, objective]}),
        "budget": table({"payer": {"enum": list(search_file.BUDGET_PAYERS)}, "limit": {"type": "number"}}, ("limit",)),
    }
    rest = {key: value for key, value in study.items() if key in search_file.KEYS}
    return whole("search", table({**rest, "axes": table(axes), **own}, ("scenarios", "objectives", "axes")))


def targets_schema() -> Schema:
    """The schema of targets: a study's, with what was observed in place of design and outcomes."""
    study = study_schema()["properties"]
    sizes = {
        name: {"type": "integer", "minimum": low, "maximum": high, "default": usual}
        for name, (usual, low, high) in targets_file.CALIBRATION_SIZES.items()
    }
    share = {"type": "number", "exclusiveMinimum": 0, "maximum": 1, "default": targets_file.SHARE}
    week = {"type": "number", "minimum": 1, "maximum": 168, "default": targets_file.WEEK}
    outcome = _outcome()["properties"]
    units = sorted({unit for measure in MEASURES for unit in targets_file.units(measure.unit)} | {"level"})
    value, error = {"type": "number"}, {"type": "number", "minimum": 0}
    target = {name: outcome[name] for name in ("measure", "months", "horizons")} | {
        "scenario": TEXT, "place": TEXT, "against": TEXT, "compare": {"enum": list(calibration.FORMULAS)},
        "unit": {"enum": units}, "value": value, "sd": error, "discrepancy": error, "source": TEXT,
        "interval": {"type": "array", "items": value, "minItems": 2, "maxItems": 2},
        "direction": {"enum": list(DIRECTIONS)},
    }  # fmt: skip
    own: Schema = {
        "axes": table({"behaviour": study["axes"]["properties"]["behaviour"]}, ("behaviour",)),
        "calibration": table(
            {**sizes, "share": share, "seed": {"type": "integer", "minimum": 0}, "hours_of_week": week}
        ),
        "targets": rows(table(target)),
    }
    rest = {key: value for key, value in study.items() if key in targets_file.KEYS}
    return whole("targets", table({**rest, **own}, ("scenarios", "targets", "axes")))


def _axis(meaning: Meaning, limited: bool = False) -> Schema:
    """An axis of numbers; limited: it may be limited to some scenarios."""
    value = number(meaning)
    found: dict[str, Any] = {
        "type": {"enum": list(TYPES)}, "low": value, "high": value, "distribution": {"enum": list(DISTRIBUTIONS)},
        "mode": value, "mean": value, "sd": {"type": "number", "exclusiveMinimum": 0}, "values": _list(value),
        "weights": _list({"type": "number", "exclusiveMinimum": 0}), "group": TEXT,
    }  # fmt: skip
    return {"description": meaning.en, **table(found | ({"scenarios": _texts()} if limited else {}))}


def _design(kind: str) -> Schema:
    options = {name: _option(option) for name, option in OPTIONS[kind].items()}
    if kind == "list":
        options["file"] = TEXT
    seed = {"type": "integer", "minimum": 0}
    about_groups = {"description": "takes groups of axes"} if kind in GROUPED else {}
    return table({"kind": {"const": kind}, "seed": seed, **options}, ("kind",)) | about_groups


def _option(option: Option) -> Schema:
    if option.truth:
        return {"type": "boolean", "default": option.default}
    return {"type": "integer", "minimum": option.low, "maximum": option.high, "default": option.default}


def _outcome() -> Schema:
    costs = [TOTAL, COUNTY_WITH_ONCE, *PAYERS, *(line.id for line in LINES if not line.once)]
    months = {"type": "array", "items": _whole(), "minItems": 2, "maxItems": 2}
    horizons = {"anyOf": [_whole(), _list(_whole())]}
    return table({"measure": _measure(), "months": months, "horizons": horizons, "cost": {"enum": costs}})


def _measure() -> Schema:
    """A built-in measure, a level by field, or a measure of the user's own."""
    return {"anyOf": [{"enum": [measure.id for measure in MEASURES]}, {"type": "string", "pattern": IDENTIFIER}]}


def _texts() -> Schema:
    return {"anyOf": [TEXT, _list(TEXT)]}


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of, "minItems": 1}


def _whole() -> Schema:
    return {"type": "integer", "minimum": 1}
