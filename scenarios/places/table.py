"""A user's own county from a table: one row for each township, one column for each field.

Row A6; the columns are ``fields.FIELDS`` and ``neighbours``, in any order, by English or Chinese
name. Every complaint names the file, the sheet, the row and the column.
"""

import re
from pathlib import Path

from ..errors import ScenarioError, suggest
from .cells import SUFFIXES, Sheet, read_cells
from .fields import FIELDS, REQUIRED, Field
from .place import FEWEST_TOWNSHIPS, Place, Township

__all__ = ["NEIGHBOURS", "NEIGHBOURS_ZH", "SUFFIXES", "read_table"]

NEIGHBOURS, NEIGHBOURS_ZH = "neighbours", "相邻乡镇"
NAMES = {field.zh: field.name for field in FIELDS} | {NEIGHBOURS_ZH: NEIGHBOURS}
COLUMNS = tuple(NAMES.values())
CHOICES = (*COLUMNS, *NAMES)  # by either name
HINT = "(kaohe place template)"
UNCODED = 999_999  # the county's code where its townships' codes do not give one
SEPARATORS = re.compile(r"[\s,;，；、]+")

Row = dict[str, object]


def read_table(path: str | Path) -> Place:
    """The county in a CSV or XLSX file; the file's name becomes the place's."""
    path = Path(path)
    sheet = read_cells(path)
    rows = _rows(sheet, _header(sheet))
    _refuse_repeated(sheet, rows)
    townships = tuple(_township(sheet, number, row) for number, row in rows.items())
    try:
        return Place(
            id=path.stem,
            name_en=path.stem,
            name_zh=path.stem,
            code=_county_code(townships),
            townships=townships,
            source=f"table {path.name}",
            neighbours=_neighbours(sheet, rows),
        )
    except ScenarioError as error:
        raise error.at(path.name) from None


def _header(sheet: Sheet) -> tuple[str, ...]:
    """Column names of the first row, in English."""
    number, cells = sheet.rows[0]
    where = f"{sheet.where}, row {number}"
    names = tuple(NAMES.get(str(cell), str(cell).lower()) for cell in cells)
    for name in names:
        if name and name not in COLUMNS:
            raise ScenarioError(f'{where}: unknown column "{name}"{suggest(name, CHOICES)} {HINT}')
        if name and names.count(name) > 1:
            raise ScenarioError(f'{where}: two columns are called "{name}"; expected one.')
    missing = [field.name for field in FIELDS if field.default is REQUIRED and field.name not in names]
    if missing:
        listed = ", ".join(f'"{name}"' for name in missing)
        plural = "s" if len(missing) > 1 else ""
        raise ScenarioError(f"{where}: missing column{plural} {listed}. {HINT}")
    return names


def _rows(sheet: Sheet, header: tuple[str, ...]) -> dict[int, Row]:
    """Cells by column name, by the row number that the spreadsheet shows."""
    rows = {}
    for number, cells in sheet.rows[1:]:
        width = max(index + 1 for index, cell in enumerate(cells) if cell != "")
        for index in range(width):
            if cells[index] != "" and (index >= len(header) or not header[index]):
                raise ScenarioError(
                    f"{sheet.where}, row {number}: cell {index + 1} has no column name above it; "
                    f"expected at most {sum(map(bool, header))} cells, each under a name."
                )
        rows[number] = dict(zip(header, cells, strict=False))
    return rows


def _township(sheet: Sheet, number: int, row: Row) -> Township:
    values = {field.name: _value(sheet, number, field, row.get(field.name, "")) for field in FIELDS}
    return Township(**values)  # type: ignore[arg-type]  # each value has been through its field's check


def _value(sheet: Sheet, number: int, field: Field, cell: object) -> str | float:
    if cell == "" and field.default is not REQUIRED:
        return field.default
    try:
        return field.value.check(field.value.read(cell))
    except ScenarioError as error:
        raise error.at(_cell_at(sheet, number, field.name)) from None


def _cell_at(sheet: Sheet, number: int, column: str) -> str:
    return f'{sheet.where}, row {number}, column "{column}"'


def _refuse_repeated(sheet: Sheet, rows: dict[int, Row]) -> None:
    """No rows, one row, or the same code or name twice."""
    if len(rows) < FEWEST_TOWNSHIPS:
        raise ScenarioError(
            f"{sheet.where}: {len(rows)} township{'' if len(rows) == 1 else 's'} given; expected at least "
            f"{FEWEST_TOWNSHIPS}, because assessment ranks townships against each other."
        )
    for field in (field for field in FIELDS if field.name in ("code", "name")):
        first: dict[object, int] = {}
        for number, row in rows.items():
            value = _value(sheet, number, field, row.get(field.name, ""))
            earlier = first.setdefault(value, number)
            if earlier != number:
                where = _cell_at(sheet, number, field.name)
                raise ScenarioError(f"{where}: {value} is already in row {earlier}; expected every one once.")


def _county_code(townships: tuple[Township, ...]) -> int:
    """Nine-digit codes of one county begin with its six digits."""
    prefixes = {township.code // 1000 for township in townships}
    prefix = prefixes.pop()
    return UNCODED if prefixes or prefix < 100_000 else prefix


def _neighbours(sheet: Sheet, rows: dict[int, Row]) -> tuple[tuple[int, int], ...]:
    """Pairs of codes; saying one direction is enough."""
    code_field = FIELDS[0]
    codes = {number: int(_value(sheet, number, code_field, row["code"])) for number, row in rows.items()}
    edges = []
    for number, row in rows.items():
        for word in filter(None, SEPARATORS.split(str(row.get(NEIGHBOURS, "")))):
            other = code_field.value.read(word)
            if other not in codes.values() or other == codes[number]:
                where = _cell_at(sheet, number, NEIGHBOURS)
                listed = [str(code) for code in codes.values() if code != codes[number]]
                raise ScenarioError(f'{where}: unknown township "{word}"{suggest(word, listed)}')
            edges.append((codes[number], int(str(other))))
    return tuple(edges)
