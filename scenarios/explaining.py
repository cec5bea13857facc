"""Every value of a scenario with its meaning, and what its reforms make of it, for `kaohe show`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import Meaning, meanings
from sim.parameters.tables import Indicator

from .change import POINTS_SCALE, ROWS
from .columns import LEVERS, TABLES
from .scenario import Scenario, of_parts, slot_of

if TYPE_CHECKING:
    import numpy as np

WITHIN_GROUP = ("responsibility", "closeness", "knowledge")  # read once, to weigh raters; no slot of their own


@dataclass(frozen=True)
class Line:
    """One lever or table column. `reached` is its value once all reforms are phased in at their doses."""

    section: str  # levers, or the table and the row: readings.citizens
    name: str
    value: float
    reached: float
    unit: str
    low: float
    high: float
    source: str
    rows: str
    en: str
    zh: str
    changed_by: tuple[str, ...] = ()
    assumed: str = ""  # range of what is assumed: a value, a factor (×) or a share of weights (%)


def explain(scenario: Scenario) -> list[Line]:
    """Levers first, then every table. Weights of readings in a group are those that count in the score."""
    before, after = settled(scenario)
    lines = [*_levers(scenario, before, after), *_moved_tables(scenario, before, after), *_other_tables(scenario)]
    ranged = _ranges(scenario)
    return [replace(line, assumed=ranged.get(f"{line.section}.{line.name}", "")) for line in lines]


def _ranges(scenario: Scenario) -> dict[str, str]:
    """Ranges of what the regime assumes, and in their place those of reforms that change it."""
    mode = {(change.reform, change.target): change.mode for change in scenario.changes}
    found: dict[str, str] = {}
    for id, _, assumed in scenario.files:
        for key, (low, high) in assumed.items():
            how = mode.get((id, key), "")
            span = f"{low:.0%} … {high:.0%}" if how == "share" else f"{low:g} … {high:g}"
            found[key] = f"× {span}" if how == "scale" else span
    return found


def settled(scenario: Scenario) -> tuple[np.ndarray, np.ndarray]:
    """The parameter row as the regime has it, and with every reform fully phased in."""
    import numpy as np

    from sim.rules import reform
    from sim.state.parameter_record import parameters_of

    blended, for_share = _plain(reform.blended), _plain(reform.for_share)
    row = parameters_of(scenario.regime, Behaviour())
    named, after = row.view(np.recarray)[0], row["flat"][0]  # two views of the same numbers
    before = after.copy()
    for o in scenario.overlays:  # as `reform.apply_reforms` does in a run
        now, value = after[o.slot], o.value
        if o.mode in (reform.SCORE_SHARE, reform.POST_SHARE):
            value = for_share(named, o.mode, now, value)
        after[o.slot] = min(max(blended(o.mode, now, value, o.dose), o.low), o.high)
    return before, after


def _plain(kernel: Callable[..., Any]) -> Callable[..., Any]:
    """The rule as plain Python, so that showing a scenario compiles nothing."""
    plain: Callable[..., Any] = getattr(kernel, "py_func", kernel)
    return plain


def _levers(scenario: Scenario, before: np.ndarray, after: np.ndarray) -> Iterator[Line]:
    for name, meaning in LEVERS.items():
        slot = slot_of("levers", "", name, scenario.regime)
        yield _line("levers", name, before[slot], after[slot], meaning, _changed(scenario, "levers", "", name))


def _moved_tables(scenario: Scenario, before: np.ndarray, after: np.ndarray) -> Iterator[Line]:
    """Tables whose columns a reform may move."""
    for table, declared in ROWS.items():
        known = {n: m for n, m in meanings(declared).items() if n not in WITHIN_GROUP}
        if table == "fields":
            known["points_scale"] = POINTS_SCALE
        for row in getattr(scenario.regime, table):
            for name, meaning in known.items():
                slot = slot_of(table, row.id, name, scenario.regime)
                changed = _changed(scenario, table, row.id, name)
                yield _line(f"{table}.{row.id}", name, before[slot], after[slot], meaning, changed)


def _other_tables(scenario: Scenario) -> Iterator[Line]:
    """Columns that stay as the regime has them."""
    fixed = {"readings": WITHIN_GROUP, "offices": meanings(TABLES["offices"]), "indicators": meanings(Indicator)}
    for table, names in fixed.items():
        for row in getattr(scenario.regime, table):
            for name in names:
                value = getattr(row, name)
                yield _line(f"{table}.{row.id}", name, value, value, meanings(row)[name], ())


def _changed(scenario: Scenario, table: str, row: str, column: str) -> tuple[str, ...]:
    here = (table, row, column)
    moved = (own for change in scenario.changes for own in of_parts(change, scenario.regime))
    return tuple(own.reform for own in moved if (own.table, own.row, own.column) == here)


def _line(section: str, name: str, value: float, reached: float, m: Meaning, changed: tuple[str, ...]) -> Line:
    return Line(
        section, name, float(value), float(reached), m.unit, m.low, m.high, m.source, m.rows, m.en, m.zh, changed
    )
