"""Which portfolios are tried next: NSGA-II, with the sampling, crossover and mutation of pymoo for mixed variables.

All state is the population, best first: the random numbers of a generation belong to the seed and the number of the
generation, and ranks and crowding follow from what the population is worth. Hence a search can be taken up after any
generation. Sorting is stable, so ties fall the same way on every machine.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scenarios.errors import ScenarioError
from scenarios.languages import phrase

from ..axes import DIGITS, SCALING, StudyAxis
from ..axis_file import MOVING

Array = NDArray[np.float64]

STEPS = 100  # from the lowest to the highest of real values: what is finer is no other portfolio
TRIES = 100  # to find portfolios that are not there yet


def require() -> None:
    """Refuse where pymoo is not installed."""
    try:
        import pymoo  # noqa: F401
    except ImportError:
        raise ScenarioError(phrase("experiments.optimisation.no_pymoo")) from None


def generator(seed: int, generation: int) -> np.random.Generator:
    """The random numbers of one generation."""
    return np.random.default_rng([seed, generation])


def first(axes: Sequence[StudyAxis], count: int, rng: np.random.Generator) -> Array:
    """The first portfolios (portfolio, axis), all different: every axis at its lowest, and otherwise random ones.

    Fewer where there are not so many different ones.
    """
    from pymoo.core.mixed import MixedVariableSampling

    found = {tuple(lowest(axes)): None}
    for _ in range(TRIES):
        drawn = MixedVariableSampling()(_problem(axes), count, random_state=rng)
        found |= {tuple(_settled(axes, [each.X[axis.name] for axis in axes])): None for each in drawn}
        if len(found) >= count:
            break
    return np.array(list(found)[:count], np.float64)


def lowest(axes: Sequence[StudyAxis]) -> list[float]:
    """Every axis at its lowest, or first, value."""
    return _settled(axes, [_values(axis)[0] for axis in axes])


def children(axes: Sequence[StudyAxis], parents: Array, count: int, rng: np.random.Generator) -> Array:
    """New portfolios (portfolio, axis) from parents, best first, in binary tournaments; none that is there already."""
    from pymoo.core.mixed import MixedVariableDuplicateElimination, MixedVariableMating
    from pymoo.core.population import Population
    from pymoo.operators.selection.tournament import TournamentSelection

    names = [axis.name for axis in axes]

    def repair(problem: Any, found: Any, random_state: Any = None) -> Any:
        for each in found:
            each.X = dict(zip(names, _typed(axes, _settled(axes, [each.X[name] for name in names])), strict=True))
        return found

    mating = MixedVariableMating(
        selection=TournamentSelection(func_comp=lambda pop, pairs, **_: pairs.min(axis=1, keepdims=True)),
        repair=repair,
        eliminate_duplicates=MixedVariableDuplicateElimination(),
        n_max_iterations=TRIES,
    )
    population = Population.new(X=[dict(zip(names, _typed(axes, row), strict=True)) for row in parents])
    found = mating(_problem(axes), population, count, random_state=rng)
    return np.array([[float(each.X[name]) for name in names] for each in found], np.float64).reshape(-1, len(axes))


def order(losses: Array, excess: Array) -> NDArray[np.intp]:
    """Positions of portfolios, best first: by what they exceed the budget, front, and how much room they have.

    losses: (portfolio, objective), to be lowered; excess: 0 within the budget.
    """
    fronts, room = np.zeros(len(losses)), np.zeros(len(losses))
    within = np.flatnonzero(excess == 0)
    for rank, members in enumerate(fronts_of(losses[within])):
        fronts[within[members]] = rank
        room[within[members]] = crowding(losses[within[members]])
    return np.lexsort((-room, fronts, excess))


def fronts_of(losses: Array) -> list[NDArray[np.intp]]:
    """Positions by front: those that no other beats in all objectives, then those beaten only by these, and so on."""
    from pymoo.util.nds.non_dominated_sorting import NonDominatedSorting

    return list(NonDominatedSorting().do(losses))


def crowding(losses: Array) -> Array:
    """How far the neighbours of each portfolio of a front are, as in NSGA-II; infinite at the ends."""
    from pymoo.operators.survival.rank_and_crowding.metrics import get_crowding_function

    return np.asarray(get_crowding_function("cd").do(losses), np.float64)


def hypervolume(losses: Array, reference: Array, best: Array) -> float:
    """Volume between portfolios and a reference that all objectives are worse at, with that of the best point as 1."""
    from pymoo.indicators.hv import HV

    scaled = (losses - best) / np.where(reference > best, reference - best, 1.0)
    return float(HV(ref_point=np.ones(losses.shape[1]))(scaled)) if len(losses) else 0.0


def _problem(axes: Sequence[StudyAxis]) -> Any:
    """The axes as variables of pymoo."""
    from pymoo.core.problem import Problem
    from pymoo.core.variable import Binary, Choice, Integer, Real

    found: dict[str, Any] = {}
    for axis in axes:
        if axis.type == "boolean":
            found[axis.name] = Binary()
        elif axis.type == "choice":
            found[axis.name] = Choice(options=list(axis.values))
        elif axis.type == "whole":
            found[axis.name] = Integer(bounds=(round(axis.low), round(axis.high)))
        else:
            found[axis.name] = Real(bounds=(axis.low, axis.high))
    return Problem(vars=found)


def _values(axis: StudyAxis) -> Sequence[float]:
    return [float(value) for value in axis.all_values] or [axis.low, axis.high]


def _typed(axes: Sequence[StudyAxis], row: Sequence[float]) -> list[Any]:
    """Values as pymoo's variables have them."""
    kinds: dict[str, Callable[[float], Any]] = {"boolean": bool, "whole": round}
    return [kinds.get(axis.type, float)(value) for axis, value in zip(axes, row, strict=True)]


def _settled(axes: Sequence[StudyAxis], row: Sequence[float]) -> list[float]:
    """Values in steps; of a reform that is left out, dose and start month at their lowest: they mean nothing."""
    found = [_stepped(axis, float(value)) for axis, value in zip(axes, row, strict=True)]
    pairs = list(zip(axes, found, strict=True))
    out = {reform for axis, value in pairs if axis.kind in SCALING and value == 0.0 for reform in _reforms(axis)}
    return [_values(axis)[0] if axis.kind in MOVING and _reforms(axis) <= out else value for axis, value in pairs]


def _reforms(axis: StudyAxis) -> set[tuple[str, str]]:
    """What an axis moves."""
    return set(axis.reforms) or {("", axis.target)}


def _stepped(axis: StudyAxis, value: float) -> float:
    if axis.type != "real":
        return value
    wide = axis.high - axis.low
    value = axis.low + wide * round((value - axis.low) / wide * STEPS) / STEPS
    return min(max(float(f"{value:.{DIGITS}g}"), axis.low), axis.high)
