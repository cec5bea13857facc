"""A Sobol design of one county, from a sample of its points: time in all, and how much of it is not the model."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

from experiments.run.runner import chunks
from experiments.study.space import plausible_space, sobol
from experiments.study.sweep import new_plan, sweep
from sim.world import World

from .settings import MONTHS, PLACE, SCENARIO, Effort, Row
from .timing import interleaved, spread

TITLE = "A Sobol design"
WHOLE = 43_008
LIMIT, AIM = 10.0, 2.0  # minutes
THREADS = 2


def measure(effort: Effort) -> dict[str, Any]:
    plan = new_plan([SCENARIO], [PLACE], months=MONTHS, replicates=1)
    points = sobol(plausible_space(), effort.runs).behaviours()
    study = plan.studies[0]
    cases = [case for point in points for case in replace(study, behaviour=point).cases()]

    def ready() -> list[World]:
        return [World(cases[first:last]) for first, last in chunks(cases)]

    def run(made: list[World]) -> None:
        with ThreadPoolExecutor(THREADS) as pool:
            list(pool.map(World.run, made))

    actions = {"sweep": (lambda _: sweep(plan, points, threads=THREADS), lambda: None), "model": (run, ready)}
    rounds = min(effort.rounds, 2)
    seconds = interleaved({"sweep": actions["sweep"]}, rounds)["sweep"]
    worked = interleaved(actions, rounds, time.process_time)
    return {
        "runs": len(cases),
        "dimensions": len(plausible_space()),
        "minutes": spread(seconds / len(cases) * WHOLE / 60.0),
        "around": spread(1.0 - worked["model"] / worked["sweep"]),
        "processor_ms": spread(1e3 * worked["sweep"] / len(cases)),
    }


def judge(found: dict[str, Any]) -> list[Row]:
    what = f"a Sobol design of {WHOLE:,} runs, two threads"
    return [(what, found["minutes"]["median"], LIMIT, AIM, " min", False)]


def tell(found: dict[str, Any]) -> list[str]:
    minutes, around, used = found["minutes"], found["around"], found["processor_ms"]
    free = WHOLE * used["median"] / THREADS / 60_000
    return [
        f"{found['runs']} points of a Sobol sequence over the {found['dimensions']} uncertain parameters, run",
        f"through `study.sweep` on {THREADS} threads, and taken times {WHOLE / found['runs']:.0f}: a design",
        f"of {WHOLE:,} runs of one county and {MONTHS} months would take {minutes['median']:.1f} minutes",
        f"({minutes['least']:.1f} to {minutes['most']:.1f}). Asked for: {LIMIT:g} at most, {AIM:g} as an aim. A",
        f"run uses {used['median']:.1f} ms of processor time; with {THREADS} cores to itself the design would take",
        f"{free:.1f} minutes. Of that, {100 * around['median']:.1f} % ({100 * around['least']:.1f} to",
        f"{100 * around['most']:.1f}) is not the model's kernel but what is around it: cases, arrays, summaries.",
    ]
