"""Reads a CSV or XLSX file into rows of cells, each with the number a spreadsheet shows beside it.

Nothing here knows what a township is: the file is decoded, comments and empty rows are dropped,
and whatever is wrong with the file as such becomes one sentence.
"""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from .. import workbook
from ..errors import ScenarioError
from ..files import read_bytes
from ..forms.layout import TITLE
from ..languages import LANGUAGES, Text, listed, phrase, quoted, translate
from ..vocabulary import both
from ..workbook import ZIP_MAGIC, sheets_of

SUFFIXES = (".csv", ".xlsx")
SHEET, SHEET_ZH = "townships", "乡镇"
ENCODINGS = ("utf-8-sig", "gb18030")  # GB18030 is what a Chinese Excel writes; it contains GBK and GB2312
BORDERS = both("scenarios.sheets.borders")
EXAMPLE = tuple(TITLE + translate("scenarios.forms.example_mark", lang) for lang in LANGUAGES)  # what is never read
COMMENT = "# "  # with the space: "#REF!" is a cell gone wrong and must not be passed over in silence


@dataclass(frozen=True)
class Sheet:
    """Rows that hold something; ``where`` names the file and the sheet for messages.

    title: of the sheet, empty for a CSV file. unreadable: why no value can be read from a cell, by row and column.
    covered: cells that are merged with others. borders: the sheet of pairs of neighbours of the same workbook, if any.
    """

    where: tuple[Text | str, ...]
    rows: tuple[tuple[int, tuple[object, ...]], ...]
    title: str = ""
    unreadable: Mapping[workbook.Position, Text] = field(default_factory=dict)
    covered: frozenset[workbook.Position] = frozenset()
    borders: workbook.Sheet | None = None


def read_cells(path: Path) -> Sheet:
    """The rows of a file; `ScenarioError` where it cannot be read, is no table, or has no rows."""
    if path.suffix.lower() not in SUFFIXES:
        raise ScenarioError(wrong_suffix(), path.name)
    content = read_bytes(path, str(path), SUFFIXES)
    if not content.strip():
        raise ScenarioError(phrase("scenarios.tables.empty_table"), path.name)
    return _csv(path.name, content) if path.suffix.lower() == ".csv" else _xlsx(path.name, content)


def wrong_suffix() -> Text:
    """What a message says of a file that is neither CSV nor XLSX."""
    one, other = SUFFIXES
    return phrase("scenarios.files.suffix", suffixes=phrase("scenarios.marks.either", one=one, other=other))


def _sheet(where: tuple[Text | str, ...], rows: list[tuple[object, ...]]) -> Sheet:
    numbered = enumerate((tuple(_clean(cell) for cell in row) for row in rows), start=1)
    kept = tuple((number, row) for number, row in numbered if any(row_cell != "" for row_cell in row))
    kept = tuple((number, row) for number, row in kept if not str(row[0]).startswith(COMMENT))
    if not kept:
        raise ScenarioError(phrase("scenarios.tables.no_rows"), *where)
    return Sheet(where, kept)


def _clean(cell: object) -> object:
    if cell is None:
        return ""
    return cell.strip() if isinstance(cell, str) else cell


def _csv(name: str, content: bytes) -> Sheet:
    text = _decoded(name, content)
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=first.count)  # Excel writes semicolons where the comma is a decimal sign
    try:
        # strict: a quotation mark that is never closed would otherwise swallow the rest of the table.
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise ScenarioError(phrase("scenarios.tables.not_csv", reason=quoted(error)), name) from None
    return _sheet((name,), [tuple(row) for row in rows])


def _decoded(name: str, content: bytes) -> str:
    if content.startswith(ZIP_MAGIC):
        raise ScenarioError(phrase("scenarios.tables.is_workbook"), name)
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
    raise ScenarioError(phrase("scenarios.tables.encoding"), name, phrase("scenarios.tables.line_number", number=line))


def _xlsx(name: str, content: bytes) -> Sheet:
    sheets = sheets_of(content, name)
    sheet = _worksheet(name, sheets)
    where = (name, phrase("scenarios.tables.sheet", title=sheet.title))
    rows = dict(sheet.rows)
    width = max((column for row in rows.values() for column in row), default=0)
    numbers = range(1, max(rows, default=0) + 1)
    found = _sheet(where, [tuple(rows.get(n, {}).get(column) for column in range(1, width + 1)) for n in numbers])
    borders = next((each for each in sheets if each.title.casefold() in (BORDERS.en, BORDERS.zh)), None)
    return replace(found, title=sheet.title, unreadable=sheet.unreadable, covered=sheet.covered, borders=borders)


def _worksheet(name: str, sheets: tuple[workbook.Sheet, ...]) -> workbook.Sheet:
    """The sheet called townships or 乡镇; a workbook's only sheet may have any name."""
    by_title = {sheet.title: sheet for sheet in sheets}
    for wanted in (SHEET, SHEET_ZH):
        if wanted in by_title:
            return by_title[wanted]
    if len(sheets) == 1:
        return sheets[0]
    titles = listed(by_title) if sheets else phrase("scenarios.marks.none")
    raise ScenarioError(phrase("scenarios.tables.no_sheet", en=SHEET, zh=SHEET_ZH, titles=titles), name)
