"""History matching: which points of the parameter space evidence cannot rule out.

A point is implausible for a target when what the model says is further from what was observed than observation error,
model discrepancy and luck (the variance between replicates) together can explain; beyond three standard deviations it
is ruled out, whatever the shape of the errors as long as it has one peak (Pukelsheim 1994: at least 95 % lie within).
What is left after some waves is not a posterior: it says what is not contradicted, and may be empty. (Craig, Goldstein,
Seheult and Smith 1997; Vernon, Goldstein and Bower 2010; Andrianakis et al. 2015.) Nothing here knows the model.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from sim.parameters.declaration import ONE_OF, ParameterError, Wording

from ..run.checks import check_whole, found, impossible
from .emulator import fit_quadratic

CUTOFF = 3.0  # standard deviations (Pukelsheim)
DIRECTIONS = ("equal", "at_least", "at_most")
FEWEST = 10  # points a wave is bred from: the least implausible where fewer are left
TRIES = 32  # candidates bred for each point of a wave
BREADTH = 2.0  # covariance of the perturbation over that of its parents (Beaumont, Cornuet, Marin and Robert 2009)

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
# Points of the unit cube (point, axis) to outcomes (point, replicate, outcome).
Simulator = Callable[[Array], Array]


@dataclass(frozen=True)
class Target:
    """What was observed: `value` in the unit of the outcome, and two standard deviations in the same unit.

    sd: error of the observation; discrepancy: how far the best possible model would still be off.
    direction: `at_least` and `at_most` only count a model that falls short of, or exceeds, the value: evidence
    that gives a sign or a bound. Both deviations at least 0; their sum may be 0 if luck is not.
    """

    name: str
    value: float
    sd: float = 0.0
    discrepancy: float = 0.0
    direction: str = "equal"

    def __post_init__(self) -> None:
        if not isfinite(self.value):
            raise impossible(f"{self.name}.value", self.value, "finite")
        for name, value in (("sd", self.sd), ("discrepancy", self.discrepancy)):
            if not (isfinite(value) and value >= 0):
                raise impossible(f"{self.name}.{name}", value, "from", least=0)
        if self.direction not in DIRECTIONS:
            raise ParameterError(f"{self.name}.direction", self.direction, Wording(ONE_OF, words=DIRECTIONS))

    @property
    def variance(self) -> float:
        """Variance of observation and discrepancy together."""
        return self.sd**2 + self.discrepancy**2


def between(name: str, low: float, high: float, deviations: float = 2.0, discrepancy: float = 0.0) -> Target:
    """A target reported as a range: its middle, the ends so many standard deviations away."""
    if not low < high:
        raise impossible(f"{name}.low", low, "below_high", high=high)
    return Target(name, (low + high) / 2, (high - low) / (2 * deviations), discrepancy)


def luck_variance(outcomes: Array, observed: float = np.inf) -> Array:
    """Variance that random numbers leave in the comparison of each outcome: (outcome,).

    outcomes: (point, replicate, outcome). The variance between replicates is pooled over points; divided by the
    number of replicates it is that of the model's mean, divided by `observed`, the number of independent
    counties or years behind the observation, that of chance in reality (none of it where `sd` has it already). One
    replicate shows no variance: then 0.
    """
    replicates = outcomes.shape[1]
    if replicates < 2:
        return np.zeros(outcomes.shape[2])
    within = outcomes.var(axis=1, ddof=1)
    finite = np.isfinite(within)
    counts = np.maximum(finite.sum(axis=0), 1)
    pooled = np.where(finite, within, 0.0).sum(axis=0) / counts
    return np.asarray(pooled * (1 / replicates + 1 / observed))


def implausibility(means: Array, targets: Sequence[Target], variance: Array | float = 0.0) -> Array:
    """Distance of each outcome from its target in standard deviations: (point, target), 0 or more.

    means: (point, target), what the model says; variance: of luck and, where the model is emulated, of the
    emulator, to be added to that of the target; broadcast over points. Where there is no number (NaN) the
    distance is infinite: the model does not give what was observed. Raises ParameterError where a target has
    no variance at all.
    """
    _check_columns(means, targets)
    total = np.array([target.variance for target in targets]) + np.broadcast_to(variance, means.shape)
    if not np.all(total > 0):
        name = targets[int(np.argmin(total.min(axis=0)))].name
        raise impossible(f"{name}.sd", 0, "variance")
    gap = means - np.array([target.value for target in targets])
    sides = np.array([DIRECTIONS.index(target.direction) for target in targets])
    short = np.where(sides == 0, np.abs(gap), np.maximum(np.where(sides == 1, -gap, gap), 0.0))
    return np.asarray(np.where(np.isfinite(gap), short / np.sqrt(total), np.inf))


def combined(distances: Array, rank: int = 1) -> Array:
    """One number for each point: the largest implausibility over targets (rank 1), the second largest (rank 2), ...

    The second largest tolerates one target that the model, or its emulator, gets wrong.
    """
    if not 1 <= rank <= distances.shape[1]:
        raise impossible("rank", rank, "rank", low=1, high=distances.shape[1])
    return np.asarray(np.sort(distances, axis=1)[:, -rank])


@dataclass(frozen=True)
class Wave:
    """Points tried together: unit (point, axis); means (point, target); implausibility (point, target).

    luck: the variance used beside the targets' own (target,). worst: combined implausibility (point,).
    """

    unit: Array
    means: Array
    luck: Array
    implausibility: Array
    worst: Array
    kept: Flags


@dataclass(frozen=True)
class History:
    """All waves, and what they leave."""

    targets: tuple[Target, ...]
    waves: tuple[Wave, ...]
    cutoff: float
    rank: int

    @property
    def unit(self) -> Array:
        """Non-implausible points of all waves: (point, axis)."""
        return np.concatenate([wave.unit[wave.kept] for wave in self.waves])

    @property
    def means(self) -> Array:
        """Outcomes at the non-implausible points of all waves: (point, target)."""
        return np.concatenate([wave.means[wave.kept] for wave in self.waves])

    @property
    def shares(self) -> list[float]:
        """Share of each wave that is kept; the first wave's is the volume left of the whole space."""
        return [float(wave.kept.mean()) for wave in self.waves]

    @property
    def ruled_out(self) -> dict[str, float]:
        """Share of the first wave that each target rules out alone: which evidence does the work."""
        share = (self.waves[0].implausibility > self.cutoff).mean(axis=0)
        return dict(zip([target.name for target in self.targets], share.tolist(), strict=True))

    def box(self, margin: float = 0.05) -> Array:
        """Smallest box of the unit cube round what is left, (axis, 2), widened by a share of its sides.

        Raises ParameterError if nothing is left.
        """
        if not len(self.unit):
            raise impossible("history", found("empty"), "a_kept_point")
        low, high = self.unit.min(axis=0), self.unit.max(axis=0)
        wider = margin * (high - low)
        return np.column_stack([np.maximum(low - wider, 0.0), np.minimum(high + wider, 1.0)])


