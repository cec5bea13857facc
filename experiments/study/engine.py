"""Carrying out a study: parts handed to workers, whatever kind they are, and a clean stop at any moment.

Back ends are `concurrent.futures.Executor`s: threads (the kernel gives the interpreter free), processes, or those of a
cluster, such as Dask's or MPI's, that see the same folder. A worker puts its part in place itself and returns a receipt
that may come twice; nobody retries. Several processes may fill one folder: each takes parts that no other has.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
    wait,
)
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from threading import Event
from time import monotonic, perf_counter, sleep
from typing import Any

import numpy as np

from scenarios.errors import ScenarioError, expected
from scenarios.languages import phrase
from sim.compile.kernel import announce_compilation

from ..run.folder_contents import unwritable
from ..run.runner import Announce, check_threads, warm_up
from ..run.watched import run_watched
from .claims import Claims
from .jobs import jobs_of
from .micro import COLUMNS as MICRO_COLUMNS
from .parquet_files import rows_of
from .parts import Receipt, carry_out, computed, work
from .rows import tables_of_part
from .store import State, Store, StoreError, sweep_out

BACKENDS = ("threads", "processes", "dask")
AHEAD = 2  # parts handed out for each worker: none waits, and few are left when the work is stopped
PATIENCE = 0.5  # seconds between two looks at parts that others run

Progress = Callable[["Pace"], None]
Pool = tuple[Executor, int, Event | None]  # who does the work, how many, and what stops threads


@dataclass(frozen=True)
class Pace:
    """How far the work is: runs done and in all, of which failed, runs a second, and seconds left (NaN: not known)."""

    done: int
    runs: int
    failed: int
    rate: float
    left: float


@dataclass(frozen=True)
class Shard:
    """Every n-th part: number `index` of `count`, from 1."""

    index: int = 1
    count: int = 1

    def has(self, part: int) -> bool:
        """Whether a part is in it."""
        return part % self.count == self.index - 1


def shard_from(word: str) -> Shard:
    """The shard of a text such as 2/8."""
    index, slash, count = word.partition("/")
    if slash and index.isdecimal() and count.isdecimal() and 1 <= int(index) <= int(count):
        return Shard(int(index), int(count))
    raise ScenarioError(expected(word, phrase("experiments.study.shard")), "--shard")


def run_study(
    store: Store,
    workers: int | None = None,
    backend: str = "threads",
    scheduler: str = "",
    shard: Shard | None = None,
    join: bool = False,
    progress: Progress | None = None,
    announce: Announce = announce_compilation,
    waiting: Callable[[], None] = lambda: None,
    executor: Executor | None = None,
) -> State:
    """Run what is missing of a study; how far it is then.

    workers: threads or processes, all cores if left out. scheduler: address of a Dask scheduler (empty: a local one).
    executor: one of the caller's own with so many workers, such as MPI's, instead of a back end; it stays open.
    shard: only these parts. join: work beside a process that has the study already, instead of waiting for it.
    waiting: called where another process has it. Ctrl-C keeps what is finished.
    """
    count = check_threads(workers)

    def hire(parts: int) -> AbstractContextManager[Pool]:
        return nullcontext((executor, count, None)) if executor else workers_of(backend, min(count, parts), scheduler)

    try:
        with store.lock(wait=False) as alone:
            if not alone and not join and shard is None:
                waiting()
                with store.lock():
                    return _run(store, hire, shard, progress, announce, True)
            return _run(store, hire, shard, progress, announce, alone)
    except OSError as error:
        raise unwritable(store.folder, error) from None
    except Exception as error:
        if isinstance(error, BrokenExecutor) or type(error).__name__ == "KilledWorker":  # of Dask
            raise StoreError(phrase("experiments.study.worker_lost", path=store.folder)) from None
        raise


def _run(
    store: Store, hire: Callable[[int], AbstractContextManager[Pool]], shard: Shard | None, progress: Progress | None,
    announce: Announce, alone: bool,
) -> State:  # fmt: skip
    if alone:
        sweep_out(store)
        store.set_aside_damaged()
    missing = [part for part in store.missing() if shard is None or shard.has(part)]
    if missing:
        _check_code(store)
        _warm_up(store, announce)
        with hire(len(missing)) as pool, store.claims() as claims:
            _hand_out(store, missing, *pool, claims, progress)
        while not alone and shard is None and store.missing():  # parts of others
            sleep(PATIENCE)
            left = store.missing()
            with hire(len(left)) as pool, store.claims() as claims:
                _hand_out(store, left, *pool, claims, progress)
    if alone:
        sweep_out(store)
    return store.state()


def _check_code(store: Store) -> None:
    """Refuse to run somebody's own code from a folder, unless it was loaded because that was asked for."""
    if not store.study.own.is_loaded:
        raise StoreError(phrase("experiments.own_code.not_asked", names=", ".join(store.study.own.shown)))


