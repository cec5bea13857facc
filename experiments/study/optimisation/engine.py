"""Carrying out a search: generation after generation, each written before the next begins; and doing it again."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor
from dataclasses import replace
from threading import Event
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from scenarios.errors import ScenarioError
from scenarios.languages import phrase
from sim.compile.kernel import announce_compilation

from ...run.folder_contents import unwritable
from ...run.runner import Announce, check_threads
from ..backends import workers_of
from ..designs import listed
from ..engine import Pace, Progress
from ..jobs import compile_before
from ..opening import plan
from ..store import StoreError
from ..workload import PROBE, workload
from . import evolution
from .evaluation import Evaluate, Found, Runs
from .folder import Generation, SearchFolder, together
from .specification import Search

Array = NDArray[np.float64]


def optimise(
    folder: SearchFolder,
    workers: int | None = None,
    backend: str = "threads",
    scheduler: str = "",
    progress: Progress | None = None,
    announce: Announce = announce_compilation,
    waiting: Callable[[], None] = lambda: None,
) -> None:
    """Carry out what is missing of a search. Arguments as for `run_study`; Ctrl-C keeps finished generations."""
    count = check_threads(workers)
    try:
        with folder.lock(waiting):
            if not folder.done:
                _warm_up(folder.search, announce)
                with workers_of(backend, count, scheduler) as (pool, _, stop):
                    evolve(folder, _runs(folder, pool, stop, progress))
    except OSError as error:
        raise unwritable(folder.path, error) from None
    except Exception as error:
        if isinstance(error, BrokenExecutor) or type(error).__name__ == "KilledWorker":  # of Dask
            raise StoreError(phrase("experiments.study.worker_lost", path=folder.path)) from None
        raise


def evolve(folder: SearchFolder, evaluate: Evaluate) -> None:
    """Go on from the last generation that can be read, writing each one that is found."""
    population: Generation | None = None
    begin = folder.finished()
    while begin and population is None:
        try:
            population = folder.read(begin - 1).population
        except ScenarioError:  # damaged: it is found again from the one before
            begin -= 1
    for generation in range(begin, folder.search.generations + 1):
        rows = _tried(folder.search, population, generation)
        found = chosen(folder.search, population, generation, rows, evaluate(rows))
        folder.write(generation, found)
        population = found.population


def _tried(search: Search, population: Generation | None, generation: int) -> Array:
    """Portfolios that a generation tries."""
    rng = evolution.generator(search.seed, generation)
    if population is None:
        return evolution.first(search.axes, search.population, rng)
    return evolution.children(search.axes, population.rows, search.population, rng)


def chosen(search: Search, population: Generation | None, generation: int, rows: Array, found: Found) -> Generation:
    """Parents and new portfolios, best first, of which so many are kept as the population has."""
    before = search.population * generation  # fewer where there are no more different ones; numbers have gaps then
    own = Generation(
        before + np.arange(len(rows)), np.full(len(rows), generation), rows, found.changes, found.messages, 0
    )
    whole = own if population is None else together([population, own])
    best = evolution.order(search.losses(whole.changes), search.excess(whole.changes))
    return replace(whole.at(best), kept=min(search.population, len(best)))


def _runs(folder: SearchFolder, pool: Executor, stop: Event | None, progress: Progress | None) -> Runs:
    """What evaluates portfolios, and says how far the search is: in runs, as if every generation were full."""
    search = folder.search
    each = len(search.study.places) * search.study.replicates
    total = search.population * (search.generations + 1) * each
    before = search.population * folder.finished() * each
    begun, tried = monotonic(), 0

    def told(count: int) -> None:
        nonlocal tried
        tried += count * each
        rate = tried / max(monotonic() - begun, 1e-9)
        if progress:
            progress(Pace(before + tried, total, 0, rate, (total - before - tried) / rate))

    return Runs(search, folder.path, pool, stop, told)


def _warm_up(search: Search, announce: Announce) -> None:
    """Compile before the first generation, with a random portfolio that can be built."""
    row = [list(each) for each in evolution.first(search.axes, 1, evolution.generator(search.seed, 0))]
    compile_before(search.study, listed(search.axes, row), announce)


def estimate(search: Search, workers: int | None = None, announce: Announce = announce_compilation) -> float:
    """Seconds that a search will take, from a few runs of random portfolios cut short."""
    evolution.require()
    rows = evolution.first(search.axes, PROBE, evolution.generator(search.seed, 0))
    found = workload(plan(search.study, listed(search.axes, rows.tolist()), ""), workers, announce)
    runs = search.population * (search.generations + 1) * len(search.study.places) * search.study.replicates
    return found.seconds * runs / found.runs


def redo(
    folder: SearchFolder, workers: int | None = None, sample: int | None = None, seed: int = 1,
    announce: Announce = announce_compilation,
) -> tuple[int, list[int]]:  # fmt: skip
    """Try portfolios again, all or a random sample, and choose all generations again; compare every bit.

    The number of portfolios done again, and the numbers of those that differ (a generation that would have tried or
    kept others counts with all that it tried).
    """
    evolution.require()
    search = folder.search
    different: set[int] = set()
    if not folder.done:
        done = f"{folder.finished()} / {search.generations + 1}"
        raise StoreError(phrase("experiments.optimisation.unfinished", path=folder.path, done=done))
    population: Generation | None = None
    tried: list[Generation] = []
    for generation in range(search.generations + 1):
        stored, rows = folder.read(generation), _tried(search, population, generation)
        own = stored.at(stored.born == generation)
        own = own.at(np.argsort(own.numbers))
        same = chosen(search, population, generation, own.rows, Found(own.changes, own.messages))
        if not np.array_equal(rows, own.rows) or not np.array_equal(same.numbers, stored.numbers):
            different |= {int(number) for number in own.numbers}
        tried.append(own)
        population = stored.population
    whole = together(tried)
    picked = np.arange(len(whole.numbers))
    if sample is not None and sample < len(picked):
        picked = np.sort(np.random.default_rng(seed).choice(len(picked), sample, replace=False))
    _warm_up(search, announce)
    with workers_of("threads", check_threads(workers)) as (pool, _, stop):
        again = _runs(folder, pool, stop, None)(whole.rows[picked])
    equal = np.array([a.tobytes() == b.tobytes() for a, b in zip(again.changes, whole.changes[picked], strict=True)])
    different |= {int(number) for number in whole.numbers[picked][~equal]}
    return len(picked), sorted(different)
