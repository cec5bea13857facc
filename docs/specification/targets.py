"""7.13 targets: `sim/rules/targets.py`."""

from .mathematics import clamp, exp, log, lognormal
from .random_numbers import PRIORITIES, TARGETS

EDGE = 0.02  # least distance of a target or of a claim from 0 and 1
SLUGGISH = 0.25  # pace at which a base comes down, against its pace up


def set_priorities(p, c, month):
    """This year's emphasis on each field, and how much the levels above add to its targets."""
    for field, mine in zip(p.fields, c.fields, strict=True):
        mine.amplified = amplified(p, field)
        mine.priority = lognormal(p.reweighting, c.random.normal(PRIORITIES, 0, 1, field.key, month))


def odds(level):
    """Work over needed work that holds a level."""
    return level / (1.0 - level)


def amplified(p, field):  # eq. 91
    """Factor on the odds of a target from the centre to the county."""
    rivalry = 1.0 + p.amplification_rivalry * (p.rank_stakes - 1.0)
    step = p.amplification * max(0.0, rivalry) * field.visible
    return exp(p.levels * log(1.0 + step))


def set_targets(p, c, t, month):  # eq. 94
    """This year's targets: the base, amplified, misfit, classified by difficulty, negotiated."""
    spread = (1.0 - p.field_research) * p.misfit_sd
    for field, mine, job in zip(p.fields, c.fields, t.jobs, strict=True):
        asked = job.base_odds * mine.amplified
        asked *= lognormal(spread, c.random.normal(TARGETS, t.code, 0, field.key, month))
        asked *= exp(-p.classification * log(t.mean_difficulty))
        feasible = odds(job.level)
        agreed = log(asked) + p.negotiation * (log(min(asked, feasible)) - log(asked))
        job.target = level_of(clamp(exp(agreed), odds(EDGE), odds(1.0 - EDGE)))


def level_of(odds):
    """The level that odds hold."""
    return odds / (1.0 + odds)


def ratchet(p, t):  # eq. 92, 93, 153, 154
    """Bases follow last year's claims; people learn how much of a success is taken into the next target."""
    raised = over = counted = 0.0
    down = max(p.ratchet_down, SLUGGISH * p.base_ratchet * p.ratchet_up)
    for job in t.jobs:
        if job.assessed > 0.0 and job.last_claim > 0.0:
            gap = log(odds(clamp(job.last_claim, EDGE, 1.0 - EDGE))) - log(odds(job.target))
            before = job.base_odds
            if p.base_ratchet > 0.0:
                asked = log(before) - p.classification * log(t.mean_difficulty)
                gap += p.base_ratchet * (log(odds(clamp(job.last_claim, EDGE, 1.0 - EDGE))) - asked - gap)
            step = p.ratchet_up * max(0.0, gap) - down * max(0.0, -gap)
            job.base_odds = clamp(before * exp(step), odds(EDGE), odds(1.0 - EDGE))
            if gap > 0.0 or (p.base_ratchet > 0.0 and gap < 0.0):
                raised += job.weight * abs(log(job.base_odds / before))
                over += job.weight * abs(gap)
                counted += job.weight
    if over > 0.0:
        share = clamp(raised / over, 0.0, 1.0)
        t.expected_ratchet += p.ratchet_learning * min(1.0, counted) * (share - t.expected_ratchet)


def remember_claims(p, t):
    """Keep the claims of December, as superiors see them, for next year's targets."""
    for job in t.jobs:
        job.last_claim = job.level + (1.0 - job.level) * job.fabricated * (1.0 - 0.6 * p.data)
