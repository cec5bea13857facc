"""Many runs on many cores, with the same bits whatever the number of threads or the size of a chunk.

A chunk is one `World` of several cases: long enough that a thread spends its time in compiled code, which
releases the interpreter, and short enough that Ctrl-C is answered soon and little memory is held.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field, replace
from threading import Event, Thread

import numpy as np
from numpy.typing import NDArray

from sim.compile.kernel import announce_compilation, compiled_before
from sim.measures import N_MEASURES
from sim.month import run_counties
from sim.world import Case, World

from .checks import check_whole
from .last_month import Ending, by_township, ending
from .memory import refuse_to_compile
from .own_code import NO_CODE, OwnCode
from .watched import run_watched

MOST_THREADS = 1024
QUARTER = 3  # months between looks at single townships
CADRE_MONTHS = 600_000  # in one chunk: between .1 and .2 s of kernel on one core
MOST_CASES = 256  # in one chunk, however small they are

Progress = Callable[[int, int], None]  # runs done, runs in all
Announce = Callable[[], None]


@dataclass(frozen=True)
class Runs:
    """What came out, in the order of the cases.

    series: (case, month, measure), a user's own measures last; levels: (case, month, field), NaN where a regime has
    fewer fields; endings: state in the last month, of the cases whose ending was asked for; townships: (township,
    column), as `last_month.by_township` gives, means over the last quarters, where that was asked.
    """

    series: NDArray[np.float64]
    levels: NDArray[np.float64]
    endings: dict[int, Ending]
    townships: dict[int, NDArray[np.float64]] = field(default_factory=dict)


def cores() -> int:
    """Cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run_cases(
    cases: Sequence[Case],
    *,
    threads: int | None = None,
    chunk: int | None = None,
    endings: Collection[int] = (),
    townships_over: int = 0,
    progress: Progress | None = None,
    announce: Announce = announce_compilation,
    own: OwnCode = NO_CODE,
) -> Runs:
    """Run every case; `chunk` is the number of cases in one world (default: by their size).

    townships_over: months at the end that the states of single townships are means of, at the ends of quarters; 0: they
    are not looked at. `announce` is called if the model has to be compiled first. own: a user's own measures and
    cadres; what they raise is raised here.
    """
    workers = check_threads(threads)
    months = max(case.months for case in cases)
    fields = max(len(case.regime.fields) for case in cases)
    measures = N_MEASURES + len(own.measures)
    runs = Runs(np.zeros((len(cases), months, measures)), np.full((len(cases), months, fields), np.nan), {})
    warm_up(cases[0], announce)
    stop = Event()
    pool = ThreadPoolExecutor(min(workers, len(cases)), thread_name_prefix="kaohe")
    try:
        jobs = [
            pool.submit(_run_chunk, cases, first, last, runs, frozenset(endings), townships_over, stop, own)
            for first, last in chunks(cases, chunk)
        ]
        done = 0
        for job in as_completed(jobs):
            done += job.result()
            if progress:
                progress(done, len(cases))
    finally:
        stop.set()  # after Ctrl-C or an error: no chunk begins any more
        pool.shutdown(wait=True, cancel_futures=True)
    return runs


def check_threads(threads: int | None) -> int:
    """The number of threads asked for, 1 to 1024, or that of all cores; raises `ParameterError` for any other."""
    if threads is None:
        return cores()
    check_whole("threads", threads, 1, MOST_THREADS)
    return threads


def warm_up(case: Case, announce: Announce = announce_compilation) -> None:
    """Compile the kernels by running one month of a case; `announce` is called if that will take a while."""
    if not compiled_before(run_counties):
        refuse_to_compile()
        announce()
    patiently(lambda: World([replace(case, months=1, warmup=None)]).run())


def patiently(work: Callable[[], object]) -> None:
    """Do something in a thread of its own and wait for it, so that Ctrl-C is answered, which a compiler does not do.

    What it raises is raised here; a process that stops need not wait for it.
    """
    failures: list[BaseException] = []

    def attempt() -> None:
        try:
            work()
        except BaseException as failure:
            failures.append(failure)

    thread = Thread(target=attempt, daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(0.2)
    if failures:
        raise failures[0]


def chunks(cases: Sequence[Case], size: int | None = None) -> Iterator[tuple[int, int]]:
    """Ranges of cases, in order, of about equal work."""
    first, work = 0, 0
    for position, case in enumerate(cases):
        work += (case.warmup_months + case.months) * sum(township.cadres for township in case.place.townships)
        count = position + 1 - first
        if (count >= size) if size else (work >= CADRE_MONTHS or count >= MOST_CASES):
            yield first, position + 1
            first, work = position + 1, 0
    if first < len(cases):
        yield first, len(cases)


def _run_chunk(
    cases: Sequence[Case],
    first: int,
    last: int,
    runs: Runs,
    endings: frozenset[int],
    townships_over: int,
    stop: Event,
    own: OwnCode,
) -> int:
    """Run cases `first` to `last` - 1 and copy what they leave; the number of runs done."""
    if stop.is_set():
        return 0
    seen: dict[int, list[NDArray[np.float64]]] = {}

    def look(number: int, world: World, place: int, month: int) -> None:
        if month > cases[first + number].months - townships_over:
            seen.setdefault(first + number, []).append(by_township(world, place))

    every = min(QUARTER, cases[first].months) if townships_over else 0
    for number, run in enumerate(run_watched(cases[first:last], own, every, look), first):
        if run.error is not None:
            raise run.error
        case, levels = cases[number], run.levels
        runs.series[number, : case.months] = run.series
        runs.levels[number, : case.months, : levels.shape[1]] = levels
        if number in endings:
            runs.endings[number] = ending(run.world, run.place)
    runs.townships.update({number: np.mean(states, axis=0) for number, states in seen.items()})
    return last - first
