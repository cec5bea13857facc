"""Targets (E8): what is asked, before and after levels of government have added to it."""

from __future__ import annotations

from ..compile.kernel import kernel
from ..state.arrays import each_field, each_township


def mean_target(p, county, towns):
    """Mean target, by weight (E8)."""
    total = 0.0
    for j in each_township(county):
        for d in each_field(p):
            total += towns[j].weight[d] * towns[j].target[d]
    return total / county.town_count


@kernel
def mean_of_odds(p, county, towns, amplified):
    """Mean of what the centre asks as a level, by weight, before or after levels above the township add to it (E8)."""
    total = 0.0
    for j in each_township(county):
        for d in each_field(p):
            asked = towns[j].base_odds[d] * (county.amplified[d] if amplified else 1.0)
            total += towns[j].weight[d] * asked / (1.0 + asked)
    return total / county.town_count


@kernel
def extreme_amplification(p, county, largest):
    """Largest or smallest factor that levels add to the odds of an assessed field's target; 1 without any (E8)."""
    found = 0.0
    for d in each_field(p):
        if county.field_weight[d] > 0.0 and (found == 0.0 or (county.amplified[d] > found) == largest):
            found = county.amplified[d]
    return found if found > 0.0 else 1.0
