"""Numbers by label: snapshots of them, the range an assigned number may have, shares that sum to one."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ..parameters.declaration import ParameterError

ROUNDING = 2e-6  # how far the sum of shares in single precision may be from one, but where adjustment is very slow
SUM_TOLERANCE = 1e-4  # how far the sum of decided shares may be from one

Array: TypeAlias = NDArray[np.floating[Any]]  # single where it is of cadres
Shares: TypeAlias = Mapping[str, float] | Array | Sequence[float]


class Labelled(Mapping[str, float]):
    """Numbers by label, as they were when asked for: a snapshot that cannot be changed.

    `numpy.asarray` gives a copy in the order of `labels`. An unknown label raises `KeyError` with a suggestion.
    """

    def __init__(self, labels: tuple[str, ...], values: Array) -> None:
        self.labels, self._values = labels, values.copy()

    def __getitem__(self, label: str) -> float:
        try:
            return float(self._values[self.labels.index(label)])
        except ValueError:
            raise KeyError(f"{label}{_accepted(label, self.labels)}") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self.labels)

    def __len__(self) -> int:
        return len(self.labels)

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> NDArray[Any]:
        return self._values.astype(dtype or np.float64)

    def __repr__(self) -> str:
        return repr(dict(self))


@dataclass(frozen=True)
class Range:
    """Values an assigned number may have: finite, from `low` to `high`, without these two unless `ends`."""

    low: float
    high: float = math.inf
    ends: bool = True

    def check(self, name: str, value: object) -> float:
        """The value as a float; raises `ParameterError` under the name given if it is no number of this range."""
        expected = f"a finite number from {self.low:g}"
        if math.isfinite(self.high):
            expected = f"a number from {self.low:g} to {self.high:g}"
        if isinstance(value, (int, float, np.integer, np.floating)) and not isinstance(value, bool):
            inside = self.low <= value <= self.high if self.ends else self.low < value < self.high
            if inside and math.isfinite(value):
                return float(value)
        raise ParameterError(name, value, expected + ("" if self.ends else ", without the ends"))


SHARE, POSITIVE, BETWEEN = Range(0, 1), Range(0), Range(0, 1, ends=False)


def checked_shares(name: str, value: Any, labels: tuple[str, ...]) -> Array:
    """Shares in the order of `labels`: finite, not negative, summing to one within 1e-4 (then scaled to one).

    A mapping may leave labels out, which are zero; what else is given must have one number for every label. Raises
    `ParameterError` under the name given for all else.
    """
    if isinstance(value, Labelled) and value.labels == labels:
        shares = np.asarray(value)
    elif hasattr(value, "keys"):
        shares = np.zeros(len(labels))
        for label, share in items(name, value):
            shares[position(name, label, labels)] = _share(f"{name}, {label}", share)
    else:
        try:
            shares = np.array(value, dtype=np.float64)
        except (TypeError, ValueError):
            raise ParameterError(name, value, f"{len(labels)} shares, or shares by activity") from None
        if shares.shape != (len(labels),):
            raise ParameterError(name, f"shape {shares.shape}", f"{len(labels)} shares: " + ", ".join(labels))
        if not (shares.min() >= 0.0 and shares.max() <= 1.0):
            shares[:] = [_share(f"{name}, {label}", share) for label, share in zip(labels, shares, strict=True)]
    total = math.fsum(shares)
    if abs(total - 1.0) > SUM_TOLERANCE:
        raise ParameterError(name, f"a sum of {total:.6g}", "shares that sum to 1")
    # What the rule gives is left as it is, to the last bit.
    return shares if isinstance(value, Labelled) or abs(total - 1.0) <= ROUNDING else shares / total


def items(name: str, value: Any) -> list[tuple[str, object]]:
    """Labels and values of a mapping or a pandas Series; raises `ParameterError` for all else."""
    if not hasattr(value, "keys"):
        raise ParameterError(name, value, "a mapping from labels to numbers")
    return [(label, value[label]) for label in value.keys()]  # noqa: SIM118 (a pandas Series iterates values)


def position(name: str, label: str, labels: tuple[str, ...]) -> int:
    """Where a label stands; raises `ParameterError` with a suggestion for one that is not among `labels`."""
    if label not in labels:
        raise ParameterError(name, label, "known labels" + _accepted(label, labels))
    return labels.index(label)


def _share(name: str, value: object) -> float:
    """A share, rounding errors at its ends forgiven."""
    if isinstance(value, float) and -SUM_TOLERANCE <= value <= 1.0 + SUM_TOLERANCE:
        return min(max(value, 0.0), 1.0)
    return SHARE.check(name, value)


def _accepted(label: object, labels: tuple[str, ...]) -> str:
    near = get_close_matches(str(label), labels, 1)
    return f'; did you mean "{near[0]}"?' if near else ": " + ", ".join(labels)
