"""Tables and sentences as a screen shows them: a hundred columns at most, whole words, notes below their table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.figures.style import wrapped

from .console import console

if TYPE_CHECKING:
    from rich.table import Table

WIDTH = 100  # columns


def room() -> int:
    """Columns that tables and sentences have."""
    return min(console().width, WIDTH)


def show_table(table: Table) -> None:
    """A table below its title and above its caption, whose lines are as long as the screen is wide."""
    title, note, table.title, table.caption = table.title, table.caption, None, None
    if title:
        show_words(str(title))
    console().print(table, width=room())
    if note:
        show_words(str(note))


def show_words(text: str) -> None:
    """Sentences in lines that break between words, or between Chinese characters."""
    lines = (wrapped(line, room()) for line in text.split("\n"))
    console().print("\n".join(lines), markup=False, soft_wrap=True)
