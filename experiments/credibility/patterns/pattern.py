"""What a pattern is: a statement, the runs it needs, and claims that can turn out false."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .effects import Effect
from .lab import looked_at
from .variant import Switch, Variant

LEAST = 0.05  # an effect counts from this share of the outcome's range over the five regimes (criterion 1)
REMOVED = 0.8  # and an ablation must remove this share of it (criterion 2)
ABOVE, BELOW, NEAR = "above", "below", "near"


@dataclass(frozen=True)
class Claim:
    """One part of a pattern.

    kind: `above`, the effect has the sign and at least this size; `below`, it does not exceed the size in the
    direction of the sign; `near`, it exceeds it in neither direction. size: share of the outcome's range over the
    five regimes, or the effect's own unit where no outcome is named. off: what removes the effect; the first is
    judged. where: the same claim under a condition, for one that does not hold without. judged: else only reported.
    """

    id: str
    en: str
    zh: str
    outcome: str
    effect: Effect
    sign: int = 1
    kind: str = ABOVE
    size: float = LEAST
    off: tuple[Switch, ...] = ()
    where: Claim | None = None
    judged: bool = True


@dataclass(frozen=True)
class Pattern:
    """corrected: the claims are tested as one family (Holm). note: on what it is conditional, and why."""

    id: str
    en: str
    zh: str
    variants: Mapping[str, Variant]
    claims: tuple[Claim, ...]
    note_en: str = ""
    note_zh: str = ""
    corrected: bool = False

    def all_claims(self) -> Iterator[Claim]:
        """Claims, each followed by the one under its condition."""
        for claim in self.claims:
            yield claim
            if claim.where:
                yield claim.where

    def needed(self, ablations: bool = True) -> Iterator[Variant]:
        """Every variant the claims look at, and the same with each mechanism switched off."""
        for claim in self.all_claims():
            variants = looked_at(claim.effect, self.variants)
            yield from variants
            for switch in claim.off if ablations else ():
                yield from (switch.on(variant) for variant in variants)
