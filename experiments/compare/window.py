"""The months that outcomes are means of: the last two whole years, and the years that end at a horizon."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.measures import NAMES

WINDOW_YEARS = 2
HORIZONS = (1, 3, 5, 10)  # years after the start of what is compared
FIRST_SCORE = 12  # month of the first yearly score; measures that depend on it are 0 before
YEARLY = (
    "score_truth", "score_truth_raw", "score_truth_adjusted", "noise_share", "false_alarms", "misses", "bunching",
    "just_met", "cramming",
)  # fmt: skip


def window(months: int) -> int:
    """Number of months at the end of a run of so many months that a summary is the mean of.

    24; 12 where a run is shorter than that, all months where it is shorter than a year. Whole years, because the
    rhythm of a year is strong.
    """
    return min(WINDOW_YEARS, months // 12) * 12 or months


def unscored(measure: str, warmup: int = 0) -> int:
    """Months after the warm-up in which a measure has no value yet, as the first yearly score has not come."""
    return max(0, FIRST_SCORE - 1 - warmup) if measure in YEARLY else 0


def summarise(series: NDArray[np.float64], warmup: int = 0) -> NDArray[np.float64]:
    """Series (..., month, measure) summed up by measure; NaN for what has not been assessed yet.

    warmup: months that had gone before.
    """
    months, before = series.shape[-2], unscored(YEARLY[0], warmup)
    first = months - window(months)
    values, yearly = series[..., first:, :].mean(axis=-2), [NAMES.index(name) for name in YEARLY]
    scored = series[..., max(first, before) :, yearly]
    values[..., yearly] = scored.mean(axis=-2) if months > before else np.nan
    return np.asarray(values)
