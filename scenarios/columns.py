"""Checks of the [levers] section and of the tables of a regime file, against what `sim` declares of each column."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from functools import cache
from typing import Any

from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import meanings
from sim.parameters.levers import Levers
from sim.parameters.tables import Field, Indicator, Office, Reading, Rung

from .errors import ScenarioError, expected, unknown
from .languages import NOTHING, Text, phrase
from .values import measured, table, text, word

TABLES = {"fields": Field, "offices": Office, "indicators": Indicator, "readings": Reading, "rungs": Rung}
LEVERS = meanings(Levers)
Columns = dict[str, Any]


def check_levers(section: object, name: str) -> Columns:
    """Checked values of a [levers] section."""
    return {key: check_lever(key, value, name) for key, value in table(section, f"{name}, [levers]").items()}


def check_lever(key: str, value: object, name: Text | str) -> float:
    """A lever's checked value; `ScenarioError`, with `name` in front, for an unknown lever or an impossible value."""
    if key not in LEVERS:
        raise ScenarioError(unknown("lever", key, LEVERS) + not_behaviour(key), name, "[levers]")
    try:
        return measured(value, f"levers.{key}", LEVERS[key])
    except ScenarioError as error:
        raise error.at(name) from None


def not_behaviour(key: str) -> Text:
    """What a message adds where somebody sets a behavioural parameter in a regime: how people respond is not chosen."""
    return phrase("scenarios.regimes.no_behaviour", key=key) if key in meanings(Behaviour) else NOTHING


def check_table(kind: str, section: object, name: str) -> dict[str, Columns]:
    """Checked rows of one table, by id; columns that are not given stay out."""
    rows = table(section, f"{name}, [{kind}]")
    for row in rows:
        if not row.isidentifier():
            raise ScenarioError(expected(row, phrase("scenarios.values.id")), name, f"[{kind}]")
    return {row: check_row(kind, row, values, name) for row, values in rows.items()}


def check_row(kind: str, row: str, values: object, name: str) -> Columns:
    """Checked values of the columns given in one row of a table."""
    where = f"{name}, {kind}.{row}"
    given = table(values, where)
    for key in given:
        if key not in _declared(kind):
            raise ScenarioError(unknown("column", key, list(_declared(kind))), where)
    return {key: _column(kind, key, value, f"{where}.{key}") for key, value in given.items()}


@cache
def _declared(kind: str) -> dict[str, Mapping[str, Any]]:
    """What is declared of each column of a table, by its name."""
    return {field.name: field.metadata for field in dataclasses.fields(TABLES[kind]) if field.name != "id"}


def _column(kind: str, key: str, value: object, where: str) -> object:
    declared = _declared(kind)[key]
    if "meaning" in declared:
        return measured(value, where, declared["meaning"])
    if "options" in declared:
        return word(value, where, declared["options"])
    return _kinds(value, where) if key == "kinds" else text(value, where)


def _kinds(value: object, where: str) -> tuple[str, ...]:
    """Kinds of township, sorted: the order in a file changes nothing. The country says whether they exist."""
    if not isinstance(value, list):
        raise ScenarioError(expected(value, phrase("scenarios.regimes.kinds")), where)
    return tuple(sorted({text(kind, where) for kind in value}))
