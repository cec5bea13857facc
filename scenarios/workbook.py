"""Opens XLSX workbooks within bounds, so that no stray cell, merged range or packed part takes time or memory.

What a cell holds is a value or the reason why none can be read from it: nothing is passed over in silence.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .errors import ScenarioError
from .files import WORKBOOK, read_bytes
from .languages import Text, phrase

ZIP_MAGIC = b"PK\x03\x04"  # every XLSX workbook begins with it
MOST_UNPACKED = 4 * 2**20  # bytes of all parts as the archive declares them, which no part can exceed
MOST_PARTS = 400
LAST_ROW, LAST_COLUMN = 3000, 120  # of a form; a cell with a value beyond is named as a mistake
MOST_MERGED = 10_000  # cells of one range, for each of which the library makes an object
RANGE = re.compile(rb"<(?:\w+:)?(?:mergeCell|hyperlink)\b[^>]*?\bref\s*=\s*[\"']([^\"']*)[\"']")
CORNERS = re.compile(rb"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")

Position = tuple[int, int]  # row and column, counted from 1
Cells = Mapping[Position, object]


@dataclass(frozen=True)
class Sheet:
    """What stands on one sheet.

    cells: values by position. unreadable: why a cell has none that can be read. covered: cells merged with others.
    """

    title: str
    cells: Cells
    unreadable: Mapping[Position, Text]
    covered: frozenset[Position] = frozenset()

    @property
    def rows(self) -> Iterator[tuple[int, dict[int, object]]]:
        """Rows that hold something, by number, with their cells by column."""
        found: dict[int, dict[int, object]] = {}
        for (row, column), value in sorted(self.cells.items()):
            found.setdefault(row, {})[column] = value
        yield from found.items()


def read_workbook(path: Path, name: str) -> tuple[Sheet, ...]:
    """The sheets of a workbook; `ScenarioError`, with the file's `name` in front, where it is none or is too large."""
    return sheets_of(read_bytes(path, name, (WORKBOOK,)), name)


def sheets_of(content: bytes, name: str) -> tuple[Sheet, ...]:
    """The sheets of a workbook's bytes, as `read_workbook`."""
    formulas = open_workbook(content, name)
    values = formulas
    if any(cell.data_type == "f" for sheet in formulas.worksheets for cell in _cells(sheet)):
        values = open_workbook(content, name, values=True)
    return tuple(map(_sheet, formulas.worksheets, values.worksheets))


def open_workbook(content: bytes, name: str, values: bool = False) -> Any:
    """The workbook as openpyxl's; with formulas, or with the `values` that were last computed from them."""
    import openpyxl  # here, because whoever needs no workbook should not wait for it

    if not content.startswith(ZIP_MAGIC):
        raise ScenarioError(phrase("scenarios.tables.not_workbook"), name)
    try:
        _check_parts(content, name)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and drop-down lists openpyxl does not know
            return openpyxl.load_workbook(io.BytesIO(content), data_only=values)
    except ScenarioError:
        raise
    # A damaged workbook raises whatever the zip, XML or openpyxl layer trips over first.
    except Exception as error:
        raise ScenarioError(phrase("scenarios.tables.damaged", reason=type(error).__name__), name) from None


def _check_parts(content: bytes, name: str) -> None:
    """Refuse what would unpack to more than a form holds, and ranges for whose every cell memory would be taken."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            most = {"most": MOST_UNPACKED // 2**20, "parts": MOST_PARTS}
            raise ScenarioError(phrase("scenarios.tables.too_large", **most), name)
        for part in parts:
            if not part.filename.endswith((".xml", ".rels")):
                continue
            text = archive.read(part)
            # Excel writes UTF-8 without declarations of types; anything else could hide a range from the search below.
            if b"\0" in text or b"<!DOCTYPE" in text or b"<!ENTITY" in text:
                raise ScenarioError(phrase("scenarios.tables.damaged", reason=part.filename), name)
            if any(_area(found) > MOST_MERGED for found in RANGE.findall(text)):
                raise ScenarioError(phrase("scenarios.tables.wide_range", most=MOST_MERGED), name)


def _area(words: bytes) -> int:
    """Cells of a range as `A1:B2`; more than any allowed where it is none."""
    found = CORNERS.fullmatch(words)
    if found is None:
        return MOST_MERGED + 1
    left, top, right, bottom = found.groups()
    width = abs(_number(right or left) - _number(left)) + 1
    return width * (abs(int(bottom or top) - int(top)) + 1)


def cell_name(at: Position) -> Text:
    """What a spreadsheet calls a cell, for messages."""
    row, column = at
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return phrase("scenarios.tables.cell", name=f"{letters}{row}")


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number


def _cells(sheet: Any) -> list[Any]:
    """Cells the file has, without those that openpyxl would make for every empty place between them."""
    return list(getattr(sheet, "_cells", {}).values())


def _sheet(formulas: Any, values: Any) -> Sheet:
    found: dict[Position, object] = {}
    unreadable: dict[Position, Text] = {}
    known = {(cell.row, cell.column): cell.value for cell in _cells(values)}
    for cell in _cells(formulas):
        at = (cell.row, cell.column)
        value = known.get(at)
        value = value.strip() if isinstance(value, str) else value
        if value is None or value == "":
            if cell.data_type == "f":
                unreadable[at] = phrase("scenarios.tables.no_result")
            continue
        if cell.row > LAST_ROW or cell.column > LAST_COLUMN:
            unreadable[at] = phrase("scenarios.tables.stray", rows=LAST_ROW, columns=LAST_COLUMN)
        else:
            found[at] = value
    covered = set[Position]()
    for area in getattr(formulas, "merged_cells", ()):
        covered |= set(area.cells)
        unreadable[(area.min_row, area.min_col)] = phrase("scenarios.tables.merged", cells=area.coord)
    return Sheet(formulas.title, found, unreadable, frozenset(covered))
