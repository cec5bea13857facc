"""What a report is made of: sections of paragraphs, lists, tables and figures, in one language, without any layout."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Drawing

BETTER, WORSE, UNSURE, PLAIN = "better", "worse", "unsure", ""  # tones of a cell

MOST_TOGETHER = 24  # rows of a table that is not broken over pages


@dataclass(frozen=True)
class Cell:
    """A cell of a table: what is shown, the number behind it for spreadsheets, and whether that is good or bad."""

    text: str
    value: float | None = None
    tone: str = PLAIN


@dataclass(frozen=True)
class Paragraph:
    """Some sentences; kind: `finding`, `caution`, `note`, or empty for running text."""

    text: str
    kind: str = ""


@dataclass(frozen=True)
class Listing:
    """Sentences that stand one below the other; numbered or not."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Table:
    """Rows under headings, a name first in each; `id` names the sheet, `note` stands below.

    groups: the first row of each group of rows, beside 0, from where a line sets them apart.
    """

    id: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    groups: tuple[int, ...] = ()

    @property
    def short(self) -> bool:
        """Whether it is to stand on one page."""
        return len(self.rows) <= MOST_TOGETHER


@dataclass(frozen=True)
class Figure:
    """A picture, drawn when it is asked for; `alt` says what it shows to those who do not see it."""

    id: str
    title: str
    alt: str
    draw: Callable[[], Drawing]


Block = Paragraph | Listing | Table | Figure


@dataclass(frozen=True)
class Section:
    """A heading and what stands below it."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Report:
    """A report in one language.

    mark: what every table and figure says where units of a real place are named; empty: nothing. warnings: what has to
    be known before anything else, as that the results are of another version. sheets: tables that are too long for the
    report and go only into the workbook.
    """

    lang: str
    title: str
    sections: tuple[Section, ...]
    sheets: tuple[Table, ...] = ()
    mark: str = ""
    warnings: tuple[str, ...] = ()

    @property
    def shown(self) -> list[Table]:
        """Tables of the sections, in order."""
        return [block for section in self.sections for block in section.blocks if isinstance(block, Table)]

    @property
    def tables(self) -> list[Table]:
        """Every table, in order; those for the workbook last."""
        return [*self.shown, *self.sheets]

    @property
    def figures(self) -> list[Figure]:
        """Every figure, in order."""
        return [block for section in self.sections for block in section.blocks if isinstance(block, Figure)]
