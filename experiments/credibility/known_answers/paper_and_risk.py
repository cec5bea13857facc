"""Limits of paper, shares, risk and visits: fakes, logit shares, who dares, and visits that are recognised."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from math import exp, log, sqrt

import numpy as np

from sim.parameters.tables import Indicator, Office, Rung
from sim.world import Case, World

from ..limits import (
    DIFFICULTY,
    MOST_STAKES,
    NEED_HOURS,
    PATIENCE,
    RESOURCES,
    YEAR,
    Array,
    course,
    hours_at_rest,
    limit,
    linear,
    people,
    place,
    regime,
    remembered,
    visits,
)

HOUR = 0.25  # a unit of effort, as a share of the month, in worlds with fakes


def real_and_fake_hours(world: World) -> Array:
    """Units of real and fake work in the first township: (case, 2)."""
    return np.stack([hours_at_rest(world)[:, 0], hours_at_rest(world, "paper")[:, 0] / sqrt(2)], axis=1) / HOUR


@limit(real_and_fake_hours)
def real_and_fake(distance: float, punished: float) -> Case:
    """T9: real and fake work pay the same b, a fake is punished by pF on average: a = b / c, m = max(0, (b - pF) / k).

    Holmström and Milgrom (1991) with separate costs, and the expected punishment of Becker (1968). A fake takes the
    square root of 2 as many hours, so that k = 2 c. What punishment is expected is learnt, and what nobody fakes any
    more is not found: the belief falls by a part in two thousand, hence a tolerance of 5e-4.
    """
    utility, severest = 0.125, 1500.0
    pay, cost = utility * 0.6 / HOUR, utility / HOUR**2
    needed = NEED_HOURS * DIFFICULTY / RESOURCES / distance  # rhythm unbroken: it does not slow paper
    looks = utility * punished / HOUR * needed / remembered() / (0.5 * severest)
    who = people(
        distance, cost, 2, cost_kind=cost, mass_real=1, mass_paper=0.1, mass_slack=8, fragmentation=0,
        diminishing=0, paper_hours=sqrt(2) / 0.3, paper_pace=1, exposure_loss=60, visits_half=0.1,
    )  # fmt: skip
    rung = Rung("points", "", "", rule="points", prize=YEAR * pay * needed / remembered() / MOST_STAKES)
    rule = regime({"task": 1.0}, [rung], visits=looks, severity=5, accountability_pressure=5)
    return Case(rule, place(resources=1), who, months=1200)


CHOSEN = (0, 5, 3)  # positions of real work, slack and initiative among the activities of a field's cadre


@limit(lambda world: world.share[world.counties["town_start"]][:, CHOSEN, 0])
def logit_shares(distance: float, masses: tuple[float, float, float], precision: float = 2.0) -> Case:
    """T13, Matějka and McKay (2015): shares in proportion to mass times exp(precision x worth).

    Real work is worth 1, slack .5, and initiative that gains nothing and cannot fail 0. Nothing here costs more by the
    hour, so there is no curvature, and only levels are extrapolated.
    """
    who = people(
        distance, precision=precision, adjustment=0.5, mass_real=masses[0], mass_slack=masses[1],
        mass_initiative=masses[2], slack_pay=0.5, diminishing_base=0.0125,
    )  # fmt: skip
    return linear({"task": 1.0}, who, distance, months=120)


@cache
def daring(chance: float, tolerance: float, precision: float) -> float:
    """T17: log odds of acting over not acting, divided by precision: what acting is worth more.

    An initiative succeeds with chance p and wins R = 1; if it fails, L = 4 is lost, of which tolerance takes a part τ.
    Who does nothing is seen with chance q = .3 and loses D = 1. So p R - (1 - p) L (1 - τ) + q D. Success makes work
    that villages carry more productive: R is the points this wins. Ideas are few, so each is worth the same.
    """
    load, base, gain, fading, seen = 2e-4, 1e-4, 4e-6, 0.04, 0.3
    level = load / (1 + load)
    idea = gain / (1 - PATIENCE * (1 - fading))
    points = remembered(load=load) * load / (1 + load) ** 2 * (level + base) ** -2
    prize = YEAR / (idea * points) / MOST_STAKES
    who = people(
        1, precision=precision, adjustment=0.1, mass_initiative=1, mass_slack=1, village_work=load, error=1 - chance,
        error_loss=4, initiative_gain=gain, initiative_decay=fading, slack_seen=1,
        diminishing_base=base, fragmentation=0,
    )  # fmt: skip
    rung = Rung("points", "", "", rule="points", prize=prize)
    rule = regime({"task": 1.0}, [rung], visits=visits(seen), tolerance=tolerance, resources=1)
    world = World([Case(rule, place(difficulty=1, resources=1, villages=200), who, months=480)]).run()
    return log(course(world, "initiative")[0, -1] / 100 / course(world, "slack")[0, -1]) / precision


def share_that_dares(chance: float, tolerance: float, precision: float) -> float:
    """T17: where acting is worth as much as not, half the time of the two goes to either, however sharp choice is.

    The ideas there are already take some parts in a hundred thousand off R, at precision 100 a part in a thousand off
    the share: the tolerance.
    """
    return 1 / (1 + exp(-precision * daring(chance, tolerance, precision)))


@cache
def chance_that_dares(tolerance: float) -> float:
    """T17: chance of success from which on people act: p* = (L (1 - τ) - q D) / (R + L (1 - τ))."""
    from scipy.optimize import brentq

    return float(brentq(lambda chance: daring(chance, tolerance, 10.0), 0.3, 0.95, xtol=1e-8))


@cache
def visits_of_equals(offices: int, recognition: float) -> float:
    """T19 (K5): with recognition r, N equal offices that come once a month each make 1 + (N - 1)(1 - r) visits."""
    rows = tuple(Office(f"office{k:02}", "", "") for k in range(offices))
    rule = regime({"task": 1.0}, [], visits=1, mutual_recognition=recognition)
    owned = tuple(Indicator(row.id, "", "", "task", row.id) for row in rows)
    who = people(1, mass_slack=1)
    world = World([Case(replace(rule, offices=rows, indicators=owned), place(), who, months=6)]).run()
    return float(course(world, "visits")[0, -1])
