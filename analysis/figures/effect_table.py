"""Numbers behind the figures, as arrays: levels, paired differences, ranges, and the order of scenarios.

What a summary, an interval and a verdict are is said once, in `analysis.effects`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from experiments.compare.window import window
from sim.measures import HEADLINE

from ..effects import effects_of
from .words import MEASURE

if TYPE_CHECKING:
    import xarray as xr
    from numpy.typing import NDArray

KINDS = ("regime", "reform", "package")


@dataclass(frozen=True)
class EffectTable:
    """Rows are scenarios, columns outcomes: level, difference from the baseline, half its 95 % interval."""

    scenarios: tuple[str, ...]
    measures: tuple[str, ...]
    level: NDArray[np.float64]
    difference: NDArray[np.float64]
    half: NDArray[np.float64]  # NaN with a single replicate
    low: NDArray[np.float64]  # ends of the interval
    high: NDArray[np.float64]
    verdict: NDArray[np.int64]  # 1 better, -1 worse, 0 neither
    spread: NDArray[np.float64]  # per outcome, the range over regimes or over all scenarios
    spread_over: str  # "regimes" or "scenarios"
    baseline: str
    replicates: int
    window: int

    @property
    def standardised(self) -> NDArray[np.float64]:
        """Differences in ranges of the outcome; 0 where nothing varies."""
        return np.divide(self.difference, self.spread, out=np.zeros_like(self.difference), where=self.spread > 1e-12)

    @property
    def benefit(self) -> NDArray[np.float64]:
        """Standardised differences, positive where better."""
        return self.standardised * np.array([MEASURE[m].better for m in self.measures])

    def row(self, scenario: str) -> int:
        """Position of a scenario."""
        return self.scenarios.index(scenario)


def effects(data: xr.Dataset, measures: Sequence[str] = HEADLINE) -> EffectTable:
    """Levels and paired differences of every scenario and outcome."""
    found = effects_of(data)
    pairs = [[found.difference(s, m) for m in measures] for s in found.scenarios]
    level = np.array([[found.level(s, m).mean for m in measures] for s in found.scenarios])
    ranges = [found.ranges[m] for m in measures] if found.ranges else np.ptp(level, axis=0)
    return EffectTable(
        scenarios=found.scenarios,
        measures=tuple(measures),
        level=level,
        difference=np.array([[pair.mean for pair in row] for row in pairs]),
        half=np.array([[pair.half_width for pair in row] for row in pairs]),
        low=np.array([[pair.low for pair in row] for row in pairs]),
        high=np.array([[pair.high for pair in row] for row in pairs]),
        verdict=np.array([[found.verdict(s, m) for m in measures] for s in found.scenarios]),
        spread=np.array(ranges),
        spread_over="regimes" if found.ranges else "scenarios",
        baseline=found.baseline,
        replicates=found.replicates,
        window=window(found.months),
    )


def kinds(data: xr.Dataset) -> dict[str, str]:
    """Regime, reform or package; without a coordinate `scenario_kind`, what has no `+` is a regime."""
    ids = [str(s) for s in data["scenario"].values]
    if "scenario_kind" in data.coords:
        return dict(zip(ids, map(str, data["scenario_kind"].values), strict=True))
    return {s: "reform" if "+" in s else "regime" for s in ids}


def groups(data: xr.Dataset, found: EffectTable) -> list[list[str]]:
    """Scenarios but the baseline by kind, in each the one that helps most on average first; ties by id."""
    kind, gain = kinds(data), found.benefit.mean(axis=1)
    others = sorted((s for s in found.scenarios if s != found.baseline), key=lambda s: (-gain[found.row(s)], s))
    names = [*KINDS, *sorted(set(kind.values()) - set(KINDS))]
    return [group for name in names if (group := [s for s in others if kind[s] == name])]
