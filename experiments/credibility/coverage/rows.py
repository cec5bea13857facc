"""Where each requirement (row A1 to E9) lives: parameters, rules, reforms, files, measures, tests and signs."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

import scenarios
import sim
from scenarios.columns import TABLES
from scenarios.languages import names
from sim.measures import MEASURES
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import meanings
from sim.parameters.levers import Levers

from . import signs

ROOT = Path(sim.__file__).resolve().parent.parent
OWN_TEST = ROOT / "tests" / "test_coverage.py"  # left out: it names rows as examples, and as gaps
REQUIREMENTS = names("docs.rows")  # the ids of all rows
RANGE = re.compile(r"\b([A-E])(\d+) to \1?(\d+)\b")
ROW = re.compile(r"\b[A-E]\d{1,2}\b")
WHOLE = {"A1 to A9", "B1 to B30", "C0 to C19", "D1 to D25", "E1 to E9"}  # a whole table names no row in particular
IN_CODE = ("levers", "behaviour", "columns", "rules", "reforms", "files", "measures")
TESTED = ("tests", "signs")
BY_EFFECT = "test_rows_by_effect.py"  # runs for rows that nothing with a sign serves

Places = dict[str, list[str]]  # names by kind of place (a name of IN_CODE or TESTED)


def cited(text: str) -> set[str]:
    """Row ids in a text; `C0 to C9` means all between, a whole table means none."""
    found: set[str] = set()

    def spread(match: re.Match[str]) -> str:
        letter, first, last = match[1], int(match[2]), int(match[3])
        if f"{letter}{first} to {letter}{last}" not in WHOLE:
            found.update(f"{letter}{number}" for number in range(first, last + 1))
        return ""

    return found.union(ROW.findall(RANGE.sub(spread, text))).intersection(REQUIREMENTS)


@cache
def places() -> dict[str, Places]:
    """The places of every row, by kind."""
    found: dict[str, Places] = {row: {kind: [] for kind in (*IN_CODE, *TESTED)} for row in REQUIREMENTS}
    for kind, name, text in _mentions():
        for row in cited(text):
            found[row][kind].append(name)
    return found


def _mentions() -> Iterator[tuple[str, str, str]]:
    """Kind of place, name, and the text that cites rows there."""
    declared = {"levers": _rows_of(Levers), "behaviour": _rows_of(Behaviour)}
    tables = {table: _rows_of(columns) for table, columns in TABLES.items()}
    declared["columns"] = {f"{table}.{name}": rows for table, by in tables.items() for name, rows in by.items()}
    declared["reforms"] = {entry.id: entry.row for entry in scenarios.list_reforms()}
    declared["measures"] = {measure.id: measure.row for measure in MEASURES}
    for kind, rows in declared.items():
        yield from ((kind, name, text) for name, text in rows.items())
    for path in sorted([*ROOT.glob("sim/**/*.py"), *ROOT.glob("scenarios/**/*.py")]):
        yield "rules", path.relative_to(ROOT).as_posix(), _docstrings(path)
    for folder in ("countries/*", "countries/*/catalogue", "regimes", "history"):
        for path in sorted(ROOT.glob(f"scenarios/{folder}/*.toml")):
            yield "files", path.relative_to(ROOT / "scenarios").as_posix(), path.read_text(encoding="utf-8")
    for path in sorted(set(ROOT.glob("tests/test_*.py")) - {OWN_TEST}):
        text = path.read_text(encoding="utf-8")
        named = [row for reform, row in declared["reforms"].items() if re.search(rf"\b{reform}\b", text)]
        yield "tests", path.name, " ".join([text, *named])
    kinds = {"lever": "levers", "behaviour": "behaviour", "reform": "reforms", "column": "columns"}
    for sign in signs.read():
        yield "signs", sign.name, declared[kinds[sign.kind]].get(sign.name, "")
    for outcome in dict.fromkeys(outcome for sign in signs.read() for outcome in sign.outcomes):
        yield "signs", outcome, declared["measures"].get(outcome, "")


def _rows_of(declared: Any) -> dict[str, str]:
    known = meanings(declared)
    return {
        column.name: known[column.name].rows if column.name in known else column.metadata.get("rows", "")
        for column in fields(declared)
    }


def docstring(path: Path) -> str:
    """The docstring of a module, by its path; empty without one."""
    return ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""


def _docstrings(path: Path) -> str:
    """All docstrings of a file: of the module, its classes and functions."""
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef)
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return "\n".join(ast.get_docstring(node) or "" for node in nodes if isinstance(node, owners))
