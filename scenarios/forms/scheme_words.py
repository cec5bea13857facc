"""What stands in the cells of a scheme's workbook: names, values, notes and what a blank stands for, in a language."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sim.parameters.declaration import Meaning, meanings

from ..columns import TABLES
from ..countries import CountryPack
from ..languages import Both, translate
from ..values import accepted, is_flag, is_number
from ..vocabulary import column_names, id_in, row_id, row_names, words_of

Tables = Mapping[str, Any]
LINKED = {"field": "fields", "office": "offices", "source": "readings", "part_of": "fields", "group": "groups"}


@dataclass(frozen=True)
class SchemeWords:
    """A scheme in the words of one language.

    tables: sections of a regime file, by ids. under: what a blank stands for: all levers, and the rows of the catalogue
    or of what the scheme extends. pack: the country, which names classes and kinds of township.
    """

    lang: str
    tables: Tables
    under: Tables
    pack: CountryPack

    def rows(self, kind: str) -> dict[str, dict[str, Any]]:
        """Rows of a table by id, with the columns that are given, here or in what is extended."""
        under, given = self.under.get(kind, {}), self.tables.get(kind, {})
        return {key: {**under.get(key, {}), **given.get(key, {})} for key in dict.fromkeys((*under, *given))}

    def called(self, kind: str, key: str) -> str:
        """The name of a row; its id where it has none."""
        return str(self.rows(kind).get(key, {}).get(f"name_{self.lang}", key))

    def id_shown(self, kind: str, key: str) -> str | None:
        """The id of a row, where its name alone would not lead to it; else None."""
        return None if row_id(kind, self.called(kind, key), self.under) == key else key

    def link_shown(self, kind: str, key: str) -> str:
        """How another row is named: by its name, or by its id where two have one name."""
        name = self.called(kind, key)
        return name if id_in(name, row_names(kind, {kind: self.rows(kind)})) == key else key

    def shown(self, value: Any, meaning: Meaning | None = None, column: str = "") -> Any:
        """A value as its cell shows it; None for an empty cell. meaning: of a number; column: of a table."""
        if value is None or value == "":
            return None
        if column in LINKED and column != "group":
            return self.link_shown(LINKED[column], str(value))
        if column in ("rule", "track"):
            return words_of(column)[value].render(self.lang)
        if column == "kinds":
            kinds = [self.pack.kinds[kind].render(self.lang) for kind in value]
            return translate("scenarios.marks.comma", self.lang).join(kinds)
        if meaning and is_flag(meaning, column) and value in (0, 1):
            return words_of("flag")["yes" if value == 1 else "no"].render(self.lang)
        if isinstance(value, (list, tuple)):
            return translate("scenarios.forms.between", self.lang).join(map(str, value))
        return value

    def given(self, setting: str) -> Any:
        """What the scheme says of a setting (`extends`, `levers.visits`); None where it says nothing."""
        section, _, name = setting.partition(".")
        return self.tables.get(section, {}).get(name) if name else self.tables.get(section)

    def bounds(self, key: str) -> tuple[float | None, float | None]:
        """The assumed range of a number, by its dotted name; (None, None) without one."""
        low, high = self.tables.get("assumed", {}).get(key) or (None, None)
        return low, high

    def blank(self, setting: str) -> Any:
        """What a setting is where its cell is left blank."""
        section, _, name = setting.partition(".")
        if section == "levers":
            return self.under["levers"][name]
        return translate(f"scenarios.form_blanks.{name or section}", self.lang) or None

    def about(self, setting: str, meaning: Meaning | None) -> str:
        """What a setting is, and which numbers it takes if it is one."""
        if meaning is None:
            return translate(f"scenarios.form_hints.{setting.rpartition('.')[2]}", self.lang)
        numbers = accepted(meaning, setting.rpartition(".")[2]).render(self.lang)
        return numbers if self.lang == "zh" else f"{meaning.en}; {numbers}"

    def column_name(self, kind: str, column: str) -> str:
        """The head of a column."""
        if column == "id":
            return translate("scenarios.form_heads.id", self.lang)
        return column_names(kind)[column].render(self.lang)

    def column_note(self, kind: str, column: str) -> str:
        """What a column holds, and which numbers it takes if it takes numbers."""
        meaning = meanings(TABLES[kind]).get(column)
        if meaning is None:
            return translate(f"scenarios.form_column_notes.{column}", self.lang)
        return f"{Both(meaning.en, meaning.zh).render(self.lang)}\n{accepted(meaning, column).render(self.lang)}"


def parts_of(key: str) -> tuple[str, str, str]:
    """Kind, row and column of a dotted name."""
    kind, *row, column = key.split(".")
    return kind, ".".join(row), column


def defaults_of(kind: str) -> dict[str, Any]:
    """What the columns of a row are that nothing is said of."""
    return {
        each.name: each.default
        for each in dataclasses.fields(TABLES[kind])
        if each.default is not dataclasses.MISSING and (is_number(each.default) or each.default)
    }
