"""Effects by horizon: one, three, five and ten years after what is compared begins, the dip before, and how fast.

An effect at a horizon is the paired difference from the baseline, the mean of the twelve months that end there. Its
course is the mean over replicates of the difference over the twelve months before (over those since the start, in the
first year). The dip is the largest loss on that course; the months to half are those until it has reached half of the
effect at the last horizon, where that effect excludes zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.compare.window import HORIZONS, unscored

from .effects import Effects, agreeing, counted
from .effects_of_results import effects_of_dataset
from .statistics import Array, Estimate

if TYPE_CHECKING:
    import pandas
    import xarray

YEAR = 12


@dataclass(frozen=True)
class Course:
    """One outcome under one scenario: effects by years after the start, the dip and its month, months to half.

    dip: largest loss against the baseline, in the outcome's unit and with its sign; 0 where there is none. Months count
    from the start; `dip_month` and `half` are 0 where there is nothing of the kind.
    """

    years: dict[int, Estimate]
    dip: float
    dip_month: int
    half: int

    @property
    def last(self) -> Estimate | None:
        """The effect at the last horizon of the run."""
        return self.years[max(self.years)] if self.years else None


def course_of(effects: Effects, scenario: str, measure: str) -> Course:
    """Effects of one scenario on one outcome, by horizon."""
    gaps, start = _differences(effects, scenario, measure)
    first = max(start, unscored(measure, effects.warmup))
    samples = samples_of(effects, scenario, measure)
    years = {year: effects.estimated(part) if part.size else Estimate(np.nan) for year, part in samples.items()}
    path = _trailing(gaps[:, first:].mean(axis=0))
    benefit = path * effects.measures[measure].better
    worst = int(np.argmin(benefit)) if path.size else 0
    dips = bool(path.size) and benefit[worst] < 0
    found = years[max(years)] if years else None
    half = _half(path, found.mean) + first - start if found and found.sure else 0
    return Course(years, float(path[worst]) if dips else 0.0, worst + 1 + first - start if dips else 0, half)


def samples_of(effects: Effects, scenario: str, measure: str) -> dict[int, Array]:
    """Effects by horizon and replicate; none for what has no value yet."""
    gaps, start = _differences(effects, scenario, measure)
    first = max(start, unscored(measure, effects.warmup))
    ends = {year: start + YEAR * year for year in HORIZONS if start + YEAR * year <= gaps.shape[1]}
    parts = {year: gaps[:, max(end - YEAR, first) : end] for year, end in ends.items()}
    return {year: part.mean(axis=1) if part.shape[1] else part[:, 0:0].ravel() for year, part in parts.items()}


@dataclass(frozen=True)
class Agreement:
    """How far the sign of an effect depends on what is not known.

    sign: of the mean; worlds: plausible worlds with that sign, and of how many; rules: rules of decision under which
    the effect surely has it, and of how many. None where none were run.
    """

    sign: int
    worlds: tuple[int, int] | None
    rules: tuple[int, int] | None


def agreements_of(effects: Effects, scenario: str, measure: str) -> dict[int, Agreement]:
    """By horizon, in how many plausible worlds and under how many rules of decision the effect has its sign."""
    known = effects.known_worlds
    worlds = samples_of(known, scenario, measure) if known else {}
    ruled = [(each, samples_of(each, scenario, measure)) for each in effects.rules.values()]
    found = {}
    for year, sample in samples_of(effects, scenario, measure).items():
        sign = float(np.sign(sample.mean())) if sample.size else 0.0
        estimates = [each.estimated(own[year]) for each, own in ruled if own[year].size]
        found[year] = Agreement(
            int(sign),
            (counted(worlds[year], sign), len(worlds[year])) if known else None,
            (agreeing(estimates, sign), len(ruled)) if ruled else None,
        )
    return found


def _differences(effects: Effects, scenario: str, measure: str) -> tuple[Array, int]:
    """Paired differences (replicate, month), and the month, from 0, in which they can begin."""
    if effects.series is None:
        raise ValueError("effects without their series have no course")
    at, row, base = (
        effects.column(measure),
        effects.scenarios.index(scenario),
        effects.scenarios.index(effects.baseline),
    )
    start = effects.starts[row] if effects.starts else 0
    return np.asarray(effects.series[row, :, :, at] - effects.series[base, :, :, at]), start


def _trailing(values: Array) -> Array:
    """Means of the last twelve values, of fewer where there are fewer."""
    total = np.concatenate([[0.0], np.cumsum(values)])
    ends = np.arange(1, len(values) + 1)
    begins = np.maximum(ends - YEAR, 0)
    return np.asarray((total[ends] - total[begins]) / (ends - begins))


def _half(path: Array, effect: float) -> int:
    """The first month, from 1, with half of an effect."""
    there = np.flatnonzero(path * np.sign(effect) >= abs(effect) / 2)
    return int(there[0]) + 1 if there.size else 0


def rows(effects: Effects, measures: Sequence[str] = ()) -> list[dict[str, Any]]:
    """One row for each scenario but the baseline, outcome (headline ones) and horizon, as plain values."""
    found = []
    for scenario in effects.others:
        for measure in measures or effects.headline:
            course, signs = course_of(effects, scenario, measure), agreements_of(effects, scenario, measure)
            about = {"dip": course.dip, "dip_month": course.dip_month, "months_to_half": course.half}
            for year, effect in course.years.items():
                row: dict[str, Any] = {"scenario": scenario, "measure": measure, "years": year}
                row |= {"effect": effect.mean, "low": effect.low, "high": effect.high}
                row |= about | columns_of(signs[year])
                found.append(row | {"unit": effects.measures[measure].unit, "baseline": effects.baseline})
    return found


def columns_of(found: Agreement) -> dict[str, Any]:
    """An agreement as columns of a table; empty where nothing was run that would tell."""
    worlds, rules = found.worlds or ("", ""), found.rules or ("", "")
    return {
        "sign": found.sign, "worlds_agreeing": worlds[0], "worlds": worlds[1],
        "rules_agreeing": rules[0], "rules": rules[1],
    }  # fmt: skip


def horizons(data: xarray.Dataset, measures: Sequence[str] = ()) -> pandas.DataFrame:
    """Effects by horizon of a comparison that `kaohe.compare` gave; a row for each scenario, outcome and horizon.

    measures: headline outcomes and a user's own, if left out.
    """
    import pandas

    return pandas.DataFrame(rows(effects_of_dataset(data), measures))
