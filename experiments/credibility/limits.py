"""Worlds near a limit in which theory knows the answer: everything but one motive switched off, by parameters alone.

A limit is approached, never reached: choice is sharp but not infinitely so, levels are small but not zero. Both are
tied to one *distance*: at twice the distance choice is half as sharp and levels are twice as large. Results are smooth
in the distance, so the same world at several distances gives the value at zero (Richardson's extrapolation).

In all these worlds a month is free of compulsory load, people are alike, and nothing is drawn but scores. Work moves a
level at once (pace 1) and pays through a reading every month. Levels lie far below `diminishing_base`, where one more
level is worth (base)^-2 and returns are constant. A cadre at rest is worth nothing, and slack costs
nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache, wraps
from math import exp, log, prod
from typing import Concatenate, ParamSpec, cast

import numpy as np
from numpy.typing import NDArray

from scenarios.countries import DEFAULT, find_country
from scenarios.places import Place, Township
from sim.measures import NAMES
from sim.parameters.behaviour import OFF, Behaviour
from sim.parameters.levers import Levers
from sim.parameters.regime import Regime
from sim.parameters.tables import Field, Indicator, Office, Reading, Rung
from sim.world import Case, World

Array = NDArray[np.float64]
P = ParamSpec("P")

DISTANCES = (1.0, 2.0, 4.0)
PRECISION = 400.0  # at distance 1, times the curvature of costs
NEED_HOURS, DIFFICULTY, RESOURCES, PATIENCE = 2.0, 3.0, 0.3, 0.98
SEEN = 0.5  # share of slack that visits see, where nothing else is said
INDICATORS = 2000.0  # what the cap leaves; they break the rhythm of work, so that a level takes many hours
MOST_STAKES = 5.0

QUIET_LEVERS: Mapping[str, float] = {
    # no compulsory load but the rhythm many indicators break
    "letters": 0, "campaign": 0, "deadline": 0, "indicator_load": 3, "levels": 4, "new_items": 0.5,
    "indicator_cap": INDICATORS, "resources": RESOURCES,
    # visits come evenly, at no cost of time
    "bunching": 0, "special_supervision": 0, "announced": 0.2,
    # a score is what was done: no documents, automatic data, bonus, deduction, training or own reference
    "trace_weight": 0, "data": 0, "bonus": 0, "deduction": 0, "training": 0, "diagnosis": 0, "classification": 0,
    "publicity": 0, "reference_own": 0,
    # targets stand still and nobody answers for them
    "base_target": 0.05, "amplification": 0, "field_research": 1, "reweighting": 0, "ratchet_up": 0,
    "shortfall_loss": 0, "veto_loss": 0, "reward_individualisation": 1, "clarity": 0, "grantor_liability": 0,
    "target_stakes": MOST_STAKES,
}  # fmt: skip

QUIET_PEOPLE: Mapping[str, float] = {
    **OFF,
    # all alike, all with the same stake
    "attitude_sd": 0, "skill_sd": 0, "capacity_sd": 0, "difficulty_sd": 0,
    "misfit_sd": 0, "prospects": 1, "stake_staff": 1, "rotation": 0,
    # no motive but the one under study; activities are opened one by one
    "intrinsic": 0, "moral_cost": 0, "slack_pay": 0, "slack_seen": 0, "cost_kind": 0, "cost_field": 0, "cost_total": 0,
    "mass_real": 0, "mass_paper": 0, "mass_showcase": 0, "mass_initiative": 0, "mass_shifting": 0, "mass_slack": 0,
    # work is work: no fatigue, learning, villages, funds, trust, harm, imitation
    "burnout_cost": 0, "burnout_rate": 0, "learning": 0, "village_work": 0, "village_pass": 0, "fund_effect": 0,
    "trust_work": 0, "harm": 0, "imitation": 0, "contagion": 0, "fast_ox": 0, "initiative_gain": 0, "error": 0,
    "concealment_cost": 10,
    # no compulsory load, offices as they are
    "visit_hours": 0, "indicator_hours": 0, "letter_hours": 0, "office_precision": 0, "office_growth": 0,
    # small levels, constant returns
    "patience": PATIENCE, "fragmentation": 1, "indicator_base": 5, "diminishing": 2, "diminishing_base": 0.02,
}  # fmt: skip
YEAR = 12.0  # months
MONTHLY = Reading("monthly", "monthly", "每月", weight=1, noise=0, period=1, shine=0, trace=0)


def people(distance: float, cost: float = 1.0, sharpness: float = 1.0, **changes: float) -> Behaviour:
    """Quiet people at a distance from the limit. `cost`: curvature of costs, to which choice is fitted.

    The pace is that of the sharpest world at all distances, well inside its bound for stability (K6): two over one
    plus precision times curvature times s (1 - s), and s (1 - s) is at most 1/4.
    """
    precision = PRECISION * sharpness
    settings = {
        "precision": precision / cost / distance,
        "adjustment": 1 / (1 + precision / 4),
        "need_hours": NEED_HOURS / distance,
    }
    return Behaviour(**{**QUIET_PEOPLE, **settings, **changes})


def regime(
    points: Mapping[str, float],
    rungs: Sequence[Rung],
    needs: Mapping[str, float] | None = None,
    reading: Reading = MONTHLY,
    pace: float = 1.0,
    **levers: float,
) -> Regime:
    """A quiet regime: points of assessed fields, rungs, needs by field (default: equal, of the assessed fields)."""
    shares = needs or dict.fromkeys(points, 1.0)
    fields = tuple(Field(name, name, name, need=need, pace=pace, hazard=0) for name, need in shares.items())
    items = tuple(
        Indicator(name, name, name, name, "office", weight=worth, items=200, verifiability=1)
        for name, worth in points.items()
    )
    settings = {**QUIET_LEVERS, "visits": visits(SEEN), **levers}
    offices, country = (Office("office", "", ""),), find_country(DEFAULT)
    return Regime(
        "limit", Levers(**settings), fields, offices, items, (reading,), tuple(rungs),
        tuple(country.kinds), tuple(country.size_classes),
    )  # fmt: skip


def place(townships: int = 2, difficulty: float = DIFFICULTY, resources: float = RESOURCES, villages: int = 1) -> Place:
    """Townships alike, of five cadres each."""
    rows = tuple(
        Township(j + 1, f"T{j + 1}", "large", "ordinary", 5, villages, difficulty, resources) for j in range(townships)
    )
    return Place("limit", "Limit", "极限", 1, rows, "made for known answers")


# --- units: from what an hour is to be worth to the parameters of a regime


def hours(distance: float) -> float:
    """Hours of work, as a share of the month, that would hold all the county's need at odds 1."""
    return NEED_HOURS / distance * DIFFICULTY * INDICATORS / 5 / (RESOURCES * RESOURCES)


