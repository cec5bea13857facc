"""Running the trials of claims: effects under common random numbers by place, in plausible worlds and by rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis.statistics import Estimate, estimate
from scenarios import REGIMES, load_place
from scenarios.places import Place
from sim.compile.kernel import announce_compilation
from sim.parameters.behaviour import Behaviour
from sim.world import Case

from ...compare import plausible
from ...compare.window import window
from ...run.runner import Announce, Progress, run_cases
from ...run.seeds import replicate_seeds
from ..patterns.places import TEXTS, counties
from .catalogue import MONTHS, Catalogue, Claim, Run, Trial, covered, scenario
from .outcomes import Window
from .verdicts import Component, ScaledEffect

BATCH = 256  # runs at a time

Array = NDArray[np.float64]
Span = tuple[int, int, str]  # first and last month, and an outcome
Values = dict[tuple[Run, Span], Array]  # by run and what is asked of it: one value a replicate


@dataclass(frozen=True)
class Size:
    """How much is run: places (the first is the main one), replicates in each, plausible worlds at the main place."""

    places: tuple[str, ...]
    replicates: int
    worlds: int


FAST = Size(TEXTS[:1], replicates=8, worlds=24)


def full() -> Size:
    """The places of the texts and five counties of the register, and a hundred plausible worlds."""
    return Size((*TEXTS, *counties()[:5]), replicates=16, worlds=100)


def try_claims(
    catalogue: Catalogue,
    size: Size,
    seed: int = 1,
    threads: int | None = None,
    progress: Progress | None = None,
    announce: Announce = announce_compilation,
    behaviour: Behaviour | None = None,
    sample: Path = plausible.SAMPLE,
) -> tuple[Component, ...]:
    """Run every trial of the claims; one component for each outcome of each trial.

    behaviour: what of it differs from the default is set in plausible worlds and under other rules as well. sample:
    file whose rows are the behaviour of plausible worlds, such as the posterior of a calibration.
    """
    usual = behaviour or Behaviour()
    own = {name: value for name, value in asdict(usual).items() if value != getattr(Behaviour(), name)}
    asked = [(claim, trial) for claim in catalogue.claims.values() for trial in claim.trials]
    wanted = _wanted([trial for _, trial in asked])
    regimes = _regimes(wanted)
    work = _Work(wanted, seed, threads, announce)
    settings: list[tuple[str, Sequence[Behaviour]]] = [(place, [usual] * size.replicates) for place in size.places]
    if size.worlds:
        settings.append((size.places[0], [replace(person, **own) for person in plausible.people(size.worlds, sample)]))
    drawn = len(size.places) if size.worlds else -1  # position of the plausible worlds, which draw levers and doses too
    settings += [
        (size.places[0], [replace(usual, **dict(rule))] * size.replicates) for rule in catalogue.rules.values()
    ]
    work.total = len(regimes) * size.replicates * len(size.places) + sum(len(wanted) * len(p) for _, p in settings)
    ranges = {
        place: _ranges(regimes, work.run(regimes, place, [usual] * size.replicates, progress)) for place in size.places
    }
    values = [
        work.run(wanted, place, people, progress, worlds=at == drawn) for at, (place, people) in enumerate(settings)
    ]
    here = len(size.places)
    return tuple(
        Component(
            claim.id, number, outcome, direction,
            {place: _found(trial, outcome, values[at], ranges[place]) for at, place in enumerate(size.places)},
            _shares(claim, trial, outcome, values[here], ranges[size.places[0]]) if size.worlds else None,
            {
                rule: _found(trial, outcome, values[here + bool(size.worlds) + at], ranges[size.places[0]])
                for at, rule in enumerate(catalogue.rules)
            },
        )
        for claim in catalogue.claims.values()
        for number, trial in enumerate(claim.trials)
        for outcome, direction in trial.expect.items()
    )  # fmt: skip


Wanted = dict[Run, set[Span]]


def _span(trial: Trial, outcome: str) -> Span:
    if trial.first:
        return trial.first, trial.last, outcome
    return MONTHS - window(MONTHS) + 1, MONTHS, outcome


def _wanted(trials: Iterable[Trial]) -> Wanted:
    """What is asked of which run, each run once."""
    found: Wanted = {}
    for trial in trials:
        for _, run in trial.parts:
            found.setdefault(run, set()).update(_span(trial, outcome) for outcome in trial.expect)
    return found


def _regimes(wanted: Wanted) -> Wanted:
    """The five regimes, asked for everything that is asked of any run: what ranges are taken over.

    Each counts as assessed what it assesses itself, but the last two years are what every range is of.
    """
    outcomes = {outcome for spans in wanted.values() for _, _, outcome in spans}
    spans = {(MONTHS - window(MONTHS) + 1, MONTHS, outcome) for outcome in outcomes}
    return {Run(regime, (), regime): set(spans) for regime in REGIMES}


class _Work:
    """Runs in batches, telling how far all of them are."""

    def __init__(self, wanted: Wanted, seed: int, threads: int | None, announce: Announce) -> None:
        self.seed, self.threads, self.announce = seed, threads, announce
        self.done, self.total = 0, 0

    def run(
        self,
        wanted: Wanted,
        where: str,
        people: Sequence[Behaviour],
        progress: Progress | None,
        worlds: bool = False,
    ) -> Values:
        """Every run with each behaviour, the r-th under the r-th seed; worlds: in the r-th plausible world."""
        place, seeds = load_place(where), replicate_seeds(self.seed, len(people))
        jobs = [(run, r) for run in wanted for r in range(len(people))]
        values: Values = {(run, span): np.zeros(len(people)) for run, spans in wanted.items() for span in spans}
        for first in range(0, len(jobs), BATCH):
            batch = jobs[first : first + BATCH]
            cases = [_case(run, place, people[r], seeds[r], r + 1 if worlds else 0) for run, r in batch]
            runs = run_cases(
                cases, threads=self.threads, endings=range(len(cases)), announce=self.announce,
                progress=self._reporter(progress),
            )  # fmt: skip
            for at, ((run, r), case) in enumerate(zip(batch, cases, strict=True)):
                for span in wanted[run]:
                    begin, end, outcome = span
                    months = slice(begin - 1, end)
                    seen = Window(
                        runs.series[at, months], runs.levels[at, months], case.regime.fields, runs.endings[at], begin
                    )
                    values[run, span][r] = seen.of(outcome)
            self.done += len(batch)
        return values

    def _reporter(self, progress: Progress | None) -> Progress | None:
        before, total = self.done, self.total
        return (lambda done, _: progress(before + done, total)) if progress else None


def _case(run: Run, place: Place, people: Behaviour, seed: int, world: int) -> Case:
    """One run; world: number of the plausible world, 0 for a scenario as written."""
    found, assessed = scenario(run.scenario), covered(run.covered)
    found = found.in_world(world) if world else found
    return found.case(place, MONTHS, seed, replace(people, **dict(run.people)), assessed)


def _ranges(regimes: Wanted, values: Values) -> Mapping[str, float]:
    """Range of the mean of every outcome over the regimes."""
    found: dict[str, list[float]] = {}
    for (_, (_, _, outcome)), sample in values.items():
        found.setdefault(outcome, []).append(float(sample.mean()))
    return {outcome: max(means) - min(means) for outcome, means in found.items()}


def _effects(trial: Trial, outcome: str, values: Values) -> Array:
    """The effect by replicate: runs with their signs, under the same random numbers."""
    span = _span(trial, outcome)
    return np.asarray(sum(sign * values[run, span] for sign, run in trial.parts))


def _found(trial: Trial, outcome: str, values: Values, ranges: Mapping[str, float]) -> ScaledEffect:
    found: Estimate = estimate(_effects(trial, outcome, values))
    return ScaledEffect(found.mean, found.low, found.high, ranges[outcome])


def _shares(claim: Claim, trial: Trial, outcome: str, values: Values, ranges: Mapping[str, float]) -> tuple[int, int]:
    """In how many worlds the effect has the sign claimed (for a null and a `not`: stays within the margin), of all."""
    effects, margin = _effects(trial, outcome, values), claim.least * ranges[outcome]
    direction = trial.expect[outcome]
    held = {
        "up": effects > 0,
        "down": effects < 0,
        "flat": np.abs(effects) < margin,
        "not up": effects < margin,
        "not down": effects > -margin,
    }[direction]
    return int(held.sum()), len(effects)
