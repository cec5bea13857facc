"""Verdicts on claims, from the effects found: what the words mean, and on what a claim depends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import isnan

from ..patterns.judge import ENOUGH
from ..section import CONDITIONAL, HOLDS
from .catalogue import Catalogue, Claim

OPPOSITE, SMALL, UNDECIDED, CANNOT = "opposite", "small", "undecided", "cannot"
VERDICTS = (HOLDS, CONDITIONAL, OPPOSITE, SMALL, UNDECIDED, CANNOT)
PLACES, WORLDS, RULES = "places", "worlds", "rules"  # on which one part of a claim may depend


@dataclass(frozen=True)
class ScaledEffect:
    """An effect in the unit of its outcome, and what makes a share of it.

    effect: mean paired difference; low, high: its 95 % interval over replicates, NaN where one replicate has none;
    scale: the outcome's range over the five regimes, 0 where it has none.
    """

    effect: float
    low: float
    high: float
    scale: float

    @property
    def shares(self) -> tuple[float, float, float]:
        """Effect, low and high as shares of the range; NaN without a range or an interval."""
        if not self.scale > 0:
            return (float("nan"),) * 3
        return self.effect / self.scale, self.low / self.scale, self.high / self.scale

    def state(self, direction: str, least: float) -> str:
        """What is found of a claimed direction: `holds`, `opposite`, `small` or `undecided`.

        direction: up, down, flat, not up or not down. least: the smallest size that counts, as a share of the range.
        up, down: `holds` where the effect is at least `least` in that direction and its interval excludes zero;
        `opposite` the same in the other; `small` where the interval lies within the margin on both sides. flat: `holds`
        within the margin, `opposite` where the interval lies beyond it. not up, not down: `holds` where the interval
        excludes a change of that size.
        """
        effect, low, high = self.shares
        if isnan(low) or isnan(high):
            return UNDECIDED
        rises, falls = low > 0 and effect >= least, high < 0 and effect <= -least
        inside = -least < low and high < least
        if direction == "flat":
            return HOLDS if inside else OPPOSITE if low > least or high < -least else UNDECIDED
        if direction == "not up":
            return HOLDS if high < least else OPPOSITE if rises else UNDECIDED
        if direction == "not down":
            return HOLDS if low > -least else OPPOSITE if falls else UNDECIDED
        as_claimed, against = (rises, falls) if direction == "up" else (falls, rises)
        return HOLDS if as_claimed else OPPOSITE if against else SMALL if inside else UNDECIDED


@dataclass(frozen=True)
class Component:
    """One outcome of one trial of a claim: effects by place (the main one first) and by rule of choice.

    worlds: in how many plausible worlds the sign is as claimed, and of how many; None where none were run.
    """

    claim: str
    trial: int
    outcome: str
    direction: str
    places: Mapping[str, ScaledEffect]
    worlds: tuple[int, int] | None = None
    rules: Mapping[str, ScaledEffect] = field(default_factory=dict)

    @property
    def main(self) -> ScaledEffect:
        """The effect at the main place."""
        return next(iter(self.places.values()))

    def held(self, least: float) -> list[str]:
        """Places where the claimed direction holds, for effects of at least `least` of the range."""
        return [place for place, found in self.places.items() if found.state(self.direction, least) == HOLDS]

    @property
    def share_of_worlds(self) -> float:
        """Share of plausible worlds in which the sign is as claimed; NaN where none were run."""
        return self.worlds[0] / self.worlds[1] if self.worlds else float("nan")

    def verdict(self, least: float) -> tuple[str, str]:
        """The verdict, and on what it depends where it is conditional: places, worlds, rules, or nothing (empty).

        least: the smallest effect that counts, as a share of the outcome's range. Places, worlds and rules of decision
        agree where at least the share `ENOUGH` of them do.
        """
        states = [found.state(self.direction, least) for found in self.places.values()]
        share = {state: states.count(state) / len(states) for state in states}
        if share.get(HOLDS, 0) >= ENOUGH:
            if self.share_of_worlds < ENOUGH:
                return CONDITIONAL, WORLDS
            ruled = [found.state(self.direction, least) == HOLDS for found in self.rules.values()]
            return (CONDITIONAL, RULES) if ruled and sum(ruled) < ENOUGH * len(ruled) else (HOLDS, "")
        if share.get(OPPOSITE, 0) >= ENOUGH:
            return (CONDITIONAL, WORLDS) if self.share_of_worlds >= ENOUGH else (OPPOSITE, "")
        if share.get(SMALL, 0) >= ENOUGH:
            return SMALL, ""
        return (CONDITIONAL, PLACES) if HOLDS in states else (UNDECIDED, "")


def verdict(claim: Claim, components: Iterable[Component]) -> str:
    """The verdict on a claim from those on its parts.

    It holds where all parts hold; is opposite where more parts are opposite than hold, conditionally or not; else it is
    conditional where some part holds, small where all are small, and undecided where nothing else is known.
    """
    if not claim.trials:
        return CANNOT
    found = [part.verdict(claim.least)[0] for part in components if part.claim == claim.id]
    holding = found.count(HOLDS) + found.count(CONDITIONAL)
    if found and set(found) == {HOLDS}:
        return HOLDS
    if found.count(OPPOSITE) > holding:
        return OPPOSITE
    if holding:
        return CONDITIONAL
    return SMALL if found and set(found) == {SMALL} else UNDECIDED


def verdicts(catalogue: Catalogue, components: Sequence[Component]) -> dict[str, str]:
    """The verdict on every claim of the catalogue, by its id."""
    return {id: verdict(claim, components) for id, claim in catalogue.claims.items()}
