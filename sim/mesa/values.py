"""Numbers by label, and the properties through which agents of the Mesa face read and write rows of the arrays."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ..parameters.declaration import ParameterError

if TYPE_CHECKING:
    from .model import View

SUM_TOLERANCE = 1e-6  # how far the sum of decided shares may be from one

Array: TypeAlias = NDArray[np.float64]
Shares: TypeAlias = Mapping[str, float] | Array | Sequence[float]


class Labelled(Mapping[str, float]):
    """Numbers by label, as they were when asked for: a snapshot that cannot be changed."""

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


@dataclasses.dataclass(frozen=True)
class Range:
    """Values an assigned number may take; the ends are left out where a stock may not reach them."""

    low: float
    high: float = math.inf
    ends: bool = True

    def check(self, name: str, value: object) -> float:
        expected = f"a number from {self.low:g} to {self.high:g}"
        if math.isinf(self.high):
            expected = f"a finite number from {self.low:g}"
        expected += "" if self.ends else ", without the ends"
        if isinstance(value, bool) or not isinstance(value, (int, float, np.integer, np.floating)):
            raise ParameterError(name, value, expected)
        inside = self.low <= value <= self.high if self.ends else self.low < value < self.high
        if not inside or not math.isfinite(value):
            raise ParameterError(name, value, expected)
        return float(value)


SHARE, POSITIVE, BETWEEN = Range(0, 1), Range(0), Range(0, 1, ends=False)


class Number:
    """A property that is one number of the agent's row; with a range it can also be assigned."""

    def __init__(self, column: str, about: str, allowed: Range | None = None, at: int = 0) -> None:
        self.column, self.allowed, self.at, self.__doc__ = column, allowed, at, about

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, agent: View | None, owner: type) -> Any:
        return self if agent is None else float(agent.row(self.column)[self.at])

    def __set__(self, agent: View, value: object) -> None:
        name = f"{self.name} of {agent.label}"
        if self.allowed is None:
            raise AttributeError(f"{name} follows from the rules and cannot be assigned")
        agent.row(self.column)[self.at] = self.allowed.check(name, value)


class Numbers(Number):
    """The same for numbers by label; `labels` names the attribute of the model that lists them."""

    def __init__(self, column: str, about: str, labels: str, allowed: Range | None = None) -> None:
        super().__init__(column, about, allowed)
        self.labels = labels

    def __get__(self, agent: View | None, owner: type) -> Any:
        if agent is None:
            return self
        labels = getattr(agent.model, self.labels)
        return Labelled(labels, agent.row(self.column)[: len(labels)])

    def __set__(self, agent: View, value: object) -> None:
        name = f"{self.name} of {agent.label}"
        if self.allowed is None:
            raise AttributeError(f"{name} follow from the rules and cannot be assigned")
        labels = getattr(agent.model, self.labels)
        checked = {
            _position(name, label, labels): self.allowed.check(f"{name}, {label}", number)
            for label, number in _items(name, value)
        }
        for at, number in checked.items():
            agent.row(self.column)[at] = number


class SharesOfTime(Numbers):
    """Shares by label that sum to one; assigned all at once, a label left out being zero."""

    def __set__(self, agent: View, value: Any) -> None:
        labels = getattr(agent.model, self.labels)
        agent.row(self.column)[: len(labels)] = checked_shares(f"{self.name} of {agent.label}", value, labels)


def checked_shares(name: str, value: Any, labels: tuple[str, ...]) -> Array:
    """Shares in the order of `labels`: finite, not negative, summing to one within 1e-6 (then scaled to one).

    A mapping may leave labels out, which are zero; what else is given must have one number for every label.
    """
    if isinstance(value, Labelled) and value.labels == labels:
        shares = np.asarray(value)
    elif hasattr(value, "keys"):
        shares = np.zeros(len(labels))
        for label, share in _items(name, value):
            shares[_position(name, label, labels)] = _share(f"{name}, {label}", share)
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
    return shares if abs(total - 1.0) <= 1e-12 else shares / total


def _share(name: str, value: object) -> float:
    """A share, rounding errors at its ends forgiven."""
    if isinstance(value, float) and -SUM_TOLERANCE <= value <= 1.0 + SUM_TOLERANCE:
        return min(max(value, 0.0), 1.0)
    return SHARE.check(name, value)


def _items(name: str, value: Any) -> list[tuple[str, object]]:
    if not hasattr(value, "keys"):
        raise ParameterError(name, value, "a mapping from labels to numbers")
    return [(label, value[label]) for label in value.keys()]  # noqa: SIM118 (a pandas Series iterates values)


def _position(name: str, label: str, labels: tuple[str, ...]) -> int:
    if label not in labels:
        raise ParameterError(name, label, "known labels" + _accepted(label, labels))
    return labels.index(label)


def _accepted(label: object, labels: tuple[str, ...]) -> str:
    near = get_close_matches(str(label), labels, 1)
    return f'; did you mean "{near[0]}"?' if near else ": " + ", ".join(labels)
