"""Weighing a pattern in one place: is each effect large enough, sure, and gone without its mechanism?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from analysis.statistics import SIGNIFICANCE, Estimate, estimate, holm, p_value_above, p_value_below

from .lab import Lab, View, regimes
from .pattern import ABOVE, BELOW, REMOVED, Claim, Pattern

HOLDS, CONDITIONAL, PARTLY, FAILS = "holds", "conditional", "in part", "fails"


@dataclass(frozen=True)
class Finding:
    """What one claim came to in one place.

    effect, low, high: in units of the outcome, with the 95 % interval over seeds; scale: the outcome's range over
    the five regimes; chance: of such an effect by luck, one-sided, corrected where the pattern says so; large: its
    size is as claimed; sure: luck is excluded; removed: share each ablation takes away.
    """

    pattern: str
    claim: str
    effect: float
    low: float
    high: float
    scale: float
    chance: float
    large: bool
    sure: bool
    removed: tuple[float, ...] = ()

    @property
    def share(self) -> float:
        """Effect as a share of the outcome's range."""
        return self.effect / self.scale if self.scale > 0 else np.nan

    @property
    def holds(self) -> bool:
        return self.large and self.sure

    @property
    def explained(self) -> bool:
        """The mechanism named carries the effect; also where no ablation is named."""
        return not self.removed or self.removed[0] >= REMOVED


def judge(patterns: Iterable[Pattern], lab: Lab, ablations: bool = True) -> dict[str, Finding]:
    """Findings by claim (`P1.rise`), all runs in one batch."""
    chosen = tuple(patterns)
    lab.run([*regimes(), *(variant for pattern in chosen for variant in pattern.needed(ablations))])
    return {
        f"{finding.pattern}.{finding.claim}": finding
        for pattern in chosen
        for finding in _findings(pattern, lab, ablations)
    }


def _findings(pattern: Pattern, lab: Lab, ablations: bool) -> list[Finding]:
    found = [weigh(pattern, claim, lab, ablations) for claim in pattern.all_claims()]
    if not pattern.corrected:
        return found
    chances = holm([finding.chance for finding in found])
    return [replace(f, chance=c, sure=bool(c < SIGNIFICANCE)) for f, c in zip(found, chances, strict=True)]


def weigh(pattern: Pattern, claim: Claim, lab: Lab, ablations: bool = True) -> Finding:
    """One claim in one place."""
    effect = claim.effect(View(lab, pattern.variants))
    whole = estimate(effect)
    scale = lab.range(claim.outcome) if claim.outcome else 1.0
    chance = _chance(claim, whole, scale)
    gone = tuple(
        1.0 - _ratio(claim.effect(View(lab, pattern.variants, switch)), effect)
        for switch in (claim.off if ablations else ())
    )
    large, sure = large_enough(claim, whole.mean, scale), bool(chance < SIGNIFICANCE / 2)
    return Finding(pattern.id, claim.id, whole.mean, whole.low, whole.high, scale, chance, large, sure, gone)


def _ratio(part: np.ndarray, whole: np.ndarray) -> float:
    return float(np.mean(part) / np.mean(whole)) if np.mean(whole) != 0 else np.nan


def large_enough(claim: Claim, mean: float, scale: float) -> bool:
    """Whether an effect is of the size claimed; an effect that cannot be seen is not."""
    size, signed = claim.size * scale, claim.sign * mean
    if claim.kind == ABOVE:
        return bool(signed >= size)
    return bool(signed <= size) if claim.kind == BELOW else bool(abs(mean) <= size)


def _chance(claim: Claim, found: Estimate, scale: float) -> float:
    """One-sided chance that luck alone made the claim look true."""
    size = claim.size * scale
    if claim.kind == ABOVE:
        return p_value_above(found, 0.0) if claim.sign > 0 else p_value_below(found, 0.0)
    if claim.kind == BELOW:
        return p_value_below(found, size) if claim.sign > 0 else p_value_above(found, -size)
    return max(p_value_below(found, size), p_value_above(found, -size))


def verdict(pattern: Pattern, found: dict[str, Finding], plausible: float | None = None) -> str:
    """Whether a pattern holds as stated, under conditions, in part, or not at all, from findings in one place."""
    states = [state(pattern, claim, found) for claim in pattern.claims if claim.judged]
    return overall(states, plausible)


def state(pattern: Pattern, claim: Claim, found: dict[str, Finding]) -> str:
    """Whether one claim holds, holds under its condition, or fails."""
    if _stands(found[f"{pattern.id}.{claim.id}"]):
        return HOLDS
    if claim.where and _stands(found[f"{pattern.id}.{claim.where.id}"]):
        return CONDITIONAL
    return FAILS


def _stands(finding: Finding) -> bool:
    return finding.holds and finding.explained


def overall(states: Sequence[str], plausible: float | None = None) -> str:
    """The verdict on a pattern from those on its claims; `plausible` is criterion 3 where it is known."""
    if FAILS in states:
        return FAILS if set(states) == {FAILS} else PARTLY
    few = plausible is not None and plausible < 2 / 3
    return CONDITIONAL if CONDITIONAL in states or few else HOLDS
