"""7.31 complaints of citizens: `sim/rules/complaints.py`."""

from .decision_rules import patience
from .mathematics import sum_up

SHAMED, DRAWN = 0.05, 0.05


def sham_seen(p):
    """Share of fabrication that citizens see through, more of it the more is published."""
    known = 1.0 - (1.0 - p.publicity) * (1.0 - p.complaints_public) if p.complaint_rate > 0.0 else p.publicity
    return 0.5 + 0.5 * known


def complain(p, t):  # eq. 144
    """This month's complaints by field, of a cadre, and the points that they cost."""
    seen = sham_seen(p)
    for job in t.jobs:
        job.complaints = p.complaint_rate * job.need * (1.0 - job.level) * (1.0 + seen * job.fabricated)
    t.points -= p.complaint_points * sum_up(job.complaints for job in t.jobs)


def answering(p, t):
    """Time that last month's complaints take, before the ceiling."""
    return p.answer_hours * sum_up(job.complaints for job in t.jobs)


def hear_complaints(p, c):
    """What offices hear of published complaints, by field, smoothed."""
    for d, mine in enumerate(c.fields):
        heard = p.complaints_public * sum_up(t.jobs[d].complaints for t in c.towns) / len(c.towns)
        mine.voice += p.news_rate * (heard - mine.voice)


def add_complaints(p, t, job, stocks, point):  # eq. 145
    """What an hour's work saves in complaints and an hour's paper brings in, by what they cost."""
    job.real_eased = job.paper_eased = 0.0
    if p.complaint_rate <= 0.0:
        return
    seen, rate = sham_seen(p), p.complaint_rate * job.need
    fewer = rate * (1.0 + seen * job.fabricated) * job.to_level * stocks.level[1]
    more = rate * (1.0 - job.level) * seen * job.to_fabricated * stocks.fabricated[1]
    spared = SHAMED * p.complaints_public + patience(p) * p.answer_hours * t.time_asked * p.slack_pay
    for channel in ("money", "post", "team"):
        points = getattr(point, channel) * p.complaint_points
        setattr(job.real_worth, channel, getattr(job.real_worth, channel) + points * fewer)
        setattr(job.paper_worth, channel, getattr(job.paper_worth, channel) - points * more)
    job.real_eased, job.paper_eased = spared * fewer, -spared * more
