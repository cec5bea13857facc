"""kaohe's own kernel, `sim/rules/choice.py`, as the month calls it."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.mathematics import ordered_sum
from sim.options import kernel
from sim.rules.choice import choose

from .inputs import CADRES_PER_TOWNSHIP, Inputs

NAME, PACKAGE = "kaohe", "numba"


@kernel
def step_all(w, hours):
    """One step of every cadre of every county; hours: (township, activity)."""
    for c in range(w.counties.size):
        p, county = w.params[c], w.counties[c]
        for j in range(county.town_start, county.town_start + county.town_count):
            t = w.towns[j]
            choose(p, county, t, p.adjustment, w.share[j], w.skill[j], w.portfolio[j], w.traits[j], w.worth, w.row)
            for a in range(hours.shape[1]):
                hours[j, a] = ordered_sum(w.share[j, a], t.lanes) / t.cadres


class Contender:
    def __init__(self, inputs: Inputs) -> None:
        self.world = inputs.world
        self.arrays: Any = self.world.arrays()
        self.sums = np.zeros(self.world.share.shape[:2])

    def step(self) -> None:
        step_all(self.arrays, self.sums)

    def shares(self) -> np.ndarray:
        return self.world.share[:, :, :CADRES_PER_TOWNSHIP].transpose(0, 2, 1)

    def hours(self) -> np.ndarray:
        return self.sums
