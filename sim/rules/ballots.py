"""Ballots on leaders: people vote on a person, whose work they see through an impression and by bars they are used to.

Concept K3 · rows B10, D13 · phase 7 of the month, in December.
"""

from __future__ import annotations

from ..compile.kernel import kernel
from ..mathematics import sqrt
from ..state import random_numbers
from ..state.arrays import each_township
from .personal_ladder import SCORE_SLOT

MIDDLE = 0.5  # score before any was given, and that thresholds as written presume raters to be used to (assumed)
IMPRESSION_SLOT = SCORE_SLOT + 1  # of random numbers


@kernel
def is_ballot(p, k):
    """Whether rung k is reached by the votes of people on a leader."""
    return p.rung_source[k] >= 0.0 and p.reading_human[int(p.rung_source[k])] > 0.0


@kernel
def ballot_blur(p, noise):
    """Blur of a ballot: the noise of its reading, and the impression of a leader that all raters share (eq. 147)."""
    if p.person_impression > 0.0:
        return sqrt(noise * noise + p.person_impression * p.person_impression)
    return noise


@kernel
def used_to(p, county, towns, k):
    """How far raters' bars have moved with what they are used to (eq. 148), against what the thresholds presume."""
    if p.bar_adaptation <= 0.0:
        return 0.0
    source, total = int(p.rung_source[k]), 0.0
    for j in each_township(county):
        total += towns[j].reading_standing[source]
    return p.bar_adaptation * (total / county.town_count - MIDDLE)


@kernel
def impression_of_leader(p, county, t, k, month):
    """What all raters of a ballot add to, or take from, what the township's work shows of its leader (eq. 147)."""
    if p.person_impression <= 0.0 or not is_ballot(p, k):
        return 0.0
    key = random_numbers.of_township(county, t, random_numbers.PERSONS)
    return p.person_impression * random_numbers.normal_at(key, 0, IMPRESSION_SLOT, month)
