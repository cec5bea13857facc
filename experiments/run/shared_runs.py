"""What several runs of a world have in common is run once: equal cases give equal bits, so theirs are copied.

Cases that begin alike share a warm-up. Equal ones share the whole run, as in a design in which points differ in nothing
but a unit cost, or in an axis that another one overrides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from sim.month import run_counties
from sim.world import Case, World

PLACED = ("town_start", "overlay_start", "overlay_count")  # where the rest of a county lies: its own


def run_warmup(world: World) -> None:
    """Run the warm-up of every case of a world, and exchange regimes and reforms after it."""
    _run_once(world, first_alike(world.cases, _begin_alike))
    world.end_warmup()


def run_rest(world: World) -> None:
    """Run every case of a world from where it is to its end."""
    _run_once(world, first_alike(world.cases, Case.__eq__))


def first_alike(cases: Sequence[Case], alike: Callable[[Case, Case], bool]) -> list[int]:
    """For every case, the number of the first that is like it: its own where none before it is."""
    found: list[int] = []
    distinct: dict[Any, list[int]] = {}  # by what is quick to compare
    for number, case in enumerate(cases):
        known = distinct.setdefault((case.seed, case.behaviour), [])
        found.append(next((first for first in known if alike(cases[first], case)), number))
        if found[-1] == number:
            known.append(number)
    return found


def _begin_alike(one: Case, other: Case) -> bool:
    """Whether all that a warm-up depends on is the same."""
    return (
        one.warmup is not None
        and one.seed == other.seed
        and one.warmup == other.warmup
        and one.behaviour == other.behaviour
        and one.covered == other.covered
        and (one.place is other.place or one.place == other.place)
        and one.regime.size_classes == other.regime.size_classes
        and one.regime.kinds == other.regime.kinds
    )


def _run_once(world: World, alike: Sequence[int]) -> None:
    """Run the cases of a world that are the first of their kind, and copy their state to those like them."""
    entry: Any = run_counties
    arrays = world.arrays()
    for first, last in _ranges([number for number, other in enumerate(alike) if number == other]):
        entry(first, last, arrays)
    for number, first in enumerate(alike):
        if number != first:
            _copy(world, first, number)


def _ranges(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Numbers in order as ranges without a gap."""
    begin = 0
    for at in range(1, len(numbers) + 1):
        if at == len(numbers) or numbers[at] > numbers[at - 1] + 1:
            yield numbers[begin], numbers[at - 1] + 1
            begin = at


def _copy(world: World, first: int, other: int) -> None:
    """The state of one county as that of another.

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
