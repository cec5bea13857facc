"""Carrying out a study: parts handed to workers, whatever kind they are, and a clean stop at any moment.

Back ends are `concurrent.futures.Executor`s: threads (the kernel gives the interpreter free), processes, or those of a
cluster, such as Dask's or MPI's, that see the same folder. A worker puts its part in place itself and returns a receipt
that may come twice; nobody retries. Several processes may fill one folder: each takes parts that no other has.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    wait,
)
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import partial
from threading import Event
from time import monotonic, sleep

from scenarios.errors import ScenarioError, expected
from scenarios.languages import phrase
from sim.compile.kernel import announce_compilation

from ..run.folder_contents import unwritable
from ..run.runner import Announce, check_threads
from .backends import Pool, workers_of
from .claims import Claims
from .jobs import compile_before
from .parts import Receipt, carry_out, work
from .store import State, Store, StoreError, check_code, sweep_out

AHEAD = 2  # parts handed out for each worker: none waits, and few are left when the work is stopped
PATIENCE = 0.5  # seconds between two looks at parts that others run

Progress = Callable[["Pace"], None]


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
        check_code(store)
        compile_before(store.study, store.points, announce)
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
