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
LOOKS_LEARNING = 1.0 / 3.0  # looks are expected as seen over about a quarter (assumed)


@kernel
def to_papers(p, announced, documents):
    """Share of visits that look at papers (eq. 130): those announced, and of the others as far as documents count."""
    return p.paper_visits * (1.0 - (1.0 - announced) * (1.0 - documents))


@kernel
def more_visits(county, t):
    """Visits this township receives over those that every township receives."""
    return t.visits / county.visits if county.visits > 0.0 else 1.0


@kernel
def passed_on(county, d):
    """Part of the finds on the ground of field d that offices pass on this month (eq. 179)."""
    return 1.0 - county.unreported[d]


@kernel(apart=True)
def expect_finds(p, county, t, b):
    """What this month's looks are to find in each field, at the concealment chosen; nothing where nobody assesses.

    Writes b.sharp_looks, looks at the ground by what they can verify, by surprise and by sight (eq. 40), b.exposures
    that they bring (eq. 41), and chances: of an exposure b.exposing, of a true level found short of its target
    b.neglect (eq. 132), of documents found missing b.missing (eq. 133).
    """
    more, surprise, sight = more_visits(county, t), county.surprise, t.sight
    for d in each_field(p):
        looks = county.looks[d] * more * field_verifiability(p, d) * surprise * sight
        exposures = p.look_finds * looks * exp(-t.conceal[d]) * (1.0 - t.level[d]) * t.fabricated[d]
        b.sharp_looks[d], b.exposures[d] = looks, exposures * t.assessed[d]
        b.exposing[d] = 1.0 - exp(-b.exposures[d])
    for d in each_field(p):
        short = max(0.0, t.target[d] - t.level[d])
        b.neglect[d] = (1.0 - exp(-p.neglect_found * b.sharp_looks[d] * short)) * t.assessed[d]
    for d in each_field(p):
        missed = exp(-p.look_finds * county.paper_looks[d] * more * (1.0 - t.traces[d]))
        b.missing[d] = (1.0 - missed) * t.assessed[d]


@kernel
def finds_size(p, t, d, neglected, missing):
    """Size of finds in field d, an assessed incident being 1, from what was found or from its chances (eq. 134)."""
    return t.weight[d] * (p.event_neglect * neglected + p.event_missing * missing)


@kernel(apart=True)
def value_finds(p, t, b, loss):
    """What finds of neglect and of missing documents are worth avoiding, by an hour of work and of paper (eq. 135).

    loss: of a find of size 1, as far as it stays with cadres. Looks are those people have come to expect (rule 3).
    """
    money, post, team = b.score_worth[Channel.MONEY], b.score_worth[Channel.POST], b.score_worth[Channel.TEAM]
    for d in each_field(p):
        short, looks = t.target[d] - t.level[d], p.neglect_found * t.expected_looks[d]
        fewer = looks * exp(-looks * short) * b.to_level[d] * b.level_horizon[Period.MONTH, d]
        fewer *= finds_size(p, t, d, 1.0, 0.0)
        fewer = fewer if short > 0.0 else 0.0
        points = p.deduction * fewer  # that a find costs (B15)
        b.real_worth[Channel.EXPOSED, d] += loss * fewer
        b.real_worth[Channel.MONEY, d] += money * points
        b.real_worth[Channel.POST, d] += post * points
        b.real_worth[Channel.TEAM, d] += team * points
    for d in each_field(p):
        looks = p.look_finds * t.expected_papers[d]
        fewer = looks * exp(-looks * (1.0 - t.traces[d])) * b.to_traces[d] * b.traces_horizon[Period.MONTH, d]
        b.paper_worth[Channel.EXPOSED, d] += loss * (fewer * finds_size(p, t, d, 0.0, 1.0))


@kernel(apart=True)
def learn_looks(p, county, t, looks):
    """People learn what looks to expect (rule 3): at the ground, this month's `looks` (fields,), and at papers."""
    more = more_visits(county, t)
    for d in each_field(p):
        t.expected_looks[d] += LOOKS_LEARNING * (looks[d] * passed_on(county, d) - t.expected_looks[d])
        t.expected_papers[d] += LOOKS_LEARNING * (county.paper_looks[d] * more - t.expected_papers[d])


@kernel
def inspect(p, county, t, b, month):
    """Phase 5 for one township: draw finds, clear what was exposed; people learn what looks to expect."""
    key, fields = random_numbers.of_township(county, t, random_numbers.INSPECTION), int(p.n_fields)
    expect_finds(p, county, t, b)
    random_numbers.draw(fields, key, EXPOSURE_SLOT, p.field_key, month, b.exposing, t.exposed)
    random_numbers.draw(fields, key, NEGLECT_SLOT, p.field_key, month, b.neglect, t.neglected)
    random_numbers.draw(fields, key, MISSING_SLOT, p.field_key, month, b.missing, t.missing)
    for d in each_field(p):
        t.fabricated[d] *= 1.0 - t.exposed[d]
    learn_looks(p, county, t, b.sharp_looks)
