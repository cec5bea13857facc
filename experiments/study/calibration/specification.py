"""A calibration: what was observed, which parameters are free, and how much is run."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...run.record import versions
from ..axes import StudyAxis
from ..history_matching import Target
from ..specification import Study
from ..statistic import Statistic, Term, ratio

FORMAT = "kaohe calibration 1"
MEAN, DIFFERENCE, RATIO, CHANGE = "mean", "difference", "ratio", "change"

Array = NDArray[np.float64]

FORMULAS: dict[str, Callable[..., Array]] = {
    MEAN: lambda mean: mean,
    DIFFERENCE: lambda mean, other: mean - other,
    RATIO: ratio,
    CHANGE: lambda mean, other: ratio(mean, other) - 1,
}


@dataclass(frozen=True)
class Observation:
    """One target in the unit of the user.

    measure: its mean over months `first` to `last` under `scenario` at `place`; compare: that mean itself, or its
    difference from, its ratio to, or its relative change against the mean under the scenario `against`; times: what
    turns the model's unit into `unit`. value, sd, discrepancy, direction: as for `history_matching.Target`.
    """

    name: str
    measure: str
    scenario: str
    place: str
    first: int
    last: int
    value: float
    sd: float
    discrepancy: float = 0.0
    direction: str = "equal"
    against: str = ""
    compare: str = MEAN
    times: float = 1.0
    unit: str = ""
    source: str = ""

    @property
    def target(self) -> Target:
        """What both stages aim at."""
        return Target(self.name, self.value, self.sd, self.discrepancy, self.direction)

    @property
    def statistic(self) -> Statistic:
        """Its counterpart in the model."""
        scenarios = (self.scenario,) if self.compare == MEAN else (self.scenario, self.against)
        terms = tuple(Term(self.measure, scenario, self.place, self.first, self.last) for scenario in scenarios)
        formula, times = FORMULAS[self.compare], self.times
        return Statistic(terms, lambda *means: times * formula(*means))


@dataclass(frozen=True)
class Calibration:
    """All that a calibration depends on.

    study: what is run at each point, and as axes the free parameters with their prior. waves, points: of history
    matching; draws: from the prior inside the box that it leaves; share: of the draws not ruled out that are kept;
    truths: synthetic ones, on which intervals are tried; rows: of the sample that is written.
    """

    study: Study
    observations: tuple[Observation, ...]
    waves: int
    points: int
    draws: int
    truths: int
    rows: int
    share: float
    seed: int

    @property
    def axes(self) -> tuple[StudyAxis, ...]:
        """The free parameters."""
        return self.study.axes

    @property
    def names(self) -> list[str]:
        """Names of the free parameters."""
        return [axis.target for axis in self.axes]

    @property
    def targets(self) -> list[Target]:
        """What was observed."""
        return [each.target for each in self.observations]

    @property
    def sized(self) -> list[int]:
        """Positions of the targets that are a size, and not only a bound."""
        return [k for k, target in enumerate(self.targets) if target.direction == "equal"]

    @property
    def sizes(self) -> dict[str, float]:
        """How much is run, by the names that the file has for it."""
        names = ("waves", "points", "draws", "truths", "rows", "share", "seed")
        return {name: getattr(self, name) for name in names}

    @cached_property
    def record(self) -> dict[str, Any]:
        """What `record.json` holds: versions, sizes, observations, and the study in full."""
        observed = [asdict(each) for each in self.observations]
        record = {"format": FORMAT, "versions": versions(), "calibration": self.sizes, "targets": observed}
        return dict(json.loads(json.dumps(record | {"study": self.study.record})))  # as it is read back
