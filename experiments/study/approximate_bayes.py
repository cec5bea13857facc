"""Approximate Bayesian computation: what runs near the evidence say about the parameters.

Rejection with local-linear regression adjustment (Beaumont, Zhang and Balding 2002): of points drawn from the
prior, those whose summaries are nearest to the observed ones are kept, weighted by Epanechnikov's kernel, and moved
along a weighted linear regression to where their summaries would be the observed ones, on the logit scale, so that
none leaves its range. Nothing here knows the model.

Evidence is not exact and neither is the model: add their errors to the runs with `with_error` first, and the answer
is that of the model with those errors (Wilkinson 2013). Runs of a sweep share their random numbers and do not show the
variance between replicates; left out of the errors, it would make the posterior too narrow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..run.checks import found, impossible

LEVELS = (0.5, 0.8, 0.95)  # credible intervals that `coverage` tries
INFORMED = 0.85  # shrinkage below which a parameter counts as informed
EDGE = 1e-9  # share of a range a parameter keeps from its ends, where the logit is infinite

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Posterior:
    """A weighted sample. values: (sample, parameter); weights: (sample,), above 0, sum 1.

    prior_sd: standard deviation of each parameter before the evidence (parameter,); bandwidth: distance
    within which points were kept, in units of the summaries' scale; beyond: summaries whose observed value lies
    outside those of the points kept (summary,). There the regression extrapolates, and the model, errors
    included, hardly gives what was observed: no posterior is worth much.
    """

    values: Array
    weights: Array
    prior_sd: Array
    bandwidth: float
    beyond: NDArray[np.bool_]

    @property
    def mean(self) -> Array:
        """Posterior mean of each parameter (parameter,)."""
        return np.asarray(self.weights @ self.values)

    @property
    def sd(self) -> Array:
        """Posterior standard deviation of each parameter (parameter,)."""
        return np.asarray(np.sqrt(self.weights @ (self.values - self.mean) ** 2))

    @property
    def effective_size(self) -> float:
        """Independent points that would say as much: 1 / sum of squared weights (Kish 1965)."""
        return float(1 / (self.weights**2).sum())

    @property
    def shrinkage(self) -> Array:
        """Posterior over prior standard deviation (parameter,): near 1 where the evidence says nothing."""
        return self.sd / self.prior_sd

    def quantile(self, share: float | Sequence[float]) -> Array:
        """Weighted quantiles: (parameter,), or (share, parameter) for several shares."""
        return np.asarray(np.quantile(self.values, share, axis=0, weights=self.weights, method="inverted_cdf"))

    def interval(self, level: float = 0.95) -> Array:
        """Equal-tailed credible intervals: (2, parameter)."""
        return self.quantile([(1 - level) / 2, (1 + level) / 2])

    def rows(self, names: Sequence[str]) -> list[dict[str, Any]]:
        """What is known of each parameter, as rows of a table; those the evidence informs most come first."""
        low, high = self.interval()
        columns = (self.mean, self.sd, low, high, self.shrinkage)
        keys = ("mean", "sd", "low", "high", "shrinkage")
        return [
            {"parameter": names[k]} | {key: float(column[k]) for key, column in zip(keys, columns, strict=True)}
            for k in np.argsort(self.shrinkage, kind="stable")
        ]


@dataclass(frozen=True)
class Coverage:
    """How often credible intervals held the truth.

    shares: (level, parameter); band: (level, 2), where the share of one parameter lies with the confidence asked
    for if intervals are right; shrinkage: mean over truths (parameter,).
    """

    levels: tuple[float, ...]
    shares: Array
    band: Array
    shrinkage: Array
    truths: int

    @property
    def within(self) -> NDArray[np.bool_]:
        """Whether each share lies in its band: (level, parameter)."""
        return np.asarray((self.shares >= self.band[:, :1]) & (self.shares <= self.band[:, 1:]))


def with_error(summaries: Array, sd: Array, seed: int = 1) -> Array:
    """Summaries (point, summary) as they would be observed: normal errors of the given deviations (summary,).

    sd: root of the sum of the variances of observation, model discrepancy and replication.
    """
    return np.asarray(summaries + np.random.default_rng(seed).standard_normal(summaries.shape) * sd)


def scales(summaries: Array) -> Array:
    """Units in which distances are measured, (summary,), from summaries (point, summary).

    Each summary's median absolute deviation, or its standard deviation where that is 0, because most points have the
    same value. Values that are not finite are left out.
    """
    from scipy.stats import median_abs_deviation

    finite = np.where(np.isfinite(summaries), summaries, np.nan)
    spread = median_abs_deviation(finite, axis=0, nan_policy="omit")
    return np.asarray(np.where(spread > 0, spread, np.nanstd(finite, axis=0)))


def distances(summaries: Array, observed: Array, scale: Array) -> Array:
    """Euclidean distance of each point from the evidence: (point,); infinite where a summary is no number.

    Raises ParameterError where a scale is 0: a summary that is the same at every point tells nothing.
    """
    if not np.all(scale > 0):
        raise impossible(f"summaries[{int(np.argmin(scale))}]", found("constant"), "differing_summaries")
    far = np.sqrt((((summaries - observed) / scale) ** 2).sum(axis=1))
    return np.asarray(np.where(np.isfinite(far), far, np.inf))


def infer(
    parameters: Array,
    summaries: Array,
    observed: Array,
    low: Array | float = 0.0,
    high: Array | float = 1.0,
    share: float = 0.1,
    scale: Array | None = None,
    adjust: bool = True,
) -> Posterior:
    """The posterior sample given what was observed.

    parameters: (point, parameter), drawn from the prior, between `low` and `high` (best: the unit cube, whose
    quantiles `Space.values` maps to parameter values); summaries: (point, summary); observed: (summary,).
    share: part of the points that is kept. adjust: False is plain rejection, all weights by distance.
    Raises ParameterError where shapes do not fit or too few points are kept for the regression.
    """
    _check(parameters, summaries, observed, share)
    far = distances(summaries, observed, scales(summaries) if scale is None else np.asarray(scale))
    kept, weights, bandwidth = _nearest(far, share)
    values, gaps = parameters[kept], summaries[kept] - observed
    if adjust:
        count = gaps.shape[1]
        if len(kept) < 2 * (count + 1):
            raise impossible("share", share, "points_for_summaries", points=2 * (count + 1), count=count)
        values = _bounded(_adjusted(_unbounded(values, low, high), gaps, weights), low, high)
    beyond = (gaps.min(axis=0) > 0) | (gaps.max(axis=0) < 0)
    return Posterior(values, weights / weights.sum(), parameters.std(axis=0, ddof=1), bandwidth, beyond)


def coverage(
    parameters: Array,
    summaries: Array,
    true_parameters: Array | None = None,
    true_summaries: Array | None = None,
    truths: int = 200,
    levels: Sequence[float] = LEVELS,
    confidence: float = 0.99,
    seed: int = 1,
    low: Array | float = 0.0,
    high: Array | float = 1.0,
    share: float = 0.1,
) -> Coverage:
    """Infer known truths, and count how often each credible interval holds them.

    Truths are points drawn from the same prior: given ones (truth, parameter) with their summaries (truth,
    summary), best run with other random numbers; or else `truths` of the points, each held out in turn. Bands are
    binomial, for one share: of many shares, 1 - confidence lie outside by chance. low, high, share: as for `infer`.
    """
    if true_parameters is None or true_summaries is None:
        whole = np.flatnonzero(np.isfinite(summaries).all(axis=1))
        chosen = np.random.default_rng(seed).permutation(whole)[:truths]
        true_parameters, true_summaries, held = parameters[chosen], summaries[chosen], chosen.tolist()
    else:
        held = [None] * len(true_parameters)
    hits = np.zeros((len(levels), parameters.shape[1]))
    shrinkage = np.zeros(parameters.shape[1])
    for truth, seen, out in zip(true_parameters, true_summaries, held, strict=True):
        rest = np.arange(len(parameters)) != (-1 if out is None else out)
        posterior = infer(parameters[rest], summaries[rest], seen, low, high, share)
        ends = [posterior.interval(level) for level in levels]
        hits += np.array([(truth >= interval[0]) & (truth <= interval[1]) for interval in ends])
        shrinkage += posterior.shrinkage
    count = len(true_parameters)
    band = np.array([_band(level, count, confidence) for level in levels])
    return Coverage(tuple(levels), hits / count, band, shrinkage / count, count)


def resampled(adjusted: Posterior, plain: Posterior, rows: int, seed: int) -> Array:
    """Rows of the unit cube by weight (systematic resampling): informed parameters as adjusted, others as run.

    adjusted, plain: the same points with and without regression. What evidence says about parameters that shrink to
    INFORMED of their prior spread or less cannot be told from chance, so these alone are moved.
    """
    rng = np.random.default_rng([seed, 99])
    steps = (np.arange(rows) + rng.random()) / rows
    chosen = np.minimum(np.searchsorted(np.cumsum(plain.weights), steps), len(plain.weights) - 1)
    unit = np.where(adjusted.shrinkage < INFORMED, adjusted.values, plain.values)
    return np.asarray(np.clip(unit[rng.permutation(chosen)], 0.0, 1.0))


def _band(level: float, count: int, confidence: float) -> tuple[float, float]:
    """Where the share of `count` intervals that hold the truth lies if each does with the chance `level`."""
    from scipy.stats import binom

    low, high = binom.interval(confidence, count, level)
    return float(low / count), float(high / count)


def _nearest(far: Array, share: float) -> tuple[NDArray[np.int64], Array, float]:
    """The nearest points, Epanechnikov's weights, and the bandwidth: the distance of the first that is left out."""
    count = min(ceil(share * len(far)), int(np.isfinite(far).sum()))
    order = np.argsort(far, kind="stable")
    if count < 1:
        raise impossible("summaries", found("no_numbers"), "finite_summaries")
    bandwidth = float(far[order[count]]) if count < len(far) else np.inf
    if not np.isfinite(bandwidth):
        bandwidth = float(far[order[count - 1]]) * (1 + 1 / count)
    kept = order[:count]
    if bandwidth <= 0:
        return kept, np.ones(count), bandwidth
    weights = 1 - (far[kept] / bandwidth) ** 2
    inside = weights > 0
    return (kept[inside], weights[inside], bandwidth) if inside.any() else (kept, np.ones(count), bandwidth)


