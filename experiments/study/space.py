"""The space of uncertain parameters: what each axis is, points that fill it, and the people they stand for.

A parameter has two ranges. The one declared in `Behaviour` says which values the model takes (validity);
the one in `plausible_ranges.toml` which values a township could have, with a source and a grade. Designs are made in
the unit cube and mapped to values axis by axis, so statistics that work in the cube need not know a scale.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from math import isfinite, log
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scenarios.errors import ScenarioError, complaint, expected, unknown
from scenarios.files import read_toml
from scenarios.languages import phrase
from scenarios.values import number, table, text, word
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import ONE_OF, Meaning, ParameterError, Wording, build, meanings

from ..run.checks import check_whole, found, impossible

PLAUSIBLE = Path(__file__).with_name("plausible_ranges.toml")
SCALES = ("linear", "log")
GRADES = ("A", "B", "C", "assumed")
COLUMNS = ("factor", "low", "high", "scale", "fixed", "grade", "source")
# What a row may give of factor, low, high, fixed.
FORMS = ([True, False, False, False], [False, True, True, False], [False, False, False, True])
WIDE = 100.0  # declared ranges that span more than this factor are filled on a logarithmic scale
DIGITS = 12  # of a value: beyond them, logarithms differ between processors

Array = NDArray[np.float64]
# Points of the unit cube (point, axis) to outcomes (point, replicate, outcome).
Simulator = Callable[[Array], Array]


@dataclass(frozen=True)
class Axis:
    """One uncertain parameter: inclusive range, scale on which it is filled evenly, unit, grade, source.

    A logarithmic axis needs `low` above 0. Raises ParameterError otherwise, or where `low` is not below `high`.
    """

    name: str
    low: float
    high: float
    scale: str = "linear"
    unit: str = ""
    grade: str = "assumed"
    source: str = ""

    def __post_init__(self) -> None:
        for name, options in (("scale", SCALES), ("grade", GRADES)):
            if getattr(self, name) not in options:
                raise ParameterError(f"{self.name}.{name}", getattr(self, name), Wording(ONE_OF, words=tuple(options)))
        if not (isfinite(self.low) and isfinite(self.high) and self.low < self.high):
            raise impossible(f"{self.name}.low", self.low, "finite_below_high", high=self.high)
        if self.scale == "log" and self.low <= 0:
            raise impossible(f"{self.name}.low", self.low, "positive_on_log")

    def value(self, unit: Array) -> Array:
        """Values at coordinates in [0, 1], rounded to 12 digits."""
        if self.scale == "log":
            raw = np.exp(log(self.low) + unit * (log(self.high) - log(self.low)))
        else:
            raw = self.low + unit * (self.high - self.low)
        rounded = np.array([float(f"{value:.{DIGITS}g}") for value in raw.ravel()]).reshape(raw.shape)
        return np.clip(rounded, self.low, self.high)

    def coordinate(self, value: Array) -> Array:
        """Coordinates of values; outside [0, 1] for values outside the range."""
        if self.scale == "log":
            return np.asarray((np.log(value) - log(self.low)) / (log(self.high) - log(self.low)))
        return np.asarray((value - self.low) / (self.high - self.low))

    def narrowed(self, low: float, high: float) -> Axis:
        """The part between two coordinates."""
        ends = self.value(np.array([low, high]))
        return Axis(self.name, float(ends[0]), float(ends[1]), self.scale, self.unit, self.grade, self.source)


@dataclass(frozen=True)
class Space:
    """A box of uncertain parameters, in the order of `axes`; each name once, at least one."""

    axes: tuple[Axis, ...]

    def __post_init__(self) -> None:
        if not self.axes:
            raise impossible("axes", found("none"), "a_parameter")
        for name in self.names:
            if self.names.count(name) > 1:
                raise impossible("axes", name, "parameters_once")

    def __len__(self) -> int:
        return len(self.axes)

    @property
    def names(self) -> list[str]:
        return [axis.name for axis in self.axes]

    def values(self, unit: Array) -> Array:
        """Parameter values (point, axis) at points of the unit cube (point, axis); refuses points outside it."""
        points = self._table("unit", unit)
        if not np.all((points >= 0) & (points <= 1)):  # also refuses NaN
            raise impossible("unit", found("point_outside"), "coordinates")
        return np.column_stack([axis.value(points[:, k]) for k, axis in enumerate(self.axes)])

    def unit(self, values: Array) -> Array:
        """Coordinates (point, axis) of parameter values (point, axis): undoes `values` to 12 digits."""
        points = self._table("values", values)
        return np.column_stack([axis.coordinate(points[:, k]) for k, axis in enumerate(self.axes)])

    def behaviours(self, unit: Array, base: Behaviour | None = None) -> list[Behaviour]:
        """The people at points of the unit cube; parameters that are no axis are those of `base` (default)."""
        common = asdict(base or Behaviour())
        rows = self.values(unit).tolist()
        return [build(Behaviour, common | dict(zip(self.names, row, strict=True))) for row in rows]

    def only(self, names: Iterable[str]) -> Space:
        """Some of the axes, in the order of this space."""
        chosen = list(names)
        for name in chosen:
            if name not in self.names:
                raise ScenarioError(unknown("parameter", name, self.names))
        return Space(tuple(axis for axis in self.axes if axis.name in chosen))

    def narrowed(self, box: Array) -> Space:
        """The part inside a box of the unit cube, (axis, 2): lower and upper coordinate of each axis."""
        return Space(tuple(axis.narrowed(*ends) for axis, ends in zip(self.axes, box.tolist(), strict=True)))

    def record(self) -> list[dict[str, Any]]:
        """The axes as plain values."""
        return [asdict(axis) for axis in self.axes]

    def _table(self, name: str, points: Array) -> Array:
        table = np.asarray(points, np.float64)
        if table.ndim != 2 or table.shape[1] != len(self):
            shape = found("array_of_shape", shape=table.shape)
            raise impossible(name, shape, "shape_of_points", count=len(self))
        return table


@dataclass(frozen=True)
class Design:
    """Points of the unit cube (point, axis), and how they came about: kind, seed, version of the generator."""

    space: Space
    kind: str
    seed: int
    unit: Array
    made_by: str

    @property
    def values(self) -> Array:
        """Parameter values (point, axis)."""
        return self.space.values(self.unit)

    def behaviours(self, base: Behaviour | None = None) -> list[Behaviour]:
        """One `Behaviour` for each point."""
        return self.space.behaviours(self.unit, base)

    def record(self) -> dict[str, Any]:
        """What makes the same design again, as plain values."""
        about = {"kind": self.kind, "seed": self.seed, "points": len(self.unit), "made_by": self.made_by}
        return about | {"axes": self.space.record()}


def latin_hypercube(space: Space, points: int, seed: int = 1) -> Design:
    """A Latin hypercube: on every axis exactly one point in each of `points` equal strata (McKay et al. 1979)."""
    from scipy.stats import qmc

    check_whole("points", points, 1)
    return _design(space, "latin_hypercube", seed, qmc.LatinHypercube(len(space), rng=seed).random(points))


def sobol(space: Space, points: int, seed: int = 1) -> Design:
    """Scrambled Sobol' points (Owen 1998); `points` must be a power of two, which keeps them balanced."""
    from scipy.stats import qmc

    check_whole("points", points, 1)
    if points & (points - 1):
        raise impossible("points", points, "power_of_two")
    unit = qmc.Sobol(len(space), rng=seed).random_base2(points.bit_length() - 1)
    return _design(space, "sobol", seed, unit)


