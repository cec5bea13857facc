"""Complaints: citizens call the hotline (12345) about what is bad and about sham, by township and field.

Concept K2, K5 · rows A5, B14, C16, D9, D13 · phase 7 of the month; their worth in phase 3, their time in phase 2.
Calls are many and small, so they are counted at their mean, in complaints a cadre and month. Each costs time to answer
in the month after. The regime says how much a complaint counts in the yearly score, and what part is published:
published ones are read by peers, by offices above, and by citizens, who then see more of what is sham.
"""

from __future__ import annotations

from ..compile.kernel import kernel
from ..state.arrays import each_field, each_township
from ..state.enumerations import Channel, Period
from .decision_rules import patience

SHAMED = 0.05  # utility lost before peers and superiors by one published complaint (assumed)
DRAWN = 0.05  # how a published complaint draws an office, against an incident (assumed)


@kernel
def made_known(p):
    """How far citizens are told of results: by publication, and by published complaints where there are any."""
    if p.complaint_rate > 0.0:
        return 1.0 - (1.0 - p.publicity) * (1.0 - p.complaints_public)
    return p.publicity


@kernel
def sham_seen(p):
    """Share of fabrication that citizens see through: half, and all where results are made known."""
    return 0.5 + 0.5 * made_known(p)


@kernel
def complain(p, t):
    """Complaints of this month by field (eq. 144), and the points they cost at once."""
    seen, total = sham_seen(p), 0.0
    for d in each_field(p):
        t.complaints[d] = p.complaint_rate * t.need[d] * (1.0 - t.level[d]) * (1.0 + seen * t.fabricated[d])
        total += t.complaints[d]
    t.points -= p.complaint_points * total


@kernel
def answering(p, t):
    """Share of the month that last month's complaints take to answer."""
    total = 0.0
    for d in each_field(p):
        total += t.complaints[d]
    return p.answer_hours * total


@kernel
def hear_complaints(p, county, towns):
    """Published complaints as offices hear of them, by field, smoothed: county.voice."""
    for d in each_field(p):
        total = 0.0
        for j in each_township(county):
            total += towns[j].complaints[d]
        heard = p.complaints_public * total / county.town_count
        county.voice[d] += p.news_rate * (heard - county.voice[d])


@kernel(apart=True)
def add_complaints(p, t, b):
    """What fewer complaints are worth to an hour of real work, and more of them cost one of paper (eq. 145).

    Points by channel; shame and the time that answering takes, which nobody's stakes multiply, in b.real_eased and
    b.paper_eased. An hour of the month is worth what it is worth idle, the least it can be used for.
    """
    if p.complaint_rate <= 0.0:
        for d in each_field(p):
            b.real_eased[d] = b.paper_eased[d] = 0.0
        return
    seen, points = sham_seen(p), p.complaint_points
    spared = SHAMED * p.complaints_public + patience(p) * p.answer_hours * t.time_asked * p.slack_pay
    money, post, team = b.score_worth[Channel.MONEY], b.score_worth[Channel.POST], b.score_worth[Channel.TEAM]
    for d in each_field(p):
        rate = p.complaint_rate * t.need[d]
        fewer = rate * (1.0 + seen * t.fabricated[d]) * b.to_level[d] * b.level_horizon[Period.MONTH, d]
        more = rate * (1.0 - t.level[d]) * seen * b.to_fabricated[d] * b.fabricated_horizon[Period.MONTH, d]
        b.real_worth[Channel.MONEY, d] += money * points * fewer
        b.real_worth[Channel.POST, d] += post * points * fewer
        b.real_worth[Channel.TEAM, d] += team * points * fewer
        b.real_eased[d] = spared * fewer
        b.paper_worth[Channel.MONEY, d] -= money * points * more
        b.paper_worth[Channel.POST, d] -= post * points * more
        b.paper_worth[Channel.TEAM, d] -= team * points * more
        b.paper_eased[d] = -spared * more
