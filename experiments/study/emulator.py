"""A cheap stand-in for the model near some runs: a quadratic of the unit cube, with its own error.

Squares always, products of two axes only where runs are plenty. The error is that of leaving one run out, computed
from the hat matrix without refitting (Allen 1974), so it holds curvature that the quadratic misses, and the variance
between replicates.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

PLENTY = 2  # runs for each coefficient, at least
ROWS = 4096  # points predicted at a time: products of many axes fill the memory

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Quadratic:
    """coefficients: (term, outcome); variance: of a prediction, (outcome,); products: of two axes are terms."""

    coefficients: Array
    variance: Array
    products: bool

    def predict(self, unit: Array) -> Array:
        """Outcomes (point, outcome) at points (point, axis)."""
        blocks = [unit[first : first + ROWS] for first in range(0, len(unit), ROWS)]
        return np.concatenate([_terms(block, self.products) @ self.coefficients for block in blocks])


def fit_quadratic(unit: Array, outcomes: Array) -> Quadratic | None:
    """Least squares through runs: unit (point, axis), outcomes (point, outcome).

    Runs with an outcome that is no number are left out; None where runs are fewer than two for a coefficient.
    """
    finite = np.isfinite(outcomes).all(axis=1)
    unit, outcomes = unit[finite], outcomes[finite]
    dimension = unit.shape[1]
    products = len(unit) >= PLENTY * (1 + 2 * dimension + dimension * (dimension - 1) // 2)
    if len(unit) < PLENTY * (1 + 2 * dimension):
        return None
    terms = _terms(unit, products)
    q, singular, _ = np.linalg.svd(terms, full_matrices=False)
    q = q[:, singular > singular[0] * 1e-10]
    coefficients = np.linalg.lstsq(terms, outcomes, rcond=1e-10)[0]
    leverage = np.minimum((q**2).sum(axis=1), 1 - 1e-6)
    left_out = (outcomes - terms @ coefficients) / (1 - leverage)[:, None]
    return Quadratic(np.asarray(coefficients), np.asarray((left_out**2).mean(axis=0)), products)


def _terms(unit: Array, products: bool) -> Array:
    x = 2 * unit - 1
    columns = [np.ones((len(x), 1)), x, x**2]
    if products:
        one, other = np.triu_indices(x.shape[1], k=1)
        columns.append(x[:, one] * x[:, other])
    return np.hstack(columns)
