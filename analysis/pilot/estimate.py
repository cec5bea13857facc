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

from ..statistics import SIGNIFICANCE, Array, Estimate


def within(values: Array) -> Array:
    """Values (county, year) without the means of county and year, the overall mean added."""
    return np.asarray(values - values.mean(1, keepdims=True) - values.mean(0, keepdims=True) + values.mean())


def fit(outcome: Array, columns: list[Array]) -> Any:
    """(county, year) columns regressed on with two-way fixed effects, standard errors clustered by county."""
    from statsmodels.regression.linear_model import OLS

    counties, years = outcome.shape
    clusters = {"groups": np.repeat(np.arange(counties), years)}
    model = OLS(within(outcome).ravel(), np.column_stack([within(column).ravel() for column in columns]))
    return model.fit(cov_type="cluster", cov_kwds=clusters, use_t=True)


def difference_in_differences(
    outcome: Array, plan: NDArray[np.int64], counties: NDArray[np.int64], model: str = "plain"
) -> Estimate:
    """Effect on the pilots: one slope for all of them, whenever they began.

    outcome: (county, year); plan: month in which each county begins, or NEVER; counties: codes.
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
    fitted = fit(outcome, columns)
    low, high = fitted.conf_int(SIGNIFICANCE)[0]
    return Estimate(float(fitted.params[0]), float(low), float(high), float(fitted.bse[0]))


def differs_among_untreated(near: Array, share: Array) -> bool:
    """Whether, in some year, counties without reform differ in the pilots near them; near, share: (county, year).

    Where they do not, the spill-over is the same for all of them, and part of the effect of the year.
    """
    low, high = (bound(near, axis=0, where=share == 0, initial=start) for bound, start in ((np.min, 2), (np.max, -1)))
    return bool((high - low > 1e-12).any())
