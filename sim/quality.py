"""Quality of the yearly assessment (E7): how far scores and ranks agree with what was in fact achieved.

Assessed in December, after the ladder, and kept in the county's record until the next; nothing of it feeds back into
the dynamics. Townships count equally. `scores`, `truth` and so on are arrays by township of one county.
"""

from __future__ import annotations

from .compile.kernel import kernel
from .mathematics import sqrt
from .state.arrays import each_field, each_township

BIN = 0.02  # bunching: width of the bin that begins at the target, and of those beside it (assumed; V1)
EDGE = 1e-9  # what rounding may take off a claim that was raised to its target (derived)
MONTHS_BEFORE = 11.0  # months of a year before December (derived)


@kernel
def note_outcomes(p, county, towns, buffers):
    """Write scores and true outcomes of all townships to the buffers (E7).

    The adjusted outcome is that at average difficulty: a level's odds are multiplied by the difficulty. The one at
    average capacity too divides them by what the township's organisation can do (eq. 163).
    """
    for j in range(county.town_count):
        t = towns[county.town_start + j]
        buffers.score[j], buffers.clean[j] = t.score, t.clean_score
        buffers.outcome[j] = buffers.adjusted[j] = buffers.able[j] = 0.0
        for d in each_field(p):
            odds = t.level[d] / (1.0 - t.level[d]) * t.difficulty[d]
            buffers.outcome[j] += t.need[d] * t.level[d]
            buffers.adjusted[j] += t.need[d] * odds / (1.0 + odds)
            odds /= t.capacity
            buffers.able[j] += t.need[d] * odds / (1.0 + odds)


@kernel
def mid_rank(n, values, j):
    """Rank of the j-th of n values from below, from 0; equal values share the mean of their ranks."""
    below, equal = 0.0, 0.0
    for k in range(n):
        below += 1.0 if values[k] < values[j] else 0.0
        equal += 1.0 if values[k] == values[j] else 0.0
    return below + 0.5 * (equal - 1.0)


@kernel
def rank_correlation(n, one, other):
    """Spearman's correlation of n pairs of values; 0 where either does not vary."""
    middle = 0.5 * (float(n) - 1.0)
    both = first = second = 0.0
    for j in range(n):
        x, y = mid_rank(n, one, j) - middle, mid_rank(n, other, j) - middle
        both += x * y
        first += x * x
        second += y * y
    return both / sqrt(first * second) if first * second > 0.0 else 0.0


@kernel
def place_in_class(county, towns, values, j):
    """Mid-rank of township j among those of its size class, from the middle of the class."""
    below, equal, size = 0.0, 0.0, 0.0
    for k in range(county.town_count):
        if towns[county.town_start + k].size_class == towns[county.town_start + j].size_class:
            size += 1.0
            below += 1.0 if values[k] < values[j] else 0.0
            equal += 1.0 if values[k] == values[j] else 0.0
    return below + 0.5 * (equal - 1.0) - 0.5 * (size - 1.0)


@kernel
def correlation_in_classes(county, towns, one, other):
    """Correlation of ranks inside size classes, all classes together (eq. 164); 0 where either does not vary."""
    both = first = second = 0.0
    for j in range(county.town_count):
        x, y = place_in_class(county, towns, one, j), place_in_class(county, towns, other, j)
        both += x * y
        first += x * x
        second += y * y
    return both / sqrt(first * second) if first * second > 0.0 else 0.0


@kernel
def note_paper(p, county, towns, month):
    """Every month: paper of the year so far, and in December how far it exceeds an even year (E1; eq. 165)."""
    paper = 0.0
    for j in each_township(county):
        for d in each_field(p):
            paper += towns[j].paper[d]
    if month % 12 == 11:
        county.cramming = MONTHS_BEFORE * paper / county.paper_before if county.paper_before > 0.0 else 1.0
        county.paper_before = 0.0
    else:
        county.paper_before += paper


@kernel
def graded_wrongly(county, towns, truth, last):
    """Share of last-ranked that are not truly last, or of truly first that were not ranked first; 0 without any."""
    n, marked, wrong = county.town_count, 0.0, 0.0
    for j in each_township(county):
        marked += towns[j].bottom if last else towns[j].top
    for j in range(n):
        t, rank = towns[county.town_start + j], mid_rank(n, truth, j)
        if last and t.bottom > 0.0 and rank >= marked:
            wrong += 1.0
        if not last and t.top <= 0.0 and rank >= float(n) - marked:
            wrong += 1.0
    return wrong / marked if marked > 0.0 else 0.0


@kernel
def note_bunching(p, county, towns):
    """Bunching of claims at their targets, by weight: against both sides, and against those just short alone.

    county.bunching: claims at the target over these and the mean of the bins on both sides, so that the flank of a hump
    is none. county.just_met: claims at the target over these and those just short. One half where there are none.
    """
    at, below, above = 0.0, 0.0, 0.0
    for j in each_township(county):
        t = towns[j]
        for d in each_field(p):
            gap = t.level[d] + (1.0 - t.level[d]) * t.fabricated[d] - t.target[d] + EDGE
            if t.assessed[d] > 0.0 and -BIN <= gap < 2.0 * BIN:
                if gap < 0.0:
                    below += t.weight[d]
                elif gap < BIN:
                    at += t.weight[d]
                else:
                    above += t.weight[d]
    beside = 0.5 * (below + above)
    county.bunching = at / (at + beside) if at + beside > 0.0 else 0.5
    county.just_met = at / (at + below) if at + below > 0.0 else 0.5


@kernel
def assess_quality(p, county, towns, buffers):
    """Write the measures of E7 into the county's record; `buffers`: `TownshipBuffers`."""
    n = county.town_count
    note_outcomes(p, county, towns, buffers)
    county.score_truth = correlation_in_classes(county, towns, buffers.score, buffers.able)
    county.score_truth_raw = rank_correlation(n, buffers.score, buffers.outcome)
    county.score_truth_adjusted = rank_correlation(n, buffers.score, buffers.adjusted)
    county.noise_share = 1.0 - rank_correlation(n, buffers.score, buffers.clean)
    county.false_alarms = graded_wrongly(county, towns, buffers.adjusted, True)
    county.misses = graded_wrongly(county, towns, buffers.adjusted, False)
    note_bunching(p, county, towns)
