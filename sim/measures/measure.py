"""How a measure is declared: what it is, in which unit and range, and the function that computes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Function = Callable[..., Any]


@dataclass(frozen=True)
class Measure:
    """One outcome: row of table E, unit, inclusive range, better direction (+1, -1, 0), names, formula, computation.

    compute: a function of (parameters, county, township, its `hours.Hours`), or of (parameters, county, townships)
    where the measure is not `by_township`. It may call kernels only, and becomes one.
    """

    id: str
    row: str
    unit: str
    low: float
    high: float
    better: int
    en: str
    zh: str
    formula: str
    compute: Function = field(repr=False, compare=False)
    by_township: bool = True
