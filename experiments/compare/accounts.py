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
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from scenarios import Scenario
from scenarios.change import Change
from scenarios.places import Place
from scenarios.unit_cost import Costs
from sim.measures import NAMES
from sim.parameters.declaration import meanings, numbers_of
from sim.parameters.levers import Levers
from sim.parameters.tables import Reading
from sim.rules.reform import blended, phase

from .ledger import CADRES, HOURS, LEVER, LINES, READING, READINGS, VILLAGERS, WHOLE, YEAR, Formula, formulas
from .window import window

Array = NDArray[np.float64]

T = TypeVar("T")
COLUMN = {name: number for number, name in enumerate(NAMES)}
LEVERS = list(meanings(Levers))
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
    replicates = series.shape[1]
    return accounts_of_worlds([scenarios] * replicates, baseline, place, series, [costs] * replicates)


def accounts_of_worlds(
    worlds: Sequence[Sequence[Scenario]], baseline: str, place: Place, series: Array, costs: Sequence[Costs]
) -> Accounts:
    """The accounts where scenarios and unit costs differ by replicate."""
    months, ids = series.shape[2], tuple(scenario.id for scenario in worlds[0])
    base = [world[ids.index(baseline)] for world in worlds]
    running, once = np.zeros((2, *series.shape[:2], len(LINES)))
    means = series[:, :, months - window(months) :].mean(axis=2)
    for row in range(len(ids)):
        own = [world[row] for world in worlds]
        running[row], once[row] = ledger_of(own, base, place, means[row], months, costs)
    return Accounts(ids, running, once, np.array([each["once_over"].value for each in costs]))


def ledger_of(
    scenarios: Sequence[Scenario], base: Sequence[Scenario], place: Place, means: Array, months: int,
    costs: Sequence[Costs],
) -> tuple[Array, Array]:  # fmt: skip
    """Running costs of some runs at one place, a year, and what is paid once, both (run, line).

    scenarios, base, costs: of each run its scenario, the baseline as it is there, and the unit costs. means: of its
    measures over the last months of a run of so many, (run, measure).
    """
    running, once = np.zeros((2, len(means), len(LINES)))
    ledger = _Ledger(_Each(scenarios), _Each(base), place, means, months, _Each(costs))
    table = formulas(ledger.unit)
    for number, line in enumerate(LINES):
        if line.once:
            rise = ledger.rise(line.id.removesuffix("_once"))
            once[:, number] = ledger.unit[line.id] * np.maximum(0.0, rise)
        else:
            running[:, number] = ledger.line(table[line.id])
    return running, once


class _Each(Generic[T]):
    """What belongs to runs, one for each, of which many share one: `different` are looked at once."""

    def __init__(self, of_runs: Sequence[T]) -> None:
        numbers: dict[int, int] = {}
        self.number = np.array([numbers.setdefault(id(each), len(numbers)) for each in of_runs])
        self.different = list({id(each): each for each in of_runs}.values())

    def by_run(self, values: Sequence[Any] | Array) -> Array:
        """What was found for the different ones, by run."""
        return np.asarray(values, np.float64)[self.number]


