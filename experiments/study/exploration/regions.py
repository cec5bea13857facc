"""In which region of its axes a study reaches what it should: boxes, trees and scores of a finished study.

A region is of one place, one scenario (or the difference of one from the baseline) and one condition: that an outcome
keeps to its threshold, that all do, or, of a difference, that the scenario does better than the baseline. Outcomes are
means over replicates. Only axes that can move a scenario are looked at.

What is found are associations over the points of a design. Where axes are drawn independently, as in all designs but a
list, that is what the axes do in the model, on average over the others; it is no statement about any real county.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from ..axes import StudyAxis
from ..axis_file import MOVING
from ..designs import Points, seed_of
from ..names import DIFFERENCE, with_names
from ..sensitivity import contrasted, contrasts
from ..specification import Study
from ..store import Store
from .peeling import DENSITY, Array, Box, Column, Mask, choose, peel
from .robustness import better_way
from .thresholds import Threshold
from .trees import Leaf, accuracy, check_installed, folds, grow, score

if TYPE_CHECKING:
    import xarray

ALL = "all"  # the condition that all thresholds are met
BETTER = "better"  # that a scenario does better than the baseline
FEWEST_POINTS, FEWEST_CASES = 30, 5
MOST_BOXES = 3
BEST = 0.25  # share of points, of the usual threshold
DIGITS = 3  # of a usual threshold


@dataclass(frozen=True)
class Region:
    """Where a condition holds. outcome: its name in the study, `all` or, of a difference, the outcome that is better.

    points, cases: with an outcome, and where the condition holds. boxes: found one after the other, each at the points
    that those before leave; paths: the trajectory of each. held_out: density and coverage of all boxes together at
    points left out when looking for them. leaves, accuracy: of a tree. All empty or NaN where the condition holds, or
    does not, at too few points.
    """

    place: str
    scenario: str
    outcome: str
    condition: str
    points: int
    cases: int
    boxes: tuple[Box, ...] = ()
    paths: tuple[tuple[Box, ...], ...] = ()
    held_out: tuple[float, float] = (np.nan, np.nan)
    leaves: tuple[Leaf, ...] = ()
    accuracy: float = np.nan

    @property
    def share(self) -> float:
        """Share of points at which the condition holds."""
        return self.cases / self.points if self.points else np.nan


@dataclass(frozen=True)
class Exploration:
    """What was found: regions; scores, labelled by axis, place, scenario and outcome; and thresholds, the study's or,
    `usual`, the best quarter of all points."""

    study: Study
    regions: tuple[Region, ...]
    scores: xarray.Dataset
    thresholds: tuple[Threshold, ...]
    usual: bool
    density: float = field(default=DENSITY)


def explore(store: Store, thresholds: Sequence[Threshold] = (), density: float = DENSITY) -> Exploration:
    """Regions and scores of a finished study. density: share of points of a box at which a condition should hold.

    Without thresholds each outcome's is its best quarter, over all points and scenarios of a place. Raises
    `StoreError` where runs are missing, and `ScenarioError` without scikit-learn.
    """
    check_installed()
    store.check_whole()
    study, names = store.study, [outcome.name for outcome in store.study.outcomes]
    means = store.values(names).mean(axis=3)  # (point, place, scenario, outcome)
    given = tuple(thresholds) or usual_thresholds(study, means)
    values = contrasted(study, means)
    seed = seed_of(study.design, "explore")
    regions, scores = [], _empty_scores(study, names)
    for p, place in enumerate(study.places):
        for s, scenario in enumerate(contrasts(study)):
            columns = columns_of(study, store.points, scenario)
            own = values[:, p, s]
            for outcome, condition, cases, there in _conditions(study, scenario, given, own, names):
                region = Region(place.id, scenario, outcome, condition, int(there.sum()), int(cases.sum()))
                regions.append(_searched(region, columns, cases, there, density, seed))
            _score(scores, columns, own, (p, s), seed)
    data = with_names(scores, study)
    return Exploration(study, tuple(regions), data, given, not thresholds, density)


def usual_thresholds(study: Study, means: Array) -> tuple[Threshold, ...]:
    """The best quarter of each outcome over all points, places and scenarios; the highest where no way is better."""
    found = []
    for k, outcome in enumerate(study.outcomes):
        own = means[..., k][np.isfinite(means[..., k])]
        way = better_way(outcome, study)
        if len(own) and np.ptp(own) > 0:
            end = float(f"{np.quantile(own, BEST if way < 0 else 1 - BEST):.{DIGITS}g}")
            found.append(Threshold(outcome.name, **({"at_most": end} if way < 0 else {"at_least": end})))
    return tuple(found)


def columns_of(study: Study, points: Points, scenario: str) -> list[Column]:
    """Axes that can move a scenario, or one side of a difference, and differ between points."""
    sides = scenario.split(DIFFERENCE) if scenario not in study.ids else [scenario]
    found = []
    for axis in study.axes:
        if any(_moves(axis, side) for side in sides):
            column = points.values[axis.name]
            if axis.nominal:
                codes = np.array([axis.all_values.index(value) for value in column.tolist()], np.float64)
                column_of = Column(axis.name, codes, len(axis.all_values))
            else:
                column_of = Column(axis.name, column.astype(np.float64))
            if np.ptp(column_of.values) > 0:
                found.append(column_of)
    return found


def _moves(axis: StudyAxis, scenario: str) -> bool:
    if axis.kind in MOVING:
        return any(own == scenario for own, _ in axis.reforms)
    return not axis.scenarios or scenario in axis.scenarios


def _conditions(
    study: Study, scenario: str, thresholds: Sequence[Threshold], own: Array, names: Sequence[str]
) -> list[tuple[str, str, Mask, Mask]]:
    """Outcome, condition, where it holds and where there is a value, of values (point, outcome)."""
    there = np.isfinite(own)
    if scenario not in study.ids:
        ways = [better_way(outcome, study, thresholds) for outcome in study.outcomes]
        return [
            (name, BETTER, there[:, k] & (own[:, k] * ways[k] > 0), there[:, k])
            for k, name in enumerate(names)
            if ways[k]
        ]
    places = [names.index(threshold.outcome) for threshold in thresholds]
    met = [threshold.met(own[:, k]) for threshold, k in zip(thresholds, places, strict=True)]
    found: list[tuple[str, str, Mask, Mask]] = [
        (names[k], "", holds, there[:, k]) for k, holds in zip(places, met, strict=True)
    ]
    if len(met) > 1:
        found.append((ALL, ALL, np.asarray(np.all(met, axis=0)), np.asarray(there[:, places].all(axis=1))))
    return found


def _searched(region: Region, columns: Sequence[Column], cases: Mask, there: Mask, density: float, seed: int) -> Region:
    few = min(region.cases, region.points - region.cases) < FEWEST_CASES or region.points < FEWEST_POINTS
    if few or not columns:
        return region
    kept = [Column(column.name, column.values[there], column.choices) for column in columns]
    cases = cases[there]
    boxes, paths = _boxes(kept, cases, density)
    inside, right = 0, 0
    for training, testing in folds(len(cases), seed):
        found, _ = _boxes([_at(column, training) for column in kept], cases[training], density)
        tested = [_at(column, testing) for column in kept]
        held = np.logical_or.reduce([box.holds(tested) for box in found] or [np.zeros(int(testing.sum()), bool)])
        inside, right = inside + int(held.sum()), right + int(cases[testing][held].sum())
    held_out = (right / inside if inside else np.nan, right / region.cases)
    leaves = tuple(grow(kept, cases, seed))
    return Region(
        region.place, region.scenario, region.outcome, region.condition, region.points, region.cases, tuple(boxes),
        tuple(map(tuple, paths)), held_out, leaves, accuracy(kept, cases, seed),
    )  # fmt: skip


def _at(column: Column, points: Mask) -> Column:
    return Column(column.name, column.values[points], column.choices)


def _boxes(columns: Sequence[Column], cases: Mask, density: float) -> tuple[list[Box], list[list[Box]]]:
    """Boxes one after the other, as long as they are dense enough, and their trajectories; the first in any case."""
    boxes: list[Box] = []
    paths: list[list[Box]] = []
    remaining = np.ones(len(cases), bool)
    while len(boxes) < MOST_BOXES and cases[remaining].sum() >= FEWEST_CASES:
        path = peel(columns, cases, remaining)
        box = choose(path, columns, cases, remaining, density)
        if not box.limits or (boxes and box.density < density):
            break
        boxes.append(box)
        paths.append(path)
        remaining = remaining & ~box.holds(columns)
    return boxes, paths


# Scores


def _empty_scores(study: Study, names: Sequence[str]) -> xarray.Dataset:
    import xarray

    labels: dict[str, Any] = {
        "axis": [axis.name for axis in study.axes], "place": [place.id for place in study.places],
        "scenario": contrasts(study), "outcome": list(names),
    }  # fmt: skip
    shape = tuple(len(each) for each in labels.values())
    scores = {"score": (tuple(labels), np.full(shape, np.nan))}
    scores |= {name: (tuple(labels)[1:], np.full(shape[1:], np.nan)) for name in ("chance", "r2")}
    about = {"design": study.design.kind, "baseline": study.baseline}
    return xarray.Dataset(scores, labels, about)


def _score(scores: xarray.Dataset, columns: Sequence[Column], own: Array, at: tuple[int, int], seed: int) -> None:
    """Scores of every outcome at one place and scenario."""
    axes = [str(name) for name in scores["axis"].values]
    for k in range(own.shape[1]):
        there = np.isfinite(own[:, k])
        if columns and there.sum() >= FEWEST_POINTS and np.ptp(own[there, k]) > 0:
            found = score([_at(column, there) for column in columns], own[there, k], seed)
            for column, share in zip(columns, found.shares, strict=True):
                scores["score"].values[axes.index(column.name), *at, k] = share
            scores["chance"].values[*at, k], scores["r2"].values[*at, k] = found.chance, found.r2
