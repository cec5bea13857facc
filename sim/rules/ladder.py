"""The ladder: from the year's readings to scores, ranks, grades and their consequences.

Concept K3 · rows B5, B7, B10 to B13, B15, B23, B25, D3, D5, D10, D13, D22 · phase 7 of the month, in December.
Comparison is inside a class or over the county. A quota is rounded down, but never to nobody and never to all.
What a rung does to people is believed through its slope (`worth`); what it does in fact happens here: funds,
summons, special supervision, a principal moved or promoted.
"""

from __future__ import annotations

from ..compile.kernel import kernel
from ..mathematics import log, normal_cdf, normal_density, normal_quantile, ordered_sum, sqrt
from ..state import random_numbers
from ..state.layout import DRIVE, OWN_SCORE, OWN_STANDING, PRESENT, PRINCIPAL
from .readings import composite_noise, reading_noise, reviews_a_year
from .worth import rung_scale

GRID = 160  # points of the quadrature of eq. 63, -8 to 8 (derived: twice as many move it by under 1e-15)
PERSON_BLUR = 0.08  # noise of a personal score (assumed)
DIFFICULTY_CREDIT = 0.25  # points a log unit of difficulty takes from a level of one half (derived: x (1 - x))
HONOURED = 0.34  # widest quota that still counts as being ranked first (assumed; for outcome E7 only)
FELT_BY_STAFF = 0.5  # part of a summons or warning that staff feel (assumed)


@kernel
def quota_places(quota, n):
    """Units on a quota rung (assumed rounding): down, but at least one and never all; none for quota 0."""
    if quota <= 0.0 or n < 2:
        return 0.0
    return min(max(1.0, float(int(quota * n + 1e-9))), n - 1.0)


@kernel
def rank_sensitivity(n, m):
    """K(n, m): gain in the chance of being among the m first of n per unit of score over noise (eq. 63; T4).

    The expected density of a standard normal at the m-th highest of the other n - 1.
    """
    ways = n - 1.0
    for i in range(1, int(m)):
        ways *= (n - 1.0 - i) / i
    total, step = 0.0, 16.0 / GRID
    for point in range(1, GRID):
        z = -8.0 + step * point
        below, density = normal_cdf(z), normal_density(z)
        chance = ways * density
        for _ in range(int(n - m) - 1):
            chance *= below
        for _ in range(int(m) - 1):
            chance *= 1.0 - below
        total += chance * density
    return total * step


@kernel
def rung_blur(noise, n, m):
    """Blur of a rank rung (eq. 62): what makes the slope at the cutoff that of a contest of equals (T4)."""
    upper = normal_quantile(1.0 - m / n)
    return noise * normal_density(upper) / rank_sensitivity(n, m)


@kernel
def rung_noise(p, county, k):
    """Noise of what a rung looks at: one reading, the yearly score, or the judgement for posts."""
    if p.rung_source[k] >= 0.0:
        return max(0.03, reading_noise(p, int(p.rung_source[k]), reviews_a_year(p)))
    return county.post_noise if p.rung_post[k] > 0.5 else county.score_noise


@kernel
def set_blurs(p, county, towns):
    """Refresh, for every pool and rung, how many units it holds and how noise blurs it."""
    county.score_noise = composite_noise(p, county.score_weight)
    county.post_noise = composite_noise(p, county.post_weight)
    for pool in range(3):
        n = pool_size(p, county, towns, pool)
        for k in range(int(p.n_rungs)):
            noise = rung_noise(p, county, k)
            if p.rung_rule[k] == 2.0 or p.rung_rule[k] == 3.0:
                m = quota_places(p.rung_quota[k], n)
                ranked = n - m if p.rung_rule[k] == 3.0 else m
                if m > 0.0 and (county.pool[pool, k] != n or county.slots[pool, k] != m):
                    county.unit_blur[pool, k] = rung_blur(1.0, n, ranked)
                county.pool[pool, k] = n
                county.slots[pool, k] = m
                county.blur[pool, k] = noise * county.unit_blur[pool, k]
            else:
                county.blur[pool, k] = noise
                county.cutoff[pool, k] = p.rung_threshold[k]


@kernel
def pool_of(p, t):
    """The pool a township is compared in: its class, or the whole county."""
    return t.size_class if p.within_class > 0.5 else 0