@dataclass(frozen=True)
class _Ledger:
    """Running costs of runs by line, from the means of their measures (run, measure)."""

    scenarios: _Each[Scenario]
    base: _Each[Scenario]
    place: Place
    means: Array
    months: int
    costs: _Each[Costs]

    def line(self, formula: Formula) -> Array:
        """Per cent of the county's personnel cost a year, by run."""
        found = np.broadcast_to(formula.unit * self.scale[formula.per], len(self.means))
        for summands in formula.product:
            found = found * sum(coefficient * self.quantity(name) for coefficient, name in summands)
        return found

    def quantity(self, name: str) -> Array | float:
        """What a formula counts: an outcome, a lever in force, hours that readings take, or 1."""
        if name == READINGS:
            return self.readings
        if name.startswith(LEVER):
            return self.in_force[name.removeprefix(LEVER)]
        return np.asarray(self.means[:, COLUMN[name]]) if name else 1.0

    @cached_property
    def unit(self) -> dict[str, Array]:
        """Unit costs by run."""
        names = list(self.costs.different[0])
        values = self.costs.by_run([[costs[name].value for name in names] for costs in self.costs.different])
        return dict(zip(names, values.T, strict=True))

    @cached_property
    def scale(self) -> dict[str, Array]:
        """What turns hours of each township, or a part of its cadres or villagers, into parts of the personnel cost."""
        villagers = sum(township.villages for township in self.place.townships) * self.unit["village_staff"]
        hours = 100.0 * len(self.place.townships) / self.unit["hours_a_year"]
        whole: dict[str, Any] = {HOURS: hours, CADRES: self.cadres, VILLAGERS: villagers, WHOLE: self.staff}
        return {per: np.asarray(size / self.staff) for per, size in whole.items()}

    @cached_property
    def cadres(self) -> float:
        return float(sum(township.cadres for township in self.place.townships))

    @cached_property
    def staff(self) -> Array:
        """People whose pay is the county's personnel cost, the same for all scenarios."""
        tables = {id(base.regime.offices): base.regime.offices for base in self.base.different}
        weight = {key: sum(office.weight for office in offices) for key, offices in tables.items()}
        offices = self.base.by_run([weight[id(base.regime.offices)] for base in self.base.different])
        return self.cadres + self.unit["office_staff"] * offices

    @cached_property
    def in_force(self) -> dict[str, Array]:
        """Every lever by run, the mean of the months that costs are means of."""
        last = range(self.months - window(self.months), self.months)
        written = np.array([numbers_of(scenario.regime.levers) for scenario in self.scenarios.different])
        mean = _sum([written] * len(last)) / len(last)
        for row, scenario in enumerate(self.scenarios.different):
            for name in {change.column for change in scenario.changes if change.table == "levers"}:
                mean[row, LEVERS.index(name)] = _sum(lever(scenario, name, last)) / len(last)
        return dict(zip(LEVERS, self.scenarios.by_run(mean).T, strict=True))

    def rise(self, name: str) -> Array:
        """How far a lever comes to stand above where the baseline has it at first, by run."""
        highest = [_highest(scenario, name, self.months) for scenario in self.scenarios.different]
        return self.scenarios.by_run(highest) - self.base.by_run(
            [_highest(base, name, 1) for base in self.base.different]
        )

    @cached_property
    def readings(self) -> Array:
        """Hours a year for each township that go into readings in use; people who rate are as many as the sample."""
        known: dict[Any, dict[str, tuple[float, float]]] = {}
        used = []
        for scenario in self.scenarios.different:
            moved = tuple(change for change in scenario.changes if change.table == "readings")
            key = id(scenario.regime.readings), moved
            if key not in known:
                known[key] = _readings_in_use(scenario, self.months)
            used.append(known[key])
        total = np.zeros(len(self.means))
        for name in sorted({name for own in known.values() for name in own}):
            if (cost := READING + name) in self.unit:
                raters, period = self.scenarios.by_run([own.get(name, (0.0, 1.0)) for own in used]).T
                total += self.unit[cost] * raters * YEAR / period
        return total


def _sum(months: Sequence[Any]) -> Any:
    """Month after month: what `sum` of Python does with numbers depends on its version."""
    total = months[0]
    for month in months[1:]:
        total = total + month
    return total


def _readings_in_use(scenario: Scenario, months: int) -> dict[str, tuple[float, float]]:
    """Readings with a weight in the last month, by id: people who rate in a township, and months between readings."""
    found = {}
    for reading in scenario.regime.readings:
        if max(_cell(scenario, reading, column, months) for column in ("weight", "post_weight")) > 0.0:
            raters = _cell(scenario, reading, "sample", months) if reading.human else 1.0
            found[reading.id] = (raters, float(reading.period))
    return found


def lever(scenario: Scenario, name: str, months: range) -> list[float]:
    """A lever in force in each of some months, counted from 0 (eq. 1 and 2)."""
    found = [float(getattr(scenario.regime.levers, name))] * len(months)
    for change in scenario.changes:
        if change.table == "levers" and change.column == name:
            weights = _weights(change, months)
            moved = {
                (now, weight): _moved(now, change, weight) for now, weight in set(zip(found, weights, strict=True))
            }
            found = [moved[each] for each in zip(found, weights, strict=True)]
    return found


def _highest(scenario: Scenario, name: str, months: int) -> float:
    if not any(change.column == name and change.table == "levers" for change in scenario.changes):
        return float(getattr(scenario.regime.levers, name))
    return max(set(lever(scenario, name, range(months))))


def _weights(change: Change, months: range) -> list[float]:
    """How far a change has come by each of some months; it never goes back."""
    first, last = (phase(change.dose, change.start, change.ramp, float(month)) for month in (months[0], months[-1]))
    if first == last:
        return [first] * len(months)
    return [phase(change.dose, change.start, change.ramp, float(month)) for month in months]


def _cell(scenario: Scenario, row: Reading, column: str, months: int) -> float:
    """A column of a reading in force in the last month; a share of all weights counts as a weight."""
    now, last = float(getattr(row, column)), range(months - 1, months)
    for change in scenario.changes:
        if change.table == "readings" and change.row == row.id and change.column == column:
            now = max(now, change.dose) if change.mode == "share" else _moved(now, change, _weights(change, last)[0])
    return now


def _moved(now: float, change: Change, weight: float) -> float:
    if weight <= 0.0:
        return now
    meaning = change.meaning
    return min(max(blended(MODES[change.mode], now, change.value, weight), meaning.low), meaning.high)
