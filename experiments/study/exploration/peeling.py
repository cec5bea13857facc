"""The patient rule induction method: boxes in the space of axes that hold many cases of interest and few others.

A case of interest is a point at which something is so (an outcome is at most so much). Peeling begins with all points
and takes away, step after step, the twentieth of them at one end of one axis, or those with one of its values, that
raises the share of cases most for each point taken (Friedman and Fisher 1999; the objective is the one that the EMA
workbench uses, Kwakkel and Jaxa-Rozen 2016, which is fair to axes of numbers and of choices alike). Each step is a box;
`density` is the share of cases among its points, `coverage` the share of all cases that are in it.

A restriction that chance could have brought has a high quasi-p: the chance of so many cases in the box if it did not
matter (Bryant and Lempert 2010; one-sided binomial). It is no p-value, since the box was looked for in the same points;
how good boxes are at other points is what holding points out says (`regions`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf

import numpy as np
from numpy.typing import NDArray

PEEL = 0.05  # share of the points of a box that one peel takes from the end of an axis
LEAST_MASS = 0.05  # share of all points that a box keeps
DENSITY = 0.8  # share of cases that a box is to have
CHANCE = 0.05  # quasi-p above which a restriction is dropped

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Column:
    """An axis as peeling sees it: a number for each point; choices: the numbers stand for so many values."""

    name: str
    values: Array
    choices: int = 0


@dataclass(frozen=True)
class Limit:
    """A restriction of one axis: from `low` to `high`, or to `choices`; quasi-p of each end, or (low) of the choice."""

    low: float = -inf
    high: float = inf
    choices: frozenset[int] | None = None
    quasi_p_low: float = np.nan
    quasi_p_high: float = np.nan

    def holds(self, values: Array) -> Mask:
        """Whether values keep to it."""
        if self.choices is not None:
            return np.isin(values, list(self.choices))
        return np.asarray((self.low <= values) & (values <= self.high))


@dataclass(frozen=True)
class Box:
    """A box: restrictions by axis; points in it and cases among them, and how many of both there are in all."""

    limits: dict[str, Limit]
    points: int
    cases: int
    all_points: int
    all_cases: int

    @property
    def density(self) -> float:
        """Share of cases among its points."""
        return self.cases / self.points if self.points else np.nan

    @property
    def coverage(self) -> float:
        """Share of all cases that are in it."""
        return self.cases / self.all_cases if self.all_cases else np.nan

    @property
    def mass(self) -> float:
        """Share of all points that are in it."""
        return self.points / self.all_points

    def holds(self, columns: Sequence[Column]) -> Mask:
        """Which points are in it."""
        found = np.ones(len(columns[0].values), bool)
        for column in columns:
            if column.name in self.limits:
                found &= self.limits[column.name].holds(column.values)
        return found


def peel(columns: Sequence[Column], cases: Mask, remaining: Mask | None = None) -> list[Box]:
    """The trajectory: boxes from all remaining points (all if left out) to the smallest, each in the one before."""
    inside = np.ones(len(cases), bool) if remaining is None else remaining.copy()
    all_points, all_cases = len(cases), int(cases.sum())
    box = Box({}, int(inside.sum()), int(cases[inside].sum()), all_points, all_cases)
    path = [box]
    while True:
        best = _best_peel(columns, cases, inside, box)
        if best is None:
            return path
        name, limit, keep = best
        inside[inside] = keep
        box = replace(box, limits={**box.limits, name: limit}, points=int(inside.sum()), cases=int(cases[inside].sum()))
        path.append(box)


def _best_peel(columns: Sequence[Column], cases: Mask, inside: Mask, box: Box) -> tuple[str, Limit, Mask] | None:
    """The peel that raises density most for each point taken; None where none raises it, or too few would be left."""
    own = cases[inside].astype(np.float64)
    found: tuple[float, int] = (0.0, -len(columns) - 1)
    best = None
    for column, limit, keep in _peels(columns, inside, box):
        left = int(keep.sum())
        if not 0 < left < len(own):
            continue
        gain = (own[keep].mean() - own.mean()) / (len(own) - left)
        free = -len({*box.limits, column.name})  # of equal ones that which leaves more axes free
        if gain > 0 and (gain, free) > found:
            found, best = (gain, free), (column.name, limit, keep)
    return None if best is None or best[2].sum() < LEAST_MASS * len(cases) else best


def _peels(columns: Sequence[Column], inside: Mask, box: Box) -> Iterator[tuple[Column, Limit, Mask]]:
    for column in columns:
        values, before = column.values[inside], box.limits.get(column.name, Limit())
        if column.choices:
            there = before.choices if before.choices is not None else frozenset(range(column.choices))
            for each in sorted(there) if len(there) > 1 else ():
                yield column, Limit(choices=there - {each}), values != each
            continue
        ordered = np.sort(values)
        high, low = _cut(ordered, 1 - PEEL), _cut(ordered, PEEL)
        yield column, replace(before, high=high), values <= high
        yield column, replace(before, low=low), values >= low


def _cut(ordered: Array, share: float) -> float:
    """Half-way between two neighbours at a quantile, moved inwards past equal values."""
    place = (len(ordered) - 1) * share
    lower, upper = int(np.floor(place)), int(np.ceil(place))
    if ordered[lower] == ordered[upper]:
        if share > 0.5:
            lower = max(0, int(np.searchsorted(ordered, ordered[upper], "left")) - 1)
        else:
            upper = min(len(ordered) - 1, int(np.searchsorted(ordered, ordered[lower], "right")))
    return float(ordered[lower] + ordered[upper]) / 2


# Which box of a trajectory


def choose(path: Sequence[Box], columns: Sequence[Column], cases: Mask, remaining: Mask, density: float) -> Box:
    """The box with most cases of those that are dense enough (else the densest), less what chance could have brought.

    Restrictions are dropped one after the other, the likeliest chance first, as long as one has a quasi-p above
    `CHANCE`; the box that is left may be a little less dense than asked for.
    """
    dense = [box for box in path if box.density >= density]
    box = max(dense, key=lambda each: each.cases) if dense else max(path, key=lambda each: each.density)
    while True:
        tested = _tested(box, columns, cases, remaining)
        ends = [
            (p, name, end)
            for name, limit in tested.limits.items()
            for end, p in (("low", limit.quasi_p_low), ("high", limit.quasi_p_high))
            if p > CHANCE
        ]
        if not ends:
            return tested
        _, name, end = max(ends)
        box = _without(tested, name, end, columns, cases, remaining)


def _without(box: Box, name: str, end: str, columns: Sequence[Column], cases: Mask, remaining: Mask) -> Box:
    """The box without one end of a restriction, or without the choice."""
    limit = box.limits[name]
    wider = Limit()
    if limit.choices is None:
        wider = replace(limit, low=-inf) if end == "low" else replace(limit, high=inf)
    limits = {**box.limits, name: wider}
    if (wider.low, wider.high) == (-inf, inf):
        del limits[name]
    free = replace(box, limits=limits)
    inside = free.holds(columns) & remaining
    return replace(free, points=int(inside.sum()), cases=int(cases[inside].sum()))


def _tested(box: Box, columns: Sequence[Column], cases: Mask, remaining: Mask) -> Box:
    """The box with the quasi-p of every restriction."""
    from scipy.special import bdtrc

    def quasi_p(name: str, end: str) -> float:
        free = _without(box, name, end, columns, cases, remaining)
        return float(bdtrc(box.cases - 1, box.points, free.density)) if box.cases else 1.0

    limits = {}
    for name, limit in box.limits.items():
        low = quasi_p(name, "low") if limit.choices is not None or limit.low > -inf else np.nan
        high = quasi_p(name, "high") if limit.high < inf else np.nan
        limits[name] = replace(limit, quasi_p_low=low, quasi_p_high=high)
    return replace(box, limits=limits)
