"""Tables of `odd.md`, read from declarations and docstrings: parameters, schedule, submodels, measures, content."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import scenarios
from experiments.credibility.coverage.rows import docstring
from scenarios.columns import TABLES
from scenarios.lists import Entry
from sim.measures import MEASURES
from sim.national.hierarchy import TreeParameters
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import meanings
from sim.parameters.levers import Levers

from ..files import HOME, ROOT
from ..markdown import table

# Columns that name rows of other tables.
LINKS = {
    "part_of": "id of the field this one is a part of; none: it is whole",
    "field": "id of the field it assesses",
    "office": "id of the office that owns it",
    "kinds": "kinds of township it applies to; none: all",
    "group": "group of readings whose weight it shares; none: it has its own",
    "source": "id of the reading it looks at; none: the yearly score, or the judgement for posts",
}
NAMES = ("id", "name_en", "name_zh")  # columns of every table that say nothing of the model


def parameters(_language: str) -> str:
    """Levers, behaviour, the tree of tied counties, and the columns of every table."""
    declared: dict[str, Any] = {"Levers of a regime": Levers, "Behaviour": Behaviour}
    declared |= {"The tree, where counties are tied": TreeParameters}
    declared |= {f"Columns of `{name}`": columns for name, columns in TABLES.items()}
    head = ("name", "default", "range", "unit", "rows", "source", "meaning")
    return _titled({title: table(head, _parameters(of)) for title, of in declared.items()})


def _titled(tables: dict[str, str]) -> str:
    return "\n" + "\n".join(f"*{title}*\n\n{lines}" for title, lines in tables.items()) + "\n"


def _parameters(declared: Any) -> Iterable[list[object]]:
    known = meanings(declared)
    for column in dataclasses.fields(declared):
        name, about = f"`{column.name}`", column.metadata
        if column.name in known:
            m = known[column.name]
            yield [name, column.default, f"{m.low:g} to {m.high:g}", m.unit, m.rows, m.source, m.en]
        elif "options" in about:
            yield [name, column.default, ", ".join(about["options"]), "", about["rows"], "", about["en"]]
        elif column.name not in NAMES:
            yield [name, "", "", "", "", "", LINKS[column.name]]


def schedule(_language: str) -> str:
    """The numbered lines of the docstring of `sim/month.py`: number, phase, rules."""
    lines = re.findall(r"^ *(\d+) (.+?) {2,}(.+)$", docstring(ROOT / "sim/month.py"), re.MULTILINE)
    return table(("phase", "what happens", "files of `sim/rules`"), lines)


def submodels(_language: str) -> str:
    """The files of rules and measures, in the order of the sections of `equations.md` that state them."""
    equations = (HOME / "equations.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## (7\.\d+) (.*)", equations, re.MULTILINE)
    places = [(number, name) for number, heading in headings for name in re.findall(r"`((?:\w+/)+\w+\.py)`", heading)]
    head = ("section", "file of `sim`", "what it does", "concept", "rows", "when")
    return table(head, [(number, f"`{name}`", *_summary(ROOT / "sim" / name)) for number, name in places])


def _summary(path: Path) -> tuple[str, ...]:
    """First line, concepts, rows and time of a rule, as its docstring says them."""
    text = docstring(path)
    flat = " ".join(text.split())
    concepts = re.search(r"Concepts? (K\d+(?:, K\d+)*)", flat)
    rows = re.search(r"\brows ([A-E]\d+(?:,? (?:to |and )?[A-E]\d+)*)", flat)
    when = re.search(r"· ([^·.]*\bphases? [^.]*)\.", flat)
    return (text.partition("\n")[0].rstrip("."), *(found[1] if found else "" for found in (concepts, rows, when)))


def measures(_language: str) -> str:
    """Every outcome."""
    direction = {1: "higher", -1: "lower", 0: ""}
    rows = [(f"`{m.id}`", m.row, m.unit, f"{m.low:g} to {m.high:g}", direction[m.better], m.formula) for m in MEASURES]
    return table(("id", "row", "unit", "range", "better", "formula"), rows)


def shipped(_language: str) -> str:
    """Regimes, reforms and packages."""
    lists = {
        "Regimes": scenarios.list_regimes(),
        "Regimes of earlier years": scenarios.list_history(),
        "Reforms": scenarios.list_reforms(),
        "Packages": scenarios.list_packages(),
    }
    head = ("id", "name", "rows", "source", "what it is", "given", "assumed")
    return _titled({title: table(head, map(_entry, entries)) for title, entries in lists.items()})


def _entry(entry: Entry) -> tuple[str, ...]:
    return f"`{entry.id}`", entry.name_zh, entry.row, ", ".join(entry.source), entry.en, entry.given, entry.assumed
