"""A search from its TOML file, which has the form of a study's: every mistake at once, by line and key.

`[search]`, `[objectives]` and `[budget]` stand where a study has its design and outcomes; all else is a study's.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from scenarios.errors import expected, one_of
from scenarios.files import read_text as text_of
from scenarios.languages import phrase
from scenarios.positions import Keys
from scenarios.shelf import Source, find, kind_of
from scenarios.values import is_number, number, whole, word
from sim.world import MOST_SEED

from ...compare.ledger import COUNTY, PAYERS
from ...compare.window import window
from ..axes import StudyAxis
from ..axis_file import MOVING, names_none
from ..outcome_file import read_outcomes
from ..reading import HERE, Reading, Row, read_as
from ..specification import COUNTY_WITH_ONCE, TOTAL, Design, Outcome, Study
from ..study_file import KEYS as STUDY_KEYS
from ..what_is_run import SIZES, read_fields
from .specification import BUDGET, MEAN, WORST, Search

NOT_OF_SEARCH = ("outcomes", "thresholds", "design", "keep")
KEYS = (*(key for key in STUDY_KEYS if key not in NOT_OF_SEARCH), "search", "objectives", "budget")
SEARCH_SIZES = {"population": (24, 4, 10_000), "generations": (20, 1, 100_000)}  # usual value, lowest, highest
AIMS = {"lower": 1, "raise": -1}
KINDS = ("lever", *MOVING)  # what somebody decides
NOT_SEARCHED = ("distribution", "mode", "mean", "sd", "weights", "group", "scenarios")  # keys of an axis of a study
MOST_OBJECTIVES = 5
MOST_LIMIT = 1e6
BUDGET_PAYERS = (TOTAL, *PAYERS)


def read_search(name: str | Path) -> tuple[Search, str]:
    """A search and the text of its file, by the id of a shipped file or a path. Raises `Mistakes` with all of them."""
    source = find("search", str(name), Path())
    return read_text(text_of(source.path, source.name), source)


def read_text(content: str, source: Source) -> tuple[Search, str]:
    """A search from the text of a file; `source`: its name in messages, and its folder. Raises `Mistakes`."""
    return read_as(_search, content, source), content


def _search(reading: Reading, tables: Row) -> Search | None:
    """The search; None where something is wrong."""
    if "design" in tables and kind_of(tables) == "study":
        reading.wrong((), phrase("experiments.optimisation.is_study"))
        return None
    reading.known((), tables, KEYS)
    fields = read_fields(reading, tables)
    _check_axes(reading, tables)
    _check_scenarios(reading, tables)
    objectives = _objectives(reading, tables, fields)
    limit, budget = _budget(reading, tables, fields["months"])
    row = reading.table(("search",), tables.get("search", {}))
    reading.known(("search",), row, (*SEARCH_SIZES, "seed", "robust"))
    seed = reading.attempt(
        ("search", "seed"), whole, row.get("seed", fields["seed"]), HERE, 0, MOST_SEED, default=fields["seed"]
    )
    own = {
        key: reading.attempt(("search", key), whole, row.get(key, usual), HERE, low, high, default=usual)
        for key, (usual, low, high) in SEARCH_SIZES.items()
    }
    robust = _robust(reading, row.get("robust", MEAN))
    if reading.errors:
        return None
    portfolio = next(each.id for each in fields["scenarios"] if each.id != fields["baseline"])
    fields["axes"] = tuple(_of(portfolio, axis) for axis in fields["axes"])
    study = Study(design=Design("search", seed), outcomes=(*(each for each, _ in objectives), *budget), **fields)
    return Search(study, tuple(aim for _, aim in objectives), seed=seed, robust=robust, limit=limit, **own)


def _of(portfolio: str, axis: StudyAxis) -> StudyAxis:
    """The axis, moving the portfolio alone."""
    reforms = tuple(each for each in axis.reforms if each[0] == portfolio)
    return replace(axis, scenarios=(portfolio,), reforms=reforms)


def _check_scenarios(reading: Reading, tables: Row) -> None:
    """Refuse other than two: what is there, and what has all reforms that a portfolio may have."""
    given = tables.get("scenarios", [])
    if isinstance(given, str) or (isinstance(given, list) and len(given) != 2 and given):
        reading.wrong(("scenarios",), phrase("experiments.optimisation.two_scenarios"))


def _check_axes(reading: Reading, tables: Row) -> None:
    """Refuse axes of what nobody decides, and what only a design knows."""
    given = tables.get("axes")
    if names_none(given):
        reading.missing((), "axes", phrase("experiments.optimisation.an_axis"))
    for kind, rows in given.items() if isinstance(given, dict) else ():
        if kind not in KINDS:
            reading.wrong(("axes", kind), phrase("experiments.optimisation.undecided", words=", ".join(KINDS)))
            continue
        for target, row in rows.items() if isinstance(rows, dict) else ():
            for key in row if isinstance(row, dict) else ():
                if key in NOT_SEARCHED:
                    reading.wrong(("axes", kind, target, key), phrase("experiments.optimisation.not_drawn", key=key))


def _objectives(reading: Reading, tables: Row, fields: Row) -> list[tuple[Outcome, int]]:
    """Outcomes and whether they are lowered (1) or raised (-1)."""
    if "objectives" not in tables:
        reading.missing((), "objectives", phrase("experiments.optimisation.objectives", most=MOST_OBJECTIVES))
        return []
    sizes = {name: fields[name] for name in SIZES}
    found: list[tuple[Outcome, int]] = []
    before = len(reading.errors)
    for name, given in reading.table(("objectives",), tables["objectives"]).items():
        keys = ("objectives", name)
        row = given if isinstance(given, dict) else {"aim": given}
        aim = _aim(reading, keys, row, isinstance(given, dict))
        rest = {key: value for key, value in row.items() if key != "aim"}
        if name == BUDGET:
            reading.wrong(keys, phrase("experiments.optimisation.named_budget", name=name))
        found += [
            (each, aim) for each in read_outcomes(reading, {name: rest}, sizes, fields["scenarios"], table="objectives")
        ]
    names = [outcome.name for outcome, _ in found]
    for each in sorted({each for each in names if names.count(each) > 1}):
        reading.wrong(("objectives",), phrase("experiments.study.twice", word=each))
    if not 2 <= len(found) <= MOST_OBJECTIVES and len(reading.errors) == before:
        several = phrase("experiments.optimisation.objectives", most=MOST_OBJECTIVES)
        reading.wrong(("objectives",), expected(len(found), several))
    return found


def _aim(reading: Reading, keys: Keys, row: Row, in_a_table: bool) -> int:
    if "aim" not in row:
        reading.missing(keys, "aim", one_of(AIMS))
        return 1
    at = (*keys, "aim") if in_a_table else keys
    return AIMS[reading.attempt(at, word, row["aim"], HERE, tuple(AIMS), default="lower")]


def _budget(reading: Reading, tables: Row, months: int) -> tuple[float | None, tuple[Outcome, ...]]:
    """The limit, and the cost that it limits."""
    if "budget" not in tables:
        return None, ()
    row = reading.table(("budget",), tables["budget"])
    reading.known(("budget",), row, ("payer", "limit"))
    payer = reading.attempt(("budget", "payer"), word, row.get("payer", TOTAL), HERE, BUDGET_PAYERS, default=TOTAL)
    if "limit" not in row:
        reading.missing(("budget",), "limit", phrase("scenarios.values.number", low=-MOST_LIMIT, high=MOST_LIMIT))
        return None, ()
    limit = reading.attempt(("budget", "limit"), number, row["limit"], HERE, -MOST_LIMIT, MOST_LIMIT, default=0.0)
    of = COUNTY_WITH_ONCE if payer == COUNTY else payer
    return float(limit), (Outcome(BUDGET, of, months - window(months) + 1, months, cost=True),)


def _robust(reading: Reading, given: Any) -> str | float:
    if given in (MEAN, WORST) or (is_number(given) and 0.5 <= given < 1.0):
        return given if isinstance(given, str) else float(given)
    reading.wrong(("search", "robust"), expected(given, phrase("experiments.optimisation.robust")))
    return MEAN
