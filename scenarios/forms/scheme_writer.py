"""Writes a scheme as a workbook: empty with what a blank stands for, or filled in with what a file says."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sim.parameters.declaration import Meaning, meanings

from ..columns import LEVERS, TABLES
from ..countries import CountryPack
from ..languages import Both, phrase, translate, unit
from ..values import is_number
from ..vocabulary import column_names, columns_said, id_in, row_id, row_names, words_of
from . import cells
from .layout import EXAMPLE, FIRST, LAST_SPARE, NOTE, SHEETS, SPARE_ROWS, TITLE, Layout, columns_in_order, setting_names

Tables = Mapping[str, Any]
LINKED = {"field": "fields", "office": "offices", "source": "readings", "part_of": "fields", "group": "groups"}
SPARE_GROUPS, SPARE_RANGES = 4, 20
WIDTHS = {"guide": (26, 60, 11, 11, 24, 44), "ranges": (14, 34, 22, 12, 12)}
WIDE = 22  # of columns with words
EXAMPLE_ROWS, EXAMPLE_SETTINGS = 6, 3


def scheme_workbook(
    tables: Tables, under: Tables, pack: CountryPack, lang: str, example: Tables | None = None
) -> bytes:
    """The form of a scheme.

    tables: sections of a regime file, by ids. under: what a blank stands for: all levers, and the rows of the catalogue
    or of what the scheme extends. example: a scheme of which a sheet of its own shows a part, marked as an example.
    Raises `ScenarioError` for a text that no cell can hold.
    """
    form = _Form(cells.new_workbook(), lang, tables, under, pack)
    for layout in SHEETS:
        form.sheet(layout)
    form.link()
    if example:
        _Form(form.workbook, lang, example, under, pack, short=True).example(str(example["about"]["name_" + lang]))
    return cells.content_of(form.workbook)


@dataclass
class _Form:
    workbook: Any
    lang: str
    tables: Tables
    under: Tables
    pack: CountryPack
    short: bool = False  # an example: few rows, nothing to choose from
    lists: dict[str, str] = field(default_factory=dict)  # where the names of a kind stand, as a range
    links: list[tuple[Any, str, str]] = field(default_factory=list)  # sheet, cells and the kind they name
    page: Any = None
    row: int = 1

    def sheet(self, layout: Layout) -> None:
        """One sheet of the form."""
        self.page, self.row = self.workbook.create_sheet(layout.name.render(self.lang)), 1
        self._text(TITLE + layout.name.render(self.lang), "title")
        for line in translate(f"scenarios.form_notes.{layout.id}", self.lang).split("\n"):
            self._text(NOTE + line, "note")
        cells.print_on_a4(self.page)
        cells.widths(self.page, *WIDTHS.get(layout.id, (30, *[12] * 12)))
        self._blocks(layout)

    def _blocks(self, layout: Layout) -> None:
        if layout.settings:
            self._settings(layout.settings)
        for each in layout.lists:
            {"groups": self._groups, "class_coefficients": self._coefficients, "assumed": self._ranges}[each]()
        if layout.table:
            self._table(layout.table)

    def example(self, name: str) -> None:
        """A sheet with a part of a scheme, which is never read."""
        self.page, self.row = self.workbook.create_sheet(EXAMPLE.render(self.lang)), 1
        self._text(TITLE + translate("scenarios.forms.example", self.lang, name=name), "title")
        for layout in SHEETS:
            shown = [key for key in layout.settings if self._setting(key)[0] is not None][:EXAMPLE_SETTINGS]
            if not shown and layout.table not in ("offices", "indicators", "readings", "rungs"):
                continue
            self._text(
                TITLE + translate("scenarios.forms.example_of", self.lang, sheet=layout.name.render(self.lang)), "title"
            )
            self._blocks(dataclasses.replace(layout, settings=tuple(shown), lists=()))
        cells.widths(self.page, 34, *[14] * 12)
        cells.print_on_a4(self.page)

    def link(self) -> None:
        """Drop-downs of names that stand on other sheets, once it is known where."""
        for sheet, where, kind in self.links:
            cells.offer(sheet, where, self.lists[kind], self.lang, others=True)

    # blocks

    def _settings(self, keys: Sequence[str]) -> None:
        self._head("item", "value", "lowest", "highest", "blank_means", "about")
        names = setting_names()
        for key in keys:
            value, ends = self._setting(key)
            meaning = LEVERS.get(key.removeprefix("levers."))
            self._put(1, names[key].render(self.lang), "head")
            self._put(2, self._shown(value, meaning), "entry" if meaning else "text")
            for column, end in zip((3, 4), ends or (None, None), strict=True):
                self._put(column, end, "entry" if meaning else "grey")
            self._put(5, self._blank(key), "grey")
            self._put(6, self._about(key, meaning), "aside")
            if meaning:
                self._bound(f"B{self.row}", meaning)
                self._bound(f"C{self.row}:D{self.row}", meaning)
            self.row += 1
        self.row += 1

    def _groups(self) -> None:
        self._head("group", "value", "lowest", "highest")
        first = self.row
        groups = self.tables.get("groups", {})
        for name in (*groups, *[None] * SPARE_GROUPS):
            ends = self._range(f"groups.{name}")
            for column, value in enumerate((name, groups.get(name), *ends), start=1):
                self._put(column, value, "entry")
            self.row += 1
        self.lists["groups"] = self._names(first, self.row - 1)
        self.row += 1

    def _coefficients(self) -> None:
        self._head("size_class", "value", "blank_means")
        given = self.tables.get("class_coefficients") or [None] * len(self.pack.size_classes)
        under = self.under.get("class_coefficients") or [1] * len(self.pack.size_classes)
        for name, value, blank in zip(self.pack.size_classes.values(), given, under, strict=True):
            self._put(1, name.render(self.lang), "head")
            self._put(2, value, "entry")
            self._put(3, blank, "grey")
            self.row += 1
        self.row += 1

    def _ranges(self) -> None:
        self._head("table", "row", "column", "lowest", "highest")
        assumed = self.tables.get("assumed", {})
        keys = [key for key in assumed if key.split(".")[0] in TABLES]
        names = {layout.table: layout.name.render(self.lang) for layout in SHEETS if layout.table}
        if not self.short:
            cells.offer(self.page, f"A{self.row}:A{LAST_SPARE}", names.values(), self.lang)
        for key in (*keys, *[""] * SPARE_RANGES):
            kind, row, column = _parts(key) if key else ("", "", "")
            known = self._rows(kind) if kind else {}
            words = (
                (names[kind], self._called(kind, row, known), column_names(kind)[column].render(self.lang))
                if kind
                else [None] * 3
            )
            for number, value in enumerate((*words, *(assumed[key] if key else (None, None))), start=1):
                self._put(number, value, "entry")
            self.row += 1

    def _table(self, kind: str) -> None:
        """The rows of a table below its head and the row of what a blank stands for."""
        first_columns, behind = self._columns(kind)
        heads = ["name", *(["takes_part"] if kind == "offices" else [])]
        start = self.row
        self._head(*heads)
        at = {column: len(heads) + number for number, column in enumerate(first_columns, start=1)}
        row_note = len(heads) + len(first_columns) + 1
        at |= {column: row_note + number for number, column in enumerate(behind, start=1)}
        last = row_note + len(behind)
        at |= {"name_en" if self.lang == "zh" else "name_zh": last + 1, "id": last + 2}
        for column, number in at.items():
            cells.put(
                self.page, start, number, self._column_name(kind, column), "head", self._column_note(kind, column)
            )
        cells.put(self.page, start, row_note, translate("scenarios.form_heads.row_blank", self.lang), "head")
        defaults = _defaults(kind)
        for number in range(1, last + 3):
            self._put(number, None, "grey")
        self._put(1, translate("scenarios.forms.blank_row", self.lang), "grey")
        for column, number in at.items():
            if column in defaults:
                self._put(number, self._shown(defaults[column], meanings(TABLES[kind]).get(column), column), "grey")
        self.row += 1
        first = self.row
        for key in self._listed(kind):
            self._line(kind, key, at, row_note)
        spare = 0 if self.short else SPARE_ROWS
        for _ in range(spare):
            for number in range(1, last + 3):
                self._put(number, None, "grey" if number == row_note else "entry")
            self.row += 1
        if not self.short:
            self.lists[kind] = self._names(first, LAST_SPARE)
            self._choices(kind, at, first)
            for column, number in at.items():
                if column in LINKED or column in ("rule", "track", "kinds"):
                    cells.widths(self.page, WIDE, first=number)
            cells.widths(self.page, 40, first=row_note)
            cells.fold(self.page, row_note + 1, last + 2)
            cells.print_on_a4(self.page, start)
            if start <= 6:
                self.page.freeze_panes = self.page.cell(start + 1, 2)
        self.row += 1

    def _line(self, kind: str, key: str, at: Mapping[str, int], row_note: int) -> None:
        """One row of a table."""
        known, row = self._rows(kind), self.tables.get(kind, {}).get(key)
        self._put(1, self._called(kind, key, known), "entry")
        if kind == "offices":
            yes = words_of("flag")["yes"].render(self.lang)
            self._put(2, yes if row is not None else None, "entry")
        for column, number in at.items():
            meaning = meanings(TABLES[kind]).get(column)
            value = self._id_shown(kind, key) if column == "id" else (row or {}).get(column)
            self._put(number, self._shown(value, meaning, column), "entry")
        under = self.under.get(kind, {}).get(key, {})
        said = columns_said(kind, {c: v for c, v in under.items() if v != _defaults(kind).get(c)}, self.under)
        self._put(row_note, said.render(self.lang) or None, "grey")
        self.row += 1

    # what is shown

    def _columns(self, kind: str) -> tuple[list[str], list[str]]:
        every = columns_in_order(kind)
        return [c for c in every if c in FIRST[kind]], [c for c in every if c not in FIRST[kind]]

    def _rows(self, kind: str) -> dict[str, dict[str, Any]]:
        """Rows by id with the names they have here."""
        under, given = self.under.get(kind, {}), self.tables.get(kind, {})
        return {
            key: {**under.get(key, {}), **given.get(key, {})} for key in (*under, *(k for k in given if k not in under))
        }

    def _listed(self, kind: str) -> list[str]:
        if self.short:
            return list(self.tables.get(kind, {}))[:EXAMPLE_ROWS]
        return list(self._rows(kind)) if kind != "indicators" else list(self.tables.get(kind, {}))

    def _called(self, kind: str, key: str, known: Mapping[str, Mapping[str, Any]]) -> str:
        return str(known.get(key, {}).get(f"name_{self.lang}", key))

    def _id_shown(self, kind: str, key: str) -> str | None:
        """The id, where the name alone would not lead to it."""
        name = self._called(kind, key, self._rows(kind))
        return None if row_id(kind, name, self.under) == key else key

    def _link_shown(self, kind: str, key: str) -> str:
        """The name of another row, or its id where two have one name."""
        known = self._rows(kind)
        name = self._called(kind, key, known)
        return name if id_in(name, row_names(kind, {kind: known})) == key else key

    def _shown(self, value: Any, meaning: Meaning | None = None, column: str = "") -> Any:
        if value is None or value == "":
            return None
        if column in LINKED and column != "group":
            return self._link_shown(LINKED[column], str(value))
        if column in ("rule", "track"):
            return words_of(column)[value].render(self.lang)
        if column == "kinds":
            return translate("scenarios.marks.comma", self.lang).join(
                self.pack.kinds[k].render(self.lang) for k in value
            )
        if meaning and is_flag(meaning, column) and value in (0, 1):
            return words_of("flag")["yes" if value == 1 else "no"].render(self.lang)
        if isinstance(value, (list, tuple)):
            return translate("scenarios.forms.between", self.lang).join(map(str, value))
        return value

    def _setting(self, key: str) -> tuple[Any, tuple[float, float] | None]:
        section, _, name = key.partition(".")
        value = self.tables.get(section, {}).get(name) if name else self.tables.get(section)
        ends = self.tables.get("assumed", {}).get(key)
        return value, tuple(ends) if ends else None

    def _range(self, key: str) -> tuple[float | None, float | None]:
        ends = self.tables.get("assumed", {}).get(key)
        return tuple(ends) if ends else (None, None)

    def _blank(self, key: str) -> Any:
        section, _, name = key.partition(".")
        if section == "levers":
            return self.under["levers"][name]
        return translate(f"scenarios.form_blanks.{name or section}", self.lang) or None

    def _about(self, key: str, meaning: Meaning | None) -> str:
        if meaning is None:
            return translate(f"scenarios.form_hints.{key.rpartition('.')[2]}", self.lang)
        said = phrase(
            "scenarios.values.number_of" if meaning.unit else "scenarios.values.number",
            low=meaning.low,
            high=meaning.high,
            unit=unit(meaning.unit),
        )
        return said.render("zh") if self.lang == "zh" else f"{meaning.en}; {said.render('en')}"

    def _column_name(self, kind: str, column: str) -> str:
        if column == "id":
            return translate("scenarios.form_heads.id", self.lang)
        return column_names(kind)[column].render(self.lang)

    def _column_note(self, kind: str, column: str) -> str:
        meaning = meanings(TABLES[kind]).get(column)
        if meaning is None:
            return translate(f"scenarios.form_column_notes.{column}", self.lang)
        accepted = phrase(
            "scenarios.values.number_of" if meaning.unit else "scenarios.values.number",
            low=meaning.low,
            high=meaning.high,
            unit=unit(meaning.unit),
        )
        return f"{Both(meaning.en, meaning.zh).render(self.lang)}\n{accepted.render(self.lang)}"

    def _choices(self, kind: str, at: Mapping[str, int], first: int) -> None:
        """Drop-downs and bounds of the columns of a table."""
        declared = meanings(TABLES[kind])
        flags = [name.render(self.lang) for name in words_of("flag").values()]
        if kind == "offices":
            cells.offer(self.page, f"B{first}:B{LAST_SPARE}", flags, self.lang)
        for column, number in at.items():
            where = f"{cells.letters(number)}{first}:{cells.letters(number)}{LAST_SPARE}"
            if column in LINKED:
                self.links.append((self.page, where, LINKED[column]))
            elif column in ("rule", "track"):
                cells.offer(self.page, where, [n.render(self.lang) for n in words_of(column).values()], self.lang)
            elif column == "kinds":
                cells.offer(
                    self.page, where, [n.render(self.lang) for n in self.pack.kinds.values()], self.lang, others=True
                )
            elif column in declared and is_flag(declared[column], column):
                cells.offer(self.page, where, flags, self.lang, others=True)
            elif column in declared:
                self._bound(where, declared[column])

    def _bound(self, where: str, meaning: Meaning) -> None:
        if not self.short:
            accepted = phrase("scenarios.values.number", low=meaning.low, high=meaning.high)
            cells.bound(self.page, where, meaning.low, meaning.high, accepted, self.lang)

    # cells

    def _text(self, words: str, style: str) -> None:
        self._put(1, words, style)
        self.row += 1

    def _head(self, *keys: str) -> None:
        for column, key in enumerate(keys, start=1):
            self._put(column, translate(f"scenarios.form_heads.{key}", self.lang), "head")
        self.row += 1

    def _put(self, column: int, value: object, style: str) -> None:
        cells.put(self.page, self.row, column, value, style)

    def _names(self, first: int, last: int) -> str:
        return f"'{self.page.title}'!$A${first}:$A${last}"


def is_flag(meaning: Meaning, column: str) -> bool:
    """Whether a number answers a question: yes is 1 and no is 0."""
    return column == "veto" or meaning.unit.startswith(("1 ", "0 no"))


def _parts(key: str) -> tuple[str, str, str]:
    """Kind, row and column of a dotted name."""
    kind, *row, column = key.split(".")
    return kind, ".".join(row), column


def _defaults(kind: str) -> dict[str, Any]:
    """What the columns of a row are that nothing is said of."""
    return {
        each.name: each.default
        for each in dataclasses.fields(TABLES[kind])
        if each.default is not dataclasses.MISSING and (is_number(each.default) or each.default)
    }
