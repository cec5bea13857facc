"""The whole country by its own command, with all files and figures: seconds by the clock and memory at most."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from .settings import Effort, Requirement
from .timing import output_of, processor_time

TITLE = "The country"
PROVINCE, PREFECTURE, MONTHS = "33", "3302", 120
COMMAND = [sys.executable, "-m", "kaohe", "country"]
LIMITS = {"seconds": (60.0, 10.0), "gigabytes": (2.0, 1.0)}  # limit, aim


def measure(effort: Effort) -> dict[str, Any]:
    output_of([*COMMAND, "--place", PREFECTURE, "--months", "1"])  # compiles, if nobody has yet
    place = [] if effort.whole else ["--place", PROVINCE]
    with tempfile.TemporaryDirectory() as folder:
        words = [*place, "--months", str(MONTHS), "--out", str(Path(folder, "results"))]
        started, before = time.perf_counter(), processor_time()
        process = subprocess.Popen([*COMMAND, *words], stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        seconds, after = time.perf_counter() - started, processor_time()
    if status:
        raise RuntimeError(f"kaohe country ended with {os.waitstatus_to_exitcode(status)}")
    return {
        "whole": effort.whole,
        "seconds": seconds,
        "processor": after - before,
        "gigabytes": used.ru_maxrss / 1e6,  # Linux counts in kilobytes
    }


def judge(found: dict[str, Any]) -> list[Requirement]:
    where = "the country, ten years" if found["whole"] else "one province, ten years"
    return [
        Requirement(f"{where}, with files and figures", found["seconds"], *LIMITS["seconds"], " s"),
        Requirement(f"{where}, memory at most", found["gigabytes"], *LIMITS["gigabytes"], " GB"),
    ]


def tell(found: dict[str, Any]) -> list[str]:
    command = "kaohe country --out DIR" if found["whole"] else f"kaohe country --place {PROVINCE} --out DIR"
    return [
        f"""`{command}`, ten years with all tables and figures, once: {found["seconds"]:.0f} s by the clock,
        {found["processor"]:.0f} s of processor time, {found["gigabytes"]:.2f} GB at most
        ([country.md](country.md)).""",
    ]
