"""What counts as good enough: outcomes with a limit that they should keep to, from `[thresholds]` of a study file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scenarios.errors import unknown
from scenarios.languages import phrase
from scenarios.shelf import Source
from scenarios.values import number

from ..reading import HERE, Reading
from ..specification import Outcome

THRESHOLDS = "thresholds"
AT_LEAST, AT_MOST = "at_least", "at_most"
KEYS = (AT_LEAST, AT_MOST)
MOST = 1e9  # in size, of a limit


@dataclass(frozen=True)
class Threshold:
    """An outcome, by its name in the study, that should be `at_least` and `at_most` so much, both included."""

    outcome: str
    at_least: float = -inf
    at_most: float = inf

    def met(self, values: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Whether values keep to it; one that is no number does not."""
        return np.asarray((self.at_least <= values) & (values <= self.at_most))


def read_thresholds(reading: Reading, given: object, outcomes: Sequence[Outcome]) -> tuple[Threshold, ...]:
    """Thresholds from a table such as `{"formalism": {"at_most": 0.3}}`; what is wrong is noted."""
    found = []
    names = [outcome.name for outcome in outcomes]
    for name, value in reading.table((THRESHOLDS,), given).items():
        keys = (THRESHOLDS, name)
        row = reading.table(keys, value)
        reading.known(keys, row, KEYS)
        limits = {
            key: reading.attempt((*keys, key), number, row[key], HERE, -MOST, MOST, default=0.0)
            for key in KEYS
            if key in row
        }
        if name not in names:
            reading.wrong(keys, unknown("outcome", name, names))
        elif not row:
            reading.wrong(keys, phrase("experiments.exploration.a_threshold"))
        elif len(limits) == 2 and limits[AT_LEAST] > limits[AT_MOST]:
            reading.wrong(keys, phrase("experiments.exploration.crossed", **limits))
        found.append(Threshold(name, **limits))
    return tuple(found)


def thresholds_from(given: Mapping[str, Any], outcomes: Sequence[Outcome]) -> tuple[Threshold, ...]:
    """Thresholds that stand in no file; raises `Mistakes` with all that is wrong."""
    reading = Reading(Source("", THRESHOLDS, "", Path()), {})
    found = read_thresholds(reading, given, outcomes)
    if reading.errors:
        raise reading.refusal()
    return found
