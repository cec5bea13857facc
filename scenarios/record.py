"""A regime and its reforms as plain tables that JSON can hold, and back, without a bit changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from functools import lru_cache
from typing import Any

from sim.parameters.declaration import build
from sim.parameters.levers import Levers
from sim.parameters.regime import Regime

from .about import About
from .change import MODES, ROWS, Change, amount, columns
from .columns import LEVERS, TABLES
from .countries import DEFAULT, find_country
from .expression import LATEST
from .values import number, word

Record = dict[str, Any]


def regime_record(regime: Regime) -> Record:
    """The record of a regime, from which `regime_from` makes an equal one."""
    rows = {kind: [_plain(asdict(row)) for row in getattr(regime, kind)] for kind in TABLES}
    return rows | {
        "id": regime.id,
        "name_en": regime.name_en,
        "name_zh": regime.name_zh,
        "levers": asdict(regime.levers),
        "groups": dict(regime.group_weights),
        "kinds": list(regime.kinds),
        "size_classes": list(regime.size_classes),
        "class_coefficients": list(regime.class_coefficients),
        "posts_per_deputy": regime.posts_per_deputy,
        "roles": list(regime.roles),
    }


def regime_from(record: Mapping[str, Any]) -> Regime:
    """A regime from its record; one written before there were country packs is of the default country.

    Regimes of one process that differ by levers alone share their tables, so that these are known to be equal at once.
    """
    rest = json.dumps({name: value for name, value in record.items() if name != "levers"})
    return _with_tables(rest).with_levers(build(Levers, record["levers"], "levers."))


@lru_cache(maxsize=64)
def _with_tables(text: str) -> Regime:
    record, pack = json.loads(text), find_country(DEFAULT)
    return Regime(
        id=record["id"],
        levers=Levers(),
        **{kind: tuple(_row(kind, row) for row in record[kind]) for kind in TABLES},
        group_weights=tuple(sorted(record["groups"].items())),
        kinds=tuple(record.get("kinds", pack.kinds)),
        size_classes=tuple(record.get("size_classes", pack.size_classes)),
        class_coefficients=tuple(record["class_coefficients"]),
        posts_per_deputy=record.get("posts_per_deputy", pack.posts_per_deputy),
        roles=tuple(record.get("roles", pack.roles)),
        name_en=record["name_en"],
        name_zh=record["name_zh"],
    )


def _plain(row: Record) -> Record:
    return {key: list(value) if isinstance(value, tuple) else value for key, value in row.items()}


def _row(kind: str, row: Record) -> Any:
    values = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    return build(TABLES[kind], values, f"{kind}.{row.get('id')}.")


def changes_from(records: list[Record]) -> tuple[Change, ...]:
    """Changes from their records, checked; `ScenarioError` for what no file could have said."""
    return tuple(_checked(Change(**{**record, "assumed": tuple(record.get("assumed", ()))})) for record in records)


def _checked(change: Change) -> Change:
    """A change as a file might have made it."""
    where = f"changes.{change.target}"
    word(change.table, where, ("levers", *ROWS))
    word(change.column, where, tuple(LEVERS if change.table == "levers" else columns(change.table)))
    word(change.mode, where, MODES)
    for value in (change.value, *change.assumed):
        amount(change.mode, value, where, change.meaning)
    number(change.dose, where, 0, 1, "dose")
    number(change.start, where, 0, LATEST, "months")
    number(change.ramp, where, 0, LATEST, "months")
    return change


def about_from(record: Record) -> About:
    """What a file says of itself, from its record."""
    return About(**record | {"source": tuple(record["source"])})
