"""7.21 before they move, cadres allow for what all their moves together change: `sim/rules/congestion.py`."""

from types import SimpleNamespace

from .decision_rules import precision
from .mathematics import clamp, exp, log, ordered_sum
from .production import support

STEPS = 3  # of Newton's method
LEAST, HIGHEST = 1e-12, 50.0  # least rise, largest exponent: no logarithm overflows, no mass leaves single precision


def allow_for_colleagues(p, c, t, pace, draws):
    """What is left of the draws of every field, as (of real work, of paper); draws: `Draw` of every cadre."""
    fears = [draw.fears for draw in draws]
    total = ordered_sum(fears)
    fear = precision(p) * (ordered_sum(fear * fear for fear in fears) / total if total > 0.0 else 0.0)
    rises = [Rise(p, c, t, d, pace, fear, draws) for d in range(len(t.jobs))]
    for _ in range(STEPS):
        total = 1.0
        for rise in rises:
            total += rise.work_time * (rise.work_left - 1.0)
            total += rise.paper_time * (rise.paper_left - 1.0)
        for rise in rises:
            rise.approach(1.0 / max(total, LEAST))
            rise.take_away()
    return [(rise.work_left, rise.paper_left) for rise in rises]


class Rise:
    """How far the reading of a field rises by all moves together, and what that leaves of them.

    x: the rise. work, paper, now: rises that the draws to work and to paper, and present shares, would bring about.
    work_fear, paper_fear: precision times what is feared, for an hour of each. work_time, paper_time: shares of time
    drawn. kept: part of the fear that is left; work_left, paper_left: parts of the draws that are left.
    """

    def __init__(self, p, c, t, d, pace, fear, draws):  # eq. 77b
        job, field, mine = t.jobs[d], p.fields[d], c.fields[d]
        self.x = self.work = self.paper = self.now = self.work_fear = self.paper_fear = 0.0
        self.work_time = self.paper_time = 0.0
        self.fades, self.kept, self.work_left, self.paper_left = job.fades, 1.0, 1.0, 1.0
        feared = SimpleNamespace(work=job.real_worth.fear, paper=job.paper_worth.fear)
        if fear * max(feared.work, feared.paper) <= 0.0:
            return
        n = float(t.n)
        able = ordered_sum(
            draw.real[d] * (q.skill[d] * q.vigour) for draw, q in zip(draws, t.cadres, strict=True)
        ) / n  # fmt: skip
        self.work_time = ordered_sum(draw.real[d] for draw in draws) / n
        self.paper_time = ordered_sum(draw.paper[d] for draw in draws) / n
        lift = t.vigour * (1.0 + job.knowhow) * support(p, field, mine, job) * (1.0 - field.spill)
        by_work, by_paper = pace * job.by_work * lift, pace * job.by_paper
        self.work = by_work * t.time * able
        self.paper = by_paper * t.time * self.paper_time
        self.now = (by_work * job.skilled_hours + by_paper * job.filing_hours) * (t.time / t.noted_time)
        each = able / self.work_time if self.work_time > 0.0 else 0.0
        self.work_fear, self.paper_fear = fear * each * max(0.0, feared.work), fear * max(0.0, feared.paper)

    def take_away(self):  # eq. 77c
        """What is left of the draws, because less is feared once the reading has risen."""
        self.kept = exp(-self.fades * abs(self.x))
        less = 1.0 - self.kept if self.x > 0.0 else self.kept - 1.0
        self.work_left = exp(clamp(-self.work_fear * less, -HIGHEST, HIGHEST))
        self.paper_left = exp(clamp(-self.paper_fear * less, -HIGHEST, HIGHEST))

    def approach(self, scale):  # eq. 77d
        """A step of Newton's towards the rise that what is left of the draws brings about."""
        reached = max(self.x + self.now, LEAST)
        work, paper = scale * self.work * self.work_left, scale * self.paper * self.paper_left
        drawn = max(work + paper, LEAST)
        answer = self.fades * self.kept * (self.work_fear * work + self.paper_fear * paper)
        by_difference = (drawn - reached) / (1.0 + answer)
        by_ratio = log(drawn / reached) / (1.0 / reached + answer / drawn)
        self.x = reached - self.now + max(by_difference, by_ratio)
