"""A study on a Dask cluster of this machine: two workers against one, in turns.

python -m benchmarks --only dask
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from experiments.study.engine import run_study
from kaohe.studies import store_of

from .page import median
from .settings import Effort, Requirement
from .studies import STUDY
from .timing import interleaved, ratio, spread

TITLE = "Dask"
# Base points, 24 runs each. Parts take a second each: in a study of ten parts an odd one is a tenth of the time.
POINTS, FEW_POINTS = 64, 2
ROUNDS = 3
LEAST, AIM = 1.7, 1.9  # speed of two workers over that of one


def measure(effort: Effort) -> dict[str, Any]:
    from dask.distributed import LocalCluster

    points = POINTS if effort.whole else FEW_POINTS
    numbers = count()
    with ExitStack() as stack:
        parent = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        clusters = {
            workers: stack.enter_context(
                LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None)
            ).scheduler_address
            for workers in (1, 2)
        }

        def prepare(workers: int) -> Callable[[], object]:
            """A run of the study by so many workers, in a new folder."""
            design = {"kind": "saltelli", "points": points, "second_order": False}
            store = store_of(STUDY | {"design": design}, parent / str(next(numbers)), make=True)
            return partial(run_study, store, workers, "dask", clusters[workers])

        # The round that does not count compiles, and loads what is loaded once.
        seconds = interleaved({workers: partial(prepare, workers) for workers in clusters}, min(effort.rounds, ROUNDS))
    return {
        "runs": 24 * points,
        "seconds": {str(workers): spread(times.clock) for workers, times in seconds.items()},
        "faster": ratio(seconds[1].clock, seconds[2].clock),
    }


def judge(found: dict[str, Any]) -> list[Requirement]:
    return [Requirement("two Dask workers against one", found["faster"]["median"], LEAST, AIM, " times", True)]


def tell(found: dict[str, Any]) -> list[str]:
    one, two = (found["seconds"][workers]["median"] for workers in ("1", "2"))
    return [
        f"""A study of {found["runs"]} runs, all written, on a scheduler with workers of one thread each, which are
        processes of this machine: {one:.1f} s with one worker, {two:.1f} s with two, which is
        {median(found["faster"], ".2f")} times as fast. Asked for: {LEAST} at least.""",
    ]
