"""Selective attention (E3) and inaction (E4): where hours of work go, against where they are needed."""

from __future__ import annotations

from ..compile.kernel import kernel
from ..state.arrays import each_field

FULL_MONTH = 0.8  # a month of work free of assessment, as a share (assumed; benchmark of E4)
BENEVOLENT_INITIATIVE = 0.05  # initiative in the benevolent allocation, as a share of that month (assumed)


@kernel
def attention_to(t, hours, d):
    """Share of a township's real and paper hours that field d gets; 0 without hours."""
    return (t.real_hours[d] + t.paper[d]) / hours.in_fields if hours.in_fields > 0.0 else 0.0


@kernel
def distance_from_need(p, t, given, paper_part):
    """Half the distance between shares of hours and of needed hours: real work and `paper_part` of paper (E3).

    given: those hours in all fields; 0 without any.
    """
    needed, distance = 0.0, 0.0
    for d in each_field(p):
        needed += t.hours_needed[d]
    for d in each_field(p):
        share = (t.real_hours[d] + paper_part * t.paper[d]) / given if given > 0.0 else 0.0
        gap = share - t.hours_needed[d] / needed
        distance += 0.5 * max(gap, -gap)
    return distance if given > 0.0 else 0.0


def attention_to_veto(p, county, t, hours):
    """Attention to fields, by the share of each that is under veto (E3)."""
    under_veto = 0.0
    for d in each_field(p):
        under_veto += attention_to(t, hours, d) * p.veto[d]
    return under_veto


def uncovered_gap(p, county, t, hours):
    """True level of uncovered fields minus that of covered fields, by need (E3); 0 if either is empty."""
    covered = uncovered = covered_need = uncovered_need = 0.0
    for d in each_field(p):
        if p.covered[d] > 0.0:
            covered += t.need[d] * t.level[d]
            covered_need += t.need[d]
        else:
            uncovered += t.need[d] * t.level[d]
            uncovered_need += t.need[d]
    if covered_need > 0.0 and uncovered_need > 0.0:
        return uncovered / uncovered_need - covered / covered_need
    return 0.0


def inaction(p, county, t, hours):
    """What the benevolent allocation does in uncovered fields and in initiative, and this township does not (E4)."""
    uncovered_need, uncovered_hours = 0.0, 0.0
    for d in each_field(p):
        if p.covered[d] <= 0.0:
            uncovered_need += t.need[d]
            uncovered_hours += t.real_hours[d]
    benevolent = FULL_MONTH * ((1.0 - BENEVOLENT_INITIATIVE) * uncovered_need + BENEVOLENT_INITIATIVE)
    return 1.0 - min(1.0, (uncovered_hours + t.initiative) / benevolent)
