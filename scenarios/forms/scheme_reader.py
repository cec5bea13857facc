"""Reads a scheme from a workbook into the sections of a regime file, and remembers where each value stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ..columns import TABLES
from ..errors import ScenarioError, expected, unknown
from ..languages import Joined, Text, phrase
from ..vocabulary import NO, YES, Rows, column_id, column_names, id_in, row_id, yes_or_no
from ..workbook import Sheet, read_workbook
from .headings import blank_rows, example_titles, heads, is_scheme, layout_titled, regime_names, table_title
from .layout import EXAMPLE, NOTE, SHEETS, TITLE, Layout, setting_names
from .mistakes import At, Mark
from .scheme_form import Entry, Keys, SchemeForm

BLOCKS = {"item": "settings", "group": "groups", "size_class": "classes", "table": "ranges", "name": "table"}
SEPARATORS = re.compile(r"[,;，；、/\n]+")
LINES = re.compile(r"[；;\n]+")
PERCENT = re.compile(r"([+-]?\d+(?:\.\d+)?)\s*[%％]")
Find = Callable[[str | None, str | None], Rows]  # rows that a scheme starts from, by what it extends and its country
Row = Mapping[int, object]


def read_scheme(path: Path, name: str, find: Find) -> SchemeForm:
    """The scheme in a workbook; what is wrong with single cells is in its `marks`.

    find: gives the rows that it starts from. Raises `ScenarioError` for a file that is no such workbook.
    """
    sheets = read_workbook(path, name)
    if not is_scheme(sheets):
        titles = Joined(tuple(layout.name for layout in SHEETS), "scenarios.marks.comma")
        raise ScenarioError(phrase("scenarios.forms.no_scheme", sheets=titles), name)
    form = SchemeForm(path, name)
    readers = [_SheetReader(form, sheet, layout) for sheet in sheets if (layout := layout_titled(sheet.title))]
    general: dict[str, str] = {}
    for reader in readers:
        general |= {e.keys[0]: str(e.value) for e in reader.settings() if len(e.keys) == 1}
    rows = find(general.get("extends"), general.get("country"))
    form = SchemeForm(path, name)
    for reader in readers:
        reader.form = form
        reader.read(rows)
    for sheet in sheets:
        _refuse_unread(form, sheet)
    _complete_about(form)
    return form


class _SheetReader:
    """One sheet, block by block."""

    def __init__(self, form: SchemeForm, sheet: Sheet, layout: Layout) -> None:
        self.form, self.sheet, self.layout = form, sheet, layout
        self.head: dict[int, str] = {}
        self.classes: dict[str, object] = {}
        self.rows: Rows = {}
        self.english = False
        self.said: set[str] = set()  # rows of the table that say something

    def settings(self) -> Iterator[Entry]:
        """Entries of the settings alone, before it is known what the scheme extends."""
        if self.layout.id == "guide":
            self.read({})
        yield from self.form.entries

    def read(self, rows: Rows) -> None:
        """Note entries, places and marks of the sheet."""
        self.rows, self.classes, self.said, block = rows, {}, set(), ""
        for position, why in self.sheet.unreadable.items():
            self._mark(*position, why)
        for number, row in self.sheet.rows:
            first = str(row.get(1, ""))
            if first.startswith(TITLE):
                block = ""
                if first.startswith(example_titles()):
                    self._mark(number, 1, phrase("scenarios.forms.is_example"))
                    return
            elif first.startswith(NOTE):
                continue
            elif (word := id_in(first, heads())) in BLOCKS and 2 in row:
                block = BLOCKS[word]
                self._header(number, row, block)
            elif not block:
                self._mark(number, min(row), phrase("scenarios.forms.no_head"))
            elif first.casefold() not in blank_rows():
                getattr(self, f"_{block}")(number, row)

    def _header(self, number: int, row: Row, block: str) -> None:
        known = heads() if block != "table" else {**column_names(self.layout.table), **heads()}
        self.head = {}
        self.english = str(row.get(1, "")).casefold() == heads()["name"].en.casefold()
        for column, word in row.items():
            key = column_id(self.layout.table, str(word)) if block == "table" else str(word)
            key = key if key in known else id_in(str(word), known)
            if column == 1 and block == "table":
                key = "name_en" if self.english else "name_zh"
            if key not in known:
                self._mark(number, column, unknown("column", str(word), [name.zh for name in known.values()]))
            elif key in self.head.values():
                self._mark(number, column, phrase("scenarios.values.twice", word=word))
            self.head[column] = key
        if block == "table":
            self.form.places.setdefault((self.layout.table,), self._at(number, 1))

    def _settings(self, number: int, row: Row) -> None:
        key = id_in(str(row.get(1, "")), setting_names())
        if key not in setting_names():
            self._mark(number, 1, unknown("setting", str(row.get(1, "")), [n.zh for n in setting_names().values()]))
            return
        said = self._said(number, row)
        keys = tuple(key.split(".", 1))
        if keys in self.form.places:
            self._mark(number, 1, phrase("scenarios.values.twice", word=row.get(1)))
            return
        value = said.get("value")
        if keys[0] == "about" and value is not None:
            value = [w.strip() for w in LINES.split(str(value)) if w.strip()] if keys[1] == "source" else str(value)
        if keys == ("extends",) and value is not None:
            value = id_in(str(value), regime_names())
        self._one(number, keys, _number(value) if keys[0] == "levers" else value, said)

    def _groups(self, number: int, row: Row) -> None:
        said = self._said(number, row)
        if "group" not in said:
            self._mark(number, 1, phrase("scenarios.forms.nameless"))
            return
        self._one(number, ("groups", str(said["group"])), _number(said.get("value")), said)

    def _one(self, number: int, keys: Keys, value: object, said: Mapping[str, object]) -> None:
        """A value with the range of what it could be."""
        self._note(keys, value, number, "value")
        ends = (_number(said.get("lowest")), _number(said.get("highest")))
        if ends == (None, None):
            return
        at = self._column("lowest")
        if value is None:
            self._mark(number, at, phrase("scenarios.forms.range_without_value"))
        elif None in ends:
            self._mark(number, self._column("highest") if ends[1] is None else at, phrase("scenarios.forms.both_ends"))
        else:
            self.form.entries.append(Entry(("assumed", ".".join(keys)), list(ends), self._at(number, at)))

    def _classes(self, number: int, row: Row) -> None:
        self.classes[str(row.get(1))] = _number(self._said(number, row).get("value"))
        values = list(self.classes.values())
        self.form.entries = [entry for entry in self.form.entries if entry.keys != ("class_coefficients",)]
        if any(value is not None for value in values):
            self._note(("class_coefficients",), values, number, "value")
        else:
            self.form.places.setdefault(("class_coefficients",), self._at(number, self._column("value")))

    def _ranges(self, number: int, row: Row) -> None:
        said = self._said(number, row)
        for key in ("table", "row", "column", "lowest", "highest"):
            if key not in said:
                self._mark(number, self._column(key), phrase("scenarios.forms.blank"))
                return
        kind = id_in(str(said["table"]), {layout.table: layout.name for layout in SHEETS if layout.table})
        if kind not in TABLES:
            self._mark(
                number, self._column("table"), unknown("table", str(said["table"]), [table_title(k).zh for k in TABLES])
            )
            return
        key = row_id(kind, str(said["row"]), self._known(kind))
        column = column_id(kind, str(said["column"]))
        if (kind, key, column) not in self.form.places:
            at = "column" if (kind, key) in self.form.places else "row"
            choices = [n.zh for n in column_names(kind).values()] if at == "column" else []
            self._mark(number, self._column(at), unknown(at, str(said[at]), choices))
            return
        if not any(entry.keys == (kind, key, column) for entry in self.form.entries):
            self._mark(number, self._column("column"), phrase("scenarios.forms.range_without_value"))
            return
        ends = [_number(said["lowest"]), _number(said["highest"])]
        cell = self._at(number, self._column("lowest"))
        self.form.entries.append(Entry(("assumed", f"{kind}.{key}.{column}"), ends, cell))
        self.form.places[("assumed", f"{kind}.{key}.{column}")] = cell

    def _table(self, number: int, row: Row) -> None:
        """A row of a table: what is pre-printed and left blank says nothing."""
        kind, said = self.layout.table, self._said(number, row)
        own = "name_en" if self.english else "name_zh"
        values = {k: v for k, v in said.items() if k in column_names(kind) and k not in ("name_zh", "name_en")}
        word = str(said.get("id", said.get(own, "")))
        if not word:
            if values or "takes_part" in said:
                self._mark(number, 1, phrase("scenarios.forms.nameless"))
            return
        key = row_id(kind, word, self.rows)
        known = self.rows.get(kind, {}).get(key)
        if key in self.said:
            self._mark(number, 1, phrase("scenarios.values.twice", word=word))
            return
        if values or "takes_part" in said or known is None:
            self.said.add(key)
        if kind == "offices" and not self._takes_part(number, said, known is None or bool(values)):
            return
        for place, head in self.head.items():
            self.form.places.setdefault((kind, key, head), self._at(number, place))
        if known is not None and not values and kind != "offices" and str(said.get(own)) == known.get(own):
            self.form.places.setdefault((kind, key), self._at(number, 1))
            return
        self._note((kind, key), None, number, own)
        for column, name in self._names(key, said, known).items():
            self.form.entries.append(Entry((kind, key, column), name, self._at(number, 1)))
        for column, value in values.items():
            self._note((kind, key, column), _typed(column, value), number, column)

    def _takes_part(self, number: int, said: Mapping[str, object], needed: bool) -> bool:
        """Whether an office assesses: yes where the answer is wrong, so that the rest of the row is looked at.

        Blank means no for what is pre-printed.
        """
        if "takes_part" not in said and not needed:
            return False
        answer = yes_or_no(said.get("takes_part"))
        if answer not in (YES, NO):
            told = expected(answer, phrase("scenarios.values.flag")) if answer else phrase("scenarios.forms.yes_or_no")
            self._mark(number, self._column("takes_part"), told)
        return answer != NO

    def _names(self, key: str, said: Mapping[str, object], known: Mapping[str, Any] | None) -> dict[str, str]:
        """Names that are not those the row has anyway; a new row with an id of letters gets a missing one."""
        given = {k: str(said[k]) for k in ("name_zh", "name_en") if k in said}
        if known is not None:
            return {k: v for k, v in given.items() if v != known.get(k)}
        if key.isascii() and given:
            name = next(iter(given.values()))
            return {"name_zh": name, "name_en": name} | given
        return {k: v for k, v in given.items() if v != key or len(given) > 1}

    # shared

    def _known(self, kind: str) -> Rows:
        """Rows of a table with those of the workbook."""
        own: dict[str, dict[str, Any]] = {}
        for entry in self.form.entries:
            if entry.keys[0] == kind and len(entry.keys) == 3:
                own.setdefault(entry.keys[1], {})[entry.keys[2]] = entry.value
        under = self.rows.get(kind, {})
        return {kind: {**under, **{key: {**under.get(key, {}), **row} for key, row in own.items()}}}

    def _said(self, number: int, row: Row) -> dict[str, object]:
        """Cells of a row by the ids of their columns; what stands under no head is marked."""
        for column in row:
            if column not in self.head:
                self._mark(number, column, phrase("scenarios.forms.headless"))
        return {self.head[column]: value for column, value in row.items() if column in self.head}

    def _note(self, keys: Keys, value: object, number: int, column: str) -> None:
        at = self._at(number, self._column(column))
        self.form.places[keys] = at
        if value is not None or (len(keys) == 2 and keys[0] in TABLES):
            self.form.entries.append(Entry(keys, value, at))

    def _column(self, key: str) -> int:
        return next((column for column, word in self.head.items() if word == key), 1)

    def _at(self, number: int, column: int) -> At:
        key = self.head.get(column, "")
        called = heads().get(key) or (column_names(self.layout.table).get(key) if self.layout.table else None)
        return At(self.sheet.title, number, column, called or "")

    def _mark(self, number: int, column: int, what: Text) -> None:
        self.form.marks.append(Mark(self._at(number, column), what))


def _refuse_unread(form: SchemeForm, sheet: Sheet) -> None:
    """Mark a sheet that looks like a part of the form under another name: it would not be read."""
    if layout_titled(sheet.title) or sheet.title.casefold() in (EXAMPLE.en.casefold(), EXAMPLE.zh):
        return
    for number, row in sheet.rows:
        if str(row.get(1, "")).startswith(example_titles()):
            return
        if id_in(str(row.get(1, "")), heads()) in BLOCKS and 2 in row:
            titles = [layout.name.zh for layout in SHEETS]
            form.marks.append(Mark(At(sheet.title, number, 1), unknown("sheet", sheet.title, titles)))
            return


def _complete_about(form: SchemeForm) -> None:
    """A name and a line in each language: those given stand in for the others, the file's name for all."""
    given = {e.keys[1]: e.value for e in form.entries if e.keys[0] == "about"}
    name = given.get("name_zh") or given.get("name_en") or form.path.stem
    line = given.get("zh") or given.get("en") or name
    at = form.places.get(("about", "zh")) or next(iter(form.places.values()), At(SHEETS[0].name.zh, 1, 1))
    for key, value in (("name_zh", name), ("name_en", name), ("zh", line), ("en", line)):
        if key not in given:
            form.entries.append(Entry(("about", key), value, at))


def _number(value: object) -> object:
    """A share written as per cent in a cell of text, as the number it is; all else as it is."""
    found = PERCENT.fullmatch(value.strip()) if isinstance(value, str) else None
    return float(found[1]) / 100 if found else value


def _typed(column: str, value: object) -> object:
    """A cell as the column takes it: a list of types, a text, or what may be a number."""
    if column == "kinds":
        return [word.strip() for word in SEPARATORS.split(str(value)) if word.strip()]
    if column in ("field", "office", "group", "source", "part_of", "rule", "track"):
        return str(value)
    return _number(value)
