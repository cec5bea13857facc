"""How long one run takes: 20 townships, 1,000 cadres, 120 months, one core, after compilation.

    python -m benchmarks.run_time [--runs 200] [--place yinzhou] [--scenario generalised] [--choices 1]

A shared machine is slowed down by its other guests; the least time of many runs is the machine's own. The same
process measures what one exponential costs in a loop over cadres, so that a run can be read in exponentials too.
"""

from __future__ import annotations

import argparse
from functools import partial

import numpy as np

from scenarios import load, load_place
from sim.parameters.behaviour import Behaviour
from sim.world import World

from .primitives import actions
from .settings import MONTHS, PLACE, SCENARIO
from .timing import interleaved


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--place", default=PLACE)
    parser.add_argument("--scenario", default=SCENARIO)
    parser.add_argument("--choices", type=int, default=1, help="how often a month choice is revised")
    chosen = parser.parse_args()
    behaviour = Behaviour(choices=chosen.choices)
    case = load(chosen.scenario).case(load_place(chosen.place), months=MONTHS, seed=1, behaviour=behaviour)
    exponentials, count = actions(1_000)["exp"]
    seconds = interleaved({"run": lambda: partial(World.run, World([case])), "exp": exponentials}, chosen.runs)
    runs, each = seconds["run"].clock, seconds["exp"].clock.min() / count
    print(f"one run: least {1e3 * runs.min():.1f} ms, median {1e3 * np.median(runs):.1f} ms, of {chosen.runs}")
    print(f"one exponential: {1e9 * each:.2f} ns; a run takes as long as {runs.min() / each / 1e6:.1f} million of them")


if __name__ == "__main__":
    main()
