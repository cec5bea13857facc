"""From nothing to the first number: importing, a warm command line, and the first run ever, which compiles."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from typing import Any

import numpy as np

from .settings import Effort, Row
from .timing import interleaved, ratio, spread

TITLE = "Start"
RUN = [sys.executable, "-m", "kaohe", "run", "minimal", "--months", "12", "--replicates", "1", "--threads", "1"]
BARE = [sys.executable, "-c", "pass"]
IMPORT = "import time; t = time.perf_counter(); import kaohe; print(time.perf_counter() - t)"
LIMITS = {"import": (0.3, 0.15), "command": (2.0, 1.5)}


def measure(effort: Effort) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as bytecode:
        _call(RUN, bytecode)  # compiles, if nobody has yet; and Python keeps its bytecode, as in any installation
        seconds = interleaved(
            {name: (_calling(words, bytecode), lambda: None) for name, words in (("bare", BARE), ("command", RUN))},
            effort.rounds,
        )
        worked = interleaved(
            {name: (_calling(words, bytecode), lambda: None) for name, words in (("bare", BARE), ("command", RUN))},
            effort.rounds,
            children_time,
        )
        importing = [sys.executable, "-c", IMPORT]
        imports = np.array([float(_call(importing, bytecode)) for _ in range(effort.rounds + 1)][1:])
        return {
            "import": spread(imports),
            "bare": spread(seconds["bare"]),
            "command": spread(seconds["command"]),
            "worked": spread(worked["command"]),
            "times_bare": ratio(worked["command"], worked["bare"]),
            "cold": cold(bytecode) if effort.cold else None,
        }


def children_time() -> float:
    """Processor time of the processes started so far and ended."""
    used = os.times()
    return used.children_user + used.children_system


def cold(bytecode: str) -> float:
    """Seconds of the same command with nothing of the model compiled before."""
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        _call(RUN, bytecode, KAOHE_CACHE_DIR=folder)
        return time.perf_counter() - started


def _calling(words: list[str], bytecode: str) -> Any:
    return lambda _: _call(words, bytecode)


def _call(words: list[str], bytecode: str, **environment: str) -> str:
    """Run a command in this environment, with Python's bytecode kept in that folder."""
    around = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    around |= {"PYTHONPYCACHEPREFIX": bytecode} | environment
    return subprocess.run(words, env=around, check=True, capture_output=True, text=True).stdout


def judge(found: dict[str, Any]) -> list[Row]:
    words = {"import": "`import kaohe`", "command": "warm command line to the first number"}
    return [(words[name], found[name]["median"], *LIMITS[name], " s", False) for name in words]


def tell(found: dict[str, Any]) -> list[str]:
    rows = [("`import kaohe`", "import"), ("`kaohe run minimal --months 12 --replicates 1`, warm", "command")]
    lines = ["| | median | quartiles | asked for | aim |", "| --- | --- | --- | --- | --- |"]
    for words, name in rows:
        times, (limit, aim) = found[name], LIMITS[name]
        span = f"{times['lower']:.2f} to {times['upper']:.2f} s"
        lines.append(f"| {words} | {times['median']:.2f} s | {span} | {limit:g} s | {aim:g} s |")
    r, worked = found["times_bare"], found["worked"]
    lines += ["", f"The command uses {worked['median']:.2f} s of processor time ({worked['lower']:.2f} to"]
    lines += [
        f"{worked['upper']:.2f}), {r['median']:.0f} times ({r['lower']:.0f} to {r['upper']:.0f}) what Python needs to"
    ]
    lines += ["start and stop; the rest is waiting, here for others who use the machine."]
    if found["cold"] is not None:
        lines += [f"The first time ever, with the model still to compile, it takes {found['cold']:.0f} s."]
    return lines