def _warm_up(store: Store, announce: Announce) -> None:
    """Compile before the first part, with the first run that can be built."""
    for job in jobs_of(store.study, store.points, range(min(store.runs, 50))):
        if job.case is not None:
            warm_up(job.case, announce)
            return


@contextmanager
def workers_of(backend: str, count: int, scheduler: str = "") -> Iterator[Pool]:
    """A pool of workers; leaving it stops them as soon as they can."""
    if backend == "threads":
        stop = Event()
        threads = ThreadPoolExecutor(count, thread_name_prefix="kaohe")
        try:
            yield threads, count, stop
        finally:
            stop.set()
            threads.shutdown(wait=True, cancel_futures=True)
    elif backend == "processes":
        processes = ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_ignore_interrupts)
        try:
            yield processes, count, None
        finally:
            processes.shutdown(wait=True, cancel_futures=True)
    elif backend == "dask":
        with _dask(count, scheduler) as client:
            yield client.get_executor(pure=False, retries=0), sum(client.nthreads().values()) or count, None
    else:
        raise ScenarioError(expected(backend, phrase("scenarios.marks.one_of", words=", ".join(BACKENDS))), "--backend")


def _dask(count: int, scheduler: str) -> Any:
    """A client of a Dask cluster, of our own on this machine where none is named."""
    try:
        from dask.distributed import Client
    except ImportError:
        raise ScenarioError(phrase("experiments.study.no_dask")) from None
    return Client(scheduler) if scheduler else Client(n_workers=count, threads_per_worker=1, dashboard_address=None)


