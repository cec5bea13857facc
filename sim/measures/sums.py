"""Sums over fields that measures of several kinds take."""

from __future__ import annotations

from ..compile.kernel import kernel
from ..state.arrays import each_field


@kernel
def by_weight(p, t, values):
    """Sum over fields of weight times a value: `values` (fields,)."""
    total = 0.0
    for d in each_field(p):
        total += t.weight[d] * values[d]
    return total


@kernel
def by_field(p, values):
    """Sum over fields of a value: `values` (fields,)."""
    total = 0.0
    for d in each_field(p):
        total += values[d]
    return total
