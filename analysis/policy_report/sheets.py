"""The tables of a report apart from it: a workbook with a sheet for each, and CSV files in UTF-8 with its mark.

Numbers are numbers. Texts are texts: none becomes a formula, whatever a user's names begin with.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .document import BETTER, WORSE, Report, Table
from .numbering import numbered

if TYPE_CHECKING:
    from openpyxl import Workbook

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for the beginning of one
INKS = {BETTER: "005A92", WORSE: "A83F00"}
LONGEST, WIDEST, NARROWEST = 31, 48, 9  # characters: of a sheet's name, of a column


def workbook_of(report: Report) -> Workbook:
    """All tables of a report, a sheet each; above it its caption, below it its note."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book, captions = Workbook(), numbered(report)
    book.remove(book.active)
    for table in report.tables:
        sheet = book.create_sheet(_sheet_name(table.title, book.sheetnames))
        _put(sheet.cell(1, 1), captions.get(table.id, _marked(table, report))).font = Font(bold=True)
        for column, head in enumerate(table.heads, 1):
            _put(sheet.cell(2, column), head).font = Font(bold=True)
            sheet.cell(2, column).alignment = Alignment(wrap_text=True, vertical="top")
        for row, cells in enumerate(table.rows, 3):
            for column, cell in enumerate(cells, 1):
                put = _put(sheet.cell(row, column), cell.text if cell.value is None else cell.value)
                if cell.tone in INKS:
                    put.font = Font(color=INKS[cell.tone])
                if cell.value is not None and _is_word(cell.text):
                    put.number_format = _shown_as(cell.text)
        if table.note:
            _put(sheet.cell(len(table.rows) + 4, 1), table.note)
        sheet.freeze_panes = "B3"
        _set_widths(sheet, table)
    return book


def csv_of(table: Table, mark: str = "") -> str:
    """A table as CSV with the sign by which spreadsheets know UTF-8; a mark, if there is one, in a row of its own."""
    found = io.StringIO()
    lines = csv.writer(found, lineterminator="\n")
    lines.writerow([_safe(head) for head in table.heads])
    lines.writerows(
        [_safe(cell.text) if cell.value is None else f"{cell.value:.10g}" for cell in row] for row in table.rows
    )
    if mark:
        lines.writerow([mark])
    return "\ufeff" + found.getvalue()


def write_tables(report: Report, folder: Path) -> None:
    """`tables_LANG.xlsx`, and `tables_LANG/` with a CSV file for each table."""
    workbook_of(report).save(folder / f"tables_{report.lang}.xlsx")
    below = folder / f"tables_{report.lang}"
    below.mkdir(exist_ok=True)
    for table in report.tables:
        (below / f"{table.id}.csv").write_text(csv_of(table, report.mark), encoding="utf-8", newline="")


def _put(cell: Any, value: str | float) -> Any:
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # never a formula
    return cell


def _safe(words: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{words}" if words.startswith(FORMULA) else words


def _is_word(shown: str) -> bool:
    """Whether a cell with a number shows a word in its place, as in `↑ better`."""
    return any(character.isalpha() for character in shown)


def _shown_as(words: str) -> str:
    """A number format that shows a word and keeps the number."""
    return '"' + words.replace('"', "'") + '"'


def _sheet_name(title: str, taken: list[str]) -> str:
    """A title as sheets may be called: short, without some signs, and not given yet."""
    plain = "".join(" " if sign in "[]:*?/\\'" else sign for sign in title).strip()[:LONGEST] or "1"
    name, number = plain, 2
    while name.lower() in (each.lower() for each in taken):
        end = f" {number}"
        name, number = plain[: LONGEST - len(end)] + end, number + 1
    return name


def _set_widths(sheet: Any, table: Table) -> None:
    for column, head in enumerate(table.heads):
        texts = [head, *(row[column].text for row in table.rows if column < len(row))]
        longest = max(sum(2 if ord(sign) > 0x2E7F else 1 for sign in words) for words in texts)
        sheet.column_dimensions[sheet.cell(2, column + 1).column_letter].width = min(
            WIDEST, max(NARROWEST, longest + 2)
        )


def _marked(table: Table, report: Report) -> str:
    return f"{table.title} — {report.mark}" if report.mark else table.title
