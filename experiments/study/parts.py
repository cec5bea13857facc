"""One part of a study: its cases, their runs, and the rows that come out; the same on whatever machine it is run.

A run that cannot be built or does not run to its end is a row with stage and message, and stops nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Event
from time import perf_counter
from typing import Any

from sim.world import World

from ..run.runner import chunks
from ..run.watched import Run, run_watched
from .designs import Points
from .jobs import MEASURE, RUN, Job, jobs_of
from .measuring import measure
from .micro import tables_of
from .opening import open_store, with_code
from .rows import tables_of_part
from .specification import CHUNKS, Study
from .store import Store


class Stopped(Exception):
    """The work was asked to stop; nothing of the part is kept."""


@dataclass(frozen=True)
class Receipt:
    """What a worker says of a part that is in place; may be given twice. seconds: of work, bytes: written."""

    part: int
    runs: int
    failed: int
    seconds: float
    size: int


def work(folder: str, part: int, stop: Event | None = None) -> Receipt:
    """Run one part of the study in a folder and put it in place: all that a worker on another machine does."""
    return carry_out(_opened(folder), part, stop)


@lru_cache(maxsize=2)
def _opened(folder: str) -> Store:
    return with_code(open_store(Path(folder)))  # whoever hands out parts was asked to run it


def carry_out(store: Store, part: int, stop: Event | None = None) -> Receipt:
    """Run one part of the study in an open store and put it in place; raises `Stopped` once `stop` is set."""
    begun = perf_counter()
    jobs = computed(store.study, store.points, store.runs_of(part), stop)
    failures = [job for job in jobs if job.stage]
    tables = tables_of_part(store.study, jobs)
    size = store.write_part(part, tables, [_failure(job) for job in failures])
    return Receipt(part, len(jobs), len(failures), perf_counter() - begun, size)


def computed(study: Study, points: Points, runs: Sequence[int], stop: Event | None = None) -> list[Job]:
    """Jobs of some runs, carried out."""
    jobs = list(jobs_of(study, points, runs))
    built = [job for job in jobs if job.case is not None]
    cases = [job.case for job in built if job.case is not None]
    # What is done around the kernel is done faster for many runs at once, but code of a user's own may take its time.
    for first, last in chunks(cases, scale=1 if study.own else CHUNKS):
        if stop is not None and stop.is_set():
            raise Stopped
        _run(study, points, built[first:last])
    return jobs


def _run(study: Study, points: Points, jobs: Sequence[Job]) -> None:
    """Run some jobs in one world; where that fails, each in its own."""
    try:
        runs = _watched(study, jobs)
    except MemoryError:  # says nothing of the run
        raise
    except Exception as error:
        for job in jobs:
            job.micro = []
        if len(jobs) == 1:
            jobs[0].fail(RUN, error)
        else:
            for job in jobs:
                _run(study, points, [job])
        return
    for job, run in zip(jobs, runs, strict=True):
        if run.error is not None:
            job.fail(MEASURE, run.error)
    _measure(study, points, [each for each in zip(jobs, runs, strict=True) if not each[0].stage])


def _measure(study: Study, points: Points, done: Sequence[tuple[Job, Run]]) -> None:
    """Measure some runs at once; where that fails, each by itself."""
    try:
        if done:
            measure(study, points, *zip(*done, strict=True))
    except Exception as error:
        if len(done) == 1:
            done[0][0].fail(MEASURE, error)
        else:
            for each in done:
                _measure(study, points, [each])


def _watched(study: Study, jobs: Sequence[Job]) -> list[Run]:
    """Run them; of what the study keeps of single townships and cadres, note what it is now and then."""
    keep = study.keep

    def look(number: int, world: World, place: int, month: int) -> None:
        jobs[number].micro += [(kind, month, table) for kind, table in tables_of(world, place, keep.micro)]

    cases = [job.case for job in jobs if job.case is not None]
    return run_watched(cases, study.own, keep.micro_every if keep.micro else 0, look)


def _failure(job: Job) -> dict[str, Any]:
    return {
        "run": job.run, "point": job.point, "replicate": job.replicate, "stage": job.stage, "message": job.message,
        "trace": job.trace,
    }  # fmt: skip
