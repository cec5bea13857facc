"""What measures and cadres of one's own cost: `python -m benchmarks.own_code`.

CPU time of a run of the county of the Yinzhou text, 156 months with the warm-up, against the same run without them.
"""

from __future__ import annotations

from time import process_time
from typing import Any

import numpy as np

import kaohe
from experiments.run.county import County
from sim.mesa.agents import TownshipCadre

RUNS, ROUNDS = 4, 3


def gini_of_time(county: County) -> float:
    """Gini coefficient of cadres' hours of real work."""
    hours = np.sort(county.cadres["share"][:, : len(county.fields)].sum(axis=1))
    ranks = np.arange(1, len(hours) + 1)
    return float((2 * ranks - len(hours) - 1) @ hours / (len(hours) * hours.sum()))


class Same(TownshipCadre):
    """Changes nothing."""


class Principals(TownshipCadre):
    """Principals are asked, and do as the rule says."""

    def decide(self) -> Any:
        return super().decide() if self.post == 0 else None


class Everybody(TownshipCadre):
    """All cadres are asked, and do as the rule says."""

    def decide(self) -> Any:
        return super().decide()


KINDS: dict[str, dict[str, Any]] = {
    "as it is": {},
    "a measure of one's own": {"measures": [gini_of_time]},
    "cadres that change nothing": {"cadre_class": Same},
    "principals that decide": {"cadre_class": Principals},
    "all cadres decide": {"cadre_class": Everybody},
}


def seconds(**own: Any) -> float:
    """CPU seconds of one run, the least of several rounds."""
    found = []
    for _ in range(ROUNDS):
        begun = process_time()
        kaohe.compare(["generalised"], replicates=RUNS, threads=1, **own)
        found.append((process_time() - begun) / RUNS)
    return min(found)


def main() -> None:
    seconds()  # compiles
    plain = seconds()
    for name, own in KINDS.items():
        taken = seconds(**own)
        print(f"{name:28} {1000 * taken:7.0f} ms a run, {taken / plain:5.1f} times")


if __name__ == "__main__":
    main()
