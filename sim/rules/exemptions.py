"""Exemptions: what offices find and do not pass on, since sanctions for it would fall back on them.

Concepts K8, K9, K11 · rows B20, C10, D16 · phase 8 of the month; read in the month after.
The county answers for its townships: part of the blame for what is found comes to rest with its offices. An office that
finds sham or neglect weighs the attention that a find wins against what falls back on it, and keeps to itself what is
not worth passing on, as far as nobody holds it to report. So monitoring wears off: finds that are not passed on cost
nobody anything, townships come to expect that, and visits win offices less. Raters from outside pass on what they see,
and incidents are seen by everybody.
"""

from __future__ import annotations

from ..compile.kernel import kernel
from ..mathematics import logistic
from ..state.arrays import each_field, each_township
from ..state.enumerations import Party


@kernel
def unreported(p, rests):
    """Part of its finds in a field that an office does not pass on (eq. 178).

    rests: share of the blame that comes to rest with offices. What a find wins and costs is for an average office.
    """
    find = 0.5 * (p.event_exposed + p.event_neglect)  # size of a find on the ground, of sham or of neglect
    falls_back = p.exposure_loss / p.event_exposed * p.severity * p.accountability_pressure * find * rests
    wins = p.attention * (1.0 - 0.5 * p.service_users)
    return (1.0 - p.order_kept) * logistic(p.office_precision * (falls_back - wins))


@kernel
def grant_exemptions(p, county, towns):
    """Finds of next month that will not be passed on, by field (eq. 179): county.unreported."""
    for d in each_field(p):
        county.unreported[d] = 0.0
        if p.order_kept < 1.0:
            rests = 0.0
            for j in each_township(county):
                rests += towns[j].rest[Party.OFFICE, d]
            own = 1.0 - county.independent[d]
            county.unreported[d] = own * unreported(p, rests / county.town_count)
