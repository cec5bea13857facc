"""What this machine does under the model's own rules (strict floating point, no C library), one core.

Loops over the cadres of one township, in the innermost cache, as the rules run them; only `copies` moves as many bytes
as a county holds.
"""

from __future__ import annotations

from functools import partial

import numpy as np

from sim.compile.kernel import kernel
from sim.mathematics import exp, log, quick_exp
from sim.state.random_numbers import uniform_at

from .timing import Prepare

CADRES, ROUNDS = 64, 4000
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
    """Two times `STEPS` operations a value; values do not wait for each other, and nothing is fused."""
    for _ in range(rounds):
        for i in range(x.size):
            a, b = x[i], y[i]
            for _ in range(STEPS):
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


def actions(bytes_of_a_county: int) -> dict[str, tuple[Prepare, float]]:
    """What to time for each kind of operation, and how many operations (or bytes) that is."""
    values = max(CADRES, bytes_of_a_county // 16)
    passes = max(1, 8 * CADRES * ROUNDS // values)
    small = -0.05 * np.arange(CADRES, dtype=float) - 0.5
    singles = small.astype(np.float32)
    kernels = {
        "exp": (exponentials, 1),
        "log": (logarithms, 1),
        "flop": (multiply_and_add, 2 * STEPS),
        "draw": (draws, 1),
    }
    found = {kind: (_on(entry, small, ROUNDS), float(n * CADRES * ROUNDS)) for kind, (entry, n) in kernels.items()}
    found["quick_exp"] = (_on(quick_exponentials, singles, ROUNDS), float(CADRES * ROUNDS))
    found["single"] = (_on(multiply_and_add, singles, ROUNDS), float(2 * STEPS * CADRES * ROUNDS))
    return found | {"byte": (_on(copies, np.ones(values), passes), float(16 * values * passes))}


def _on(entry, x: np.ndarray, rounds: int) -> Prepare:
    return lambda: partial(entry, x, np.zeros_like(x), rounds)
