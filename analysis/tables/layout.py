"""The look of every table on the screen, and of the numbers in it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.table import Table

NONE = "–"


def new_table(title: str, heads: Sequence[str] = (), left: Collection[int] = (0,)) -> Table:
    """An empty table with a title and a column for each heading; flush right, but the columns numbered in `left`."""
    from rich import box
    from rich.table import Table

    table = Table(title=title, box=box.SIMPLE_HEAD, title_justify="left", caption_justify="left", pad_edge=False)
    for column, head in enumerate(heads):
        table.add_column(head, justify="left" if column in left else "right", overflow="fold")
    return table


def number(value: float, form: str = ".3f") -> str:
    """A number in a format of Python's, or a dash for NaN, which stands for no value."""
    return NONE if value != value else f"{value:{form}}"
