"""Difference in differences as an evaluator does it: county and year effects, errors clustered by county.

`statsmodels` estimates; here panels are made ready. With county and year effects in a balanced panel, taking off the
means of county and year and adding the overall mean gives the very same slopes (Frisch, Waugh and Lovell), and county
effects nested in clusters do not count for the small-sample correction.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.pilot_worlds import exposure, treated
from sim.tree import NEVER

MODELS = ("plain", "spillover")
CONFIDENCE = 0.95

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Estimate:
    """A slope, its clustered standard error, and the 95 % interval."""

    value: float
    error: float
    low: float
    high: float


def within(values: Array) -> Array:
    """Without county and year means: (county, year)."""
    centred: Array = values - values.mean(1, keepdims=True) - values.mean(0, keepdims=True) + values.mean()
    return centred


def regress(outcome: Array, columns: list[Array]) -> list[Estimate]:
    """Slopes of (county, year) columns, two-way fixed effects, standard errors clustered by county."""
    from statsmodels.regression.linear_model import OLS

    counties, years = outcome.shape
    flat = [within(column).ravel() for column in columns]
    groups = np.repeat(np.arange(counties), years)
    fitted: Any = OLS(within(outcome).ravel(), np.column_stack(flat)).fit(
        cov_type="cluster", cov_kwds={"groups": groups}, use_t=True
    )
    limits = fitted.conf_int(1 - CONFIDENCE)
    return [
        Estimate(float(value), float(error), float(low), float(high))
        for value, error, (low, high) in zip(fitted.params, fitted.bse, limits, strict=True)
    ]


def difference_in_differences(
    outcome: Array, plan: NDArray[np.int64], counties: NDArray[np.int64], model: str = "plain"
) -> Estimate:
    """Effect on the pilots. model `spillover` lets counties without reform answer to those near them that have it.

    NaN where the two cannot be told apart, as where all counties have as many pilots near them.
    """
    share = treated(plan, outcome.shape[1])
    columns = [share]
    if model == "spillover":
        near = exposure(counties, share) * (1 - share)
        columns.append(near)
        if np.linalg.matrix_rank(np.column_stack([within(column).ravel() for column in columns])) < 2:
            return Estimate(np.nan, np.nan, np.nan, np.nan)
    return regress(outcome, columns)[0]


def event_study(outcome: Array, plan: NDArray[np.int64]) -> dict[int, Estimate]:
    """Effect by years since the start, against the year before it; pilots of several waves together."""
    years = outcome.shape[1]
    first = np.where(plan == NEVER, NEVER, plan // 12)
    since = np.where(first[:, None] == NEVER, np.iinfo(np.int64).min, np.arange(years)[None, :] - first[:, None])
    times = sorted({int(k) for k in since[first != NEVER].ravel()} - {-1})
    found = regress(outcome, [(since == k).astype(np.float64) for k in times])
    return dict(zip(times, found, strict=True)) | {-1: Estimate(0.0, 0.0, 0.0, 0.0)}
