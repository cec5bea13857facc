"""A scheme as it was read from a workbook, and everything that is wrong with it, found by leaving out what is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..columns import TABLES
from ..errors import ScenarioError
from ..languages import Joined, Phrase, Text, render
from .layout import SHEETS
from .mistakes import At, FormMistakes, Mark

MOST_ROUNDS = 500  # mistakes of one workbook that are looked for
UNKNOWN = "scenarios.values.unknown"
Keys = tuple[str, ...]  # from a section of a regime file inwards


@dataclass(frozen=True)
class Entry:
    """A value: its place in the sections of a regime file, by ids, and its cell."""

    keys: Keys
    value: object
    at: At


@dataclass
class SchemeForm:
    """A workbook as it was read. places: where what a scheme may say stands, whether it is said or not."""

    path: Path
    name: str
    entries: list[Entry] = field(default_factory=list)
    places: dict[Keys, At] = field(default_factory=dict)
    marks: list[Mark] = field(default_factory=list)

    def tables(self, without: frozenset[Keys] = frozenset()) -> dict[str, Any]:
        """The sections of a regime file, without some values or rows."""
        found: dict[str, Any] = {}
        for entry in self.entries:
            if any(entry.keys[: len(keys)] == keys or _range_of(keys, entry.keys) for keys in without):
                continue
            table = found
            for key in entry.keys[:-1]:
                table = table.setdefault(key, {})
            if entry.value is None:
                table.setdefault(entry.keys[-1], {})
            else:
                table[entry.keys[-1]] = entry.value
        found.setdefault("about", {})
        return found


def all_at_once(form: SchemeForm, attempt: Callable[[dict[str, Any]], Any]) -> Any:
    """What `attempt` makes of a form's sections; `FormMistakes` with all that it refuses, and the form's own marks."""
    made, found = refused(form, attempt)
    marks = [*form.marks, *(Mark(at, error.what) for at, error in found)]
    if marks:
        order = {layout.name.render(lang): n for n, layout in enumerate(SHEETS) for lang in ("en", "zh")}
        marks.sort(key=lambda mark: (order.get(mark.at.sheet, 99), mark.at.row, mark.at.column))
        raise FormMistakes(form.path, form.name, marks)
    return made


def refused(
    form: SchemeForm, attempt: Callable[[dict[str, Any]], Any], most: int = MOST_ROUNDS
) -> tuple[Any, list[tuple[At, ScenarioError]]]:
    """What `attempt` makes of a form's sections in the end, and all that it refuses before, each with its cell.

    What is refused is noted and left out, and the rest is tried again, until nothing more is found.
    """
    out, seen, found = set[Keys](), {mark.at for mark in form.marks}, list[tuple[At, ScenarioError]]()
    for _ in range(most):
        try:
            return attempt(form.tables(frozenset(out))), found
        except ScenarioError as error:
            keys = _keys_of(error, form)
            culprit, at = _culprit(form, keys, out), _place(form, keys)
            if not _follows(keys, out, culprit) and at not in seen:
                seen.add(at)
                found.append((at, error))
            if culprit is None:
                break
            out.add(culprit)
    return None, found


def _follows(keys: Keys, out: set[Keys], culprit: Keys | None) -> bool:
    """Whether an error only comes of what was left out before.

    That is, of the very value or row, or in the table or the file as a whole; or of a rung that rests on a reading.
    """
    if not any(keys):
        return bool(out)
    if len(keys) == 2 and keys[0] == "rungs" and any(each[0] == "readings" for each in out):
        return True
    whole = culprit is None or len(keys) == 1
    return any(each[:1] == keys[:1] if whole else each == keys[: len(each)] for each in out)


def _keys_of(error: ScenarioError, form: SchemeForm) -> Keys:
    """What an error is about, as keys from the section inwards; of an unknown key of a table, that key."""
    keys = _where_of(error, form)
    what: Text | str = error.what
    while isinstance(what, Joined) and what.parts:
        what = what.parts[0]
    if isinstance(what, Phrase) and what.key == UNKNOWN:
        unknown = (*(key for key in keys if key), str(what.values["word"]))
        if unknown in form.places:
            return unknown
    return keys


def _where_of(error: ScenarioError, form: SchemeForm) -> Keys:
    """Where an error says that it is, as keys from the section inwards; of a range, the range where it stands apart."""
    words = ", ".join(render(part, "en") for part in error.where).removeprefix(form.name).lstrip(", ")
    parts = words.split(", ")
    word = parts[0] if parts[0] in ("extends", "country") else parts[-1]
    word = word.strip("[]")
    if word.startswith("assumed."):
        word = word.removeprefix("assumed.")
        if ("assumed", word) in form.places:
            return ("assumed", word)
    kind, *row = word.split(".")
    if kind in TABLES and len(row) > 1:
        return (kind, ".".join(row[:-1]), row[-1])
    return (kind, *row)


def _place(form: SchemeForm, keys: Keys) -> At:
    """The cell of what is wrong, or of what is nearest around it."""
    for length in range(len(keys), 0, -1):
        if keys[:length] in form.places:
            return form.places[keys[:length]]
    return next(iter(form.places.values()))


def _culprit(form: SchemeForm, keys: Keys, out: set[Keys]) -> Keys | None:
    """What to leave out, that the rest may be looked at: the value, else its row; nothing where neither is there."""
    for length in range(len(keys), 0, -1):
        part = keys[:length]
        if len(part) == 1 and part[0] in (*TABLES, "levers", "groups", "about"):
            return None
        if part not in out and any(entry.keys[:length] == part for entry in form.entries):
            return part
    return None


def _range_of(keys: Keys, others: Keys) -> bool:
    """Whether other keys are the range of a value, or of one in a row."""
    return others[0] == "assumed" and f"{others[-1]}.".startswith(".".join(keys) + ".")
