"""Checks of numbers that more than one room asks for; what they refuse is a `ParameterError` with name and range."""

from __future__ import annotations

from typing import TypeGuard

from scenarios.languages import Text, phrase
from sim.parameters.declaration import WHOLE, ParameterError, Wording


def is_whole(value: object) -> TypeGuard[int]:
    """Whether a value is a whole number, and no truth value."""
    return isinstance(value, int) and not isinstance(value, bool)


def check_whole(name: str, value: object, least: int, most: int | None = None) -> None:
    """Refuse what is no whole number from `least` to `most`, or to any height where `most` is left out."""
    if is_whole(value) and least <= value and (most is None or value <= most):
        return
    if most is None:
        raise impossible(name, value, "whole_from", least=least)
    raise ParameterError(name, value, Wording(WHOLE, low=least, high=most))


def impossible(name: str, value: object, accepted: str, **blanks: object) -> ParameterError:
    """The error for a value; `accepted` is the key of what would be possible: a text of `experiments.checks`."""
    return ParameterError(name, value, found(accepted, **blanks))


def found(what: str, **blanks: object) -> Text:
    """A text of `experiments.checks`, where showing the value itself would say little."""
    return phrase(f"experiments.checks.{what}", **blanks)
