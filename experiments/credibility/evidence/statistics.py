"""Statistics: numbers of a replicate made of means over months, in a study or at every point of a sweep."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scenarios import load_place
from scenarios.errors import ScenarioError
from scenarios.languages import phrase
from sim.measures import NAMES
from sim.parameters.behaviour import Behaviour

from ...compare.comparison import Comparison, new_comparison
from ...compare.results import run_comparison
from ...compare.window import WINDOW_YEARS
from ...run.runner import Progress
from ...study.space import Simulator, Space
from ...study.summaries import LEVEL, Summary, Term, months_of
from ...study.sweep import new_plan, simulator

MONTHS, PLACE = 60, "330213"  # five years of a county of 12 townships (the median is 13)
FIRST = 12  # months to the first yearly score; a mean without months of its own lies after them

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Statistic:
    """`formula` of the means that `terms` name, of one replicate each: arrays (replicate,) to (replicate,)."""

    id: str
    terms: tuple[Term, ...]
    formula: Callable[..., Array]


def months_needed(statistic: Statistic) -> int:
    """Of the shortest run that gives a statistic: the last month it names, or the first year and those averaged."""
    return max(term.last or FIRST + 12 * WINDOW_YEARS for term in statistic.terms)


def check_size(statistics: Iterable[Statistic], months: int, replicates: int, least: int = 1) -> None:
    """Refuse runs too short for one of the statistics, and too few replicates."""
    needed = {each.id: months_needed(each) for each in statistics}
    longest = max(needed, key=lambda name: needed[name])
    if months < needed[longest]:
        raise ScenarioError(
            phrase("experiments.evidence.months_short", months=months, least=needed[longest], name=longest), "months"
        )
    if replicates < least:
        raise ScenarioError(
            phrase("experiments.evidence.replicates_short", replicates=replicates, least=least), "replicates"
        )


def evaluate(
    statistics: Iterable[Statistic],
    scenarios: Sequence[Any],
    months: int = MONTHS,
    replicates: int = 20,
    seed: int = 1,
    place: str = PLACE,
    threads: int | None = None,
    behaviour: Behaviour | None = None,
    progress: Progress | None = None,
) -> dict[str, Array]:
    """Every statistic by replicate, all scenarios under common luck; the first is the baseline."""
    comparison = new_comparison(scenarios, load_place(place), months, replicates, seed, None, behaviour)
    results = run_comparison(comparison, threads, progress)

    def look(term: Term) -> Array:
        row = comparison.ids.index(term.scenario) if term.scenario else 0
        first, last = months_of(term, months)
        if term.measure in NAMES:
            found = results.of(term.measure)[row]
        else:
            found = results.level[row, :, :, results.fields.index(term.measure.removeprefix(LEVEL))]
        return np.asarray(found[:, first - 1 : last].mean(axis=1))

    return {each.id: each.formula(*map(look, each.terms)) for each in statistics}


def terms_of(statistics: Iterable[Statistic]) -> list[Term]:
    """Every mean that the statistics need, once."""
    return list(dict.fromkeys(term for each in statistics for term in each.terms))


def statistic_simulator(
    statistics: Sequence[Statistic],
    scenarios: Sequence[Any],
    space: Space,
    months: int = MONTHS,
    replicates: int = 2,
    seed: int = 1,
    place: str = PLACE,
    threads: int | None = None,
    folder: str | None = None,
    progress: Progress | None = None,
) -> Simulator:
    """The model as a function from points of the unit cube to statistics (point, replicate, statistic)."""
    terms = terms_of(statistics)
    summaries = [Summary(f"term{k}", term) for k, term in enumerate(terms)]
    plan = new_plan(scenarios, [load_place(place)], summaries, months, replicates, seed)
    raw = simulator(plan, space, folder=folder, threads=threads, progress=progress)

    def simulate(unit: Array) -> Array:
        means = raw(unit)
        columns: Mapping[Term, int] = {term: k for k, term in enumerate(terms)}
        return np.stack([s.formula(*(means[:, :, columns[t]] for t in s.terms)) for s in statistics], axis=-1)

    return simulate


def ratio(over: Array, under: Array) -> Array:
    """Element by element; NaN where the denominator is 0."""
    return np.divide(over, under, out=np.full_like(over, np.nan), where=under != 0)


def study_of(scenarios: Sequence[Any], months: int = MONTHS, replicates: int = 1, place: str = PLACE) -> Comparison:
    """The study these scenarios make; refuses what cannot be run."""
    return new_comparison(scenarios, load_place(place), months, replicates)
