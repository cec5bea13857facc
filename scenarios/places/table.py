"""A user's own county from a CSV or XLSX table: one row a township, columns as in `template.py`.

Row A6. Column names and the words for size classes and kinds may be English or Chinese. Every mistake of a table is
named at once, by the row that the spreadsheet shows, the column, the value and what would have been accepted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..countries import DEFAULT, CountryPack, find_country
from ..errors import Mistakes, ScenarioError, unknown
from ..forms.mistakes import At, FormMistakes, Mark
from ..languages import Both, Text, listed, phrase
from .cells import EXAMPLE, SUFFIXES, Sheet, read_cells
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

Row = Mapping[str, object]


def read_table(path: str | Path, pack: CountryPack | None = None) -> Place:
    """The county in a CSV or XLSX file; the file's name becomes the place's.

    pack: of the country it lies in; the default one if left out. Raises `Mistakes` with all that is wrong in it,
    `FormMistakes` for a workbook.
    """
    path, fields = Path(path), fields_of(pack or find_country(DEFAULT))
    table = _Table(path, read_cells(path))
    table.read_header()
    rows = table.rows()
    table.check_size(len(rows))
    townships = {number: table.township(number, row, fields) for number, row in rows.items()}
    table.refuse_repeated(rows)
    known = {number: township for number, township in townships.items() if township}
    neighbours = [*table.neighbours(rows), *table.borders(rows)]
    table.finish()
    source = phrase("scenarios.places.from_table", file=path.name)
    try:
        return Place(
            id=path.stem,
            name_en=path.stem,
            name_zh=path.stem,
            code=_county_code(known.values()),
            townships=tuple(known.values()),
            source=source.render("en"),
            neighbours=tuple(neighbours),
            source_zh=source.render("zh"),
        )
    except ScenarioError as error:
        raise error.at(path.name) from None


@dataclass
class _Table:
    """A table of townships while it is read, and what is wrong with it."""

    path: Path
    sheet: Sheet
    header: tuple[str, ...] = ()
    marks: list[Mark] = field(default_factory=list)
    errors: list[ScenarioError] = field(default_factory=list)

    def refuse(self, number: int, name: str, what: Text, column: int = 0) -> None:
        """Note what is wrong with a cell, by its column's name, or with a row as a whole."""
        at = column or (self.header.index(name) + 1 if name in self.header else 1)
        if (number, at) in self.sheet.covered or (number, at) in self.sheet.unreadable:
            return
        where = [*self.sheet.where, phrase("scenarios.tables.row_number", number=number)]
        if name:
            where.append(phrase("scenarios.tables.of_column", name=self._called(name)))
        called = self._called(name) if name else ""
        self.marks.append(Mark(At(self.sheet.title, number, at, called), what))
        self.errors.append(ScenarioError(what, *where))

    def _called(self, name: str) -> Both:
        """A column in a message: in Chinese by its Chinese name, with the English one behind where that heads it."""
        zh = next(zh for zh, each in NAMES.items() if each == name)
        heads = [str(cell) for cell in self.sheet.rows[0][1]]
        return Both(f'"{name}"', f"“{zh}”" if zh in heads else f"“{zh}”（{name}）")

    def finish(self) -> None:
        """Raise all that was noted."""
        if not self.errors:
            return
        if self.sheet.title:
            raise FormMistakes(self.path, self.path.name, self.marks, self.errors)
        raise Mistakes(self.errors)

    def read_header(self) -> None:
        """Column names of the first row, in English."""
        for at, why in sorted(self.sheet.unreadable.items()):
            mark = Mark(At(self.sheet.title, *at), why)
            self.marks.append(mark)
            self.errors.append(ScenarioError(why, self.path.name, *mark.at.words))
        number, cells = self.sheet.rows[0]
        if str(cells[0]).startswith(EXAMPLE):
            self.refuse(number, "", phrase("scenarios.forms.is_example"))
            self.finish()
        names = tuple(NAMES.get(str(cell), str(cell).lower()) for cell in cells)
        required = [each.name for each in FIELDS if each.default is REQUIRED]
        if not set(names) & set(COLUMNS):
            self.refuse(number, "", phrase("scenarios.tables.no_header", names=", ".join(required)) + HINT)
            self.finish()
        for column, name in enumerate(names, start=1):
            if name and name not in COLUMNS:
                self.refuse(number, "", unknown("column", name, CHOICES) + HINT, column)
            elif name and name in names[: column - 1]:
                self.refuse(number, "", phrase("scenarios.tables.column_twice", name=name), column)
        missing = [name for name in required if name not in names]
        if missing and not self.errors:
            key = f"scenarios.tables.missing_column{'s' if missing[1:] else ''}"
            self.refuse(number, "", phrase(key, names=listed(missing)) + HINT)
        self.header = names
        if any(not mark.at.called and mark.at.row == number for mark in self.marks):
            self.finish()

    def rows(self) -> dict[int, Row]:
        """Cells by column name, by the row number that the spreadsheet shows."""
        found: dict[int, Row] = {}
        for number, cells in self.sheet.rows[1:]:
            for index, cell in enumerate(cells):
                if cell != "" and (index >= len(self.header) or not self.header[index]):
                    blanks = {"cell": index + 1, "most": sum(map(bool, self.header))}
                    self.refuse(number, "", phrase("scenarios.tables.nameless_cell", **blanks), index + 1)
            found[number] = dict(zip(self.header, cells, strict=False))
        return found

    def check_size(self, count: int) -> None:
        """Refuse too few or too many townships, together with what is wrong so far."""
        try:
            check_size(count)
        except ScenarioError as error:
            self.marks.append(Mark(At(self.sheet.title, self.sheet.rows[0][0], 1), error.what))
            self.errors.append(error.at(*self.sheet.where))
            self.finish()

    def township(self, number: int, row: Row, fields: tuple[Field, ...]) -> Township | None:
        """The township of a row; nothing where a cell of it is wrong."""
        values: dict[str, object] = {}
        for each in fields:
            cell = row.get(each.name, "")
            try:
                blank = cell == "" and each.default is not REQUIRED
                values[each.name] = each.default if blank else each.value.check(each.value.read(cell))
            except ScenarioError as error:
                self.refuse(number, each.name, error.what)
        return Township(**values) if len(values) == len(fields) else None  # type: ignore[arg-type]  # each was checked

    def refuse_repeated(self, rows: Mapping[int, Row]) -> None:
        """Refuse a code or a name that occurs twice."""
        for name in ("code", "name"):
            first: dict[object, int] = {}
            for number, row in rows.items():
                value = _plain(row.get(name, ""))
                earlier = first.setdefault(value, number)
                if value != "" and earlier != number:
                    self.refuse(number, name, phrase("scenarios.tables.already", value=value, row=earlier))

    def neighbours(self, rows: Mapping[int, Row]) -> Iterable[tuple[int, int]]:
        """Pairs of codes of neighbouring townships; it is enough that one of the two names the other."""
        codes = _codes(rows)
        for number, row in rows.items():
            own = codes.get(str(_plain(row.get("code", ""))))
            for word in filter(None, SEPARATORS.split(str(row.get(NEIGHBOURS, "")))):
                other = codes.get(word)
                if other is None:
                    others = [known for known, code in codes.items() if code != own]
                    self.refuse(number, NEIGHBOURS, unknown("township", word, others))
                elif other == own:
                    self.refuse(number, NEIGHBOURS, phrase("scenarios.tables.own_neighbour", word=word))
                elif own is not None:
                    yield own, other

    def borders(self, rows: Mapping[int, Row]) -> Iterable[tuple[int, int]]:
        """Pairs of the sheet of borders, two names or codes in each row below its head."""
        codes, sheet = _codes(rows), self.sheet.borders
        if sheet is None:
            return
        for at, why in sorted(sheet.unreadable.items()):
            self._refuse_border(At(sheet.title, *at), why)
        for number, cells in list(sheet.rows)[1:]:
            words = [str(_plain(cells.get(column, ""))) for column in (1, 2)]
            ends = [codes.get(word) for word in words]
            for column, (word, code) in enumerate(zip(words, ends, strict=True), start=1):
                if code is None:
                    what = unknown("township", word, list(codes)) if word else phrase("scenarios.forms.blank")
                    self._refuse_border(At(sheet.title, number, column), what)
            if None not in ends and ends[0] == ends[1]:
                self._refuse_border(At(sheet.title, number, 2), phrase("scenarios.tables.own_neighbour", word=words[1]))
            elif ends[0] is not None and ends[1] is not None:
                yield ends[0], ends[1]

    def _refuse_border(self, at: At, what: Text) -> None:
        self.marks.append(Mark(at, what))
        self.errors.append(ScenarioError(what, self.path.name, *at.words))


def _plain(value: object) -> object:
    """A code or a name as it is compared: spreadsheets hand 50 over as "50" or 50.0."""
    found = FIELDS[0].value.read(value)
    return found.strip() if isinstance(found, str) else found


def _codes(rows: Mapping[int, Row]) -> dict[str, int]:
    """Codes by what names a township: its code or its name."""
    found: dict[str, int] = {}
    for row in rows.values():
        code = _plain(row.get("code", ""))
        if isinstance(code, int) and not isinstance(code, bool):
            found |= {str(code): code, str(_plain(row.get("name", ""))): code}
    return {name: code for name, code in found.items() if name}


def _county_code(townships: Iterable[Township]) -> int:
    """The county's code, with whose six digits nine-digit codes of townships begin; else one no county has."""
    prefixes = {township.code // 1000 for township in townships}
    prefix = prefixes.pop()
    return UNCODED if prefixes or prefix < 100_000 else prefix
