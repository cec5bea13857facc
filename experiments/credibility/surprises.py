"""Two effects that surprise readers, by regime, place and horizon: where each holds, where it fails, and by what.

More inspection lowers formalism; some assessment beats none. Both are steps of the headline levers, which are asked one
by one: an effect of a lever over its whole range would hide that it turns.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.statistics import Estimate, estimate
from scenarios import REGIMES, Scenario, load, load_place

from ..compare import plausible
from ..compare.comparison import Comparison
from ..compare.results import Results
from ..compare.running import run_comparison
from .explain.split import Explanation, Question, explain
from .patterns.places import TEXTS, counties

YEARS = (1, 2, 3, 5, 10)  # after the step; an effect is the mean of the twelve months of that year
MONTHS, REPLICATES, WORLDS = 12 * YEARS[-1], 8, 48
PLACES = ("class", *TEXTS, *counties()[:5])
MAIN = TEXTS[0]  # the one place where plausible worlds and the other rules of decision are run as well
Step = tuple[float, float]


@dataclass(frozen=True)
class Surprise:
    """An outcome, the direction that surprises (1 or -1), and steps of levers, from and to.

    A step is two factors of what a regime writes. before: the factor in force during the warm-up of three years.
    """

    id: str
    outcome: str
    sign: int
    levers: tuple[str, ...]
    steps: tuple[Step, ...]
    before: float

    def scenario(self, regime: str, factor: float) -> str:
        """The expression of a regime with the levers multiplied, such as `yinzhou,inspection_frequency=2`."""
        return regime if factor == 1 else ",".join((regime, *(f"{lever}={factor:g}" for lever in self.levers)))


INSPECTION = Surprise("inspection", "formalism", -1, ("inspection_frequency",), ((0, 1), (1, 2), (2, 4)), 1)
ASSESSMENT = Surprise(
    "assessment", "true_outcome", +1, ("indicator_load", "inspection_frequency", "accountability_pressure"),
    ((0, 0.25), (0, 0.5), (0, 1)), 0,
)  # fmt: skip
SURPRISES = {each.id: each for each in (INSPECTION, ASSESSMENT)}
EXPLAINED = (
    (INSPECTION, "generalised", (0.0, 1.0)),
    (INSPECTION, "generalised", (1.0, 2.0)),
    (INSPECTION, "extreme", (1.0, 2.0)),
    (ASSESSMENT, "leping", (0.0, 1.0)),
    (ASSESSMENT, "generalised", (0.0, 0.5)),
    (ASSESSMENT, "generalised", (0.0, 1.0)),
)


@dataclass(frozen=True)
class Effect:
    """The effect of a step in one place, by year of `YEARS`.

    worlds: in how many of `WORLDS` plausible worlds it has the direction that surprises, by year; rules: under how many
    of the five rules of decision it has in the last year; empty and 0 where these were not run.
    """

    surprise: str
    regime: str
    step: Step
    place: str
    years: tuple[Estimate, ...]
    worlds: tuple[int, ...] = ()
    rules: int = 0


def effects(threads: int | None = None) -> Iterator[Effect]:
    """Every step in every regime and place, some four minutes on one core; as found."""
    for place in PLACES:
        for surprise in SURPRISES.values():
            for regime in REGIMES:
                yield from effects_at(surprise, regime, place, threads)


def effects_at(surprise: Surprise, regime: str, place: str, threads: int | None = None) -> list[Effect]:
    """Every step of a surprise in one regime and place, under the same random numbers."""
    factors = sorted({factor for step in surprise.steps for factor in step} | {surprise.before})
    loaded = {factor: load(surprise.scenario(regime, factor)) for factor in factors}
    thorough = place == MAIN
    comparison = Comparison(
        tuple(loaded.values()), load_place(place), MONTHS, REPLICATES, baseline=loaded[surprise.before].id,
        worlds=plausible.people(WORLDS) if thorough else (), rules=thorough,
    )  # fmt: skip
    found = run_comparison(comparison, threads)
    return [_effect(surprise, regime, step, place, found, loaded) for step in surprise.steps]


def _effect(
    surprise: Surprise, regime: str, step: Step, place: str, found: Results, loaded: dict[float, Scenario]
) -> Effect:
    def by_year(results: Results) -> NDArray[np.float64]:
        """Differences by replicate and year."""
        before, after = (results.of(surprise.outcome)[results.comparison.ids.index(loaded[f].id)] for f in step)
        yearly = (after - before).reshape(len(after), -1, 12).mean(axis=2)
        return np.asarray(yearly[:, [year - 1 for year in YEARS]])

    here = by_year(found)
    years = tuple(estimate(column) for column in here.T)
    if not found.worlds:
        return Effect(surprise.id, regime, step, place, years)
    worlds = tuple(int(n) for n in (by_year(found.worlds) * surprise.sign > 0).sum(axis=0))
    last = [here[:, -1].mean(), *(by_year(rule)[:, -1].mean() for rule in found.rules.values())]
    rules = sum(bool(each * surprise.sign > 0) for each in last)
    return Effect(surprise.id, regime, step, place, years, worlds, rules)


def explanations(threads: int | None = None) -> Iterator[Explanation]:
    """`kaohe explain` of the steps of `EXPLAINED` at the main place, each half a minute on one core."""
    for surprise, regime, (before, after) in EXPLAINED:
        texts = (surprise.scenario(regime, after), surprise.scenario(regime, before))
        yield explain(Question(load(texts[0]), load(texts[1]), load_place(MAIN), surprise.outcome), threads)
