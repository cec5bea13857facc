"""A run that patterns need: a scenario, with levers and behaviour that differ; and ablations, which remove a cause."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from scenarios import Scenario, load
from scenarios.change import Change
from scenarios.expression import exact
from scenarios.languages import Text, phrase
from scenarios.places import Place
from sim.parameters.behaviour import Behaviour
from sim.world import Case

Settings = Mapping[str, float]  # values by the name of a lever or of a behavioural parameter
Key = tuple[object, ...]

NOTHING: Settings = {}
# Patterns over levers hold offices as they are: else a lever's effect is mixed with what offices make of it.
OFFICES_FIXED: Settings = {"office_growth": 0.0, "office_precision": 0.0}


@dataclass(frozen=True)
class Variant:
    """A scenario text, levers and behaviour that differ, changes of tables, and whether offices compete.

    rivals: where false, no office is a line department, so none answers the indicators of another with its own.
    """

    scenario: str = "generalised"
    levers: Settings = field(default_factory=dict)
    behaviour: Settings = field(default_factory=lambda: OFFICES_FIXED)
    changes: tuple[Change, ...] = ()
    rivals: bool = True

    @property
    def key(self) -> Key:
        """Equal for equal variants, whatever the order of their entries."""
        pairs = (tuple(sorted(entries.items())) for entries in (self.levers, self.behaviour))
        return (self.scenario, *pairs, self.changes, self.rivals)

    def but(self, levers: Settings = NOTHING, behaviour: Settings = NOTHING, changes: Iterable[Change] = ()) -> Variant:
        """This variant with other levers, behaviour or further changes."""
        return replace(
            self,
            levers={**self.levers, **levers},
            behaviour={**self.behaviour, **behaviour},
            changes=(*self.changes, *changes),
        )

    def case(self, place: Place, behaviour: Behaviour, seed: int, months: int) -> Case:
        """One run of it; what the variant does not set of behaviour is as given."""
        levers = tuple(sorted(self.levers.items()))
        scenario = _scenario(self.scenario, levers, self.changes, self.rivals)
        return scenario.case(place, months=months, seed=seed, behaviour=replace(behaviour, **self.behaviour))


@dataclass(frozen=True)
class Ablation:
    """What is done to every variant of a pattern to remove one cause; its name is in the catalogue by its id."""

    id: str
    behaviour: Settings = field(default_factory=dict)
    levers: Settings = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    rivals: bool = True

    @property
    def text(self) -> Text:
        return phrase(f"experiments.ablations.{self.id}")

    def of(self, variant: Variant) -> Variant:
        """The variant without the cause."""
        altered = variant.but(self.levers, self.behaviour, self.changes)
        return replace(altered, rivals=variant.rivals and self.rivals)


def move(target: str, value: float, mode: str = "towards", start: float = 0.0) -> Change:
    """A change of a lever (`visits`) or a cell of a table (`readings.citizens.weight`), from a month on."""
    table, row, column = target.split(".") if "." in target else ("levers", "", target)
    return Change("pattern", table, row, column, mode, value, start=start)


def sweep(
    lever: str, values: Iterable[float], behaviour: Settings = OFFICES_FIXED, scenario: str = "generalised",
    **levers: float,
) -> dict[str, Variant]:  # fmt: skip
    """One lever at several values: variants by label, such as `visits=0.4`."""
    return {name_of(lever, value): Variant(scenario, {**levers, lever: value}, behaviour) for value in values}


def name_of(lever: str, value: float) -> str:
    """The label of a variant in a sweep."""
    return f"{lever}={exact(value)}"


@cache
def _scenario(text: str, levers: tuple[tuple[str, float], ...], changes: tuple[Change, ...], rivals: bool) -> Scenario:
    scenario = load(text, set=dict(levers))
    if not rivals:
        offices = tuple(replace(office, line=0.0) for office in scenario.regime.offices)
        scenario = replace(scenario, regime=replace(scenario.regime, offices=offices))
    return replace(scenario, changes=(*scenario.changes, *changes)) if changes else scenario
