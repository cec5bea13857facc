"""What it would cost to be wrong: regret, good enough or not, and ranks over plausible worlds.

Functions of arrays (scenario, world) in which more is better; regret itself is `statistics.regret`. A scenario is good
enough in a world where it meets every threshold (Simon 1956).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from .effects import Effects
from .statistics import Array


def in_worlds(effects: Effects, measure: str) -> Array | None:
    """An outcome in every plausible world, (scenario, world), turned so that more is better; None without worlds."""
    known = effects.known_worlds
    if known is None:
        return None
    better = effects.measures[measure].better or 1
    return np.asarray(better * known.values[:, :, effects.column(measure)])


def ranks(good: Array) -> Array:
    """Rank of each scenario in each world, 1 the best; equal ones share the better rank."""
    return np.asarray(1 + (good[None, :, :] > good[:, None, :]).sum(axis=1))


def rank_agreement(good: Array) -> float:
    """Mean of Kendall's tau between the order of scenarios in each world and in the mean of all: 1 the same order."""
    first, second = np.triu_indices(len(good), 1)
    order = np.sign(good.mean(axis=1)[first] - good.mean(axis=1)[second])
    return float((np.sign(good[first] - good[second]) * order[:, None]).mean())


def satisficing(effects: Effects, thresholds: Mapping[str, Mapping[str, float]]) -> Array | None:
    """Share of plausible worlds in which each scenario meets every threshold. None without worlds or thresholds.

    thresholds: by outcome, `at_least` and `at_most` so much, both included.
    """
    known = effects.known_worlds
    if known is None or not thresholds:
        return None
    met = []
    for name, sides in thresholds.items():
        values = known.values[:, :, effects.column(name)]
        met.append((values >= sides.get("at_least", -np.inf)) & (values <= sides.get("at_most", np.inf)))
    return np.asarray(np.all(met, axis=0).mean(axis=1))
