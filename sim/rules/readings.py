"""Readings: the ways in which superiors, peers and citizens look at performance, and what each sees.

Concept K2 · rows A5, A8, B6 to B9, B11, B13 to B15, B20, B21, B24, B26, C2, C14, D9, D11, D16, D17, D20 ·
phase 7 of the month. A reading sees the claim, the documents and the showcases, is pulled towards the mean by
lenient raters and towards the last impression by untrained ones, and is blurred by noise that a larger
sample reduces and too many reviews increase.
"""

from __future__ import annotations

from ..compile.kernel import kernel
from ..mathematics import sqrt
from ..state import random_numbers
from ..state.arrays import each_field, each_reading
from .detection import passed_on
from .horizons import months_to
from .production import benefit
from .weights import DATA_SEES

SIGNED = 0.2  # how much more careful, and more lenient, signed ratings are (assumed; B26)
FATIGUE = 0.05  # noise added by each further review a year (assumed; B26)
HALO = 0.3  # pull of last year's standing on untrained raters (assumed; A8)
LEAST_NOISE = 0.03  # standard deviation of a score that no reading blurs (assumed)
LEAST_SPREAD = 0.01  # least spread or blur that people believe in (assumed)


@kernel
def counts(p, s):
    """Whether reading s counts for the yearly score or for posts."""
    return p.reading_weight[s] + p.reading_post_weight[s] > 0.0


@kernel
def seen_through(p, s):
    """Share of fabrication that reading s sees through: its own independence and automatic data (B14, B20)."""
    return 1.0 - (1.0 - p.reading_seen[s]) * (1.0 - DATA_SEES * p.data * (1.0 - p.reading_human[s]))


@kernel
def leniency(p, s):
    """Pull of reading s to the mean, 0 to 1: quotas in the ballot and trained assessors reduce it (B7, C14, D20)."""
    human = p.reading_leniency[s] + SIGNED * p.reading_signed[s]
    return min(1.0, human * (1.0 - p.reading_quota[s])) * (1.0 - 0.5 * p.assessor_quality)


@kernel
def field_basis(p, county, t, s, d):
    """Weight of field d in what reading s responds to: by points, by need, or by latent achievement (B8, D9, D11).

    By points and by latent achievement it sees as far as indicators cover the field (eq. 152).
    """
    need, latent = p.reading_need_basis[s], p.reading_latent_basis[s]
    by_points, seen = max(0.0, 1.0 - need - latent), county.coverage[d]
    return by_points * t.weight[d] * seen + need * t.need[d] + latent * t.need[d] * p.field_latent[d] * 2.0 * seen


@kernel
def impression(p, s):
    """How far showcases impress reading s: only where they are prepared for it (B20, D16)."""
    return p.reading_shine[s] * p.reading_announced[s] * (1.0 - p.reading_independence[s])


@kernel
def impressed(shine):
    """Impression that a stock of showcases makes, 0 to 1 (eq. 28): a second showcase adds less than the first."""
    return shine / (1.0 + shine)


@kernel
def reviews_a_year(p):
    """Reviews by people that count, in a year (B26)."""
    total = 0.0
    for s in each_reading(p):
        if counts(p, s):
            total += p.reading_human[s] * 12.0 / p.reading_period[s]
    return total


@kernel
def reading_noise(p, county, s, reviews):
    """Standard deviation of reading s (eq. 60): rater's noise over the root of the sample, and fatigue by `reviews`.

    It grows where few indicators tell what counts, except for those who see for themselves what they need (eq. 151).
    """
    human = p.reading_human[s]
    tired = 1.0 + human * FATIGUE * max(0.0, reviews - 1.0)
    careful = (1.0 - 0.5 * human * p.assessor_quality) * (1.0 - SIGNED * p.reading_signed[s])
    blind = 1.0 + county.unmeasured * (1.0 - p.reading_need_basis[s])
    return p.reading_noise[s] / sqrt(p.reading_sample[s]) * tired * careful * blind


@kernel
def composite_noise(p, county, weights):
    """Standard deviation of the yearly score, or of the judgement for posts, from the weights of readings (B12)."""
    total, reviews = LEAST_NOISE * LEAST_NOISE, reviews_a_year(p)
    for s in each_reading(p):
        sd = weights[s] * reading_noise(p, county, s, reviews)
        total += sd * sd * p.reading_period[s] / 12.0
    return sqrt(total)