@kernel
def pool_size(p, county, towns, pool):
    n = 0.0
    for j in range(county.town_start, county.town_start + county.town_count):
        if pool_of(p, towns[j]) == pool:
            n += 1.0
    return n


@kernel
def score_township(p, county, t):
    """Yearly score and judgement for posts (eq. 64): weighted readings, points, difficulty, own best."""
    score, clean, post, clean_post = 0.0, 0.0, 0.0, 0.0
    for s in range(int(p.n_readings)):
        score += county.score_weight[s] * t.reading[s]
        clean += county.score_weight[s] * t.clean[s]
        post += (1.0 - p.track_link) * county.judgement_weight[s] * t.reading[s]
        clean_post += (1.0 - p.track_link) * county.judgement_weight[s] * t.clean[s]
    credit = p.classification * DIFFICULTY_CREDIT * log(t.mean_difficulty)
    added = t.points + p.bonus * t.ideas + credit - p.reference_own * t.own_best
    coefficient = p.class_coefficient[t.size_class]
    t.score = coefficient * score + added
    t.clean_score = coefficient * clean + added
    t.post_score = post + p.track_link * t.score
    t.clean_post = clean_post + p.track_link * t.clean_score


@kernel
def rank_of(p, county, towns, j, source, pool):
    """Units of the pool that stand before township j; ties go to the earlier code."""
    ahead = 0.0
    for k in range(county.town_start, county.town_start + county.town_count):
        if k != j and pool_of(p, towns[k]) == pool:
            here, there = judged(towns[j], source), judged(towns[k], source)
            if there > here or (there == here and k < j):
                ahead += 1.0
    return ahead


@kernel
def judged(t, source):
    """What a rung looks at: -1 the yearly score, -2 the judgement for posts, else a reading."""
    if source == -1.0:
        return t.score
    if source == -2.0:
        return t.post_score
    return t.reading[int(source)]


@kernel
def rung_source(p, k):
    """The source of a rung: its reading, or the composite of its track."""
    if p.rung_source[k] >= 0.0:
        return p.rung_source[k]
    return -2.0 if p.rung_post[k] > 0.5 else -1.0


@kernel
def expected(t, source):
    """What a rung looks at, as `judged` gives it, without the luck of this year's readings."""
    if source == -1.0:
        return t.clean_score
    if source == -2.0:
        return t.clean_post
    return t.clean[int(source)]


@kernel
def believed_cutoff(p, county, towns, k, pool, m, bottom):
    """Where people believe the border of a quota to lie (eq. 65): the quantile of scores as they are, and of noise.

    From last year's scores without their luck, so that a contest of equals has the slope it should (eq. 62, T4).
    """
    source = rung_source(p, k)
    n, mean, square = 0.0, 0.0, 0.0
    for j in range(county.town_start, county.town_start + county.town_count):
        if pool_of(p, towns[j]) == pool:
            n += 1.0
            mean += expected(towns[j], source)
    mean /= n
    for j in range(county.town_start, county.town_start + county.town_count):
        if pool_of(p, towns[j]) == pool:
            off = expected(towns[j], source) - mean
            square += off * off
    spread = sqrt(square / n + county.blur[pool, k] * county.blur[pool, k])
    return mean + spread * normal_quantile(m / n if bottom else 1.0 - m / n)


@kernel
def apply_rung(p, county, towns, k, pool):
    """Give every unit on one team rung of one pool its consequence, and set what people believe of its border."""
    source = rung_source(p, k)
    n = pool_size(p, county, towns, pool)
    ranked = p.rung_rule[k] == 2.0 or p.rung_rule[k] == 3.0
    bottom = p.rung_rule[k] == 3.0
    m = county.slots[pool, k] if ranked else 0.0
    if ranked and m <= 0.0:
        return
    for j in range(county.town_start, county.town_start + county.town_count):
        t = towns[j]
        if pool_of(p, t) != pool:
            continue
        if ranked:
            rank = rank_of(p, county, towns, j, source, pool)
            reached = rank >= n - m if bottom else rank < m
        else:
            above = judged(t, source) >= p.rung_threshold[k]
            reached = not above if p.rung_loss[k] > 0.5 else above
        if reached:
            consequence(p, t, k, bottom)
    if ranked:
        county.cutoff[pool, k] = believed_cutoff(p, county, towns, k, pool, m, bottom)


