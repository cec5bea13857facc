"""Sobol' indices of many outcomes at once, with bootstrap intervals: what each axis explains of an outcome's variance.

S1 is the share that an axis explains alone (Saltelli et al. 2010, table 2 b), ST the share that goes with it when all
others are known (Jansen 1999), S2 that of a pair beyond their own shares (Saltelli 2002). Every estimate is a ratio of
means over rows of the design, so a bootstrap over rows is one matrix product for all outcomes and months together. A
row in which an outcome is no number is left out for that outcome alone.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 500
LEVEL = 0.95

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Sobol:
    """S1, ST: (axis, outcome); S2: (axis, axis, outcome), above the diagonal, NaN elsewhere; variance: (outcome,).

    Each with its interval, (2, ...), NaN without resamples. rows: of the design, used by outcome. An outcome that does
    not vary has no indices (NaN).
    """

    S1: Array
    ST: Array
    S2: Array
    S1_interval: Array
    ST_interval: Array
    S2_interval: Array
    variance: Array
    rows: NDArray[np.int64]


def sobol_indices(
    a: Array, b: Array, ab: Array, ba: Array | None = None, resamples: int = RESAMPLES, seed: int = 1,
    level: float = LEVEL, centre: Array | None = None,
) -> Sobol:  # fmt: skip
    """Indices from outcomes at the points of a design.

    a, b: (row, outcome), at two independent samples; ab: (axis, row, outcome), at the first with one axis from the
    second; ba: the other way round, for S2. centre: what outcomes are taken from, (outcome,); their mean over both
    samples if left out, on which estimates depend a little.
    """
    stacks = [a[None], b[None], ab] + ([] if ba is None else [ba])
    rows = np.all([np.isfinite(stack).all(axis=0) for stack in stacks], axis=0)
    counts = rows.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        middle = np.where(rows, a + b, 0.0).sum(axis=0) / (2 * counts) if centre is None else np.asarray(centre)
        a, b, ab = (_turned(np.where(rows, each - middle, 0.0)) for each in (a, b, ab))
        ba = None if ba is None else _turned(np.where(rows, ba - middle, 0.0))
        means = _Means(_turned(rows.astype(np.float64)), resamples, seed, level)
        variance = means.variance(a, b)
        axes = range(len(ab))
        first = [means.ratio(b * (ab[k] - a), variance) for k in axes]
        total = [means.ratio(0.5 * (a - ab[k]) ** 2, variance) for k in axes]
        pairs = np.full((3, len(ab), len(ab), a.shape[0]), np.nan)
        if ba is not None:
            common = means.ratio(a * b, variance)
            for j in axes:
                for k in axes[j + 1 :]:
                    pair = means.ratio(ba[j] * ab[k], variance)
                    pairs[:, j, k] = means.summed((pair, 1), (common, -1), (first[j], -1), (first[k], -1))
        s1, st = (np.stack([means.summed((each, 1)) for each in several], axis=1) for several in (first, total))
    return Sobol(s1[0], st[0], pairs[0], s1[1:], st[1:], pairs[1:], variance[0], counts)


def _turned(values: Array) -> Array:
    """Outcomes before rows, rows side by side in memory."""
    return np.ascontiguousarray(np.swapaxes(values, -1, -2))


Estimates = tuple[Array, NDArray[np.float32]]  # from the sample (outcome,), from resamples (outcome, resample)


class _Means:
    """Means over the rows of a design, and over those of its resamples, which single precision is enough for."""

    def __init__(self, rows: Array, resamples: int, seed: int, level: float) -> None:
        count = rows.shape[1]
        drawn = np.random.default_rng(seed).multinomial(count, np.full(count, 1 / count), resamples)
        self.drawn = np.ascontiguousarray(drawn.T.astype(np.float32))  # (row, resample)
        self.level, self.rows = level, self._sums(rows)

    def _sums(self, terms: Array) -> Estimates:
        return terms.sum(axis=1), terms.astype(np.float32) @ self.drawn

    def variance(self, a: Array, b: Array) -> Estimates:
        """Over both samples; NaN where an outcome does not vary."""
        sums, squares = self._sums(a + b), self._sums(a**2 + b**2)
        own = squares[0] / (2 * self.rows[0]) - (sums[0] / (2 * self.rows[0])) ** 2
        drawn = squares[1] / (2 * self.rows[1]) - (sums[1] / (2 * self.rows[1])) ** 2
        scale = np.maximum(np.abs(a).max(axis=1, initial=0), np.abs(b).max(axis=1, initial=0))
        constant = own <= (1e-12 * scale) ** 2
        drawn[constant] = np.nan
        return np.where(constant, np.nan, own), drawn

    def ratio(self, terms: Array, variance: Estimates) -> Estimates:
        """Means of terms (outcome, row), in variances."""
        own, drawn = self._sums(terms)
        drawn /= self.rows[1]
        drawn /= variance[1]
        return own / self.rows[0] / variance[0], drawn

    def summed(self, *parts: tuple[Estimates, int]) -> Array:
        """A sum of estimates with its percentile interval: (3, outcome)."""
        own = sum(sign * estimates[0] for estimates, sign in parts)
        drawn = sum(sign * estimates[1] for estimates, sign in parts)
        found = np.full((3, len(self.rows[0])), np.nan)
        found[0] = own
        count = self.drawn.shape[1]
        if count > 1:
            ordered = np.sort(np.asarray(drawn), axis=1)
            for place, share in ((1, (1 - self.level) / 2), (2, (1 + self.level) / 2)):
                whole, part = divmod(share * (count - 1), 1)
                low, high = int(whole), min(int(whole) + 1, count - 1)
                found[place] = (1 - part) * ordered[:, low] + part * ordered[:, high]
        return found


def split_saltelli(values: Array, axes: int, second_order: bool) -> tuple[Array, Array, Array, Array | None]:
    """Outcomes (point, outcome) in the order of SALib's design as samples a, b, ab and ba."""
    step = 2 * axes + 2 if second_order else axes + 2
    blocks = values.reshape(-1, step, values.shape[-1])
    ab = np.moveaxis(blocks[:, 1 : axes + 1], 1, 0)
    ba = np.moveaxis(blocks[:, axes + 1 : 2 * axes + 1], 1, 0) if second_order else None
    return blocks[:, 0], blocks[:, -1], ab, ba
