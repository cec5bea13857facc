"""Cadres allow for their colleagues before they move (eq. 77b to 77d of docs/equations.md).

They all draw on the same effort of last month, so what one of them would mend many would turn to at once. What that
leaves of the draws is worked out once for a township: sums over its cadres, then a few steps of Newton's by field.
Choice is made once a month here (`choices` is 1). The sums are what takes time, so they are products of whole columns,
and fields where nothing is feared are left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log
from operator import mul
from typing import Any

from .rules import rules

ROUNDS = 3
LEAST, HIGHEST = 1e-12, 300.0  # of what stands in a logarithm, and of an exponent


@dataclass(slots=True)
class Rise:
    """How far a field's reading rises by all moves together, and what that leaves of the draws."""

    fades: float
    work: float  # rise by the draws of real work, were nothing taken from them; so for paper
    paper: float
    now: float  # rise by present shares
    work_fear: float
    paper_fear: float
    work_time: float
    paper_time: float
    rise: float = 0.0
    kept: float = 1.0  # of the fear
    work_left: float = 1.0
    paper_left: float = 1.0

    def freed(self) -> float:
        """Time that has been taken from the draws of this field, for all lanes to share."""
        return self.work_time * (1.0 - self.work_left) + self.paper_time * (1.0 - self.paper_left)

    def approach(self, scale: float) -> None:
        """A step towards the rise that what is left of the draws would bring about (eq. 77d)."""
        before = max(self.rise + self.now, LEAST)
        work, paper = scale * self.work * self.work_left, scale * self.paper * self.paper_left
        drawn = max(work + paper, LEAST)
        answer = self.fades * self.kept * (self.work_fear * work + self.paper_fear * paper)
        plain = (drawn - before) / (1.0 + answer)
        self.rise = before - self.now + max(plain, log(drawn / before) / (1.0 / before + answer / drawn))
        self.take_away()

    def take_away(self) -> None:
        """Fear fades as the reading rises, and draws with it (eq. 77c)."""
        self.kept = exp(-self.fades * abs(self.rise))
        less = 1.0 - self.kept if self.rise > 0.0 else self.kept - 1.0
        self.work_left = exp(min(-self.work_fear * less, HIGHEST))
        self.paper_left = exp(min(-self.paper_fear * less, HIGHEST))


def allow_for(p: Any, c: Any, t: Any) -> list[float]:
    """What is left of the draws of a township, by activity in the order of its cadres' `masses`."""
    left, fields = [1.0] * len(t.cadres[0].masses), len(t.jobs)
    rises = _rises(p, c, t)
    for _ in range(ROUNDS):
        scale = 1.0 / max(1.0 - sum(rise.freed() for rise in rises.values()), LEAST)
        for rise in rises.values():
            rise.approach(scale)
    for d, rise in rises.items():
        left[d], left[fields + d] = rise.work_left, rise.paper_left
    return left


def _rises(p: Any, c: Any, t: Any) -> dict[int, Rise]:
    """Of the fields where something is feared, by the fields' numbers, before anything is taken away (eq. 77b)."""
    cadres, n, fields = t.cadres, len(t.cadres), len(t.jobs)
    fear = p.precision * _typical_fear(t)
    feared = [d for d, job in enumerate(t.jobs) if fear * max(job.real_worth.fear, job.paper_worth.fear) > 0.0]
    if not feared:
        return {}
    totals = [sum(cadre.masses) for cadre in cadres]
    scales = [1.0 / total if total > 0.0 else 0.0 for total in totals]
    able = [scale * cadre.vigour for scale, cadre in zip(scales, cadres, strict=True)]
    masses = list(zip(*[cadre.masses for cadre in cadres], strict=True))
    skills = list(zip(*[cadre.skill for cadre in cadres], strict=True))
    rises = {}
    for d in feared:
        job = t.jobs[d]
        work_time = sum(map(mul, masses[d], scales)) / n
        paper_time = sum(map(mul, masses[fields + d], scales)) / n
        skilled = sum(map(mul, masses[d], map(mul, skills[d], able))) / n
        lift = t.vigour * (1.0 + job.knowhow) * rules.work.helped(c.fields[d], job) * (1.0 - p.fields[d].spill)
        by_work, by_paper = p.adjustment * job.by_work * lift, p.adjustment * job.by_paper
        each = skilled / work_time if work_time > 0.0 else 0.0
        rises[d] = Rise(
            fades=job.fades,
            work=by_work * t.time * skilled,
            paper=by_paper * t.time * paper_time,
            now=(by_work * job.able + by_paper * job.filing_hours) * (t.time / t.noted_time),
            work_fear=fear * each * max(0.0, job.real_worth.fear),
            paper_fear=fear * max(0.0, job.paper_worth.fear),
            work_time=work_time,
            paper_time=paper_time,
        )
    return rises


def _typical_fear(t: Any) -> float:
    """Fear of those who fear, by how much they do: it is they who turn to what is feared."""
    fears = [cadre.exposure * t.terms.fear[cadre.leader > 0.0] for cadre in t.cadres]
    total = sum(fears)
    return sum(map(mul, fears, fears)) / total if total > 0.0 else 0.0
