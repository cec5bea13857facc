"""Formalism (E1): time that goes into form, what is reported beyond the truth, and how often that is found (E7)."""

from __future__ import annotations

from ..compile.kernel import kernel
from ..rules.detection import more_visits
from ..state.arrays import each_field


@kernel
def form_hours(t, hours):
    """Hours of a township on paper, imposed or chosen, and showcases."""
    return t.imposed_paper + hours.paper + t.showcase


def fabrication(p, county, t, hours):
    """Reported level minus true level, by weight (E1)."""
    gap = 0.0
    for d in each_field(p):
        gap += t.weight[d] * (1.0 - t.level[d]) * t.fabricated[d]
    return gap


def reported(p, county, t, hours):
    """Reported level, by weight (E1)."""
    claims = 0.0
    for d in each_field(p):
        claims += t.weight[d] * (t.level[d] + (1.0 - t.level[d]) * t.fabricated[d])
    return claims


def found_per_look(p, county, t, hours):
    """Exposures that a look at standing fabrication brings, by weight (E7): looks that this township gets."""
    met, more = 0.0, more_visits(county, t)
    for d in each_field(p):
        standing = (1.0 - t.level[d]) * t.fabricated[d]
        met += t.weight[d] * (county.looks[d] * more) * standing
    return hours.exposures / met if met > 0.0 else 0.0
