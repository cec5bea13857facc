"""Effects where pilots begin in different years: by cohort and year, then taken together.

With one slope for all, counties that began earlier serve as controls of those that begin later; where effects grow or
differ, some enter with negative weight (Goodman-Bacon 2021; de Chaisemartin and D'Haultfoeuille 2020). Here every
cohort has a coefficient for every year (Wooldridge 2021; with leads, Sun and Abraham 2021), so only counties that do
not have the reform yet are compared with, as in Callaway and Sant'Anna (2021). With one cohort all agree.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.national.pilot_worlds import treated
from sim.national.hierarchy import NEVER

from ..statistics import SIGNIFICANCE, Array, Estimate
from .estimate import fit

Cell = tuple[int, int]  # year in which a cohort begins, calendar year


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
