"""7.30 inner drive: `sim/rules/motivation.py`."""

from .mathematics import exp, sum_up


def move_drive(p, c, t):  # eq. 143
    """Inner drive of a township moves to where control, room and recognition leave it, in about three years."""
    at_rest = 1.0
    if p.crowding > 0.0:
        at_rest = exp(p.crowding * (own_room(p, c, t) + recognition(p, c, t) - control_felt(p, t)))
    t.inner_drive += 1.0 / 36.0 * (at_rest - t.inner_drive)


def control_felt(p, t):  # eq. 140
    """Papers asked, and sanctions handed down by offices."""
    sanctions = 12.0 * t.handed_down * p.severity * p.accountability_pressure * p.punishment_individualisation
    return 1.0 - exp(-t.imposed_paper / p.crowding_scale - sanctions / p.crowding_scale)


def own_room(p, c, t):  # eq. 141
    """Room over time, errors and goals."""
    return (t.time + c.tolerance + p.negotiation) / 3.0


def recognition(p, c, t):  # eq. 142
    """Voice of those served, times what they get, as far as one is told."""
    voice = p.crowding_scale * p.co_governance
    for reading, mine in zip(p.readings, c.readings, strict=True):
        voice += 0.5 * (mine.score_weight + mine.judgement_weight) * reading.served * reading.seen
    got = sum_up(job.need * job.level for job in t.jobs)
    return (1.0 - exp(-voice / p.crowding_scale)) * got * (1.0 - (1.0 - p.publicity) * (1.0 - p.diagnosis))