def _ignore_interrupts() -> None:
    """A worker's part is finished after Ctrl-C, which goes to all processes of a terminal; the first one stops."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _hand_out(
    store: Store, missing: Sequence[int], pool: Executor, count: int, stop: Event | None, claims: Claims,
    progress: Progress | None,
) -> None:  # fmt: skip
    """Keep workers busy with parts that are missing and that no other process has."""
    do = partial(work, str(store.folder)) if stop is None else partial(carry_out, store, stop=stop)
    total, left = store.runs, list(reversed(missing))
    before = total - sum(len(store.runs_of(part)) for part in missing)
    done = failed = 0
    begun = monotonic()
    flying: dict[Future[Receipt], int] = {}
    while left or flying:
        while left and len(flying) < AHEAD * count:
            part = left.pop()
            if store.path("runs", part).exists() or not claims.take(part):
                continue
            if store.path("runs", part).exists():  # done by another between the two looks
                claims.give_back(part)
                continue
            flying[pool.submit(do, part)] = part
        if not flying:
            break
        for future in wait(flying, return_when=FIRST_COMPLETED).done:
            claims.give_back(flying.pop(future))
            receipt = future.result()
            done, failed = done + receipt.runs, failed + receipt.failed
        if progress:
            rate = done / max(monotonic() - begun, 1e-9)
            progress(Pace(before + done, total, failed, rate, (total - before - done) / rate if rate else float("nan")))


# Before anything runs


@dataclass(frozen=True)
class Estimate:
    """What a study will take: points, runs, parts, seconds on so many cores, and bytes on disk.

    Of `tried` runs all over it `refused` cannot be built, the first of them because of `why`.
    """

    points: int
    runs: int
    parts: int
    seconds: float
    cores: int
    size: int
    tried: int
    refused: int
    why: BaseException | None


BYTES_OF_LABELS, BYTES_OF_NUMBER = 16, 8.5  # on disk, after compression
PROBE = 5  # runs that are timed
PROBE_MONTHS = 600  # at most, in all
TRIED = 100  # runs that are built


def estimate(store_like: Store, workers: int | None = None, announce: Announce = announce_compilation) -> Estimate:
    """Runs, time and disk of a study, from a few of its own runs; and whether there are some that cannot be built."""
    study, points = store_like.study, store_like.points
    count = check_threads(workers)
    total = store_like.runs
    _warm_up(store_like, announce)
    months, paces = 0, []  # seconds for a month of one cadre
    tried = min(TRIED, total)
    jobs = list(jobs_of(study, points, [number * total // tried for number in range(tried)]))
    built, refused = [job for job in jobs if job.case is not None], [job.error for job in jobs if job.case is None]
    for job in built[:: -(-len(built) // PROBE) or 1]:
        if job.case is None or months >= PROBE_MONTHS:
            break
        begun = perf_counter()
        (run,) = run_watched([job.case], study.own)
        if run.error is not None:
            raise run.error
        taken = job.case.warmup_months + job.case.months
        paces.append((perf_counter() - begun) / (taken * study.places[job.place].cadres))
        months += taken
    cadres = sum(place.cadres for place in study.places) / len(study.places)
    # The median, since what a process does for the first time takes longer once.
    each = float(np.median(paces)) * cadres * (study.months + study.warmup) if paces else float("nan")
    numbers = len(study.outcomes) + study.kept_months * len(study.keep.series)
    townships = sum(len(place.townships) for place in study.places) / len(study.places)
    for kind, count_ in (("township", townships), ("cadre", cadres)):
        if kind in study.keep.micro:
            numbers += int(count_ * (study.months // study.keep.micro_every) * len(MICRO_COLUMNS[kind]))
    size = int(total * (BYTES_OF_LABELS + BYTES_OF_NUMBER * numbers))
    seconds, why = each * total / count, refused[0] if refused else None
    return Estimate(len(points), total, store_like.parts, seconds, count, size, tried, len(refused), why)


def redo(
    store: Store, sample: int | None = None, seed: int = 1, announce: Announce = announce_compilation
) -> tuple[int, list[int]]:
    """Run finished runs again, all or a random sample, and compare every bit with what is stored.

    The number of runs done again, and the numbers of those that differ.
    """
    store.check_whole()
    _check_code(store)
    _warm_up(store, announce)
    rng = np.random.default_rng(seed)
    chosen = np.arange(store.runs)
    if sample is not None and sample < store.runs:
        chosen = np.sort(rng.choice(store.runs, sample, replace=False))
    size, different = int(store.record["runs_of_part"]), []
    for part in sorted({int(run) // size for run in chosen}):
        runs = [int(run) for run in chosen if run // size == part]
        jobs = computed(store.study, store.points, runs)
        for kind, table in tables_of_part(store.study, jobs).items():
            different += _different(store, part, runs, table, kind)
    return len(chosen), sorted(set(different))


def _different(store: Store, part: int, runs: Sequence[int], again: Any, kind: str) -> list[int]:
    """Runs whose rows are not those in place, bit by bit."""
    import pyarrow.compute

    stored = rows_of(store.folder, [store.name(kind, part)])
    found = []
    for run in runs:
        rows = [table.filter(pyarrow.compute.equal(table["run"], run)) for table in (stored, again)]
        if rows[0].to_pydict() != rows[1].to_pydict():
            found.append(run)
    return found
