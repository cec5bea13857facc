"""Plausible ranges of behaviour, as axes: which values a township's people and offices could have.

A parameter has two ranges. The one declared in `Behaviour` says which values the model takes; the one in
`plausible_ranges.toml` which values a township could have, with a source and a grade.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

from scenarios.errors import ScenarioError, expected, unknown
from scenarios.files import read_toml
from scenarios.languages import phrase
from scenarios.values import number, table, text, word
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import Meaning, meanings

from .axes import StudyAxis
from .designs import Array, points_at

PLAUSIBLE = Path(__file__).with_name("plausible_ranges.toml")
DISTRIBUTIONS = {"linear": "uniform", "log": "log_uniform"}  # by scale
DIGITS = 6  # of a value in a file
GRADES = ("A", "B", "C", "assumed")
COLUMNS = ("factor", "low", "high", "scale", "fixed", "grade", "source")
# What a row may give of factor, low, high, fixed.
FORMS = ([True, False, False, False], [False, True, True, False], [False, False, False, True])


def plausible_axes(names: Iterable[str] | None = None, path: Path = PLAUSIBLE) -> tuple[StudyAxis, ...]:
    """All uncertain behavioural parameters, or some, over their plausible ranges, in the order of `Behaviour`.

    A row gives `factor` (range from default / factor to default x factor, cut to the declared range, filled
    evenly in the logarithm), or `low` and `high` with an optional `scale`, or `fixed = true` (no axis: stays at its
    default); and always `grade` and `source`. Raises ScenarioError where a row is missing, unknown or
    impossible, or leaves out the default, and for a name that is no uncertain parameter.
    """
    axes = _all(path)
    if names is None:
        return axes
    wanted, known = list(names), [axis.target for axis in axes]
    for name in wanted:
        if name not in known:
            raise ScenarioError(unknown("parameter", name, known))
    return tuple(axis for axis in axes if axis.target in wanted)


@cache
def _all(path: Path) -> tuple[StudyAxis, ...]:
    """The axes of a file, read once: a study asks for them again for every axis without a range."""
    rows = read_toml(path, path.name)
    declared = meanings(Behaviour)
    for name in rows:
        if name not in declared:
            raise ScenarioError(unknown("parameter", name, declared), path.name)
    missing = [name for name in declared if name not in rows]
    if missing:
        raise ScenarioError(phrase("experiments.ranges.no_row", names=", ".join(missing)), path.name)
    found = [_axis(name, rows[name], m, f"{path.name}, {name}") for name, m in declared.items()]
    return tuple(axis for axis in found if axis is not None)


def sample_table(axes: Sequence[StudyAxis], unit: Array) -> str:
    """People at points of the unit cube (row, axis) as a CSV table: six digits, and never outside the range."""
    content = StringIO()
    writer = csv.writer(content, lineterminator="\n")
    writer.writerow([axis.target for axis in axes])
    for row in zip(*points_at(axes, unit).values.values(), strict=True):
        cells = zip(axes, row, strict=True)
        writer.writerow([repr(min(max(float(f"{value:.{DIGITS}g}"), axis.low), axis.high)) for axis, value in cells])
    return content.getvalue()


def _axis(name: str, entry: object, meaning: Meaning, where: str) -> StudyAxis | None:
    row = table(entry, where)
    for column in row:
        if column not in COLUMNS:
            raise ScenarioError(unknown("column", column, COLUMNS), where)
    word(row.get("grade"), f"{where}.grade", GRADES), text(row.get("source"), f"{where}.source")
    if [key in row for key in ("factor", "low", "high", "fixed")] not in FORMS:
        raise ScenarioError(phrase("experiments.ranges.range_forms"), where)
    if "fixed" in row:
        if row["fixed"] is not True:
            raise ScenarioError(expected(row["fixed"], "true"), f"{where}.fixed")
        return None
    default = getattr(Behaviour(), name)
    low, high, scale = _range(row, default, meaning, where)
    if not low < high:
        raise ScenarioError(phrase("experiments.study.not_below", low=low, high=high), where)
    if scale == "log" and low <= 0:
        raise ScenarioError(expected(low, phrase("experiments.checks.positive_on_log")), where)
    if not low <= default <= high:
        raise ScenarioError(phrase("experiments.ranges.leaves_out", low=low, high=high, default=default), where)
    return StudyAxis("behaviour", name, low=low, high=high, distribution=DISTRIBUTIONS[scale])


def _range(row: Mapping[str, Any], default: float, meaning: Meaning, where: str) -> tuple[float, float, str]:
    if "factor" in row:
        factor = number(row["factor"], f"{where}.factor", 1 + 1e-9, 1e6)
        return max(meaning.low, default / factor), min(meaning.high, default * factor), "log"
    low = number(row.get("low"), f"{where}.low", meaning.low, meaning.high, meaning.unit)
    high = number(row.get("high"), f"{where}.high", meaning.low, meaning.high, meaning.unit)
    return low, high, word(row.get("scale", "linear"), f"{where}.scale", tuple(DISTRIBUTIONS))
