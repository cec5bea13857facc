"""Screening: which of many parameters move an outcome at all, for a few runs each.

Elementary effects (Morris 1991) along trajectories through the unit cube: an effect is the change of an outcome, in
its own unit, that a step along one axis makes, divided by the step, so it is as large as the outcome's change over
the whole range if that were straight. mu is their mean, mu* the mean of their sizes (Campolongo, Cariboni and
Saltelli 2007), sigma their spread: large where an axis bends or works together with others. By SALib.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scenarios.errors import ScenarioError, unknown

from ..run.checks import check_whole, found, impossible
from .space import Simulator

STEPS = 4  # levels of the grid; a step is two thirds of a range
TOP = 10
KEYS = ("mu", "mu_star", "sigma", "mu_star_conf")  # of SALib's answer

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Effect:
    """One parameter's effect on one outcome, in the outcome's unit over the parameter's range."""

    parameter: str
    mu: float
    mu_star: float
    sigma: float
    confidence: float


@dataclass(frozen=True)
class Screening:
    """Effects of all parameters on all outcomes: mu, mu_star, sigma and confidence are (parameter, outcome).

    confidence: half width of the bootstrapped 95 % interval of mu_star. trajectories: how many each outcome has
    (outcome,); those on which it is no number somewhere are left out, and with fewer than two it has no effects (NaN).
    """

    parameters: tuple[str, ...]
    outcomes: tuple[str, ...]
    mu: Array
    mu_star: Array
    sigma: Array
    confidence: Array
    trajectories: NDArray[np.int64]

    def top(self, outcome: str, count: int = TOP) -> list[Effect]:
        """The parameters that move an outcome most, the largest mu* first; equals in the order of parameters."""
        if outcome not in self.outcomes:
            raise ScenarioError(unknown("outcome", outcome, self.outcomes))
        k = self.outcomes.index(outcome)
        order = np.argsort(-self.mu_star[:, k], kind="stable")[:count]
        tables = (self.mu, self.mu_star, self.sigma, self.confidence)
        return [Effect(self.parameters[j], *(float(table[j, k]) for table in tables)) for j in order]

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The top ten of every outcome as rows of a table."""
        return [
            {"outcome": outcome, "rank": rank, **vars(effect)}
            for outcome in self.outcomes
            for rank, effect in enumerate(self.top(outcome), 1)
        ]


def morris_points(dimension: int, trajectories: int = 20, seed: int = 1, steps: int = STEPS) -> Array:
    """Trajectories through the unit cube: (trajectories x (dimension + 1), axis), one axis changed at a time."""
    from SALib.sample.morris import sample

    check_whole("trajectories", trajectories, 2)
    if steps < 2 or steps % 2:
        raise impossible("steps", steps, "even_from", least=2)
    return np.asarray(sample(_problem(dimension), trajectories, num_levels=steps, seed=seed))


def elementary_effects(
    unit: Array,
    outcomes: Array,
    parameters: Sequence[str],
    names: Sequence[str],
    seed: int = 1,
    steps: int = STEPS,
    resamples: int = 1000,
) -> Screening:
    """Effects from the outcomes (point, outcome) at the points of `morris_points`, in their order.

    parameters name the axes, names the outcomes; seed and resamples belong to the bootstrap.
    """
    long = len(parameters) + 1  # points of a trajectory
    if len(outcomes) != len(unit) or len(unit) % long:
        shapes = found("points_outcomes", points=len(unit), outcomes=len(outcomes))
        raise impossible("unit", shapes, "multiple", count=long)
    whole: NDArray[np.bool_] = np.all(np.isfinite(outcomes).reshape(-1, long, len(names)), axis=1)
    tables = np.full((len(KEYS), len(parameters), len(names)), np.nan)
    for k in np.flatnonzero(whole.sum(axis=0) >= 2):
        rows = np.repeat(whole[:, k], long)
        tables[:, :, k] = _analysed(unit[rows], outcomes[rows, k], seed, steps, resamples)
    mu, mu_star, sigma, confidence = tables
    return Screening(tuple(parameters), tuple(names), mu, mu_star, sigma, confidence, whole.sum(axis=0))


def screen(
    simulate: Simulator,
    parameters: Sequence[str],
    names: Sequence[str],
    trajectories: int = 20,
    seed: int = 1,
    steps: int = STEPS,
) -> Screening:
    """Run the model along trajectories and report effects on the mean over replicates."""
    unit = morris_points(len(parameters), trajectories, seed, steps)
    return elementary_effects(unit, simulate(unit).mean(axis=1), parameters, names, seed, steps)


def _analysed(unit: Array, outcome: Array, seed: int, steps: int, resamples: int) -> Array:
    """One outcome's effects: (key, parameter)."""
    from SALib.analyze.morris import analyze

    problem = _problem(unit.shape[1])
    effects = analyze(problem, unit, outcome, num_resamples=resamples, num_levels=steps, seed=seed)
    return np.array([np.asarray(effects[key], np.float64) for key in KEYS])


def _problem(dimension: int) -> dict[str, Any]:
    names = [f"x{k}" for k in range(dimension)]
    return {"num_vars": dimension, "names": names, "bounds": [[0.0, 1.0]] * dimension}
