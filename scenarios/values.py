"""Checks of one value each, in the words of the person who wrote it."""

from math import isfinite
from typing import Any, TypeGuard

from sim.parameters import Meaning

from .errors import ScenarioError, closest, expected, one_of


def is_number(value: object) -> TypeGuard[int | float]:
    # True is an int in Python, and never what somebody meant by a number.
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def number(value: object, where: str, low: float, high: float, unit: str = "") -> float:
    """A finite number in a closed range."""
    # An integer too long for a float is out of every range, but must not overflow on the way.
    if is_number(value) and low <= value <= high and isfinite(value):
        return float(value)
    accepted = f"a number from {low:g} to {high:g}" + (f" ({unit})" if unit else "")
    raise ScenarioError(f"{where}: {expected(value, accepted)}")


def measured(value: object, where: str, meaning: Meaning) -> float:
    """A number in the range its parameter declares."""
    return number(value, where, meaning.low, meaning.high, meaning.unit)


def word(value: object, where: str, options: tuple[str, ...]) -> str:
    """One of a few words."""
    if isinstance(value, str) and value in options:
        return value
    guess = closest(value, options) if isinstance(value, str) else None
    hint = f' Did you mean "{guess}"?' if guess else ""
    raise ScenarioError(f"{where}: {expected(value, one_of(options))}{hint}")


def text(value: object, where: str) -> str:
    if isinstance(value, str):
        return value
    raise ScenarioError(f"{where}: {expected(value, 'a text')}")


def table(value: object, where: str) -> dict[str, Any]:
    if isinstance(value, dict):
        return value
    raise ScenarioError(f"{where}: {expected(value, 'a table of names and values')}")
