"""The worlds of a pilot: with the pilots, without, and with everybody, under the same luck; who reforms when."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scenarios.places.country import land
from sim.compile.kernel import announce_compilation
from sim.national.hierarchy import NEVER

from ..run.seeds import replicate_seed
from .country import Progress, run_country
from .pilot import Pilot

Array = NDArray[np.float64]


@dataclass(frozen=True)
class World:
    """One replicate of one design. Years by county and measure, (county, year, measure).

    plan: month in which each county is to begin, or NEVER; began: the month in which it did.
    """

    replicate: int
    size: int
    counties: NDArray[np.int64]
    plan: NDArray[np.int64]
    began: NDArray[np.int64]
    seen: Array
    nobody: Array
    everybody: Array


def run_pilot(
    pilot: Pilot,
    *,
    threads: int | None = None,
    progress: Progress | None = None,
    announce: Callable[[], None] = announce_compilation,
) -> Iterator[World]:
    """Every replicate of every design, in order."""
    where, done = land(pilot.place), 0
    total = pilot.replicates * (2 + len(pilot.sizes))

    def run(seed: int, starts: dict[int, int], pace: float) -> tuple[Array, NDArray[np.int64]]:
        nonlocal done
        country = run_country(pilot.study(seed, starts, pace), threads=threads, announce=announce, where=where)
        done += 1
        if progress:
            progress(done, total)
        return country.yearly[:, : pilot.months // 12], country.began

    for replicate in range(1, pilot.replicates + 1):
        seed = replicate_seed(pilot.seed, replicate)
        nobody, _ = run(seed, {}, 0.0)
        everybody, _ = run(seed, dict.fromkeys(map(int, where.counties), pilot.start), 0.0)
        for size in pilot.sizes:
            starts = pilot.chosen(where.counties.tolist(), size, seed)
            seen, began = run(seed, starts, pilot.pace)
            plan = np.array([starts.get(int(code), NEVER) for code in where.counties], np.int64)
            yield World(replicate, size, where.counties, plan, began, seen, nobody, everybody)


def treated(plan: NDArray[np.int64], years: int) -> Array:
    """Share of each year under reform: (county, year)."""
    months = np.arange(12 * years).reshape(years, 12)
    under = (plan[:, None, None] != NEVER) & (months[None] >= plan[:, None, None])
    share: Array = under.mean(axis=2)
    return share


def exposure(counties: NDArray[np.int64], share: Array) -> Array:
    """Share of the other counties of the prefecture under reform: (county, year)."""
    unit = np.searchsorted(np.unique(counties // 100), counties // 100)
    total = np.zeros((unit.max() + 1, share.shape[1]))
    np.add.at(total, unit, share)
    others = np.bincount(unit)[unit] - 1
    left = total[unit] - share
    near: Array = np.divide(left, others[:, None], out=np.zeros_like(left), where=others[:, None] > 0)
    return near


def add_to_digest(total: Any, world: World) -> None:
    """Every bit of a world, for a hash that grows."""
    for values in (world.seen, world.nobody, world.everybody):
        total.update(np.ascontiguousarray(values).astype("<f8", copy=False).tobytes())
