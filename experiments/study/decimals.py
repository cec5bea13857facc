"""Rounding to decimal digits of whole arrays, with the very numbers that writing and reading single ones gives."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

POWERS = np.array([float(f"1e{power}") for power in range(23)])  # of ten: those that a double holds exactly
DOUBT = 1e-3  # of a unit of the last digit: nearer to half-way, the scaling's own error could decide


def to_digits(values: NDArray[np.float64], digits: int) -> NDArray[np.float64]:
    """Each value as the double nearest to its decimal number of so many digits, as `float(f"{value:.{digits}g}")` is.

    values: in one dimension. digits: 1 to 12, beyond which a doubtful case could be taken for a sure one.

    A number is scaled to a whole one, rounded, and divided by an exact power of ten, which gives the nearest double
    (Clinger 1990, "How to read floating point numbers accurately"). Values outside what that covers, and those so near
    to half-way between two decimal numbers that the scaling's own error could decide, are written and read.
    """
    values = np.asarray(values, np.float64)
    with np.errstate(all="ignore"):
        power = digits - 1 - np.floor(np.log10(np.abs(values)))
        usable = (power >= 0) & (power < len(POWERS))
        scale = POWERS[np.where(usable, power, 0).astype(np.int64)]
        scaled = values * scale
        whole = np.rint(scaled)
        sure = usable & (np.abs(np.abs(scaled - whole) - 0.5) > DOUBT) & (np.abs(whole) < 10.0**digits)
        found = np.where(sure, whole / scale, values)
    for at in np.flatnonzero(~sure):
        found[at] = float(f"{values[at]:.{digits}g}")
    return found
