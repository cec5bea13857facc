"""Inspection: how many visits look at a field, and what they expose.

Concept K8 · rows B2, B3, B18, B20, C2, C5, D6, D16 · phase 5 of the month.
A visit exposes fabrication with a probability that saturates in what there is to find. Townships conceal as much
as is worth it, so exposures grow with looks, but less than in proportion; showcases make visits less truthful.
"""

from __future__ import annotations

from ..compile.kernel import kernel
from ..mathematics import exp
from ..state import random_numbers
from ..state.arrays import each_field
from .weights import field_verifiability

EXPOSURE_SLOT = 0
FOUND_PER_LOOK = 0.5  # part of the fabrication a look of full sharpness meets (assumed)
CLEARED = 0.6  # share of fabrication lost when it is exposed (assumed)
LOOKS_LEARNING = 1.0 / 3.0  # looks are expected as seen over about a quarter (assumed)


@kernel
def open_inspection(county):
    """Detectability of fabrication as people believe it at the start."""
    county.detectability = FOUND_PER_LOOK


@kernel
def clear_sight(p, t):
    """What showcases leave of the truth in a visit, in (0, 1] (eq. 40; C2)."""
    return exp(-p.masking * t.shine)


@kernel
def sharp_looks(p, county, t, d, sight):
    """Looks at field d this month, weighed by what they can verify, by surprise and by `clear_sight` (eq. 40)."""
    extra = t.visits / county.visits if county.visits > 0.0 else 1.0
    return county.looks[d] * extra * field_verifiability(p, d) * county.surprise * sight


@kernel
def expected_exposure(p, county, t, d, sight):
    """Exposures to expect in field d this month: looks times what they find, at the concealment chosen (eq. 41)."""
    looks = sharp_looks(p, county, t, d, sight)
    return FOUND_PER_LOOK * looks * exp(-t.conceal[d]) * (1.0 - t.level[d]) * t.fabricated[d]


@kernel
def inspect(p, county, t, month):
    """Phase 5 for one township: draw exposures and clear what was found; people learn what looks to expect (rule 3)."""
    key = random_numbers.of_township(county, t, random_numbers.INSPECTION)
    sight = clear_sight(p, t)
    for d in each_field(p):
        t.exposed[d] = 0.0
        if t.assessed[d] > 0.0:
            chance = 1.0 - exp(-expected_exposure(p, county, t, d, sight))
            county.expected_found += t.weight[d] * chance * county.detectability / FOUND_PER_LOOK
            if random_numbers.uniform_at(key, EXPOSURE_SLOT, int(p.field_key[d]), month) < chance:
                t.exposed[d] = 1.0
                t.fabricated[d] *= 1.0 - CLEARED
    for d in each_field(p):
        t.expected_looks[d] += LOOKS_LEARNING * (sharp_looks(p, county, t, d, sight) - t.expected_looks[d])
