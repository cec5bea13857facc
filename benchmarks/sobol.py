"""A whole Sobol study: 43,008 runs of one county over twenty axes, all of them written.

    python -m benchmarks --only sobol        (minutes; says how far it is)

First a small study over the same axes, whose indices are read off a polynomial chaos: how soon there is an answer, and,
once the whole one is done, how far it was from that.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from experiments.study.engine import Pace, run_study
from experiments.study.sensitivity import analyse
from experiments.study.store import Store
from kaohe.studies import store_of

from .settings import PLACE, SCENARIO, Effort, Requirement
from .studies import REFORM, THREADS, kernels_timed
from .timing import processor_time

TITLE = "A whole Sobol study"
WHOLE, FEW = 1024, 4  # base points of the Saltelli design, 42 runs each: two, and two for each axis
FIRST, FEW_FIRST = 2048, 64  # points of the first answer
MINUTES, AIM_MINUTES = 7.0, 4.0
SECONDS, AIM_SECONDS = 60.0, 30.0  # until the first answer
APART, AIM_APART = 0.05, 0.03  # of its indices from those of the whole study
AROUND, AIM_AROUND = 3.0, 2.0  # per cent of the kernel's time
EVERY = 20.0  # seconds between two lines that say how far it is
BEHAVIOUR = (
    "precision", "patience", "crowding", "decision_rule", "paper_hours", "letter_hours", "indicator_hours",
    "visit_hours", "exposure_loss", "shift_yield", "burnout_rate", "learning",
)  # fmt: skip
STUDY: dict[str, Any] = {
    "places": [PLACE],
    "scenarios": [f"{SCENARIO}+{REFORM}"],
    "outcomes": {
        **{name: {} for name in ("formalism", "burden", "blame_shifting", "true_outcome", "initiative")},
        "cost": {"cost": "total"},
    },
    "axes": {
        "lever": {
            "visits": {"low": 0.2, "high": 1.5}, "letters": {"low": 0.2, "high": 1.0}, "campaign": {"high": 0.2},
            "reporting_frequency": {"low": 0.5, "high": 2.0},
        },
        "dose": {REFORM: {}},
        "start": {REFORM: {"high": 24}},
        "behaviour": {name: {} for name in BEHAVIOUR},
        "cost": {"visits": {"low": 1.0, "high": 8.0}},
        "people": {"values": ["default", "myopic", "imitation"]},
    },
    "keep": {"series": ["formalism", "burden"], "every": 12},
}  # fmt: skip


def measure(effort: Effort) -> dict[str, Any]:
    whole = effort.whole
    with tempfile.TemporaryDirectory() as folder:
        run_study(_store(folder, "sobol", 1), THREADS)  # compiles and loads what is loaded once
        begun = time.perf_counter()
        few = _store(folder, "sobol", FIRST if whole else FEW_FIRST)
        run_study(few, THREADS, progress=_told("first answer"))
        first = analyse(few, series=False)
        seconds = time.perf_counter() - begun
        begun, used = time.perf_counter(), processor_time()
        store = _store(folder, "saltelli", WHOLE if whole else FEW)
        with kernels_timed() as kernels:
            run_study(store, THREADS, progress=_told("whole study"))
        clock, used = time.perf_counter() - begun, processor_time() - used
        begun = time.perf_counter()
        found = analyse(store)
        answered = time.perf_counter() - begun
    apart = {name: np.abs(first[name] - found[name]).max(["place", "scenario"]) for name in ("S1", "ST")}
    half = {name: (found[f"{name}_high"] - found[f"{name}_low"]) / 2 for name in apart}
    return {
        "runs": store.runs, "axes": len(store.study.axes), "minutes": clock / 60.0,
        "kernel_ms": 1e3 * sum(kernels) / store.runs, "around": 100.0 * (used / sum(kernels) - 1.0),
        "analysed": answered,
        "first": {
            "runs": few.runs, "seconds": seconds, "q2": float(first["q2"].min()),
            **{name: {"median": float(each.median()), "most": float(each.max())} for name, each in apart.items()},
        },
        "half": {name: {"median": float(each.median()), "most": float(each.max())} for name, each in half.items()},
    }  # fmt: skip


def _store(folder: str, kind: str, points: int) -> Store:
    more = {"second_order": True} if kind == "saltelli" else {}
    return store_of(STUDY | {"design": {"kind": kind, "points": points, **more}}, folder, make=True)


def _told(what: str) -> Callable[[Pace], None]:
    """What says on the error stream how far a study is, now and then."""
    said = time.perf_counter()

    def tell(pace: Pace) -> None:
        nonlocal said
        if time.perf_counter() - said >= EVERY:
            said = time.perf_counter()
            words = f"{what}: {pace.done:,} of {pace.runs:,} runs, {pace.rate:.0f} a second, {pace.left:.0f} s left"
            print(words, file=sys.stderr, flush=True)

    return tell


def judge(found: dict[str, Any]) -> list[Requirement]:
    first = found["first"]
    apart = max(first[name]["most"] for name in ("S1", "ST"))
    what = f"a Sobol study of {found['runs']:,} runs, two threads, all written"
    return [
        Requirement(what, found["minutes"], MINUTES, AIM_MINUTES, " min"),
        Requirement("the same around its kernels", found["around"], AROUND, AIM_AROUND, " %"),
        Requirement(f"first indices of {found['axes']} axes", first["seconds"], SECONDS, AIM_SECONDS, " s"),
        Requirement("the same, the furthest from those of the whole study", apart, APART, AIM_APART),
    ]


def tell(found: dict[str, Any]) -> list[str]:
    first, half = found["first"], found["half"]
    return [
        f"""{found["runs"]:,} runs of one county, ten years after a warm-up of three, a Saltelli
        design with pairs over {found["axes"]} axes of every kind, outcomes with costs and kept series, all written and
        synced, on {THREADS} threads: {found["minutes"]:.1f} minutes by the clock. A run uses
        {found["kernel_ms"]:.0f} ms of kernel, and all that a study does around it takes {found["around"]:.1f} % of the
        kernel's processor time. Indices of all outcomes and kept months with their intervals, pairs among them, take
        another {found["analysed"]:.0f} s.""",
        f"""**A first answer.** {first["runs"]:,} runs at points of a Sobol' sequence over the same axes, and indices
        off a polynomial chaos, take {first["seconds"]:.0f} s from the start. Its S1 differ from those of the whole
        study by {first["S1"]["median"]:.3f} in the median over axes and outcomes and by {first["S1"]["most"]:.3f}
        at most, its ST by {first["ST"]["median"]:.3f} and {first["ST"]["most"]:.3f}. The whole study's own intervals
        reach {half["S1"]["most"]:.3f} to both sides of S1 at most, and {half["ST"]["most"]:.3f} of ST: no closer is
        the truth known.
        At points left out the chaos predicts {first["q2"]:.0%} of the variance of the outcome it knows worst.""",
    ]
