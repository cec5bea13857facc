"""Statistics: a number for every replicate, made of means over months by a formula.

Scenarios meet the same random numbers in a replicate, so the difference of two means of one replicate is an effect.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..compare.window import window

LEVEL = "level_"  # before the id of a field: its true level, mean over townships

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Term:
    """The mean of a measure over some months of a run.

    measure: an id of `sim.measures`, in its unit, or `level_` and the id of a field; scenario, place: ids (empty:
    the first); first, last: months counted from 1, both included (0: the last 24 months, 12 of a shorter run, all
    months of one shorter than a year).
    """

    measure: str
    scenario: str = ""
    place: str = ""
    first: int = 0
    last: int = 0


def months_of(term: Term, months: int) -> tuple[int, int]:
    """First and last month of a term in a run of so many months."""
    if term.first == term.last == 0:
        return months - window(months) + 1, months
    return term.first, term.last


@dataclass(frozen=True)
class Statistic:
    """`formula` of the means that `terms` name: arrays with one value a replicate, to one such array.

    The scenario of a term is the id of a scenario or, in a pattern, the label of a variant.
    """

    terms: tuple[Term, ...]
    formula: Callable[..., Array]

    def of(self, mean: Callable[[Term], Array]) -> Array:
        """The statistic by replicate, given the mean of each term by replicate."""
        return np.asarray(self.formula(*map(mean, self.terms)))


def change(after: str, before: str, outcome: str) -> Statistic:
    """How far an outcome differs between two scenarios, in its unit."""
    return Statistic((Term(outcome, after), Term(outcome, before)), lambda a, b: a - b)


def relative_change(after: str, before: str, outcome: str, first: int = 0, last: int = 0) -> Statistic:
    """How far the mean of an outcome over some months (0: the last ones) differs, as a share of that before."""
    terms = tuple(Term(outcome, scenario, "", first, last) for scenario in (after, before))
    return Statistic(terms, lambda a, b: ratio(a, b) - 1)


def minus(one: Statistic, other: Statistic, times: float = 1.0) -> Statistic:
    """One statistic less a multiple of another."""
    split = len(one.terms)
    return Statistic(
        one.terms + other.terms, lambda *means: one.formula(*means[:split]) - times * other.formula(*means[split:])
    )


def ratio(over: Array, under: Array) -> Array:
    """Element by element; NaN where the denominator is 0."""
    return np.divide(over, under, out=np.full_like(over, np.nan), where=under != 0)
