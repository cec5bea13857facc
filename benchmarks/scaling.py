"""Cost against size: townships, cadres, runs, threads; memory."""

from __future__ import annotations

import re
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from experiments.run.runner import cores, run_cases
from sim.world import World

from .page import median, table
from .settings import Effort, Requirement, case, county, runs, sized
from .timing import Prepare, interleaved, output_of, ratio, spread, unprepared

TITLE = "Cost against size"
TOWNSHIPS = (10, 20, 40, 80)
CADRES = (24, 48, 96, 192)  # in each of 20 townships, multiples of 8
RUNS = (4, 8, 16, 32)
OF_THREADS = 48  # runs for two threads
MOST_FOR_TWICE = 2.1  # time for twice the size, over that for the size: limit
LEAST_FOR_TWO, AIM_FOR_TWO = 1.7, 1.9  # speed of two threads over that of one: limit, aim
COUNTRY = (41_352, 2_000_000)  # townships and cadres, about
# The peak is the process's own: what `getrusage` gives is never less than what the process that started it holds.
PEAK_PROGRAM = f"""
from pathlib import Path
from benchmarks.settings import case
from experiments.run.runner import run_cases
run_cases([case(seed) for seed in range({OF_THREADS})], threads=2)
print(Path("/proc/self/status").read_text())
"""


def measure(effort: Effort) -> dict[str, Any]:
    cases = [case(seed) for seed in range(1, OF_THREADS + 1)]
    on_threads = {n: unprepared(run_cases, cases, threads=n) for n in (1, 2)}
    seconds = interleaved(on_threads, effort.rounds)
    return {
        "townships": _doubling({size: runs(place=sized(size, 48)) for size in TOWNSHIPS}, effort.rounds),
        "cadres": _doubling({size: runs(place=sized(20, size)) for size in CADRES}, effort.rounds),
        # Whole calls of the runner, with all it does around the kernel.
        "runs": _doubling({size: unprepared(run_cases, cases[:size], threads=1) for size in RUNS}, effort.rounds),
        "threads": {"faster": ratio(seconds[1].clock, seconds[2].clock), "cores": cores(), "runs": OF_THREADS},
        "memory": memory(),
    }


def _doubling(actions: dict[int, Prepare], rounds: int) -> dict[str, Any]:
    seconds = {size: times.processor for size, times in interleaved(actions, rounds).items()}
    twice = {str(large): ratio(seconds[large], seconds[small]) for small, large in pairwise(seconds)}
    return {"seconds": {str(size): spread(times) for size, times in seconds.items()}, "twice": twice}


def memory() -> dict[str, Any]:
    """Bytes of a world's arrays for each cadre, township, run and month; MB that `OF_THREADS` runs hold at most."""
    base, year = _bytes(20, 48), _bytes(20, 48, months=13)
    cadre = (_bytes(20, 96) - base) / (20 * 48)
    township = (_bytes(40, 48) - base) / 20 - 48 * cadre
    peak = None
    if Path("/proc/self/status").exists():  # Linux
        peak = int(re.findall(r"VmHWM:\s+(\d+) kB", output_of([sys.executable, "-c", PEAK_PROGRAM]))[0]) / 1024
    return {
        "cadre": cadre,
        "township": township,
        "run": base - 20 * (township + 48 * cadre),
        "month": (year - base) / 12,
        "peak_mb": peak,
        "cadres": county().cadres,
    }


def _bytes(townships: int, cadres: int, months: int = 1) -> int:
    world = World([case(months=months, place=sized(townships, cadres))])
    flat, by_cadre, by_township = world.buffers
    everything = (*vars(world).values(), flat, *by_cadre, *by_township)
    held = [values for values in everything if isinstance(values, np.ndarray)]
    return sum(values.nbytes for values in held)


def judge(found: dict[str, Any]) -> list[Requirement]:
    two = found["threads"]["faster"]["median"]
    twice = max(r["median"] for kind in ("townships", "cadres", "runs") for r in found[kind]["twice"].values())
    return [
        Requirement("two threads against one, over runs", two, LEAST_FOR_TWO, AIM_FOR_TWO, " times", True),
        Requirement("time for twice as much, the worst of nine", twice, MOST_FOR_TWICE, 2.0, " times"),
    ]


def tell(found: dict[str, Any]) -> list[str]:
    units = {"townships": "townships", "cadres": "cadres a township", "runs": "runs"}
    rows = [
        (f"{int(to) // 2} to {to} {unit}", median(r, ".2f"), f"{r['best']:.2f}")
        for kind, unit in units.items()
        for to, r in found[kind]["twice"].items()
    ]
    memory, threads = found["memory"], found["threads"]
    country = (COUNTRY[0] * memory["township"] + COUNTRY[1] * memory["cadre"]) / 1e9
    peak = f"""A process that does {threads["runs"]} runs on two threads never holds more than
    {memory["peak_mb"] or 0:,.0f} MB, Python and its libraries among them."""
    return [
        """Twice the size over the size, median of ratios within a round; quartiles in brackets. Townships have 48
        cadres in the first row, counties 20 townships in the second; runs go through the runner, on one thread.""",
        table(["from, to", "time for twice as much", "of the least times"], rows),
        f"Asked for: at most {MOST_FOR_TWICE} for twice as much.",
        "![Time of a run against its size](figures/scaling.svg)",
        f"""**Threads.** Two threads do {threads["runs"]} runs {median(threads["faster"], ".2f")} times as fast as one,
        on {threads["cores"]} cores. Asked for: {LEAST_FOR_TWO} at least.""",
        f"""**Memory.** A world holds {memory["cadre"]:,.0f} bytes for each cadre, {memory["township"]:,.0f} for each
        township and {memory["month"]:,.0f} for each month of measures; the country ({COUNTRY[0]:,} townships, two
        million cadres) would take {country:.2f} GB. {peak if memory["peak_mb"] is not None else ""}""",
    ]
