"""The step at a reading: in December a claim that falls just short of its target is raised to it, where that pays.

Concept K3 · rows B4, B29, C1, C9 · phase 7 of the month, in December, before the readings.
Until then nobody knows where the reading will fall, and the prize for a target is blurred. Now the township sees how
far it is short. What is topped up is fabrication like any other: it takes hours from real work in the field, it fades,
and visits to come may find it. The decision is that of a principal with prospects.
"""

from __future__ import annotations

from ..compile.kernel import kernel
from ..mathematics import exp
from ..state.arrays import each_field
from ..state.enumerations import Channel, Group
from .decision_rules import patience
from .production import gain, support
from .rungs import sum_target_prizes
from .worth import ratchet_factor, staying


@kernel
def worth_of_target(p, county, t, b, d, short):
    """What reaching the target of field d pays from so far short (eq. 158): prizes, and no loss for a shortfall."""
    prize = ratchet_factor(p, t) * (b.target_prize[Channel.MONEY] + b.target_prize[Channel.POST])
    fear = 12.0 * p.punishment_individualisation * t.fear[Group.LEADERS] * staying(t)
    loss = p.coping * p.shortfall_loss * p.severity * p.accountability_pressure * 0.5 * short * short
    return t.weight[d] * county.coverage[d] * (prize + fear * loss)


@kernel
def price_of_sham(p, t, d, short, hours, lost):
    """What topping up costs (eq. 158): exposure and concealment while it lasts, conscience, and service not done.

    hours: of paper; lost: true level that they cost.
    """
    stake = p.look_finds * t.expected_looks[d] * p.exposure_loss * p.severity * p.accountability_pressure
    hiding = p.concealment_cost * (exp(p.concealment_curvature * t.conceal[d]) - 1.0) / p.concealment_curvature
    lasting = 1.0 / (1.0 - patience(p) * t.keep_fabricated[d])
    price = t.weight[d] * short * (stake * staying(t) * exp(-t.conceal[d]) + hiding) * lasting
    service = p.intrinsic * t.need[d] * lost / (1.0 - patience(p) * t.keep_level[d])
    return price + p.moral_cost * hours + service


@kernel
def top_up(p, county, t, b):
    """Raise claims that are just short of their target to it, by hours moved from real work to paper (eq. 159)."""
    sum_target_prizes(p, b)
    for d in each_field(p):
        open_gap = 1.0 - t.level[d]
        short = t.target[d] - (t.level[d] + open_gap * t.fabricated[d])
        if t.assessed[d] <= 0.0 or short <= 0.0 or short > p.step_seen:
            continue
        ratio, papered = t.work[d] / t.hours_needed[d], p.paper_hours * t.hours_needed[d]
        able = t.skilled_hours[d] / t.real_hours[d] if t.real_hours[d] > 0.0 else 0.0
        yields = t.vigour * (1.0 + t.knowhow[d]) * support(p, county, t, d) * able
        works = gain(t.level[d], ratio, p.field_pace[d], t.keep_level[d], t.hours_needed[d]) * yields
        shams = gain(t.fabricated[d], t.paper[d] / papered, p.paper_pace, t.keep_fabricated[d], papered)
        rises = open_gap * shams - (1.0 - t.fabricated[d]) * works
        hours = short / rises if rises > 0.0 else 1.0
        lost = hours * works
        if hours > t.real_hours[d] or lost >= t.level[d]:  # no more than there is
            continue
        if worth_of_target(p, county, t, b, d, short) > price_of_sham(p, t, d, short, hours, lost):
            t.level[d] -= lost
            t.fabricated[d] = (t.target[d] - t.level[d]) / (1.0 - t.level[d])
            t.real_hours[d] -= hours
            t.paper[d] += hours
