"""Intervals, tests and corrections for samples of replicates: pure functions of arrays, used by every room.

A sample holds one value for each replicate. Under common random numbers the difference of two scenarios in one
replicate is the effect of the scenario in that replicate, so samples of paired differences are what is estimated.
This file imports nothing of the program.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

CONFIDENCE = 0.95  # of every interval
SIGNIFICANCE = 1 - CONFIDENCE  # level of every test
FEWEST = 39  # values whose least and greatest hold the next one with 95 %: (n - 1) / (n + 1)

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Estimate:
    """A value with its 95 % interval, its standard error and the degrees of freedom of that.

    `low`, `high` and `error` are NaN where the sample is too small to tell them; `error` and `freedom` also where an
    interval does not rest on them. All are NaN for a quantity without a value.
    """

    mean: float
    low: float = np.nan
    high: float = np.nan
    error: float = np.nan
    freedom: float = np.nan

    @property
    def half_width(self) -> float:
        """Half the width of the interval."""
        return (self.high - self.low) / 2

    @property
    def known(self) -> bool:
        """Whether there is a value at all."""
        return not np.isnan(self.mean)

    @property
    def sure(self) -> bool:
        """Whether the interval excludes zero."""
        return self.excludes(0.0)

    def excludes(self, value: float) -> bool:
        """Whether the interval lies on one side of a value."""
        return self.low > value or self.high < value


def student_quantile(freedom: float, confidence: float = CONFIDENCE) -> float:
    """Two-sided quantile of Student's distribution."""
    from scipy.special import stdtrit  # SciPy takes a while to load

    return float(stdtrit(freedom, (1 + confidence) / 2))


def estimate(sample: Array) -> Estimate:
    """Mean of independent values with Student's interval; one value has no interval."""
    mean, n = float(np.mean(sample)), len(sample)
    if n < 2 or np.isnan(mean):
        return Estimate(mean, freedom=n - 1)
    deviation, root = float(np.std(sample, ddof=1)), float(np.sqrt(n))
    half = student_quantile(n - 1) * deviation / root
    return Estimate(mean, mean - half, mean + half, deviation / root, n - 1)


def middle(sample: Array) -> Estimate:
    """Mean, and the middle 95 % of the values themselves; no interval of fewer than `FEWEST` values.

    For samples whose spread is itself the question: values of different plausible behaviour, say.
    """
    mean, n = float(np.mean(sample)), len(sample)
    if n < FEWEST:
        return Estimate(mean)
    low, high = np.quantile(sample, [SIGNIFICANCE / 2, 1 - SIGNIFICANCE / 2], method="weibull")
    return Estimate(mean, float(low), float(high))


def ratio_of_means(over: Array, under: Array) -> Estimate:
    """Ratio of two means over the same replicates, with the jackknife's standard error and Student's interval."""
    n, whole = len(over), float(np.mean(over) / np.mean(under))
    if n < 2:
        return Estimate(whole)
    left_out = (np.sum(over) - over) / (np.sum(under) - under)
    error = float(np.sqrt((n - 1) / n * np.sum((left_out - left_out.mean()) ** 2)))
    half = student_quantile(n - 1) * error
    return Estimate(whole, whole - half, whole + half, error, n - 1)


def p_value_below(found: Estimate, value: float) -> float:
    """One-sided p-value of the mean against the hypothesis that the value is true or exceeded."""
    from scipy.special import stdtr

    if np.isnan(found.error):
        return float("nan")
    if found.error == 0.0:
        return 1.0 if found.mean > value else 0.0
    return float(stdtr(found.freedom, (found.mean - value) / found.error))


def p_value_above(found: Estimate, value: float) -> float:
    """One-sided p-value of the mean against the hypothesis that the value is true or not reached."""
    return p_value_below(Estimate(-found.mean, error=found.error, freedom=found.freedom), -value)


def p_value(found: Estimate) -> float:
    """Two-sided p-value of the mean against zero; NaN where the interval does not rest on an error."""
    if found.error == 0.0:
        return float(found.mean == 0.0)
    chance = 2.0 * min(p_value_below(found, 0.0), p_value_above(found, 0.0))
    return min(chance, 1.0)  # in this order: of NaN, NaN


def regret(good: Array, scenarios: int = 0) -> Array:
    """How much worse each scenario is than the best in the same world (Savage 1951); 0 is best.

    good: more is better; `scenarios` is the axis along which scenarios stand. NaN in a whole world where one has no
    value.
    """
    return np.asarray(good.max(axis=scenarios, keepdims=True) - good)


def holm(p_values: Sequence[float]) -> list[float]:
    """Holm's adjusted p-values: comparing each with a level bounds the chance of any false rejection by it."""
    return _adjusted(p_values, "holm")


def false_discovery(p_values: Sequence[float]) -> list[float]:
    """Adjusted p-values of Benjamini and Hochberg (1995): comparing each with a level bounds the expected share of
    false rejections among all rejections by it, for independent or positively dependent tests.
    """
    return _adjusted(p_values, "fdr_bh")


def _adjusted(p_values: Sequence[float], method: str) -> list[float]:
    from statsmodels.stats.multitest import multipletests

    return [float(value) for value in multipletests(p_values, method=method)[1]] if len(p_values) else []
