"""What a study will take, before anything of it is kept: a few of its runs are timed, and a hundred are built."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter

import numpy as np

from sim.compile.kernel import announce_compilation

from ..run.runner import Announce, check_threads
from ..run.watched import run_watched
from .jobs import compile_before, jobs_of
from .micro import COLUMNS as MICRO_COLUMNS
from .store import Store

BYTES_OF_LABELS, BYTES_OF_NUMBER = 16, 8.5  # on disk, after compression
PROBE = 5  # runs that are timed
PROBE_MONTHS = 600  # at most, in all
TRIED = 100  # runs that are built


@dataclass(frozen=True)
class Workload:
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


def workload(planned: Store, workers: int | None = None, announce: Announce = announce_compilation) -> Workload:
    """Runs, time and disk of a study, from a few of its own runs; and whether there are some that cannot be built."""
    study, points = planned.study, planned.points
    count = check_threads(workers)
    total = planned.runs
    compile_before(study, points, announce)
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
    return Workload(len(points), total, planned.parts, seconds, count, size, tried, len(refused), why)
