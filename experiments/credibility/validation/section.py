"""What validation consists of: sections, each of lines that say what was expected and what came out."""

from __future__ import annotations

from dataclasses import dataclass

from scenarios.language import Both, said

HOLDS, CONDITIONAL, PARTLY, FAILS, REPORTED = "holds", "conditional", "in part", "fails", "reported"
VERDICTS = (HOLDS, CONDITIONAL, PARTLY, FAILS, REPORTED)


@dataclass(frozen=True)
class Line:
    """One statement. expected and obtained are texts, value with low and high what a figure draws (None: nothing).

    source: where the statement comes from, which only the table says.
    """

    id: str
    en: str
    zh: str
    expected: Both | str
    obtained: Both | str
    verdict: str = REPORTED
    value: float | None = None
    low: float | None = None
    high: float | None = None
    source: Both | str = ""

    def text(self, lang: str) -> str:
        return self.zh if lang == "zh" else self.en

    def whole(self, lang: str) -> str:
        """The statement with its source."""
        source = said(self.source, lang)
        if not source:
            return self.text(lang)
        return f"{self.zh}（{source}）" if lang == "zh" else f"{self.en} ({source})"


@dataclass(frozen=True)
class Section:
    """Statements of one kind, and how a figure of them reads (axis: what `value` is, by language; empty: no figure).

    aside: what stands under the figure, such as what it leaves out.
    """

    id: str
    en: str
    zh: str
    about_en: str
    about_zh: str
    lines: tuple[Line, ...]
    axis_en: str = ""
    axis_zh: str = ""
    aside: Both | str = ""

    def count(self, verdict: str) -> int:
        return sum(line.verdict == verdict for line in self.lines)
