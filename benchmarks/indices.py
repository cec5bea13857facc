"""Sobol' indices of ten outcomes in 120 months each, with intervals: processor time, outcomes made up.

python -m benchmarks --only indices
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.study.sobol_indices import RESAMPLES, sobol_indices

from .page import median
from .settings import Effort, Requirement
from .timing import interleaved, spread, unprepared

TITLE = "Indices"
OUTCOMES, MONTHS = 10, 120
AXES, ROWS, FEW_ROWS = 20, 1024, 64  # of the design of a whole Sobol study
SECONDS, AIM_SECONDS = 10.0, 5.0

Array = NDArray[np.float64]


def measure(effort: Effort) -> dict[str, Any]:
    rows = ROWS if effort.whole else FEW_ROWS
    a, b, ab, ba = samples(rows)
    actions = {"pairs": unprepared(sobol_indices, a, b, ab, ba), "axes": unprepared(sobol_indices, a, b, ab)}
    seconds = interleaved(actions, min(effort.rounds, 2))
    return {"rows": rows, "seconds": {name: spread(times.processor) for name, times in seconds.items()}}


def samples(rows: int) -> tuple[Array, Array, Array, Array]:
    """Made-up outcomes at the points of a Saltelli design: sums of axes, and a product of two."""
    rng = np.random.default_rng(1)
    weights = rng.random((AXES, OUTCOMES * MONTHS)) ** 4
    one, other = rng.random((2, rows, AXES))

    def outcomes(unit: Array) -> Array:
        return (unit - 0.5) @ weights + (unit[:, :1] - 0.5) * (unit[:, 1:2] - 0.5)

    def crossed(base: Array, new: Array) -> Array:
        return np.stack([outcomes(np.where(np.arange(AXES) == axis, new, base)) for axis in range(AXES)])

    return outcomes(one), outcomes(other), crossed(one, other), crossed(other, one)


def judge(found: dict[str, Any]) -> list[Requirement]:
    what = f"indices of {OUTCOMES} outcomes in {MONTHS} months each, {RESAMPLES} resamples"
    return [Requirement(what, found["seconds"]["pairs"]["median"], SECONDS, AIM_SECONDS, " s")]


def tell(found: dict[str, Any]) -> list[str]:
    seconds = found["seconds"]
    return [
        f"""S1, ST and S2 of {OUTCOMES} outcomes in {MONTHS} months each over {AXES} axes, from {found["rows"]:,} rows
        of a Saltelli design and {RESAMPLES} resamples, take {median(seconds["pairs"], ".1f")} s of processor time, by
        the clock less where there are several cores; without pairs {median(seconds["axes"], ".1f")} s. Outcomes are
        made up: what they are does not matter to the time.""",
    ]
