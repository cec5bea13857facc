"""What replicates differ by, told apart from what axes explain."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

ROUNDING = 1e-12  # relative standard deviation of means below which nothing varies

Array = NDArray[np.float64]


def chance(values: Array) -> dict[str, Array]:
    """Shares of the variance of single runs: of the axes, of chance, and of both together.

    values: (point, ..., replicate, outcome). As replicates share their random numbers over points, chance shifts all
    points alike (`luck`), or some more than others (`both`); only the latter blurs indices, and its share of the
    variance of means over replicates is `blur`. Estimates of a two-way analysis of variance; NaN with one replicate,
    and `blur` also where no axis moves anything beyond rounding.
    """
    points, replicates = values.shape[0], values.shape[-2]
    shape = (*values.shape[1:-2], values.shape[-1])
    if replicates < 2 or points < 2:
        return {name: np.full(shape, np.nan) for name in ("axes", "luck", "both", "blur")}
    whole: NDArray[np.bool_] = np.asarray(np.isfinite(values).all(axis=-2, keepdims=True))
    number = whole.sum(axis=0)[..., 0, :].astype(np.float64)
    own = np.where(whole, values, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        by_point = own.mean(axis=-2)
        by_replicate = own.sum(axis=0) / number[..., None, :]
        mean = by_point.sum(axis=0) / number
        rest = np.where(whole, own - by_point[..., None, :] - by_replicate + mean[..., None, :], 0.0)
        both = (rest**2).sum(axis=(0, -2)) / ((number - 1) * (replicates - 1))
        gaps = np.where(whole[..., 0, :], by_point - mean, 0.0)
        means = (gaps**2).sum(axis=0) / (number - 1)
        axes = np.maximum(means - both / replicates, 0.0)
        luck = np.maximum(((by_replicate - mean[..., None, :]) ** 2).sum(axis=-2) / (replicates - 1) - both / number, 0)
        total = axes + luck + both
        blur = np.where(means > (ROUNDING * mean) ** 2, both / replicates / means, np.nan)
        return {"axes": axes / total, "luck": luck / total, "both": both / total, "blur": blur}
