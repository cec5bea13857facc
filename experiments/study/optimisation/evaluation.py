"""What portfolios change: their runs, beside those of the baseline with the same seeds in the same worlds.

A portfolio is one job, its runs at all places in all worlds. It is carried out by whatever workers a study has; what
comes back does not depend on them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from threading import Event

import numpy as np
from numpy.typing import NDArray

from ..designs import listed
from ..parts import computed
from ..record_file import read_record
from ..specification import Study
from . import evolution
from .specification import FORMAT, Search, search_from

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Found:
    """What portfolios change: (portfolio, outcome), NaN where runs failed; messages: why, empty where they did not."""

    changes: Array
    messages: list[str]


Evaluate = Callable[[Array], Found]  # of portfolios (portfolio, axis)
Told = Callable[[int], None]  # how many portfolios are done


def outcomes_of(study: Study, scenario: int, row: Sequence[float], stop: Event | None = None) -> tuple[Array, str]:
    """Outcomes of one scenario at one point by world (world, outcome), means over places; why a run failed, or ""."""
    several = len(study.scenarios)
    runs = [
        (place * several + scenario) * study.replicates + world
        for place in range(len(study.places))
        for world in range(study.replicates)
    ]
    jobs = computed(study, listed(study.axes, [list(row)]), runs, stop)
    failed = [job.message for job in jobs if job.stage]
    if failed:
        return np.full((study.replicates, len(study.outcomes)), np.nan), failed[0]
    found = np.array([job.outcomes for job in jobs])
    return found.reshape(len(study.places), study.replicates, -1).mean(axis=0), ""


class Runs:
    """An `Evaluate` that runs portfolios on workers; `told` is called when one is done."""

    def __init__(self, search: Search, folder: Path, pool: Executor, stop: Event | None, told: Told) -> None:
        self.search, self.pool, self.told = search, pool, told
        ids = search.study.ids
        self.base, self.own = ids.index(search.study.baseline), ids.index(search.portfolio.id)
        # Threads share the study; processes, and workers of a cluster, open the folder.
        self.work = partial(_in_folder, str(folder)) if stop is None else partial(outcomes_of, search.study, stop=stop)
        self.baseline: Array | None = None

    def __call__(self, rows: Array) -> Found:
        """What portfolios change."""
        given = [[float(value) for value in row] for row in rows]
        base = self.baseline
        if base is None:
            lowest = evolution.lowest(self.search.axes)
            base = self.baseline = self.pool.submit(self.work, scenario=self.base, row=lowest).result()[0]
        jobs = [self.pool.submit(self.work, scenario=self.own, row=row) for row in given]
        found = []
        for job in jobs:
            found.append(job.result())
            self.told(1)
        changes = [self.search.summary(values - base) for values, _ in found]
        shape = (len(found), len(self.search.study.outcomes))
        return Found(np.array(changes, np.float64).reshape(shape), [message for _, message in found])


def _in_folder(folder: str, scenario: int, row: Sequence[float]) -> tuple[Array, str]:
    return outcomes_of(_opened(folder).study, scenario, row)


@lru_cache(maxsize=2)
def _opened(folder: str) -> Search:
    return search_from(read_record(Path(folder), FORMAT))
