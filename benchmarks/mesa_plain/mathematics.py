"""What a Mesa model calculates with: the C library, and Python's own sums, under the names the twin's rules use."""

from __future__ import annotations

from math import erfc, exp, log, log1p, sqrt
from statistics import NormalDist

ROOT_2 = sqrt(2.0)
DENSITY_AT_0 = 0.3989422804014327

quick_exp = exp
sum_up = ordered_sum = sum
normal_at = NormalDist().inv_cdf


def clamp(x: float, low: float, high: float) -> float:
    return low if x < low else high if x > high else x


def power(base: float, times: int) -> float:
    return float(base**times)


def softplus(x: float) -> tuple[float, float]:
    """With its slope."""
    e = exp(-abs(x))
    return max(x, 0.0) + log1p(e), (1.0 if x > 0.0 else e) / (1.0 + e)


def logistic(x: float) -> float:
    return 1.0 / (1.0 + exp(-x))


def bell(x: float) -> float:
    """Standard normal density."""
    return DENSITY_AT_0 * exp(-0.5 * x * x)


def normal_below(x: float) -> float:
    """Standard normal distribution."""
    return 0.5 * erfc(-x / ROOT_2)


__all__ = [
    "bell", "clamp", "exp", "log", "logistic", "normal_at", "normal_below", "ordered_sum", "power", "quick_exp",
    "softplus", "sqrt", "sum_up",
]  # fmt: skip
