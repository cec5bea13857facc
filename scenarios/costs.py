"""Unit costs: what quantities of a run cost (rows E6, E9). `costs.toml` has all; a file of one's own replaces some."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from .assumed import around, in_range
from .errors import ScenarioError, unknown
from .files import read_toml
from .forms.costs_sheet import BUDGET, find_costs, no_sheet, read_costs
from .forms.mistakes import FormMistakes, Mark
from .shelf import is_workbook
from .unit_cost import Costs, UnitCost
from .values import number, table, text

SHIPPED = Path(__file__).with_name("costs.toml")
PARTS = ("value", "range", "unit", "grade", "en", "zh")
MOST = 1e9


def load_costs(path: str | Path | None = None) -> dict[str, UnitCost]:
    """All unit costs, those of a file in the place of the shipped ones.

    path: TOML, or a workbook with a sheet of costs. A file needs `value` for each cost that it names, and should say
    `grade`, and `range` where it does not know it well: without one it is taken as known. Raises `ScenarioError` for a
    name or a word that is not known, and for a value that is no number from 0 to 1e9.
    """
    tables: dict[str, Any] = read_toml(SHIPPED, SHIPPED.name)
    known = {
        name: UnitCost(**{**row, "value": float(row["value"]), "range": tuple(map(float, row.get("range", ())))})
        for name, row in tables.items()
    }
    if path is None:
        return known
    if is_workbook(Path(path)):
        return known | _from_sheet(Path(path), known).costs
    return known | costs_from(read_toml(Path(path), str(path)), known, str(path))


def load_budget(path: str | Path | None) -> float | None:
    """What reforms may cost the county a year more than today, % of its personnel cost, if a workbook says so."""
    if path is None or not is_workbook(Path(path)):
        return None
    return _from_sheet(Path(path), load_costs()).budget


def budget_from(record: Mapping[str, Any], where: str) -> float | None:
    """The budget in a record of a run, if there is one."""
    return number(record["budget"], f"{where}, budget", 0, MOST) if "budget" in record else None


def costs_file(costs: str | Path | None, place: object) -> str | None:
    """Where unit costs are read from: the file given for them, else the county's workbook if it has their sheet."""
    if costs is not None:
        return str(costs)
    path = Path(place) if isinstance(place, (str, Path)) else None
    return str(path) if path and is_workbook(path) and find_costs(path, str(path)) else None


def own_costs(costs: Costs) -> list[str]:
    """Names of the unit costs that are not those that ship."""
    shipped = load_costs()
    return [name for name, cost in costs.items() if cost != shipped[name]]


@dataclass(frozen=True)
class _Sheet:
    costs: dict[str, UnitCost]
    budget: float | None


def _from_sheet(path: Path, known: Costs) -> _Sheet:
    """What the sheet of costs of a workbook says; `FormMistakes` with all that is wrong in it."""
    sheet = find_costs(path, str(path))
    if sheet is None:
        raise no_sheet(str(path))
    read = read_costs(sheet, known, path.name)
    marks, found, budget = list(read.marks), dict[str, UnitCost](), None
    for name, row in read.record.items():
        try:
            found |= costs_from({name: row}, known, path.name)
        except ScenarioError as error:
            marks.append(Mark(read.places[name], error.what))
    try:
        budget = None if read.budget is None else number(read.budget, "", 0, MOST)
    except ScenarioError as error:
        marks.append(Mark(read.places[BUDGET], error.what))
    if marks:
        raise FormMistakes(path, str(path), sorted(marks, key=lambda mark: (mark.at.row, mark.at.column)))
    return _Sheet(found, budget)


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
