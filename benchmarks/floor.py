"""A run against the machine's own floor: what its operations would cost if nothing else cost anything."""

from __future__ import annotations

import json
import sys
from typing import Any

import numpy as np

from sim.world import World

from . import primitives
from .page import quartiles, table
from .settings import MONTHS, PLACE, SCENARIO, Effort, Requirement, case, county, runs
from .timing import interleaved, output_of, spread

TITLE = "Against the machine"
LIMIT, AIM = 4.0, 2.0  # time of a run over the floor
RUN_LIMIT, RUN_AIM = 12.0, 6.0  # ms a run, set on another machine, with vectors twice as long
GIVEN_EXPONENTIAL = 0.56  # ns: what the full exponential takes on that machine
RUNS = 3  # timed together
KINDS = {
    "quick_exp": "short exponentials, of cadres' choice",
    "exp": "exponentials",
    "log": "logarithms",
    "draw": "random numbers by address",
    "single": "other operations on numbers of cadres, in single precision",
    "flop": "other operations",
    "byte": "bytes read or written",
}


def measure(effort: Effort) -> dict[str, Any]:
    world = World([case()])
    changed = world.share.nbytes + world.towns.nbytes
    read = changed + world.skill.nbytes + world.portfolio.nbytes + world.traits.nbytes
    counted = json.loads(
        output_of([sys.executable, "-m", f"{__package__}.operations", SCENARIO, PLACE], NUMBA_DISABLE_JIT="1")
    )
    agents = {"cadre": county().cadres, "township": len(county().townships)}
    counts = {
        kind: sum(MONTHS * number * counted[of][kind] for of, number in agents.items())
        for kind in KINDS
        if kind != "byte"
    }
    counts["byte"] = float(MONTHS * (read + changed))
    timed = primitives.actions(read)
    actions = {kind: prepare for kind, (prepare, _) in timed.items()} | {"run": runs(RUNS)}
    seconds = interleaved(actions, 3 * effort.rounds)
    each = {kind: seconds[kind].processor / number for kind, (_, number) in timed.items()}
    parts = {kind: counts[kind] * each[kind] for kind in KINDS}
    run, floor = seconds["run"].processor / RUNS, np.sum(list(parts.values()), axis=0)
    return {
        "counted": counted,
        "run": counts,
        "nanoseconds": {kind: spread(1e9 * times) for kind, times in each.items()},
        "milliseconds": {kind: float(np.median(1e3 * part)) for kind, part in parts.items()},
        "run_ms": spread(1e3 * run),
        "floor_ms": spread(1e3 * floor),
        "ratio": spread(run / floor) | {"best": float(run.min() / sum(part.min() for part in parts.values()))},
        "exponentials": float(np.median(run / each["quick_exp"])),
    }


def judge(found: dict[str, Any]) -> list[Requirement]:
    limit, aim = (round(asked / GIVEN_EXPONENTIAL, 1) for asked in (RUN_LIMIT, RUN_AIM))  # ms over ns: millions
    return [
        Requirement("run over the machine's floor", found["ratio"]["median"], LIMIT, AIM),
        Requirement("one run, by the clock of this machine", found["run_ms"]["median"], RUN_LIMIT, RUN_AIM, " ms"),
        Requirement("the same, in exponentials", found["exponentials"] / 1e6, limit, aim, " million"),
    ]


def tell(found: dict[str, Any]) -> list[str]:
    operations = []
    for kind in [kind for kind in KINDS if kind in found["nanoseconds"]]:  # results kept may be older
        counts = [f"{found['counted'][of][kind]:,.1f}" if kind != "byte" else "" for of in ("cadre", "township")]
        cost, part = found["nanoseconds"][kind]["median"], found["milliseconds"][kind]
        operations.append((KINDS[kind], *counts, f"{cost:.3g} ns", f"{part:.2f} ms"))
    floor, run, ratio = found["floor_ms"], found["run_ms"], found["ratio"]
    rows = [
        (name, f"{t['median']:.1f} ms", f"{quartiles(t, '.1f')} ms") for name, t in (("floor", floor), ("run", run))
    ]
    rows.append(("**run over floor**", f"**{ratio['median']:.2f}**", quartiles(ratio, ".2f")))
    return [
        """What the operations of a run would take if nothing else took any time: the same county and months, each kind
        of operation at the pace of a loop over the cadres of one township, in the same process, under the same rules
        (strict floating point, exponentials without a C library). Operations are counted by running the kernels
        themselves over numbers that count (`benchmarks/operations.py`): arithmetic, comparisons and choices of the
        greater one by one, exponentials, logarithms and random numbers by themselves. Bytes are the least that has to
        pass: every array read once a month, what changes written once. The floor is the sum, though a processor may do
        some of it side by side; it also lets townships' own rules, which go field by field, run at the pace of loops
        over cadres.""",
        table(["", "a cadre, a month", "a township besides, a month", "one costs", "in a run"], operations),
        table(["", "median", "quartiles"], rows),
        f"""Asked for: at most {LIMIT:g}, with {AIM:g} as an aim. The limit by the clock, {RUN_LIMIT:g} ms, was set on a
        machine where one exponential takes {GIVEN_EXPONENTIAL:g} ns, so it is {RUN_LIMIT / GIVEN_EXPONENTIAL:.1f}
        million of them; here a run takes as long as {found["exponentials"] / 1e6:.1f} million of the short ones, which
        are the cheaper kind. What a run would take on the other machine is not known.""",
    ]
