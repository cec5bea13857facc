"""7.3 visits of offices to townships: `sim/rules/visits.py`."""

from .county import HABIT
from .detection import to_papers
from .mathematics import sum_up
from .readings import counts


def wanted_rate(p, share, weight, month):
    """Visits a month that one office would make to each township, without approval or cap."""
    return p.visits * p.inspection_frequency * weight * (share["visit"] / HABIT["visit"]) * season(p, month)


def season(p, month):
    """Visits against an even calendar."""
    return 1.0 - p.bunching + (p.bunching * 3.0 if month % 3 == 2 else 0.0)


def visit_rate(p, share, weight, month):
    """Visits a month by one office to each township."""
    relative = share["visit"] / HABIT["visit"]
    usual, beyond = min(relative, 1.0), max(0.0, relative - 1.0)
    approved = usual * (1.0 - p.gate_refusal * p.gate) + beyond * (1.0 - p.gate)
    approved += (1.0 - p.order_kept) * (relative - approved)
    return p.visits * p.inspection_frequency * weight * approved * season(p, month)


def schedule_visits(p, c, month):  # eq. 4, 8, 131
    """Visits that a township receives, and how many of them look at each field, on the ground and at papers."""
    alone = 1.0 - p.mutual_recognition
    busiest = max(0.0, *(mine.visit_rate for mine in c.offices))
    everybody = sum_up(mine.visit_rate for mine in c.offices)
    asked = alone * everybody + p.mutual_recognition * busiest
    within = p.visit_cap / asked if asked > p.visit_cap else 1.0
    within += (1.0 - p.order_kept) * (1.0 - within)
    stands = p.joint_stands * p.mutual_recognition
    c.visits = asked * within
    c.seen_by = (asked + p.joint_depth * stands * (everybody - busiest)) * within
    c.papers = to_papers(p, p.announced, p.trace_weight)
    for office, mine in zip(p.offices, c.offices, strict=True):
        wanted = wanted_rate(p, mine.share, office.weight, month)
        mine.visits_made = within * mine.visit_rate / wanted if wanted > 0.0 else 1.0
    joint = p.mutual_recognition * busiest
    c.surprise = 1.2 - p.announced
    verified = from_outside = c.rated_dossiers = 0.0
    for reading in p.readings:
        if reading.hours > 0.0 and counts(reading):
            papers = to_papers(p, reading.announced, p.trace_weight * reading.trace)
            looks = reading.seen / reading.period * (1.0 - papers)
            verified += looks
            from_outside += looks * reading.independence
            c.rated_dossiers += papers / reading.period
    for d, field in enumerate(c.fields):
        own = sum_up(
            mine.visit_rate for office, mine in zip(p.offices, c.offices, strict=True) if office.items[d] > 0.0
        )
        owned = sum_up(mine.owned[d] for mine in c.offices)
        if field.manned < 1.0 and owned > 0.0:
            for mine in c.offices:
                own += field.manned * mine.visit_rate * mine.owned[d] / owned
        assessed = 1.0 if field.weight > 0.0 else 0.0
        field.paper_looks = c.papers * (within * (alone * own + p.joint_depth * joint * assessed)) * field.coverage
        team = joint + stands * max(0.0, own - busiest)
        looks = within * (alone * own + p.joint_depth * team * assessed)
        field.looks = (1.0 - c.papers) * looks + verified * assessed
        field.independent = from_outside * assessed / field.looks if field.looks > 0.0 else 0.0
        field.looks *= field.coverage
