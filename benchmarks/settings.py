"""What is measured: one county of 20 townships and 1,000 cadres under the regime `generalised`, ten years."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, partial
from typing import NamedTuple

from scenarios import Scenario, load, load_place
from scenarios.places import Place
from sim.world import Case, World

from .timing import Prepare

SCENARIO, PLACE, MONTHS = "generalised", "yinzhou", 120


class Requirement(NamedTuple):
    """One line of the table of what was asked for: a figure, the limit it has to keep and the aim beyond."""

    what: str
    measured: float
    limit: float
    aim: float
    unit: str = ""
    more_is_better: bool = False


@dataclass(frozen=True)
class Effort:
    """How much time to spend. rounds: of a comparison; sizes: numbers of agents of the hot rule; sights: repetitions of
    what is seen in a browser; play: minutes of play there.
    """

    rounds: int = 7
    sizes: tuple[int, ...] = (1_000, 10_000, 100_000)
    cold: bool = True  # also compile from nothing, half a minute
    whole: bool = True  # the usual sizes; else small ones, for trying it out
    sights: int = 20
    play: float = 1.0


QUICK = Effort(rounds=3, sizes=(1_000,), cold=False, whole=False, sights=3, play=0.1)


@cache
def county() -> Place:
    return load_place(PLACE)


@cache
def scenario() -> Scenario:
    return load(SCENARIO)


def case(seed: int = 1, months: int = MONTHS, place: Place | None = None) -> Case:
    return scenario().case(place or county(), months=months, seed=seed)


def runs(number: int = 1, place: Place | None = None) -> Prepare:
    """Single runs on one thread, for `interleaved`: their worlds are made untimed; seeds differ."""
    return lambda: partial(_run_all, [World([case(1 + seed, place=place)]) for seed in range(number)])


def _run_all(worlds: list[World]) -> None:
    for world in worlds:
        world.run()


def sized(townships: int, cadres: int) -> Place:
    """The county with so many townships, of so many cadres each; without the borders of the real ones."""
    place = county()
    first = min(township.code for township in place.townships)
    rows = [place.townships[j % len(place.townships)] for j in range(townships)]
    made = tuple(replace(row, code=first + j, cadres=cadres, name=f"{row.name} {j}") for j, row in enumerate(rows))
    return replace(place, townships=made, neighbours=())
