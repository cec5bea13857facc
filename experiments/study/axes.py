"""Axes of a study: what is varied, of any kind side by side, and what a coordinate from 0 to 1 stands for.

A lever, whether a reform is there at all, its dose or start month, a parameter of behaviour (and so a rule of
decision), a unit cost, or all of behaviour at once (`people`). Designs are made in the unit cube; each axis turns its
coordinate into a value by the quantiles of its distribution, so statistics that work in the cube need not know a scale.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scenarios import Scenario
from scenarios.people import load_behaviour
from scenarios.unit_cost import Costs
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import changed

from .decimals import to_digits

KINDS = ("lever", "include", "dose", "start", "behaviour", "cost", "people")
SCALING = ("include", "dose")  # kinds that multiply the dose of a reform
OF_SCENARIOS = ("lever", *SCALING, "start")  # kinds that change a scenario
TYPES = ("real", "whole", "boolean", "choice")
DISTRIBUTIONS = ("uniform", "log_uniform", "triangular", "normal")
RULE = "decision_rule"  # the parameter of behaviour whose numbers name something
PEOPLE = "people"  # the kind without a target
OF_BEHAVIOUR = ("behaviour", PEOPLE)  # kinds that change behaviour
DIGITS = 12  # of a value: beyond them, logarithms differ between processors

Array = NDArray[np.float64]
Value = float | str  # text: a way to behave
Row = Sequence[Value]  # a value for every axis


@dataclass(frozen=True)
class StudyAxis:
    """One axis.

    kind, target: what is varied, such as a lever and its name. type: real numbers from low to high; whole ones, both
    included; boolean: 0 or 1; choice: one of `values`, as often as `weights` say. mode: of a triangular distribution;
    mean, sd: of a normal one, cut at low and high. group: axes of one group are varied together in indices. scenarios:
    ids of those it applies to (empty: all). reforms: scenario and reform that it moves.
    """

    kind: str
    target: str = ""
    type: str = "real"
    low: float = 0.0
    high: float = 1.0
    distribution: str = "uniform"
    mode: float = 0.0
    mean: float = 0.0
    sd: float = 1.0
    values: tuple[Value, ...] = ()
    weights: tuple[float, ...] = ()
    group: str = ""
    scenarios: tuple[str, ...] = ()
    reforms: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """Its column in tables: `lever.visits`."""
        return f"{self.kind}.{self.target}" if self.target else self.kind

    @property
    def all_values(self) -> tuple[Value, ...]:
        """Every value of an axis that has only so many; empty for real numbers."""
        if self.type == "boolean":
            return (0.0, 1.0)
        if self.type == "whole":
            return tuple(float(value) for value in range(round(self.low), round(self.high) + 1))
        return self.values

    @property
    def nominal(self) -> bool:
        """Whether its values have no order: choices, in or out, rules of decision by number."""
        return self.type in ("choice", "boolean") or self.target == RULE

    def value(self, unit: Array) -> NDArray[Any]:
        """Values at coordinates in [0, 1]: numbers rounded to 12 digits, or texts."""
        if self.type == "real":
            raw = np.clip(self._quantile(np.asarray(unit, np.float64)), self.low, self.high)
            return np.clip(to_digits(raw, DIGITS), self.low, self.high)
        choices = self.all_values
        weights = np.array(self.weights or [1.0] * len(choices))
        steps = np.cumsum(weights)[:-1] / weights.sum()
        places = np.searchsorted(steps, unit, side="right")
        texts = any(isinstance(value, str) for value in choices)
        return np.array(choices, object if texts else np.float64)[places]

    def levels(self, count: int) -> NDArray[Any]:
        """Values for a grid: so many, evenly over quantiles; all there are, if they are fewer or have no order."""
        if self.type == "real" or (self.type == "whole" and not self.nominal and count < len(self.all_values)):
            return self.value(np.linspace(0, 1, count) if count > 1 else np.array([0.5]))
        texts = any(isinstance(value, str) for value in self.all_values)
        return np.array(self.all_values, object if texts else np.float64)

    def record(self) -> dict[str, Any]:
        """The axis as plain values."""
        return asdict(self)

    def _quantile(self, unit: Array) -> Array:
        wide = self.high - self.low
        if self.distribution == "log_uniform":
            return np.asarray(np.exp(np.log(self.low) + unit * (np.log(self.high) - np.log(self.low))))
        if self.distribution == "triangular":
            from scipy.stats import triang

            return np.asarray(triang.ppf(unit, (self.mode - self.low) / wide, self.low, wide))
        if self.distribution == "normal":
            from scipy.stats import truncnorm

            ends = ((self.low - self.mean) / self.sd, (self.high - self.mean) / self.sd)
            return np.asarray(truncnorm.ppf(unit, *ends, self.mean, self.sd))
        return self.low + unit * wide


def axis_from(record: Mapping[str, Any]) -> StudyAxis:
    """The axis of a record."""
    reforms = tuple((scenario, reform) for scenario, reform in record["reforms"])
    lists = {name: tuple(record[name]) for name in ("values", "weights", "scenarios")}
    return StudyAxis(**dict(record) | lists | {"reforms": reforms})


def scenario_at(scenario: Scenario, axes: Sequence[StudyAxis], row: Row) -> Scenario:
    """A scenario with its levers, doses and start months as a point has them; `ScenarioError` for what cannot be."""
    levers, changes = {}, list(scenario.changes)
    doses = {reform: (dose, start, ramp) for reform, dose, start, ramp in scenario.parts[1]}
    for axis, value in zip(axes, row, strict=True):
        if axis.kind not in OF_SCENARIOS or (axis.scenarios and scenario.id not in axis.scenarios):
            continue
        if axis.kind == "lever":
            levers[axis.target] = float(value)
            continue
        moved = {reform for own, reform in axis.reforms if own == scenario.id}
        for place, change in enumerate(changes):
            if change.reform in moved and axis.kind in SCALING:
                changes[place] = replace(change, dose=change.dose * float(value))
            elif change.reform in moved:
                changes[place] = replace(change, start=float(value))
        for reform in moved:
            dose, start, ramp = doses[reform]
            scaled = axis.kind in SCALING
            doses[reform] = (dose * float(value), start, ramp) if scaled else (dose, float(value), ramp)
    regime, assumed = scenario.regime, scenario.assumed
    if levers:
        known = {f"levers.{name}" for name in levers}
        assumed = tuple(each for each in assumed if each[0] not in known)
        regime = regime.with_levers(changed(regime.levers, levers))
    parts = (scenario.parts[0], tuple((reform, *doses[reform]) for reform in doses))
    kept = tuple(change for change in changes if change.dose > 0)
    if (regime, kept, assumed) == (scenario.regime, scenario.changes, scenario.assumed):
        return scenario
    return replace(scenario, regime=regime, changes=kept, parts=parts, assumed=assumed)


def behaviour_at(
    base: Behaviour, people: Mapping[str, Behaviour], axes: Sequence[StudyAxis], row: Row
) -> Behaviour | None:
    """Behaviour as a point has it; None where no axis moves it. Raises `ScenarioError` for what is not stable."""
    values = {axis.target: value for axis, value in zip(axes, row, strict=True) if axis.kind == "behaviour"}
    words = [str(value) for axis, value in zip(axes, row, strict=True) if axis.kind == PEOPLE]
    if not values and not words:
        return None
    start = people[words[0]] if words else base
    return load_behaviour(values, start=start) if values else start


def costs_at(base: Costs, axes: Sequence[StudyAxis], row: Row) -> Costs:
    """Unit costs as a point has them."""
    moved = {axis.target: float(value) for axis, value in zip(axes, row, strict=True) if axis.kind == "cost"}
    return dict(base) | {name: replace(base[name], value=value, range=()) for name, value in moved.items()}
