"""What a unit cost is (rows E6, E9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class UnitCost:
    """One unit cost: its value, unit, grade (a source, or `assumed`) and meaning in both languages.

    range: the lowest and the highest it could be, where no source gives it; empty where it is known.
    """

    value: float
    unit: str
    grade: str
    en: str
    zh: str
    range: tuple[float, ...] = ()


Costs = Mapping[str, UnitCost]
