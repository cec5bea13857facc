"""Checks of values in a file: each returns the value, or raises a `ScenarioError` that names `where` it stands."""

import sys
from math import isfinite
from typing import Any, TypeGuard

from sim.parameters.declaration import Meaning
from sim.parameters.levers import SHARE

from .errors import ScenarioError, closest, expected, one_of
from .languages import NOTHING, Text, phrase
from .languages import unit as unit_name

LARGEST = int(sys.float_info.max)


def is_number(value: object) -> TypeGuard[int | float]:
    """Whether a value is a number that a double can hold (infinite and not-a-number too), and no truth value."""
    # True is an int in Python, and never what somebody meant by a number.
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return isinstance(value, float) or abs(value) <= LARGEST


def number(value: object, where: Text | str, low: float, high: float, unit: str = "") -> float:
    """A finite number in a closed range."""
    if is_number(value) and low <= value <= high and isfinite(value):
        return float(value)
    raise ScenarioError(expected(value, number_in_words(low, high, unit)), where)


def number_in_words(low: float, high: float, unit: str = "") -> Text:
    """From where to where a number goes, with its unit if it has one."""
    key = "scenarios.values.number_of" if unit else "scenarios.values.number"
    return phrase(key, low=low, high=high, unit=unit_name(unit))


def whole(value: object, where: Text | str, low: int, high: int) -> int:
    """A whole number in a closed range."""
    if is_number(value) and low <= value <= high and value == int(value):
        return int(value)
    raise ScenarioError(expected(value, phrase("scenarios.values.whole", low=low, high=high)), where)


def measured(value: object, where: str, meaning: Meaning) -> float:
    """A number in the range its parameter declares; `where` ends with its name."""
    try:
        return number(value, where, meaning.low, meaning.high)
    except ScenarioError:
        raise ScenarioError(expected(value, accepted(meaning, where.rpartition(".")[2])), where) from None


def is_flag(meaning: Meaning, column: str) -> bool:
    """Whether a number answers a question: yes is 1 and no is 0."""
    return column == "veto" or meaning.unit.startswith(("1 ", "0 no"))


def accepted(meaning: Meaning, column: str) -> Text:
    """What a lever or a column takes, in words."""
    if is_flag(meaning, column):
        return phrase("scenarios.values.flag")
    unit = "" if meaning.unit == SHARE else meaning.unit  # "share, 0 to 1" would only say it twice
    return number_in_words(meaning.low, meaning.high, unit)


def word(value: object, where: str, options: tuple[str, ...]) -> str:
    """One of a few words."""
    if isinstance(value, str) and value in options:
        return value
    guess = closest(value, options) if isinstance(value, str) else None
    hint = phrase("scenarios.marks.meant", guess=guess) if guess else NOTHING
    raise ScenarioError(expected(value, one_of(options)) + hint, where)


def text(value: object, where: str) -> str:
    """A text."""
    if isinstance(value, str):
        return value
    raise ScenarioError(expected(value, phrase("scenarios.values.text")), where)


def table(value: object, where: str) -> dict[str, Any]:
    """A table of TOML or an object of JSON."""
    if isinstance(value, dict):
        return value
    raise ScenarioError(expected(value, phrase("scenarios.values.table")), where)
