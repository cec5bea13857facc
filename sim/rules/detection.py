"""Inspection: how many visits look at a field, and what they expose.

Concept K8 · rows B2, B3, B18, B20, C2, C5, D6, D16 · phase 5 of the month.
A visit exposes fabrication with a probability that saturates in what there is to find. Townships conceal as much
as is worth it, so exposures grow with looks, but less than in proportion; shine makes visits less truthful.
"""

from __future__ import annotations

from ..compile.kernel import kernel
from ..mathematics import exp
from ..state import random_numbers
from .weights import field_verifiability

FOUND_PER_LOOK = 0.5  # part of the fabrication a look of full sharpness meets (assumed)
CLEARED = 0.6  # share of fabrication lost when it is exposed (assumed)
LOOKS_LEARNING = 1.0 / 3.0  # looks are expected as seen over about a quarter (assumed)


@kernel
def sharpness(county, t, d, verifiability):
    """Looks at a field this month, weighed by what they can verify and by surprise (eq. 40)."""
    extra = t.visits / county.visits if county.visits > 0.0 else 1.0
    return county.looks[d] * extra * verifiability * county.surprise * t.clear_sight


@kernel
def clear_sight(p, t):
    """What shine leaves of the truth in a visit (eq. 40; C2)."""
    return exp(-p.masking * t.shine)


@kernel
def exposure_rate(looks, concealment, level, fabricated):
    """Expected exposures of one field in a month (eq. 41): looks times what they find, concealment considered."""
    return FOUND_PER_LOOK * looks * exp(-concealment) * (1.0 - level) * fabricated


@kernel
def expected_exposure(p, county, t, d):
    """Exposures to expect in a field this month, at the concealment chosen."""
    looks = sharpness(county, t, d, field_verifiability(p, d))
    return exposure_rate(looks, t.conceal[d], t.level[d], t.fabricated[d])


@kernel
def learn_looks(p, county, t):
    """Townships come to expect the looks they get (rule 3): next month's concealment goes by them."""
    for d in range(int(p.n_fields)):
        looks = sharpness(county, t, d, field_verifiability(p, d))
        t.looks_felt[d] += LOOKS_LEARNING * (looks - t.looks_felt[d])


@kernel
def inspect(p, county, t, key, month):
    """Phase 5 for one township: draw exposures and clear what was found. `key` is its inspection address."""
    t.clear_sight = clear_sight(p, t)
    for d in range(int(p.n_fields)):
        t.exposed[d] = 0.0
        if t.assessed[d] > 0.0:
            chance = 1.0 - exp(-expected_exposure(p, county, t, d))
            county.expected_found += t.weight[d] * chance * county.detectability / FOUND_PER_LOOK
            if random_numbers.uniform_at(key, 0, int(p.field_key[d]), month) < chance:
                t.exposed[d] = 1.0
                t.fabricated[d] *= 1.0 - CLEARED
