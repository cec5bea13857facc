"""Effects that patterns claim: statistics that contrast the variants of a sweep or of a design."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ...study.statistic import Array, Statistic, Term


def rise(labels: Sequence[str], outcome: str) -> Statistic:
    """How far an outcome rises from the first variant of a sweep to its peak; 0 where the peak is the first."""
    return Statistic(_terms(labels, outcome), lambda *levels: _peak(levels) - levels[0])


def fall(labels: Sequence[str], outcome: str) -> Statistic:
    """How far an outcome falls from its peak in a sweep to the last variant; 0 where the peak is the last."""
    return Statistic(_terms(labels, outcome), lambda *levels: _peak(levels) - levels[-1])


def _terms(labels: Sequence[str], outcome: str) -> tuple[Term, ...]:
    return tuple(Term(outcome, label) for label in labels)


def _peak(levels: Sequence[Array]) -> Array:
    """An outcome in the variant where its mean over seeds is largest, the same variant for all seeds."""
    return levels[int(np.argmax([level.mean() for level in levels]))]


def levelling(first: str, middle: str, last: str, outcome: str, steps: tuple[float, float]) -> Statistic:
    """Slope of an outcome up to the middle variant less that beyond it; steps: lengths of the two."""
    return Statistic(_terms((first, middle, last), outcome), lambda a, b, c: (b - a) / steps[0] - (c - b) / steps[1])


def growth(label: str, outcome: str) -> Statistic:
    """How far an outcome grows from the first year to the mean of the last two."""
    return Statistic((Term(outcome, label), Term(outcome, label, "", 1, 12)), lambda late, early: late - early)


def interaction(both: str, one: str, other: str, neither: str, outcome: str) -> Statistic:
    """What two reforms do together beyond the sum of what each does alone."""
    return Statistic(_terms((both, one, other, neither), outcome), lambda ab, a, b, none: ab - a - b + none)


def kink(
    labels: Sequence[str], along: str, outcome: str, low: tuple[float, float], high: tuple[float, float]
) -> Statistic:
    """Rise of an outcome over one interval of another (`along`), less one and a half times its rise over a lower one.

    low, high: the intervals, of equal width. A variant's position along the other outcome is its mean over seeds. A
    fall over the low interval counts as no rise. NaN where the variants do not span both.
    """

    def formula(*means: Array) -> Array:
        level, path = np.array(means[: len(labels)]), np.array([mean.mean() for mean in means[len(labels) :]])
        level = level[np.argsort(path)]
        before, after = (_climb(np.sort(path), level, *interval) for interval in (low, high))
        return after - 1.5 * np.maximum(0.0, before)

    return Statistic((*_terms(labels, outcome), *_terms(labels, along)), formula)


def _climb(path: Array, level: Array, low: float, high: float) -> Array:
    """Rise of the level, by seed, from one point of the path to another, between points on straight lines."""
    if not path[0] <= low < high <= path[-1]:
        return np.full(level.shape[1], np.nan)
    return np.array([np.interp(high, path, seed) - np.interp(low, path, seed) for seed in level.T])
