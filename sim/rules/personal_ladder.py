"""The personal ladder: scores of cadres, forced distribution of persons, and what it makes them strive for.

Concept K3 · rows B7, B10, B15, B28 · phase 7 of the month, in December.
A cadre's score is partly the team's and partly the own portfolio's. A quota of the county's cadres stands above a
cutoff, or below it; next year everybody strives by the density of the own standing at that cutoff.
Arrays: traits (townships, traits, cadres), or (traits, cadres) of one township. Scores of persons are compared with a
cutoff, and summed, in double precision.
"""

from __future__ import annotations

from ..compile.kernel import kernel
from ..mathematics import HALF, ONE, ZERO, double, normal_density, ordered_sum, single, sqrt
from ..state import random_numbers
from ..state.arrays import each_field, each_pool, each_township
from ..state.enumerations import GROUPS, RungRule, Trait
from .rungs import follows, rung_scale

SCORE_SLOT = 1
BISECTIONS = 48  # of the scores up to the farthest (derived: to the last bit)
FARTHEST = 4.0  # score, up or down (derived: readings weigh one in all, points and bonus less)


@kernel
def score_persons(p, county, t, portfolio, traits, month):
    """Scores of a township's cadres (eq. 66; B15): the team's, and their own portfolio at their own work."""
    key = random_numbers.of_township(county, t, random_numbers.PERSONS)
    for i in range(t.padded_cadres):
        traits[Trait.SCORE, i] = ZERO
    for d in each_field(p):
        claim = t.level[d] + (1.0 - t.level[d]) * t.fabricated[d]
        value = t.weight[d] * ((1.0 - p.trace_weight) * claim + p.trace_weight * t.traces[d])
        if p.information_need > 0.0:  # what no indicator tells is taken to be as everywhere (eq. 152)
            usual = (1.0 - p.trace_weight) * county.mean_claim[d] + p.trace_weight * county.mean_traces[d]
            value = county.coverage[d] * value + (1.0 - county.coverage[d]) * t.weight[d] * usual
        each = single(value)
        for i in range(t.padded_cadres):
            traits[Trait.SCORE, i] += portfolio[d, i] * each
    mixed, score = single(p.team_share), single(t.score)
    for i in range(t.padded_cadres):
        noise = single(p.target_blur * random_numbers.normal_at(key, i, SCORE_SLOT, month))
        own = traits[Trait.SCORE, i] + noise
        team = traits[Trait.PRINCIPAL, i] + (ONE - traits[Trait.PRINCIPAL, i]) * mixed
        traits[Trait.SCORE, i] = traits[Trait.PRESENT, i] * (team * score + (ONE - team) * own)


@kernel
def smooth_personal_scores(county, towns, traits):
    """Standings of persons are half last year's and half this one's; what they strive for begins anew.

    Returns the standard deviation of this year's personal scores.
    """
    people, mean, square = 0.0, 0.0, 0.0
    for j in each_township(county):
        t = towns[j]
        for i in range(t.padded_cadres):
            traits[j, Trait.STANDING, i] = HALF * traits[j, Trait.STANDING, i] + HALF * traits[j, Trait.SCORE, i]
            traits[j, Trait.DRIVE, i] = ZERO
        people += t.cadres
        mean += ordered_sum(traits[j, Trait.SCORE], t.padded_cadres)
    mean /= people
    for j in each_township(county):
        for i in range(towns[j].padded_cadres):
            off = double(traits[j, Trait.SCORE, i]) - mean
            square += double(traits[j, Trait.PRESENT, i]) * off * off
    return sqrt(square / people)


@kernel
def person_cutoff(county, towns, traits, quota, bottom):
    """Score that a quota of the county's cadres stand above, by bisection; all but the quota, for a bottom rung."""
    people, low, high = 0.0, -FARTHEST, FARTHEST
    for j in each_township(county):
        people += towns[j].cadres
    places = float(int(quota * people + 1e-9)) if quota > 0.0 else 0.0
    wanted = people - places if bottom else places
    for _ in range(BISECTIONS):
        middle, above = 0.5 * (low + high), 0.0
        for j in each_township(county):
            for i in range(towns[j].padded_cadres):
                above += double(traits[j, Trait.PRESENT, i]) if double(traits[j, Trait.SCORE, i]) > middle else 0.0
        if above > wanted:
            low = middle
        else:
            high = middle
    return high


@kernel
def apply_person_rung(p, county, towns, traits, k, person_sd):
    """Rung k of the personal ladder: cutoff, consequences, and the slope everybody believes in next year (eq. 67).

    person_sd: standard deviation of this year's personal scores.
    """
    bottom = follows(p, k, RungRule.BOTTOM)
    cutoff = person_cutoff(county, towns, traits, p.rung_quota[k], bottom)
    for pool in each_pool(p):
        county.cutoff[pool, k] = cutoff
    blur = max(p.target_blur, person_sd * 0.5)
    size = rung_scale(p, k)
    for j in each_township(county):
        t = towns[j]
        reached = 0.0
        for i in range(t.padded_cadres):
            z, present = (double(traits[j, Trait.STANDING, i]) - cutoff) / blur, double(traits[j, Trait.PRESENT, i])
            traits[j, Trait.DRIVE, i] += single(present * size * normal_density(z) / blur)
            beyond = (double(traits[j, Trait.SCORE, i]) > cutoff) != bottom
            reached += present if beyond else 0.0
        if (
            double(traits[j, Trait.SCORE, 0]) > cutoff
        ) != bottom:  # the principal's own grade decides on the principal's post
            t.removed = max(t.removed, min(1.0, p.rung_removal[k] * p.accountability_pressure))
            t.promoted = max(t.promoted, p.rung_promotion[k])
        summons = p.rung_fear[k] * p.accountability_pressure * reached / t.cadres
        for group in range(GROUPS):
            t.fear[group] = min(1.0, t.fear[group] + summons)
        t.person_grades[k] = reached
