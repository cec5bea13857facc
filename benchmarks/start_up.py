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
    _call(RUN)  # compiles, if nobody has yet
    commands = {"bare": BARE, "command": RUN}
    seconds = interleaved({name: (_calling(words), lambda: None) for name, words in commands.items()}, effort.rounds)
    imports = np.array([float(_call([sys.executable, "-c", IMPORT])) for _ in range(effort.rounds + 1)][1:])
    return {
        "import": spread(imports),
        "bare": spread(seconds["bare"]),
        "command": spread(seconds["command"]),
        "times_bare": ratio(seconds["command"], seconds["bare"]),
        "cold": cold() if effort.cold else None,
    }


def cold() -> float:
    """Seconds of the same command with nothing compiled before."""
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        _call(RUN, KAOHE_CACHE_DIR=folder)
        return time.perf_counter() - started


def _calling(words: list[str]) -> Any:
    return lambda _: _call(words)


def _call(words: list[str], **environment: str) -> str:
    done = subprocess.run(words, env=os.environ | environment, check=True, capture_output=True, text=True)
    return done.stdout


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
    r = found["times_bare"]
    lines += ["", f"The command takes {r['median']:.0f} times ({r['lower']:.0f} to {r['upper']:.0f}) as long as Python"]
    lines += [f"itself takes to start and stop ({1e3 * found['bare']['median']:.0f} ms)."]
    if found["cold"] is not None:
        lines += [f"The first time ever, with the model still to compile, it takes {found['cold']:.0f} s."]
    return lines
