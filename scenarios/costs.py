"""Unit costs: what quantities of a run cost (rows E6, E9). `costs.toml` has all; a file of one's own replaces some."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from .assumed import around, in_range
from .errors import ScenarioError, unknown
from .files import read_toml
from .values import number, table, text

SHIPPED = Path(__file__).with_name("costs.toml")
PARTS = ("value", "range", "unit", "grade", "en", "zh")
MOST = 1e9


@dataclass(frozen=True)
class UnitCost:
    """One unit cost: its value, unit, grade (a source, or `assumed`) and meaning in both languages.

    range: the lowest and the highest it could be, where no source gives it; empty where it is known.
    """

    value: float
    unit: str
    grade: str
    en: str
    zh: str
    range: tuple[float, ...] = ()


Costs = Mapping[str, UnitCost]


def load_costs(path: str | Path | None = None) -> dict[str, UnitCost]:
    """All unit costs, those of a file in the place of the shipped ones.

    A file needs `value` for each cost that it names, and should say `grade`, and `range` where it does not know it
    well: without one it is taken as known. Raises `ScenarioError` for a name or a word that is not known, and for a
    value that is no number from 0 to 1e9.
    """
    tables: dict[str, Any] = read_toml(SHIPPED, SHIPPED.name)
    known = {
        name: UnitCost(**{**row, "value": float(row["value"]), "range": tuple(map(float, row.get("range", ())))})
        for name, row in tables.items()
    }
    if path is None:
        return known
    return known | costs_from(read_toml(Path(path), str(path)), known, str(path))


def costs_from(record: Mapping[str, Any], known: Costs, where: str) -> dict[str, UnitCost]:
    """Unit costs as plain tables, with what they leave out taken from those that are known."""
    found = {}
    for name, entry in record.items():
        if name not in known:
            raise ScenarioError(unknown("cost", name, known), where)
        row, base = table(entry, f"{where}, {name}"), known[name]
        for part in row:
            if part not in PARTS:
                raise ScenarioError(unknown("word", part, PARTS), f"{where}, {name}")
        value = number(row.get("value"), f"{where}, {name}.value", 0, MOST)
        ends = around(row["range"], value, f"{where}, {name}.range") if row.get("range") else ()
        for end in ends:
            number(end, f"{where}, {name}.range", 0, MOST)
        texts = {part: text(row.get(part, getattr(base, part)), f"{where}, {name}.{part}") for part in PARTS[2:]}
        if "grade" not in row and value != base.value:
            texts["grade"] = where
        found[name] = UnitCost(value, **texts, range=ends)
    return found


def in_world(costs: Costs, world: int) -> dict[str, UnitCost]:
    """Unit costs in a plausible world, counted from 1: those with a range have another value in it."""
    return {
        name: replace(cost, value=in_range((cost.range[0], cost.range[1]), f"costs.{name}", world, True), range=())
        if cost.range
        else cost
        for name, cost in costs.items()
    }
