"""Cheap indices: a sparse polynomial chaos fitted to a spread of points, with its error on points left out.

Each axis has polynomials that are orthonormal under its own distribution: Legendre's for the coordinates of real
numbers, discrete ones for the values of whole numbers and choices. Terms of one axis and products of two are taken one
after the other, the one that explains most of what is left first (orthogonal matching pursuit), as many as predict
best the points of folds left out, terms chosen anew without them. The variance of a sum of orthonormal terms is the sum
of squared coefficients, so indices are read off it (Sudret 2008). What the polynomials miss is said by q2, not hidden
in an index.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from .axes import StudyAxis

DEGREE = 8  # of polynomials of one axis
PAIR_DEGREE = 6  # of products of two, together
MOST_PAIRED = 12  # axes whose products are tried: those that explain most alone
SHARE = 0.4  # of points, at most, are terms
MOST_TERMS = 100
FOLDS = 5

Array = NDArray[np.float64]
Term = tuple[int, ...]  # axes it is of


@dataclass(frozen=True)
class Chaos:
    """S1, ST: (axis,); S2: (axis, axis) above the diagonal; q2: share of variance that is predicted at points left out;
    terms: how many there are; predicted: the outcome at each point, predicted by the folds that left it out."""

    S1: Array
    ST: Array
    S2: Array
    q2: float
    terms: int
    predicted: Array


def fit_chaos(axes: Sequence[StudyAxis], unit: Array, outcome: Array) -> Chaos:
    """The indices of an outcome (point,) at points of the cube (point, axis)."""
    families = [_family(axis, unit[:, k]) for k, axis in enumerate(axes)]
    centred = outcome - outcome.mean()
    columns, of = _candidates(families, centred)
    chosen, predicted = _pursue(columns, outcome)
    squares = _coefficients(columns[:, chosen], outcome) ** 2
    terms = [of[k] for k in chosen]
    total = float(squares.sum()) or np.nan  # without a term there are no indices
    count = len(axes)
    first, all_, pairs = np.zeros(count), np.zeros(count), np.full((count, count), np.nan)
    pairs[np.triu_indices(count, 1)] = 0.0
    for term, square in zip(terms, squares, strict=True):
        all_[list(term)] += square
        if len(term) == 1:
            first[term[0]] += square
        else:
            pairs[term] += square
    variance = float((centred**2).mean()) or np.nan
    error = float(((outcome - predicted) ** 2).mean())
    return Chaos(first / total, all_ / total, pairs / total, 1 - error / variance, len(terms), predicted)


def _family(axis: StudyAxis, unit: Array) -> Array:
    """Orthonormal polynomials of one axis at its points, from degree 1: (point, degree)."""
    choices = axis.all_values
    if not choices:
        return np.stack([_legendre(degree, unit) for degree in range(1, DEGREE + 1)], axis=1)
    weights = np.array(axis.weights or [1.0] * len(choices))
    weights = weights / weights.sum()
    place = np.searchsorted(np.cumsum(weights)[:-1], unit, side="right")
    degrees = min(DEGREE, len(choices) - 1)
    powers = np.vander(np.linspace(-1, 1, len(choices)), degrees + 1, increasing=True)
    orthogonal = np.linalg.qr(np.sqrt(weights)[:, None] * powers)[0] / np.sqrt(weights)[:, None]
    return np.asarray(orthogonal[place, 1:])


def _legendre(degree: int, unit: Array) -> Array:
    values = np.polynomial.legendre.legval(2 * unit - 1, [0.0] * degree + [1.0])
    return np.asarray(np.sqrt(2 * degree + 1) * values)


def _candidates(families: Sequence[Array], centred: Array) -> tuple[Array, list[Term]]:
    """Columns of all terms, and the axes of each."""
    columns, of = (
        [each for family in families for each in family.T],
        [(k,) for k, f in enumerate(families) for _ in f.T],
    )
    alone = [float(((centred @ family) ** 2).sum()) for family in families]
    paired = sorted(sorted(range(len(families)), key=lambda k: -alone[k])[:MOST_PAIRED])
    terms: list[Term] = [*of]
    for one, other in combinations(paired, 2):
        for i, left in enumerate(families[one].T, 1):
            for j, right in enumerate(families[other].T, 1):
                if i + j <= PAIR_DEGREE:
                    columns.append(left * right)
                    terms.append((one, other))
    return np.column_stack(columns), terms


def _pursue(columns: Array, outcome: Array) -> tuple[list[int], Array]:
    """Terms, as many as predict best what is left out in `FOLDS` folds, and what they predict there (point,).

    Terms are chosen anew in every fold, so what is left out has no part in the choice.
    """
    points = len(outcome)
    most = max(1, min(MOST_TERMS, int(SHARE * points)))
    fold = np.random.default_rng(1).permutation(points) % FOLDS
    missed = np.zeros((most + 1, points))
    for number in range(FOLDS):
        inside, outside = fold != number, fold == number
        _, missed[:, outside] = _path(columns[inside], outcome[inside], most, columns[outside], outcome[outside])
    best = int((missed**2).sum(axis=1).argmin())
    return _path(columns, outcome, best)[0], outcome - missed[best]


def _path(
    columns: Array, outcome: Array, most: int, other: Array | None = None, truth: Array | None = None
) -> tuple[list[int], Array]:
    """Terms one after the other, and what none, one, two ... of them miss at other points: (terms, other point)."""
    means = columns.mean(axis=0)
    own, residual = columns - means, outcome - outcome.mean()
    away = None if other is None else other - means
    left = None if truth is None else truth - outcome.mean()
    basis = np.empty((most, len(outcome)))
    basis_away = None if away is None else np.empty((most, len(away)))
    norms, whole = (own**2).sum(axis=0), (own**2).sum(axis=0)
    chosen: list[int] = []
    missed = np.zeros((most + 1, 0 if left is None else len(left)))
    missed[:] = 0.0 if left is None else left
    for step in range(most):
        free = norms > 1e-9 * whole + 1e-300
        gains = np.where(free, (residual @ own) ** 2 / np.where(free, norms, 1.0), -1.0)
        gains[chosen] = -1.0
        k = int(gains.argmax())
        if gains[k] <= 0:
            break
        before = basis[:step]
        weights = before @ own[:, k]
        direction = own[:, k] - weights @ before
        direction -= (before @ direction) @ before  # twice is enough
        length = float(np.sqrt(direction @ direction))
        direction /= length
        amount = float(residual @ direction)
        basis[step], residual = direction, residual - amount * direction
        norms = norms - (direction @ own) ** 2
        chosen.append(k)
        if away is not None and basis_away is not None and left is not None:
            basis_away[step] = (away[:, k] - weights @ basis_away[:step]) / length
            left = left - amount * basis_away[step]
            missed[step + 1 :] = left
    return chosen, missed


def _coefficients(columns: Array, outcome: Array) -> Array:
    whole = np.column_stack([np.ones(len(outcome)), columns])
    return np.asarray(np.linalg.lstsq(whole, outcome, rcond=None)[0][1:])
