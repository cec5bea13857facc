"""kaohe's own kernels, `sim/rules/choice.py`, as the month calls them, but for what colleagues leave.

No contender allows for colleagues (eq. 77b to 77d; `sim/rules/congestion.py`): frameworks are compared by a rule of
one agent. Here all of every draw is left, and the time it takes to multiply by that counts.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.compile.kernel import kernel
from sim.mathematics import ordered_sum
from sim.rules.choice import attract, move
from sim.rules.congestion import PAPER_LEFT, WORK_LEFT

from .inputs import CADRES_PER_TOWNSHIP, Inputs

NAME, PACKAGE = "kaohe", "numba"


@kernel
def step_all(w, hours):
    """One step of every cadre of every county; hours: (township, activity)."""
    for c in range(w.counties.size):
        p, county = w.params[c], w.counties[c]
        for j in range(county.town_start, county.town_start + county.town_count):
            t = w.towns[j]
            attract(p, county, t, w.share[j], w.skill[j], w.portfolio[j], w.traits[j], w.worth, w.row)
            move(p, t, p.adjustment, w.share[j], w.traits[j], w.worth, w.row, w.grid)
            for a in range(hours.shape[1]):
                hours[j, a] = ordered_sum(w.share[j, a], t.lanes) / t.cadres


class Contender:
    def __init__(self, inputs: Inputs) -> None:
        self.world = inputs.world
        self.arrays: Any = self.world.arrays()
        self.arrays.grid[[WORK_LEFT, PAPER_LEFT]] = 1.0
        self.sums = np.zeros(self.world.share.shape[:2])

    def step(self) -> None:
        step_all(self.arrays, self.sums)

    def shares(self) -> np.ndarray:
        return self.world.share[:, :, :CADRES_PER_TOWNSHIP].transpose(0, 2, 1)

    def hours(self) -> np.ndarray:
        return self.sums
