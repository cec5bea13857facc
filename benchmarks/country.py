"""The whole country by its own command, with all files and figures: seconds by the clock and memory at most."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from .settings import Effort, Row

TITLE = "The country"
PROVINCE, PREFECTURE, MONTHS = "33", "3302", 120
COMMAND = [sys.executable, "-m", "kaohe", "country"]
LIMITS = {"seconds": (60.0, 10.0), "gigabytes": (2.0, 1.0)}


def measure(effort: Effort) -> dict[str, Any]:
    little = [*COMMAND, "--place", PREFECTURE, "--months", "1"]
    subprocess.run(little, check=True, capture_output=True)  # compiles, if nobody has yet
    place = [] if effort.country else ["--place", PROVINCE]
    with tempfile.TemporaryDirectory() as folder:
        words = [*place, "--months", str(MONTHS), "--out", str(Path(folder, "results"))]
        started, before = time.perf_counter(), os.times()
        process = subprocess.Popen([*COMMAND, *words], stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        seconds, after = time.perf_counter() - started, os.times()
    if status:
        raise RuntimeError(f"kaohe country ended with {os.waitstatus_to_exitcode(status)}")
    return {
        "whole": effort.country,
        "seconds": seconds,
        "processor": after.children_user + after.children_system - before.children_user - before.children_system,
        "gigabytes": used.ru_maxrss / 1e6,  # Linux counts in kilobytes
    }


def judge(found: dict[str, Any]) -> list[Row]:
    where = "the country, ten years" if found["whole"] else "one province, ten years"
    seconds, gigabytes = found["seconds"], found["gigabytes"]
    return [
        (f"{where}, with files and figures", seconds, *LIMITS["seconds"], " s", False),
        (f"{where}, memory at most", gigabytes, *LIMITS["gigabytes"], " GB", False),
    ]


def tell(found: dict[str, Any]) -> list[str]:
    what = "`kaohe country --out DIR`" if found["whole"] else f"`kaohe country --place {PROVINCE} --out DIR`"
    return [
        f"{what}, ten years with all tables and figures, once: {found['seconds']:.0f} s by the clock,",
        f"{found['processor']:.0f} s of processor time, {found['gigabytes']:.2f} GB at most",
        "([country.md](country.md)).",
    ]
