"""7.27 the step at a reading: `sim/rules/step.py`."""

from .decision_rules import patience
from .mathematics import exp, power
from .production import fabrication_law, level_law, support
from .rungs import target_prizes


def top_up(p, c, t):  # eq. 159
    """Raise claims that are just short of their target to it, by hours moved from real work to paper."""
    for field, mine, job in zip(p.fields, c.fields, t.jobs, strict=True):
        short = job.target - (job.level + (1.0 - job.level) * job.fabricated)
        if job.assessed <= 0.0 or short <= 0.0 or short > p.step_seen:
            continue
        able = job.skilled_hours / job.real_hours if job.real_hours > 0.0 else 0.0
        yields = t.vigour * (1.0 + job.knowhow) * support(p, field, mine, job) * able
        works = level_law(field, job).gain(job.level, job.keep_level) * yields
        shams = fabrication_law(p, job).gain(job.fabricated, job.keep_fabricated)
        rises = (1.0 - job.level) * shams - (1.0 - job.fabricated) * works
        hours = short / rises if rises > 0.0 else 1.0
        lost = hours * works
        if hours > job.real_hours or lost >= job.level:  # no more than there is
            continue
        if worth_of_target(p, t, mine, job, short) > price_of_sham(p, t, job, short, hours, lost):
            job.level -= lost
            job.fabricated = (job.target - job.level) / (1.0 - job.level)
            job.real_hours -= hours
            job.paper += hours


def worth_of_target(p, t, mine, job, short):  # eq. 158
    """What reaching a target pays from so far short of it: prizes, and no loss for a shortfall."""
    year = power(patience(p), 12)
    anchor = (1.0 - year) / (1.0 - year * (1.0 - t.expected_ratchet))
    money, post = target_prizes(p)
    fear = 12.0 * p.punishment_individualisation * t.fear[0] * staying(t)
    loss = p.coping * p.shortfall_loss * p.severity * p.accountability_pressure * 0.5 * short * short
    return job.weight * mine.coverage * (anchor * (money + post) + fear * loss)


def price_of_sham(p, t, job, short, hours, lost):  # eq. 158
    """What topping up costs: exposure and concealment while it lasts, conscience, and service not done."""
    stake = p.look_finds * job.expected_looks * p.exposure_loss * p.severity * p.accountability_pressure
    hiding = p.concealment_cost * (exp(p.concealment_curvature * job.conceal) - 1.0) / p.concealment_curvature
    lasting = 1.0 / (1.0 - patience(p) * job.keep_fabricated)
    price = job.weight * short * (stake * staying(t) * exp(-job.conceal) + hiding) * lasting
    service = p.intrinsic * job.need * lost / (1.0 - patience(p) * job.keep_level)
    return price + p.moral_cost * hours + service


def staying(t):
    """Share of the blame arriving that stays, mean of leaders and staff."""
    return 0.5 * (t.own_rest[0] + t.own_rest[1])
