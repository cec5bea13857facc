"""Summaries of runs and paired differences against the baseline, with 95 % intervals.

A replicate is summed up by its mean over the last 24 months (12 where a run is shorter than that, all
months where it is shorter than a year): whole years, because the rhythm of a year is strong. Outcomes of the yearly
score have no value before the first one, in month 12: their means begin there.
Under common luck the difference of two scenarios in one replicate is their effect in that luck; the interval is
Student's over replicates. One replicate has no interval, and then nothing is called significant.
Where replicates differ in behaviour as well (uncertainty `plausible`), more of them tell the mean better, but not
which behaviour is true. The interval is then the middle 95 % of replicates, and there is none of fewer than 39, which
hold less even as a whole: an effect counts where nearly every plausible behaviour gives it.
Under common luck even a trifle becomes significant with enough replicates, so better and worse are said only of
effects that are also of some size: 1 % of the outcome's range over the five regimes, or, where these were
not all run, 1 % of the baseline's level.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.compare.results import kind
from experiments.compare.window import summarise
from scenarios import REGIMES
from sim.measures import HEADLINE, MEASURES, NAMES, Measure

from .statistics import Estimate, estimate, middle

LEAST = 0.01  # of the outcome's range, or of its level: a smaller effect is neither better nor worse
BY_ID = {measure.id: measure for measure in MEASURES}


@dataclass(frozen=True)
class Effects:
    """Summaries by scenario, replicate and measure, and what follows from them."""

    scenarios: tuple[str, ...]
    names: dict[str, tuple[str, ...]]  # of scenarios, by language
    baseline: str
    place: dict[str, str]  # name of the place, by language
    months: int
    values: NDArray[np.float64]  # (scenario, replicate, measure)
    kinds: tuple[str, ...] = ()  # of scenarios: regime, reform or package; empty where unknown
    uncertainty: str = "luck"  # what replicates differ by: luck alone, or plausible behaviour too

    @property
    def others(self) -> list[str]:
        """Scenarios but the baseline."""
        return [scenario for scenario in self.scenarios if scenario != self.baseline]

    @property
    def assessed(self) -> list[str]:
        """Headline outcomes that have a value: all of them, if the run has reached its first yearly score."""
        return [measure for measure in HEADLINE if self.level(self.baseline, measure).known]

    @property
    def replicates(self) -> int:
        return int(self.values.shape[1])

    def sample(self, scenario: str, measure: str) -> NDArray[np.float64]:
        """Summaries of one measure under one scenario, by replicate."""
        return self.values[self.scenarios.index(scenario), :, NAMES.index(measure)]

    def level(self, scenario: str, measure: str) -> Estimate:
        """Mean of a measure, its interval cut at the measure's range: few replicates know no more than that."""
        found, declared = self._estimate(self.sample(scenario, measure)), BY_ID[measure]
        low, high = np.clip([found.low, found.high], declared.low, declared.high)
        return Estimate(found.mean, float(low), float(high))

    def difference(self, scenario: str, measure: str) -> Estimate:
        """Paired difference against the baseline."""
        return self._estimate(self.sample(scenario, measure) - self.sample(self.baseline, measure))

    def _estimate(self, sample: NDArray[np.float64]) -> Estimate:
        return middle(sample) if self.uncertainty == "plausible" else estimate(sample)

    def verdict(self, scenario: str, measure: str) -> int:
        """1 better than the baseline, -1 worse: beyond the interval and the least size; 0 neither."""
        found = self.difference(scenario, measure)
        if not found.sure or abs(found.mean) < LEAST * self.scale(measure):
            return 0
        return BY_ID[measure].better if found.mean > 0 else -BY_ID[measure].better

    def scale(self, measure: str) -> float:
        """What an effect is measured by: the range over the five regimes, else the baseline's level."""
        return self.ranges.get(measure) or abs(self.level(self.baseline, measure).mean)

    def relative(self, scenario: str, measure: str) -> float:
        """The effect as a share of the outcome's range over the five regimes; NaN where they are not all here."""
        spread = self.ranges.get(measure, np.nan)
        return float(self.difference(scenario, measure).mean / spread) if spread > 0 else np.nan

    @cached_property
    def ranges(self) -> dict[str, float]:
        """Largest minus smallest mean over the five regimes, by measure; empty where one is missing."""
        if not set(REGIMES) <= set(self.scenarios):
            return {}
        rows = [self.scenarios.index(regime) for regime in REGIMES]
        return dict(zip(NAMES, np.ptp(self.values[rows].mean(axis=1), axis=0).tolist(), strict=True))


def effects_of(results: Any) -> Effects:
    """From results, or from the Dataset made of them."""
    study = getattr(results, "comparison", None)
    return _from_dataset(results) if study is None else _from_results(results, study)


def _from_results(results: Any, study: Any) -> Effects:
    return Effects(
        tuple(study.ids),
        {
            "en": tuple(str(scenario.name_en or scenario.id) for scenario in study.scenarios),
            "zh": tuple(str(scenario.name_zh or scenario.id) for scenario in study.scenarios),
        },
        study.baseline,
        {"en": study.place.name_en, "zh": study.place.name_zh},
        study.months,
        summarise(results.series),
        tuple(kind(scenario) for scenario in study.scenarios),
        study.uncertainty,
    )


def _from_dataset(data: Any) -> Effects:
    months = data.sizes["month"]
    series = np.stack([data[name].values for name in NAMES], axis=-1)
    names = {language: tuple(map(str, data[f"scenario_name_{language}"].values)) for language in ("en", "zh")}
    place = {language: data.attrs[f"place_name_{language}"] for language in ("en", "zh")}
    scenarios = tuple(map(str, data["scenario"].values))
    kinds = tuple(map(str, data["scenario_kind"].values)) if "scenario_kind" in data.coords else ()
    uncertainty = data.attrs.get("uncertainty", "luck")
    return Effects(scenarios, names, data.attrs["baseline"], place, months, summarise(series), kinds, uncertainty)


def measure_name(measure: str, lang: str) -> str:
    found: Measure = BY_ID[measure]
    return found.zh if lang == "zh" else found.en
