"""The worlds of a pilot, with the same random numbers: pilots reform, nobody does, everybody does; who reforms when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scenarios.places.country import territory_of
from sim.compile.kernel import announce_compilation
from sim.national.hierarchy import NEVER

from ..run.parts import Parts
from ..run.record import bits
from ..run.runner import Announce, Progress
from ..run.seeds import replicate_seeds
from .country import run_country
from .pilot import Pilot

Array = NDArray[np.float64]


@dataclass(frozen=True)
class PilotWorlds:
    """One replicate with one number of pilots: its world, and those in which nobody reforms and in which all do."""

    replicate: int  # from 1
    size: int  # number of pilots
    counties: NDArray[np.int64]  # codes
    plan: NDArray[np.int64]  # (county,): month in which each is to begin, or NEVER
    began: NDArray[np.int64]  # (county,): the month in which it did
    seen: Array  # (county, year, measure) of the world with the pilots
    nobody: Array  # (county, year, measure) of the world in which nobody reforms
    everybody: Array  # (county, year, measure) of the world in which all do


def run_pilot(
    pilot: Pilot,
    *,
    threads: int | None = None,
    progress: Progress | None = None,
    announce: Announce = announce_compilation,
    parts: Parts | None = None,
) -> Iterator[PilotWorlds]:
    """Run every replicate with every number of pilots, in this order.

    threads: all cores if left out. progress: called with worlds done and in all. announce: called before a compilation.
    parts: where finished worlds are kept, and taken from.
    """
    territory, done = territory_of(pilot.place), 0
    total = pilot.replicates * (2 + len(pilot.sizes))

    def run(seed: int, starts: dict[int, int], pace: float) -> tuple[Array, NDArray[np.int64]]:
        nonlocal done
        world = parts.read(f"world-{done:06d}") if parts is not None else None
        if world is None:
            design = pilot.country(seed, starts, pace)
            country = run_country(design, threads=threads, announce=announce, territory=territory)
            world = {"yearly": country.yearly[:, : pilot.months // 12], "began": country.began}
            if parts is not None:
                parts.write(f"world-{done:06d}", world)
        done += 1
        if progress:
            progress(done, total)
        return world["yearly"], world["began"]

    for replicate, seed in enumerate(replicate_seeds(pilot.seed, pilot.replicates), 1):
        nobody, _ = run(seed, {}, 0.0)
        everybody, _ = run(seed, dict.fromkeys(map(int, territory.counties), pilot.start), 0.0)
        for size in pilot.sizes:
            starts = pilot.chosen(territory.counties.tolist(), size, seed)
            seen, began = run(seed, starts, pilot.pace)
            plan = np.array([starts.get(int(code), NEVER) for code in territory.counties], np.int64)
            yield PilotWorlds(replicate, size, territory.counties, plan, began, seen, nobody, everybody)


def treated(plan: NDArray[np.int64], years: int) -> Array:
    """Share of each of the first `years` years under reform, (county, year); plan: (county,) of months, or NEVER."""
    months = np.arange(12 * years).reshape(years, 12)
    under = (plan[:, None, None] != NEVER) & (months[None] >= plan[:, None, None])
    share: Array = under.mean(axis=2)
    return share


def exposure(counties: NDArray[np.int64], share: Array) -> Array:
    """Share of the other counties of each county's prefecture under reform, (county, year); 0 without others.

    counties: codes, sorted; share: as given by `treated`.
    """
    unit = np.searchsorted(np.unique(counties // 100), counties // 100)
    total = np.zeros((unit.max() + 1, share.shape[1]))
    np.add.at(total, unit, share)
    others = np.bincount(unit)[unit] - 1
    left = total[unit] - share
    near: Array = np.divide(left, others[:, None], out=np.zeros_like(left), where=others[:, None] > 0)
    return near


def add_to_digest(total: Any, worlds: PilotWorlds) -> None:
    """Feed every bit of the worlds to a hash of `hashlib`."""
    for values in (worlds.seen, worlds.nobody, worlds.everybody):
        total.update(bits(values))
