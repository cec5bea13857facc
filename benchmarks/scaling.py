"""Cost against size: townships, cadres, runs, threads; memory."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from experiments.run.runner import cores, run_cases
from sim.world import World

from .settings import Effort, Row, case, county, run_all, sized, worlds
from .timing import interleaved, ratio, spread

TITLE = "Cost against size"
TOWNSHIPS = (10, 20, 40, 80)
CADRES = (24, 48, 96, 192)  # in each of 20 townships, multiples of 8
RUNS = (4, 8, 16, 32)
OF_THREADS = 48  # runs for two threads
MOST_FOR_TWICE, LEAST_FOR_TWO, AIM_FOR_TWO = 2.1, 1.7, 1.9
COUNTRY = (41_352, 2_000_000)  # townships and cadres, about


def measure(effort: Effort) -> dict[str, Any]:
    rounds = effort.rounds
    return {
        "townships": _doubling(TOWNSHIPS, [sized(size, 48) for size in TOWNSHIPS], rounds),
        "cadres": _doubling(CADRES, [sized(20, size) for size in CADRES], rounds),
        "runs": _runs(rounds),
        "threads": _threads(rounds),
        "memory": memory(),
    }


def _doubling(sizes: Sequence[int], places: Sequence[Any], rounds: int) -> dict[str, Any]:
    actions = {str(size): (run_all, _ready(place)) for size, place in zip(sizes, places, strict=True)}
    return _steps(interleaved(actions, rounds, time.process_time))


def _ready(place: Any) -> Any:
    return lambda: worlds(place=place)


def _runs(rounds: int) -> dict[str, Any]:
    """Whole calls of the runner, with all it does around the kernel, on one thread."""
    cases = [case(seed) for seed in range(1, max(RUNS) + 1)]
    actions = {str(size): (_calling(cases[:size], 1), lambda: None) for size in RUNS}
    return _steps(interleaved(actions, rounds, time.process_time))


def _calling(cases: list[Any], threads: int) -> Any:
    return lambda _: run_cases(cases, threads=threads)


def _steps(seconds: dict[str, np.ndarray]) -> dict[str, Any]:
    names = list(seconds)
    twice = {large: ratio(seconds[large], seconds[small]) for small, large in pairwise(names)}
    return {"seconds": {name: spread(times) for name, times in seconds.items()}, "twice": twice}


def _threads(rounds: int) -> dict[str, Any]:
    cases = [case(seed) for seed in range(1, OF_THREADS + 1)]
    seconds = interleaved({str(n): (_calling(cases, n), lambda: None) for n in (1, 2)}, rounds)
    return {"faster": ratio(seconds["1"], seconds["2"]), "cores": cores(), "runs": OF_THREADS}


def memory() -> dict[str, Any]:
    """Bytes of a world's arrays for each cadre, each township, each run besides; and the most this process held."""
    few, many = World([case(months=1, place=sized(20, 48))]), World([case(months=1, place=sized(20, 96))])
    cadre = (_bytes(many) - _bytes(few)) / (20 * 48)
    more = World([case(months=1, place=sized(40, 48))])
    township = (_bytes(more) - _bytes(few)) / 20 - 48 * cadre
    year = World([case(months=13, place=sized(20, 48))])
    return {
        "cadre": cadre,
        "township": township,
        "run": _bytes(few) - 20 * (township + 48 * cadre),
        "month": (_bytes(year) - _bytes(few)) / 12,
        "peak_mb": _peak(),
        "cadres": county().cadres,
    }


def _peak() -> float | None:
    """Megabytes that a process of its own holds at most, for as many runs as are timed with threads; only on Linux.

    (What `getrusage` gives is never less than the process that started this one holds.)
    """
    status = Path("/proc/self/status")
    if not status.exists():
        return None
    runs = f"run_cases([case(seed) for seed in range({OF_THREADS})], threads=2)"
    lines = (
        "from pathlib import Path",
        "from benchmarks.settings import case",
        "from experiments.run.runner import run_cases",
        runs,
        f"print(Path('{status}').read_text())",
    )
    done = subprocess.run([sys.executable, "-c", "\n".join(lines)], check=True, capture_output=True, text=True)
    return int(re.findall(r"VmHWM:\s+(\d+) kB", done.stdout)[0]) / 1024


def _bytes(world: World) -> int:
    flat, cadres, townships = world.buffers
    held = [values for values in (*vars(world).values(), flat, *cadres, *townships) if isinstance(values, np.ndarray)]
    return sum(values.nbytes for values in held)


def judge(found: dict[str, Any]) -> list[Row]:
    twice = [r["median"] for kind in ("townships", "cadres", "runs") for r in found[kind]["twice"].values()]
    return [
        (
            "two threads against one, over runs",
            found["threads"]["faster"]["median"],
            LEAST_FOR_TWO,
            AIM_FOR_TWO,
            " times",
            True,
        ),
        ("time for twice as much, the worst of nine", max(twice), MOST_FOR_TWICE, 2.0, " times", False),
    ]


def tell(found: dict[str, Any]) -> list[str]:
    lines = [
        "Twice the size over the size, median of ratios within a round; quartiles in brackets. Townships have 48",
        "cadres in the first row, counties 20 townships in the second; runs go through the runner, on one thread.",
        "",
        "| from, to | time for twice as much | of the least times |",
        "| --- | --- | --- |",
    ]
    for kind in ("townships", "cadres", "runs"):
        unit = "cadres a township" if kind == "cadres" else kind
        lines += [
            f"| {int(to) // 2} to {to} {unit} | {_ratio(r)} | {r['best']:.2f} |"
            for to, r in found[kind]["twice"].items()
        ]
    memory, threads = found["memory"], found["threads"]
    country = (COUNTRY[0] * memory["township"] + COUNTRY[1] * memory["cadre"]) / 1e9
    peak = [
        f"A process that does {threads['runs']} runs on two threads never holds more than",
        f"{memory['peak_mb'] or 0:,.0f} MB, Python and its libraries among them.",
    ]
    peak = peak if memory["peak_mb"] is not None else []
    return [
        *lines,
        "",
        f"Asked for: at most {MOST_FOR_TWICE} for twice as much.",
        "",
        "![Time of a run against its size](figures/scaling.svg)",
        "",
        f"**Threads.** Two threads do {threads['runs']} runs {_ratio(threads['faster'])} times as fast as one, on",
        f"{threads['cores']} cores. Asked for: {LEAST_FOR_TWO} at least.",
        "",
        f"**Memory.** A world holds {memory['cadre']:,.0f} bytes for each cadre, {memory['township']:,.0f} for",
        f"each township and {memory['month']:,.0f} for each month of measures; the country ({COUNTRY[0]:,}",
        f"townships, two million cadres) would take {country:.2f} GB.",
        *peak,
    ]


def _ratio(r: dict[str, float]) -> str:
    return f"{r['median']:.2f} ({r['lower']:.2f} to {r['upper']:.2f})"
