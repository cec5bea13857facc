"""Criterion 3: among how many plausible kinds of people a pattern holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from scenarios.places import Place
from sim.parameters.behaviour import Behaviour

from .judge import large_enough
from .lab import Lab, View, regimes
from .pattern import Claim, Pattern

ENOUGH = 2 / 3  # below this share a pattern is called conditional


@dataclass(frozen=True)
class Share:
    """In how many of so many kinds of people a pattern, or one claim, holds: every effect of its sign and size."""

    id: str
    held: int
    of: int

    @property
    def share(self) -> float:
        return self.held / self.of


def shares(
    patterns: Iterable[Pattern],
    place: Place,
    behaviours: Sequence[Behaviour],
    seeds: Sequence[int],
    threads: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> dict[str, Share]:
    """Shares by pattern (`P1`) and by claim (`P1.rise`); sizes are shares of each kind of people's own ranges.

    A claim that fails counts as holding where the same claim under its condition holds (`P1` needs only that;
    `P1.rise` speaks of the claim as it stands). Few seeds do: under common luck they only blur the effect.
    """
    chosen = tuple(patterns)
    held: dict[str, int] = {}
    for number, behaviour in enumerate(behaviours, 1):
        lab = Lab(place, seeds, behaviour, threads)
        lab.run([*regimes(), *(v for pattern in chosen for v in pattern.needed(ablations=False))])
        for name, holds in _held(chosen, lab):
            held[name] = held.get(name, 0) + holds
        if progress:
            progress(number, len(behaviours))
    return {name: Share(name, count, len(behaviours)) for name, count in held.items()}


def _held(patterns: Iterable[Pattern], lab: Lab) -> list[tuple[str, bool]]:
    found = []
    for pattern in patterns:
        holds = {claim.id: _holds(pattern, claim, lab) for claim in pattern.all_claims()}
        found += [(f"{pattern.id}.{name}", value) for name, value in holds.items()]
        judged = [claim for claim in pattern.claims if claim.judged]
        found.append((pattern.id, all(holds[c.id] or (c.where and holds[c.where.id]) for c in judged)))
    return found


def _holds(pattern: Pattern, claim: Claim, lab: Lab) -> bool:
    scale = lab.range(claim.outcome) if claim.outcome else 1.0
    return large_enough(claim, float(claim.effect(View(lab, pattern.variants)).mean()), scale)
