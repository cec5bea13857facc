"""Simulations of variants at one place, with one behaviour: each variant once, under common random numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from scenarios import REGIMES, load_place
from scenarios.places import Place
from sim.measures import NAMES
from sim.parameters.behaviour import Behaviour

from ...compare.window import WINDOW_YEARS
from ...run.runner import run_cases
from ...run.seeds import replicate_seeds
from ...study.statistic import Statistic, Term, months_of
from .most_skilled import HOURS, hours_of_most_skilled
from .variant import Ablation, Key, Variant

YEARS = 10
BATCH = 256  # runs at a time
REGIMES_AS_WRITTEN = tuple(Variant(regime, behaviour={}) for regime in REGIMES)  # what ranges are taken over
LESS: Mapping[str, tuple[str, str]] = {"other_incidents": ("incidents", "veto_incidents")}  # one outcome less another

Array = NDArray[np.float64]


@dataclass
class Simulations:
    """Runs variants that have not been run yet and keeps their yearly means: (seed, year, measure).

    hours: of the most skilled, by seed, of the variants for which they were asked.
    """

    place: Place
    seeds: Sequence[int]
    behaviour: Behaviour = field(default_factory=Behaviour)
    threads: int | None = None
    means: dict[Key, Array] = field(default_factory=dict)
    hours: dict[Key, Array] = field(default_factory=dict)

    def run(self, variants: Iterable[Variant]) -> None:
        """Run what is new among these variants, all in one go."""
        new = {variant.key: variant for variant in variants if variant.key not in self.means}
        cases = [v.case(self.place, self.behaviour, seed, 12 * YEARS) for v in new.values() for seed in self.seeds]
        means = np.zeros((len(cases), YEARS, len(NAMES)))
        for first in range(0, len(cases), BATCH):
            series = run_cases(cases[first : first + BATCH], threads=self.threads).series
            means[first : first + BATCH] = series.reshape(len(series), YEARS, 12, -1).mean(axis=2)
        for position, key in enumerate(new):
            self.means[key] = means[position * len(self.seeds) : (position + 1) * len(self.seeds)]

    def yearly(self, variant: Variant, outcome: str) -> Array:
        """An outcome by seed and year."""
        if outcome in LESS:
            whole, part = (self.yearly(variant, name) for name in LESS[outcome])
            return whole - part
        if variant.key not in self.means:
            self.run([variant])
        return self.means[variant.key][:, :, NAMES.index(outcome)]

    def mean(self, variant: Variant, term: Term) -> Array:
        """The mean of a term's measure over its whole years, by default the last two, by seed."""
        if term.measure == HOURS:
            if variant.key not in self.hours:
                self.hours[variant.key] = hours_of_most_skilled(variant, self.place, self.behaviour, self.seeds)
            return self.hours[variant.key]
        first, last = months_of(term, 12 * YEARS)
        return np.asarray(self.yearly(variant, term.measure)[:, (first - 1) // 12 : last // 12].mean(axis=1))

    def evaluate(
        self, statistic: Statistic, variants: Mapping[str, Variant], ablation: Ablation | None = None
    ) -> Array:
        """A statistic of variants by label, by seed; with a cause removed from every variant."""

        def mean(term: Term) -> Array:
            variant = variants[term.scenario]
            return self.mean(ablation.of(variant) if ablation else variant, term)

        return statistic.of(mean)

    def scale(self, outcome: str) -> float:
        """Range of an outcome's mean over the five regimes as written, here; 1 without an outcome."""
        if not outcome:
            return 1.0
        ends = [self.yearly(variant, outcome)[:, -WINDOW_YEARS:].mean() for variant in REGIMES_AS_WRITTEN]
        return float(max(ends) - min(ends))


def simulations_at(place: str, replicates: int, threads: int | None = None) -> Simulations:
    """Simulations at a place named by a word, with default behaviour and the seeds that `kaohe compare` has."""
    return Simulations(load_place(place), replicate_seeds(1, replicates), threads=threads)
