"""A user's own county from a table: one row for each township, one column for each field.

Row A6; the columns are ``fields.FIELDS`` and ``neighbours``, in any order, by English or Chinese
name. Every complaint names the file, the sheet, the row and the column.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from ..countries import DEFAULT, CountryPack, find_country
from ..errors import ScenarioError, unknown
from ..languages import Both, Text, listed, phrase
from .cells import SUFFIXES, Sheet, read_cells
from .fields import FIELDS, REQUIRED, Field, fields_of
from .place import Place, Township, check_size

__all__ = ["NEIGHBOURS", "NEIGHBOURS_ZH", "SUFFIXES", "read_table"]

NEIGHBOURS, NEIGHBOURS_ZH = "neighbours", "相邻乡镇"
NAMES = {field.zh: field.name for field in FIELDS} | {NEIGHBOURS_ZH: NEIGHBOURS}
COLUMNS = tuple(NAMES.values())
CHOICES = (*COLUMNS, *NAMES)  # by either name
HINT = phrase("scenarios.marks.see", command="place template")
UNCODED = 999_999  # the county's code where its townships' codes do not give one
SEPARATORS = re.compile(r"[\s,;，；、]+")

Row = dict[str, object]


def read_table(path: str | Path, pack: CountryPack | None = None) -> Place:
    """The county in a CSV or XLSX file; the file's name becomes the place's.

    pack: of the country it lies in; the default one if left out.
    """
    path, fields = Path(path), fields_of(pack or find_country(DEFAULT))
    sheet = read_cells(path)
    rows = _rows(sheet, _header(sheet))
    _check_size(sheet, rows)
    townships = {number: _township(sheet, number, row, fields) for number, row in rows.items()}
    _refuse_repeated(sheet, townships)
    neighbours = _neighbours(sheet, rows, townships)
    source = phrase("scenarios.places.from_table", file=path.name)
    try:
        return Place(
            id=path.stem,
            name_en=path.stem,
            name_zh=path.stem,
            code=_county_code(townships.values()),
            townships=tuple(townships.values()),
            source=source.render("en"),
            neighbours=neighbours,
            source_zh=source.render("zh"),
        )
    except ScenarioError as error:
        raise error.at(path.name) from None


def _header(sheet: Sheet) -> tuple[str, ...]:
    """Column names of the first row, in English."""
    number, cells = sheet.rows[0]
    where = (*sheet.where, phrase("scenarios.tables.row_number", number=number))
    names = tuple(NAMES.get(str(cell), str(cell).lower()) for cell in cells)
    required = [field.name for field in FIELDS if field.default is REQUIRED]
    if not set(names) & set(COLUMNS):
        raise ScenarioError(phrase("scenarios.tables.no_header", names=", ".join(required)) + HINT, *where)
    for name in names:
        if name and name not in COLUMNS:
            raise ScenarioError(unknown("column", name, CHOICES) + HINT, *where)
        if name and names.count(name) > 1:
            raise ScenarioError(phrase("scenarios.tables.column_twice", name=name), *where)
    missing = [name for name in required if name not in names]
    if missing:
        key = f"scenarios.tables.missing_column{'s' if missing[1:] else ''}"
        raise ScenarioError(phrase(key, names=listed(missing)) + HINT, *where)
    return names


def _rows(sheet: Sheet, header: tuple[str, ...]) -> dict[int, Row]:
    """Cells by column name, by the row number that the spreadsheet shows."""
    rows = {}
    for number, cells in sheet.rows[1:]:
        width = max(index + 1 for index, cell in enumerate(cells) if cell != "")
        for index in range(width):
            if cells[index] != "" and (index >= len(header) or not header[index]):
                what = phrase("scenarios.tables.nameless_cell", cell=index + 1, most=sum(map(bool, header)))
                raise ScenarioError(what, *sheet.where, phrase("scenarios.tables.row_number", number=number))
        rows[number] = dict(zip(header, cells, strict=False))
    return rows


def _check_size(sheet: Sheet, rows: dict[int, Row]) -> None:
    try:
        check_size(len(rows))
    except ScenarioError as error:
        raise error.at(*sheet.where) from None


def _township(sheet: Sheet, number: int, row: Row, fields: tuple[Field, ...]) -> Township:
    values = {field.name: _value(sheet, number, field, row.get(field.name, "")) for field in fields}
    return Township(**values)  # type: ignore[arg-type]  # each value has been through its field's check


def _value(sheet: Sheet, number: int, field: Field, cell: object) -> str | float:
    if cell == "" and field.default is not REQUIRED:
        return field.default
    try:
        return field.value.check(field.value.read(cell))
    except ScenarioError as error:
        raise error.at(*_cell_at(sheet, number, field.name)) from None


def _cell_at(sheet: Sheet, number: int, column: str) -> tuple[Text | str, ...]:
    zh = next(zh for zh, name in NAMES.items() if name == column)
    name = phrase("scenarios.tables.of_column", name=Both(f'"{column}"', f"“{zh}”（{column}）"))
    return (*sheet.where, phrase("scenarios.tables.row_number", number=number), name)


def _refuse_repeated(sheet: Sheet, townships: dict[int, Township]) -> None:
    """Refuse a code or a name that occurs twice."""
    for name in ("code", "name"):
        first: dict[object, int] = {}
        for number, township in townships.items():
            value = getattr(township, name)
            earlier = first.setdefault(value, number)
            if earlier != number:
                raise ScenarioError(
                    phrase("scenarios.tables.already", value=value, row=earlier), *_cell_at(sheet, number, name)
                )


def _county_code(townships: Iterable[Township]) -> int:
    """Nine-digit codes of one county begin with its six digits."""
    prefixes = {township.code // 1000 for township in townships}
    prefix = prefixes.pop()
    return UNCODED if prefixes or prefix < 100_000 else prefix


def _neighbours(sheet: Sheet, rows: dict[int, Row], townships: dict[int, Township]) -> tuple[tuple[int, int], ...]:
    """Pairs of codes; saying one direction is enough."""
    codes = [township.code for township in townships.values()]
    edges = []
    for number, row in rows.items():
        own = townships[number].code
        for word in filter(None, SEPARATORS.split(str(row.get(NEIGHBOURS, "")))):
            other = FIELDS[0].value.read(word)
            if other == own:
                raise ScenarioError(
                    phrase("scenarios.tables.own_neighbour", word=word), *_cell_at(sheet, number, NEIGHBOURS)
                )
            if other not in codes:
                others = [str(code) for code in codes if code != own]
                raise ScenarioError(unknown("township", word, others), *_cell_at(sheet, number, NEIGHBOURS))
            edges.append((own, int(str(other))))
    return tuple(edges)
