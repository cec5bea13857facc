"""The country, a province or a prefecture as one world of tied counties: what to run, and what came out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from scenarios.errors import ScenarioError, complaint, expected
from scenarios.places import register
from scenarios.places.country import land
from sim.behaviour import Behaviour
from sim.measures import MEASURES, N_MEASURES, NAMES
from sim.nation import Land, Nation, Rollout, Rule, county_nodes, memory_needed, same_fields
from sim.options import announce_compilation, compiled_before
from sim.parameters import ParameterError, build
from sim.tree import TreeParameters

from .ending import TOWNSHIP_STATES, township_states
from .memory import refuse_too_large
from .phrases import phrase
from .runner import check_threads
from .study import spoilt

if TYPE_CHECKING:
    import pandas
    import xarray

COUNTRY = 0
LEVELS = ("province", "prefecture", "county")
Progress = Callable[[int, int], None]


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
    """The study that a record's part `country` describes; `scenarios` of the record holds them in full."""
    from scenarios import Scenario

    try:
        own = record["country"]
        scenarios = {name: Scenario.from_record(entry) for name, entry in record["scenarios"].items()}
        return CountryStudy(
            own["place"],
            {int(code): scenarios[name] for code, name in own["scenarios"].items()},
            own["months"],
            own["seed"],
            build(Behaviour, own["behaviour"], "behaviour."),
            build(TreeParameters, own["tree"], "tree."),
        )
    except (KeyError, TypeError, AttributeError, ValueError) as error:
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
    if place is None or place == "":
        return COUNTRY
    if isinstance(place, int):
        return place
    if not place.strip().isdecimal():
        found = [unit for unit in register.find(place, 40) if unit.code <= 9999]
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
        if code and not (str(code).startswith(str(place or "")) and register.is_known(code)):
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


