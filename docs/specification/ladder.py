"""7.11 from readings to scores, ranks and consequences, every December: `sim/rules/ladder.py`."""

from .ballots import is_ballot
from .bonus import beyond_plan
from .contests import set_blurs
from .mathematics import log, normal_quantile, sqrt, sum_up
from .personal_ladder import (  # fmt: skip
    apply_person_rung,
    decide_on_principal,
    frighten,
    score_persons,
    smooth_personal_scores,
)
from .random_numbers import PERSONS
from .rungs import at_stake
from .scheme import BOTTOM, THRESHOLD, TOP


def score_township(p, c, t, month):  # eq. 64
    """Yearly score and judgement for posts, each with noise and without."""
    both = list(zip(c.readings, t.readings, strict=True))
    coefficient = p.class_coefficients[t.size_class]
    credit = p.classification * 0.25 * log(t.mean_difficulty)
    bonus = clean_bonus = p.bonus * t.ideas
    if p.verified_bonus > 0.0:
        noisy, clean = beyond_plan(p, c, t, month)
        methods = (1.0 - p.verified_bonus) * t.ideas
        bonus, clean_bonus = (p.bonus * (methods + p.verified_bonus * over) for over in (noisy, clean))
    added, clean_added = (t.points + more + credit - p.reference_own * t.own_best for more in (bonus, clean_bonus))
    t.score = coefficient * sum_up(weight.score_weight * mine.noisy for weight, mine in both) + added
    t.clean_score = coefficient * sum_up(weight.score_weight * mine.clean for weight, mine in both) + clean_added
    judged = sum_up((1.0 - p.track_link) * weight.judgement_weight * mine.noisy for weight, mine in both)
    t.post_score = judged + p.track_link * t.score
    judged = sum_up((1.0 - p.track_link) * weight.judgement_weight * mine.clean for weight, mine in both)
    t.clean_post = judged + p.track_link * t.clean_score


def update_standings(p, c):
    """Spread of scores by pool; standings of teams follow this year's scores without noise."""
    for number, pool in enumerate(c.pools):
        scores = [t.score for t in c.members(p, number)]
        if scores:
            pool.mean = sum_up(scores) / len(scores)
            pool.sd = sqrt(sum_up((x - pool.mean) * (x - pool.mean) for x in scores) / len(scores))
        else:
            pool.mean, pool.sd = 0.5, 0.03
        if p.within_class <= 0.5:
            pool.mean, pool.sd = c.pools[0].mean, c.pools[0].sd
    for t in c.towns:
        t.standing = 0.5 * t.standing + 0.5 * t.clean_score
        t.post_standing = 0.5 * t.post_standing + 0.5 * t.clean_post
        t.own_best = max(t.own_best, t.clean_score + p.reference_own * t.own_best)
        for mine in t.readings:
            mine.standing = 0.5 * mine.standing + 0.5 * mine.clean


def ranking(towns, judged, composite):
    """Best first; ties to the earlier code. By the yearly score or the judgement, whoever is under veto comes last."""
    return sorted(towns, key=lambda t: (t.vetoed if composite else 0.0, -judged(t)))


def judge(rung):
    """What a rung compares: a function from a township to a reading, the judgement for posts or the yearly score."""
    if rung.source >= 0.0:
        return lambda t: t.readings[int(rung.source)].noisy
    return (lambda t: t.post_score) if rung.post else (lambda t: t.score)


def expected(t, rung):
    """What a rung compares, without noise."""
    if rung.source >= 0.0:
        return t.readings[int(rung.source)].clean
    return t.clean_post if rung.post else t.clean_score


def believed_cutoff(towns, rung, mine):  # eq. 65
    """Score at which a quota rung is believed to begin.

    Scores to come are taken to be normal, with the mean and variance of this year's without noise, and the blur's.
    """
    scores = [expected(t, rung) for t in towns]
    mean = sum_up(scores) / len(scores)
    variance = sum_up((x - mean) * (x - mean) for x in scores) / len(scores)
    part = mine.places / len(scores)
    return mean + sqrt(variance + mine.blur * mine.blur) * normal_quantile(part if rung.rule == BOTTOM else 1.0 - part)


def apply_quota(p, c, number, k):
    """Consequences of quota rung k for the first or the last of a pool, and the cutoff that is believed from now on."""
    rung, mine, judged = p.rungs[k], c.pools[number].rungs[k], judge(p.rungs[k])
    order = ranking(c.members(p, number), judged, rung.source < 0.0)
    if mine.places <= 0.0:
        return
    border = int(len(order) - mine.places if rung.rule == BOTTOM else mine.places)
    for rank, t in enumerate(order):
        reached = rank >= border if rung.rule == BOTTOM else rank < border
        if t.vetoed > 0.0 and at_stake(rung):
            reached = rung.rule == BOTTOM
        if not reached:
            continue
        apply_consequences(p, t, rung)
        of_the_year = rung.source < 0.0 and not rung.post  # only the yearly score makes the first and the last
        if rung.rule == BOTTOM:
            t.extra_visits = 1.0
            t.bottom = 1.0 if of_the_year else t.bottom
        elif of_the_year and rung.quota <= 0.34:
            t.top = 1.0
    mine.cutoff = believed_cutoff(c.members(p, number), rung, mine)


def apply_threshold(p, c, number, k, month):
    """Consequences of threshold rung k for townships above it, or below it where the rung is a loss."""
    rung, judged, bar = p.rungs[k], judge(p.rungs[k]), c.pools[number].rungs[k].cutoff
    for t in c.members(p, number):
        liked = 0.0
        if p.person_impression > 0.0 and is_ballot(p, rung):
            liked = p.person_impression * c.random.normal(PERSONS, t.code, 0, 2, month)
        above = judged(t) + liked >= bar
        if above != (rung.loss > 0.5) and not (t.vetoed > 0.0 and at_stake(rung)):
            apply_consequences(p, t, rung)


def apply_consequences(p, t, rung):
    """What standing on a rung brings a township: funds, fear, a change of principal."""
    t.funds += rung.funds
    summons = rung.fear * p.accountability_pressure
    frighten(t, summons, p.shift_stops * summons)
    decide_on_principal(p, t, rung)


def climb(p, c, month):
    """The ladder, second part of phase 7, in December: scores, ranks, consequences, grades and funds."""
    for t in c.towns:
        t.top = t.bottom = t.extra_visits = t.removed = t.promoted = 0.0
        score_township(p, c, t, month)
        score_persons(p, c, t, month)
    set_blurs(p, c)
    update_standings(p, c)
    person_sd = smooth_personal_scores(c)
    for k, rung in enumerate(p.rungs):
        if rung.prize <= 0.0:
            continue
        if rung.person > 0.5:
            apply_person_rung(p, c, k, person_sd)
            continue
        for number in range(len(c.pools)):
            if rung.rule in (TOP, BOTTOM):
                apply_quota(p, c, number, k)
            elif rung.rule == THRESHOLD:
                apply_threshold(p, c, number, k, month)
    for number in range(len(c.pools)):
        order = ranking(c.members(p, number), lambda t: t.score, True)
        for rank, t in enumerate(order):
            t.grade = 1.0 - rank / (len(order) - 1.0) if len(order) > 1 else 0.5
    spent = sum_up(t.funds for t in c.towns) / len(c.towns) - 1.0
    for t in c.towns:
        t.funds = max(0.3, t.funds - spent)
