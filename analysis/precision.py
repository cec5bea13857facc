"""How precisely chance lets an effect be known: the widest interval of some outcomes, and what would narrow it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from .effects import Effects

MOST = 1000  # replicates that are run to reach a precision


@dataclass(frozen=True)
class Width:
    """Half of the interval for chance of one effect: in the outcome's unit, and as a share of what effects are."""

    scenario: str
    measure: str
    half: float
    share: float

    def needed(self, replicates: int, aim: float) -> int:
        """About how many replicates would bring the share to an aim, where so many gave it: error falls as 1/√n."""
        return ceil(replicates * (self.share / aim) ** 2)


def widest(effects: Effects, measures: Sequence[str]) -> Width | None:
    """The effect that is known least precisely, by its share; None where no interval is known or nothing to share."""
    found = [
        Width(scenario, measure, half, half / effects.scale(measure))
        for scenario in effects.others
        for measure in measures
        if (half := effects.difference(scenario, measure).half_width) == half and effects.scale(measure) > 0.0
    ]
    return max(found, key=lambda width: width.share, default=None)
