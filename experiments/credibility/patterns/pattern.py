"""What a pattern is: a statement, the runs it needs, and claims that can turn out false."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scenarios.languages import Text, phrase

from ...study.statistic import Statistic
from ..section import text_or_nothing
from .most_skilled import HOURS
from .variant import Ablation, Variant

LEAST = 0.05  # an effect counts from this share of the outcome's range over the five regimes (criterion 1)
REMOVED = 0.8  # and an ablation must remove this share of it (criterion 2)
ABOVE, BELOW, NEAR = "above", "below", "near"


@dataclass(frozen=True)
class Claim:
    """One part of a pattern.

    kind: `above`, the effect has the sign and at least this size; `below`, it does not exceed the size in the
    direction of the sign; `near`, it exceeds it in neither direction. size: share of the outcome's range over the
    five regimes, or the effect's own unit where there is no outcome. off: ablations that remove the effect; the first
    is judged. where: this claim under a condition, for one that does not hold without. judged: else only reported.
    """

    id: str
    effect: Statistic
    sign: int = 1
    kind: str = ABOVE
    size: float = LEAST
    off: tuple[Ablation, ...] = ()
    where: Claim | None = None
    judged: bool = True

    @property
    def outcome(self) -> str:
        """What the effect is in the unit of: the outcome of its first term; empty for hours of the most skilled."""
        measure = self.effect.terms[0].measure
        return "" if measure == HOURS else measure


@dataclass(frozen=True)
class Pattern:
    """A statement with its claims, whose texts are in the catalogue by their ids (`P1`, `P1.rise`).

    variants: by the labels that claims use; corrected: the claims are tested as one family (Holm).
    """

    id: str
    variants: Mapping[str, Variant]
    claims: tuple[Claim, ...]
    corrected: bool = False

    @property
    def text(self) -> Text:
        return phrase(f"experiments.patterns.{self.id}")

    @property
    def note(self) -> Text | str:
        """The condition on which the pattern holds, and why; empty where there is none."""
        return text_or_nothing("experiments.patterns", f"{self.id}.note")

    def text_of(self, claim: Claim) -> Text:
        """What one of the claims says."""
        return phrase(f"experiments.patterns.{self.id}.{claim.id}")

    def all_claims(self) -> Iterator[Claim]:
        """Claims, each followed by the one under its condition."""
        for claim in self.claims:
            yield claim
            if claim.where:
                yield claim.where

    def needed(self, ablations: bool = True) -> Iterator[Variant]:
        """Every variant whose outcomes the claims contrast, and each without the causes that ablations remove."""
        for claim in self.all_claims():
            variants = [self.variants[term.scenario] for term in claim.effect.terms if term.measure != HOURS]
            yield from variants
            for ablation in claim.off if ablations else ():
                yield from map(ablation.of, variants)
