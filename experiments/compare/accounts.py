"""Accounts (rows E6, E9): what an assessment costs offices, townships and villages, running and once, after the run.

Quantities are those of the run (visits, reports, letters, hours) and the levers in force; unit costs are a table that
a user can replace (`scenarios.costs`). Everything is per cent of the county's personnel cost of a year: hours of work
over those of all cadres and of the staff of the baseline's offices, and money as the hours that it would pay for.
Running costs are means over the months that summaries are means of. What is paid once is paid for what a lever rises
above where the baseline has it at first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scenarios import Scenario
from scenarios.costs import Costs
from scenarios.places import Place
from sim.measures import NAMES
from sim.rules.reform import blended, phase

from .ledger import CADRES, HOURS, LEVER, LINES, READING, READINGS, VILLAGERS, WHOLE, YEAR, Formula, formulas
from .window import window

Array = NDArray[np.float64]

COLUMN = {name: number for number, name in enumerate(NAMES)}
# Modes of blending by their names in reform files; a share gives a reading a weight, whatever it is.
MODES = {"towards": 0, "scale": 1, "add": 2, "at_least": 3, "at_most": 4}


@dataclass(frozen=True)
class Accounts:
    """Costs in per cent of the county's personnel cost of a year.

    running: (scenario, replicate, line), a year, 0 where a line is paid once; once: the same, paid in all, 0 where a
    line runs; over: years over which `total` spreads what is paid once, by replicate or for all.
    """

    scenarios: tuple[str, ...]
    running: Array
    once: Array
    over: Array

    def paid(self, scenario: str, payer: str) -> Array:
        """Running costs of one payer a year, by replicate."""
        own = [number for number, line in enumerate(LINES) if line.payer == payer and not line.once]
        return np.asarray(self.running[self.scenarios.index(scenario)][:, own].sum(axis=1))

    def paid_once(self, scenario: str) -> Array:
        """What is paid once, by the county, by replicate."""
        return np.asarray(self.once[self.scenarios.index(scenario)].sum(axis=1))

    def total(self, scenario: str) -> Array:
        """Running costs of all payers a year, and the yearly part of what is paid once, by replicate."""
        running = self.running[self.scenarios.index(scenario)].sum(axis=1)
        return np.asarray(running + self.paid_once(scenario) / self.over)


def accounts_of(scenarios: Sequence[Scenario], baseline: str, place: Place, series: Array, costs: Costs) -> Accounts:
    """The accounts of some scenarios, as written; `series`: (scenario, replicate, month, measure)."""
    months = series.shape[2]
    base = next(scenario for scenario in scenarios if scenario.id == baseline)
    running, once = np.zeros((2, *series.shape[:2], len(LINES)))
    means = series[:, :, months - window(months) :].mean(axis=2)
    for row, scenario in enumerate(scenarios):
        running[row], once[row] = ledger_of(scenario, base, place, means[row], months, costs)
    over = np.full(series.shape[1], costs["once_over"].value)
    return Accounts(tuple(scenario.id for scenario in scenarios), running, once, over)


def ledger_of(
    scenario: Scenario, base: Scenario, place: Place, means: Array, months: int, costs: Costs
) -> tuple[Array, Array]:
    """Running costs of one scenario a year, and what is paid once, both (replicate, line).

    base: the baseline. means: of its measures over the last months of a run of so many, (replicate, measure).
    """
    running, once = np.zeros((2, len(means), len(LINES)))
    table = formulas(costs)
    ledger = _Ledger(scenario, place, means, months, costs, sum(o.weight for o in base.regime.offices))
    for number, line in enumerate(LINES):
        if line.once:
            name = line.id.removesuffix("_once")
            rise = max(lever(scenario, name, range(months))) - lever(base, name, range(1))[0]
            once[:, number] = costs[line.id].value * max(0.0, rise)
        else:
            running[:, number] = ledger.line(table[line.id])
    return running, once


def accounts_of_worlds(
    worlds: Sequence[Sequence[Scenario]], baseline: str, place: Place, series: Array, costs: Sequence[Costs]
) -> Accounts:
    """The accounts where scenarios and unit costs differ by replicate: those of each replicate, side by side."""
    each = [
        accounts_of(scenarios, baseline, place, series[:, at : at + 1], costs[at])
        for at, scenarios in enumerate(worlds)
    ]
    running, once = (np.concatenate([getattr(own, name) for own in each], axis=1) for name in ("running", "once"))
    return Accounts(each[0].scenarios, running, once, np.concatenate([own.over for own in each]))


@dataclass(frozen=True)
class _Ledger:
    """Running costs of one scenario by line and replicate, from the means of its measures (replicate, measure)."""

    scenario: Scenario
    place: Place
    means: Array
    months: int
    costs: Costs
    offices: float  # of the baseline, by weight

    def line(self, formula: Formula) -> Array:
        """Per cent of the county's personnel cost a year, by replicate."""
        found = np.full(len(self.means), formula.unit * self.scale[formula.per])
        for summands in formula.product:
            found = found * sum(coefficient * self.quantity(name) for coefficient, name in summands)
        return found

    def quantity(self, name: str) -> Array | float:
        """What a formula counts: an outcome, a lever in force, hours that readings take, or 1."""
        if name == READINGS:
            return self.readings()
        if name.startswith(LEVER):
            return self.in_force(name.removeprefix(LEVER))
        return np.asarray(self.means[:, COLUMN[name]]) if name else 1.0

    @cached_property
    def scale(self) -> dict[str, float]:
        """What turns hours of each township, or a part of its cadres or villagers, into parts of the personnel cost."""
        villagers = sum(township.villages for township in self.place.townships) * self.unit("village_staff")
        hours = 100.0 * len(self.place.townships) / self.unit("hours_a_year")
        whole = {HOURS: hours, CADRES: self.cadres, VILLAGERS: villagers, WHOLE: self.staff}
        return {per: size / self.staff for per, size in whole.items()}

    def unit(self, name: str) -> float:
        return self.costs[name].value

    @cached_property
    def cadres(self) -> float:
        return float(sum(township.cadres for township in self.place.townships))

    @cached_property
    def staff(self) -> float:
        """People whose pay is the county's personnel cost, the same for all scenarios."""
        return self.cadres + self.unit("office_staff") * self.offices

    def in_force(self, name: str) -> float:
        """A lever, the mean of the months that costs are means of."""
        last = range(self.months - window(self.months), self.months)
        return sum(lever(self.scenario, name, last)) / len(last)

    def readings(self) -> float:
        """Hours a year for each township that go into readings in use; people who rate are as many as the sample."""
        total = 0.0
        for reading in self.scenario.regime.readings:
            if READING + reading.id not in self.costs:
                continue
            weight = max(_cell(self.scenario, reading, column, self.months) for column in ("weight", "post_weight"))
            if weight > 0.0:
                raters = _cell(self.scenario, reading, "sample", self.months) if reading.human else 1.0
                total += self.unit(READING + reading.id) * raters * YEAR / reading.period
        return total


def lever(scenario: Scenario, name: str, months: range) -> list[float]:
    """A lever in force in each of some months, counted from 0 (eq. 1 and 2)."""
    found = [float(getattr(scenario.regime.levers, name))] * len(months)
    for change in scenario.changes:
        if change.table == "levers" and change.column == name:
            found = [_moved(now, change, month) for now, month in zip(found, months, strict=True)]
    return found


def _cell(scenario: Scenario, row: Any, column: str, months: int) -> float:
    """A column of a reading in force in the last month; a share of all weights counts as a weight."""
    now = float(getattr(row, column))
    for change in scenario.changes:
        if change.table == "readings" and change.row == row.id and change.column == column:
            now = max(now, change.dose) if change.mode == "share" else _moved(now, change, months - 1)
    return now


def _moved(now: float, change: Any, month: int) -> float:
    weight = phase(change.dose, change.start, change.ramp, float(month))
    if weight <= 0.0:
        return now
    meaning = change.meaning
    return min(max(blended(MODES[change.mode], now, change.value, weight), meaning.low), meaning.high)
