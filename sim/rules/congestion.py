"""Cadres allow for their colleagues: the more hours all will give a field, the less is feared from falling short there.

Concept K6 · rows C7 · phase 3 of the month.
Hours are valued at last month's effort, and the cost of a shortfall falls steeply with effort: if everybody answered a
shortfall as if alone, all cadres of a township would move to the same field in one month and to another in the next.
So, before they move, cadres allow for how far all their moves together raise the expected reading of December, and for
how much smaller the feared loss in that field then is (eq. 77b to 77d): to first order, and with one typical fear for
all cadres. At rest, where nobody moves, the allowance changes nothing. The shares of time that the logit gives to an
activity are called what the activity *draws*.
"""

from __future__ import annotations

from ..compile.kernel import kernel
from ..mathematics import exp, log, ordered_sum
from ..state.arrays import each_field
from ..state.enumerations import Channel, Trait
from .decision_rules import precision
from .production import support

ROUNDS = 3  # steps of Newton's method; more lower formalism where fear is great by a hundredth at most (derived)
LEAST = 1e-12  # least rise, so that its logarithm is a number (derived)
HIGHEST = 50.0  # largest exponent, up or down, so that no mass of a cadre leaves single precision (derived)


@kernel
def typical_fear(n, fear, summand):
    """Mean fear of n cadres, weighted by fear itself: the more somebody fears, the more of the move is theirs.

    fear, summand (buffer): (n,).
    """
    for i in range(n):
        summand[i] = fear[i] * fear[i]
    total = ordered_sum(fear, n)
    return ordered_sum(summand, n) / total if total > 0.0 else 0.0


@kernel(apart=True)
def draw_in_field(n, work, paper, skill, traits, c):
    """Shares that the logit gives each of n cadres to work and paper in one field, from masses; work also by skill."""
    for i in range(n):
        share = work[i] * c.scale[i]
        c.work_draw[i], c.skilled_draw[i] = share, share * (skill[i] * traits[Trait.VIGOUR, i])
        c.paper_draw[i] = paper[i] * c.scale[i]


@kernel
def nobody_moves(b, d):
    """Field d before anybody moves: it draws nothing, its expected reading does not rise, and all fear is left."""
    b.rise[d] = b.skilled_time[d] = b.work_time[d] = b.paper_time[d] = 0.0
    b.fear_left[d] = b.work_left[d] = b.paper_left[d] = 1.0


@kernel
def add_up_draw(n, b, c, d):
    """Sums over n cadres of what field d draws: b.work_time, b.paper_time, and work by skill, b.skilled_time."""
    b.skilled_time[d] = ordered_sum(c.skilled_draw, n)
    b.work_time[d], b.paper_time[d] = ordered_sum(c.work_draw, n), ordered_sum(c.paper_draw, n)


@kernel
def is_feared(b, fear, d):
    """Whether anything is feared in field d that more work or paper would make smaller."""
    return fear * max(b.real_worth[Channel.FEAR, d], b.paper_worth[Channel.FEAR, d]) > 0.0


@kernel(apart=True)
def note_draws(p, county, t, b, pace, fear):
    """How far readings would rise if everybody moved as if alone, and what is feared, in every field (eq. 77b).

    Sums over cadres become means. pace: part of the way to the logit that shares move at this choice. fear: precision
    times the typical fear.
    """
    cadres, time, since = float(t.cadres), t.time, t.time / t.noted_time
    for d in each_field(p):
        skilled, work, paper = b.skilled_time[d] / cadres, b.work_time[d] / cadres, b.paper_time[d] / cadres
        able = skilled / work if work > 0.0 else 0.0
        lift = t.vigour * (1.0 + t.knowhow[d]) * support(p, county, t, d) * (1.0 - p.field_spill[d])
        by_work, by_paper = pace * b.by_work[d] * lift, pace * b.by_paper[d]
        present = (by_work * t.skilled_hours[d] + by_paper * t.filing_hours[d]) * since
        b.work_time[d], b.paper_time[d] = work, paper
        b.work_rise[d], b.paper_rise[d] = by_work * time * skilled, by_paper * time * paper
        b.present_rise[d] = present if is_feared(b, fear, d) else 0.0
        b.work_fear[d] = fear * able * max(0.0, b.real_worth[Channel.FEAR, d])
        b.paper_fear[d] = fear * max(0.0, b.paper_worth[Channel.FEAR, d])


@kernel(apart=True)
def take_away(n, b):
    """What is left of the fear, and of what n fields draw, once readings have risen by b.rise (eq. 77c)."""
    for d in range(n):
        b.fear_left[d] = exp(-b.fades[d] * abs(b.rise[d]))
        less = 1.0 - b.fear_left[d] if b.rise[d] > 0.0 else b.fear_left[d] - 1.0
        b.work_left[d] = exp(max(min(-b.work_fear[d] * less, HIGHEST), -HIGHEST))
        b.paper_left[d] = exp(max(min(-b.paper_fear[d] * less, HIGHEST), -HIGHEST))


@kernel(apart=True)
def approach_rise(n, scale, b):
    """A step of Newton's towards the rise that what is left of the draws would bring about (eq. 77d): b.rise.

    Of the equation or of its logarithm, whichever goes further: for a rise at a given scale both are concave and fall
    short. scale: one over the time that all activities draw.
    """
    for d in range(n):
        before = max(b.rise[d] + b.present_rise[d], LEAST)
        to_work, to_paper = scale * b.work_rise[d] * b.work_left[d], scale * b.paper_rise[d] * b.paper_left[d]
        drawn = max(to_work + to_paper, LEAST)
        answer = b.fades[d] * b.fear_left[d] * (b.work_fear[d] * to_work + b.paper_fear[d] * to_paper)
        plain = (drawn - before) / (1.0 + answer)
        b.rise[d] = before - b.present_rise[d] + max(plain, log(drawn / before) / (1.0 / before + answer / drawn))


@kernel
def time_drawn(p, b):
    """Time that all activities draw now, against what they drew before anything was taken away."""
    total = 1.0
    for d in each_field(p):
        total += b.work_time[d] * (b.work_left[d] - 1.0)
        total += b.paper_time[d] * (b.paper_left[d] - 1.0)
    return total


@kernel
def allow_for_colleagues(p, county, t, b, c, pace, skill, traits, mass):
    """What colleagues leave of what each field draws to work and paper: b.work_left, b.paper_left.

    pace: how far shares move at this choice. mass: of the logit, (activities, cadres).
    """
    fields, n = int(p.n_fields), t.padded_cadres
    fear = precision(p) * typical_fear(n, c.fear, c.summand)
    for d in range(fields):
        nobody_moves(b, d)
        if is_feared(b, fear, d):
            a = fields + d
            draw_in_field(n, mass[d], mass[a], skill[d], traits, c)
            add_up_draw(n, b, c, d)
    note_draws(p, county, t, b, pace, fear)
    for _ in range(ROUNDS):
        scale = 1.0 / max(time_drawn(p, b), LEAST)
        approach_rise(fields, scale, b)
        take_away(fields, b)
