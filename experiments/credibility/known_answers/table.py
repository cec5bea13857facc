"""The statements: each closed form with numbers in it, its source, its tolerance, and what reads the number off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from math import exp

from scenarios.languages import Text, phrase

from ..limits import (
    Array,
)
from .contests import contest, contest_of_equals, first_order, hard_target, weight_chosen, weight_left
from .effort import best_bonus, dilution, fixed_hours, one_task, served, substitution, two_tasks
from .paper_and_risk import (
    chance_that_dares,
    logit_shares,
    real_and_fake,
    share_that_dares,
    visits_of_equals,
)

CLOSE = 1e-4
LATE = 1e-3  # tolerance close to a fold, and of quotients and optima


@dataclass(frozen=True)
class Statement:
    """One closed form with numbers in it; `obtain` builds the world, runs it and reads the number off."""

    id: str
    text: Text
    source: Text | str
    expected: float
    tolerance: float
    obtain: Callable[[], float]


# Sources of several statements, by the authors' initials.
HM = phrase("experiments.answers.two_authors", one="Holmström", other="Milgrom", year=1991)
LR = phrase("experiments.answers.two_authors", one="Lazear", other="Rosen", year=1981)
MM = phrase("experiments.answers.two_authors", one="Matějka", other="McKay", year=2015)
EVEN, UNEVEN = (1.0, 1.0, 1.0), (0.2, 0.5, 0.3)


def logit(masses: tuple[float, float, float], which: int) -> float:
    """Expected share of one of three activities of worth 1, 1/2 and 0 (T13): masses times exp(2 worth), normed."""
    odds = [mass * exp(2.0 * worth) for mass, worth in zip(masses, (1.0, 0.5, 0.0), strict=True)]
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
