"""Targets: amplified from level to level, ratcheted, misfit, negotiated.

Concept K4 · rows A1, B4, B17, C13, D7, D10, D25 · phase 9 of the month, at the end of January.
A target is a level in (0, 1) and acts on its odds, so it never passes 1 and hours needed are linear in odds.
The ratchet moves the base by what was *claimed*, so fabricated success raises the next target as well.
"""

from __future__ import annotations

from ..compile.kernel import kernel
from ..mathematics import exp, log, lognormal
from ..state import random_numbers
from ..state.arrays import each_field
from .weights import DATA_SEES

MISFIT, PRIORITY = 0, 1  # slots of random numbers
EDGE = 0.02  # least distance of a target, or of a claim that moves one, from 0 and from 1 (assumed)
SLUGGISH = 0.25  # pace at which a base that was too high comes down, against the pace up (assumed)


@kernel
def odds(level):
    """Odds of a level in (0, 1): the work it takes to hold it, in needed hours."""
    return level / (1.0 - level)


@kernel
def amplified(p, d):
    """Factor from the centre to the county (eq. 91): visible targets amplify, livelihood ones hardly (B4)."""
    rivalry = 1.0 + p.amplification_rivalry * (p.rank_stakes - 1.0)
    step = p.amplification * max(0.0, rivalry) * p.visible[d]
    return exp(p.levels * log(1.0 + step))


@kernel
def ratchet(p, t):
    """Move each base by last year's claim (eq. 92, 153); learn how much a claim moved it (eq. 93, 154).

    As far as the ratchet acts on the base, a claim is measured against what the base itself asks of this township: what
    levels above have added is not taken off it, so they add to a base that follows claims, fast up and slowly down.
    """
    raised, over, counted = 0.0, 0.0, 0.0
    down = max(p.ratchet_down, SLUGGISH * p.base_ratchet * p.ratchet_up)
    for d in each_field(p):
        if t.assessed[d] <= 0.0 or t.last_claim[d] <= 0.0:
            continue
        claim = min(1.0 - EDGE, max(EDGE, t.last_claim[d]))
        gap = log(odds(claim)) - log(odds(t.target[d]))
        if p.base_ratchet > 0.0:
            asked = log(t.base_odds[d]) - p.classification * log(t.mean_difficulty)
            gap += p.base_ratchet * (log(odds(claim)) - asked - gap)
        moved = p.ratchet_up * max(0.0, gap) - down * max(0.0, -gap)
        before = t.base_odds[d]
        t.base_odds[d] = min(odds(1.0 - EDGE), max(odds(EDGE), before * exp(moved)))
        if gap > 0.0 or (p.base_ratchet > 0.0 and gap < 0.0):
            raised += t.weight[d] * abs(log(t.base_odds[d] / before))
            over += t.weight[d] * abs(gap)
            counted += t.weight[d]
    if over > 0.0:
        share = min(1.0, max(0.0, raised / over))
        t.expected_ratchet += p.ratchet_learning * min(1.0, counted) * (share - t.expected_ratchet)


@kernel
def set_targets(p, county, t, month):
    """This year's targets of one township (eq. 94): base, amplified, classified, misfit, negotiated."""
    key = random_numbers.of_township(county, t, random_numbers.TARGETS)
    spread = (1.0 - p.field_research) * p.misfit_sd
    for d in each_field(p):
        z = random_numbers.normal_at(key, MISFIT, int(p.field_key[d]), month)
        asked = t.base_odds[d] * county.amplified[d] * lognormal(spread, z)
        asked *= exp(-p.classification * log(t.mean_difficulty))
        feasible = odds(t.level[d])
        eased = log(asked) + p.negotiation * (log(min(asked, feasible)) - log(asked))
        agreed = min(odds(1.0 - EDGE), max(odds(EDGE), exp(eased)))
        t.target[d] = agreed / (1.0 + agreed)


@kernel
def set_priorities(p, county, month):
    """This year's emphasis on each field, after the committee's priorities (B17; 1 on average), and amplification."""
    key = random_numbers.of_county(county, random_numbers.PRIORITIES)
    for d in each_field(p):
        county.amplified[d] = amplified(p, d)
        z = random_numbers.normal_at(key, PRIORITY, int(p.field_key[d]), month)
        county.priority[d] = lognormal(p.reweighting, z)


@kernel
def remember_claims(p, t):
    """Last year's claims, as superiors have them when they set targets."""
    for d in each_field(p):
        t.last_claim[d] = t.level[d] + (1.0 - t.level[d]) * t.fabricated[d] * (1.0 - DATA_SEES * p.data)
