"""7.11 scores and ranks of persons: `sim/rules/personal_ladder.py`."""

from .mathematics import normal_density, ordered_sum, single, sqrt, sum_up
from .random_numbers import PERSONS
from .rungs import rung_scale
from .scheme import BOTTOM


def score_persons(p, c, t, month):  # eq. 66
    """Score of every cadre of a township: part the team's, part that of the own portfolio, with noise."""
    values = [job.weight * ((1.0 - p.trace_weight) * job.claim + p.trace_weight * job.traces) for job in t.jobs]
    if p.information_need > 0.0:  # eq. 152
        usual = [(1.0 - p.trace_weight) * mine.mean_claim + p.trace_weight * mine.mean_traces for mine in c.fields]
        values = [
            mine.coverage * value + (1.0 - mine.coverage) * job.weight * other
            for mine, value, job, other in zip(c.fields, values, t.jobs, usual, strict=True)
        ]
    for cadre in t.cadres:
        own = sum_up(part * value for part, value in zip(cadre.portfolio, values, strict=True))
        own = own + p.target_blur * c.random.normal(PERSONS, t.code, cadre.i, 1, month)
        team = cadre.principal + (1.0 - cadre.principal) * p.team_share
        cadre.score = team * t.score + (1.0 - team) * own


def smooth_personal_scores(c):
    """Standings of persons follow; what they strive for begins anew. Returns the spread of this year's scores."""
    people = everybody(c)
    for cadre in people:
        cadre.standing, cadre.drive = 0.5 * cadre.standing + 0.5 * cadre.score, single(0.0)
    mean = sum_up(ordered_sum(cadre.score for cadre in t.cadres) for t in c.towns) / len(people)
    off = [float(cadre.score) - mean for cadre in people]
    return sqrt(sum_up(x * x for x in off) / len(people))


def everybody(c):
    """All cadres of a county."""
    return [cadre for t in c.towns for cadre in t.cadres]


def frighten(t, leaders, staff):
    """Raise the events that leaders and staff expect in a month, at most to one."""
    t.fear = [min(1.0, t.fear[0] + leaders), min(1.0, t.fear[1] + staff)]


def decide_on_principal(p, t, rung):
    """Chances that the principal is removed, or promoted away, because of a rung."""
    t.removed = max(t.removed, min(1.0, rung.removal * p.accountability_pressure))
    t.promoted = max(t.promoted, rung.promotion)


def apply_person_rung(p, c, k, person_sd):  # eq. 67
    """Cutoff, consequences, and what everybody strives for next year."""
    rung, bottom = p.rungs[k], p.rungs[k].rule == BOTTOM
    cutoff = person_cutoff(c, rung.quota, bottom)
    for pool in c.pools:
        pool.rungs[k].cutoff = cutoff
    blur, worth = max(p.target_blur, person_sd * 0.5), rung_scale(p, rung)
    for t in c.towns:
        for cadre in t.cadres:
            cadre.drive += worth * normal_density((float(cadre.standing) - cutoff) / blur) / blur
        reached = [cadre for cadre in t.cadres if (float(cadre.score) > cutoff) != bottom]
        if t.cadres[0] in reached:
            decide_on_principal(p, t, rung)
        summons = rung.fear * p.accountability_pressure * len(reached) / t.n
        frighten(t, summons, summons)


def person_cutoff(c, quota, bottom):
    """A score above which stand just as many cadres as there are places (all but those, for a bottom rung)."""
    scores = [float(cadre.score) for cadre in everybody(c)]
    quota_of_all = int(quota * len(scores) + 1e-9) if quota > 0.0 else 0
    wanted = len(scores) - quota_of_all if bottom else quota_of_all
    low, high = -4.0, 4.0
    for _ in range(48):
        middle = 0.5 * (low + high)
        if len([x for x in scores if x > middle]) > wanted:
            low = middle
        else:
            high = middle
    return high
