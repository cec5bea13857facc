"""What validation consists of: sections, each of lines that say what was expected and what came out."""

from __future__ import annotations

from dataclasses import dataclass

from scenarios.languages import Text, phrase, render

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
        return sum(line.verdict == verdict for line in self.lines)
