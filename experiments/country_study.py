"""What a run of tied counties depends on: place, scenarios by unit, people, tree, rollout; from words or a record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from scenarios.errors import ScenarioError, complaint, expected
from scenarios.places import register
from scenarios.places.country import LARGEST_PREFECTURE, land
from sim.behaviour import Behaviour
from sim.land import Land
from sim.nation import Nation, Rollout, Rule, same_fields
from sim.parameters import ParameterError, build
from sim.tree import TreeParameters

from .phrases import phrase
from .study import spoilt

COUNTRY = 0
LARGEST_COUNTY = 999_999  # longer codes are those of townships


@dataclass(frozen=True)
class CountryStudy:
    """All that the results depend on.

    place: 0 for the country, else the code of a province (two digits) or prefecture (four). scenarios: by code of a
    unit; the longest code that fits a county decides, 0 fits all. Outcomes E3b and E4 count as assessed what the
    scenario of code 0 assesses.
    """

    place: int
    scenarios: Mapping[int, Any]
    months: int = 120
    seed: int = 1
    behaviour: Behaviour = field(default_factory=Behaviour)
    tree: TreeParameters = field(default_factory=TreeParameters)
    rollout: Rollout = field(default_factory=Rollout)

    @property
    def covered(self) -> frozenset[str]:
        return frozenset(item.field for item in self.scenarios[COUNTRY].regime.indicators if item.weight > 0)

    def nation(self, where: Land | None = None) -> Nation:
        """The world, built and not yet run."""
        where = where or land(self.place)
        units = sorted(self.scenarios)
        rules = [Rule(self.scenarios[u].regime, self.scenarios[u].overlays, self.covered) for u in units]
        rule_of = [units.index(_unit_of(int(county), units)) for county in where.counties]
        try:
            return Nation(
                where, rules, rule_of, behaviour=self.behaviour, tree=self.tree, rollout=self.rollout,
                months=self.months, seed=self.seed,
            )  # fmt: skip
        except ParameterError as error:
            raise complaint(error) from None

    def record(self) -> dict[str, Any]:
        """Plain values, scenarios by id; `study_of` makes the same study again."""
        return {
            "place": self.place,
            "scenarios": {str(code): scenario.id for code, scenario in self.scenarios.items()},
            "months": self.months,
            "seed": self.seed,
            "behaviour": asdict(self.behaviour),
            "tree": asdict(self.tree),
        }


def study_of(record: Mapping[str, Any]) -> CountryStudy:
    """The study that a record of kind `country` describes; `scenarios` of the record holds them in full."""
    from scenarios import Scenario

    try:
        own = record["studies"][0]
        if not isinstance(own["place"], int):
            raise ScenarioError(expected(own["place"], phrase("region")), "place")
        scenarios = {name: Scenario.from_record(entry) for name, entry in record["scenarios"].items()}
        return CountryStudy(
            own["place"],
            {int(code): scenarios[name] for code, name in own["scenarios"].items()},
            own["months"],
            own["seed"],
            build(Behaviour, own["behaviour"], "behaviour."),
            build(TreeParameters, own["tree"], "tree."),
        )
    except (ScenarioError, ParameterError):
        raise
    except (KeyError, IndexError, TypeError, AttributeError, ValueError) as error:
        raise spoilt(error) from None


def new_country(
    place: int | str | None = None,
    scenarios: Any = "generalised",
    months: int = 120,
    seed: int = 1,
    behaviour: Behaviour | Mapping[str, float] | None = None,
    tree: TreeParameters | Mapping[str, float] | None = None,
    rollout: Rollout | None = None,
) -> CountryStudy:
    """A study from words or objects. scenarios: one for all, a mapping by code, or words such as `33=leping`."""
    from scenarios import load_behaviour

    code = place_code(place)
    loaded = assignments(scenarios, code)
    same_fields([scenario.regime for scenario in loaded.values()])
    people = behaviour if isinstance(behaviour, Behaviour) else load_behaviour(behaviour or {})
    tie = tree if isinstance(tree, TreeParameters) else build(TreeParameters, dict(tree or {}), "tree.")
    return CountryStudy(code, loaded, months, seed, people, tie, rollout or Rollout())


def place_code(place: int | str | None) -> int:
    """0 for the country; a code of two or four digits is left to the register to find."""
    if place is None:
        return COUNTRY
    if isinstance(place, int):
        return place
    if not place.strip().isdecimal():
        found = [unit for unit in register.find(place, 40) if unit.code <= LARGEST_PREFECTURE]
        if not found:
            raise ScenarioError(expected(place, phrase("region")), "place")
        return found[0].code
    return int(place)


def assignments(words: Any, place: int = COUNTRY) -> dict[int, Any]:
    """Scenarios by code from one, a mapping, or words `SCENARIO` and `CODE=SCENARIO`."""
    if isinstance(words, Mapping):
        pairs = [(int(code), scenario) for code, scenario in words.items()]
    else:
        several = words if isinstance(words, (list, tuple)) else [words]
        pairs = [_pair(word) if isinstance(word, str) else (COUNTRY, word) for word in several]
    found: dict[int, Any] = {}
    for code, scenario in pairs:
        if code in found:
            raise ScenarioError(expected(code or scenario, phrase("assigned_twice")), "scenario")
        inside = str(code).startswith(str(place or "")) and code <= LARGEST_COUNTY and register.is_known(code)
        if code and not inside:
            raise ScenarioError(expected(code, phrase("not_inside")), "scenario")
        found[code] = _loaded(scenario)
    if COUNTRY not in found:
        found[COUNTRY] = _loaded("generalised")
    return dict(sorted(found.items()))


def _pair(word: str) -> tuple[int, str]:
    """`33=leping` is province 33; `generalised+mutual_recognition=0.5` is a scenario."""
    code, equals, scenario = word.partition("=")
    if equals and code.strip().isdecimal():
        return int(code), scenario
    return COUNTRY, word


def _loaded(scenario: Any) -> Any:
    import scenarios

    return scenario if hasattr(scenario, "regime") else scenarios.load(scenario)


def _unit_of(county: int, units: Sequence[int]) -> int:
    """The smallest unit with a scenario that holds the county."""
    return max(unit for unit in units if unit == COUNTRY or str(county).startswith(str(unit)))
