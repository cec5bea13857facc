"""Outcomes for citizens (E5): service, recognition, incidents, complaints and how unequal townships are."""

from __future__ import annotations

from ..compile.kernel import kernel
from ..mathematics import sqrt
from ..state.arrays import each_field, each_township

SERVED = 0.6  # weight of service in public recognition; trust and security share the rest (assumed; YZ)


@kernel
def outcome_of(p, t):
    """True outcome of a township: sum of need times true level."""
    outcome = 0.0
    for d in each_field(p):
        outcome += t.need[d] * t.level[d]
    return outcome


@kernel
def hazards(p, t, in_veto_fields):
    """Expected incidents of a township in a month, all or by the share of the field under veto (E5)."""
    total = 0.0
    for d in each_field(p):
        total += t.hazard[d] * (p.veto[d] if in_veto_fields else 1.0)
    return total


def complaints(p, county, t, hours):
    """Complaints of a month about all fields (E5)."""
    total = 0.0
    for d in each_field(p):
        total += t.complaints[d]
    return total


def inequality(p, county, towns):
    """Standard deviation of the true outcome over townships (E5)."""
    n, mean, square = county.town_count, 0.0, 0.0
    for j in each_township(county):
        served = outcome_of(p, towns[j])
        mean += served
        square += served * served
    mean /= n
    return sqrt(max(0.0, square / n - mean * mean))
