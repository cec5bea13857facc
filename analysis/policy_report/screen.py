"""The first page of a report on the screen: a short table and three sentences, within a hundred columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..tables.layout import new_table
from .document import BETTER, WORSE, Table
from .material import Material
from .summary import overview, question, three_findings

if TYPE_CHECKING:
    from rich.table import Table as ScreenTable

WIDTH = 100
COLOURS = {BETTER: "green", WORSE: "red"}


def page_one(material: Material) -> ScreenTable:
    """Reforms by outcomes, with arrows and words."""
    return on_screen(overview(material, short=True))


def on_screen(shown: Table) -> ScreenTable:
    """A table of the report as the screen shows it."""
    from rich.text import Text

    table = new_table("")
    table.title = Text(shown.title, "bold")
    table.collapse_padding = True  # room for the longest words of headings
    for head in shown.heads:
        table.add_column(Text(head), overflow="fold")
    for row in shown.rows:
        table.add_row(*(Text(cell.text, COLOURS.get(cell.tone, "")) for cell in row))
    table.caption = Text(shown.note) if shown.note else None
    return table


def sentences(material: Material) -> Iterator[str]:
    """The question and the three findings, a line each."""
    yield question(material)
    for number, sentence in enumerate(three_findings(material), 1):
        yield f"{number}. {sentence}"
