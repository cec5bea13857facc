"""How much each uncertain parameter moves conduct: the largest effect of its plausible range, wherever it is largest.

Every parameter is taken to both ends of its plausible range, in ten scenarios, at the defaults and at rows of the
plausible sample, under common random numbers. An effect is the distance of the smallest and the largest of three runs
(both ends, and the point itself), as a share of the outcome's range over regimes and points.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from scenarios import REGIMES, load, load_place
from sim.measures import NAMES
from sim.parameters.behaviour import Behaviour
from sim.world import Case

from ...compare import plausible
from ...run.runner import run_cases
from ...run.seeds import replicate_seeds
from ...study.plausible_ranges import plausible_axes

CONDUCT = ("formalism", "blame_shifting", "selective_attention", "initiative", "true_outcome", "burden", "trust")
PACKAGES = ("zhang_three_paths", "zhou", "leping_next", "yinzhou_package")
ELSEWHERE = "burden_reduction+training_exchange+cluster_assessment"  # reforms that no package has together
SCENARIOS = (*REGIMES, *(f"generalised+{each}" for each in (*PACKAGES, ELSEWHERE)))
PLACE, SEED, SEEDS, MONTHS, LAST = "yinzhou", 20, 2, 84, 24
ROWS = (0, 67, 133)  # of the plausible sample, beside the defaults
BATCH = 256  # runs at a time


@dataclass(frozen=True)
class Moved:
    """What a parameter moves most: an outcome, by a share of its range, under a scenario."""

    name: str
    effect: float
    outcome: str
    scenario: str


def screened(threads: int | None = None) -> tuple[Moved, ...]:
    """Every uncertain parameter, in the order of `Behaviour`; some 20,000 runs, five minutes on one core."""
    axes, sample = plausible_axes(), plausible.sample()
    points = (Behaviour(), *(sample[row % len(sample)] for row in ROWS))
    worlds = [(scenario, point) for scenario in SCENARIOS for point in points]
    people = [
        (point, *(replace(point, **{axis.target: end}) for axis in axes for end in (axis.low, axis.high)))
        for _, point in worlds
    ]
    runs = [(scenario, each) for (scenario, _), all_of in zip(worlds, people, strict=True) for each in all_of]
    means = np.array(list(_means(runs, threads))).reshape(len(worlds), -1, len(CONDUCT))
    shipped = means[: len(REGIMES) * len(points), 0]
    effects = np.stack(
        [np.ptp(means[:, [0, 1 + 2 * at, 2 + 2 * at]], axis=1) for at in range(len(axes))]
    ) / np.ptp(shipped, axis=0)  # fmt: skip
    names = [scenario for scenario, _ in worlds]
    return tuple(_most(axis.target, found, names) for axis, found in zip(axes, effects, strict=True))


def _most(name: str, effects: np.ndarray, scenarios: list[str]) -> Moved:
    world, outcome = np.unravel_index(int(effects.argmax()), effects.shape)
    return Moved(name, float(effects.max()), CONDUCT[outcome], scenarios[world])


def _means(runs: list[tuple[str, Behaviour]], threads: int | None) -> Iterator[np.ndarray]:
    """Conduct in the last two years of every run, the mean of the seeds."""
    place, loaded = load_place(PLACE), {name: load(name) for name in SCENARIOS}
    columns = [NAMES.index(outcome) for outcome in CONDUCT]
    seeds = replicate_seeds(SEED, SEEDS)
    for first in range(0, len(runs), BATCH):
        cases: list[Case] = [
            loaded[name].case(place, MONTHS, seed, each) for name, each in runs[first : first + BATCH] for seed in seeds
        ]
        series = run_cases(cases, threads=threads).series[:, -LAST:][..., columns].mean(axis=1)
        yield from series.reshape(-1, SEEDS, len(columns)).mean(axis=1)
