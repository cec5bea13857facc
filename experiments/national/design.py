"""The design of a country run: place, scenarios by unit, behaviour, tree, rollout; from words or from a record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from numbers import Integral
from typing import Any

from scenarios import Scenario, load, load_behaviour
from scenarios.errors import ScenarioError, complaint, expected, shortened
from scenarios.languages import Text, phrase
from scenarios.places import register
from scenarios.places.names import plain
from sim.national.country import Country, Policy, Rollout, same_fields
from sim.national.hierarchy import TreeParameters
from sim.national.territory import Territory
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import ParameterError, build

from ..compare.comparison import malformed

COUNTRY = 0
LARGEST_COUNTY = 999_999  # longer codes are those of townships
WHOLE = ("country", "china", "全国", "中国")  # words for the country
MOST_NAMED = 5  # units that a message names
# One scenario for all; several by code of a unit; or words `SCENARIO` and `CODE=SCENARIO`.
Assignments = Scenario | str | Sequence[Scenario | str] | Mapping[Any, Scenario | str]


@dataclass(frozen=True)
class CountryDesign:
    """All that the results of a country run depend on.

    place: 0 for the country, else the code of a province (two digits) or prefecture (four). scenarios: by code of a
    unit; the longest code that fits a county decides, 0 fits all. Outcomes E3b and E4 count as assessed what the
    scenario of code 0 assesses. months: 1 to 1200; seed: 0 to 2**62.
    """

    place: int
    scenarios: Mapping[int, Scenario]
    months: int = 120
    seed: int = 1
    behaviour: Behaviour = field(default_factory=Behaviour)
    tree: TreeParameters = field(default_factory=TreeParameters)
    rollout: Rollout = field(default_factory=Rollout)

    @property
    def covered(self) -> frozenset[str]:
        """Ids of the fields that outcomes E3b and E4 count as assessed."""
        return frozenset(item.field for item in self.scenarios[COUNTRY].regime.indicators if item.weight > 0)

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
        return {
            "place": self.place,
            "scenarios": {str(code): scenario.id for code, scenario in self.scenarios.items()},
            "months": self.months,
            "seed": self.seed,
            "behaviour": asdict(self.behaviour),
            "tree": asdict(self.tree),
        }


def design_of(record: Mapping[str, Any]) -> CountryDesign:
    """The design that a record of kind `country` describes; its entry `scenarios` holds them in full.

    Raises `ScenarioError` or `ParameterError` where the record is not one that kaohe writes.
    """
    try:
        own = record["studies"][0]
        if not isinstance(own["place"], int):
            raise ScenarioError(expected(own["place"], phrase("experiments.country.region")), "place")
        scenarios = {name: Scenario.from_record(entry) for name, entry in record["scenarios"].items()}
        return CountryDesign(
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
        raise malformed(error) from None


def new_country(
    place: int | str | None = None,
    scenarios: Assignments = "generalised",
    months: int = 120,
    seed: int = 1,
    behaviour: Behaviour | Mapping[str, float] | None = None,
    tree: TreeParameters | Mapping[str, float] | None = None,
    rollout: Rollout | None = None,
) -> CountryDesign:
    """A design from words or objects.

    place: code or name of a province or a prefecture; the country if left out. scenarios: one for all, a mapping by
    code, or words such as `33=leping`. behaviour, tree: objects, or values by name. months: 1 to 1200; seed: 0 to
    2**62. Raises `ScenarioError` or `ParameterError` for what cannot be.
    """
    code = place_code(place)
    assigned = assignments(scenarios, code)
    same_fields([scenario.regime for scenario in assigned.values()])
    people = behaviour if isinstance(behaviour, Behaviour) else load_behaviour(behaviour or {})
    tie = tree if isinstance(tree, TreeParameters) else build(TreeParameters, dict(tree or {}), "tree.")
    return CountryDesign(code, assigned, months, seed, people, tie, rollout or Rollout())


def place_code(place: int | str | None) -> int:
    """0 for the country; a code of two or four digits is left to the register to find."""
    if place is None:
        return COUNTRY
    code = _code(place)
    if code is not None:
        return code
    if not isinstance(place, str) or place.strip().isdecimal():
        raise ScenarioError(expected(place, phrase("experiments.country.region")), "place")
    word = "".join(place.split())
    return COUNTRY if word.lower() in WHOLE else _named(word)


def _code(word: object) -> int | None:
    """A code from a whole number or digits as the register writes them, without zeros in front; None for all else."""
    if isinstance(word, Integral) and not isinstance(word, bool):
        return int(word)
    digits = word.strip() if isinstance(word, str) else ""
    return int(digits[:12]) if digits.isdecimal() and (digits == "0" or not digits.startswith("0")) else None


def _named(word: str) -> int:
    """The province or prefecture of a name: in full, else without its kind, else as it begins; refused if several."""
    everyone = (*register.provinces(), *register.prefectures())
    units = [unit for unit in everyone if unit.name not in register.FILLERS]
    fits = (
        [unit for unit in everyone if register.full_name(unit.code) == word],
        [unit for unit in units if unit.name == word],
        [unit for unit in units if plain(unit.name) == word],
        [unit for unit in units if word and unit.name.startswith(word)],
    )
    found = next((several for several in fits if several), [])
    if not found:
        raise ScenarioError(expected(word, phrase("experiments.country.region")), "place")
    if len(found) > 1:
        raise ScenarioError(phrase("experiments.country.ambiguous", word=shortened(word), units=_few(found)), "place")
    return found[0].code


def _few(units: Sequence[register.Unit]) -> Text:
    few = register.named(units[:MOST_NAMED])
    return phrase("experiments.country.and_others", few=few, n=len(units)) if len(units) > MOST_NAMED else few


def assignments(words: Assignments, place: int = COUNTRY) -> dict[int, Scenario]:
    """Scenarios by code from one, a mapping, or words `SCENARIO` and `CODE=SCENARIO`.

    A unit must lie in the place or hold it; of several that hold a county, the longest code decides.
    """
    if isinstance(words, Mapping):
        pairs: list[tuple[Any, Any]] = list(words.items())
    else:
        several = words if isinstance(words, (list, tuple)) else [words]
        pairs = [_pair(word) if isinstance(word, str) else (COUNTRY, word) for word in several]
    found: dict[int, Scenario] = {}
    for word, scenario in pairs:
        code = _unit(word)
        if code in found:
            raise ScenarioError(
                phrase("experiments.country.unit_twice", unit=code)
                if code
                else phrase("experiments.country.whole_twice"),
                "scenario",
            )
        if not concerns(code, place):
            raise ScenarioError(expected(code, phrase("experiments.country.not_inside")), "scenario")
        found[code] = loaded(scenario)
    if COUNTRY not in found:
        found[COUNTRY] = load("generalised")
    return dict(sorted(found.items()))


def concerns(unit: int, place: int) -> bool:
    """Whether a unit lies in a place or holds it."""
    one, other = str(unit or ""), str(place or "")
    return one.startswith(other) or other.startswith(one)


def _unit(word: object) -> int:
    """The code of a province, a prefecture or a county of the register, or 0 for all."""
    code = _code(word)
    if code is None or code > LARGEST_COUNTY or (code != COUNTRY and not register.is_known(code)):
        raise ScenarioError(
            expected(word if code is None else code, phrase("experiments.country.unit_code")), "scenario"
        )
    return code


def _pair(word: str) -> tuple[int | str, str]:
    """`33=leping` is province 33; `generalised+mutual_recognition=0.5` is a scenario."""
    code, equals, scenario = word.partition("=")
    return (code, scenario) if equals and code.strip().isdecimal() else (COUNTRY, word)


def loaded(scenario: Scenario | str) -> Scenario:
    """A scenario, from its words where it is given in words."""
    return scenario if isinstance(scenario, Scenario) else load(scenario)


def _unit_of(county: int, units: Sequence[int]) -> int:
    """The smallest unit with a scenario that holds the county."""
    return max(unit for unit in units if unit == COUNTRY or str(county).startswith(str(unit)))
