"""From nothing to the first number: importing, a warm command line, and the first run ever, which compiles."""

from __future__ import annotations

import sys
import tempfile
import time
from typing import Any

import numpy as np

from .page import quartiles, table
from .settings import Effort, Requirement
from .timing import interleaved, output_of, ratio, spread, unprepared

TITLE = "Start"
RUN = [sys.executable, "-m", "kaohe", "run", "minimal", "--months", "12", "--replicates", "1", "--threads", "1"]
BARE = [sys.executable, "-c", "pass"]
IMPORT = [sys.executable, "-c", "import time; t = time.perf_counter(); import kaohe; print(time.perf_counter() - t)"]
LIMITS = {"import": (0.3, 0.15), "command": (2.0, 1.5)}  # s: limit, aim


def measure(effort: Effort) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as bytecode, tempfile.TemporaryDirectory() as cache:
        # Python keeps its bytecode, as in any installation.
        around = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": bytecode}
        output_of(RUN, **around)  # compiles, if nobody has yet
        commands = {"bare": BARE, "command": RUN}
        actions = {name: unprepared(output_of, command, **around) for name, command in commands.items()}
        seconds = interleaved(actions, effort.rounds)
        imports = np.array([float(output_of(IMPORT, **around)) for _ in range(effort.rounds + 1)][1:])
        started = time.perf_counter()
        if effort.cold:
            output_of(RUN, KAOHE_CACHE_DIR=cache, **around)
        cold = time.perf_counter() - started
    bare, command = seconds["bare"], seconds["command"]
    return {
        "import": spread(imports),
        "bare": spread(bare.clock),
        "command": spread(command.clock),
        "worked": spread(command.processor),
        "times_bare": ratio(command.processor, bare.processor),
        "cold": cold if effort.cold else None,
    }


def judge(found: dict[str, Any]) -> list[Requirement]:
    words = {"import": "`import kaohe`", "command": "warm command line to the first number"}
    return [Requirement(words[name], found[name]["median"], *LIMITS[name], " s") for name in words]


def tell(found: dict[str, Any]) -> list[str]:
    rows = []
    for words, name in (("`import kaohe`", "import"), (f"`{' '.join(RUN[2:9])}`, warm", "command")):
        limits = [f"{limit:g} s" for limit in LIMITS[name]]
        rows.append((words, f"{found[name]['median']:.2f} s", f"{quartiles(found[name], '.2f')} s", *limits))
    worked, bare, cold = found["worked"], found["times_bare"], found["cold"]
    first = "" if cold is None else f"The first time ever, with the model still to compile, it takes {cold:.0f} s."
    return [
        table(["", "median", "quartiles", "asked for", "aim"], rows),
        f"""The command uses {worked["median"]:.2f} s of processor time ({quartiles(worked, ".2f")}),
        {bare["median"]:.0f} times ({quartiles(bare, ".0f")}) what Python needs to start and stop; the rest is waiting,
        here for others who use the machine. {first}""",
    ]
