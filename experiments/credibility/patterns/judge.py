"""Testing a pattern in one place: is each effect large enough, sure, and gone without its cause?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from analysis.statistics import SIGNIFICANCE, Estimate, estimate, holm, p_value_above, p_value_below

from ..section import CONDITIONAL, FAILS, HOLDS, PARTLY
from .pattern import ABOVE, BELOW, REMOVED, Claim, Pattern
from .simulations import REGIMES_AS_WRITTEN, Simulations

ENOUGH = 2 / 3  # share of plausible behaviour, and of places, below which a pattern is called conditional


@dataclass(frozen=True)
class Finding:
    """What one claim came to in one place.

    effect, low, high: in units of the outcome, with the 95 % interval over seeds; scale: the outcome's range over
    the five regimes; chance: one-sided p-value of such an effect, corrected where the pattern says so; large: its
    size is as claimed; sure: chance is excluded; removed: share each ablation takes away.
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
        """The cause named carries the effect; also where no ablation is named."""
        return not self.removed or self.removed[0] >= REMOVED


def judge(patterns: Iterable[Pattern], simulations: Simulations, ablations: bool = True) -> dict[str, Finding]:
    """Findings by claim (`P1.rise`), all runs in one batch."""
    chosen = tuple(patterns)
    needed = (variant for pattern in chosen for variant in pattern.needed(ablations))
    simulations.run([*REGIMES_AS_WRITTEN, *needed])
    return {
        f"{finding.pattern}.{finding.claim}": finding
        for pattern in chosen
        for finding in _findings(pattern, simulations, ablations)
    }


def _findings(pattern: Pattern, simulations: Simulations, ablations: bool) -> list[Finding]:
    found = [judge_claim(pattern, claim, simulations, ablations) for claim in pattern.all_claims()]
    if not pattern.corrected:
        return found
    chances = holm([finding.chance for finding in found])
    return [replace(f, chance=c, sure=bool(c < SIGNIFICANCE)) for f, c in zip(found, chances, strict=True)]


def judge_claim(pattern: Pattern, claim: Claim, simulations: Simulations, ablations: bool = True) -> Finding:
    """One claim in one place."""
    effect = simulations.evaluate(claim.effect, pattern.variants)
    whole, scale = estimate(effect), simulations.scale(claim.outcome)
    chance = _p_value(claim, whole, scale)
    left = [simulations.evaluate(claim.effect, pattern.variants, off) for off in (claim.off if ablations else ())]
    large, sure = large_enough(claim, whole.mean, scale), bool(chance < SIGNIFICANCE / 2)
    removed = tuple(1.0 - (float(np.mean(part) / whole.mean) if whole.mean != 0 else np.nan) for part in left)
    return Finding(pattern.id, claim.id, whole.mean, whole.low, whole.high, scale, chance, large, sure, removed)


def large_enough(claim: Claim, mean: float, scale: float) -> bool:
    """Whether an effect is of the size claimed; an effect that cannot be formed (NaN) is not."""
    size, signed = claim.size * scale, claim.sign * mean
    if claim.kind == ABOVE:
        return bool(signed >= size)
    return bool(signed <= size) if claim.kind == BELOW else bool(abs(mean) <= size)


def _p_value(claim: Claim, found: Estimate, scale: float) -> float:
    """One-sided: how likely such an estimate is if the claim is false."""
    size = claim.size * scale
    if claim.kind == ABOVE:
        return p_value_above(found, 0.0) if claim.sign > 0 else p_value_below(found, 0.0)
    if claim.kind == BELOW:
        return p_value_below(found, size) if claim.sign > 0 else p_value_above(found, -size)
    return max(p_value_below(found, size), p_value_above(found, -size))


def overall(states: Sequence[str], plausible: float | None = None) -> str:
    """The verdict on a pattern from those on its claims; `plausible` is criterion 3 where it is known."""
    if FAILS in states:
        return FAILS if set(states) == {FAILS} else PARTLY
    few = plausible is not None and plausible < ENOUGH
    return CONDITIONAL if CONDITIONAL in states or few else HOLDS
