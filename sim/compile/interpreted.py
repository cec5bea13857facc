"""Kernels as plain Python (`KAOHE_COMPILE=python`), for a debugger: rows with their columns as attributes.

NumPy's own record arrays will not do: they hide a column under a method of the same name (`flat`).
"""

from __future__ import annotations

from typing import Any

import numpy as np


class Row:
    """One row of a structured array, written through; attributes are columns."""

    __slots__ = ("_row",)

    def __init__(self, row: np.void) -> None:
        object.__setattr__(self, "_row", row)

    def __getattr__(self, name: str) -> Any:
        return self._row[name]

    def __setattr__(self, name: str, value: Any) -> None:
        self._row[name] = value


class Rows:
    """A structured array, row by row."""

    def __init__(self, array: np.ndarray) -> None:
        self.array = array

    def __getitem__(self, index: int) -> Row:
        return Row(self.array[index])


def as_rows(*arrays: np.ndarray) -> tuple[Any, ...]:
    """Structured arrays as kernels in plain Python take them; from here on numbers overflow as silently as compiled."""
    np.seterr(all="ignore")
    return tuple(map(Rows, arrays))
