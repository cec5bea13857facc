"""Limits of contests and targets: a contest of equals, the ratchet, and a target that is hard to reach."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from math import comb, erf, exp, pi, sqrt

import numpy as np

from sim.parameters.tables import Rung
from sim.state.layout import slot
from sim.world import Case, Overlay, World

from ..limits import (
    DIFFICULTY,
    MONTHLY,
    MOST_STAKES,
    NEED_HOURS,
    RESOURCES,
    YEAR,
    Array,
    course,
    limit,
    people,
    place,
    regime,
    remembered,
    scored,
    settled,
)


@limit()
def contest(distance: float, units: int, winners: int, noise: float = 0.5) -> Case:
    """T4, Lazear and Rosen (1981): a prize on rank among equals, c e = (V / s) K(n, m), here c = 1.

    The prize is a year's and effort a month's, so a year's prize is twelve times V = 1. Noise is that of the yearly
    score, in units of what an hour a month adds to it.
    """
    who = people(distance, cost_kind=1, mass_real=1, mass_slack=1)
    reading = replace(MONTHLY, noise=monthly_noise(noise * scored(distance, who.diminishing_base)))
    rung = Rung("first", "", "", rule="top", quota=winners / units, prize=YEAR / remembered())
    return Case(regime({"task": 1.0}, [rung], reading=reading), place(units), who, months=1200)


def monthly_noise(yearly: float) -> float:
    """Noise of a monthly reading for one of the yearly score; .03 of that is there without any (K3)."""
    return sqrt(YEAR * (yearly * yearly - 0.03 * 0.03))


def contest_of_equals(units: int, winners: int) -> float:
    """K(n, m): expected density of a standard normal at the m-th highest of the other n - 1, by the midpoint rule."""
    z = np.arange(-9, 9, 1e-3) + 5e-4
    density = np.exp(-z * z / 2) / sqrt(2 * pi)
    below = np.array([0.5 * (1 + erf(each / sqrt(2))) for each in z])
    ways = (units - 1) * comb(units - 2, winners - 1)
    chance = ways * below ** (units - winners - 1) * (1 - below) ** (winners - 1) * density
    return float((chance * density).sum() * 1e-3)


YEARLY = 0.9 ** (1 / YEAR)  # patience a month for .9 a year
TARGET_PRECISION = 5.0  # of choice in worlds with a prize for the target, in units of the pay of a month's hour
SLOW = 0.01  # pace at which effort differs by a fifth between January and December, at most


def target_world(distance: float, belief: float, stakes: float = 1.0) -> Case:
    """A prize for the target, with a believed ratchet (T6). So wide a blur makes the prize linear.

    Its reading is yearly, so hours rise towards December, and choice must not be sharp, or it would jump from month to
    month. Precision is in units of the pay of a month's hour, `target_pay`, which is also the cost.
    """
    cost = target_pay(1.0)
    who = people(
        distance, precision=TARGET_PRECISION / cost, adjustment=0.02, cost_kind=cost, mass_real=1, mass_slack=1,
        patience=YEARLY, ratchet_belief=belief, ratchet_learning=0, target_blur=10, diminishing=0, fragmentation=0,
    )  # fmt: skip
    rung = Rung("target", "", "", rule="target", prize=20)
    rule = regime({"task": 1.0}, [rung], pace=SLOW, target_stakes=stakes * MOST_STAKES / distance)
    return Case(rule, place(), who, months=1200)


def target_pay(distance: float) -> float:
    """What a year's prize for the target pays for an hour a month, the mean of twelve months, at full stakes.

    distance: how far the world is from the limit, 1 in `weight_left`.
    """
    kept = YEARLY * exp(-SLOW)
    needed = NEED_HOURS * DIFFICULTY / RESOURCES**2 / distance
    months = sum(kept**wait for wait in range(12)) / YEAR / (1 - kept**YEAR)
    return 20 * MOST_STAKES / 10 / sqrt(2 * pi) * (1 - exp(-SLOW)) * months / needed


def yearly_hours(world: World) -> Array:
    """Mean hours of real work in the last year: (case,)."""
    return np.array(course(world, "real_work")[:, -12:].mean(axis=1))


@cache
def weight_left(belief: float) -> float:
    """T6, Weitzman (1980): next target q' = q + λ (y - q) leaves a prize the weight (1 - δ) / (1 - δ (1 - λ)).

    The weight is what it is worth: the prize without a ratchet that draws the same effort, found over `target_stakes`.
    Both worlds are then the same but for the belief, so nothing has to be extrapolated.
    """
    from scipy.optimize import brentq

    def effort(belief: float, stakes: float) -> float:
        return float(yearly_hours(World([target_world(1.0, belief, stakes)]).run())[0])

    held_back = effort(belief, 1.0)
    return float(brentq(lambda stakes: effort(0.0, stakes) - held_back, 0.02, 1.0, xtol=1e-7))


def paid_hours(world: World) -> Array:
    """Pay of an hour that explains the effort under logit choice (T13), e + ln(e / (1 - e)) / precision: (case, 1).

    In units of the cost of an hour of effort.
    """
    effort = yearly_hours(world)
    return np.array(effort + np.log(effort / (1 - effort)) / TARGET_PRECISION)[:, None]


@limit(paid_hours)
def weight_chosen(distance: float, belief: float) -> Case:
    """T6, read off the effort itself: a prize for the target with a believed ratchet.

    Odds are those of the mean over a year in which pay differs by a fifth; what this leaves out grows with
    precision, to 1e-4 here. The tolerance is 5e-4.
    """
    return target_world(distance, belief)


UNIT = 0.5  # a unit of effort, as a share of the month, in worlds with a hard target


@limit(lambda world: settled(course(world, "real_work"))[:, None] / UNIT)
def hard_target(
    distance: float, target: float, blur: float, before: float | None = None, habits: tuple[float, float] = (1.0, 2.0)
) -> Case:
    """T7: a prize B for passing a target under normal noise, c e = (B / s) φ((τ - e) / s), with B = c = 1.

    The first-order condition of Lazear and Rosen (1981) with a fixed standard for a rival. With `before` the target
    starts there and moves to its value in ten years. At s = .5, close to a fold where effort falls steeply with the
    target, courses are slow (see `settled`) and small parts weigh more: the tolerance is 1e-3 from .98 on. `habits`:
    masses of work and slack, in which effort starts.
    """
    cost = UNIT**-2
    who = people(distance, cost, 2, cost_kind=cost, mass_real=habits[0], mass_slack=habits[1], diminishing_base=0.0125)
    score = UNIT * scored(distance, who.diminishing_base)
    reading = replace(MONTHLY, noise=monthly_noise(blur * score))
    first = (target if before is None else before) * score
    rung = Rung("passed", "", "", rule="threshold", threshold=first, prize=YEAR / remembered())
    rule = regime({"task": 1.0}, [rung], reading=reading, target_stakes=1)
    moved = Overlay(slot("rung_threshold", 0), 0, target * score, 1.0, 480, 120, -1.0, 2.0)
    return Case(rule, place(), who, () if before is None else (moved,), months=1200)


def first_order(target: float, blur: float, low: float, high: float) -> float:
    """Root of e = φ((τ - e) / s) / s between two efforts, by bisection; the number expected of T7."""
    for _ in range(60):
        middle = (low + high) / 2
        z = (target - middle) / blur
        above = middle > exp(-z * z / 2) / sqrt(2 * pi) / blur
        low, high = (low, middle) if above else (middle, high)
    return low
