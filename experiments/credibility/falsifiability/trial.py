"""What the model does where findings of the opposite sign were predicted: paired differences over replicates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.statistics import estimate
from scenarios import REGIMES, load, load_place
from scenarios.places import Place
from sim.measures import NAMES
from sim.parameters.behaviour import Behaviour
from sim.world import Case

from ...compare.window import window
from ...run.runner import run_cases
from ...run.seeds import replicate_seeds
from .predictions import Step, read, scenario

LEAST = 0.01  # share of an outcome's range over the regimes below which an effect is flat


@dataclass(frozen=True)
class Outcome:
    """What one step did to one outcome in one place, and whether that is what was predicted.

    effect, low, high: paired difference and its 95 % interval, as shares of the outcome's range over the regimes.
    """

    prediction: str
    step: str
    place: str
    measure: str
    expected: str
    effect: float
    low: float
    high: float

    @property
    def direction(self) -> str:
        """up, down or flat; `open` where the interval is too wide to say."""
        if abs(self.effect) < LEAST:
            return "flat"
        if not (self.low > 0 or self.high < 0):
            return "open"
        return "up" if self.effect > 0 else "down"

    @property
    def holds(self) -> bool:
        """Whether the direction is the one predicted."""
        if self.expected.startswith("not "):
            return self.direction != self.expected.removeprefix("not ")
        return self.direction == self.expected


def try_all(
    places: Sequence[str] = ("yinzhou",),
    replicates: int = 12,
    seed: int = 1,
    threads: int | None = None,
) -> list[Outcome]:
    """Run every step of every prediction in each place."""
    steps = [(p.id, kind, step) for p in read() for kind, step in p.steps.items()]
    seeds = replicate_seeds(seed, replicates)
    cases = [case for name in places for case in _cases(load_place(name), [step for _, _, step in steps], seeds)]
    series = run_cases(cases, threads=threads).series
    pairs = zip(series, cases, strict=True)
    ends = np.array([run[case.months - window(case.months) : case.months].mean(axis=0) for run, case in pairs])
    means = ends.reshape(len(places), -1, len(seeds), len(NAMES))
    return [outcome for name, found in zip(places, means, strict=True) for outcome in _outcomes(name, steps, found)]


def _cases(place: Place, steps: Sequence[Step], seeds: Sequence[int]) -> Iterator[Case]:
    """The five regimes, then both runs of every step, each with every seed."""
    runs = [(load(regime), 120, Behaviour()) for regime in REGIMES]
    for step in steps:
        runs.append((scenario(step.before), step.months, Behaviour(**step.people)))
        runs.append((scenario(step.after), step.months, Behaviour(**{**step.people, **step.people_after})))
    for chosen, months, behaviour in runs:
        yield from (chosen.case(place, months=months, seed=seed, behaviour=behaviour) for seed in seeds)


def _outcomes(place: str, steps: Sequence[tuple[str, str, Step]], means: NDArray[np.float64]) -> Iterator[Outcome]:
    """means: (run, seed, measure), runs in the order of `_cases`."""
    regimes, runs = means[: len(REGIMES)].mean(axis=1), means[len(REGIMES) :]
    scale = regimes.max(axis=0) - regimes.min(axis=0)
    for position, (prediction, kind, step) in enumerate(steps):
        before, after = runs[2 * position : 2 * position + 2]
        for measure, expected in step.expect.items():
            m = NAMES.index(measure)
            found = estimate((after[:, m] - before[:, m]) / scale[m])
            yield Outcome(prediction, kind, place, measure, expected, found.mean, found.low, found.high)