def _adjusted(values: Array, gaps: Array, weights: Array) -> Array:
    """Values moved along the weighted regression on the gaps to where the gaps are zero."""
    root = np.sqrt(weights)[:, None]
    terms = np.column_stack([np.ones(len(gaps)), gaps])
    coefficients = np.linalg.lstsq(root * terms, root * values, rcond=None)[0]
    return np.asarray(values - gaps @ coefficients[1:])


def _unbounded(values: Array, low: Array | float, high: Array | float) -> Array:
    """Values on the logit scale of their range; those at its ends are moved inside by `EDGE`."""
    from scipy.special import logit

    share = (values - low) / (np.asarray(high) - low)
    if not np.all((share >= 0) & (share <= 1)):
        raise impossible("parameters", found("outside_range"), "low_to_high")
    return np.asarray(logit(np.clip(share, EDGE, 1 - EDGE)))


def _bounded(values: Array, low: Array | float, high: Array | float) -> Array:
    """Values from the logit scale back in their range."""
    from scipy.special import expit

    return np.asarray(low + expit(values) * (np.asarray(high) - low))


def _check(parameters: Array, summaries: Array, observed: Array, share: float) -> None:
    if parameters.ndim != 2 or summaries.ndim != 2 or len(parameters) != len(summaries):
        shapes = found("two_shapes", one=parameters.shape, other=summaries.shape)
        raise impossible("parameters, summaries", shapes, "row_for_point")
    if observed.shape != summaries.shape[1:] or not np.all(np.isfinite(observed)):
        shape = found("shape", shape=observed.shape)
        raise impossible("observed", shape, "number_for_summary", count=summaries.shape[1])
    if not 0 < share <= 1:
        raise impossible("share", share, "share")
