"""The sheet of unit costs and of the budget: written with what is assumed if left blank, and read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..errors import ScenarioError, unknown
from ..languages import Both, phrase, translate
from ..languages import unit as unit_name
from ..unit_cost import Costs
from ..values import is_number
from ..vocabulary import both, id_in
from ..workbook import Sheet, read_workbook
from . import cells
from .layout import NOTE, TITLE
from .mistakes import At, Mark

BUDGET = "budget"
HEADS = ("item", "value", "lowest", "highest", "blank_means", "unit", "grade")
WIDTHS = (52, 12, 12, 12, 14, 30, 40)
BUDGET_UNIT = "% of personnel cost a year"


@dataclass
class CostsSheet:
    """What a sheet says. record: value, range and source by cost, as a TOML file has them; budget: None if not said."""

    record: dict[str, dict[str, Any]] = field(default_factory=dict)
    budget: object = None
    places: dict[str, At] = field(default_factory=dict)
    marks: list[Mark] = field(default_factory=list)


def write_costs(sheet: Any, costs: Costs, lang: str) -> None:
    """One row a cost, below that of the budget."""
    cells.widths(sheet, *WIDTHS)
    cells.put(sheet, 1, 1, TITLE + translate("scenarios.sheets.costs", lang), "title")
    cells.put(sheet, 2, 1, NOTE + translate("scenarios.form_notes.costs", lang), "note")
    for column, key in enumerate(HEADS, start=1):
        cells.put(sheet, 3, column, translate(f"scenarios.form_heads.{key}", lang), "head")
    none = translate("scenarios.forms.no_budget", lang)
    _line(sheet, 4, (_budget_name().render(lang), none, unit_name(BUDGET_UNIT).render(lang)))
    for row, cost in enumerate(costs.values(), start=5):
        _line(sheet, row, (Both(cost.en, cost.zh).render(lang), cost.value, unit_name(cost.unit).render(lang)))
    cells.print_on_a4(sheet, heading=3)
    sheet.freeze_panes = "B4"


def _line(sheet: Any, row: int, said: tuple[str, object, str]) -> None:
    name, blank, unit = said
    for column, value in enumerate((name, None, None, None, blank, unit, None), start=1):
        cells.put(sheet, row, column, value, "head" if column == 1 else "grey" if column in (5, 6) else "entry")


def find_costs(path: Path, name: str) -> Sheet | None:
    """The sheet of costs of a workbook; nothing where it has none."""
    return next((sheet for sheet in read_workbook(path, name) if sheet.title.casefold() in _titles()), None)


def read_costs(sheet: Sheet, known: Costs, grade: str) -> CostsSheet:
    """What is filled in. known: all costs. grade: the source of what has none. What cannot be read is in `marks`."""
    found, head = CostsSheet(), dict[int, str]()
    names = {key: Both(cost.en, cost.zh) for key, cost in known.items()} | {BUDGET: _budget_name()}
    heads = {key: both(f"scenarios.form_heads.{key}") for key in HEADS}
    for position, why in sheet.unreadable.items():
        found.marks.append(Mark(At(sheet.title, *position), why))
    for number, row in sheet.rows:
        first = str(row.get(1, ""))
        if first.startswith((TITLE, NOTE)):
            continue
        if id_in(first, heads) == "item":
            head = {column: id_in(str(word), heads) for column, word in row.items()}
            continue
        said = {head.get(column, ""): value for column, value in row.items()}
        _note(found, sheet, number, {name: at for at, name in head.items()}, said, names, grade)
    return found


def _note(
    found: CostsSheet, sheet: Sheet, number: int, at: Mapping[str, int], said: Mapping[str, object],
    names: Mapping[str, Both], grade: str,
) -> None:  # fmt: skip
    def mark(column: str, what: Any) -> None:
        heads = both(f"scenarios.form_heads.{column}")
        found.marks.append(Mark(At(sheet.title, number, at.get(column, 1), heads), what))

    key = id_in(str(said.get("item", "")), names)
    if key not in names:
        mark("item", unknown("cost", str(said.get("item", "")), [name.zh for name in names.values()]))
        return
    if key in found.places:
        mark("item", phrase("scenarios.values.twice", word=said["item"]))
        return
    found.places[key] = At(sheet.title, number, at.get("value", 2), both("scenarios.form_heads.value"))
    ends = [said[end] for end in ("lowest", "highest") if end in said]
    if "value" not in said:
        if ends:
            mark("value", phrase("scenarios.forms.range_without_value"))
        elif "grade" in said:
            mark("value", phrase("scenarios.forms.blank"))
    elif len(ends) == 1:
        mark("highest" if "lowest" in said else "lowest", phrase("scenarios.forms.both_ends"))
    elif len(ends) == 2 and _outside(said["value"], ends):
        low, high = ends
        mark("lowest", phrase("scenarios.forms.not_around", value=said["value"], low=low, high=high))
    elif key == BUDGET:
        found.budget = said["value"]
    else:
        found.record[key] = {"value": said["value"], "range": ends, "grade": str(said.get("grade", grade))}


def _outside(value: object, ends: list[object]) -> bool:
    """Whether a possible value lies outside the range given for it; what is no number is refused where it is read."""
    numbers = [each for each in (value, *ends) if is_number(each)]
    return len(numbers) == 3 and numbers[0] >= 0 and not numbers[1] <= numbers[0] <= numbers[2]


def _budget_name() -> Both:
    return both("scenarios.forms.budget")


def _titles() -> tuple[str, str]:
    name = both("scenarios.sheets.costs")
    return name.en.casefold(), name.zh


def no_sheet(name: str) -> ScenarioError:
    """The refusal of a workbook that has no sheet of costs."""
    return ScenarioError(phrase("scenarios.forms.no_costs", sheet=both("scenarios.sheets.costs")), name)