@kernel
def consequence(p, t, k, bottom):
    """What befalls a team on a rung: funds, fear, special supervision, a principal moved."""
    t.funds += p.rung_funds[k]
    felt = p.rung_fear[k] * p.accountability_pressure
    t.fear[0] = min(1.0, t.fear[0] + felt)
    t.fear[1] = min(1.0, t.fear[1] + FELT_BY_STAFF * felt)
    t.removed = max(t.removed, min(1.0, p.rung_removal[k] * p.accountability_pressure))
    t.promoted = max(t.promoted, p.rung_promotion[k])
    by_score = p.rung_source[k] < 0.0 and p.rung_post[k] < 0.5
    if bottom:
        t.extra_visits = 1.0
        t.bottom = max(t.bottom, 1.0 if by_score else 0.0)
    elif by_score and p.rung_rule[k] == 2.0 and p.rung_quota[k] <= HONOURED:
        t.top = 1.0


@kernel
def personal_scores(p, t, portfolio, traits, key, month):
    """Scores of a township's cadres (eq. 66; B15): the team's, and their own portfolio at their own work."""
    fields, n = int(p.n_fields), t.lanes
    for i in range(n):
        traits[OWN_SCORE, i] = 0.0
    for d in range(fields):
        claim = t.level[d] + (1.0 - t.level[d]) * t.fabricated[d]
        value = t.weight[d] * ((1.0 - p.trace_weight) * claim + p.trace_weight * t.traces[d])
        for i in range(n):
            traits[OWN_SCORE, i] += portfolio[d, i] * value
    for i in range(n):
        present = traits[PRESENT, i]
        own = traits[OWN_SCORE, i] + PERSON_BLUR * random_numbers.normal_at(key, i, 1, month)
        team = traits[PRINCIPAL, i] + (1.0 - traits[PRINCIPAL, i]) * p.team_share
        traits[OWN_SCORE, i] = present * (team * t.score + (1.0 - team) * own)


@kernel
def person_cutoff(county, towns, traits, quota, bottom):
    """Score that a quota of the county's cadres stand above, by bisection (forced distribution of persons)."""
    people, low, high = 0.0, -4.0, 4.0
    for j in range(county.town_start, county.town_start + county.town_count):
        people += towns[j].cadres
    places = float(int(quota * people + 1e-9)) if quota > 0.0 else 0.0
    wanted = people - places if bottom else places
    for _ in range(48):
        middle, above = 0.5 * (low + high), 0.0
        for j in range(county.town_start, county.town_start + county.town_count):
            for i in range(towns[j].lanes):
                above += traits[j, PRESENT, i] if traits[j, OWN_SCORE, i] > middle else 0.0
        if above > wanted:
            low = middle
        else:
            high = middle
    return high


@kernel
def apply_person_rung(p, county, towns, traits, k):
    """One rung of the personal ladder: cutoff, and the slope everybody believes in next year (eq. 67)."""
    bottom = p.rung_rule[k] == 3.0
    cutoff = person_cutoff(county, towns, traits, p.rung_quota[k], bottom)
    for pool in range(3):
        county.cutoff[pool, k] = cutoff
    blur = max(PERSON_BLUR, county.person_sd * 0.5)
    size = rung_scale(p, k)
    for j in range(county.town_start, county.town_start + county.town_count):
        t = towns[j]
        reached = 0.0
        for i in range(t.lanes):
            z = (traits[j, OWN_STANDING, i] - cutoff) / blur
            traits[j, DRIVE, i] += traits[j, PRESENT, i] * size * normal_density(z) / blur
            beyond = traits[j, OWN_SCORE, i] <= cutoff if bottom else traits[j, OWN_SCORE, i] > cutoff
            reached += traits[j, PRESENT, i] if beyond else 0.0
        first_out = traits[j, OWN_SCORE, 0] <= cutoff if bottom else traits[j, OWN_SCORE, 0] > cutoff
        if first_out:  # the principal's own grade decides on the principal's post
            t.removed = max(t.removed, min(1.0, p.rung_removal[k] * p.accountability_pressure))
            t.promoted = max(t.promoted, p.rung_promotion[k])
        felt = p.rung_fear[k] * p.accountability_pressure * reached / t.cadres
        t.fear[0] = min(1.0, t.fear[0] + felt)
        t.fear[1] = min(1.0, t.fear[1] + felt)
        t.person_grades[k] = reached


