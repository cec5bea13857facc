"""What a study does around the kernel: processor time of a whole study over that of its kernels, in the same run.

A Sobol design over axes of every kind (levers, dose and start of a reform, behaviour, unit costs, ways to behave) in
one county, with two scenarios, their costs and kept series, everything written and synced. Kernels are timed
where they are called, by the processor time of the thread they run on.
"""

from __future__ import annotations

import gc
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

from experiments.run import shared_runs, watched
from experiments.study.engine import run_study
from experiments.study.store import Store
from kaohe.studies import store_of
from sim import world

from .settings import PLACE, SCENARIO, Effort, Requirement
from .timing import processor_time, spread

TITLE = "Studies"
LIMIT, AIM = 3.0, 2.0  # per cent of the kernel's time
THREADS = 2
POINTS, FEW_POINTS = 64, 4  # base points of the sample, 24 runs each
REFORM = "mutual_recognition"
STUDY: dict[str, Any] = {
    "places": [PLACE],
    "scenarios": [SCENARIO, f"{SCENARIO}+{REFORM}"],
    "outcomes": {
        **{name: {"horizons": [3, 10]} for name in ("formalism", "burden", "blame_shifting", "true_outcome")},
        "cost": {"cost": "total"},
    },
    "axes": {
        "lever": {"visits": {"low": 0.2, "high": 1.5}, "letters": {"low": 0.2, "high": 1.0}},
        "dose": {REFORM: {}},
        "start": {REFORM: {"high": 24}},
        "behaviour": {name: {} for name in ("precision", "decision_rule", "patience", "crowding")},
        "cost": {"visits": {"low": 1.0, "high": 8.0}},
        "people": {"values": ["default", "myopic", "imitation"]},
    },
    "keep": {"series": ["formalism", "burden"], "every": 12},
}


def measure(effort: Effort) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        run_study(_store(Path(folder, "first"), 1), THREADS)  # compiles and loads what is loaded once
        found = []
        for number in range(min(effort.rounds, 3)):
            store = _store(Path(folder, str(number)), POINTS if effort.whole else FEW_POINTS)
            gc.collect()
            used = processor_time()
            with kernels_timed() as kernels:
                run_study(store, THREADS)
            found.append((processor_time() - used, sum(kernels)))
    used, kernel = np.array(found).T
    return {
        "runs": store.runs,
        "axes": len(store.study.axes),
        "around": spread(100.0 * (used / kernel - 1.0)),
        "kernel_ms": spread(1e3 * kernel / store.runs),
    }


def _store(folder: Path, points: int) -> Store:
    design = {"kind": "saltelli", "points": points, "second_order": False}
    return store_of(STUDY | {"design": design}, folder, make=True)


@contextmanager
def kernels_timed() -> Iterator[list[float]]:
    """Seconds of processor time of every call of the kernel within the block."""
    seconds: list[float] = []
    run_counties: Any = world.run_counties

    def timed(*arguments: Any) -> None:
        begun = time.thread_time()
        run_counties(*arguments)
        seconds.append(time.thread_time() - begun)

    with ExitStack() as patched:
        for module in (world, watched, shared_runs):
            patched.enter_context(patch.object(module, "run_counties", timed))
        yield seconds


def judge(found: dict[str, Any]) -> list[Requirement]:
    return [Requirement("a study around its kernels", found["around"]["median"], LIMIT, AIM, " %")]


def tell(found: dict[str, Any]) -> list[str]:
    around, kernel = found["around"], found["kernel_ms"]
    return [
        f"""{found["runs"]} runs of a Sobol design over {found["axes"]} axes of every kind, two scenarios in one county,
        ten years after a warm-up of three, with costs and kept series, all written and synced, on {THREADS} threads.
        All that a study does around the kernel takes {around["median"]:.1f} % of the kernel's processor time
        ({around["least"]:.1f} to {around["most"]:.1f}), measured in the same run; {LIMIT:g} at most was asked for. A
        run uses {kernel["median"]:.0f} ms of kernel.""",
    ]
