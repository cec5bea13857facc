"""What this machine does under the model's own rules (strict floating point, no C library), one core.

Loops over the lanes of one township, in the innermost cache, as the rules run them; only `copy` moves as many bytes as
a county holds.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from sim.compile.kernel import kernel
from sim.mathematics import exp, log, quick_exp
from sim.state.random_numbers import uniform_at

LANES, ROUNDS = 64, 4000
STEPS = 16  # multiplications and additions of one value to the next, in a chain


@kernel
def exponentials(x, y, rounds):
    for _ in range(rounds):
        for i in range(x.size):
            y[i] = exp(x[i])


@kernel
def quick_exponentials(x, y, rounds):
    for _ in range(rounds):
        for i in range(x.size):
            y[i] = quick_exp(x[i])


@kernel
def logarithms(x, y, rounds):
    for _ in range(rounds):
        for i in range(x.size):
            y[i] = log(1.0 - x[i])


@kernel
def multiply_and_add(x, y, rounds):
    """Two times 16 operations a value; lanes do not wait for each other, and nothing is fused."""
    for _ in range(rounds):
        for i in range(x.size):
            a, b = x[i], y[i]
            b = b * a + a
            b = b * a + a
            b = b * a + a
            b = b * a + a
            b = b * a + a
            b = b * a + a
            b = b * a + a
            b = b * a + a
            b = b * a + a
            b = b * a + a
            b = b * a + a
            b = b * a + a
            b = b * a + a
            b = b * a + a
            b = b * a + a
            b = b * a + a
            y[i] = b


@kernel
def draws(x, y, rounds):
    for number in range(rounds):
        for i in range(x.size):
            y[i] = uniform_at(number, i, 1, 2)


@kernel
def copies(x, y, rounds):
    for _ in range(rounds):
        for i in range(x.size):
            y[i] = x[i]


def actions(bytes_of_a_county: int) -> dict[str, tuple[Callable[[Any], object], Callable[[], Any], float]]:
    """By kind of operation: what to time, on what, and how many operations (or bytes) that is."""
    lanes = LANES * ROUNDS
    values = max(LANES, bytes_of_a_county // 16)
    small = (-0.05 * np.arange(LANES, dtype=float) - 0.5, LANES, ROUNDS)
    large = (np.ones(values), values, max(1, 8 * lanes // values))
    found = {}
    for kind, entry, (x, n, rounds), count in (
        ("exp", exponentials, small, lanes),
        ("quick_exp", quick_exponentials, small, lanes),
        ("log", logarithms, small, lanes),
        ("flop", multiply_and_add, small, 2 * STEPS * lanes),
        ("draw", draws, small, lanes),
        ("byte", copies, large, 16 * large[1] * large[2]),
    ):
        found[kind] = (_calling(entry, rounds), _arrays(x, n), float(count))
    return found


def _calling(entry: Callable[..., Any], rounds: int) -> Callable[[Any], object]:
    return lambda ready: entry(*ready, rounds)


def _arrays(x: np.ndarray, n: int) -> Callable[[], tuple[np.ndarray, np.ndarray]]:
    return lambda: (x, np.zeros(n))