@kernel
def update_standings(p, county, towns, traits):
    """Standings are half last year's and half this one's; the team's is without the luck of its score."""
    for pool in range(3):
        n, mean, square = 0.0, 0.0, 0.0
        for j in range(county.town_start, county.town_start + county.town_count):
            if pool_of(p, towns[j]) == pool:
                n += 1.0
                mean += towns[j].score
        mean = mean / n if n > 0.0 else 0.5
        for j in range(county.town_start, county.town_start + county.town_count):
            if pool_of(p, towns[j]) == pool:
                square += (towns[j].score - mean) * (towns[j].score - mean)
        county.score_mean[pool] = mean
        county.score_sd[pool] = sqrt(square / n) if n > 0.0 else 0.05
    if p.within_class <= 0.5:
        for pool in range(1, 3):
            county.score_mean[pool] = county.score_mean[0]
            county.score_sd[pool] = county.score_sd[0]
    people, mean, square = 0.0, 0.0, 0.0
    for j in range(county.town_start, county.town_start + county.town_count):
        t = towns[j]
        t.standing = 0.5 * t.standing + 0.5 * t.clean_score
        t.post_standing = 0.5 * t.post_standing + 0.5 * t.clean_post
        t.own_best = max(t.own_best, t.clean_score + p.reference_own * t.own_best)
        for s in range(int(p.n_readings)):
            t.reading_standing[s] = 0.5 * t.reading_standing[s] + 0.5 * t.clean[s]
        for i in range(t.lanes):
            traits[j, OWN_STANDING, i] = 0.5 * traits[j, OWN_STANDING, i] + 0.5 * traits[j, OWN_SCORE, i]
            traits[j, DRIVE, i] = 0.0
        people += t.cadres
        mean += ordered_sum(traits[j, OWN_SCORE], t.lanes)
    mean /= people
    for j in range(county.town_start, county.town_start + county.town_count):
        t = towns[j]
        for i in range(t.lanes):
            square += traits[j, PRESENT, i] * (traits[j, OWN_SCORE, i] - mean) * (traits[j, OWN_SCORE, i] - mean)
    county.person_sd = sqrt(square / people)


@kernel
def grade_township(p, county, towns, j):
    """Grade as a position in the pool, 0 last to 1 first."""
    pool = pool_of(p, towns[j])
    n = pool_size(p, county, towns, pool)
    return 1.0 - rank_of(p, county, towns, j, -1.0, pool) / (n - 1.0) if n > 1.0 else 0.5


@kernel
def climb(p, county, towns, portfolio, traits, keys, month):
    """Phase 7, second part, in December: scores, grades, consequences, standings. keys: addresses of the year."""
    first, last = county.town_start, county.town_start + county.town_count
    for j in range(first, last):
        t = towns[j]
        t.top = t.bottom = t.extra_visits = t.removed = t.promoted = 0.0
        score_township(p, county, t)
        personal_scores(p, t, portfolio[j], traits[j], keys[j - first], month)
    set_blurs(p, county, towns)
    update_standings(p, county, towns, traits)
    for k in range(int(p.n_rungs)):
        if p.rung_prize[k] <= 0.0:
            continue  # a rung of the catalogue that this regime does not use
        if p.rung_person[k] > 0.5:
            apply_person_rung(p, county, towns, traits, k)
        elif p.rung_rule[k] == 2.0 or p.rung_rule[k] == 3.0 or p.rung_rule[k] == 1.0:
            for pool in range(3):
                if pool_size(p, county, towns, pool) > 0.0:
                    apply_rung(p, county, towns, k, pool)
    mean = 0.0
    for j in range(first, last):
        towns[j].grade = grade_township(p, county, towns, j)
        mean += towns[j].funds
    mean /= county.town_count
    for j in range(first, last):
        # Money is zero-sum inside the county (B12): whatever some win, all pay.
        towns[j].funds = max(0.3, towns[j].funds - (mean - 1.0))
