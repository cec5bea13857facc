"""Bonus points for results beyond the plan, as they are read: with noise, and sham as much as work.

Concept K3 · row B15 · phase 7 of the month, in December; read in phase 3.
What passes its target in December's reading of a field earns points by the weight of the field. Nobody pays for new
methods as such: they earn what they do to results.
"""

from __future__ import annotations

from ..compile.kernel import kernel
from ..mathematics import normal_cdf, normal_density
from ..state import random_numbers
from ..state.arrays import each_field
from .weights import DATA_SEES

BONUS_SLOT = 1


@kernel
def read_of(p, t, d):
    """What superiors read of field d in December: the claim that automatic data leave, and documents."""
    claim = t.level[d] + (1.0 - t.level[d]) * t.fabricated[d] * (1.0 - DATA_SEES * p.data)
    return (1.0 - p.trace_weight) * claim + p.trace_weight * t.traces[d]


@kernel
def beyond_plan(p, county, t, month):
    """Results beyond the plan, by weight, as read this December and as expected of the reading (eq. 155)."""
    key = random_numbers.of_township(county, t, random_numbers.READINGS)
    blur, noisy, clean = p.target_blur, 0.0, 0.0
    for d in each_field(p):
        if t.assessed[d] > 0.0:
            weight = t.weight[d] * county.coverage[d]
            over = read_of(p, t, d) - t.target[d]
            noisy += weight * max(
                0.0, over + blur * random_numbers.normal_at(key, BONUS_SLOT, int(p.field_key[d]), month)
            )
            clean += weight * (over * normal_cdf(over / blur) + blur * normal_density(over / blur))
    return noisy, clean
