"""kaohe's own kernels (`sim/rules/choice.py`), called as the month calls them, without the allowance for colleagues.

Frameworks are compared by a rule that one agent follows alone, so no contender lets cadres allow for what their
colleagues do (eq. 77b to 77d; `sim/rules/congestion.py`). Here the factors of that allowance are set to 1; the time it
takes to multiply by them is still measured.
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
    """One step of every cadre of every county of w, a `sim.state.arrays.Arrays`.

    buffers: (townships,), records of `sim.state.buffers.BUFFER`; hours: (townships, activities), mean shares of time,
    written here.
    """
    for c in range(w.counties.size):
        p, county = w.params[c], w.counties[c]
        for j in each_township(county):
            t, b, share, traits = w.towns[j], buffers[j], w.share[j], w.traits[j]
            attract(p, county, t, b, w.cadre, share, w.skill[j], w.portfolio[j], traits, w.worth)
            move(p, t, b, w.cadre, p.adjustment, share, traits, w.worth)
            for a in range(hours.shape[1]):
                hours[j, a] = ordered_sum(share[a], t.padded_cadres) / t.cadres


class Contender:
    """What `benchmarks.frameworks` measures: `step`, shares (township, cadre, activity), hours (township, activity)."""

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
