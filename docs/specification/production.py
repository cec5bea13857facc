"""7.7 hours become levels, fabrication, traces, showcases, methods, know-how: `sim/rules/production.py`."""

from .mathematics import exp, log, ordered_sum, sum_up
from .powers import done_by_offices, reach

SHOWCASE_MONEY = 0.05  # project funds an hour of showcases uses up


class Law:
    """A stock that rests where `hours` of work hold it (eq. 20 to 23); ratio: work over hours needed.

    Of its distance from rest a month keeps a part: `retention` where the step is taken, what it was last month where
    people look ahead.
    """

    def __init__(self, pace, ratio, hours):
        self.pace, self.ratio, self.hours = pace, ratio, hours
        self.rest = ratio / (1.0 + ratio)  # eq. 21

    @property
    def retention(self):
        """Part of the distance from rest that is left after a month of this work."""
        return retention(self.pace, self.ratio)

    def moved(self, keep):  # eq. 22a
        """Derivative of the stock by an hour of constant work, where so much of the distance from rest is kept."""
        return (1.0 - keep) / ((1.0 + self.ratio) * (1.0 + self.ratio) * self.hours)

    def after(self, stock, keep):  # eq. 23
        """The stock once a part `keep` of its distance from rest is left."""
        return self.rest + (stock - self.rest) * keep

    def gain(self, stock, keep):  # eq. 22
        """What one more hour adds to the stock."""
        rested = (1.0 - keep) / ((1.0 + self.ratio) * (1.0 + self.ratio))
        return (rested + self.pace * keep * (self.rest - stock)) / self.hours


def retention(pace, ratio):  # eq. 20
    """Part of a stock's distance from rest that is left after a month; ratio: work over hours needed."""
    return exp(-pace * (1.0 + ratio))


def level_law(field, job):
    """Law of the true level, which real work moves."""
    return Law(field.pace, job.work / job.hours_needed, job.hours_needed)


def fabrication_law(p, job):
    """Law of the fabricated share of the gap, which paper moves."""
    hours = p.paper_hours * job.hours_needed
    return Law(p.paper_pace, job.paper / hours, hours)


def trace_law(p, county_field, job):
    """Law of traces, which paper moves."""
    hours = max(p.trace_hours * county_field.count, 1e-6 * job.need)
    return Law(p.paper_pace, job.paper / hours, hours)


def start_stocks(p, t):
    """Stocks before the first month: no fabrication and no traces, with steps as for the work there is and no paper."""
    for field, job in zip(p.fields, t.jobs, strict=True):
        job.keep_level = level_law(field, job).retention
        job.keep_fabricated = job.keep_traces = retention(p.paper_pace, 0.0)


def benefit(p, level):  # eq. 23a
    """Worth of a level: the sum of returns that fall as (level + base) ** -diminishing."""
    if p.diminishing == 0.0:
        return level
    base, left = p.diminishing_base, 1.0 - p.diminishing
    risen = log((level + base) / base)
    return exp(left * log(base)) * (exp(left * risen) - 1.0) / left if left != 0.0 else risen


def benefit_slope(p, level):
    """Worth of one more unit of a level."""
    return exp(-p.diminishing * log(level + p.diminishing_base)) if p.diminishing > 0.0 else 1.0


def support(p, field, mine, job):
    """Factor on work by the office's support, where the field is assessed, and by the powers it leaves (eq. 120)."""
    return (1.0 + p.support_yield * (mine.support - 1.0) * job.assessed) * reach(p, field)


def mean_hours(t, shares):
    """Hours of so large shares of discretionary time, mean of the township's cadres."""
    return t.time * ordered_sum(shares) / float(t.n)


def skilled_time(t, d):
    """Mean hours of real work in a field, by skill and vigour."""
    return mean_hours(t, (cadre.real[d] * cadre.skill[d] * cadre.vigour for cadre in t.cadres))


def shifting_time(t):
    """Mean hours of shifting: of all, of leaders and of staff."""
    q, n = t.cadres, float(t.n)
    t.shift_hours = mean_hours(t, (cadre.special["shifting"] for cadre in q))
    leaders = max(ordered_sum(cadre.leader for cadre in q), 1.0)
    by_leaders = t.time * ordered_sum(cadre.special["shifting"] * cadre.leader for cadre in q)
    t.shifting = [by_leaders / leaders, max(0.0, t.shift_hours * n - by_leaders) / max(n - leaders, 1.0)]


