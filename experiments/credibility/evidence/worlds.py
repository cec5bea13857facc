"""The worlds of the "as if" experiments: shipped regimes with one thing changed, as scenarios of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from scenarios import Scenario, load
from scenarios.change import Change

BASE = "generalised"
# Burden reduction as it was ordered: inspections in October 2018, all else in March 2019 (notices of the General
# Office; Xinhua, 9 October 2018 and 11 March 2019). Month 25 is January 2019.
JANUARY_2019 = 24
ORDERED = "generalised, burden reduced as ordered in 2018 and 2019"
ORDERS_2018 = ("visits", "visit_cap")
OCTOBER_2018, MARCH_2019 = JANUARY_2019 - 3, JANUARY_2019 + 2

Columns = Mapping[str, float]


def world(
    name: str,
    levers: Columns | None = None,
    rungs: Mapping[str, Columns] | None = None,
    others: Columns | None = None,
    readings: Mapping[str, Columns] | None = None,
    unassessed: Iterable[str] = (),
    later: Iterable[Change] = (),
) -> Scenario:
    """A scenario called `name`: `generalised` with changes.

    rungs, readings: columns by row; others: columns of all other rungs; unassessed: fields whose indicators keep
    their documents and visits, and lose their points; later: changes from a month on.
    """
    regime = load(BASE, dict(levers or {})).regime
    by_rung, by_reading, free = rungs or {}, readings or {}, set(unassessed)
    regime = replace(
        regime,
        rungs=tuple(replace(row, **by_rung.get(row.id, others or {})) for row in regime.rungs),  # type: ignore[arg-type]
        readings=tuple(replace(row, **by_reading.get(row.id, {})) for row in regime.readings),  # type: ignore[arg-type]
        indicators=tuple(replace(row, weight=0.0, veto=0.0) if row.field in free else row for row in regime.indicators),
    )
    return Scenario(id=name, regime=regime, changes=tuple(later), parts=(BASE, ()), name_en=name, name_zh=name)


def as_ordered() -> Scenario:
    """The doses of the reform `burden_reduction`, each from the month of the notice that ordered it, with its ramp."""
    scenario = load(f"{BASE}+burden_reduction")
    dated = [
        replace(change, start=float(OCTOBER_2018 if change.column in ORDERS_2018 else MARCH_2019))
        for change in scenario.changes
    ]
    return Scenario(ORDERED, scenario.regime, tuple(dated), parts=(BASE, ()), name_en=ORDERED, name_zh=ORDERED)


def find(name: str) -> Scenario:
    """The world above by its id, any other from its text."""
    return as_ordered() if name == ORDERED else load(name)


def from_month(month: int, lever: str, value: float) -> Change:
    """A lever that takes a value at once from a month on."""
    return Change("evidence", "levers", "", lever, "towards", value, 1.0, float(month), 0.0)
