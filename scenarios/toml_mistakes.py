"""Every mistake of a regime, a reform or a package in TOML at once, each with its line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from .columns import TABLES
from .errors import Mistakes, ScenarioError
from .files import read_text, tables_of
from .forms.mistakes import At
from .forms.scheme_form import Entry, Keys, SchemeForm, refused
from .languages import Text, phrase
from .positions import line_of, lines_of
from .shelf import Source
from .vocabulary import Rows, about_names, column_id, dotted_id, id_in, lever_names, row_id, sections

MOST = 50  # times that a file is read anew; where that was not enough, it is said that there may be more


def with_all_others(
    error: ScenarioError, source: Source, rows: Rows, attempt: Callable[[dict[str, Any]], Any]
) -> ScenarioError:
    """What is wrong with a file: all that `attempt` refuses in its sections where that is more than one error, else it.

    rows: those that names of the file may be of.
    """
    text = read_text(source.path, source.name)
    lines = lines_of(text)
    form = SchemeForm(source.path, source.name)
    for number, (written, keys, value) in enumerate(_values(tables_of(text, source.name), rows), start=1):
        form.entries.append(Entry(keys, value, At("", line_of(lines, written), number)))
        for length in range(1, len(keys) + 1):
            line = line_of(lines, written if length == len(keys) else written[:length])
            form.places.setdefault(keys[:length], At("", line, number, ".".join(keys[:length])))
    times = 0

    def counted(tables: dict[str, Any]) -> Any:
        nonlocal times
        times += 1
        return attempt(tables)

    _, found = refused(form, counted, MOST)
    if len(found) < 2 or error.what not in [each.what for _, each in found]:
        return error
    found.sort(key=lambda each: (each[0].row, each[0].column))
    mistakes = [_on_line(each, at.row, source.name) for at, each in found]
    if times == MOST:
        mistakes.append(ScenarioError(phrase("scenarios.values.maybe_more", n=len(found)), source.name))
    return Mistakes(mistakes)


def _on_line(error: ScenarioError, line: int, name: str) -> ScenarioError:
    """An error with its line behind the name of the file."""
    where = [each if isinstance(each, Text) else each.removeprefix(name).removeprefix(", ") for each in error.where]
    return ScenarioError(
        error.what, name, phrase("scenarios.tables.line_number", number=line), *(each for each in where if str(each))
    )


def _values(tables: Mapping[str, Any], rows: Rows) -> Iterator[tuple[Keys, Keys, object]]:
    """Every value and row: its keys as they are written, its keys as ids, and itself; None for a table."""
    for word, section in tables.items():
        kind = id_in(word, sections())
        if not isinstance(section, Mapping) or not section:
            yield (word,), (kind,), section if section != {} else None
        elif kind in TABLES:
            for row, columns in section.items():
                keys = (kind, row_id(kind, row, rows))
                yield (word, row), keys, None if isinstance(columns, Mapping) else columns
                for column, value in columns.items() if isinstance(columns, Mapping) else ():
                    yield (word, row, column), (*keys, column_id(kind, column)), value
        elif kind == "assumed":
            for written, value in _leaves(section, ()):
                yield (word, *written), (kind, dotted_id(".".join(written), rows)), value
        else:
            known = {"levers": lever_names(), "about": about_names()}.get(kind, {})
            for key, value in section.items():
                yield (word, key), (kind, id_in(key, known)), value


def _leaves(section: Mapping[str, Any], before: Keys) -> Iterator[tuple[Keys, object]]:
    for key, value in section.items():
        if isinstance(value, Mapping):
            yield from _leaves(value, (*before, key))
        else:
            yield (*before, key), value
