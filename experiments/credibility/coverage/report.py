"""The completeness report: what is declared but not served, named, graded or tested.

A `Check` that is `binding` has to be empty but for gaps that are known by name (`tests/test_coverage.py`). The others
list what anybody may leave open who adds a lever or a reform: a lever that no regime names, a reform without a sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import scenarios
from experiments.study.plausible_ranges import PLAUSIBLE
from scenarios.columns import TABLES
from scenarios.explaining import settled
from scenarios.files import read_toml
from scenarios.languages import source, unit
from scenarios.shelf import regimes
from sim.measures import MEASURES
from sim.national.hierarchy import TreeParameters
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import Meaning, meanings
from sim.parameters.levers import Levers
from sim.state.layout import slot

from . import constants, rows, signs

CHINESE = re.compile(r"[\u4e00-\u9fff]")
DECLARED = {"levers": Levers, "behaviour": Behaviour, "tree": TreeParameters, **TABLES}
BASELINE = "generalised"  # in which it is seen which levers a reform moves


@dataclass(frozen=True)
class Check:
    """One question of the report: how many things it asks of, which are gaps, and whether gaps have to be known."""

    id: str
    asked: int
    gaps: tuple[str, ...]
    binding: bool = True


def report() -> list[Check]:
    """Every check, in the order of the report."""
    return [*_requirements(), *_content(), *_declarations(), *_signs()]


def _check(id: str, asked: Mapping[str, object], binding: bool = True) -> Check:
    """asked: whether each thing is as it should be, by name."""
    return Check(id, len(asked), tuple(name for name, fine in asked.items() if not fine), binding)


def _requirements() -> Iterator[Check]:
    """Rows without a place in the code, a test (where there are tests, in a checkout) or a reform."""
    found = rows.places()
    served = {entry.row for entry in scenarios.list_reforms()}
    yield _check("row_in_code", {row: any(by[kind] for kind in rows.IN_CODE) for row, by in found.items()})
    if rows.OWN_TEST.is_file():
        yield _check("row_tested", {row: any(by[kind] for kind in rows.TESTED) for row, by in found.items()})
        effect = {row: by["signs"] or rows.BY_EFFECT in by["tests"] for row, by in found.items()}
        yield _check("row_by_effect", effect)
    yield _check("row_reformed", {row: row in served for row in found if row.startswith("D")})


def _content() -> Iterator[Check]:
    """Levers that nothing shipped moves, and reforms that serve no row."""
    moved = _moved()
    yield _check("lever_moved", {name: name in moved for name in meanings(Levers)}, binding=False)
    yield _check("reform_row", {entry.id: entry.row for entry in scenarios.list_reforms()})


def _moved() -> set[str]:
    """Levers that a shipped regime sets to another value than the default, or a shipped reform moves."""
    start, names = Levers(), meanings(Levers)
    loaded = [scenarios.load(word).regime.levers for word in regimes()]
    moved = {name for name in names for levers in loaded if getattr(levers, name) != getattr(start, name)}
    for entry in scenarios.list_reforms():
        before, after = settled(scenarios.load(f"{BASELINE}+{entry.id}"))
        moved.update(name for name in names if before[slot(name)] != after[slot(name)])
    return moved


def _declarations() -> Iterator[Check]:
    """What has no name or unit in one of the languages, and numbers without a grade."""
    declared = {f"{of}.{name}": m for of, each in DECLARED.items() for name, m in meanings(each).items()}
    named = {name: m.en and _chinese(m.zh) and _translated(m) for name, m in declared.items()}
    named |= {measure.id: measure.en and _chinese(measure.zh, unit(measure.unit).render("zh")) for measure in MEASURES}
    named |= dict(_names_of_content())
    yield _check("named", named)
    graded: dict[str, object] = {
        name: m.source.strip() for name, m in declared.items() if not name.startswith("behaviour.")
    }
    graded |= {f"behaviour.{name}": _grade(name) for name in meanings(Behaviour)}
    graded |= {f"{c.file}: {c.name}": c.grade != constants.UNGRADED for c in constants.constants()}
    yield _check("graded", graded)


def _chinese(*texts: str) -> bool:
    """Whether each text has Chinese in it; a unit of "" needs none."""
    return all(CHINESE.search(text) for text in texts if text)


def _translated(m: Meaning) -> bool:
    return _chinese(unit(m.unit).render("zh"), source(m.source).render("zh"))


def _names_of_content() -> Iterator[tuple[str, bool]]:
    """Regimes, reforms, packages and places, and every row of a regime's tables."""
    lists: Iterable[Any] = (*scenarios.list_regimes(), *scenarios.list_history(), *scenarios.list_reforms())
    for entry in (*lists, *scenarios.list_packages(), *scenarios.list_places()):
        yield entry.id, bool(entry.name_en and entry.en) and _chinese(entry.name_zh, entry.zh)
    for word in regimes():
        regime = scenarios.load(word).regime
        for table in TABLES:
            for row in getattr(regime, table):
                named = row.name_en.strip() and row.name_en.isascii() and CHINESE.search(row.name_zh)
                yield f"{word}: {table}.{row.id}", bool(named)


def _grade(name: str) -> object:
    """The grade of a behavioural parameter, in the table of plausible ranges."""
    row = read_toml(PLAUSIBLE, PLAUSIBLE.name).get(name)
    return row.get("grade") if isinstance(row, Mapping) else None


def _signs() -> Iterator[Check]:
    """What no direction of an effect is stated and tested of."""
    stated = {kind: {sign.name for sign in signs.read() if sign.kind == kind} for kind in signs.KINDS}
    yield _check("lever_sign", {name: name in stated["lever"] for name in meanings(Levers)})
    yield _check("behaviour_sign", {name: name in stated["behaviour"] for name in meanings(Behaviour)})
    reforms = [entry.id for entry in scenarios.list_reforms()]
    yield _check("reform_sign", {id: id in stated["reform"] for id in reforms}, binding=False)
    outcomes = {outcome for sign in signs.read() for outcome in sign.outcomes}
    yield _check("measure_sign", {measure.id: measure.id in outcomes for measure in MEASURES})
    signed = stated["lever"] | stated["behaviour"]
    read = {path.stem: _parameters_read(path) for path in sorted((constants.HOME / "rules").glob("[a-z]*.py"))}
    yield _check("rule_sign", {name: names & signed for name, names in read.items() if names})


def _parameters_read(path: Path) -> set[str]:
    """Levers and behavioural parameters that a rule reads; none where it only serves other rules."""
    return set(re.findall(r"\.(\w+)", path.read_text(encoding="utf-8"))) & {*meanings(Levers), *meanings(Behaviour)}