def note_effort(t):
    """Note the hours that present shares of time make, and the discretionary time that they are shares of."""
    for d, job in enumerate(t.jobs):
        job.skilled_hours = skilled_time(t, d)
        job.filing_hours = mean_hours(t, (cadre.paper[d] for cadre in t.cadres))
    t.noted_time = t.time


def intend(p, c, t):
    """Effort as intended so far this month: own work changes, neighbours' is last month's."""
    for d, (job, field, mine) in enumerate(zip(t.jobs, p.fields, c.fields, strict=True)):
        job.paper = job.filing_hours = mean_hours(t, (cadre.paper[d] for cadre in t.cadres))
        skilled = skilled_time(t, d)
        more = (skilled - job.skilled_hours) * t.vigour * (1.0 + job.knowhow) * support(p, field, mine, job)
        job.work += (1.0 - field.spill) * more
        job.skilled_hours = skilled
    shifting_time(t)


def add_up_work(p, c, t):
    """Mean hours and effective work, by field and activity."""
    willing = t.village_strength * (1.0 - t.resentment) * exp(-p.village_wear * t.village_load)
    given = 0.0
    carried = p.village_work * willing * (1.0 + p.governance_widens * p.co_governance)
    for d, (job, field, mine) in enumerate(zip(t.jobs, p.fields, c.fields, strict=True)):
        job.real_hours = mean_hours(t, (cadre.real[d] for cadre in t.cadres))
        job.paper = job.filing_hours = mean_hours(t, (cadre.paper[d] for cadre in t.cadres))
        job.skilled_hours = skilled_time(t, d)
        job.work = job.skilled_hours * t.vigour * (1.0 + job.knowhow) * support(p, field, mine, job)
        provided = mine.service + done_by_offices(p, field, mine)
        job.work += (carried * reach(p, field) + provided) * job.hours_needed
        given += field.enforcement * job.skilled_hours * t.vigour
    t.noted_time = t.time
    t.offence = p.offence_memory * t.offence + given
    for kind in ("showcase", "initiative", "slack"):
        setattr(t, kind, mean_hours(t, (cadre.special[kind] for cadre in t.cadres)))
    shifting_time(t)


def share_work(p, c):
    """Part of the work in some fields reaches neighbours."""
    for d, field in enumerate(p.fields):
        if field.spill > 0.0:
            around = [sum_up(other.jobs[d].work for other in t.near) / len(t.near) for t in c.towns]
            for t, near in zip(c.towns, around, strict=True):
                t.jobs[d].work = (1.0 - field.spill) * t.jobs[d].work + field.spill * near


def move_stocks(p, c, t):
    """Phase 4: every stock takes its step."""
    for field, mine, job in zip(p.fields, c.fields, t.jobs, strict=True):
        law = level_law(field, job)
        job.keep_level = law.retention
        job.level = law.after(job.level, job.keep_level)
        job.keep_fabricated = job.keep_traces = retention(p.paper_pace, 0.0)
        if job.assessed > 0.0:
            fabrication, traces = fabrication_law(p, job), trace_law(p, mine, job)
            job.keep_fabricated, job.keep_traces = fabrication.retention, traces.retention
            job.fabricated = fabrication.after(job.fabricated, job.keep_fabricated)
            job.traces = traces.after(job.traces, job.keep_traces)
        else:
            job.fabricated = job.traces = 0.0
    gap = sum_up(job.need * (1.0 - job.level) for job in t.jobs)
    for mine, job in zip(c.fields, t.jobs, strict=True):
        aimed = 1.0 + p.diagnosis * mine.coverage * ((1.0 - job.level) / gap - 1.0)  # eq. 26
        practised = p.practice * min(1.0, job.real_hours / job.hours_needed)
        job.knowhow += p.learning * (practised + p.training_gain * p.training * aimed - job.knowhow)
    harm_citizens(p, t)
    t.shine = t.shine * (1.0 - p.showcase_decay) + p.showcase_yield * t.showcase
    t.ideas = t.ideas * (1.0 - p.initiative_decay) + p.initiative_gain * (1.0 - p.error) * t.initiative
    t.funds = max(0.3, t.funds + 0.03 * (1.0 - t.funds) - SHOWCASE_MONEY * t.showcase)


def harm_citizens(p, t):  # eq. 27
    """Target work under overload lowers other levels."""
    pressed = sum_up(
        field.harm * job.real_hours for field, job in zip(p.fields, t.jobs, strict=True) if job.assessed > 0.0
    )
    pressed *= p.harm * max(0.0, t.load - 1.0) / p.need_hours
    if pressed > 0.0:
        for field, job in zip(p.fields, t.jobs, strict=True):
            job.level *= exp(-pressed * (1.0 - field.harm))
