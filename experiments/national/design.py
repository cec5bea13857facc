"""The design of a country run: place, scenarios by unit, behaviour, tree, rollout; and how a record says it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from scenarios import Scenario
from scenarios.errors import ScenarioError, complaint, expected
from scenarios.languages import phrase
from scenarios.scenario import told_apart
from sim.national.country import Country, Policy, Rollout, same_fields
from sim.national.hierarchy import TreeParameters
from sim.national.territory import Territory
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import ParameterError, build

from ..run.record import reading_a_record, scenarios_of
from .units import COUNTRY


@dataclass(frozen=True)
class CountryDesign:
    """All that the results of a country run depend on.

    place: 0 for the country, else the code of a province (two digits) or prefecture (four). scenarios: by code of a
    unit; the longest code that fits a county decides, 0 fits all; of different ones with one id the later get a number
    in theirs. Outcomes E3b and E4 count as assessed what the scenario of code 0 assesses. months: 1 to 1200; seed: 0 to
    2**62. Raises `ParameterError` where the regimes of the scenarios have different fields, which targets cascade
    through.
    """

    place: int
    scenarios: Mapping[int, Scenario]
    months: int = 120
    seed: int = 1
    behaviour: Behaviour = field(default_factory=Behaviour)
    tree: TreeParameters = field(default_factory=TreeParameters)
    rollout: Rollout = field(default_factory=Rollout)

    def __post_init__(self) -> None:
        apart = dict(zip(self.scenarios, told_apart(self.scenarios.values()), strict=True))
        object.__setattr__(self, "scenarios", apart)
        same_fields([scenario.regime for scenario in self.scenarios.values()])

    @property
    def covered(self) -> frozenset[str]:
        """Ids of the fields that outcomes E3b and E4 count as assessed."""
        return self.scenarios[COUNTRY].regime.assessed

    def build(self, territory: Territory) -> Country:
        """The country, built and not yet run; raises `ScenarioError` for values that cannot be."""
        units = sorted(self.scenarios)
        policies = [Policy(self.scenarios[u].regime, self.scenarios[u].overlays, self.covered) for u in units]
        policy_of = [units.index(_unit_of(int(county), units)) for county in territory.counties]
        try:
            return Country(
                territory, policies, policy_of, behaviour=self.behaviour, tree=self.tree, rollout=self.rollout,
                months=self.months, seed=self.seed,
            )  # fmt: skip
        except ParameterError as error:
            raise complaint(error) from None

    def record(self) -> dict[str, Any]:
        """Plain values, scenarios by id; `design_of` makes the same design again (without a rollout)."""
        assigned = {str(code): scenario.id for code, scenario in self.scenarios.items()}
        record = {"place": self.place, "scenarios": assigned, "months": self.months, "seed": self.seed}
        return record | {"behaviour": asdict(self.behaviour), "tree": asdict(self.tree)}


def spec_of(design: CountryDesign) -> dict[str, Any]:
    """All that the bits of a design depend on, versions apart: itself, and its scenarios in full."""
    scenarios = {scenario.id: scenario.record() for scenario in design.scenarios.values()}
    return {"studies": [design.record()], "scenarios": scenarios}


def design_of(record: dict[str, Any]) -> CountryDesign:
    """The design that a record of kind `country` describes; its entry `scenarios` holds them in full.

    Raises `ScenarioError` or `ParameterError` where the record is not one that kaohe writes.
    """
    with reading_a_record():
        own, scenarios = record["studies"][0], scenarios_of(record)
        if not isinstance(own["place"], int):
            raise ScenarioError(expected(own["place"], phrase("experiments.country.region")), "place")
        assigned = {int(code): scenarios[name] for code, name in own["scenarios"].items()}
        behaviour = build(Behaviour, own["behaviour"], "behaviour.")
        tree = build(TreeParameters, own["tree"], "tree.")
        return CountryDesign(own["place"], assigned, own["months"], own["seed"], behaviour, tree)


def _unit_of(county: int, units: Sequence[int]) -> int:
    """The smallest unit with a scenario that holds the county."""
    return max(unit for unit in units if unit == COUNTRY or str(county).startswith(str(unit)))
