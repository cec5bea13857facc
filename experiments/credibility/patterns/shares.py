"""Criterion 3: with how many plausible behaviours a pattern holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from scenarios.places import Place
from sim.parameters.behaviour import Behaviour

from .judge import judge
from .pattern import Pattern
from .simulations import Simulations


@dataclass(frozen=True)
class Share:
    """With how many of so many behaviours a pattern, or one claim, holds: every effect of its sign and size."""

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
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> dict[str, Share]:
    """Shares by pattern (`P1`) and by claim (`P1.rise`); sizes are shares of each behaviour's own ranges.

    A claim that fails counts as holding where it holds under its condition (`P1` needs only that; `P1.rise` speaks of
    the claim as it stands). Few seeds do: under common random numbers they only blur the effect.
    """
    chosen = tuple(patterns)
    held: dict[str, int] = {}
    for number, behaviour in enumerate(behaviours, 1):
        for name, holds in _held(chosen, Simulations(place, seeds, behaviour, threads)):
            held[name] = held.get(name, 0) + holds
        progress(number, len(behaviours))
    return {name: Share(name, count, len(behaviours)) for name, count in held.items()}


def _held(patterns: Sequence[Pattern], simulations: Simulations) -> Iterator[tuple[str, bool]]:
    found = judge(patterns, simulations, ablations=False)
    for pattern in patterns:
        large = {claim.id: found[f"{pattern.id}.{claim.id}"].large for claim in pattern.all_claims()}
        yield from ((f"{pattern.id}.{name}", value) for name, value in large.items())
        judged = (claim for claim in pattern.claims if claim.judged)
        yield pattern.id, all(large[c.id] or bool(c.where and large[c.where.id]) for c in judged)
