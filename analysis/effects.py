"""Summaries of runs and paired differences against the baseline, with 95 % intervals.

A replicate is summed up by its mean over the last 24 months (12 where a run is shorter than that, all
months where it is shorter than a year): whole years, because the rhythm of a year is strong. Outcomes of the yearly
score have no value before the first one, in month 12: their means begin there.
Under common random numbers the difference of two scenarios in one replicate is their effect in that replicate; the
interval is Student's over replicates. One replicate has no interval, and then nothing is called significant.
Where replicates differ in behaviour as well (uncertainty `plausible`), more of them tell the mean better, but not
which behaviour is true. The interval is then the middle 95 % of replicates, and there is none of fewer than 39, which
hold less even as a whole: an effect counts where nearly every plausible behaviour gives it.
Under common random numbers even a trifle becomes significant with enough replicates, so an effect is called better or
worse only if it is also at least 1 % of the outcome's range over the five regimes, or, where these were not all run,
1 % of the baseline's level. An effect that is neither is undecided or small: that is no proof of its absence.
Where plausible worlds were run beside replicates of luck, an effect must also have its sign in two thirds of them. A
rule of decision counts as agreeing where the effect under it has that sign and its interval excludes zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from experiments.compare.accounts import Accounts
from scenarios import REGIMES
from sim.measures import HEADLINE, MEASURES, Measure

from .statistics import Array, Estimate, estimate, middle

LEAST = 0.01  # of the outcome's range, or of its level: a smaller effect is neither better nor worse
MOST_WORLDS = 2 / 3  # share of plausible worlds that have to agree in the sign
KINDS = ("regime", "reform", "package")  # of scenarios, in the order of figures
MEASURE = {measure.id: measure for measure in MEASURES}


@dataclass(frozen=True)
class Effects:
    """Summaries by scenario, replicate and measure, and what follows from them."""

    scenarios: tuple[str, ...]
    names: dict[str, tuple[str, ...]]  # of scenarios, by language
    baseline: str
    place: dict[str, str]  # name of the place, by language
    months: int
    values: Array  # (scenario, replicate, measure)
    kinds: tuple[str, ...]  # of scenarios: one of KINDS
    uncertainty: str = "luck"  # what replicates differ by: random numbers alone, or plausible behaviour too
    series: Array | None = None  # (scenario, replicate, month, measure)
    starts: tuple[int, ...] = ()  # month, from 0, in which what a scenario changes begins; empty: 0
    warmup: int = 0  # months that went before the first
    accounts: Accounts | None = None
    apart: tuple[str, ...] = ()  # scenarios that could not warm up under the baseline, and did under themselves
    worlds: Effects | None = None  # in plausible worlds, replicate r in world r; of uncertainty `plausible`, itself
    rules: Mapping[str, Effects] = field(default_factory=dict)  # under each rule of decision; empty: not run
    own: tuple[Measure, ...] = ()  # measures of a user's own, behind the built-in ones

    @cached_property
    def measures(self) -> dict[str, Measure]:
        """All measures by id, in the order of `values`."""
        return MEASURE | {measure.id: measure for measure in self.own}

    @property
    def headline(self) -> tuple[str, ...]:
        """What tables and figures show unless told otherwise: headline outcomes, and measures of a user's own."""
        return (*HEADLINE, *(measure.id for measure in self.own))

    def column(self, measure: str) -> int:
        """Where a measure stands in `values` and `series`."""
        return self._columns[measure]

    @cached_property
    def _columns(self) -> dict[str, int]:
        return {measure: column for column, measure in enumerate(self.measures)}

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

    def kind(self, scenario: str) -> str:
        """Whether a scenario is a regime, adds a reform to one, or a package."""
        return self.kinds[self.scenarios.index(scenario)]

    def sample(self, scenario: str, measure: str) -> Array:
        """Summaries of one measure under one scenario, by replicate."""
        return self.values[self.scenarios.index(scenario), :, self.column(measure)]

    def level(self, scenario: str, measure: str) -> Estimate:
        """Mean of a measure, its interval cut at the measure's range: few replicates know no more than that."""
        found, declared = self.estimated(self.sample(scenario, measure)), self.measures[measure]
        low, high = np.clip([found.low, found.high], declared.low, declared.high)
        return Estimate(found.mean, float(low), float(high))

    def difference(self, scenario: str, measure: str) -> Estimate:
        """Paired difference against the baseline."""
        key = scenario, measure
        if key not in self._differences:
            gaps = self.sample(scenario, measure) - self.sample(self.baseline, measure)
            self._differences[key] = self.estimated(gaps)
        return self._differences[key]

    @cached_property
    def _differences(self) -> dict[tuple[str, str], Estimate]:
        """Paired differences already worked out, by scenario and measure."""
        return {}

    def estimated(self, sample: Array) -> Estimate:
        """The mean of a sample by replicate, with the interval that the uncertainty of the comparison asks for."""
        return middle(sample) if self.uncertainty == "plausible" else estimate(sample)

    def cost(self, scenario: str, payer: str) -> Estimate:
        """Running cost a year of one payer against the baseline, % of the county's personnel cost."""
        accounts = self._kept_accounts()
        return self.estimated(accounts.paid(scenario, payer) - accounts.paid(self.baseline, payer))

    def whole_cost(self, scenario: str) -> Estimate:
        """Cost a year of all payers against the baseline, with the yearly part of what is paid once."""
        accounts = self._kept_accounts()
        return self.estimated(accounts.total(scenario) - accounts.total(self.baseline))

    def cost_in_worlds(self, scenario: str) -> Estimate | None:
        """Cost a year of all payers over plausible worlds, with their unit costs; None where these tell no interval."""
        known = self.known_worlds
        found = known.whole_cost(scenario) if known and known.accounts else None
        return found if found and found.low == found.low else None

    def gain(self, scenario: str, measure: str = "true_outcome") -> float:
        """Gain in an outcome for each per cent of personnel cost a year; NaN where it does not surely cost more."""
        cost = self.whole_cost(scenario)
        if not (self.cost_in_worlds(scenario) or cost).low > 0.0:
            return np.nan
        return self.difference(scenario, measure).mean * self.measures[measure].better / cost.mean

    def _kept_accounts(self) -> Accounts:
        if self.accounts is None:
            raise ValueError("effects without accounts have no costs")
        return self.accounts

    def verdict(self, scenario: str, measure: str) -> int:
        """1 better than the baseline, -1 worse: beyond the interval and the least size; 0 undecided or small."""
        found = self.difference(scenario, measure)
        if not found.sure or abs(found.mean) < LEAST * self.scale(measure):
            return 0
        agreeing = self.worlds_agreeing(scenario, measure)
        if self.uncertainty == "luck" and agreeing and agreeing[0] < MOST_WORLDS * agreeing[1]:
            return 0
        return self.measures[measure].better if found.mean > 0 else -self.measures[measure].better

    def worlds_agreeing(self, scenario: str, measure: str) -> tuple[int, int] | None:
        """In how many plausible worlds, of how many, the effect has the sign of its mean; None where none were run."""
        known = self.known_worlds
        if known is None:
            return None
        gaps = known.sample(scenario, measure) - known.sample(self.baseline, measure)
        return counted(gaps, self.difference(scenario, measure).mean), len(gaps)

    def rules_agreeing(self, scenario: str, measure: str) -> tuple[int, int] | None:
        """Under how many rules of decision, of how many, the effect surely has the sign of its mean."""
        if not self.rules:
            return None
        sign = np.sign(self.difference(scenario, measure).mean)
        found = [each.difference(scenario, measure) for each in self.rules.values()]
        return agreeing(found, float(sign)), len(found)

    @property
    def known_worlds(self) -> Effects | None:
        """Effects in plausible worlds: those run beside, or these where replicates are worlds; None where none are."""
        return self if self.uncertainty == "plausible" else self.worlds

    def scale(self, measure: str) -> float:
        """What an effect is a share of: the outcome's range over the five regimes, else the baseline's level."""
        return self.ranges.get(measure) or abs(self.level(self.baseline, measure).mean)

    @cached_property
    def ranges(self) -> dict[str, float]:
        """Largest minus smallest mean over the five regimes, by measure; empty where one is missing."""
        return self._ranges_over(REGIMES) if set(REGIMES) <= set(self.scenarios) else {}

    @cached_property
    def spreads(self) -> dict[str, float]:
        """`ranges`, or where a regime is missing, largest minus smallest mean over all scenarios, by measure."""
        return self.ranges or self._ranges_over(self.scenarios)

    def _ranges_over(self, scenarios: Iterable[str]) -> dict[str, float]:
        rows = [self.scenarios.index(scenario) for scenario in scenarios]
        return dict(zip(self.measures, np.ptp(self.values[rows].mean(axis=1), axis=0).tolist(), strict=True))

    def relative(self, scenario: str, measure: str) -> float:
        """The effect as a share of the outcome's range over the five regimes; NaN where they are not all here."""
        spread = self.ranges.get(measure, np.nan)
        return self.difference(scenario, measure).mean / spread if spread > 0 else np.nan

    def standardised(self, scenario: str, measure: str) -> float:
        """The effect as a share of the outcome's spread (`spreads`); 0 where nothing varies or has a value yet."""
        spread = self.spreads[measure]
        return self.difference(scenario, measure).mean / spread if spread > 1e-12 else 0.0

    def benefit(self, scenario: str, measure: str) -> float:
        """The standardised effect, positive where it is for the better."""
        return self.standardised(scenario, measure) * self.measures[measure].better

    def distance(self, scenario: str) -> float:
        """How far a scenario is from the baseline: mean size of its standardised effects on the headline outcomes."""
        return float(np.mean([abs(self.benefit(scenario, measure)) for measure in HEADLINE]))

    def groups(self, measures: Sequence[str] = ()) -> list[list[str]]:
        """Scenarios but the baseline by kind, in each the one that helps most on average first; ties by id."""
        shown = measures or self.headline
        gain = {scenario: np.mean([self.benefit(scenario, m) for m in shown]) for scenario in self.others}
        ordered = sorted(self.others, key=lambda scenario: (-gain[scenario], scenario))
        return [
            group for k in dict.fromkeys((*KINDS, *self.kinds)) if (group := [s for s in ordered if self.kind(s) == k])
        ]


def counted(gaps: Array, sign: float) -> int:
    """How many differences have a sign."""
    return int((np.sign(gaps) == np.sign(sign)).sum()) if sign else 0


def agreeing(found: Iterable[Estimate], sign: float) -> int:
    """How many effects have a sign with an interval that excludes zero."""
    return sum(each.sure and each.mean * sign > 0 for each in found)
