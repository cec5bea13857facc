"""Readings: how performance is looked at, and what each looker sees.

Concept K2 · rows A5, A8, B6, B9, B13, B14, B20, B21, B24, B26, C2, C14, D9, D11, D16, D17, D20 ·
phase 7 of the month. A reading sees the claim, the documents and the shine, is pulled towards the mean by
lenient raters and towards the last impression by untrained ones, and is blurred by noise that a larger
sample reduces and too many reviews increase.
"""

from __future__ import annotations

from ..compile.kernel import kernel
from ..mathematics import sqrt
from ..state import random_numbers
from .production import benefit
from .worth import field_basis, impressed, impression, months_to

FATIGUE = 0.05  # noise added by each further review a year (assumed; B26)
HALO = 0.3  # pull of last year's standing on untrained raters (assumed; A8)


@kernel
def reviews_a_year(p):
    """Reviews by people that count, in a year (B26)."""
    total = 0.0
    for s in range(int(p.n_readings)):
        if p.reading_weight[s] + p.reading_post_weight[s] > 0.0:
            total += p.reading_human[s] * 12.0 / p.reading_period[s]
    return total


@kernel
def reading_noise(p, s, reviews):
    """Standard deviation of one reading (eq. 60): rater's noise over the root of the sample, and fatigue."""
    human = p.reading_human[s]
    tired = 1.0 + human * FATIGUE * max(0.0, reviews - 1.0)
    careful = (1.0 - 0.5 * human * p.assessor_quality) * (1.0 - 0.3 * p.reading_signed[s])
    return p.reading_noise[s] / sqrt(p.reading_sample[s]) * tired * careful


@kernel
def composite_noise(p, weights):
    """Standard deviation of the yearly score, or of the judgement for posts, from the weights of readings (B12)."""
    total, reviews = 0.03 * 0.03, reviews_a_year(p)
    for s in range(int(p.n_readings)):
        sd = weights[s] * reading_noise(p, s, reviews)
        total += sd * sd * p.reading_period[s] / 12.0
    return sqrt(total)


@kernel
def clustered(p, t, d, own, around):
    """A level as assessed: mixed with the neighbours' where work spills over and clusters count (B21)."""
    part = p.cluster * p.field_spill[d]
    return (1.0 - part) * own + part * around


@kernel
def shown(p, county, t, s, around):
    """What one reading shows of a township before leniency and noise (eq. 61); `around`: neighbours' levels."""
    documents = p.trace_weight * p.reading_trace[s]
    seen = county.sees[s]
    total = 0.0
    for d in range(int(p.n_fields)):
        level = clustered(p, t, d, t.level[d], around[d])
        claim = level + (1.0 - level) * t.fabricated[d] * (1.0 - seen)
        total += field_basis(p, t, s, d) * ((1.0 - documents) * benefit(p, claim) + documents * t.traces[d])
    return total + impression(p, s) * impressed(t.shine) - p.reading_offence[s] * t.offence


@kernel
def take_readings(p, county, towns, around, column, seed_keys, month):
    """Phase 7, first part: every reading due this month, for all townships of a county.

    around: scratch (fields,); column: scratch (townships,); seed_keys: addresses (townships,).
    """
    first, count = county.town_start, county.town_count
    reviews = reviews_a_year(p)
    for s in range(int(p.n_readings)):
        period = int(p.reading_period[s])
        if months_to(period, month) != 1:
            continue
        mean = 0.0
        for j in range(count):
            t = towns[first + j]
            for d in range(int(p.n_fields)):
                around[d] = 0.0
                for k in range(t.neighbours):
                    around[d] += towns[first + t.neighbour[k]].level[d]
                around[d] /= t.neighbours
            column[j] = shown(p, county, t, s, around)
            halo = HALO * p.reading_human[s] * (1.0 - p.assessor_quality) * (1.0 - p.reading_independence[s])
            column[j] += halo * (t.standing - county.score_mean[t.size_class])
            mean += column[j]
        mean /= count
        sd, lenient = reading_noise(p, s, reviews), county.pull[s]
        for j in range(count):
            t = towns[first + j]
            clean = mean + (1.0 - lenient) * (column[j] - mean)
            noisy = clean + sd * random_numbers.normal_at(seed_keys[j], int(p.reading_key[s]), 0, month)
            t.clean[s] += clean * period / 12.0
            t.reading[s] += noisy * period / 12.0
