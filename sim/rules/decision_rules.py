"""Five ways in which cadres decide: what of the rule of `choice` each of them leaves out or puts in its place.

Concept K6 · phase 3 of the month. How people decide is the least known part of the model, so what a reform does is
asked under each of five rules: foresight (the default), no foresight, satisficing (Simon 1955), reinforcement of what
has paid (Roth and Erev 1995), and imitation alone. All take the same time, the same worth of hours and the same luck.
"""

from __future__ import annotations

from ..compile.kernel import kernel
from ..mathematics import quick_exp, single
from ..state.enumerations import DecisionRule

SHORT_SIGHT = 0.5  # discount factor a month of those without foresight (assumed: the end of its range)
ASPIRATION_RATE = 1.0 / 6.0  # pace at which an aspiration follows experience, per month (assumed)
TRIED_AGAIN = 0.1  # part of habit in what those who go by experience still try (assumed)


@kernel
def decides_by(p, rule):
    """Whether cadres decide by this `DecisionRule`."""
    return int(p.decision_rule) == rule


@kernel
def patience(p):
    """Discount factor per month: nearly nothing counts beyond the next months without foresight (eq. 170)."""
    return SHORT_SIGHT if decides_by(p, DecisionRule.MYOPIC) else p.patience


@kernel
def precision(p):
    """How sharply shares follow worth (eq. 171): those who only imitate do not compare worths at all."""
    return 0.0 if decides_by(p, DecisionRule.IMITATION) else p.precision


@kernel(apart=True)
def add_experienced(n, share, worth, total):
    """Add up what n cadres' hours of one activity were worth to them."""
    for i in range(n):
        total[i] += share[i] * worth[i]


@kernel
def pace_of_search(t, pace, experienced):
    """Speed of a township that satisfices (eq. 172): no search while experience meets the aspiration, which follows it.

    experienced: utility an hour, the mean of its cadres.
    """
    searching = experienced < t.aspiration
    t.aspiration += ASPIRATION_RATE * (experienced - t.aspiration)
    return pace if searching else 0.0


@kernel(apart=True)
def weigh_by_experience(n, habit, sharpness, share, best, mass, total):
    """As `choice.weigh`, from what cadres do already, and a little from habit (eq. 173)."""
    done, tried, times = single(1.0 - TRIED_AGAIN), single(TRIED_AGAIN * habit), single(sharpness)
    for i in range(n):
        mass[i] = (done * share[i] + tried) * quick_exp(times * (mass[i] - best[i]))
        total[i] += mass[i]
