"""Many runs on many cores, with the same bits whatever the number of threads or the size of a chunk.

A chunk is one `World` of several cases: long enough that a thread spends its time in compiled code, which
releases the interpreter, and short enough that Ctrl-C is answered soon and little memory is held.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from threading import Event, Thread

import numpy as np
from numpy.typing import NDArray

from sim.compile.kernel import announce_compilation, compiled_before
from sim.measures import N_MEASURES
from sim.month import run_counties
from sim.world import Case, World

from .checks import check_whole
from .large import filled
from .last_month import TOWNSHIP_COLUMNS, Ending, by_township, ending
from .memory import refuse_to_compile
from .own_code import NO_CODE, OwnCode
from .parts import Arrays, Parts
from .watched import run_watched

MOST_THREADS = 1024
QUARTER = 3  # months between looks at single townships
CADRE_MONTHS = 600_000  # in one chunk of few runs: between .1 and .2 s of kernel on one core
LARGE, CHUNKS_EACH = 4, 8  # times as much where threads have at least so many: more runs have a warm-up in common
MOST_CASES = 256  # in one chunk, however small they are
MOST_CADRES = 8_000  # in one chunk, however short the runs: a world holds about half a kilobyte for each
CHUNKS_OF_PART = 8  # about a second of work
MOST_PARTS = 2000
OF_CASES = ("series", "levels", "townships")  # what runs leave, by case

Progress = Callable[[int, int], None]  # runs done, runs in all
Announce = Callable[[], None]


@dataclass(frozen=True)
class Runs:
    """What came out, in the order of the cases.

    series: (case, month, measure), a user's own measures last; levels: (case, month, field), NaN where a regime has
    fewer fields; endings: state in the last month, of the cases whose ending was asked for; townships: (case, township,
    column), as `last_month.by_township` gives, means over the last quarters, where that was asked (else no column).
    What does not fit into memory is in files (`large`).
    """

    series: NDArray[np.float64]
    levels: NDArray[np.float64]
    endings: dict[int, Ending]
    townships: NDArray[np.float64]


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
    parts: Parts | None = None,
    name: str = "",
) -> Runs:
    """Run every case; `chunk` is the number of cases in one world (default: by their size).

    townships_over: months at the end that the states of single townships are means of, at the ends of quarters; 0: they
    are not looked at. `announce` is called if the model has to be compiled first. own: a user's own measures and
    cadres; what they raise is raised here. parts: where finished parts are kept, and taken from; name: how those of
    this call begin.
    """
    workers = check_threads(threads)
    months = max(case.months for case in cases)
    fields = max(len(case.regime.fields) for case in cases)
    measures = N_MEASURES + len(own.measures)
    columns = len(TOWNSHIP_COLUMNS) if townships_over else 0
    most = max(len(case.place.townships) for case in cases)
    folder = parts.folder if parts else None
    runs = Runs(
        filled((len(cases), months, measures), 0.0, folder), filled((len(cases), months, fields), np.nan, folder), {},
        filled((len(cases), most, columns), np.nan, folder),
    )  # fmt: skip
    warm_up(cases[0], announce)
    stop = Event()
    pool = ThreadPoolExecutor(min(workers, len(cases)), thread_name_prefix="kaohe")
    try:
        scale = min(LARGE, max(1.0, sum(map(_share, cases)) / CHUNKS_EACH / workers))
        how = _How(cases, runs, frozenset(endings), townships_over, stop, own, chunk, scale, parts, name)
        ranges = chunks(cases, chunk, scale) if parts is None else part_ranges(cases)
        jobs = [pool.submit(_run_part, how, first, last) for first, last in ranges]
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


def chunks(cases: Sequence[Case], size: int | None = None, scale: float = 1) -> Iterator[tuple[int, int]]:
    """Ranges of cases, in order, of about equal work; of `size` cases if given, else `scale` times the usual."""
    first, share = 0, 0.0
    for position, case in enumerate(cases):
        share += _share(case)
        if (position + 1 - first >= size) if size else (share >= scale):
            yield first, position + 1
            first, share = position + 1, 0.0
    if first < len(cases):
        yield first, len(cases)


def part_ranges(cases: Sequence[Case]) -> Iterator[tuple[int, int]]:
    """Ranges of cases that are kept as one part; they depend on nothing but the cases."""
    return chunks(cases, None, max(CHUNKS_OF_PART, sum(map(_share, cases)) / MOST_PARTS))


def _share(case: Case) -> float:
    """How much of a chunk a case is, by its work, its size, or itself."""
    cadres = sum(township.cadres for township in case.place.townships)
    work = (case.warmup_months + case.months) * cadres
    return max(work / CADRE_MONTHS, cadres / MOST_CADRES, 1 / MOST_CASES)


@dataclass(frozen=True)
class _How:
    """What the threads of one call share."""

    cases: Sequence[Case]
    runs: Runs
    endings: frozenset[int]
    townships_over: int
    stop: Event
    own: OwnCode
    chunk: int | None
    scale: float
    parts: Parts | None
    name: str


def _run_part(how: _How, first: int, last: int) -> int:
    """Run cases `first` to `last` - 1, or take what was kept of them; the number of runs done."""
    part = f"{how.name}-{first:07d}"
    kept = None if how.parts is None else how.parts.read(part)
    if kept is not None:
        _take(kept, how.runs, first, last)
        return last - first
    for begin, end in chunks(how.cases[first:last], how.chunk, how.scale):
        if how.stop.is_set():
            return 0
        _run_chunk(how, first + begin, first + end)
    if how.parts is not None:
        how.parts.write(part, _arrays(how.runs, first, last))
    return last - first


def _run_chunk(how: _How, first: int, last: int) -> None:
    """Run cases in one world and copy what they leave."""
    cases, runs = how.cases, how.runs
    seen: dict[int, list[NDArray[np.float64]]] = {}

    def look(number: int, world: World, place: int, month: int) -> None:
        if month > cases[first + number].months - how.townships_over:
            seen.setdefault(first + number, []).append(by_township(world, place))

    every = min(QUARTER, cases[first].months) if how.townships_over else 0
    for number, run in enumerate(run_watched(cases[first:last], how.own, every, look), first):
        if run.error is not None:
            raise run.error
        case, levels = how.cases[number], run.levels
        runs.series[number, : case.months] = run.series
        runs.levels[number, : case.months, : levels.shape[1]] = levels
        if number in how.endings:
            runs.endings[number] = ending(run.world, run.place)
    for number, states in seen.items():
        mean = np.mean(states, axis=0)
        runs.townships[number, : len(mean)] = mean


def _arrays(runs: Runs, first: int, last: int) -> Arrays:
    """What is kept of some cases, and by case, table and name their endings."""
    found: Arrays = {name: getattr(runs, name)[first:last] for name in OF_CASES}
    for number in range(first, last):
        if number in runs.endings:
            last_month = runs.endings[number]
            found[f"{number}.edges."] = last_month.edges
            for table in ("townships", "offices"):
                found |= {f"{number}.{table}.{name}": values for name, values in getattr(last_month, table).items()}
    return found


def _take(kept: Arrays, runs: Runs, first: int, last: int) -> None:
    """The other way round."""
    for name in OF_CASES:
        getattr(runs, name)[first:last] = kept.pop(name)
    tables: dict[int, dict[str, Arrays]] = {}
    for key, values in kept.items():
        case, table, name = key.split(".", 2)
        tables.setdefault(int(case), {}).setdefault(table, {})[name] = values
    for number, found in tables.items():
        runs.endings[number] = Ending(found["townships"], found.get("offices", {}), found["edges"][""])
