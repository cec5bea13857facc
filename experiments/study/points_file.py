"""Points that a user lists: a CSV file with a column for each axis, in natural units."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from scenarios.errors import expected, one_of, unknown
from scenarios.files import read_text as text_of
from scenarios.languages import phrase
from scenarios.values import text

from .axes import PEOPLE, StudyAxis
from .reading import HERE, Reading, Row


def read_points(reading: Reading, row: Row, axes: Sequence[StudyAxis]) -> list[list[Any]]:
    """Values of the axes, row by row; mistakes are noted."""
    if "file" not in row:
        reading.missing(("design",), "file", phrase("scenarios.files.suffix_of", suffix=".csv"))
        return []
    keys, before = ("design", "file"), len(reading.errors)
    name = reading.attempt(keys, text, row["file"], HERE, default="")
    content = reading.attempt(keys, text_of, reading.folder / name, name) if name else None
    if content is None:
        return []
    lines = csv.reader(io.StringIO(content))
    columns = [column.strip() for column in next(lines, [])]
    names = [axis.name for axis in axes]
    for column in columns:
        if column not in names:
            reading.wrong(keys, unknown("column", column, names), name)
    for column in names:
        if column not in columns:
            reading.wrong(keys, phrase("experiments.study.no_column", column=column), name)
    if len(reading.errors) > before:
        return []
    places = [columns.index(column) for column in names]
    found = []
    for cells in lines:
        if any(cells):
            given = [cells[place].strip() if place < len(cells) else "" for place in places]
            where = (name, phrase("experiments.study.line", line=lines.line_num))
            found.append([_cell(reading, axis, cell, *where) for axis, cell in zip(axes, given, strict=True)])
    if not found:
        reading.wrong(keys, phrase("experiments.evidence.no_rows"), name)
    return found


def _cell(reading: Reading, axis: StudyAxis, cell: str, *where: Any) -> Any:
    """A value of a list as its axis takes it."""
    value: Any = cell
    if axis.kind != PEOPLE:
        try:
            value = float(cell)
        except ValueError:
            value = None
    choices = axis.all_values
    if value in choices if choices else value is not None and axis.low <= value <= axis.high:
        return value
    words = [choice if isinstance(choice, str) else f"{choice:g}" for choice in choices]
    accepted = one_of(words) if choices else phrase("scenarios.values.number", low=axis.low, high=axis.high)
    reading.wrong(("design", "file"), expected(cell, accepted), *where, axis.name)
    return value
