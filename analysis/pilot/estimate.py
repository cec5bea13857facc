"""Difference in differences as an evaluator does it: county and year effects, errors clustered by county.

Where pilots begin in different years, one slope for all of them lets counties that began earlier serve as controls of
those that begin later; where effects grow or differ, some enter with negative weight (Goodman-Bacon 2021; de
Chaisemartin and D'Haultfoeuille 2020). `effect_by_cohort` and `event_study` give every cohort a coefficient for every
year (Wooldridge 2021; with leads, Sun and Abraham 2021), so only counties that do not have the reform yet are compared
with, as in Callaway and Sant'Anna (2021). With one cohort all agree.

`statsmodels` estimates; here panels are made ready. With county and year effects in a balanced panel, taking off the
means of county and year and adding the overall mean gives the very same slopes (Frisch, Waugh and Lovell), and county
effects nested in clusters do not count for the small-sample correction.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.national.pilot_worlds import exposure, treated
from sim.national.hierarchy import NEVER

from ..statistics import SIGNIFICANCE, Array, Estimate

Cell = tuple[int, int]  # year in which a cohort begins, calendar year


def within(values: Array) -> Array:
    """Values (county, year) without the means of county and year, the overall mean added."""
    return np.asarray(values - values.mean(1, keepdims=True) - values.mean(0, keepdims=True) + values.mean())


def fit(outcome: Array, columns: list[Array]) -> Any:
    """An outcome regressed on columns, all (county, year), with county and year effects; errors clustered by county."""
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
    spill-over cannot be estimated: where all counties without reform have as many pilots near them.
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


def effect_by_cohort(outcome: Array, plan: NDArray[np.int64]) -> Estimate:
    """Mean effect on pilots, over county-years weighed by the part of the year under reform.

    outcome: (county, year); plan: month in which each county begins, or NEVER.
    """
    share = treated(plan, outcome.shape[1])
    first = first_years(plan)
    fitted, cells = _fit(outcome, first, leads=False)
    return _mean(fitted, np.array([share[first == cohort, year].sum() for cohort, year in cells]))


def event_study(outcome: Array, plan: NDArray[np.int64]) -> dict[int, Estimate]:
    """Effect by years since the start, against the year before it; every cohort against counties never reformed."""
    first = first_years(plan)
    fitted, cells = _fit(outcome, first, leads=True)
    since, size = np.array([year - cohort for cohort, year in cells]), [(first == cohort).sum() for cohort, _ in cells]
    found = {int(k): _mean(fitted, np.where(since == k, size, 0.0)) for k in np.unique(since)}
    return dict(sorted((found | {-1: Estimate(0.0, 0.0, 0.0, 0.0)}).items()))


def first_years(plan: NDArray[np.int64]) -> NDArray[np.int64]:
    """Year, counted from 0, in which each county begins, or NEVER."""
    return np.where(plan == NEVER, NEVER, plan // 12)


def _fit(outcome: Array, first: NDArray[np.int64], leads: bool) -> tuple[Any, list[Cell]]:
    years = np.arange(outcome.shape[1])
    cells = list(_cells(first, len(years), leads))
    return fit(outcome, [np.outer(first == cohort, years == year).astype(float) for cohort, year in cells]), cells


def _cells(first: NDArray[np.int64], years: int, leads: bool) -> Iterator[Cell]:
    """Years from the start on; with leads, those before too, but for the last of them, which is compared with."""
    for cohort in np.unique(first[(first != NEVER) & (first < years)]):
        for year in range(years):
            if year >= cohort or (leads and year != cohort - 1):
                yield int(cohort), year


def _mean(fitted: Any, weights: Array) -> Estimate:
    """A weighted mean of coefficients."""
    found = fitted.t_test(weights / weights.sum())
    low, high = np.ravel(found.conf_int(SIGNIFICANCE))
    return Estimate(float(np.ravel(found.effect)[0]), float(low), float(high), float(np.ravel(found.sd)[0]))
