"""Known answers: in the limits where theory has a closed form, the shipped model must give its number.

Each statement is reached by parameters alone, through the objects anybody uses (regime, people, place, case, world).
`python -m docs --run known_answers` writes the page `docs/known_answers.md` and its Chinese twin;
`tests/test_known_answers.py` holds every statement to its tolerance. Worlds near a limit, and how the distance to it is
taken off, are in `limits`.

Tolerances. Choice leaves shares at odds that differ from the optimum's by ln(odds) / (precision x curvature), and
production bends by about one part in a thousand. Both are smooth in the distance, so extrapolation from three
distances leaves the product of three such parts: below 1e-4 (`CLOSE`) for the vectors named here, which lie inside and
away from kinks. Near a corner (b = .05), or where one direction is flat (two tasks with θ = .8), up to a thousandth is
left, and less where choice is sharper still. Where a tolerance is wider, the function says what it is for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache, partial
from math import comb, erf, exp, log, pi, sqrt

import numpy as np

from scenarios.languages import Text, phrase
from sim.parameters.tables import Indicator, Office, Rung
from sim.state.layout import slot
from sim.world import Case, Overlay, World

from .limits import (
    DIFFICULTY,
    MONTHLY,
    MOST_STAKES,
    NEED_HOURS,
    PATIENCE,
    RESOURCES,
    Array,
    course,
    hours_at_rest,
    limit,
    linear,
    people,
    place,
    regime,
    remembered,
    scored,
    settled,
    visits,
)

CLOSE = 1e-4
YEAR = 12.0


@dataclass(frozen=True)
class Statement:
    """One closed form with numbers in it; `obtain` builds the world, runs it and reads the number off."""

    id: str
    text: Text
    source: Text | str
    expected: float
    tolerance: float
    obtain: Callable[[], float]


# --- effort


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
def dilution(distance: float, indicators: int, own: float = 0.5, weight: float = 0.25) -> Case:
    """T2c: log returns, so shares of time are shares of weight (Cobb and Douglas); citizens keep w_u / (w_u + n w).

    Everyday requests nobody assesses are worth `own` to those who do the work; n indicators are worth `weight` each, by
    pay and by what citizens need. Sixteen fields are the most there can be, so with nineteen indicators four fields
    carry two. The base of log returns falls with the square of the distance, and with it levels. Curvature is
    that of the logarithm, whose third derivative is large: the tolerance is 5e-4.
    """
    fields, need = min(indicators, 15), 0.6  # need: share of citizens' need that is everyday requests
    carried = {f"field{k:02}": float(indicators // fields + (k < indicators % fields)) for k in range(fields)}
    needs = {name: (1 - need) * count / indicators for name, count in carried.items()} | {"requests": need}
    drive = own / need
    prize = YEAR * (indicators * weight - drive * (1 - need)) / MOST_STAKES
    who = people(
        distance, own + indicators * weight, 0.5, mass_real=1, intrinsic=drive, fragmentation=0, diminishing=1,
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


# --- contests and targets


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
    """What a year's prize for the target pays for an hour a month, the mean of twelve months, at full stakes."""
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
    """What choice (T13) takes an hour to pay, by the effort: e + ln(odds of e) / precision; costs are 1 an hour."""
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


# --- paper, shares, risk, visits


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


# --- the table

# Sources of several statements, by the authors' initials.
HM = phrase("experiments.answers.two_authors", one="Holmström", other="Milgrom", year=1991)
LR = phrase("experiments.answers.two_authors", one="Lazear", other="Rosen", year=1981)
MM = phrase("experiments.answers.two_authors", one="Matějka", other="McKay", year=2015)
EVEN, UNEVEN = (1.0, 1.0, 1.0), (0.2, 0.5, 0.3)
LATE = 1e-3  # tolerance close to a fold, and of quotients and optima


def logit(masses: tuple[float, float, float], which: int, precision: float = 2.0) -> float:
    """Expected share of T13."""
    odds = [mass * exp(precision * worth) for mass, worth in zip(masses, (1.0, 0.5, 0.0), strict=True)]
    return odds[which] / sum(odds)


def _entry(find: Callable[..., Array], *setting: object, at: int = 0) -> Callable[[], float]:
    """What reads one number off a limit."""
    return lambda: float(find(*setting)[at])


def _text(name: str, /, **values: object) -> Text:
    return phrase(f"experiments.answers.{name}", **values)


