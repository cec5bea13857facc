"""Headings by which a sheet of a scheme's form is known, in both languages: titles, heads of blocks, marked rows."""

from __future__ import annotations

from functools import cache

from ..about import read_about
from ..files import read_toml
from ..languages import Both, names
from ..shelf import regimes
from ..vocabulary import both
from ..workbook import Sheet
from .layout import SHEETS, TITLE, Layout


def is_scheme(sheets: tuple[Sheet, ...]) -> bool:
    """Whether a workbook is the form of a scheme: by the names of its sheets."""
    return any(layout_titled(sheet.title) for sheet in sheets)


@cache
def heads() -> dict[str, Both]:
    """Heads of columns that are no columns of a table, by key."""
    return {key: both(f"scenarios.form_heads.{key}") for key in names("scenarios.form_heads")}


@cache
def blank_rows() -> tuple[str, ...]:
    """What the row is called that shows what a blank stands for, in lower case."""
    name = both("scenarios.forms.blank_row")
    return name.zh.casefold(), name.en.casefold()


@cache
def example_titles() -> tuple[str, ...]:
    """How the title of an example begins, which is never read."""
    name = both("scenarios.forms.example_mark")
    return TITLE + name.en, TITLE + name.zh


@cache
def regime_names() -> dict[str, Both]:
    """Names of the regimes that ship, by id."""
    found = {}
    for key, source in regimes().items():
        about = read_about(read_toml(source.path, source.name).get("about"), source.name, key)
        found[key] = Both(about.name_en, about.name_zh)
    return found


def table_title(kind: str) -> Both:
    """The title of the sheet of a table: `fields`, `offices`, `indicators`, `readings` or `rungs`."""
    return next(layout.name for layout in SHEETS if layout.table == kind)


def layout_titled(title: str) -> Layout | None:
    """The sheet of the form that has a title, in either language; None if it is another's."""
    return next((each for each in SHEETS if title.strip().casefold() in (each.name.zh, each.name.en.casefold())), None)
