"""Limits of effort: one task, several, a campaign, indicators that dilute, and a bonus on a distorted measure."""

from __future__ import annotations

from functools import cache
from math import exp

import numpy as np

from sim.parameters.tables import Rung
from sim.world import Case

from ..limits import (
    MOST_STAKES,
    YEAR,
    limit,
    linear,
    people,
    place,
    regime,
)


@limit()
def one_task(distance: float, pay: float, cost: float, sharpness: float = 1.0) -> Case:
    """T1, Holmström and Milgrom (1991): one measured task at a linear reward, e = b / c."""
    who = people(distance, cost, sharpness, cost_kind=cost, mass_real=1, mass_slack=1)
    return linear({"task": pay}, who, distance)


@limit()
def two_tasks(distance: float, first: float, second: float, theta: float) -> Case:
    """T2, Holmström and Milgrom (1991): cost (a1² + a2² + 2 θ a1 a2) / 2, so a1 = (b1 - θ b2) / (1 - θ²).

    `cost_total` is θ: it makes any hour dearer by all others. `cost_field`, the rest, counts a field's own hours.
    """
    who = people(distance, cost_total=theta, cost_field=1 - theta, mass_real=1, mass_slack=1)
    return linear({"first": first, "second": second}, who, distance)


def substitution(step: float = 0.03) -> float:
    """T2: what one more unit of pay for the first task takes from the second, -θ / (1 - θ²)."""
    return float(two_tasks(0.6 + step, 0.5, 0.5)[1] - two_tasks(0.6, 0.5, 0.5)[1]) / step


@limit()
def fixed_hours(distance: float, campaign: float = 0.0) -> Case:
    """T2b, Holmström and Milgrom (1991): all hours T are worked; the better paid task gets T / 2 + (b - w) / 2c.

    A campaign takes its part of the month first; what it leaves is T (K5).
    """
    who = people(distance, cost_field=1, mass_real=1)
    return linear({"better": 0.9, "worse": 0.5}, who, distance, campaign=campaign)


def served(demand: float, ceiling: float = 0.85) -> float:
    """Time a demand takes (K5), for the expected number of T2b."""
    return ceiling * (1 - exp(-demand / ceiling))


@limit()
def dilution(distance: float, indicators: int, weight: float = 0.25) -> Case:
    """T2c: log returns, so shares of time are shares of weight (Cobb and Douglas); citizens keep w_u / (w_u + n w).

    Everyday requests nobody assesses are worth .5 to those who do the work; n indicators are worth `weight` each, by
    pay and by what citizens need. Sixteen fields are the most there can be, so with nineteen indicators four fields
    carry two. The base of log returns falls with the square of the distance, and with it levels. Curvature is
    that of the logarithm, whose third derivative is large: the tolerance is 5e-4.
    """
    fields, need = min(indicators, 15), 0.6  # need: share of citizens' need that is everyday requests
    carried = {f"field{k:02}": float(indicators // fields + (k < indicators % fields)) for k in range(fields)}
    needs = {name: (1 - need) * count / indicators for name, count in carried.items()} | {"requests": need}
    drive = 0.5 / need
    prize = YEAR * (indicators * weight - drive * (1 - need)) / MOST_STAKES
    who = people(
        distance, 0.5 + indicators * weight, 0.5, mass_real=1, intrinsic=drive, fragmentation=0, diminishing=1,
        diminishing_base=1e-4 * distance**2,
    )  # fmt: skip
    return Case(regime(carried, [Rung("points", "", "", rule="points", prize=prize)], needs), place(), who, months=1200)


@limit()
def distorted_effort(distance: float, bonus: float) -> Case:
    """T3: at a bonus b on the measure g = (1.5, .5, 1), cost 4 a² / 2 for each action, hours are a = b g / 4."""
    who = people(distance, 4, cost_field=4, mass_real=1, mass_slack=1, diminishing_base=0.0125)
    pay = dict(zip("abc", (1.5, 0.5, 1.0), strict=True))
    return linear(pay, who, distance, most=1.5, target_stakes=MOST_STAKES * bonus / 1.5)


@cache
def best_bonus() -> tuple[float, float]:
    """T3, Baker (1992, 2002): value f a, measure g a, no income risk: b* = f g / g g, surplus cos² of the angle.

    The surplus is a share of that of a principal who sees the actions. The search is over the lever `target_stakes`,
    outside the model. At its best the surplus is flat: the search finds the bonus to about 1e-4, and what effort is off
    by enters in full. The tolerance is 1e-3 for the bonus.
    """
    from scipy.optimize import minimize_scalar

    value = np.array((1.0, 2.0, 0.5))

    def surplus(bonus: float) -> float:
        effort = distorted_effort(float(bonus))[:3]
        return float(value @ effort - 2 * effort @ effort)

    best = minimize_scalar(lambda bonus: -surplus(bonus), bounds=(0.2, 1.5), method="bounded", options={"xatol": 1e-4})
    return float(best.x), surplus(best.x) / float(value @ value / 8)
