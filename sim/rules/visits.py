"""Visits: how often each office visits a township, how many are left by approval and cap, and what they look at.

Concept K5, K8, K11 · rows A7, B2, B3, B6, C18, D6, D12, D16, D21 · phase 1 of the month.
"""

from __future__ import annotations

from ..compile.kernel import kernel
from ..state.arrays import each_field, each_office, each_reading
from .detection import to_papers
from .office_view import HABIT, VISIT
from .readings import counts

QUARTER_PEAK = 3.0  # bunched visits arrive in one month of three (derived: a mean of 1 over the quarter)


@kernel
def season(bunching, month):
    """Visits against an even calendar, mean 1 over a quarter (B2)."""
    return 1.0 - bunching + (bunching * QUARTER_PEAK if month % 3 == 2 else 0.0)


@kernel
def visits_received(total, busiest, recognition):
    """Visits that reach one township in a month (eq. 4; T19): recognition shares one visit among all."""
    return (1.0 - recognition) * total + recognition * busiest


@kernel
def wanted_rate(p, share, weight, month):
    """Visits a month that one office would make to each township, without approval or cap."""
    return p.visits * p.inspection_frequency * weight * (share[VISIT] / HABIT[VISIT]) * season(p.bunching, month)


@kernel
def visit_rate(p, share, weight, month):
    """Visits a month by one office to each township: habit, adapted, seasonal, and gated (D12)."""
    relative = share[VISIT] / HABIT[VISIT]
    approved = min(relative, 1.0) * (1.0 - p.gate_refusal * p.gate) + max(0.0, relative - 1.0) * (1.0 - p.gate)
    approved += (1.0 - p.order_kept) * (relative - approved)
    return p.visits * p.inspection_frequency * weight * approved * season(p.bunching, month)


@kernel
def schedule_visits(p, county, month):
    """Visits a township receives, and how many look at each field, on the ground and at papers (eq. 8, 131; K5, K8).

    On the ground a joint look stands for those of the offices it joins, at its depth; papers it asks once (D6).
    """
    total, busiest = 0.0, 0.0
    for o in each_office(p):
        total += county.visit_rate[o]
        busiest = max(busiest, county.visit_rate[o])
    received = visits_received(total, busiest, p.mutual_recognition)
    within = p.visit_cap / received if received > p.visit_cap else 1.0
    within += (1.0 - p.order_kept) * (1.0 - within)
    stands = p.joint_stands * p.mutual_recognition
    county.visits = received * within
    county.seen_by = (received + p.joint_depth * stands * (total - busiest)) * within
    county.papers = to_papers(p, p.announced, p.trace_weight)
    county.rated_dossiers = 0.0
    for o in each_office(p):
        wanted = wanted_rate(p, county.office_share[o], p.office_weight[o], month)
        county.visits_made[o] = within * county.visit_rate[o] / wanted if wanted > 0.0 else 1.0
    joint = p.mutual_recognition * busiest
    verified, from_outside = 0.0, 0.0
    for s in each_reading(p):
        if p.reading_hours[s] > 0.0 and counts(p, s):
            papers = to_papers(p, p.reading_announced[s], p.trace_weight * p.reading_trace[s])
            looks = p.reading_seen[s] / p.reading_period[s] * (1.0 - papers)
            verified += looks
            from_outside += looks * p.reading_independence[s]
            county.rated_dossiers += papers / p.reading_period[s]
    for d in each_field(p):
        own, owned = 0.0, 0.0
        for o in each_office(p):
            if p.items[o, d] > 0.0:
                own += county.visit_rate[o]
            owned += county.owned[o, d]
        if county.manned[d] < 1.0 and owned > 0.0:  # the visits of one office, as far as anybody attends to the field
            for o in each_office(p):
                own += county.manned[d] * county.visit_rate[o] * county.owned[o, d] / owned
        assessed = 1.0 if county.field_weight[d] > 0.0 else 0.0
        alone, others = (1.0 - p.mutual_recognition) * own, stands * max(0.0, own - busiest)
        county.paper_looks[d] = (
            county.papers * (within * (alone + p.joint_depth * joint * assessed)) * county.coverage[d]
        )
        looks = within * (alone + p.joint_depth * (joint + others) * assessed)
        county.looks[d] = (1.0 - county.papers) * looks + verified * assessed
        county.independent[d] = from_outside * assessed / county.looks[d] if county.looks[d] > 0.0 else 0.0
        county.looks[d] *= county.coverage[d]  # what nobody measures nobody looks into
    county.surprise = 1.2 - p.announced