@kernel
def clustered(p, d, own, around):
    """A level as assessed: mixed with the neighbours' where work spills over and clusters count (B21)."""
    part = p.cluster * p.field_spill[d]
    return (1.0 - part) * own + part * around


@kernel
def shown_in_field(p, t, s, d, around):
    """What reading s would see of field d, if indicators told all; `around`: neighbours' mean levels."""
    documents = p.trace_weight * p.reading_trace[s]
    level = clustered(p, d, t.level[d], around[d])
    claim = level + (1.0 - level) * t.fabricated[d] * (1.0 - seen_through(p, s))
    return (1.0 - documents) * benefit(p, claim) + documents * t.traces[d]


@kernel
def shown(p, county, t, s, around):
    """What reading s shows of a township before leniency and noise (eq. 61), and what it does not see (eq. 152).

    around: neighbours' mean levels. What it does not see is for want of indicators.
    """
    need, latent = p.reading_need_basis[s], p.reading_latent_basis[s]
    by_points, total, left_out = max(0.0, 1.0 - need - latent), 0.0, 0.0
    for d in each_field(p):
        seen = shown_in_field(p, t, s, d, around)
        weight = by_points * t.weight[d] + latent * t.need[d] * p.field_latent[d] * 2.0
        total += field_basis(p, county, t, s, d) * seen
        left_out += (1.0 - county.coverage[d]) * weight * seen
    return total + impression(p, s) * impressed(t.shine) - p.reading_offence[s] * t.offence, left_out


@kernel
def average_neighbours(p, county, towns, t, around):
    """Mean true level of a township's neighbours, by field, written to `around` (fields,)."""
    for d in each_field(p):
        around[d] = 0.0
        for k in range(t.neighbours):
            around[d] += towns[county.town_start + t.neighbour[k]].level[d]
        around[d] /= t.neighbours


@kernel
def book_points(p, county, t, month):
    """Points lost at once, by incidents and cards (B11, B15); in January the year's readings and points begin anew."""
    if month % 12 == 0:
        t.points = 0.0
        for s in each_reading(p):
            t.reading[s] = t.clean[s] = 0.0
    for d in each_field(p):
        t.points -= p.deduction * t.incident[d] * t.assessed[d]
        t.points -= p.deduction * t.weight[d] * (p.event_neglect * t.neglected[d] * passed_on(county, d))
        t.points -= p.cards * p.lights * t.weight[d] * county.coverage[d] * t.red[d]


@kernel
def take_readings(p, county, towns, b, values, month):
    """Phase 7, first part: every reading due this month, for all townships of a county.

    Adds to the year's `reading` and, without noise, `clean` of each township. values: buffer (townships,).
    """
    first, count = county.town_start, county.town_count
    reviews = reviews_a_year(p)
    for s in each_reading(p):
        period = int(p.reading_period[s])
        if months_to(period, month) != 1:
            continue
        halo = HALO * p.reading_human[s] * (1.0 - p.assessor_quality) * (1.0 - p.reading_independence[s])
        mean, rest = 0.0, 0.0  # rest: what is not seen, taken to be as everywhere
        for j in range(count):
            if p.cluster > 0.0:  # else nobody looks at it
                average_neighbours(p, county, towns, towns[first + j], b.neighbours_level)
            values[j], left_out = shown(p, county, towns[first + j], s, b.neighbours_level)
            rest += left_out
        rest /= count
        for j in range(count):
            t = towns[first + j]
            values[j] = values[j] + rest + halo * (t.standing - county.score_mean[t.size_class])
            mean += values[j]
        mean /= count
        sd, lenient = reading_noise(p, county, s, reviews), leniency(p, s)
        for j in range(count):
            t = towns[first + j]
            key = random_numbers.of_township(county, t, random_numbers.READINGS)
            clean = mean + (1.0 - lenient) * (values[j] - mean)
            noisy = clean + sd * random_numbers.normal_at(key, int(p.reading_key[s]), 0, month)
            t.clean[s] += clean * period / 12.0
            t.reading[s] += noisy * period / 12.0
