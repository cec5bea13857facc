"""All patterns and loops over all places: run, kept as plain values, and summed up for a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

import numpy as np

from scenarios import load_place
from scenarios.places import Place
from sim.compile.kernel import rules_hash
from sim.parameters.behaviour import Behaviour

from ...run.seeds import replicate_seeds
from ..section import CONDITIONAL, FAILS, HOLDS
from .catalogue import PATTERNS
from .judge import ENOUGH, Finding, judge, overall
from .loops import LOOPS, LoopFinding, judge_loops
from .pattern import REMOVED, Claim, Pattern
from .places import TEXTS, places
from .simulations import Simulations, simulations_at

DIGITS = 4  # of a stored number: enough for any table, and the same on every machine


@dataclass(frozen=True)
class Share:
    """With how many of so many behaviours a pattern, or one claim, holds: every effect of its sign and size."""

    id: str
    held: int
    of: int

    @property
    def share(self) -> float:
        return self.held / self.of


@dataclass(frozen=True)
class Report:
    """Findings and loops by place, shares by pattern and claim; how many replicates, and the rules they were run under.

    people: how many kinds of people the shares are taken over, each with `people_replicates` runs at `people_place`.
    """

    rules: str
    replicates: Mapping[str, int]
    findings: Mapping[str, Mapping[str, Finding]]
    loops: Mapping[str, Mapping[str, LoopFinding]]
    shares: Mapping[str, Share]
    people: int
    people_replicates: int
    people_place: str

    @property
    def places(self) -> tuple[str, ...]:
        return tuple(self.findings)

    def of(self, pattern: Pattern, claim: Claim) -> list[Finding]:
        """One claim in every place."""
        return [found[f"{pattern.id}.{claim.id}"] for found in self.findings.values()]

    def held(self, pattern: Pattern, claim: Claim) -> int:
        """In how many places a claim holds."""
        return sum(finding.holds for finding in self.of(pattern, claim))

    def removed(self, pattern: Pattern, claim: Claim, switch: int = 0) -> float:
        """What an ablation takes away, the median over the places where the effect itself can be formed."""
        shares = [finding.removed[switch] for finding in self.of(pattern, claim) if not np.isnan(finding.effect)]
        return float(np.median(shares)) if shares else float("nan")

    def supported(self, pattern: Pattern, claim: Claim) -> bool:
        """Whether a claim holds in two thirds of the places, and its ablation removes it."""
        explained = not claim.off or self.removed(pattern, claim) >= REMOVED
        return self.held(pattern, claim) >= ENOUGH * len(self.places) and explained

    def state(self, pattern: Pattern, claim: Claim) -> str:
        """Whether a claim holds, holds under its condition, or fails."""
        if self.supported(pattern, claim):
            return HOLDS
        return CONDITIONAL if claim.where and self.supported(pattern, claim.where) else FAILS

    def verdict(self, pattern: Pattern) -> str:
        """Over all places, and among plausible people where these were run."""
        share = self.shares[pattern.id].share if pattern.id in self.shares else None
        return overall([self.state(pattern, claim) for claim in pattern.claims if claim.judged], share)

    def record(self) -> dict[str, Any]:
        """Plain values that JSON can hold, rounded."""
        return dict(_rounded(asdict(self)))


def from_record(record: Mapping[str, Any]) -> Report:
    """The report that was recorded."""
    plain = {field.name: _restored(record[field.name]) for field in fields(Report)}
    for name, kind in (("findings", Finding), ("loops", LoopFinding)):
        plain[name] = {place: {id: kind(**row) for id, row in rows.items()} for place, rows in plain[name].items()}
    plain["shares"] = {id: Share(**row) for id, row in plain["shares"].items()}
    return Report(**plain)


def run_report(
    people: Sequence[Behaviour] = (),
    at: Sequence[str] | None = None,
    replicates: tuple[int, int] = (24, 12),
    people_replicates: int = 2,
    threads: int | None = None,
    announce: Callable[[str], None] = print,
) -> Report:
    """Run everything. replicates: at the places of the texts, and in counties of the register."""
    chosen = tuple(places() if at is None else at)
    counts = {place: replicates[0] if place in TEXTS else replicates[1] for place in chosen}
    findings, loops = {}, {}
    for place, count in counts.items():
        here = simulations_at(place, count, threads)
        findings[place], loops[place] = judge(PATTERNS, here), judge_loops(LOOPS, here)
        announce(f"{place}: {len(here.means)} variants, {count} replicates")
    where, seeds = chosen[0], replicate_seeds(1, people_replicates)

    def progress(done: int, of: int) -> None:
        announce(f"people: {done} of {of}")

    found = shares(PATTERNS, load_place(where), people, seeds, threads, progress)
    return Report(rules_hash(), counts, findings, loops, found, len(people), people_replicates, where)


def shares(
    patterns: Iterable[Pattern],
    place: Place,
    behaviours: Sequence[Behaviour],
    seeds: Sequence[int],
    threads: int | None = None,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> dict[str, Share]:
    """Criterion 3: with how many behaviours patterns (`P1`) and claims (`P1.rise`) hold.

    Sizes are shares of each behaviour's own ranges. A claim that fails counts as holding where it holds under its
    condition (`P1` needs only that; `P1.rise` speaks of the claim as it stands). Few seeds do: under common random
    numbers they only blur the effect.
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


def _rounded(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _rounded(entry) for key, entry in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [_rounded(entry) for entry in value]
    if isinstance(value, float):
        return None if np.isnan(value) else float(f"{value:.{DIGITS}g}") + 0.0
    return value


def _restored(value: Any) -> Any:
    """What was not a number is so again; lists are tuples again."""
    if isinstance(value, Mapping):
        return {key: _restored(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return tuple(_restored(entry) for entry in value)
    return np.nan if value is None else value
