"""Judged statements: lines that say what was expected, what came out and the verdict, and sections of such lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import isnan

from scenarios.languages import Joined, Text, names, phrase, render

HOLDS, CONDITIONAL, PARTLY, FAILS, REPORTED = "holds", "conditional", "in part", "fails", "reported"
VERDICTS = (HOLDS, CONDITIONAL, PARTLY, FAILS, REPORTED)


@dataclass(frozen=True)
class Line:
    """One statement with what was expected and obtained; value with low and high: what a figure draws (None: nothing).

    source: where the statement comes from, which only the table says.
    """

    id: str
    statement: Text
    expected: Text | str
    obtained: Text | str
    verdict: str = REPORTED
    value: float | None = None
    low: float | None = None
    high: float | None = None
    source: Text | str = ""

    @property
    def whole(self) -> Text:
        """The statement with its source."""
        if not render(self.source, "en"):
            return self.statement
        return phrase("experiments.validation.in_brackets", text=self.statement, source=self.source)


@dataclass(frozen=True)
class Section:
    """Statements of one kind, and how a figure of them reads (axis: what `value` is; empty: no figure).

    aside: what stands under the figure, such as what it leaves out.
    """

    id: str
    title: Text
    about: Text
    lines: tuple[Line, ...]
    axis: Text | str = ""
    aside: Text | str = ""

    def count(self, verdict: str) -> int:
        """How many lines have a verdict."""
        return sum(line.verdict == verdict for line in self.lines)


def new_section(id: str, lines: Iterable[Line], axis: Text | str = "", aside: Text | str = "") -> Section:
    """A section whose title and introduction are in the catalogue under its id."""
    title, about = (phrase(f"experiments.sections.{key}") for key in (id, f"{id}_about"))
    return Section(id, title, about, tuple(lines), axis, aside)


def verdict_if(holds: bool) -> str:
    """The verdict on a statement that is true or false."""
    return HOLDS if holds else FAILS


# --- numbers and texts in lines


def text_or_nothing(table: str, name: str) -> Text | str:
    """The text of a name in a table of the catalogue, or an empty one where it is not there."""
    return phrase(f"{table}.{name}") if name in names(table) else ""


def percent(share: float, digits: int = 0) -> Text | str:
    """A share in percent; a dash for one that cannot be formed."""
    return "—" if isnan(share) else phrase("experiments.validation.percent", x=100 * share, digits=digits)


def joined(*parts: Text | str) -> Text:
    """Parts of a line, one after the other."""
    return Joined(parts, "scenarios.marks.semicolon")


def in_a_row(names: Iterable[Text | str]) -> Text:
    """Names in a row, with commas."""
    return Joined(tuple(names), "scenarios.marks.comma")


def signed(value: float, digits: int = 3) -> str:
    """With a sign; a true minus, and neither on zero."""
    text = f"{value:+.{digits}f}"
    return "0" if float(text) == 0 else minus(text)


def minus(text: str) -> str:
    """Numbers with a true minus."""
    return text.replace("-", "−")


def span(low: float, high: float) -> str:
    """A published range; one number where both ends are the same."""
    return minus(f"{low:.4g}" if low == high else f"{low:.4g} … {high:.4g}")