def _design(space: Space, kind: str, seed: int, unit: Array) -> Design:
    from scipy import __version__

    return Design(space, kind, seed, unit, f"scipy {__version__}")


# Ranges of behaviour


def validity_space(names: Iterable[str] | None = None) -> Space:
    """All behavioural parameters, or some, over the whole of their declared ranges."""
    space = Space(tuple(_declared(name, meaning) for name, meaning in meanings(Behaviour).items()))
    return space if names is None else space.only(names)


def plausible_space(names: Iterable[str] | None = None, path: Path = PLAUSIBLE) -> Space:
    """All uncertain behavioural parameters, or some, over their plausible ranges.

    A row gives `factor` (range from default / factor to default x factor, cut to the declared range, filled
    evenly in the logarithm), or `low` and `high` with an optional `scale`, or `fixed = true` (no axis: stays at its
    default); and always `grade` and `source`. Raises ScenarioError where a row is missing, unknown or
    impossible, or leaves out the default.
    """
    rows = read_toml(path, path.name)
    declared = meanings(Behaviour)
    for name in rows:
        if name not in declared:
            raise ScenarioError(unknown("parameter", name, declared), path.name)
    missing = [name for name in declared if name not in rows]
    if missing:
        raise ScenarioError(phrase("experiments.sweeps.no_row", names=", ".join(missing)), path.name)
    axes = [_plausible(name, rows[name], m, path.name) for name, m in declared.items()]
    space = Space(tuple(axis for axis in axes if axis is not None))
    return space if names is None else space.only(names)


def _declared(name: str, meaning: Meaning) -> Axis:
    wide = meaning.low > 0 and meaning.high >= WIDE * meaning.low
    return Axis(name, meaning.low, meaning.high, "log" if wide else "linear", meaning.unit, source="declared range")


def _plausible(name: str, entry: object, meaning: Meaning, file: str) -> Axis | None:
    where = f"{file}, {name}"
    row = table(entry, where)
    for column in row:
        if column not in COLUMNS:
            raise ScenarioError(unknown("column", column, COLUMNS), where)
    grade, source = word(row.get("grade"), f"{where}.grade", GRADES), text(row.get("source"), f"{where}.source")
    if [key in row for key in ("factor", "low", "high", "fixed")] not in FORMS:
        raise ScenarioError(phrase("experiments.sweeps.range_forms"), where)
    if "fixed" in row:
        if row["fixed"] is not True:
            raise ScenarioError(expected(row["fixed"], "true"), f"{where}.fixed")
        return None
    low, high, scale = _range(row, getattr(Behaviour(), name), meaning, where)
    try:
        axis = Axis(name, low, high, scale, meaning.unit, grade, source)
    except ParameterError as error:
        raise complaint(error, file) from None
    default = getattr(Behaviour(), name)
    if not low <= default <= high:
        raise ScenarioError(phrase("experiments.sweeps.leaves_out", low=low, high=high, default=default), where)
    return axis


def _range(row: Mapping[str, Any], default: float, meaning: Meaning, where: str) -> tuple[float, float, str]:
    if "factor" in row:
        factor = number(row["factor"], f"{where}.factor", 1 + 1e-9, 1e6)
        return max(meaning.low, default / factor), min(meaning.high, default * factor), "log"
    low = number(row.get("low"), f"{where}.low", meaning.low, meaning.high, meaning.unit)
    high = number(row.get("high"), f"{where}.high", meaning.low, meaning.high, meaning.unit)
    return low, high, word(row.get("scale", "linear"), f"{where}.scale", SCALES)
