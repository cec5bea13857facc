"""Student's intervals and tests over replicates, and Holm's correction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LEVEL = 0.05


@dataclass(frozen=True)
class Estimate:
    """Mean over replicates and its 95 % interval; error is the standard error. One replicate has no interval."""

    mean: float
    low: float
    high: float
    error: float
    freedom: int


def estimate(sample: NDArray[np.float64]) -> Estimate:
    from scipy.special import stdtrit  # here, because loading it takes a while

    mean, freedom = float(np.mean(sample)), len(sample) - 1
    if freedom < 1 or np.isnan(mean):
        return Estimate(mean, np.nan, np.nan, np.nan, freedom)
    error = float(np.std(sample, ddof=1) / np.sqrt(len(sample)))
    half = float(stdtrit(freedom, 1 - LEVEL / 2)) * error
    return Estimate(mean, mean - half, mean + half, error, freedom)


def chance_below(found: Estimate, value: float) -> float:
    """Chance of a mean so far below a value, or farther, if the value were true: small speaks for less."""
    from scipy.special import stdtr

    if np.isnan(found.error):
        return float("nan")
    if found.error == 0.0:
        return 1.0 if found.mean > value else 0.0
    return float(stdtr(found.freedom, (found.mean - value) / found.error))


def chance_above(found: Estimate, value: float) -> float:
    """The same for a mean above the value."""
    mirrored = Estimate(-found.mean, -found.high, -found.low, found.error, found.freedom)
    return chance_below(mirrored, -value)


def holm(chances: Sequence[float]) -> list[float]:
    """Holm's adjusted chances: each may be compared with the level as if it were the only test."""
    order = np.argsort(chances, kind="stable")
    adjusted, highest = [0.0] * len(chances), 0.0
    for rank, position in enumerate(order):
        highest = max(highest, min(1.0, (len(chances) - rank) * chances[position]))
        adjusted[position] = highest
    return adjusted


def ratio(over: NDArray[np.float64], under: NDArray[np.float64]) -> Estimate:
    """Ratio of two means over the same replicates, with the jackknife's error."""
    from scipy.special import stdtrit

    n = len(over)
    whole = float(np.mean(over) / np.mean(under))
    if n < 2:
        return Estimate(whole, np.nan, np.nan, np.nan, 0)
    left_out = (np.sum(over) - over) / (np.sum(under) - under)
    error = float(np.sqrt((n - 1) / n * np.sum((left_out - left_out.mean()) ** 2)))
    half = float(stdtrit(n - 1, 1 - LEVEL / 2)) * error
    return Estimate(whole, whole - half, whole + half, error, n - 1)
