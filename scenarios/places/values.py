"""Kinds of value a field may have: what each accepts, and how a cell of a table is read.

``read`` is forgiving and never fails: it turns a cell into the number or word it stands for, if it
stands for one. ``check`` is strict and says what would have been accepted.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import inf, nan
from numbers import Integral
from numbers import Real as RealNumber

from ..errors import ScenarioError, closest, expected
from ..languages import NOTHING, Both, Joined, phrase
from ..languages import Text as AnyText

WHOLE = re.compile(r"[+-]?\d{1,30}(\.0*)?")


@dataclass(frozen=True)
class Whole:
    """A whole number between two bounds."""

    low: int
    high: int

    @property
    def accepted(self) -> AnyText:
        """What a message says would be accepted; so in the classes below."""
        return phrase("scenarios.values.whole", low=self.low, high=self.high)

    def read(self, cell: object) -> object:
        """A cell as a number if it is one: spreadsheets hand 50 over as "50" or 50.0."""
        if isinstance(cell, str) and WHOLE.fullmatch(cell.strip()):
            return int(cell.strip().partition(".")[0])
        return int(cell) if isinstance(cell, float) and cell.is_integer() else cell

    def check(self, value: object) -> int:
        # True is an Integral in Python, and never what somebody meant by a count.
        if isinstance(value, Integral) and not isinstance(value, bool) and self.low <= int(value) <= self.high:
            return int(value)
        raise ScenarioError(expected(value, self.accepted))


@dataclass(frozen=True)
class Real:
    """A number between two bounds."""

    low: float
    high: float

    @property
    def accepted(self) -> AnyText:
        return phrase("scenarios.values.number", low=self.low, high=self.high)

    def read(self, cell: object) -> object:
        """A comma may stand for the decimal point, as it does where a CSV has semicolons."""
        try:
            return float(cell.replace(",", ".")) if isinstance(cell, str) and "_" not in cell else cell
        except ValueError:
            return cell

    def check(self, value: object) -> float:
        # Written so that NaN fails: no comparison with it is true.
        number = _as_float(value)
        if self.low <= number <= self.high:
            return number
        raise ScenarioError(expected(value, self.accepted))


def _as_float(value: object) -> float:
    """NaN for what is no number; a whole number too long for a float is as good as infinite."""
    if not isinstance(value, RealNumber) or isinstance(value, bool):
        return nan
    try:
        return float(value)
    except OverflowError:
        return inf


@dataclass(frozen=True)
class Choice:
    """One of a few words; a table may also use the name in any language."""

    words: Mapping[str, Both]

    @property
    def accepted(self) -> AnyText:
        words = (Both(f'"{word}"', f"“{name.zh}”") for word, name in self.words.items())
        return phrase("scenarios.marks.one_of", words=Joined(tuple(words), "scenarios.marks.comma"))

    def read(self, cell: object) -> object:
        if not isinstance(cell, str):
            return cell
        wanted = cell.strip()
        named = ((word, {word, name.en.lower(), name.zh}) for word, name in self.words.items())
        return next((word for word, names in named if wanted.lower() in names), cell)

    def check(self, value: object) -> str:
        if isinstance(value, str) and value in self.words:
            return value
        known = [*self.words, *(name.zh for name in self.words.values())]
        guess = closest(value, known) if isinstance(value, str) else None
        hint = phrase("scenarios.marks.meant", guess=guess) if guess else NOTHING
        raise ScenarioError(expected(value, self.accepted) + hint)


@dataclass(frozen=True)
class Text:
    """A printable name of limited length."""

    shortest: int
    longest: int

    @property
    def accepted(self) -> AnyText:
        return phrase("scenarios.values.printable", shortest=self.shortest, longest=self.longest)

    def read(self, cell: object) -> object:
        """Numbers become text: a spreadsheet turns a township called 12 into one."""
        return str(cell) if isinstance(cell, int) and not isinstance(cell, bool) else cell

    def check(self, value: object) -> str:
        text = value.strip() if isinstance(value, str) else value
        if isinstance(text, str) and self.shortest <= len(text) <= self.longest and text.isprintable():
            return text
        raise ScenarioError(expected(value, self.accepted))
