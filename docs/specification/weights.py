"""7.2 what counts: `sim/rules/weights.py`."""

from .mathematics import sum_up


def refresh_weights(p, c):
    """Weights of readings and fields this month, and which fields are assessed."""
    weigh_readings(p, c)
    for t in c.towns:
        weigh_fields(p, c, t)
    for d, field in enumerate(c.fields):
        field.weight = sum_up(t.jobs[d].weight / len(c.towns) for t in c.towns)
    for t in c.towns:
        for job in t.jobs:
            job.assessed = 1.0 if job.weight > 0.0 else 0.0


def weigh_readings(p, c):
    """Weights of readings in the yearly score, in the organisation's judgement, and in decisions on posts."""
    in_score = sum_up(reading.weight for reading in p.readings)
    in_judgement = sum_up(reading.post_weight for reading in p.readings)
    for reading, mine in zip(p.readings, c.readings, strict=True):
        mine.score_weight = reading.weight / in_score
        mine.judgement_weight = reading.post_weight / in_judgement if in_judgement > 0.0 else mine.score_weight
        mine.post_weight = p.track_link * mine.score_weight + (1.0 - p.track_link) * mine.judgement_weight


def weigh_fields(p, c, t):  # eq. 3
    """Weights of a township's fields, by points of indicators and this year's priorities, or by need."""
    points = [
        field.points[t.kind] * field.points_scale * mine.priority
        for field, mine in zip(p.fields, c.fields, strict=True)
    ]
    total = sum_up(points)
    for job, own in zip(t.jobs, points, strict=True):
        by_points = own / total if total > 0.0 else 0.0
        job.weight = (1.0 - p.need_orientation) * by_points + p.need_orientation * job.need


def spread_burden(p, c):
    """How the habit of paper spreads over fields."""
    by_need = p.need_orientation * (1.0 - p.need_owned)  # eq. 157
    for t in c.towns:
        for job, field in zip(t.jobs, c.fields, strict=True):
            asked = field.trace_load / c.total_count if c.total_count > 0.0 else job.weight
            job.burden = job.assessed * ((1.0 - by_need) * asked + by_need * job.need)
        total = sum_up(job.burden for job in t.jobs)
        for job in t.jobs:
            job.burden = job.burden / total if total > 0.0 else 0.0
