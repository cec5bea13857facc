"""Names that people use for what files call by ids: sections, columns, levers, rows and words, in both languages.

`[指标.地区生产总值]` with `牵头部门 = "发展和改革局"` is `[indicators.地区生产总值]` with the office
`development_reform`. A scheme in a workbook is read through the same names. A name that nothing has yet becomes the id
of a new row.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache, partial
from typing import Any
from unicodedata import normalize

from sim.parameters.declaration import meanings

from .about import NAMES
from .columns import LEVERS, TABLES
from .countries import CountryPack
from .errors import ScenarioError, closest, expected
from .languages import NOTHING, Both, Joined, Text, names, phrase, translate
from .values import is_flag

Rows = Mapping[str, Mapping[str, Mapping[str, Any]]]  # kind of table -> id -> columns, of what a file builds on
YES, NO = 1, 0
# Columns that name a row of another table; of an indicator, what it is called there is the kind of the table.
LINKS = {"field": "fields", "office": "offices", "source": "readings", "part_of": "fields"}


def both(key: str) -> Both:
    """A text of the catalogue as a name in both languages."""
    return Both(translate(key, "en"), translate(key, "zh"))


@cache
def sections() -> dict[str, Both]:
    """Names of the sections of a file, by id."""
    return {key: both(f"scenarios.sections.{key}") for key in names("scenarios.sections")}


@cache
def column_names(kind: str) -> dict[str, Both]:
    """Names of the columns of a table, by id, in the order of their declaration; `name_zh` and `name_en` first."""
    worded, declared = set(names("scenarios.row_words")), meanings(TABLES[kind])
    found = {}
    for each in dataclasses.fields(TABLES[kind]):
        if each.name in worded:
            found[each.name] = both(f"scenarios.row_words.{each.name}")
        elif each.name in declared:
            found[each.name] = Both(each.name.replace("_", " "), declared[each.name].zh)
    return found


def column_id(kind: str, word: str) -> str:
    """The id of the column that a word names, by its heading or as the model declares it; else the word itself."""
    found = id_in(word, column_names(kind))
    declared = {key: Both(key, meaning.zh) for key, meaning in meanings(TABLES[kind]).items()}
    return found if found in column_names(kind) else id_in(word, declared)


@cache
def lever_names() -> dict[str, Both]:
    """Names of levers, by id."""
    return {key: Both(key.replace("_", " "), meaning.zh) for key, meaning in LEVERS.items()}


@cache
def about_names() -> dict[str, Both]:
    """Names of what a file says of itself, by id."""
    return {key: both(f"scenarios.about_words.{key}") for key in NAMES}


@cache
def words_of(column: str) -> dict[str, Both]:
    """Names of the words that a column takes, such as those of `rule`; nothing where it takes other values."""
    every = [key.split("_", 1) for key in names("scenarios.column_words")]
    return {key: both(f"scenarios.column_words.{column}_{key}") for of, key in every if of == column}


def id_in(word: str, known: Mapping[str, Both]) -> str:
    """The id that a word names, in whatever language; the word itself where it names nothing."""
    if word in known:
        return word
    wanted = _plain(word)
    return next((key for key, name in known.items() if wanted in (_plain(name.zh), _plain(name.en))), word)


@lru_cache(maxsize=4096)
def _plain(word: str) -> str:
    """A name without what does not tell it from another: width of letters and brackets, capitals, spaces around it."""
    return normalize("NFKC", word).strip().casefold()


def row_names(kind: str, rows: Rows) -> dict[str, Both]:
    """Names of the rows of a table, by id."""
    return {
        key: Both(str(row.get("name_en", key)), str(row.get("name_zh", key))) for key, row in rows.get(kind, {}).items()
    }


def columns_said(kind: str, row: Mapping[str, Any], rows: Rows) -> Text:
    """What a row says in its columns, but for its names, as one text. rows: among which it names others."""
    said = (
        Joined((name, " ", _shown(kind, column, row[column], rows)))
        for column, name in column_names(kind).items()
        if column in row and column not in ("name_en", "name_zh")
    )
    return Joined(tuple(said), "scenarios.marks.semicolon")


def _shown(kind: str, column: str, value: object, rows: Rows) -> Text | str:
    meaning = meanings(TABLES[kind]).get(column)
    if meaning and is_flag(meaning, column) and value in (YES, NO):
        return words_of("flag")["yes" if value == YES else "no"]
    if isinstance(value, (int, float)):
        return f"{value:g}"
    if column in LINKS:
        return row_names(LINKS[column], rows).get(str(value), str(value))
    return words_of(column)[str(value)] if column in ("rule", "track") else str(value)


def row_id(kind: str, word: str, rows: Rows) -> str:
    """The id of the row that a word names; of a new one, an id made from it."""
    known = rows.get(kind, {})
    if word in known:
        return word
    word = normalize("NFKC", word)
    found = id_in(word, row_names(kind, rows))
    if found in known or word.isascii() or word.isidentifier():
        return found
    made = re.sub(r"\W+", "_", word).strip("_")
    return made if made.isidentifier() else f"_{made}"


def section_ids(tables: Mapping[str, object]) -> dict[str, object]:
    """The tables of a file by ids of sections; `ScenarioError` where two are the same."""
    return _renamed(tables, partial(id_in, known=sections()), "")


def in_ids(tables: Mapping[str, object], rows: Rows, pack: CountryPack) -> dict[str, object]:
    """The sections of a regime or a reform with ids for names. rows: of the catalogue, and of what the file extends.

    What is no name stays as it is, for the checks of each section to refuse. Raises `ScenarioError` for names of the
    same row, and for a word that a column does not take.
    """
    own = {kind: _rows(kind, tables[kind], rows) for kind in TABLES if isinstance(tables.get(kind), Mapping)}
    known = {kind: _laid_on(rows.get(kind, {}), own.get(kind, {})) for kind in TABLES}
    found = dict(tables)
    for kind, named in own.items():
        found[kind] = {key: _values(kind, key, row, known, pack) for key, row in named.items()}
    for key, known_names in (("levers", lever_names()), ("about", about_names())):
        section = tables.get(key)
        if isinstance(section, Mapping):
            found[key] = {
                k: yes_or_no(v) for k, v in _renamed(section, partial(id_in, known=known_names), f"{key}.").items()
            }
    if isinstance(tables.get("assumed"), Mapping):
        found["assumed"] = _assumed(tables["assumed"], known)  # type: ignore[arg-type]
    return found


def _renamed(section: Mapping[str, object], find: Callable[[str], str], where: str) -> dict[str, object]:
    found: dict[str, object] = {}
    for word, value in section.items():
        key = find(word)
        if key in found:
            raise ScenarioError(phrase("scenarios.values.twice", word=word), f"{where}{key}")
        found[key] = value
    return found


def _laid_on(rows: Mapping[str, Mapping[str, Any]], own: Mapping[str, object]) -> dict[str, Mapping[str, Any]]:
    """Rows of a table with those of the file laid on them, which may have other names."""
    named = {key: {**rows.get(key, {}), **row} for key, row in own.items() if isinstance(row, Mapping)}
    return {**rows, **named}


def _rows(kind: str, section: object, rows: Rows) -> dict[str, object]:
    """The rows of a table by id, with ids for the names of columns; a new row is called as it is written."""
    found: dict[str, object] = {}
    for word, row in section.items():  # type: ignore[attr-defined]  # a mapping, as its caller saw
        key = row_id(kind, word, rows)
        if key in found:
            raise ScenarioError(phrase("scenarios.values.twice", word=word), f"{kind}.{key}")
        columns = _renamed(row, partial(column_id, kind), f"{kind}.{key}.") if isinstance(row, Mapping) else row
        if isinstance(columns, dict) and key not in rows.get(kind, {}) and not word.isascii():
            name = columns.get("name_zh", columns.get("name_en", word))
            columns = {"name_en": name, "name_zh": name} | columns
        found[key] = columns
    return found


def _values(kind: str, key: str, row: object, known: Rows, pack: CountryPack) -> object:
    if not isinstance(row, Mapping):
        return row
    return {column: _value(f"{kind}.{key}.{column}", column, value, known, pack) for column, value in row.items()}


def _value(where: str, column: str, value: object, known: Rows, pack: CountryPack) -> object:
    """A value with ids for names of other rows and for words."""
    if column in LINKS and isinstance(value, str):
        return row_id(LINKS[column], value, known) if value else value
    if column in ("rule", "track"):
        return _word(where, value, words_of(column))
    if column == "kinds" and isinstance(value, (list, tuple)):
        return [_word(where, kind, pack.kinds) for kind in value]
    return value if column in ("group", "name_en", "name_zh") else yes_or_no(value)


def _word(where: str, value: object, known: Mapping[str, Both]) -> object:
    found = id_in(value, known) if isinstance(value, str) else value
    if isinstance(found, str) and found not in known:
        near = closest(found, [*known, *(name.zh for name in known.values())])
        hint = phrase("scenarios.marks.meant", guess=near) if near else NOTHING
        raise ScenarioError(expected(value, _one_of(known)) + hint, where)
    return found


def _one_of(known: Mapping[str, Both]) -> Any:
    words = tuple(Both(f'"{key}"', f"“{name.zh}”") for key, name in known.items())
    return phrase("scenarios.marks.one_of", words=Joined(words, "scenarios.marks.comma"))


def yes_or_no(value: object) -> object:
    """Yes and no, in either language, as the numbers 1 and 0."""
    if not isinstance(value, str):
        return value
    return _flags().get(value.strip().casefold(), value)


@cache
def _flags() -> dict[str, float]:
    """The words for yes and no, in both languages and small letters, and their numbers."""
    pairs = zip(words_of("flag").values(), (YES, NO), strict=True)
    return {said.casefold(): number for name, number in pairs for said in (name.en, name.zh)}


def _assumed(section: Mapping[str, object], known: Rows) -> dict[str, object]:
    """Ranges by dotted name, which may be written in quotation marks or as tables."""
    found: dict[str, object] = {}
    for key, entry in section.items():
        if isinstance(entry, Mapping):
            for below, ends in _assumed({f"{key}.{word}": value for word, value in entry.items()}, known).items():
                found[below] = ends
        else:
            found[dotted_id(key, known)] = entry
    return found


def dotted_id(name: str, known: Rows) -> str:
    """A dotted name such as `levers.visits` or `rungs.promotion.prize` with ids for names."""
    kind, *rest = [part.strip() for part in name.split(".")]
    kind = id_in(kind, sections())
    if not rest:
        return kind
    *row, column = rest
    if kind == "levers":
        return f"{kind}.{id_in(column, lever_names())}"
    if kind not in TABLES or not row:
        return ".".join((kind, *row, column))
    return f"{kind}.{row_id(kind, '.'.join(row), known)}.{column_id(kind, column)}"
