"""One run a pattern needs: a scenario, levers set one by one, people other than usual; and how to switch things off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from scenarios import Scenario, load
from scenarios.change import Change
from scenarios.places import Place
from sim.parameters.behaviour import Behaviour
from sim.world import Case

# Patterns over levers hold offices as they are: else a lever's effect is mixed with what offices make of it.
HELD: Mapping[str, float] = {"office_growth": 0.0, "office_adjustment": 0.0}
NOBODY: Mapping[str, float] = {}
Key = tuple[object, ...]


@dataclass(frozen=True)
class Variant:
    """A scenario text, levers and people that differ, changes of tables, and whether offices race each other."""

    scenario: str = "generalised"
    levers: Mapping[str, float] = field(default_factory=dict)
    people: Mapping[str, float] = field(default_factory=lambda: HELD)
    changes: tuple[Change, ...] = ()
    rivals: bool = True

    @property
    def key(self) -> Key:
        """Equal for equal variants, whatever the order of their entries."""
        pairs = (tuple(sorted(entries.items())) for entries in (self.levers, self.people))
        return (self.scenario, *pairs, self.changes, self.rivals)

    def but(
        self,
        levers: Mapping[str, float] = NOBODY,
        people: Mapping[str, float] = NOBODY,
        changes: Iterable[Change] = (),
        scenario: str = "",
    ) -> Variant:
        """The same with other levers, people or further changes."""
        return replace(
            self,
            scenario=scenario or self.scenario,
            levers={**self.levers, **levers},
            people={**self.people, **people},
            changes=(*self.changes, *changes),
        )

    def case(self, place: Place, behaviour: Behaviour, seed: int, months: int) -> Case:
        """One run of it, among people who are otherwise as given."""
        levers = tuple(sorted(self.levers.items()))
        scenario = _scenario(self.scenario, levers, self.changes, self.rivals)
        return scenario.case(place, months=months, seed=seed, behaviour=replace(behaviour, **self.people))


@dataclass(frozen=True)
class Switch:
    """What is done to every variant of a pattern to switch a mechanism off, and how it is said."""

    en: str
    zh: str
    people: Mapping[str, float] = field(default_factory=dict)
    levers: Mapping[str, float] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    rivals: bool = True

    def on(self, variant: Variant) -> Variant:
        altered = variant.but(levers=self.levers, people=self.people, changes=self.changes)
        return replace(altered, rivals=variant.rivals and self.rivals)


def move(target: str, value: float, mode: str = "towards", start: float = 0.0) -> Change:
    """A change of a lever (`visits`) or a cell of a table (`readings.citizens.weight`), from a month on."""
    table, row, column = target.split(".") if "." in target else ("levers", "", target)
    return Change("pattern", table, row, column, mode, value, start=start)


def sweep(
    lever: str,
    values: Iterable[float],
    scenario: str = "generalised",
    people: Mapping[str, float] = HELD,
    **levers: float,
) -> dict[str, Variant]:
    """One lever at several values: variants by label, such as `visits=0.4`."""
    return {name_of(lever, value): Variant(scenario, {**levers, lever: value}, people) for value in values}


def name_of(lever: str, value: float) -> str:
    return f"{lever}={value:g}"


@cache
def _scenario(text: str, levers: tuple[tuple[str, float], ...], changes: tuple[Change, ...], rivals: bool) -> Scenario:
    scenario = load(text, set=dict(levers))
    if not rivals:
        offices = tuple(replace(office, line=0.0) for office in scenario.regime.offices)
        scenario = replace(scenario, regime=replace(scenario.regime, offices=offices))
    return replace(scenario, changes=(*scenario.changes, *changes)) if changes else scenario
