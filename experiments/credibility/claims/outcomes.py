"""Outcomes that claims speak of and no measure of the model gives: computed from its series, levels and last month.

Where the model comes to have a measure of the same name, that is used instead.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from sim.measures import NAMES
from sim.parameters.tables import Field

from ...compare.window import unscored
from ...run.last_month import Ending

LEVEL = "level_"  # before the id of a field: its true level, the mean of townships

Array = NDArray[np.float64]


class Window:
    """Some months of one run: measures (month, measure), levels (month, field), the fields, and the last month.

    The state of townships is that of the run's last month, whatever the window.
    """

    def __init__(self, series: Array, levels: Array, fields: Sequence[Field], ending: Ending, first: int) -> None:
        self.series, self.levels, self.fields, self.ending, self.first = series, levels, fields, ending, first

    def mean(self, measure: str) -> float:
        """Mean of a measure over the months; of what is known yearly, from the first score on: NaN before."""
        known = self.series[max(0, unscored(measure) - (self.first - 1)) :, NAMES.index(measure)]
        return float(known.mean()) if len(known) else np.nan

    def level(self, field: str) -> float:
        """Mean true level of a field over the months; NaN where the regime has no such field."""
        ids = [each.id for each in self.fields]
        return float(self.levels[:, ids.index(field)].mean()) if field in ids else np.nan

    def weighted(self, weights: Sequence[float]) -> float:
        """Mean true level over months and fields, fields by their weights."""
        means = self.levels[:, : len(self.fields)].mean(axis=0)
        return float(np.average(means, weights=weights)) if sum(weights) > 0 else np.nan

    def of(self, outcome: str) -> float:
        """Any outcome that a claim may name."""
        if outcome in NAMES:
            return self.mean(outcome)
        if outcome.startswith(LEVEL):
            return self.level(outcome.removeprefix(LEVEL))
        return DERIVED[outcome](self)


def _busy(w: Window) -> float:
    """Share of the month that goes into demands of superiors, real work, paper, showcases and initiative."""
    return sum(map(w.mean, ("burden", "real_work", "paper", "showcase"))) + w.mean("initiative") / 100


def _contrast(w: Window, part: Callable[[Field], float]) -> float:
    """Need-weighted level by how far a field has a property, less that by how far it has not."""
    high = w.weighted([field.need * part(field) for field in w.fields])
    return high - w.weighted([field.need * (1 - part(field)) for field in w.fields])


def _thirds(w: Window, by: str, of: str) -> tuple[float, float]:
    """Mean of a state over the best third of townships by another state, and over the others; ties by order."""
    order = np.argsort(-w.ending.townships[by], kind="stable")
    best = max(1, round(len(order) / 3))
    values = w.ending.townships[of][order]
    return float(values[:best].mean()), float(values[best:].mean()) if len(values) > best else np.nan


def _weak(w: Window) -> float:
    outcome = np.sort(w.ending.townships["true_outcome"])
    return float(outcome[: max(1, round(len(outcome) / 3))].mean())


def _load_of_strong(w: Window) -> float:
    best, others = _thirds(w, "score", "load")
    return best - others


DERIVED: Mapping[str, Callable[[Window], float]] = {
    "busy": _busy,
    "latent_gap": lambda w: _contrast(w, lambda field: field.latent),
    "enforcement_gap": lambda w: _contrast(w, lambda field: field.enforcement),
    "score_spread": lambda w: float(w.ending.townships["score"].std()),
    "weak_outcome": _weak,
    "weakest_field": lambda w: float(w.levels[:, : len(w.fields)].mean(axis=0).min()),
    "load_of_strong": _load_of_strong,
    "other_incidents": lambda w: w.mean("incidents") - w.mean("veto_incidents"),
    "village_resentment": lambda w: float(w.ending.townships["village_resentment"].mean()),
}
