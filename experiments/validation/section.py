"""What validation consists of: sections, each of lines that say what was expected and what came out."""

from __future__ import annotations

from dataclasses import dataclass

HOLDS, CONDITIONAL, FAILS, REPORTED = "holds", "conditional", "fails", "reported"


@dataclass(frozen=True)
class Line:
    """One statement. expected and obtained are texts, value with low and high what a figure draws (None: nothing)."""

    id: str
    en: str
    zh: str
    expected: str
    obtained: str
    verdict: str = REPORTED
    value: float | None = None
    low: float | None = None
    high: float | None = None

    def text(self, lang: str) -> str:
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True)
class Section:
    """Statements of one kind, and how a figure of them reads (axis: what `value` is, by language; empty: no figure)."""

    id: str
    en: str
    zh: str
    about_en: str
    about_zh: str
    lines: tuple[Line, ...]
    axis_en: str = ""
    axis_zh: str = ""

    def count(self, verdict: str) -> int:
        return sum(line.verdict == verdict for line in self.lines)
