"""The ladder: from the year's readings to scores, ranks, grades and their consequences.

Concept K3 · rows B5, B7, B10 to B13, B15, B23, B25, D3, D5, D10, D13, D22 · phase 7 of the month, in December.
Comparison is inside a class or over the county. A quota is rounded down, but never to nobody and never to all.
What a rung does to people is believed through its slope (`rungs`); what it does in fact happens here: funds,
summons, special supervision, a principal moved or promoted. Persons have a ladder of their own (`personal_ladder`).
"""

from __future__ import annotations

from ..compile.kernel import kernel
from ..mathematics import log, normal_quantile, sqrt
from ..state.arrays import each_pool, each_reading, each_rung, each_township
from ..state.enumerations import Group, RungRule
from .ballots import MIDDLE, impression_of_leader
from .bonus import beyond_plan
from .contests import pool_size, set_blurs
from .personal_ladder import apply_person_rung, score_persons, smooth_personal_scores
from .production import LEAST_FUNDS
from .readings import LEAST_NOISE
from .rungs import at_stake, follows, is_loss, is_personal, is_ranked, pays_in_posts, pool_of

DIFFICULTY_CREDIT = 0.25  # points a log unit of difficulty takes from a level of one half (derived: x (1 - x))
HONOURED = 0.34  # widest quota that still counts as being ranked first (assumed; for outcome E7 only)
YEARLY_SCORE, POST_JUDGEMENT = -1, -2  # what a rung looks at, if not a reading


@kernel
def open_ladder(p, county):
    """What people believe of scores and borders before the first December."""
    for pool in each_pool(p):
        county.score_mean[pool], county.score_sd[pool] = MIDDLE, LEAST_NOISE
        for k in each_rung(p):
            county.cutoff[pool, k] = MIDDLE


@kernel
def score_township(p, county, t, month):
    """Yearly score and judgement for posts (eq. 64): weighted readings, points, difficulty, own best.

    Bonus points are for new methods or, as far as results must be verified, for what is read beyond the plan (eq. 155).
    """
    score, clean, post, clean_post = 0.0, 0.0, 0.0, 0.0
    for s in each_reading(p):
        score += county.score_weight[s] * t.reading[s]
        clean += county.score_weight[s] * t.clean[s]
        post += (1.0 - p.track_link) * county.judgement_weight[s] * t.reading[s]
        clean_post += (1.0 - p.track_link) * county.judgement_weight[s] * t.clean[s]
    credit = p.classification * DIFFICULTY_CREDIT * log(t.mean_difficulty)
    bonus = clean_bonus = p.bonus * t.ideas
    if p.verified_bonus > 0.0:
        over, clean_over = beyond_plan(p, county, t, month)
        bonus = p.bonus * ((1.0 - p.verified_bonus) * t.ideas + p.verified_bonus * over)
        clean_bonus = p.bonus * ((1.0 - p.verified_bonus) * t.ideas + p.verified_bonus * clean_over)
    coefficient = p.class_coefficient[t.size_class]
    t.score = coefficient * score + (t.points + bonus + credit - p.reference_own * t.own_best)
    t.clean_score = coefficient * clean + (t.points + clean_bonus + credit - p.reference_own * t.own_best)
    t.post_score = post + p.track_link * t.score
    t.clean_post = clean_post + p.track_link * t.clean_score


@kernel
def source_of(p, k):
    """What rung k looks at: a reading, or the composite of its track (YEARLY_SCORE or POST_JUDGEMENT)."""
    if p.rung_source[k] >= 0.0:
        return int(p.rung_source[k])
    return POST_JUDGEMENT if pays_in_posts(p, k) else YEARLY_SCORE


@kernel
def judged(t, source):
    """A township's yearly score, judgement for posts or reading, as `source` says."""
    if source == YEARLY_SCORE:
        return t.score
    return t.post_score if source == POST_JUDGEMENT else t.reading[source]


