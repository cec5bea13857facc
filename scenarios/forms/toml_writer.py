"""Writes the sections of a regime as TOML, rows on a line each, as the shipped files have them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import tomlkit

from ..columns import TABLES

ORDER = (
    "extends",
    "country",
    "class_coefficients",
    "about",
    "levers",
    "groups",
    "assumed",
    "readings",
    "rungs",
    "offices",
)


def toml_of(tables: Mapping[str, Any]) -> str:
    """The text of a file with these sections."""
    document = tomlkit.document()
    order = [key for key in ORDER if key in tables] + [key for key in tables if key not in ORDER]
    for key in order:
        section = tables[key]
        document[key] = _rows(section) if key in TABLES else section
    return tomlkit.dumps(document)


def _rows(section: Mapping[str, Mapping[str, Any]]) -> Any:
    table = tomlkit.table()
    for key, row in section.items():
        line = tomlkit.inline_table()
        line.update(row)
        table[key] = line
    return table
