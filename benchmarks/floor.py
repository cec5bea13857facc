"""A run against the machine's own floor: what its operations would cost if nothing else cost anything."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from typing import Any

import numpy as np

from . import primitives
from .settings import MONTHS, PLACE, SCENARIO, Effort, Row, county, run_all, worlds
from .timing import interleaved, spread

TITLE = "Against the machine"
LIMIT, AIM = 4.0, 2.0
RUN_LIMIT, RUN_AIM = 12.0, 6.0  # ms, set on a machine with vectors twice as long
GIVEN_EXPONENTIAL = 0.56  # ns: what the full exponential takes there
RUNS = 3
KINDS = {
    "quick_exp": "short exponentials, of cadres' choice",
    "exp": "exponentials",
    "log": "logarithms",
    "draw": "numbers drawn by address",
    "flop": "other operations",
    "byte": "bytes read or written",
}


def measure(effort: Effort) -> dict[str, Any]:
    counts = operations_of_a_run()
    world = worlds()[0]
    held = world.share.nbytes + world.skill.nbytes + world.portfolio.nbytes + world.traits.nbytes + world.towns.nbytes
    timed = primitives.actions(held)
    actions: dict[str, Any] = {kind: (action, prepare) for kind, (action, prepare, _) in timed.items()}
    actions["run"] = (run_all, lambda: worlds(RUNS))
    seconds = interleaved(actions, 3 * effort.rounds, time.process_time)
    each = {kind: seconds[kind] / count for kind, (_, _, count) in timed.items()}
    parts = {kind: counts["run"][kind] * each[kind] for kind in KINDS}
    run, floor = seconds["run"] / RUNS, np.sum(list(parts.values()), axis=0)
    return counts | {
        "nanoseconds": {kind: spread(1e9 * times) for kind, times in each.items()},
        "milliseconds": {kind: float(np.median(1e3 * part)) for kind, part in parts.items()},
        "run_ms": spread(1e3 * run),
        "floor_ms": spread(1e3 * floor),
        "ratio": spread(run / floor) | {"best": float(run.min() / sum(part.min() for part in parts.values()))},
        "exponentials": float(np.median(run / each["quick_exp"])),
    }


def operations_of_a_run() -> dict[str, Any]:
    """Operations by kind, of a cadre-month, a township-month, and of the whole run."""
    environment = os.environ | {"NUMBA_DISABLE_JIT": "1"}
    command = [sys.executable, "-m", f"{__package__}.operations", SCENARIO, PLACE]
    counted = json.loads(subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout)
    cadre_months, township_months = MONTHS * county().cadres, MONTHS * len(county().townships)
    run = {
        kind: counted["cadre"][kind] * cadre_months + counted["township"][kind] * township_months
        for kind in KINDS
        if kind != "byte"
    }
    run["byte"] = MONTHS * bytes_of_a_month()
    return {"counted": counted, "run": run}


def bytes_of_a_month() -> float:
    """What has to pass at least: every array of cadres and townships read, what changes written, once a month."""
    world = worlds()[0]
    read = world.share.nbytes + world.skill.nbytes + world.portfolio.nbytes + world.traits.nbytes + world.towns.nbytes
    return float(read + world.share.nbytes + world.towns.nbytes)


def judge(found: dict[str, Any]) -> list[Row]:
    limit, aim = (asked / GIVEN_EXPONENTIAL for asked in (RUN_LIMIT, RUN_AIM))  # ms over ns: millions
    return [
        ("run over the machine's floor", found["ratio"]["median"], LIMIT, AIM, "", False),
        ("one run, by the clock of this machine", found["run_ms"]["median"], RUN_LIMIT, RUN_AIM, " ms", False),
        ("the same, in exponentials", found["exponentials"] / 1e6, round(limit, 1), round(aim, 1), " million", False),
    ]


def tell(found: dict[str, Any]) -> list[str]:
    r = found["ratio"]
    lines = [
        "What the operations of a run would take if nothing else took any time: the same county and months, each",
        "kind of operation at the pace of a loop over the lanes of one township, in the same process, under the",
        "same rules (strict floating point, exponentials without a C library). Operations are counted by running",
        "the kernels themselves over numbers that count (`benchmarks/operations.py`): arithmetic, comparisons and",
        "choices of the greater one by one, exponentials, logarithms and draws by themselves. Bytes are the least",
        "that has to pass: every array read once a month, what changes written once. The floor is the sum, though",
        "a processor may do some of it side by side; it also lets townships' own rules, which go field by field,",
        "run at the pace of lanes.",
        "",
        "| | a cadre, a month | a township besides, a month | one costs | in a run |",
        "| --- | --- | --- | --- | --- |",
    ]
    for kind, words in KINDS.items():
        cost, part = found["nanoseconds"][kind], found["milliseconds"][kind]
        counts = [f"{found['counted'][of][kind]:,.1f}" if kind != "byte" else "" for of in ("cadre", "township")]
        lines.append(f"| {words} | {counts[0]} | {counts[1]} | {cost['median']:.3g} ns | {part:.2f} ms |")
    return [
        *lines,
        "",
        "| | median | quartiles |",
        "| --- | --- | --- |",
        f"| floor | {found['floor_ms']['median']:.1f} ms | {_quartiles(found['floor_ms'])} |",
        f"| run | {found['run_ms']['median']:.1f} ms | {_quartiles(found['run_ms'])} |",
        f"| **run over floor** | **{r['median']:.2f}** | {r['lower']:.2f} to {r['upper']:.2f} |",
        "",
        f"Asked for: at most {LIMIT:g}, with {AIM:g} as an aim. The limit by the clock, {RUN_LIMIT:g} ms, was set on a",
        f"machine where one exponential takes {GIVEN_EXPONENTIAL:g} ns, so it is {RUN_LIMIT / GIVEN_EXPONENTIAL:.1f}",
        f"million of them; here a run takes as long as {found['exponentials'] / 1e6:.1f} million of the short ones,",
        "which are the cheaper kind. What a run would take on the other machine is not known.",
    ]


def _quartiles(times: dict[str, float]) -> str:
    return f"{times['lower']:.1f} to {times['upper']:.1f} ms"
