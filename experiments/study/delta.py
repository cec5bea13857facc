"""How far an axis moves the distribution of an outcome: a moment-independent measure of importance (Borgonovo 2007)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

MOST_BINS, GRID = 48, 100

Array = NDArray[np.float64]


def delta_of(axis: Array, outcome: Array) -> float:
    """Half the distance of an outcome's density from that in equally full bins of an axis, mean over bins.

    Densities by a Gaussian kernel of Silverman's width, as SALib has them, but all points of a bin at once.
    """
    count = len(outcome)
    bins = int(np.round(min(np.ceil(count ** (2 / (7 + np.tanh((1500 - count) / 500)))), MOST_BINS)))
    edges, grid = np.linspace(0, count, bins + 1), np.linspace(outcome.min(), outcome.max(), GRID)
    ordered = outcome[np.argsort(axis, kind="stable")]
    whole, total = _density(outcome, grid), 0.0
    for first, last in zip(np.floor(edges[:-1]).astype(int), np.floor(edges[1:]).astype(int), strict=True):
        own = ordered[first:last]
        if len(own) > 1 and np.ptp(own) > 0:
            total += len(own) / (2 * count) * float(np.trapezoid(np.abs(whole - _density(own, grid)), grid))
    return total


def _density(sample: Array, grid: Array) -> Array:
    width = float(sample.std(ddof=1)) * (len(sample) * 0.75) ** -0.2
    return np.asarray(
        np.exp(-0.5 * ((grid[:, None] - sample) / width) ** 2).mean(axis=1) / (width * np.sqrt(2 * np.pi))
    )
