"""One lever or table column moved by a reform, and how a file states it (concept K12).

`scale` multiplies, `add` adds, a plain number is approached; `at_least` and `at_most` never undo what a
regime has already; `share` gives one reading that share of all weights, or leaves it if it has more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sim.parameters.declaration import Meaning, meanings
from sim.parameters.regime import Regime
from sim.parameters.tables import Field, Reading, Rung

from .columns import LEVERS, not_behaviour
from .errors import ScenarioError, expected, unknown
from .languages import NOTHING, phrase
from .values import measured, number, table

ROWS = {"readings": Reading, "rungs": Rung, "fields": Field}
POINTS_SCALE = Meaning(0, 5, "times", "B30 D24", "assumed", "points of the field's indicators", "该领域分值倍数")
# Blending a period between three months and twelve has no meaning; the last three count only within a group.
FIXED = {"readings": ("period", "responsibility", "closeness", "knowledge"), "rungs": ("person", "loss"), "fields": ()}
SHARED = ("weight", "post_weight")
DIVIDED = ("need", "hazard")  # columns of a field that its parts share out
MODES = ("towards", "scale", "add", "at_least", "at_most", "share")
MOST_SHARE = 0.95
MOST_SCALE = 10.0


@dataclass(frozen=True)
class Change:
    """One number of a regime that a reform moves, and when.

    reform: id. table: levers, readings, rungs or fields. row: id in that table, empty for a lever. column: lever or
    column. mode: one of `MODES`. value: at dose 1, in the column's unit, a factor, or a share. dose: 0 to 1. start:
    month in which it begins. ramp: months until it is in full effect. assumed: the lowest and the highest value it
    could have, where no source gives it; else empty.
    """

    reform: str
    table: str
    row: str
    column: str
    mode: str
    value: float
    dose: float = 1.0
    start: float = 0.0
    ramp: float = 0.0
    assumed: tuple[float, ...] = ()

    @property
    def target(self) -> str:
        return target_of(self.table, self.row, self.column)

    @property
    def meaning(self) -> Meaning:
        return meaning_of(self.table, self.column)

    @property
    def order(self) -> tuple[object, ...]:
        """Reforms by id; shares after all else and the largest last, so that it holds as written."""
        return (self.mode == "share", self.value if self.mode == "share" else 0.0, self.reform, self.target)


def target_of(table: str, row: str, column: str) -> str:
    """What is moved, as reform files name it: `levers.visits`, `rungs.ballot_dismissal.prize`."""
    return ".".join(part for part in (table, row, column) if part)


def meaning_of(table: str, column: str) -> Meaning:
    """What a lever or a column is that a reform may move."""
    return LEVERS[column] if table == "levers" else columns(table)[column]


def columns(kind: str) -> dict[str, Meaning]:
    """Columns of a table that a reform may move."""
    free = {name: m for name, m in meanings(ROWS[kind]).items() if name not in FIXED[kind]}
    return free | {"points_scale": POINTS_SCALE} if kind == "fields" else free


@dataclass(frozen=True)
class Template:
    """A change as a reform file has it, before it is given a dose."""

    table: str
    row: str
    column: str
    mode: str
    value: float
    where: str = field(compare=False)

    @property
    def target(self) -> str:
        return target_of(self.table, self.row, self.column)


def read_templates(kind: str, section: object, name: str) -> list[Template]:
    """The changes in one section of a reform file."""
    given = table(section, f"{name}, [{kind}]")
    if kind == "levers":
        return [_lever(column, form, name) for column, form in given.items()]
    return [
        _cell(kind, row, column, form, name)
        for row, cells in given.items()
        for column, form in table(cells, f"{name}, {kind}.{row}").items()
    ]


def _lever(column: str, form: object, name: str) -> Template:
    if column not in LEVERS:
        raise ScenarioError(unknown("lever", column, LEVERS) + not_behaviour(column), name, "[levers]")
    where = f"{name}, levers.{column}"
    return Template("levers", "", column, *_form(form, where, LEVERS[column], ()), where)


def _cell(kind: str, row: str, column: str, form: object, name: str) -> Template:
    where, known = f"{name}, {kind}.{row}.{column}", columns(kind)
    if column not in known:
        fixed = phrase("scenarios.reforms.immovable") if column in FIXED[kind] else NOTHING
        raise ScenarioError(unknown("column", column, known) + fixed, name, f"{kind}.{row}")
    return Template(kind, row, column, *_form(form, where, known[column], SHARED if kind == "readings" else ()), where)


def _form(form: object, where: str, meaning: Meaning, shared: tuple[str, ...]) -> tuple[str, float]:
    """Mode and value of one entry: a number, or a table with one of the words."""
    if not isinstance(form, Mapping):
        return "towards", measured(form, where, meaning)
    words = [mode for mode in MODES[1:] if mode != "share" or where.rpartition(".")[2] in shared]
    for key in form:
        if key == "share" and key not in words:
            raise ScenarioError(phrase("scenarios.reforms.share_of_weights"), f"{where}.share")
        if key not in words:
            raise ScenarioError(unknown("word", key, words), where)
    if len(form) != 1:
        raise ScenarioError(
            expected(dict(form), phrase("scenarios.reforms.exactly_one", words=", ".join(words))), where
        )
    ((mode, value),) = form.items()
    return mode, amount(mode, value, f"{where}.{mode}", meaning)


def amount(mode: str, value: object, where: str, meaning: Meaning) -> float:
    """A value at dose 1, checked against what its mode allows; `ScenarioError` names `where` for all else."""
    if mode == "share":
        return number(value, where, 0, MOST_SHARE, "share of all weights")
    if mode == "scale":
        return number(value, where, 0, MOST_SCALE, "times")
    if mode == "add":
        width = meaning.high - meaning.low
        return number(value, where, -width, width, meaning.unit)
    return measured(value, where, meaning)


def row_of(kind: str, row: str, regime: Regime) -> int:
    """Position of a row in its table of a regime."""
    ids = [item.id for item in getattr(regime, kind)]
    if row not in ids:
        raise ScenarioError(unknown("row", row, ids), f"[{kind}]")
    return ids.index(row)