@kernel
def expected(t, source):
    """A township's yearly score, judgement for posts or reading without this year's noise, as `source` says."""
    if source == YEARLY_SCORE:
        return t.clean_score
    return t.clean_post if source == POST_JUDGEMENT else t.clean[source]


@kernel
def rank_of(p, county, towns, j, source, pool):
    """Units of the pool that stand before township j; ties go to the earlier code.

    By the yearly score and by the judgement for posts, townships under veto stand behind all others (`vetoes`).
    """
    ahead, own = 0.0, judged(towns[j], source)
    for k in each_township(county):
        if k != j and pool_of(p, towns[k]) == pool:
            other = judged(towns[k], source)
            first = other > own or (other == own and k < j)
            if source < 0 and towns[k].vetoed != towns[j].vetoed:
                first = towns[k].vetoed < towns[j].vetoed
            if first:
                ahead += 1.0
    return ahead


@kernel
def believed_cutoff(p, county, towns, k, pool):
    """Score at which people believe a quota rung to begin (eq. 65): the quantile of scores as they are, and of noise.

    From last year's scores without their noise, so that a contest of equals has the slope it should (eq. 62, T4).
    """
    source = source_of(p, k)
    n, mean, square = 0.0, 0.0, 0.0
    for j in each_township(county):
        if pool_of(p, towns[j]) == pool:
            n += 1.0
            mean += expected(towns[j], source)
    mean /= n
    for j in each_township(county):
        if pool_of(p, towns[j]) == pool:
            off = expected(towns[j], source) - mean
            square += off * off
    spread = sqrt(square / n + county.blur[pool, k] * county.blur[pool, k])
    part = county.places[pool, k] / n
    return mean + spread * normal_quantile(part if follows(p, k, RungRule.BOTTOM) else 1.0 - part)


@kernel
def apply_quota(p, county, towns, k, pool):
    """Give the first or the last of one pool the consequence of rung k, and set what people believe of its border.

    Whoever is under veto is not among the first and is among the last, however many these are (`vetoes`).
    """
    n, m, bottom = pool_size(p, county, towns, pool), county.places[pool, k], follows(p, k, RungRule.BOTTOM)
    if m <= 0.0:
        return
    source = source_of(p, k)
    for j in each_township(county):
        if pool_of(p, towns[j]) == pool:
            rank = rank_of(p, county, towns, j, source, pool)
            reached = rank >= n - m if bottom else rank < m
            if towns[j].vetoed > 0.0 and at_stake(p, k):
                reached = bottom
            if reached:
                apply_consequences(p, towns[j], k)
                mark_rank(p, towns[j], k)
    county.cutoff[pool, k] = believed_cutoff(p, county, towns, k, pool)


@kernel
def apply_threshold(p, county, towns, k, month):
    """Give every township above the threshold of rung k its consequence; where the rung is a loss, those below."""
    source = source_of(p, k)
    for j in each_township(county):
        impression = impression_of_leader(p, county, towns[j], k, month)
        above = judged(towns[j], source) + impression >= county.cutoff[pool_of(p, towns[j]), k]
        if above != is_loss(p, k) and not (towns[j].vetoed > 0.0 and at_stake(p, k)):
            apply_consequences(p, towns[j], k)


@kernel
def apply_consequences(p, t, k):
    """What befalls a team on rung k: funds, fear, a principal moved or promoted."""
    t.funds += p.rung_funds[k]
    summons = p.rung_fear[k] * p.accountability_pressure
    t.fear[Group.LEADERS] = min(1.0, t.fear[Group.LEADERS] + summons)
    t.fear[Group.STAFF] = min(1.0, t.fear[Group.STAFF] + p.shift_stops * summons)
    t.removed = max(t.removed, min(1.0, p.rung_removal[k] * p.accountability_pressure))
    t.promoted = max(t.promoted, p.rung_promotion[k])


