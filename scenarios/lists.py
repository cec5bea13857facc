"""What is shipped, for `kaohe list`: an id, names and one line in each language, row and source."""

from __future__ import annotations

from dataclasses import dataclass

from .about import read_about
from .columns import Columns
from .countries import DEFAULT, CountryPack, find_country
from .files import read_toml
from .languages import Text, phrase
from .places.builtin import BUILT_IN
from .regime_file import catalogue
from .shelf import Source, shipped
from .vocabulary import columns_said


@dataclass(frozen=True)
class Entry:
    """One line of a list: id, names, a line on what it is, row, sources, and what they give and leave to assume."""

    id: str
    name_en: str
    name_zh: str
    en: str
    zh: str
    row: str = ""
    source: tuple[str, ...] = ()
    given: str = ""
    assumed: str = ""


def list_regimes() -> list[Entry]:
    """The regimes that ship, by id."""
    return [_entry(source) for source in shipped("regime").values()]


def list_history() -> list[Entry]:
    """Regimes of earlier years, which published figures are compared with; no comparison of regimes holds them."""
    return [_entry(source) for source in shipped("history").values()]


def list_reforms() -> list[Entry]:
    """Reforms D1 to D25, in the order of their rows."""
    entries = [_entry(source) for source in shipped("reform").values()]
    return sorted(entries, key=lambda entry: (int(entry.row.lstrip("D") or 0), entry.id))


def list_behaviour() -> list[Entry]:
    """Ways to behave that ship besides the default, by id."""
    return [_entry(source) for source in shipped("behaviour").values()]


def list_packages() -> list[Entry]:
    """The packages of reforms that ship, by id."""
    return [_entry(source) for source in shipped("package").values()]


def list_studies() -> list[Entry]:
    """The studies that ship, by id."""
    return [_entry(source) for source in shipped("study").values()]


def list_searches() -> list[Entry]:
    """The searches for portfolios that ship, by id."""
    return [_entry(source) for source in shipped("search").values()]


def list_targets() -> list[Entry]:
    """The targets of calibrations that ship, by id."""
    return [_entry(source) for source in shipped("targets").values()]


def list_rows(kind: str, pack: CountryPack | None = None) -> list[Entry]:
    """The rows of a table that regimes start from, in the order of the catalogue.

    kind: fields, offices, readings or rungs. pack: of the country; the default one if left out.
    """
    rows = catalogue((pack or find_country(DEFAULT)).folder)
    return [_row(key, row, columns_said(kind, row, rows)) for key, row in rows[kind].items()]


def list_places() -> list[Entry]:
    """The places of the texts; every county of the register is a place as well, by its six-digit code."""
    return [_place(word) for word in BUILT_IN]


def _entry(source: Source) -> Entry:
    about = read_about(read_toml(source.path, source.name).get("about"), source.name, source.id)
    row = about.row or about.rows
    said = (about.name_en, about.name_zh, about.en, about.zh, row, about.source, about.given, about.assumed)
    return Entry(source.id, *said)


def _row(key: str, row: Columns, said: Text) -> Entry:
    return Entry(key, str(row["name_en"]), str(row["name_zh"]), said.render("en"), said.render("zh"))


def _place(word: str) -> Entry:
    place = BUILT_IN[word]()
    size = phrase("scenarios.places.size", townships=len(place.townships), cadres=place.cadres)
    return Entry(word, place.name_en, place.name_zh, size.render("en"), size.render("zh"), "A6", (place.source,))
