"""How precisely chance lets an effect be known: the widest interval of some outcomes, and what would narrow it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, sqrt

from .effects import Effects
from .statistics import student_quantile

MOST = 1000  # replicates that are run to reach a precision


@dataclass(frozen=True)
class Width:
    """Half of the interval for chance of one effect: in the outcome's unit, and as a share of what effects are."""

    scenario: str
    measure: str
    half: float
    share: float

    def needed(self, replicates: int, aim: float) -> int:
        """About how many replicates would bring the share to a smaller aim, where so many gave it: t/√n falls to it."""
        if self.share <= aim:
            return replicates

        def width(number: int) -> float:
            return student_quantile(number - 1) / sqrt(number)

        limit, most = width(replicates) * aim / self.share, ceil(replicates * (self.share / aim) ** 2)
        return 2 + bisect_left(range(2, max(most, replicates)), True, key=lambda number: width(number) <= limit)


def widest(effects: Effects, measures: Sequence[str]) -> Width | None:
    """The effect that is known least precisely, by its share; None where no interval is known or nothing to share."""
    found = [
        Width(scenario, measure, half, half / effects.scale(measure))
        for scenario in effects.others
        for measure in measures
        if (half := effects.difference(scenario, measure).half_width) == half and effects.scale(measure) > 0.0
    ]
    return max(found, key=lambda width: width.share, default=None)
