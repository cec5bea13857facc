"""Tables, numbers and marked sections of Markdown pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from scenarios.languages import translate

MARKED = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def fill(text: str, sections: Mapping[str, Callable[[str], str]], language: str) -> str:
    """A page with what stands between each pair of markers written anew, in its language ("en" or "zh")."""
    return MARKED.sub(lambda found: f"{found[1]}{sections[found[2]](language)}{found[3]}", text)


def heads(columns: Iterable[str], language: str) -> list[str]:
    """Heads of a table in one language, by the names of its columns in the catalogue."""
    return [translate(f"docs.heads.{column}", language) for column in columns]


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A table with a line for each row; numbers as short as they are."""
    names = list(head)
    lines = [names, ["---"] * len(names), *([_cell(value) for value in row] for row in rows)]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


def _cell(value: object) -> str:
    return (f"{value:g}" if isinstance(value, float | int) else str(value)).replace("|", "\\|")


def number(value: float) -> str:
    """Three significant digits, a true minus, and none before a zero; nothing for NaN."""
    text = f"{value:.3g}" if abs(value) < 1000 else f"{value:.0f}"
    return "" if value != value else text.replace("-0", "0" if float(text) == 0 else "-0").replace("-", "−")


def percent(share: float) -> str:
    """A share as a whole per cent, with a true minus; nothing for NaN."""
    return "" if share != share else f"{100 * share:z.0f} %".replace("-", "−")
