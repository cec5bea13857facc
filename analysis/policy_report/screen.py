"""The first page of a report as a screen shows it: a short table and three sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ..figures.style import width_of
from ..tables.layout import new_table
from .budget import in_words
from .document import BETTER, WORSE, Table
from .material import Material
from .summary import overview, question, three_findings
from .sure import replicates_enough
from .widths import LONG, sizes

if TYPE_CHECKING:
    from rich.table import Table as ScreenTable

GAP = 2  # between columns
KEPT = "\u00a0"  # the space at which a line does not end; a narrow screen has no room for that
COLOURS = {BETTER: "green", WORSE: "red"}


def page_one(material: Material, width: int) -> ScreenTable:
    """Reforms by outcomes in a county, with arrows and words."""
    shown = overview(material, short=True)
    place = material.effects.place[material.lang]
    title = material.words.say("summary.table_of", title=shown.title, place=place)
    return on_screen(replace(shown, title=title), width)


def on_screen(shown: Table, width: int) -> ScreenTable:
    """A table of the report as a screen of so many columns shows it."""
    from rich.text import Text

    table = new_table("")
    table.title = Text(shown.title, "bold")
    table.collapse_padding, table.show_edge = True, False
    heads = [head.replace("-", "-\n") if width_of(head) > LONG else head for head in shown.heads]
    rows = [[Text(cell.text.replace(KEPT, " "), COLOURS.get(cell.tone, "")) for cell in row] for row in shown.rows]
    texts = [[head, *(row[column].plain for row in rows)] for column, head in enumerate(heads)]
    for head, size in zip(heads, sizes(texts, width - GAP * (len(heads) - 1)), strict=True):
        table.add_column(Text(head), overflow="fold", width=size)
    for row in rows:
        table.add_row(*row)
    table.caption = Text(shown.note) if shown.note else None
    return table


def sentences(material: Material) -> Iterator[str]:
    """The question and the three findings, a line each, what a budget buys and whether a precision was reached, where
    these were asked for."""
    yield question(material)
    for number, sentence in enumerate(three_findings(material), 1):
        yield f"{number}. {sentence}"
    if material.budget is not None:
        yield in_words(material)
    if material.asked_share is not None:
        yield replicates_enough(material)
