"""A Sobol design of one county, from a sample of its points: time in all, and how much of it is not the model."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from tempfile import TemporaryDirectory
from typing import Any

from experiments.run.runner import chunks
from experiments.study.designs import points_of
from experiments.study.engine import run_study
from experiments.study.parts import jobs_of
from experiments.study.plausible_ranges import plausible_axes
from experiments.study.specification import Design, Outcome, Study
from experiments.study.store import prepare
from scenarios import load, load_place
from sim.measures import NAMES
from sim.world import World

from .settings import MONTHS, PLACE, SCENARIO, Effort, Requirement
from .timing import interleaved, spread, unprepared

TITLE = "A Sobol design"
WHOLE = 43_008  # runs of the whole design, to which the time of the sample is scaled up
LIMIT, AIM = 10.0, 2.0  # minutes
THREADS = 2


def measure(effort: Effort) -> dict[str, Any]:
    axes, design = plausible_axes(), Design("sobol", 1, {"points": effort.runs})
    outcomes = tuple(Outcome(name, name, MONTHS - 23, MONTHS) for name in NAMES)
    places, scenarios = (load_place(PLACE),), (load(SCENARIO),)
    study = Study("design", places, scenarios, scenarios[0].id, axes, design, outcomes, MONTHS, warmup=0)
    points = points_of(design, axes)
    cases = [job.case for job in jobs_of(study, points, range(len(points))) if job.case is not None]

    def whole_study() -> None:
        with TemporaryDirectory() as folder:
            run_study(prepare(study, points, "", folder), THREADS)

    def kernels_alone() -> Callable[[], object]:
        return partial(_run_all, [World(cases[first:last]) for first, last in chunks(cases)])

    actions = {"study": unprepared(whole_study), "model": kernels_alone}
    seconds = interleaved(actions, min(effort.rounds, 2))
    whole, model = seconds["study"], seconds["model"]
    return {
        "runs": len(cases),
        "dimensions": len(axes),
        "minutes": spread(whole.clock / len(cases) * WHOLE / 60.0),
        "around": spread(1.0 - model.processor / whole.processor),
        "processor_ms": spread(1e3 * whole.processor / len(cases)),
    }


def _run_all(worlds: list[World]) -> None:
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(World.run, worlds))


def judge(found: dict[str, Any]) -> list[Requirement]:
    what = f"a Sobol design of {WHOLE:,} runs, two threads"
    return [Requirement(what, found["minutes"]["median"], LIMIT, AIM, " min")]


def tell(found: dict[str, Any]) -> list[str]:
    minutes, around, used = found["minutes"], found["around"], found["processor_ms"]["median"]
    return [
        f"""{found["runs"]} points of a Sobol sequence over the {found["dimensions"]} uncertain parameters, run through
        `kaohe study` on {THREADS} threads, and taken times {WHOLE / found["runs"]:.0f}: a design of
        {WHOLE:,} runs of one county and {MONTHS} months would take {minutes["median"]:.1f} minutes
        ({minutes["least"]:.1f} to {minutes["most"]:.1f}). Asked for: {LIMIT:g} at most, {AIM:g} as an aim. A run uses
        {used:.1f} ms of processor time; with {THREADS} cores to itself the design would take
        {WHOLE * used / THREADS / 60_000:.1f} minutes. Of that, {100 * around["median"]:.1f} %
        ({100 * around["least"]:.1f} to {100 * around["most"]:.1f}) is not the model's kernel but what is around it:
        cases, arrays, and files that are synced.""",
    ]
