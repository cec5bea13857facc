"""Runs that are stopped to be looked at: after every month for own measures, now and then for single townships.

A world is stopped, looked at, and goes on; no bit of its run depends on that. With a class of cadres of a user's own,
runs go one by one through the Mesa face, which gives the same bits where the class changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.month import run_counties
from sim.world import Case, World

from .county import County
from .mesa_face import county_model
from .own_code import OwnCode, failed
from .shared_runs import run_rest, run_warmup

Array = NDArray[np.float64]
Look = Callable[[int, World, int, int], None]  # number of the case, its world, its place in it, month


@dataclass
class Run:
    """One run that is over: its world, its place in it, own measures (month, measure), and what they raised if so."""

    world: World
    place: int
    own: Array
    error: Exception | None = None

    @property
    def months(self) -> slice:
        """Months of the run in the arrays of its world, without the warm-up."""
        case = self.world.cases[self.place]
        return slice(case.warmup_months, case.warmup_months + case.months)

    @property
    def series(self) -> Array:
        """(month, measure), own measures last."""
        built_in: Array = self.world.series[self.place, self.months]
        return np.hstack([built_in, self.own]) if self.own.size else built_in

    @property
    def levels(self) -> Array:
        """True levels: (month, field)."""
        return np.asarray(self.world.levels[self.place, self.months])


def series_of(runs: Sequence[Run]) -> Array:
    """What `series` holds of several runs of equal length: (run, month, measure); no copy of a whole world's."""
    world, months = runs[0].world, runs[0].months
    whole = len(runs) == len(world.cases) and all(
        run.world is world and run.place == place and run.months == months and not run.own.size
        for place, run in enumerate(runs)
    )
    return np.asarray(world.series[:, months]) if whole else np.stack([run.series for run in runs])


def run_watched(cases: Sequence[Case], own: OwnCode, every: int = 0, look: Look | None = None) -> list[Run]:
    """Run cases of equal length; `look` is called after every `every` months, the warm-up left out.

    What a user's measure raises is left in its run, whose later months are not measured; what a user's cadres raise is
    raised here.
    """
    if own.cadre_class:
        return [_by_mesa(number, case, own, every, look) for number, case in enumerate(cases)]
    world = World(cases)
    runs = [Run(world, place, np.full((case.months, len(own.measures)), np.nan)) for place, case in enumerate(cases)]
    step = 1 if own.measures else every if look else 0
    if not step:
        _to_the_end(world)
        return runs

    def seen(month: int) -> None:
        for number, run in enumerate(runs):
            _measure(run, own, month)
            if look and every and month % every == 0:
                look(number, world, number, month)

    _stopping(world, step, seen)
    return runs


def _to_the_end(world: World) -> None:
    """Run a world without looking at it."""
    if any(case.warmup for case in world.cases):
        run_warmup(world)
    run_rest(world)


def _stopping(world: World, every: int, seen: Callable[[int], None]) -> None:
    """Run a world to its end, and call `seen` after every `every` months past the warm-up."""
    cases, months, before = world.cases, world.cases[0].months, world.cases[0].warmup_months
    entry: Any = run_counties
    if before:
        run_warmup(world)
    begun = before
    for month in [*range(every, months + 1, every), *([months] if months % every else [])]:
        world.counties["first_month"], world.counties["months"] = begun, before + month
        entry(0, len(cases), world.arrays())
        begun = before + month
        world.counties["changed"] = 0  # another regime takes over once
        if month % every == 0:
            seen(month)


def _by_mesa(number: int, case: Case, own: OwnCode, every: int, look: Look | None) -> Run:
    """One run with a user's own cadres."""
    assert own.cadre_class
    month = 0
    try:
        model = county_model(case, own.cadres)
        run = Run(model.world, 0, np.full((case.months, len(own.measures)), np.nan))
        for month in range(1, case.months + 1):
            model.step()
            _measure(run, own, month)
            if look and every and month % every == 0:
                look(number, model.world, 0, month)
    except MemoryError:
        raise
    except Exception as error:
        raise failed(own.cadre_class, month, error) from error
    return run


def _measure(run: Run, own: OwnCode, month: int) -> None:
    if run.error is not None or not own.measures:
        return
    county = County(run.world, run.place, month)
    try:
        for number in range(len(own.measures)):
            run.own[month - 1, number] = own.value(number, county)
    except Exception as error:
        run.error = error
