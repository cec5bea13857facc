"""The axes of a study file: `[axes.KIND.TARGET]` with a type, a range and a distribution, or values to choose from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import isfinite
from pathlib import Path
from typing import Any

from scenarios import Scenario, read_behaviour
from scenarios.columns import LEVERS
from scenarios.costs import MOST
from scenarios.errors import expected, unknown
from scenarios.expression import LATEST
from scenarios.languages import NOTHING, phrase
from scenarios.people import WHOLE
from scenarios.positions import Keys
from scenarios.unit_cost import Costs
from scenarios.values import is_number, number, text, whole, word
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import Meaning, meanings

from .axes import DISTRIBUTIONS, KINDS, PEOPLE, TYPES, StudyAxis
from .plausible_ranges import plausible_axes
from .reading import HERE, Reading

AXIS_KEYS = (
    "type", "low", "high", "distribution", "mode", "mean", "sd", "values", "weights", "group", "scenarios",
)  # fmt: skip
RANGED = ("low", "high", "distribution", "mode", "mean", "sd")  # keys that cannot stand beside values
SHAPES = {"triangular": ("mode",), "normal": ("mean", "sd")}  # what distributions have beside their range
MOVING = {
    "include": Meaning(0, 1, "", "", "", "", ""), "dose": Meaning(0, 1, "", "", "", "", ""),
    "start": Meaning(0, LATEST, "months", "", "", "", ""),
}  # fmt: skip
KIND_WORDS = dict.fromkeys(MOVING, "reform") | {"behaviour": "parameter"}  # what targets are called in messages
ALL_PLAUSIBLE = "plausible"  # axes.behaviour = "plausible": every uncertain parameter
USUAL_PEOPLE = "default"

Tables = list[tuple[str, str, dict[str, Any]]]  # kind, target and entries of each axis


@dataclass(frozen=True)
class ReadScenario:
    """A scenario, and what a dose may be of in it, with the reforms that it moves: parts of its text, reforms."""

    scenario: Scenario
    parts: Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Context:
    """What an axis may refer to; `named` takes the ways to behave that axes name. uncertain: behaviour is drawn."""

    scenarios: Mapping[str, ReadScenario]
    months: int
    costs: Costs
    named: dict[str, Behaviour]
    uncertain: bool

    def meanings(self, kind: str) -> dict[str, Meaning]:
        """Ranges of all that there is of a kind."""
        if kind == "lever":
            return LEVERS
        if kind == "behaviour":
            return meanings(Behaviour)
        if kind == "cost":
            return {name: Meaning(0, MOST, cost.unit, "", "", "", "") for name, cost in self.costs.items()}
        meaning = replace(MOVING[kind], high=self.months) if kind == "start" else MOVING[kind]
        return {name: meaning for read in self.scenarios.values() for name in read.parts}


def names_none(given: object) -> bool:
    """Whether `[axes]` is not there, or has no axis in it: no kind, or kinds that are empty."""
    return not given or (isinstance(given, Mapping) and not any(given.values()))


def axis_tables(reading: Reading, given: object) -> Tables:
    """Kind, target and entries of each axis, as far as they are tables."""
    found: Tables = []
    tables = reading.table(("axes",), given)
    reading.known(("axes",), tables, KINDS, "axis")
    for kind in (kind for kind in tables if kind in KINDS):
        if kind == PEOPLE:
            found.append((kind, "", reading.table(("axes", kind), tables[kind])))
        elif kind == "behaviour" and tables[kind] == ALL_PLAUSIBLE:
            found += [(kind, axis.target, {}) for axis in plausible_axes()]
        else:
            rows = reading.table(("axes", kind), tables[kind])
            found += [(kind, target, reading.table(("axes", kind, target), row)) for target, row in rows.items()]
    return found


def read_axes(reading: Reading, tables: Tables, context: Context) -> list[StudyAxis]:
    """The axes; those with a mistake are left out."""
    found = [_axis(reading, kind, target, row, context) for kind, target, row in tables]
    return [axis for axis in found if axis is not None]


def _axis(reading: Reading, kind: str, target: str, row: Mapping[str, Any], context: Context) -> StudyAxis | None:
    keys = ("axes", kind, target) if target else ("axes", kind)
    before = len(reading.errors)
    reading.known(keys, row, AXIS_KEYS)
    if kind in ("behaviour", PEOPLE) and context.uncertain:
        reading.wrong(keys, phrase("experiments.study.uncertain_twice"))
    group = reading.attempt((*keys, "group"), text, row.get("group", ""), HERE, default="")
    axis = StudyAxis(kind, target, group=group, scenarios=_only(reading, keys, row, kind, context))
    if kind == PEOPLE:
        axis = _people(reading, keys, row, axis, context)
    elif target not in context.meanings(kind):
        _unknown(reading, keys, kind, target, context)
    else:
        axis = _numbers(reading, keys, row, axis, context.meanings(kind)[target])
    if kind in MOVING:
        axis = replace(axis, reforms=_moved(axis, context))
    return axis if len(reading.errors) == before else None


def _only(reading: Reading, keys: Keys, row: Mapping[str, Any], kind: str, context: Context) -> tuple[str, ...]:
    """Scenarios that an axis is limited to."""
    if "scenarios" not in row:
        return ()
    if kind not in ("lever", *MOVING):
        reading.wrong((*keys, "scenarios"), phrase("experiments.study.for_all"))
    return tuple(reading.texts((*keys, "scenarios"), row["scenarios"], list(context.scenarios), "scenario"))


def _unknown(reading: Reading, keys: Keys, kind: str, target: str, context: Context) -> None:
    if kind in MOVING and not context.scenarios:
        return  # what is wrong with the scenarios is told already
    hint = phrase("experiments.study.in_scenarios") if kind in MOVING else NOTHING
    reading.wrong(keys, unknown(KIND_WORDS.get(kind, kind), target, context.meanings(kind)) + hint)


def _moved(axis: StudyAxis, context: Context) -> tuple[tuple[str, str], ...]:
    """Scenario and reform, for all that a dose or a start moves."""
    chosen = {name: read for name, read in context.scenarios.items() if not axis.scenarios or name in axis.scenarios}
    return tuple((name, reform) for name, read in chosen.items() for reform in read.parts.get(axis.target, ()))


def _people(reading: Reading, keys: Keys, row: Mapping[str, Any], axis: StudyAxis, context: Context) -> StudyAxis:
    for key in row:
        if key in RANGED:
            reading.wrong((*keys, key), phrase("experiments.study.not_with_values", key=key))
    words = reading.texts((*keys, "values"), row.get("values", []))
    for each in words:
        context.named[each] = reading.attempt((*keys, "values"), _behaviour, each, reading.folder)
    return replace(axis, type="choice", values=tuple(words), weights=_weights(reading, keys, row, len(words)))


def _behaviour(name: str, folder: Path) -> Behaviour:
    return Behaviour() if name == USUAL_PEOPLE else read_behaviour(name, folder)


def _numbers(reading: Reading, keys: Keys, row: Mapping[str, Any], axis: StudyAxis, meaning: Meaning) -> StudyAxis:
    counts = axis.kind == "start" or (axis.kind == "behaviour" and axis.target in WHOLE)
    usual = "choice" if "values" in row else "whole" if counts else "real"
    types: tuple[str, ...] = TYPES
    if axis.kind == "include":  # in or out
        types, usual = ("boolean",), "boolean"
    kind = reading.attempt((*keys, "type"), word, row.get("type", usual), HERE, types, default=usual)
    if kind == "choice":
        return _choice(reading, keys, row, axis, meaning)
    for key in ("values", "weights"):
        if key in row:
            reading.wrong((*keys, key), phrase("experiments.study.only_choice", key=key))
    if kind == "boolean":
        if not meaning.low <= 0 < 1 <= meaning.high:
            reading.wrong((*keys, "type"), phrase("experiments.study.no_boolean", low=meaning.low, high=meaning.high))
        reading.known(keys, [key for key in row if key in RANGED], [key for key in AXIS_KEYS if key not in RANGED])
        return replace(axis, type=kind)
    return _ranged(reading, keys, row, replace(axis, type=kind), meaning)


def _ranged(reading: Reading, keys: Keys, row: Mapping[str, Any], axis: StudyAxis, meaning: Meaning) -> StudyAxis:
    """Real or whole numbers from low to high."""
    low, high, usual = _usual_range(axis, meaning)
    limits = (HERE, meaning.low, meaning.high, meaning.unit)
    if axis.type == "whole":
        limits, usual = (HERE, int(meaning.low), int(meaning.high)), "uniform"  # type: ignore[assignment]
    check = whole if axis.type == "whole" else number
    low = float(reading.attempt((*keys, "low"), check, row.get("low", low), *limits, default=low))
    high = float(reading.attempt((*keys, "high"), check, row.get("high", high), *limits, default=high))
    if "low" in row or "high" in row:
        usual = "uniform"
    if not low < high:
        key = "low" if "low" in row else "high"
        reading.wrong((*keys, key), phrase("experiments.study.not_below", low=low, high=high))
    given = row.get("distribution", usual)
    shape = reading.attempt((*keys, "distribution"), word, given, HERE, DISTRIBUTIONS, default="uniform")
    if axis.type == "whole" and shape != "uniform":
        reading.wrong((*keys, "distribution"), phrase("experiments.study.whole_uniform"))
    if shape == "log_uniform" and low <= 0:
        reading.wrong((*keys, "low"), expected(low, phrase("experiments.checks.positive_on_log")))
    return _shaped(reading, keys, row, replace(axis, low=low, high=high, distribution=shape))


def _usual_range(axis: StudyAxis, meaning: Meaning) -> tuple[float, float, str]:
    """The range and distribution of an axis that gives none: plausible for behaviour, else all that is possible."""
    if axis.kind == "behaviour":
        for each in plausible_axes():
            if each.target == axis.target:
                return each.low, each.high, each.distribution
    return meaning.low, meaning.high, "uniform"


def _shaped(reading: Reading, keys: Keys, row: Mapping[str, Any], axis: StudyAxis) -> StudyAxis:
    """Mode, mean and standard deviation, where the distribution has them."""
    takes = SHAPES.get(axis.distribution, ())
    for key in ("mode", "mean", "sd"):
        if key in row and key not in takes:
            reading.wrong((*keys, key), phrase("experiments.study.not_of", key=key, distribution=axis.distribution))
    for key in takes:
        low, high = (1e-9, 1e9) if key == "sd" else (axis.low, axis.high)
        if key not in row:
            reading.missing(keys, key, phrase("scenarios.values.number", low=low, high=high))
            continue
        value = reading.attempt((*keys, key), number, row[key], HERE, low, high, default=low)
        axis = replace(axis, **{key: value})
    return axis


def _choice(reading: Reading, keys: Keys, row: Mapping[str, Any], axis: StudyAxis, meaning: Meaning) -> StudyAxis:
    for key in RANGED:
        if key in row:
            reading.wrong((*keys, key), phrase("experiments.study.not_with_values", key=key))
    given = row.get("values")
    if not isinstance(given, list) or not given:
        reading.missing(keys, "values", phrase("experiments.study.numbers"))
        return axis
    limits = (HERE, meaning.low, meaning.high, meaning.unit)
    values = tuple(
        reading.attempt((*keys, "values"), number, each, *limits, default=float(k)) for k, each in enumerate(given)
    )
    if len(set(values)) < len(values):
        reading.wrong((*keys, "values"), phrase("experiments.study.values_twice"))
    return replace(axis, type="choice", values=values, weights=_weights(reading, keys, row, len(values)))


def _weights(reading: Reading, keys: Keys, row: Mapping[str, Any], count: int) -> tuple[float, ...]:
    if "weights" not in row:
        return ()
    given = row["weights"]
    if isinstance(given, list) and len(given) == count and all(is_number(w) and isfinite(w) and w > 0 for w in given):
        return tuple(float(each) for each in given)
    reading.wrong((*keys, "weights"), expected(given, phrase("experiments.study.weights", count=count)))
    return ()
