"""Effects: functions of a view that give a number for each seed, positive or negative as it comes out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from .lab import Array, View

Effect = Callable[[View], Array]


def change(after: str, before: str, outcome: str) -> Effect:
    """How far an outcome differs between two variants."""
    return lambda view: view(after, outcome) - view(before, outcome)


def rise(labels: Sequence[str], outcome: str) -> Effect:
    """From the first variant of a sweep up to its peak; 0 where the peak is the first."""
    return lambda view: _peak(view, labels, outcome) - view(labels[0], outcome)


def fall(labels: Sequence[str], outcome: str) -> Effect:
    """From the peak of a sweep down to its last variant; 0 where the peak is the last."""
    return lambda view: _peak(view, labels, outcome) - view(labels[-1], outcome)


def _peak(view: View, labels: Sequence[str], outcome: str) -> Array:
    """An outcome in the variant where its mean over seeds is largest, the same variant for all seeds."""
    levels = [view(label, outcome) for label in labels]
    return levels[int(np.argmax([level.mean() for level in levels]))]


def levelling(first: str, middle: str, last: str, outcome: str, steps: tuple[float, float]) -> Effect:
    """By how much an outcome gains less per step after the middle than before it."""

    def effect(view: View) -> Array:
        early = (view(middle, outcome) - view(first, outcome)) / steps[0]
        late = (view(last, outcome) - view(middle, outcome)) / steps[1]
        return early - late

    return effect


def growth(label: str, outcome: str) -> Effect:
    """From the first year to the last two."""
    return lambda view: view(label, outcome) - view.years(label, outcome)[:, 0]


def interaction(both: str, one: str, other: str, neither: str, outcome: str) -> Effect:
    """What two reforms do together beyond the sum of what each does alone."""
    return lambda view: view(both, outcome) - view(one, outcome) - view(other, outcome) + view(neither, outcome)


def minus(one: Effect, other: Effect) -> Effect:
    return lambda view: one(view) - other(view)


def kink(
    labels: Sequence[str], along: str, outcome: str, low: tuple[float, float], high: tuple[float, float]
) -> Effect:
    """How much more than half as fast again an outcome rises along another one over `high` than over `low`.

    Both intervals are of equal width; where the variants stand along the other outcome is their mean over seeds. A
    fall over the low interval counts as no rise. NaN where the variants do not span both.
    """

    def effect(view: View) -> Array:
        path = np.array([view(label, along).mean() for label in labels])
        level = np.array([view(label, outcome) for label in labels])[np.argsort(path)]
        before, after = (_climb(np.sort(path), level, *interval) for interval in (low, high))
        return after - 1.5 * np.maximum(0.0, before)

    return effect


def _climb(path: Array, level: Array, low: float, high: float) -> Array:
    """Rise of the level, by seed, from one point of the path to another, between points on straight lines."""
    if not path[0] <= low < high <= path[-1]:
        return np.full(level.shape[1], np.nan)
    return np.array([np.interp(high, path, seed) - np.interp(low, path, seed) for seed in level.T])