@dataclass
class Country:
    """What came out so far.

    monthly: (region, month, measure), means over townships of each unit directly below the place, `townships` of them;
    yearly: (county, year, measure); raised: (year, level, field), mean factor that a level puts on target odds;
    leaders: (year, level, 2): share moved up at the meeting before, and mean ambition; began: month in which the
    reform of the rollout began in each county, or NEVER.
    """

    study: CountryStudy
    regions: NDArray[np.int64]
    counties: NDArray[np.int64]
    townships: NDArray[np.int64]
    in_county: NDArray[np.int64]
    fields: tuple[str, ...]
    monthly: NDArray[np.float64]
    yearly: NDArray[np.float64]
    raised: NDArray[np.float64]
    leaders: NDArray[np.float64]
    codes: NDArray[np.int64]
    began: NDArray[np.int64]
    years: int = 0
    ending: dict[str, NDArray[np.float64]] = field(default_factory=dict)

    @property
    def months(self) -> int:
        """Complete so far."""
        return min(12 * self.years, self.study.months)

    @property
    def whole_year(self) -> int:
        """The last year of twelve months; the first, if none is."""
        return max(1, self.months // 12)

    def national(self) -> NDArray[np.float64]:
        """(month, measure): mean over all townships."""
        weights = self.townships / self.townships.sum()
        total = np.zeros(self.monthly.shape[1:])
        for region, weight in zip(self.monthly, weights, strict=True):
            total += weight * region
        return total[: self.months]

    @property
    def digest(self) -> str:
        """Hash of every bit of what is complete."""
        return self.digest_of(self.years)

    def digest_of(self, years: int) -> str:
        """The same of the first years only."""
        months = min(12 * years, self.study.months)
        parts = (self.monthly[:, :months], self.yearly[:, :years], self.raised[:years])
        total = sha256()
        for part in parts:
            total.update(np.ascontiguousarray(part).astype("<f8", copy=False).tobytes())
        return total.hexdigest()

    def dataset(self) -> xarray.Dataset:
        """Labelled: national and regional months, county years, amplification, leaders, townships at the end."""
        import xarray

        months, years = self.months, self.years
        found: dict[str, Any] = {}
        national = self.national()
        for m, measure in enumerate(MEASURES):
            about = {"units": measure.unit, "long_name": measure.en, "long_name_zh": measure.zh}
            found[measure.id] = ("month", national[:, m], about)
            found[f"region_{measure.id}"] = (("region", "month"), self.monthly[:, :months, m], about)
            found[f"county_{measure.id}"] = (("county", "year"), self.yearly[:, :years, m], about)
        found["amplification"] = (("year", "level", "field"), self.raised[:years], {"units": "times"})
        for k, name in enumerate(("moved_up", "ambition")):
            found[name] = (("year", "level"), self.leaders[:years, :, k])
        labels = {
            "month": np.arange(1, months + 1),
            "year": np.arange(1, years + 1),
            "region": self.regions,
            "region_name": ("region", [register.full_name(int(code)) for code in self.regions]),
            "county": self.counties,
            "level": list(LEVELS),
            "field": list(self.fields),
        }
        if self.ending:
            labels["township"] = self.codes
            for state in TOWNSHIP_STATES:
                about = {"units": state.unit, "long_name": state.en, "long_name_zh": state.zh}
                found[f"township_{state.id}"] = ("township", self.ending[state.id], about)
        return xarray.Dataset(found, labels, {"place": self.study.place, "seed": self.study.seed})

    def frame(self) -> pandas.DataFrame:
        """County-years, tidy: one row for each county and year, one column for each outcome."""
        import pandas

        index = pandas.MultiIndex.from_product([self.counties, np.arange(1, self.years + 1)], names=["county", "year"])
        values = self.yearly[:, : self.years].reshape(-1, N_MEASURES)
        return pandas.DataFrame(values, index, list(NAMES)).reset_index()


def run_country(
    study: CountryStudy,
    *,
    threads: int | None = None,
    progress: Progress | None = None,
    announce: Callable[[], None] = announce_compilation,
    where: Land | None = None,
) -> Country:
    """Run a study to its end."""
    for done in run_years(study, threads=threads, progress=progress, announce=announce, where=where):
        country = done
    return country


def run_years(
    study: CountryStudy,
    *,
    threads: int | None = None,
    progress: Progress | None = None,
    announce: Callable[[], None] = announce_compilation,
    where: Land | None = None,
) -> Iterator[Country]:
    """The same results again and again, with one more year each time. Refuses, before it begins, what does not fit."""
    from sim.tied import run_tied

    workers = check_threads(threads)
    where = where or land(study.place)
    refuse_too_large(memory_needed(where, same_fields([study.scenarios[COUNTRY].regime]), workers))
    nation = study.nation(where)
    country = _empty(study, nation)
    if not compiled_before(run_tied):
        announce()
    for year in nation.years(workers, progress):
        _take_in(country, nation, year)
        yield country


def _empty(study: CountryStudy, nation: Nation) -> Country:
    codes, years = nation.codes, -(-study.months // 12)
    by = {0: 10_000, 1: 100, 2: 100}.get(len(str(study.place)) if study.place else 0, 1)
    regions, counts = codes // by, np.diff(nation.land.starts)
    units = np.unique(regions)
    fields = tuple(item.id for item in study.scenarios[COUNTRY].regime.fields)
    return Country(
        study, units, codes, np.array([counts[regions == unit].sum() for unit in units]), counts, fields,
        np.zeros((len(units), 12 * years, N_MEASURES)), np.zeros((len(codes), years, N_MEASURES)),
        np.ones((years, len(LEVELS), len(fields))), np.zeros((years, len(LEVELS), 2)), nation.towns["code"].copy(),
        county_nodes(nation.nodes)["start"].copy(),
    )  # fmt: skip


def _take_in(country: Country, nation: Nation, year: int) -> None:
    """Sum what counties did this year, in the order of codes; note the tree as the meeting before it left it."""
    months = min(12, country.study.months - 12 * year)
    region_of = np.searchsorted(country.regions, nation.codes // _width(country, nation))
    weight = country.in_county / country.townships[region_of]
    here = country.monthly[:, 12 * year : 12 * year + months]
    for c, region in enumerate(region_of):
        here[region] += weight[c] * nation.series[c, :months]
        country.yearly[c, year] = nation.series[c, :months].mean(axis=0)
    for level in range(len(LEVELS)):
        units = nation.nodes[nation.nodes["level"] == level + 1]
        factors = np.exp(units["raised"][:, : len(country.fields)])
        country.raised[year, level] = factors.mean(axis=0)
        country.leaders[year, level] = units["promoted"].mean(), units["ambition"].mean()
    country.began = county_nodes(nation.nodes)["start"].copy()
    country.years = year + 1
    if 12 * country.years >= country.study.months:
        country.ending = township_states(nation.towns)


def _width(country: Country, nation: Nation) -> int:
    return int(nation.codes[0]) // int(country.regions[0])
