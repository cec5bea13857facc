"""Schemes from TOML to a workbook and back, and an empty form: `kaohe regime convert` and `kaohe regime template`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sim.parameters.levers import Levers

from .countries import DEFAULT, find_country
from .errors import ScenarioError
from .files import SUFFIX, WORKBOOK, new_file
from .forms.scheme_writer import scheme_workbook
from .forms.toml_writer import toml_of
from .languages import phrase
from .loading import extended_draft, open_tables
from .regime_file import catalogue
from .shelf import find_regime

EXAMPLE = "leping"  # a part of it is the filled-in example of the empty form


def write_scheme_form(path: str | Path, lang: str = "en", base: str | None = None) -> None:
    """Write the form of a scheme, empty but for the regime that it extends, if one is given.

    Raises `ScenarioError` where the file is there already, is not called .xlsx, or cannot be written.
    """
    path = Path(path)
    _check_suffix(path, (WORKBOOK,))
    tables = {"extends": base} if base else {}
    example = open_tables(find_regime(EXAMPLE, Path()))
    new_file(path, scheme_workbook(tables, _blanks(tables, Path()), find_country(DEFAULT), lang, example))


def convert(source: str, path: str | Path, lang: str = "en") -> None:
    """Write a regime, by id or file, as TOML or as a workbook, by the ending of the new file's name.

    A reform cannot be converted. Raises `ScenarioError` for mistakes of the source, all at once if it is a workbook.
    """
    path, found = Path(path), find_regime(source, Path())
    _check_suffix(path, (SUFFIX, WORKBOOK))
    tables = open_tables(found)
    if path.suffix.lower() == SUFFIX:
        new_file(path, toml_of(tables).encode())
        return
    pack = find_country(str(tables.get("country", DEFAULT)), found.path.parent)
    new_file(path, scheme_workbook(tables, _blanks(tables, found.path.parent), pack, lang))


def _blanks(tables: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """What a blank stands for: what the scheme extends, or the levers' own values and the rows of the catalogue."""
    country = find_country(str(tables.get("country", DEFAULT)), folder)
    found = extended_draft(tables["extends"], folder) if "extends" in tables else catalogue(country.folder)
    return found | {"levers": asdict(Levers()) | found.get("levers", {})}


def _check_suffix(path: Path, suffixes: tuple[str, ...]) -> None:
    if path.suffix.lower() not in suffixes:
        either = (
            suffixes[0] if len(suffixes) == 1 else phrase("scenarios.marks.either", one=suffixes[0], other=suffixes[1])
        )
        raise ScenarioError(phrase("scenarios.files.suffix", suffixes=either), str(path))
