"""Difference in differences as an evaluator does it: county and year effects, errors clustered by county.

`statsmodels` estimates; here panels are made ready. With county and year effects in a balanced panel, taking off the
means of county and year and adding the overall mean gives the very same slopes (Frisch, Waugh and Lovell), and county
effects nested in clusters do not count for the small-sample correction.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.national.pilot_worlds import exposure, treated

from ..statistics import SIGNIFICANCE, Estimate

Array = NDArray[np.float64]


def within(values: Array) -> Array:
    """Without county and year means: (county, year)."""
    centred: Array = values - values.mean(1, keepdims=True) - values.mean(0, keepdims=True) + values.mean()
    return centred


def fit(outcome: Array, columns: list[Array]) -> Any:
    """(county, year) columns regressed on with two-way fixed effects, standard errors clustered by county."""
    from statsmodels.regression.linear_model import OLS

    counties, years = outcome.shape
    flat = [within(column).ravel() for column in columns]
    groups = np.repeat(np.arange(counties), years)
    return OLS(within(outcome).ravel(), np.column_stack(flat)).fit(
        cov_type="cluster", cov_kwds={"groups": groups}, use_t=True
    )


def regress(outcome: Array, columns: list[Array]) -> list[Estimate]:
    """Slopes of (county, year) columns."""
    fitted = fit(outcome, columns)
    limits = fitted.conf_int(SIGNIFICANCE)
    return [
        Estimate(float(value), float(low), float(high), float(error))
        for value, error, (low, high) in zip(fitted.params, fitted.bse, limits, strict=True)
    ]


def difference_in_differences(
    outcome: Array, plan: NDArray[np.int64], counties: NDArray[np.int64], model: str = "plain"
) -> Estimate:
    """Effect on the pilots: one slope for all of them, whenever they began.

    model `spillover` lets counties without reform answer to those near them that have it. NaN where reform and
    spill-over cannot be told apart: where all counties without reform have as many pilots near them.
    """
    share = treated(plan, outcome.shape[1])
    columns = [share]
    if model == "spillover":
        near = exposure(counties, share)
        if not differs_among_untreated(near, share):
            return Estimate(np.nan)
        columns.append(near * (1 - share))
    return regress(outcome, columns)[0]


def differs_among_untreated(near: Array, share: Array) -> bool:
    """Whether, in some year, counties without reform differ in the pilots near them: (county, year) both.

    Else the spill-over is the same for all of them, and part of the effect of the year.
    """
    low, high = (bound(near, axis=0, where=share == 0, initial=start) for bound, start in ((np.min, 2), (np.max, -1)))
    return bool((high - low > 1e-12).any())
