"""Summaries: the few numbers of a run that are compared with evidence, as data that a record can hold.

A summary is a mean over months of one measure, or its difference from another such mean, or its ratio to one,
within the same replicate. Replicates share their random numbers across scenarios, so such a difference is the effect
of a scenario, or of a reform's start, in that replicate.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scenarios.errors import ScenarioError, unknown
from scenarios.languages import phrase
from sim.measures import NAMES

from ..compare.comparison import Comparison
from ..compare.window import window
from ..run.checks import found, impossible

LEVEL = "level_"  # before the id of a field: its true level, mean over townships

Array = NDArray[np.float64]
# Months of one measure under one scenario at one place, by run: (run, month).
Look = Callable[[str, str, str], Array]


@dataclass(frozen=True)
class Term:
    """The mean of a measure over some months of a run.

    measure: an id of `sim.measures`, in its unit, or `level_` and the id of a field; scenario, place: ids (empty:
    the first of the plan); first, last: months counted from 1, both included (0: the last 24 months, 12 of a
    shorter run, all months of one shorter than a year).
    """

    measure: str
    scenario: str = ""
    place: str = ""
    first: int = 0
    last: int = 0


@dataclass(frozen=True)
class Summary:
    """One number of a replicate: `of`, or `of - minus`, or `of / over` (NaN where `over` is 0)."""

    name: str
    of: Term
    minus: Term | None = None
    over: Term | None = None

    def __post_init__(self) -> None:
        if self.minus is not None and self.over is not None:
            raise impossible(f"{self.name}.over", found("beside_minus"), "minus_or_over")

    @property
    def terms(self) -> list[Term]:
        """The means it is made of."""
        return [term for term in (self.of, self.minus, self.over) if term is not None]


def default_summaries() -> tuple[Summary, ...]:
    """Every measure under the first scenario at the first place, over the last 24 months (see `Term`)."""
    return tuple(Summary(name, Term(name)) for name in NAMES)


def summarise(summaries: Iterable[Summary], look: Look) -> Array:
    """Summaries of runs: (run, summary). look: gives the months of a measure by its id, scenario and place."""
    return np.column_stack([_one(summary, look) for summary in summaries])


def months_of(term: Term, months: int) -> tuple[int, int]:
    """First and last month of a term in a run of so many months."""
    if term.first == term.last == 0:
        return months - window(months) + 1, months
    return term.first, term.last


def check_summary(summary: Summary, comparisons: Sequence[Comparison]) -> None:
    """Refuse what the comparisons cannot give: an unknown measure, scenario or place, or months outside a run."""
    for term in summary.terms:
        try:
            _check_term(term, comparisons)
        except ScenarioError as error:
            raise error.at(phrase("experiments.sweeps.of_summary", name=summary.name)) from None


def _one(summary: Summary, look: Look) -> Array:
    value = _mean(summary.of, look)
    if summary.minus is not None:
        return value - _mean(summary.minus, look)
    if summary.over is not None:
        base = _mean(summary.over, look)
        return np.divide(value, base, out=np.full_like(value, np.nan), where=base != 0)
    return value


def _mean(term: Term, look: Look) -> Array:
    runs = look(term.measure, term.scenario, term.place)
    first, last = months_of(term, runs.shape[1])
    # Run by run and contiguous, so that bits do not depend on how many runs stand side by side.
    return np.array([float(np.add.reduce(run)) for run in np.ascontiguousarray(runs[:, first - 1 : last])]) / (
        last - first + 1
    )


def _check_term(term: Term, comparisons: Sequence[Comparison]) -> None:
    months = comparisons[0].months
    if not (term.first == term.last == 0) and not 1 <= term.first <= term.last <= months:
        raise ScenarioError(phrase("experiments.sweeps.months_of", first=term.first, last=term.last, months=months))
    places, scenarios = [each.place.id for each in comparisons], comparisons[0].ids
    for kind, name, known in (("place", term.place, places), ("scenario", term.scenario, scenarios)):
        if name and name not in known:
            raise ScenarioError(unknown(kind, name, known))
    row = scenarios.index(term.scenario) if term.scenario else 0
    fields = [f"{LEVEL}{field.id}" for field in comparisons[0].scenarios[row].regime.fields]
    if term.measure not in (*NAMES, *fields):
        raise ScenarioError(unknown("measure", term.measure, [*NAMES, *fields]))
