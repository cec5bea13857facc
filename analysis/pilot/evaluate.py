"""Estimates against truth: bias, coverage and power over replicates.

The truth is the model's: under common random numbers, pilot counties with the pilot against these counties in a world
without it (`pilots`); counties that are no pilots in both worlds, in years in which they do not have the reform
(`others`: the spill-over alone, also where some take it over); and all counties if all reform (`all`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from experiments.compare.window import FIRST_SCORE, YEARLY
from experiments.national.pilot import Pilot
from experiments.national.pilot_worlds import PilotWorlds, add_to_digest, treated
from sim.measures import HEADLINE, NAMES
from sim.national.hierarchy import NEVER

from ..statistics import Array
from .estimate import difference_in_differences, effect_by_cohort, event_study

if TYPE_CHECKING:
    import pandas
    import xarray

# Regressions: one effect for all pilots; one for each cohort; one, with the share of pilots near as another regressor.
MODELS = ("plain", "cohort", "spillover")
KEYS = ["size", "years", "outcome", "model"]


@dataclass(frozen=True)
class Evaluation:
    """Estimates of a pilot beside the true effects, and a hash of every bit of the worlds they come from.

    estimates: one row for each replicate, size (number of pilot counties), years after the start, outcome and model;
    columns `estimate`, `error` (standard), `low` and `high` (95 % interval), the truths `pilots`, `others` and `all`
    of `true_effects`, and `adopted`, counties that took the reform over without being pilots. events: one row for each
    replicate, size, outcome and year `since` the start, with the truth for pilots. Effects are in the outcome's unit.
    """

    pilot: Pilot
    estimates: pandas.DataFrame
    events: pandas.DataFrame
    digest: str

    def summary(self) -> pandas.DataFrame:
        """Bias, coverage and power by size, years, outcome and model."""
        import pandas

        groups = self.estimates.groupby(KEYS, sort=False)
        return pandas.DataFrame([dict(zip(KEYS, key, strict=True)) | _summary(group) for key, group in groups])

    def dataset(self) -> xarray.Dataset:
        """The estimates, labelled by replicate, size, years, outcome and model."""
        return self.estimates.set_index(["replicate", *KEYS]).to_xarray()


def _summary(group: pandas.DataFrame) -> dict[str, float]:
    """Means over replicates; bias, its standard error, root mean square error, coverage and power for pilots."""
    wrong = group["estimate"] - group["pilots"]
    inside = (group["low"] <= group["pilots"]) & (group["pilots"] <= group["high"])
    found = (group["low"] > 0) | (group["high"] < 0)
    n, known = len(group), wrong.notna()
    return {
        "replicates": n,
        "estimate": group["estimate"].mean(),
        "pilots": group["pilots"].mean(),
        "others": group["others"].mean(),
        "all": group["all"].mean(),
        "bias": wrong.mean(),
        "bias_error": wrong.std(ddof=1) / n**0.5 if n > 1 else np.nan,
        "bias_for_all": (group["estimate"] - group["all"]).mean(),
        "rmse": float(np.sqrt((wrong**2).mean())),
        "coverage": inside[known].mean(),
        "power": found[known].mean(),
    }


def evaluate(pilot: Pilot, worlds: Iterable[PilotWorlds], measures: tuple[str, ...] = HEADLINE) -> Evaluation:
    """Estimate every outcome in every world, after each number of years since the first start, and compare."""
    import pandas

    estimates: list[dict[str, Any]] = []
    events: list[dict[str, Any]] = []
    total = sha256()
    for world in worlds:
        estimates += _estimates(pilot, world, measures)
        events += _events(world, measures)
        add_to_digest(total, world)
    return Evaluation(pilot, pandas.DataFrame(estimates), pandas.DataFrame(events), total.hexdigest())


def _estimates(pilot: Pilot, world: PilotWorlds, measures: tuple[str, ...]) -> list[dict[str, Any]]:
    rows = []
    before, last = pilot.start // 12, pilot.months // 12
    for end in range(before + 1, last + 1):
        share, free = treated(world.plan, end), treated(world.began, end) == 0
        adopted = (world.began != NEVER) & (world.began < 12 * end) & (world.plan == NEVER)
        for name in measures:
            seen, nobody, everybody = (_years(v, name)[:, :end] for v in (world.seen, world.nobody, world.everybody))
            label = {"replicate": world.replicate, "size": world.size, "years": end - before, "outcome": name}
            truth = true_effects(seen, nobody, everybody, share, free) | {"adopted": float(adopted.sum())}
            for model in MODELS:
                if model == "cohort":
                    found = effect_by_cohort(seen, world.plan)
                else:
                    found = difference_in_differences(seen, world.plan, world.counties, model)
                limits = {"error": found.error, "low": found.low, "high": found.high}
                rows.append(label | {"model": model, "estimate": found.mean} | limits | truth)
    return rows


def _years(values: Array, name: str) -> Array:
    """An outcome, (county, year). Of what follows from the yearly score, year 1 is the mean of eleven zeros and one
    value, which is taken times twelve.
    """
    years = values[..., NAMES.index(name)].copy()
    if name in YEARLY:
        years[:, 0] *= FIRST_SCORE
    return np.asarray(years)


def true_effects(
    seen: Array, nobody: Array, everybody: Array, share: Array, free: NDArray[np.bool_]
) -> dict[str, float]:
    """Mean differences between worlds under common random numbers, over county-years weighed by the share under reform.

    share: part of each year under reform by plan; free: years without the reform in fact, both (county, year).
    """
    pilots = share.max(axis=1) > 0
    after = share[pilots].max(axis=0)
    return {
        "pilots": float(((seen - nobody) * share).sum() / share.sum()),
        "others": _spill(seen - nobody, free & ~pilots[:, None], after),
        "all": float(((everybody - nobody).mean(axis=0) * after).sum() / after.sum()),
    }


def _spill(gain: Array, free: NDArray[np.bool_], after: Array) -> float:
    """Mean gain of counties without the reform; NaN where none is left."""
    years = free.any(axis=0) & (after > 0)
    if not years.any():
        return np.nan
    means = gain[:, years].mean(axis=0, where=free[:, years])
    return float((means * after[years]).sum() / after[years].sum())


def _events(world: PilotWorlds, measures: tuple[str, ...]) -> list[dict[str, Any]]:
    rows = []
    first, pilots = world.plan // 12, np.flatnonzero(world.plan != NEVER)
    for name in measures:
        seen = _years(world.seen, name)
        gain = seen - _years(world.nobody, name)
        for since, found in sorted(event_study(seen, world.plan).items()):
            true = [gain[c, first[c] + since] for c in pilots if 0 <= first[c] + since < gain.shape[1]]
            rows.append({
                "replicate": world.replicate, "size": world.size, "outcome": name, "since": since,
                "estimate": found.mean, "low": found.low, "high": found.high, "pilots": float(np.mean(true)),
            })  # fmt: skip
    return rows
