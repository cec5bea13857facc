"""Cadres allow for their colleagues: where many turn at once, less will be missing.

Concept K6 · rows C7 · phase 3 of the month.
Hours are valued at last month's effort, and what a shortfall costs makes their worth steep in effort: if everybody
answered it alone, a township would rush from one urgent field to the next, month by month. So, before they move,
cadres allow for how far all their moves together raise the reading of December, and for how much less is then feared in
that field (eq. 77b to 77d): to first order, and with one fear for all. Where nobody moves any more nothing changes.
"""

from __future__ import annotations

from ..compile.kernel import kernel
from ..mathematics import exp, log, ordered_sum
from ..state.layout import COST, FEAR, PAPER_COST, REAL_COST, SCALE, VIGOUR
from .production import support
from .worth import BY_PAPER, BY_WORK, FADES
from .worth import FEAR as FEARED

ROUNDS = 3  # steps of Newton's method; more lower formalism where fear is great by a hundredth at most (derived)
LEAST = 1e-12  # least rise, so that its logarithm is a number (derived)
HIGHEST = 300.0  # largest exponent, so that no power overflows (derived)
# Rows of scratch that are free by now, for three sums: of shares drawn by real work, of the same by what an hour moves,
# and of shares drawn by paper.
BY_TIME, BY_SKILL, BY_FILES = COST, REAL_COST, PAPER_COST
# Further rows of the scratch grid of `worth`, by field: what the draws of work and of paper raise the reading by, and
# what present shares do; precision times what is feared for an hour of each; time they draw; the rise; what is left of
# the fear, and of each draw.
WORK, PAPER, NOW, WORK_FEAR, PAPER_FEAR, WORK_TIME, PAPER_TIME, RISE, LEFT, WORK_LEFT, PAPER_LEFT = range(38, 49)


@kernel
def typical_fear(n, row):
    """Fear of those who fear, by how much they do: it is they who turn to what is feared."""
    for i in range(n):
        row[BY_TIME, i] = row[FEAR, i] * row[FEAR, i]
    total = ordered_sum(row[FEAR], n)
    return ordered_sum(row[BY_TIME], n) / total if total > 0.0 else 0.0


@kernel(apart=True)
def draws(n, work, paper, skill, traits, row):
    """Shares that the logit gives to real work and to paper in a field; the former also weighed by skill."""
    for i in range(n):
        share = work[i] * row[SCALE, i]
        row[BY_TIME, i], row[BY_SKILL, i] = share, share * (skill[i] * traits[VIGOUR, i])
        row[BY_FILES, i] = paper[i] * row[SCALE, i]


@kernel
def nobody_moves(d, grid):
    """Nothing rises in this field, and nothing is taken from its draws."""
    for k in range(WORK, LEFT):
        grid[k, d] = 0.0
    grid[LEFT, d] = grid[WORK_LEFT, d] = grid[PAPER_LEFT, d] = 1.0


@kernel
def note_draw(p, county, t, d, pace, fear, row, grid):
    """How far a field's reading would rise if everybody moved alone, and what there is to fear (eq. 77b)."""
    n, cadres = t.lanes, float(t.cadres)
    skilled = ordered_sum(row[BY_SKILL], n) / cadres
    grid[WORK_TIME, d] = ordered_sum(row[BY_TIME], n) / cadres
    grid[PAPER_TIME, d] = ordered_sum(row[BY_FILES], n) / cadres
    able = skilled / grid[WORK_TIME, d] if grid[WORK_TIME, d] > 0.0 else 0.0
    lift = t.vigour * (1.0 + t.knowhow[d]) * support(county, t, d) * (1.0 - p.field_spill[d])
    by_work, by_paper = pace * grid[BY_WORK, d] * lift, pace * grid[BY_PAPER, d]
    grid[WORK, d] = by_work * t.time * skilled
    grid[PAPER, d] = by_paper * t.time * grid[PAPER_TIME, d]
    grid[NOW, d] = (by_work * t.skilled_hours[d] + by_paper * t.filing_hours[d]) * (t.time / t.noted_time)
    grid[WORK_FEAR, d] = fear * able * max(0.0, t.real_worth[FEARED, d])
    grid[PAPER_FEAR, d] = fear * max(0.0, t.paper_worth[FEARED, d])


@kernel(apart=True)
def take_away(n, fades, work_fear, paper_fear, rise, kept, work_left, paper_left):
    """What is left of the fear, and of each draw, once the reading has risen so far (eq. 77c)."""
    for d in range(n):
        kept[d] = exp(-fades[d] * abs(rise[d]))
        less = 1.0 - kept[d] if rise[d] > 0.0 else kept[d] - 1.0
        work_left[d] = exp(min(-work_fear[d] * less, HIGHEST))
        paper_left[d] = exp(min(-paper_fear[d] * less, HIGHEST))


@kernel(apart=True)
def approach_rise(n, scale, fades, work, paper, now, work_fear, paper_fear, kept, work_left, paper_left, rise):
    """A step of Newton's towards the rise that what is left of the draws would bring about (eq. 77d).

    Of the equation or of its logarithm, whichever goes further: for a rise at a given scale both are concave and fall
    short.
    """
    for d in range(n):
        before = max(rise[d] + now[d], LEAST)
        to_work, to_paper = scale * work[d] * work_left[d], scale * paper[d] * paper_left[d]
        drawn = max(to_work + to_paper, LEAST)
        answer = fades[d] * kept[d] * (work_fear[d] * to_work + paper_fear[d] * to_paper)
        plain = (drawn - before) / (1.0 + answer)
        rise[d] = before - now[d] + max(plain, log(drawn / before) / (1.0 / before + answer / drawn))


@kernel
def time_drawn(fields, grid):
    """Time that all lanes draw now, against what they drew before anything was taken away."""
    total = 1.0
    for d in range(fields):
        total += grid[WORK_TIME, d] * (grid[WORK_LEFT, d] - 1.0)
        total += grid[PAPER_TIME, d] * (grid[PAPER_LEFT, d] - 1.0)
    return total


@kernel
def allow_for_colleagues(p, county, t, pace, skill, traits, worth, row, grid):
    """Write what is left of the draws of every field's lanes into the grid; `worth` holds masses by lane."""
    fields, n = int(p.n_fields), t.lanes
    fear = p.precision * typical_fear(n, row)
    for d in range(fields):
        nobody_moves(d, grid)
        if fear * max(t.real_worth[FEARED, d], t.paper_worth[FEARED, d]) > 0.0:
            a = fields + d
            draws(n, worth[d * n : (d + 1) * n], worth[a * n : (a + 1) * n], skill[d], traits, row)
            note_draw(p, county, t, d, pace, fear, row, grid)
    for _ in range(ROUNDS):
        scale = 1.0 / max(time_drawn(fields, grid), LEAST)
        approach_rise(
            fields, scale, grid[FADES], grid[WORK], grid[PAPER], grid[NOW], grid[WORK_FEAR], grid[PAPER_FEAR],
            grid[LEFT], grid[WORK_LEFT], grid[PAPER_LEFT], grid[RISE],
        )  # fmt: skip
        take_away(
            fields, grid[FADES], grid[WORK_FEAR], grid[PAPER_FEAR], grid[RISE],
            grid[LEFT], grid[WORK_LEFT], grid[PAPER_LEFT],
        )  # fmt: skip
