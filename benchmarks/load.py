"""Load: processor time and memory against size, of what may be large, each size in a process of its own.

Replicates of one scenario, scenarios of one comparison, runs of a study, townships of a county, months of a run: what
is counted is made large and all else is small. What is asked for and takes too long to run here is scaled up from the
two largest sizes that were run, and said to be so.
"""

from __future__ import annotations

import re
import sys
import tempfile
from itertools import pairwise
from pathlib import Path
from typing import Any

from analysis.files.comparison import write_data, write_summary
from experiments.compare.comparison import Comparison
from experiments.compare.running import run_comparison
from experiments.credibility.small_world import small_place
from experiments.run.parts import Parts
from experiments.run.runner import run_cases
from experiments.study.engine import run_study
from scenarios import load

from .folders import small_store
from .page import table
from .settings import Effort, Requirement, case, sized
from .timing import output_of

TITLE = "Load"
ASKED = {"replicates": 100_000, "scenarios": 500, "runs": 1_000_000, "townships": 2_000, "months": 1_200}
SIZES = {
    "replicates": (500, 2_000, 8_000), "scenarios": (50, 150, 500), "runs": (2_500, 10_000, 40_000),
    "townships": (500, 1_000, 2_000), "months": (300, 600, 1_200),
}  # fmt: skip
ABOUT = {
    "replicates": "replicates of one scenario, two townships, a year, with files",
    "scenarios": "scenarios in one comparison, two townships, a year, with files",
    "runs": "runs of a study, two townships, one month, all written",
    "townships": "townships of a county, of 48 cadres each, one run of ten years",
    "months": "months of one run in a county of 20 townships",
}
QUICK_SHARE = 10  # of a size, in a quick measurement
MOST_GROWTH = 1.25  # of time for one more, from a size to the next
PROGRAM = """
import sys
from pathlib import Path
from benchmarks.load import WORK
from benchmarks.timing import processor_time
kind, size = sys.argv[1], int(sys.argv[2])
WORK[kind](2 if kind != "townships" else 4)  # compiles and loads what is loaded once
begun = processor_time()
WORK[kind](size)
print("seconds", processor_time() - begun, Path("/proc/self/status").read_text())
"""


def replicates(size: int) -> None:
    """Replicates of one scenario, with the files of their data."""
    _compare(Comparison((load("generalised"),), small_place(2), 12, size, warmup=0))


def scenarios(size: int) -> None:
    """Scenarios that differ by a lever, two replicates each, with the files of their data."""
    texts = [f"generalised,visits={0.2 + number / size}" for number in range(size)]
    _compare(Comparison(tuple(map(load, texts)), small_place(2), 12, 2, warmup=0))


def _compare(comparison: Comparison) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = [run_comparison(comparison, threads=1, parts=Parts(Path(folder, "parts"), {}))]
        write_summary(found, Path(folder, "summary.csv"))
        write_data(found, Path(folder))


def runs(size: int) -> None:
    """Runs of a study of tiny runs."""
    with tempfile.TemporaryDirectory() as folder:
        run_study(small_store(Path(folder), size), 1)


def townships(size: int) -> None:
    """One run of a county of so many townships."""
    run_cases([case(place=sized(size, 48))], threads=1)


def months(size: int) -> None:
    """One run of so many months."""
    run_cases([case(months=size)], threads=1)


WORK = {"replicates": replicates, "scenarios": scenarios, "runs": runs, "townships": townships, "months": months}


def measure(effort: Effort) -> dict[str, Any]:
    share = 1 if effort.whole else QUICK_SHARE
    return {kind: [_measured(kind, size // share) for size in sizes] for kind, sizes in SIZES.items()}


def _measured(kind: str, size: int) -> dict[str, Any]:
    said = output_of([sys.executable, "-c", PROGRAM, kind, str(size)])
    peak = re.search(r"VmHWM:\s+(\d+) kB", said)
    return {"size": size, "seconds": float(said.split()[1]), "mb": int(peak[1]) / 1024 if peak else None}


def growth(found: list[dict[str, Any]]) -> float:
    """Time for one more, over that at the size before: the most."""
    each = [own["seconds"] / own["size"] for own in found]
    return max(more / less for less, more in pairwise(each))


def _scaled(kind: str, found: list[dict[str, Any]], what: str) -> float:
    """At the size that was asked for: on the line through the two largest sizes."""
    (less, more) = found[-2:]
    slope = (more[what] - less[what]) / (more["size"] - less["size"])
    return float(more[what] + slope * (ASKED[kind] - more["size"]))


def judge(found: dict[str, Any]) -> list[Requirement]:
    worst = max(growth(found[kind]) for kind in SIZES)
    lines = [Requirement("load: time for one more against the size before", worst, MOST_GROWTH, 1.1, " times")]
    if found["runs"][-1]["mb"] is not None:
        most = max(_scaled(kind, found[kind], "mb") for kind in SIZES) / 1024
        lines.append(Requirement("load: memory at the sizes that were asked for", most, 2.0, 1.0, " GB"))
    return lines


def tell(found: dict[str, Any]) -> list[str]:
    rows = []
    for kind, own in found.items():
        if kind not in SIZES:
            continue
        for each in own:
            rows.append([f"{each['size']:,}", ABOUT[kind], f"{each['seconds']:.1f} s", f"{each['mb'] or 0:,.0f} MB"])
        if own[-1]["size"] < ASKED[kind] and own[-1]["mb"] is not None:
            seconds, mb = (_scaled(kind, own, what) for what in ("seconds", "mb"))
            rows.append([f"*{ASKED[kind]:,}*", "*scaled up*", f"*{seconds:,.0f} s*", f"*{mb:,.0f} MB*"])
    return [
        """Each row is a process of its own on one thread: processor time of the work, and what the process held at
        most, Python and its libraries (about 250 MB) among it. What is counted is large, all else is small. In
        *italics*: not run, but on the line through the two sizes above.""",
        table(["size", "of what", "processor time", "memory"], rows),
        f"Asked for: time for one more at most {MOST_GROWTH} times that at the size before.",
    ]