def remembered(load: float = 0.0) -> float:
    """What an hour adds to a level, times hours needed, over all months to come and discounted.

    (1 - E) / (1 - patience E) with retention E = exp(-(1 + load)); `load` is work over need, for levels that are
    not small.
    """
    kept = exp(-(1 + load))
    return (1 - kept) / (1 - PATIENCE * kept)


def scored(distance: float, base: float) -> float:
    """Points of the yearly score that an hour a month, every month, makes of the county's need."""
    return base**-2 / hours(distance)


def visits(seen: float) -> float:
    """Visits a month that see a share of slack, at the default of `visits_half`."""
    return -Behaviour().visits_half * log(1 - seen)


def linear(
    pay: Mapping[str, float],
    behaviour: Behaviour,
    distance: float,
    most: float = 1.0,
    months: int = 1200,
    **levers: float,
) -> Case:
    """A case in which an hour of real work is paid by the point: `pay`, by field; fields with pay 0 are not assessed.

    Fields need the same hours. Pay is in utility, at `target_stakes` 5 over `most`; the lever may then be raised to 5.
    """
    paid = {name: worth for name, worth in pay.items() if worth > 0}
    prize = 12 * sum(paid.values()) / len(pay) / scored(distance, behaviour.diminishing_base) / remembered()
    rung = Rung("points", "", "", rule="points", prize=prize * most / MOST_STAKES)
    rule = regime(paid, [rung], dict.fromkeys(pay, 1.0), MONTHLY, **{"target_stakes": MOST_STAKES / most, **levers})
    return Case(rule, place(), behaviour, months=months)


# --- what comes out


def hours_at_rest(world: World, what: str = "real_hours") -> Array:
    """Hours in the last month, in the first township of every case: (case, ...)."""
    return np.array(world.towns[what][world.counties["town_start"]])


def course(world: World, measure: str) -> Array:
    """A measure month by month: (case, month)."""
    return np.array(world.series[:, :, NAMES.index(measure)])


def limit(
    read: Callable[[World], Array] = hours_at_rest,
) -> Callable[[Callable[Concatenate[float, P], Case]], Callable[P, Array]]:
    """Turns a world, as a function of its distance and of more, into what `read` finds in it at distance zero."""

    def decorate(case: Callable[Concatenate[float, P], Case]) -> Callable[P, Array]:
        @wraps(case)
        def obtained(*args: P.args, **changes: P.kwargs) -> Array:
            return extrapolated(read(World([case(distance, *args, **changes) for distance in DISTANCES]).run()))

        return cast(Callable[P, Array], cache(obtained))

    return decorate


def extrapolated(values: Array) -> Array:
    """The polynomial through values at `DISTANCES` (first axis), at zero."""
    total = np.zeros(values.shape[1:])
    for i, here in enumerate(DISTANCES):
        total += values[i] * prod(other / (other - here) for j, other in enumerate(DISTANCES) if j != i)
    return total


def settled(values: Array) -> Array:
    """Where a course (case, month) is heading: Aitken's process over Decembers 60, 80 and 100 years on.

    Standings halve their distance once a year (K3), so close to a fold a course takes longer than a world lasts.
    """
    first, second, third = values[:, 719], values[:, 959], values[:, 1199]
    steady = abs(third - second) < 1e-9
    bend = np.where(steady, 1, third - 2 * second + first)
    return np.array(third - np.where(steady, 0, third - second) ** 2 / bend)