def _effort() -> Iterator[Statement]:
    yield Statement("T1.1", _text("one_task", values="b = .3, c = 1"), HM, 0.3, CLOSE, _entry(one_task, 0.3, 1.0))
    yield Statement("T1.2", _text("one_task", values="b = .3, c = .5"), HM, 0.6, CLOSE, _entry(one_task, 0.3, 0.5))
    both, pay = (0.6, 0.5, 0.5), "(.6, .5)"
    yield Statement("T2.1", _text("first_of_two", pay=pay), HM, 0.35 / 0.75, CLOSE, _entry(two_tasks, *both))
    yield Statement("T2.2", _text("second_of_two", pay=pay), HM, 0.2 / 0.75, CLOSE, _entry(two_tasks, *both, at=1))
    yield Statement("T2.3", _text("substitution"), HM, -0.5 / 0.75, LATE, substitution)
    alone = (0.6, 0.0, 0.5)
    yield Statement("T2.4", _text("first_paid_alone"), HM, 0.6, CLOSE, _entry(two_tasks, *alone))
    yield Statement("T2.5", _text("second_unpaid"), HM, 0.0, CLOSE, _entry(two_tasks, *alone, at=1))
    values, left = "T / 2 + (b - w) / 2c, b = .9, w = .5, c = 1", 1 - served(0.3)
    yield Statement("T2b.1", _text("all_hours", values=f"{values}, T = 1"), HM, 0.7, CLOSE, _entry(fixed_hours))
    campaign = _text("campaign", values=values, time=1 - left)
    yield Statement("T2b.2", campaign, HM, left / 2 + 0.2, CLOSE, _entry(fixed_hours, 0.3))
    for number, (n, at, exact) in enumerate([(4, 4, 1 / 3), (19, 15, 2 / 21)], start=1):
        text = _text("log_returns", share="w_u / (w_u + n w)", values=f"w_u = .5, w = .25, n = {n}")
        yield Statement(f"T2c.{number}", text, _text("shares"), exact, 5e-4, _entry(dilution, n, at=at))
    baker, vectors = "Baker (1992, 2002)", {"value": "(1, 2, .5)", "measure": "(1.5, .5, 1)"}
    yield Statement("T3.1", _text("bonus", **vectors), baker, 6 / 7, LATE, lambda: best_bonus()[0])
    yield Statement("T3.2", _text("surplus", **vectors), baker, 24 / 49, CLOSE, lambda: best_bonus()[1])


def _contests() -> Iterator[Statement]:
    for number, (n, m) in enumerate([(2, 1), (14, 1), (14, 3)], start=1):
        expected, text = 2 * contest_of_equals(n, m), _text("contest", n=n, m=m)
        yield Statement(f"T4.{number}", text, LR, expected, CLOSE, _entry(contest, n, m))
    for number, belief in enumerate([0.5, 0.25], start=1):
        text, expected = _text("ratchet", belief=belief), 0.1 / (1 - 0.9 * (1 - belief))
        yield Statement(f"T6.{number}", text, _text("weitzman_34"), expected, CLOSE, partial(weight_left, belief))
    chosen = _entry(weight_chosen, 0.5)
    yield Statement("T6.3", _text("ratchet_effort"), "Weitzman (1980)", 1 / 5.5, 5e-4, chosen)
    source = _text("fixed_standard", source=LR)
    for number, target in enumerate([0.8, 0.95, 0.98, 1.0], start=1):
        expected, tolerance = first_order(target, 0.5, 0.0, 1.0), CLOSE if target < 0.98 else LATE
        read = _entry(hard_target, target, 0.5)
        yield Statement(f"T7.{number}", _text("target", target=target), source, expected, tolerance, read)
    high, low = (0.8, 1.1), (0.0, 0.2)  # where effort rests in either basin
    for number, (target, before, basin) in enumerate(
        [(0.98, 0.8, high), (1.0, 1.2, low), (1.0, 0.8, high), (0.98, 1.2, low)], start=5
    ):
        text, expected = _text("two_basins", target=target, before=before), first_order(target, 0.4, *basin)
        read = _entry(hard_target, target, 0.4, before, (1.0, 1.0))
        yield Statement(f"T7.{number}", text, source, expected, LATE, read)


def _others() -> Iterator[Statement]:
    source = _text("and_source", source=HM, other="Becker (1968)")
    yield Statement("T9.1", _text("real", fine=".3"), source, 0.6, 5e-4, _entry(real_and_fake, 0.3))
    yield Statement("T9.2", _text("fake", fine=".3"), source, 0.15, 5e-4, _entry(real_and_fake, 0.3, at=1))
    yield Statement("T9.3", _text("no_fake", fine=".9"), source, 0.0, 5e-4, _entry(real_and_fake, 0.9, at=1))
    chosen = [(masses, which) for masses in (EVEN, UNEVEN) for which in range(3)]
    for number, (masses, which) in enumerate(chosen, start=1):
        word = _text("equal_masses" if masses == EVEN else "unequal_masses")
        text = _text("logit", masses=word, worth=("1", ".5", "0")[which])
        expected, read = logit(masses, which), _entry(logit_shares, masses, at=which)
        yield Statement(f"T13.{number}", text, MM, expected, 1e-5, read)
    source, number = _text("expected_utility"), 0
    for tolerance, exact in ((0.0, 0.74), (0.5, 1.7 / 3)):
        number += 1
        text, read = _text("daring", tolerance=tolerance), partial(chance_that_dares, tolerance)
        yield Statement(f"T17.{number}", text, source, exact, CLOSE, read)
        for precision in (1.0, 100.0):
            number += 1
            text = _text("share_that_dares", tolerance=tolerance, precision=precision)
            read = partial(share_that_dares, exact, tolerance, precision)
            yield Statement(f"T17.{number}", text, source, 0.5, LATE, read)
    for number, (share, expected) in enumerate([(0.0, 20.0), (0.7, 6.7)], start=1):
        text, read = _text("recognition", share=share), partial(visits_of_equals, 20, share)
        yield Statement(f"T19.{number}", text, _text("identity"), expected, 1e-9, read)


STATEMENTS: tuple[Statement, ...] = (*_effort(), *_contests(), *_others())