def match(
    simulate: Simulator,
    targets: Sequence[Target],
    dimension: int,
    waves: int = 3,
    points: int = 512,
    seed: int = 1,
    rank: int = 1,
    emulate: bool = True,
) -> History:
    """Waves of simulations that close in on what the targets do not rule out.

    simulate: points of the unit cube (point, axis) to outcomes (point, replicate, target), columns in the order of
    the targets. The first wave is a Latin hypercube; a later one perturbs the points that are left (the least
    implausible, where fewer than 10 are) and drops, by a quadratic emulator of the outcomes if
    `emulate`, children it rules out. Every point that is kept has itself been simulated.
    """
    from scipy.stats import qmc

    for name, value in (("waves", waves), ("points", points), ("dimension", dimension)):
        check_whole(name, value, 1)
    unit = qmc.LatinHypercube(dimension, rng=np.random.default_rng([seed, 0])).random(points)
    tried: list[Wave] = []
    for number in range(1, waves + 1):
        tried.append(_try(simulate, unit, targets, rank))
        if number < waves:
            unit = next_points(tried, targets, points, np.random.default_rng([seed, number]), CUTOFF, rank, emulate)
    return History(tuple(targets), tuple(tried), CUTOFF, rank)


def next_points(
    waves: Sequence[Wave],
    targets: Sequence[Target],
    points: int,
    rng: np.random.Generator,
    cutoff: float = CUTOFF,
    rank: int = 1,
    emulate: bool = True,
) -> Array:
    """Points for a further wave, (point, axis): children of what is left that an emulator does not rule out."""
    unit = np.concatenate([wave.unit for wave in waves])
    means = np.concatenate([wave.means for wave in waves])
    worst = np.concatenate([wave.worst for wave in waves])
    order = np.argsort(worst, kind="stable")
    best = order[: max(FEWEST, int((worst <= cutoff).sum()))]
    children = perturb(unit[best], points * (TRIES if emulate else 1), rng)
    near = order[: max(len(waves[-1].unit), len(best))]  # runs the emulator is fitted to: the least implausible
    emulator = fit_quadratic(unit[near], means[near]) if emulate else None
    if emulator is None:
        return children[:points]
    variance = emulator.variance + waves[-1].luck
    predicted = combined(implausibility(emulator.predict(children), targets, variance), rank)
    # children not ruled out, in their order; then the others, the least implausible first
    return children[np.argsort(np.where(predicted <= cutoff, 0.0, predicted), kind="stable")[:points]]


def perturb(parents: Array, count: int, rng: np.random.Generator) -> Array:
    """Children of points of the unit cube, (count, axis), spread evenly over parents and directions.

    Parents in turn, each with a quasi-random normal step of twice the parents' covariance (their variances
    alone where they are few), reflected at the faces of the cube.
    """
    from scipy.stats import qmc

    dimension = parents.shape[1]
    spread = np.maximum(parents.var(axis=0), 1e-8)
    covariance = np.diag(spread)
    if len(parents) > 2 * dimension and dimension > 1:
        covariance = np.cov(parents, rowvar=False) + 1e-8 * np.eye(dimension)
    normal = qmc.MultivariateNormalQMC(np.zeros(dimension), BREADTH * covariance, rng=rng)
    steps = normal.random(1 << max(0, count - 1).bit_length())[:count]  # Sobol' points come in powers of two
    turn = rng.permutation(len(parents))[np.arange(count) % len(parents)]
    return np.asarray(1.0 - np.abs(np.mod(parents[turn] + steps, 2.0) - 1.0))


def _try(simulate: Simulator, unit: Array, targets: Sequence[Target], rank: int) -> Wave:
    outcomes = simulate(unit)
    means, luck = outcomes.mean(axis=1), luck_variance(outcomes)
    distances = implausibility(means, targets, luck)
    worst = combined(distances, rank)
    return Wave(unit, means, luck, distances, worst, worst <= CUTOFF)


def _check_columns(means: Array, targets: Sequence[Target]) -> None:
    if not targets:
        raise impossible("targets", found("none"), "a_target")
    if means.ndim != 2 or means.shape[1] != len(targets):
        shape = found("array_of_shape", shape=means.shape)
        raise impossible("means", shape, "shape_of_points", count=len(targets))
