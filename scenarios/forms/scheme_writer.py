"""Writes a scheme as a workbook: empty with what a blank stands for, or filled in with what a file says."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sim.parameters.declaration import Meaning, meanings

from ..columns import LEVERS, TABLES
from ..countries import CountryPack
from ..languages import translate
from ..values import is_flag, number_in_words
from ..vocabulary import column_names, columns_said, words_of
from . import cells
from .layout import (
    EXAMPLE,
    FIRST,
    LAST_SPARE,
    NOTE,
    SHEETS,
    SPARE_INDICATORS,
    SPARE_ROWS,
    TITLE,
    Layout,
    columns_in_order,
    setting_names,
)  # fmt: skip
from .scheme_words import LINKED, SchemeWords, Tables, defaults_of, parts_of

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
    form = _Form(cells.new_workbook(), SchemeWords(lang, tables, under, pack))
    for layout in SHEETS:
        form.sheet(layout)
    form.link()
    if example:
        words = SchemeWords(lang, example, under, pack)
        _Form(form.workbook, words, short=True).example(str(example["about"][f"name_{lang}"]))
    return cells.content_of(form.workbook)


@dataclass
class _Form:
    """A workbook while it is written: `page` is the sheet, `row` the row that is next."""

    workbook: Any
    words: SchemeWords
    short: bool = False  # an example: few rows, nothing to choose from
    lists: dict[str, str] = field(default_factory=dict)  # where the names of a kind stand, as a range
    links: list[tuple[Any, str, str]] = field(default_factory=list)  # sheet, cells and the kind they name
    page: Any = None
    row: int = 1

    @property
    def lang(self) -> str:
        """The language it is written in."""
        return self.words.lang

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
            shown = [key for key in layout.settings if self.words.given(key) is not None][:EXAMPLE_SETTINGS]
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
            meaning = LEVERS.get(key.removeprefix("levers."))
            self._put(1, names[key].render(self.lang), "head")
            self._put(2, self.words.shown(self.words.given(key), meaning), "entry" if meaning else "text")
            for column, end in zip((3, 4), self.words.bounds(key), strict=True):
                self._put(column, end, "entry" if meaning else "grey")
            self._put(5, self.words.blank(key), "grey")
            self._put(6, self.words.about(key, meaning), "aside")
            if meaning:
                self._bound(f"B{self.row}", meaning)
                self._bound(f"C{self.row}:D{self.row}", meaning)
            self.row += 1
        self.row += 1

    def _groups(self) -> None:
        self._head("group", "value", "lowest", "highest")
        first = self.row
        groups = self.words.tables.get("groups", {})
        for name in (*groups, *[None] * SPARE_GROUPS):
            ends = self.words.bounds(f"groups.{name}")
            for column, value in enumerate((name, groups.get(name), *ends), start=1):
                self._put(column, value, "entry")
            self.row += 1
        self.lists["groups"] = self._names(first, self.row - 1)
        self.row += 1

    def _coefficients(self) -> None:
        self._head("size_class", "value", "blank_means")
        given = self.words.tables.get("class_coefficients") or [None] * len(self.words.pack.size_classes)
        under = self.words.under.get("class_coefficients") or [1] * len(self.words.pack.size_classes)
        for name, value, blank in zip(self.words.pack.size_classes.values(), given, under, strict=True):
            self._put(1, name.render(self.lang), "head")
            self._put(2, value, "entry")
            self._put(3, blank, "grey")
            self.row += 1
        self.row += 1

    def _ranges(self) -> None:
        self._head("table", "row", "column", "lowest", "highest")
        assumed = self.words.tables.get("assumed", {})
        keys = [key for key in assumed if key.split(".")[0] in TABLES]
        names = {layout.table: layout.name.render(self.lang) for layout in SHEETS if layout.table}
        if not self.short:
            cells.offer(self.page, f"A{self.row}:A{LAST_SPARE}", names.values(), self.lang)
        for key in (*keys, *[""] * SPARE_RANGES):
            kind, row, column = parts_of(key) if key else ("", "", "")
            words = (
                (names[kind], self.words.called(kind, row), column_names(kind)[column].render(self.lang))
                if kind
                else [None] * 3
            )
            for number, value in enumerate((*words, *(assumed[key] if key else (None, None))), start=1):
                self._put(number, value, "entry")
            self.row += 1

    def _table(self, kind: str) -> None:
        """The rows of a table below its head and the row of what a blank stands for."""
        at, row_note = self._places(kind)
        width, start = max(at.values()), self.row
        self._head("name", *(["takes_part"] if kind == "offices" else []))
        for column, number in at.items():
            name, about = self.words.column_name(kind, column), self.words.column_note(kind, column)
            cells.put(self.page, start, number, name, "head", about)
        cells.put(self.page, start, row_note, translate("scenarios.form_heads.row_blank", self.lang), "head")
        self._blank_row(kind, at)
        first = self.row
        for key in self._listed(kind):
            self._line(kind, key, at, row_note)
        if not self.short:
            for _ in range(SPARE_INDICATORS if kind == "indicators" else SPARE_ROWS):
                for number in range(1, width + 1):
                    self._put(number, None, "grey" if number == row_note else "entry")
                self.row += 1
            self.lists[kind] = self._names(first, LAST_SPARE)
            self._choices(kind, at, first)
            for column, number in at.items():
                if column in LINKED or column in ("rule", "track", "kinds"):
                    cells.widths(self.page, WIDE, first=number)
            cells.widths(self.page, 40, first=row_note)
            cells.fold(self.page, row_note + 1, width)
            cells.print_on_a4(self.page, start)
            if start <= 6:
                self.page.freeze_panes = self.page.cell(start + 1, 2)
        self.row += 1

    def _places(self, kind: str) -> tuple[dict[str, int], int]:
        """Number of the cell of each column of a table, and of the one that says what a blank row stands for."""
        every, before = columns_in_order(kind), 2 if kind == "offices" else 1
        shown = [column for column in every if column in FIRST[kind]]
        folded = [column for column in every if column not in FIRST[kind]]
        row_note = before + len(shown) + 1
        at = {column: number for number, column in enumerate(shown, start=before + 1)}
        folded += ["name_en" if self.lang == "zh" else "name_zh", "id"]
        return at | {column: number for number, column in enumerate(folded, start=row_note + 1)}, row_note

    def _blank_row(self, kind: str, at: Mapping[str, int]) -> None:
        """The row below the head, with what a blank in each column stands for."""
        defaults, declared = defaults_of(kind), meanings(TABLES[kind])
        for number in range(1, max(at.values()) + 1):
            self._put(number, None, "grey")
        self._put(1, translate("scenarios.forms.blank_row", self.lang), "grey")
        for column, number in at.items():
            if column in defaults:
                self._put(number, self.words.shown(defaults[column], declared.get(column), column), "grey")
        self.row += 1

    def _line(self, kind: str, key: str, at: Mapping[str, int], row_note: int) -> None:
        """One row of a table."""
        row = self.words.tables.get(kind, {}).get(key)
        self._put(1, self.words.called(kind, key), "entry")
        if kind == "offices":
            yes = words_of("flag")["yes"].render(self.lang)
            self._put(2, yes if row is not None else None, "entry")
        for column, number in at.items():
            meaning = meanings(TABLES[kind]).get(column)
            value = self.words.id_shown(kind, key) if column == "id" else (row or {}).get(column)
            self._put(number, self.words.shown(value, meaning, column), "entry")
        under = self.words.under.get(kind, {}).get(key, {})
        said = columns_said(kind, {c: v for c, v in under.items() if v != defaults_of(kind).get(c)}, self.words.under)
        self._put(row_note, said.render(self.lang) or None, "grey")
        self.row += 1

    def _listed(self, kind: str) -> list[str]:
        if self.short:
            return list(self.words.tables.get(kind, {}))[:EXAMPLE_ROWS]
        return list(self.words.rows(kind)) if kind != "indicators" else list(self.words.tables.get(kind, {}))

    # drop-downs and bounds

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
                cells.offer(self.page, where, [name.render(self.lang) for name in words_of(column).values()], self.lang)
            elif column == "kinds":
                kinds = [name.render(self.lang) for name in self.words.pack.kinds.values()]
                cells.offer(self.page, where, kinds, self.lang, others=True)
            elif column in declared and is_flag(declared[column], column):
                cells.offer(self.page, where, flags, self.lang, others=True)
            elif column in declared:
                self._bound(where, declared[column])

    def _bound(self, where: str, meaning: Meaning) -> None:
        if not self.short:
            accepted = number_in_words(meaning.low, meaning.high)
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