@kernel
def mark_rank(p, t, k):
    """Special supervision for a team on a bottom rung; who counts as ranked first and last by the yearly score (E7)."""
    by_score = source_of(p, k) == YEARLY_SCORE
    if follows(p, k, RungRule.BOTTOM):
        t.extra_visits = 1.0
        t.bottom = max(t.bottom, 1.0 if by_score else 0.0)
    elif by_score and p.rung_quota[k] <= HONOURED:
        t.top = 1.0


@kernel
def spread_of_scores(p, county, towns, pool):
    """Mean and standard deviation of the yearly score in a pool: county.score_mean, county.score_sd."""
    n, mean, square = 0.0, 0.0, 0.0
    for j in each_township(county):
        if pool_of(p, towns[j]) == pool:
            n += 1.0
            mean += towns[j].score
    mean = mean / n if n > 0.0 else MIDDLE
    for j in each_township(county):
        if pool_of(p, towns[j]) == pool:
            square += (towns[j].score - mean) * (towns[j].score - mean)
    county.score_mean[pool] = mean
    county.score_sd[pool] = sqrt(square / n) if n > 0.0 else LEAST_NOISE


@kernel
def update_standings(p, county, towns):
    """Standings of teams are half last year's and half this one's, without the noise of their scores."""
    for pool in each_pool(p):
        spread_of_scores(p, county, towns, pool)
    if p.within_class <= 0.5:
        for pool in range(1, int(p.n_classes)):
            county.score_mean[pool] = county.score_mean[0]
            county.score_sd[pool] = county.score_sd[0]
    for j in each_township(county):
        t = towns[j]
        t.standing = 0.5 * t.standing + 0.5 * t.clean_score
        t.post_standing = 0.5 * t.post_standing + 0.5 * t.clean_post
        t.own_best = max(t.own_best, t.clean_score + p.reference_own * t.own_best)
        for s in each_reading(p):
            t.reading_standing[s] = 0.5 * t.reading_standing[s] + 0.5 * t.clean[s]


@kernel
def grade_township(p, county, towns, j):
    """Grade as a position in the pool, 0 last to 1 first; one half for a single township."""
    pool = pool_of(p, towns[j])
    n = pool_size(p, county, towns, pool)
    return 1.0 - rank_of(p, county, towns, j, YEARLY_SCORE, pool) / (n - 1.0) if n > 1.0 else 0.5


@kernel
def pay_for_prizes(county, towns):
    """Money is zero-sum inside the county (B12): whatever some win, all pay."""
    mean = 0.0
    for j in each_township(county):
        mean += towns[j].funds
    mean /= county.town_count
    for j in each_township(county):
        towns[j].funds = max(LEAST_FUNDS, towns[j].funds - (mean - 1.0))


@kernel
def climb(p, county, towns, portfolio, traits, month):
    """Phase 7, second part, in December: scores, standings, consequences, grades."""
    for j in each_township(county):
        t = towns[j]
        t.top = t.bottom = t.extra_visits = t.removed = t.promoted = 0.0
        score_township(p, county, t, month)
        score_persons(p, county, t, portfolio[j], traits[j], month)
    set_blurs(p, county, towns)
    update_standings(p, county, towns)
    person_sd = smooth_personal_scores(county, towns, traits)
    for k in each_rung(p):
        if p.rung_prize[k] <= 0.0:
            continue  # a rung of the catalogue that this regime does not use
        if is_personal(p, k):
            apply_person_rung(p, county, towns, traits, k, person_sd)
        elif is_ranked(p, k):
            for pool in each_pool(p):
                apply_quota(p, county, towns, k, pool)
        elif follows(p, k, RungRule.THRESHOLD):
            apply_threshold(p, county, towns, k, month)
    for j in each_township(county):
        towns[j].grade = grade_township(p, county, towns, j)
    pay_for_prizes(county, towns)
