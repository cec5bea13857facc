"""The text that names a scenario: `generalised+mutual_recognition=0.5@36+fault_tolerance,visits=0.3`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .errors import ScenarioError, expected
from .files import SUFFIXES
from .languages import phrase
from .values import number

LATEST = 1200  # month, as many as a run may have
# Lazily up to the first "=dose" or "@month" at the end, so that a path may hold either sign.
PART = re.compile(r"(?P<name>.+?)(?:=(?P<dose>[^=@]*))?(?:@(?P<start>[^=@]*))?")


@dataclass(frozen=True)
class Part:
    """A reform or package in the text: its dose, and the month it starts if the text says so."""

    name: str
    dose: float = 1.0
    start: float | None = None

    def text(self, name: str) -> str:
        """Canonical spelling, under the name given."""
        dose = "" if self.dose == 1.0 else f"={exact(self.dose)}"
        return name + dose + ("" if self.start is None else f"@{exact(self.start)}")


@dataclass(frozen=True)
class Expression:
    """A scenario text taken apart: name of the regime, reforms and packages, and levers with their values."""

    base: str
    parts: tuple[Part, ...]
    settings: tuple[tuple[str, float], ...]


def parse(text: str) -> Expression:
    """Take a scenario text apart; whether its names are known is for the loader. Raises `ScenarioError`."""
    summands, *settings = text.strip().split(",")
    base, *parts = (word.strip() for word in summands.split("+"))
    if not base or not all(parts):
        raise ScenarioError(expected(text, phrase("scenarios.texts.scenario_text")))
    if "=" in base and not base.lower().endswith(SUFFIXES):
        raise ScenarioError(phrase("scenarios.texts.no_dose", base=base))
    return Expression(base, tuple(_part(part) for part in parts), tuple(sorted(_setting(s) for s in settings)))


def _part(word: str) -> Part:
    found = PART.fullmatch(word)
    if word.lower().endswith(SUFFIXES) or found is None:
        return Part(word)
    name, dose, start = found["name"].strip(), found["dose"], found["start"]
    return Part(
        name,
        1.0 if dose is None else number(_number(dose), phrase("scenarios.texts.dose_of", name=name), 0, 1),
        None
        if start is None
        else number(_number(start), phrase("scenarios.texts.start_of", name=name), 0, LATEST, "months"),
    )


def _setting(word: str) -> tuple[str, float]:
    name, sign, value = word.partition("=")
    number_ = _number(value)
    if not sign or not name.strip() or not isinstance(number_, float):
        raise ScenarioError(expected(word, phrase("scenarios.texts.setting")))
    return name.strip(), number_


def _number(word: str) -> object:
    """A number if the word is one; else the word, for the message."""
    try:
        return float(word) if "_" not in word else word
    except ValueError:
        return word


def exact(value: float) -> str:
    """The shortest text that is read as the very same number."""
    return repr(int(value)) if value == int(value) else repr(float(value))
