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
from sim.state.arrays import each_township

from .inputs import CADRES_PER_TOWNSHIP, Inputs

NAME, PACKAGE = "kaohe", "numba"


@kernel
def step_all(w, buffers, hours):
    """One step of every cadre of every county; buffers: (townships,), hours: (townships, activities)."""
    for c in range(w.counties.size):
        p, county = w.params[c], w.counties[c]
        for j in each_township(county):
            t, b, share, traits = w.towns[j], buffers[j], w.share[j], w.traits[j]
            attract(p, county, t, b, w.cadre, share, w.skill[j], w.portfolio[j], traits, w.worth)
            move(p, t, b, w.cadre, p.adjustment, share, traits, w.worth)
            for a in range(hours.shape[1]):
                hours[j, a] = ordered_sum(share[a], t.padded_cadres) / t.cadres


class Contender:
    def __init__(self, inputs: Inputs) -> None:
        self.world = inputs.world
        self.arrays: Any = self.world.arrays()
        self.buffers = inputs.buffers.copy()
        self.buffers["work_left"] = self.buffers["paper_left"] = 1.0
        self.sums = np.zeros(self.world.share.shape[:2])

    def step(self) -> None:
        step_all(self.arrays, self.buffers, self.sums)

    def shares(self) -> np.ndarray:
        return self.world.share[:, :, :CADRES_PER_TOWNSHIP].transpose(0, 2, 1)

    def hours(self) -> np.ndarray:
        return self.sums
