"""Warm-ups that several runs of a world have in common, run once: equal cases give equal bits, so theirs are copied."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from sim.month import run_counties
from sim.world import Case, World

PLACED = ("town_start", "overlay_start", "overlay_count")  # where the rest of a county lies: its own


def run_warmup(world: World) -> None:
    """Run the warm-up of every case of a world, and exchange regimes and reforms after it.

    Of cases one after the other whose warm-up is the same, the first is run, and its state is copied to the others.
    """
    entry: Any = run_counties
    arrays = world.arrays()
    for first, last in same_warmups(world.cases):
        entry(first, first + 1, arrays)
        for other in range(first + 1, last):
            _copy(world, first, other)
    world.end_warmup()


def same_warmups(cases: tuple[Case, ...]) -> Iterator[tuple[int, int]]:
    """Ranges of cases that begin alike, in order."""
    first = 0
    for number in range(1, len(cases) + 1):
        if number == len(cases) or not _begin_alike(cases[first], cases[number]):
            yield first, number
            first = number


def _begin_alike(one: Case, other: Case) -> bool:
    """Whether all that a warm-up depends on is the same."""
    return (
        one.warmup is not None
        and one.seed == other.seed
        and one.warmup == other.warmup
        and (one.behaviour is other.behaviour or one.behaviour == other.behaviour)
        and one.covered == other.covered
        and (one.place is other.place or one.place == other.place)
        and one.regime.size_classes == other.regime.size_classes
        and one.regime.kinds == other.regime.kinds
    )


def _copy(world: World, first: int, other: int) -> None:
    """The state of one county after its warm-up as that of another.

    Records are copied as bytes: NumPy would copy them field by field, which takes five times as long.
    """
    counties = world.counties
    own = {name: int(counties[name][other]) for name in PLACED}
    counties[other] = counties[first]
    for name, value in own.items():
        counties[name][other] = value
    count, months = int(counties["town_count"][first]), int(counties["months"][first])
    begin, to = int(counties["town_start"][first]), own["town_start"]
    for each in (_bytes(world.towns), world.share, world.skill, world.portfolio, world.traits):
        each[to : to + count] = each[begin : begin + count]
    for table in (_bytes(world.params), _bytes(world.base)):
        table[other] = table[first]
    for course in (world.series, world.levels):
        course[other, :months] = course[first, :months]


def _bytes(records: np.ndarray) -> np.ndarray:
    return records.view(np.uint8).reshape(len(records), -1)
