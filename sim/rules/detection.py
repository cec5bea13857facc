"""Inspection: how many visits look at a field, and what they expose.

Concept K8 · rows B2, B3, B6, B18, B20, C1, C2, C5, D6, D16, D21 · phase 5 of the month.
A visit looks at papers or at the ground. On the ground it exposes fabrication and finds neglect, with probabilities
that saturate in what there is to find. Townships conceal as much fabrication as is worth it, so exposures grow with
looks, but less than in proportion; neglect cannot be concealed, only showcases make visits less truthful. At papers it
finds documents missing, and whoever is looked at in this way must keep a dossier ready (`load`).
"""

from __future__ import annotations

from ..compile.kernel import kernel
from ..mathematics import exp
from ..state import random_numbers
from ..state.arrays import each_field
from ..state.enumerations import Channel, Period
from .weights import field_verifiability

EXPOSURE_SLOT, NEGLECT_SLOT, MISSING_SLOT = 0, 1, 2
FOUND_PER_LOOK = 0.5  # part of the fabrication, or of missing documents, that a look of full sharpness meets (assumed)
# Size of a find against an incident, times the field's weight; sham exposed is 4 (assumed).
EVENT_NEGLECT, EVENT_MISSING = 2.0, 0.25
LOOKS_LEARNING = 1.0 / 3.0  # looks are expected as seen over about a quarter (assumed)


@kernel
def to_papers(p, announced, documents):
    """Share of visits that look at papers (eq. 130): those announced, and of the others as far as documents count."""
    return p.paper_visits * (1.0 - (1.0 - announced) * (1.0 - documents))


@kernel
def clear_sight(p, t):
    """What showcases leave of the truth in a visit, in (0, 1] (eq. 40; C2)."""
    return exp(-p.masking * t.shine)


@kernel
def sharp_looks(p, county, t, d, sight):
    """Looks at the ground of field d this month, by what they can verify, by surprise and by `clear_sight` (eq. 40)."""
    return county.looks[d] * more_visits(county, t) * field_verifiability(p, d) * county.surprise * sight


@kernel
def more_visits(county, t):
    """Visits this township receives over those that every township receives."""
    return t.visits / county.visits if county.visits > 0.0 else 1.0


@kernel
def expected_exposure(p, county, t, d, sight):
    """Exposures to expect in field d this month: looks times what they find, at the concealment chosen (eq. 41)."""
    looks = sharp_looks(p, county, t, d, sight)
    return FOUND_PER_LOOK * looks * exp(-t.conceal[d]) * (1.0 - t.level[d]) * t.fabricated[d]


@kernel
def neglect_chance(p, county, t, d, sight):
    """Chance that a look at the ground finds a true level short of its target this month (eq. 132)."""
    looks = sharp_looks(p, county, t, d, sight)
    return 1.0 - exp(-p.neglect_found * looks * max(0.0, t.target[d] - t.level[d]))


@kernel
def missing_chance(county, t, d):
    """Chance that a look at papers finds documents missing in field d this month (eq. 133)."""
    return 1.0 - exp(-FOUND_PER_LOOK * county.paper_looks[d] * more_visits(county, t) * (1.0 - t.traces[d]))


@kernel
def finds_size(t, d, neglected, missing):
    """Size of finds in field d, an assessed incident being 1, from what was found or from its chances (eq. 134)."""
    return t.weight[d] * (EVENT_NEGLECT * neglected + EVENT_MISSING * missing)


@kernel
def chance_of_finds(p, county, t, d, sight):
    """Expected `finds_size` of field d this month."""
    if t.assessed[d] <= 0.0 or p.neglect_found + p.paper_visits <= 0.0:
        return 0.0
    return finds_size(t, d, neglect_chance(p, county, t, d, sight), missing_chance(county, t, d))


@kernel
def value_finds(p, t, b, loss):
    """What finds of neglect and of missing documents are worth avoiding, by an hour of work and of paper (eq. 135).

    loss: of a find of size 1, as far as it stays with cadres. Looks are those people have come to expect (rule 3).
    """
    for d in each_field(p):
        if t.assessed[d] > 0.0:
            short = t.target[d] - t.level[d]
            if short > 0.0:
                looks = p.neglect_found * t.expected_looks[d]
                fewer = looks * exp(-looks * short) * b.to_level[d] * b.level_horizon[Period.MONTH, d]
                fewer *= finds_size(t, d, 1.0, 0.0)
                b.real_worth[Channel.EXPOSED, d] += loss * fewer
                points = p.deduction * fewer  # that a find costs (B15)
                b.real_worth[Channel.MONEY, d] += b.score_worth[Channel.MONEY] * points
                b.real_worth[Channel.POST, d] += b.score_worth[Channel.POST] * points
                b.real_worth[Channel.TEAM, d] += b.score_worth[Channel.TEAM] * points
            looks = FOUND_PER_LOOK * t.expected_papers[d]
            fewer = looks * exp(-looks * (1.0 - t.traces[d])) * b.to_traces[d] * b.traces_horizon[Period.MONTH, d]
            b.paper_worth[Channel.EXPOSED, d] += loss * (fewer * finds_size(t, d, 0.0, 1.0))


@kernel
def look_further(p, county, t, month):
    """Phase 5, second part: finds of neglect and of missing documents are drawn; people learn what looks to expect."""
    key = random_numbers.of_township(county, t, random_numbers.INSPECTION)
    sight = clear_sight(p, t)
    for d in each_field(p):
        t.neglected[d] = t.missing[d] = 0.0
        if t.assessed[d] > 0.0 and p.neglect_found > 0.0:
            chance = random_numbers.uniform_at(key, NEGLECT_SLOT, int(p.field_key[d]), month)
            t.neglected[d] = 1.0 if chance < neglect_chance(p, county, t, d, sight) else 0.0
        if t.assessed[d] > 0.0 and p.paper_visits > 0.0:
            chance = random_numbers.uniform_at(key, MISSING_SLOT, int(p.field_key[d]), month)
            t.missing[d] = 1.0 if chance < missing_chance(county, t, d) else 0.0
        now = county.paper_looks[d] * more_visits(county, t)
        t.expected_papers[d] += LOOKS_LEARNING * (now - t.expected_papers[d])


@kernel
def inspect(p, county, t, month):
    """Phase 5 for one township: draw exposures and clear what was found; people learn what looks to expect (rule 3)."""
    key = random_numbers.of_township(county, t, random_numbers.INSPECTION)
    sight = clear_sight(p, t)
    for d in each_field(p):
        t.exposed[d] = 0.0
        if t.assessed[d] > 0.0:
            chance = 1.0 - exp(-expected_exposure(p, county, t, d, sight))
            if random_numbers.uniform_at(key, EXPOSURE_SLOT, int(p.field_key[d]), month) < chance:
                t.exposed[d] = 1.0
                t.fabricated[d] = 0.0
    for d in each_field(p):
        t.expected_looks[d] += LOOKS_LEARNING * (sharp_looks(p, county, t, d, sight) - t.expected_looks[d])
