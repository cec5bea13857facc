"""Hours and expected events of a township that several measures need, added up once a month."""

from __future__ import annotations

from typing import NamedTuple

from ..compile.kernel import kernel
from ..rules.detection import expect_finds, finds_size
from ..rules.responsibility import event_size, failure_chance
from ..state.arrays import each_field
from ..state.enumerations import Party


class Hours(NamedTuple):
    """Hours of a township that measures need, share of the month (means over its cadres), and events to expect."""

    real: float  # real work in all fields
    paper: float  # paper in all fields
    active: float  # both, showcases and initiative
    in_fields: float  # real work and paper, added up field by field
    reports: float  # that the levers in force order (eq. 162)
    exposures: float  # to expect this month, by weight
    answered: float  # expected size of a month's events, as far as blame for them rests with cadres
    spared: float  # part of it that offices do not pass on


@kernel
def hours_of(p, county, t, b, reports):
    """The `Hours` of a township this month; reports: time for them that the levers in force order."""
    real = paper = in_fields = exposures = answered = spared = 0.0
    failed = failure_chance(p, t)
    expect_finds(p, county, t, b)
    for d in each_field(p):
        real += t.real_hours[d]
        paper += t.paper[d]
        in_fields += t.real_hours[d] + t.paper[d]
        exposures += t.weight[d] * b.exposures[d]
        rests = t.rest[Party.LEADERS, d] + t.rest[Party.STAFF, d]
        size = event_size(p, county, t, d, t.hazard[d], b.exposing[d], failed)
        answered += (size + finds_size(p, t, d, b.neglect[d], b.missing[d])) * rests
        found = p.event_exposed * t.weight[d] * b.exposing[d] + finds_size(p, t, d, b.neglect[d], 0.0)
        spared += county.unreported[d] * found * rests
    active = paper + t.showcase + real + t.initiative
    return Hours(real, paper, active, in_fields, reports, exposures, answered, spared)
