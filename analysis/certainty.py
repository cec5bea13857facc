"""How sure an effect is: one of five degrees, by rules that every report, table and sentence shares.

An effect is decided where its interval excludes zero even when all effects of a comparison are tested at once (false
discoveries held to 5 %, Benjamini and Hochberg), and where it reaches the least size that counts. Decided, it `raises`
or `lowers` an outcome if nine in ten plausible worlds and four in five rules of decision have its sign, and does so
`probably` if two thirds of the worlds have. Without worlds nothing is more than probable. It is `small` where all that
is known of it lies below the least size, and `undecided` otherwise: that is never said to be no effect.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .effects import LEAST, MOST_WORLDS, Effects
from .statistics import SIGNIFICANCE, Estimate, false_discovery, p_value

SURE, PROBABLE, SMALL, UNDECIDED, UNKNOWN = ("sure", "probable", "small", "undecided", "unknown")
SURE_WORLDS, SURE_RULES = 0.9, 0.8  # shares that have to agree in the sign


@dataclass(frozen=True)
class Finding:
    """One effect on one outcome, and all that is known of how sure it is.

    effect: against the baseline over random numbers, or over plausible worlds where replicates are such; plausible:
    over the worlds run beside, None without; worlds and rules: how many have its sign, and of how many; least: the
    size below which an effect does not count, in the outcome's unit; reach: the farthest from zero that any interval
    goes; chance: p-value adjusted for many comparisons.
    """

    scenario: str
    measure: str
    better: int
    effect: Estimate
    plausible: Estimate | None
    worlds: tuple[int, int] | None
    rules: tuple[int, int] | None
    least: float
    reach: float
    chance: float

    @property
    def degree(self) -> str:
        """How sure the effect is: `unknown`, `small`, `undecided`, `probable` or `sure`."""
        if not self.effect.known:
            return UNKNOWN
        if self.reach < self.least:
            return SMALL
        if not self.effect.sure or self.chance >= SIGNIFICANCE or abs(self.effect.mean) < self.least:
            return UNDECIDED
        if not self.worlds:
            return PROBABLE
        if _share(self.worlds) < MOST_WORLDS:
            return UNDECIDED
        agreed = _share(self.worlds) >= SURE_WORLDS and (not self.rules or _share(self.rules) >= SURE_RULES)
        return SURE if agreed else PROBABLE

    @property
    def decided(self) -> bool:
        """Whether its direction may be said."""
        return self.degree in (SURE, PROBABLE)

    @property
    def sign(self) -> int:
        """1 where it raises the outcome, -1 where it lowers it, 0 where neither may be said."""
        return int(np.sign(self.effect.mean)) if self.decided else 0

    @property
    def verdict(self) -> int:
        """1 for the better, -1 for the worse, 0 where neither may be said, or neither way is better."""
        return self.sign * self.better


def findings(effects: Effects, measures: Sequence[str] = ()) -> dict[tuple[str, str], Finding]:
    """Every effect of a comparison on some outcomes (headline ones if left out), by scenario and outcome."""
    keys = [(scenario, measure) for scenario in effects.others for measure in measures or effects.headline]
    known, found = effects.known_worlds, {key: effects.difference(*key) for key in keys}
    chances = dict(zip(keys, _adjusted([p_value(found[key]) for key in keys]), strict=True))
    beside = known if known is not effects else None
    return {
        key: Finding(
            *key,
            effects.measures[key[1]].better,
            found[key],
            beside.difference(*key) if beside else None,
            effects.worlds_agreeing(*key),
            effects.rules_agreeing(*key),
            LEAST * effects.scale(key[1]),
            max(_reach(found[key]), _reach_in(known, *key) if known else 0.0),
            chances[key],
        )
        for key in keys
    }


def _adjusted(chances: list[float]) -> list[float]:
    """Adjusted p-values; where an effect has none, as over plausible worlds, its interval alone decides (0)."""
    tested = [number for number, chance in enumerate(chances) if chance == chance]
    adjusted = dict(zip(tested, false_discovery([chances[number] for number in tested]), strict=True))
    return [adjusted.get(number, 0.0) for number in range(len(chances))]


def _reach(found: Estimate) -> float:
    """How far from zero an effect may be; without an interval, anywhere."""
    reach = max(abs(found.low), abs(found.high))
    return reach if reach == reach else float("inf")


def _reach_in(worlds: Effects, scenario: str, measure: str) -> float:
    """How far from zero an effect may be over plausible worlds: by its interval, or the farthest of too few worlds."""
    found = worlds.difference(scenario, measure)
    gaps = worlds.sample(scenario, measure) - worlds.sample(worlds.baseline, measure)
    return _reach(found) if found.low == found.low else float(np.abs(gaps).max())


def _share(agreeing: tuple[int, int]) -> float:
    return agreeing[0] / agreeing[1]
