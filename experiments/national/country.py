"""The country, a province or a prefecture as tied counties: running a design, and its results year by year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from time import perf_counter
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from scenarios.countries import DEFAULT, find_country
from scenarios.places import register
from scenarios.places.country import territory_of
from sim.compile.kernel import announce_compilation, compiled_before
from sim.measures import MEASURES, N_MEASURES, NAMES
from sim.national.country import Country, Rollout, same_fields
from sim.national.storage import memory_needed
from sim.national.territory import Territory
from sim.national.year import run_county_years

from ..run.last_month import TOWNSHIP_STATES, township_states
from ..run.memory import OVERHEAD, refuse_to_compile, refuse_too_large
from ..run.parts import Parts
from ..run.record import bits
from ..run.runner import Announce, Progress, check_threads, patiently
from .design import CountryDesign
from .units import COUNTRY

if TYPE_CHECKING:
    import pandas
    import xarray

KEPT = ("monthly", "yearly", "amplification", "leaders", "began")  # results of the years so far
PATIENCE = 20  # times as long as it takes to keep a state, before the next one is
LEVELS = tuple(find_country(DEFAULT).levels)[1:]  # below the centre


@dataclass
class CountryResults:
    """Results of the years run so far.

    Regions are the units directly below the place; where there is a single one, the units below that. Means over a
    region are over its townships. Values of years and months that have not been run are 0, or 1 for `amplification`.
    """

    design: CountryDesign
    regions: NDArray[np.int64]  # codes
    counties: NDArray[np.int64]  # codes
    townships: NDArray[np.int64]  # how many of each region
    in_county: NDArray[np.int64]  # how many townships of each county
    fields: tuple[str, ...]  # ids
    monthly: NDArray[np.float64]  # (region, month, measure)
    yearly: NDArray[np.float64]  # (county, year, measure): means over the months of the year that were run
    amplification: NDArray[np.float64]  # (year, level, field): mean factor that a level puts on target odds
    leaders: NDArray[np.float64]  # (year, level, 2): share promoted at the meeting before; mean ambition
    codes: NDArray[np.int64]  # of the townships
    began: NDArray[np.int64]  # (county,): month in which the reform that spreads began, or NEVER
    years: int = 0  # complete so far
    ending: dict[str, NDArray[np.float64]] = field(default_factory=dict)  # (township,) by state, once all is run

    @property
    def months(self) -> int:
        """Months complete so far."""
        return min(12 * self.years, self.design.months)

    @property
    def whole_year(self) -> int:
        """Number, from 1, of the last year with twelve months; 1 if none has."""
        return max(1, self.months // 12)

    def national(self) -> NDArray[np.float64]:
        """Mean of every measure over all townships, (month, measure), of the months complete so far."""
        weights = self.townships / self.townships.sum()
        total = np.zeros(self.monthly.shape[1:])
        for region, weight in zip(self.monthly, weights, strict=True):
            total += weight * region
        return total[: self.months]

    @property
    def digest(self) -> str:
        """Hash of every bit of the years complete so far."""
        return self.digest_of(self.years)

    def digest_of(self, years: int) -> str:
        """Hash of every bit of the first `years` years."""
        months = min(12 * years, self.design.months)
        parts = (self.monthly[:, :months], self.yearly[:, :years], self.amplification[:years])
        return sha256(b"".join(map(bits, parts))).hexdigest()

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
        found["amplification"] = (("year", "level", "field"), self.amplification[:years], {"units": "times"})
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
        return xarray.Dataset(found, labels, {"place": self.design.place, "seed": self.design.seed})

    def frame(self) -> pandas.DataFrame:
        """County-years, tidy: one row for each county and year, one column for each outcome."""
        import pandas

        index = pandas.MultiIndex.from_product([self.counties, np.arange(1, self.years + 1)], names=["county", "year"])
        values = self.yearly[:, : self.years].reshape(-1, N_MEASURES)
        return pandas.DataFrame(values, index, list(NAMES)).reset_index()


def run_country(
    design: CountryDesign,
    *,
    threads: int | None = None,
    progress: Progress | None = None,
    announce: Announce = announce_compilation,
    territory: Territory | None = None,
) -> CountryResults:
    """Run a design to its end; arguments and errors are those of `run_years`."""
    *_, results = run_years(design, threads=threads, progress=progress, announce=announce, territory=territory)
    return results


def run_years(
    design: CountryDesign,
    *,
    threads: int | None = None,
    progress: Progress | None = None,
    announce: Announce = announce_compilation,
    territory: Territory | None = None,
    parts: Parts | None = None,
) -> Iterator[CountryResults]:
    """Run a design; yields one and the same object after each year, to which that year has been added.

    threads: all cores if left out. progress: called with county-years done and in all. announce: called before a
    compilation, which takes half a minute. territory: that of the design's place if left out. parts: where the state
    after a year is kept now and then, and the run goes on from. Raises `ScenarioError`, before anything is run, where
    memory does not suffice.
    """
    workers = check_threads(threads)
    territory = territory or territory_of(design.place)
    refuse_too_large(_arrays(design, territory, workers))
    country = design.build(territory)
    results = _no_results(design, country)
    if not compiled_before(run_county_years):
        refuse_to_compile()
        announce()
        patiently(lambda: _compile(design, territory))
    if parts is not None and _go_on(parts, results, country):
        yield results
    begun = cost = 0.0
    for year in country.years(workers, progress, results.years):
        _add_year(results, country, year)
        yield results
        now = perf_counter()
        if parts is not None and now - begun >= PATIENCE * cost and results.months < design.months:
            _keep(parts, results, country)
            begun = perf_counter()
            cost = begun - now


def _keep(parts: Parts, results: CountryResults, country: Country) -> None:
    """Keep the state after the years so far, and none before it."""
    before = parts.names()
    kept = {name: getattr(results, name) for name in KEPT}
    parts.write(f"year-{results.years:04d}", kept | country.state())
    for name in before:
        parts.forget(name)


def _go_on(parts: Parts, results: CountryResults, country: Country) -> bool:
    """Take over the latest state that was kept, if there is one."""
    for name in reversed(parts.names()):
        with parts.opened(name) as kept:
            if kept is None:
                continue
            for field_ in KEPT:
                getattr(results, field_)[:] = kept[field_]
            country.restore(kept)
        results.years = int(name.removeprefix("year-"))
        return True
    return False


def memory_of(design: CountryDesign, territory: Territory, threads: int | None = None) -> int:
    """Bytes that a run takes in all, the interpreter included."""
    return _arrays(design, territory, check_threads(threads)) + OVERHEAD


def _arrays(design: CountryDesign, territory: Territory, workers: int) -> int:
    """Bytes of the model's arrays, and of the results with the tables made of them (measured: three times these)."""
    years, regions = -(-design.months // 12), 31  # no place has more units below it than the country has
    results = 8 * N_MEASURES * (len(territory.counties) * years + regions * design.months)
    return memory_needed(territory, same_fields([design.scenarios[COUNTRY].regime]), workers) + 3 * results


def _compile(design: CountryDesign, territory: Territory) -> None:
    """Run one month of the first county, which compiles the kernels."""
    first = Territory(
        territory.townships[territory.townships["county"] == territory.counties[0]], divisors=territory.divisors
    )
    for _ in replace(design, rollout=Rollout(design.rollout.overlays), months=1).build(first).years():
        pass


def _no_results(design: CountryDesign, country: Country) -> CountryResults:
    """Results of which no year has been run."""
    codes, years = country.codes, -(-design.months // 12)
    regions, counts = codes // _divisor(codes), np.diff(country.territory.first_townships)
    units = np.unique(regions)
    fields = tuple(item.id for item in design.scenarios[COUNTRY].regime.fields)
    return CountryResults(
        design, units, codes, np.array([counts[regions == unit].sum() for unit in units]), counts, fields,
        np.zeros((len(units), 12 * years, N_MEASURES)), np.zeros((len(codes), years, N_MEASURES)),
        np.ones((years, len(LEVELS), len(fields))), np.zeros((years, len(LEVELS), 2)), country.towns["code"].copy(),
        country.county_nodes["start"].copy(),
    )  # fmt: skip


def _divisor(codes: NDArray[np.int64]) -> int:
    """What a county's code is divided by to give that of its region, at the highest level with several units."""
    return next((by for by in (10_000, 100) if len(np.unique(codes // by)) > 1), 1)


def _add_year(results: CountryResults, country: Country, year: int) -> None:
    """Add a year: means over its months in the order of codes, and the tree as the meeting before it left it."""
    months = min(12, results.design.months - 12 * year)
    region_of = np.searchsorted(results.regions, country.codes // _divisor(country.codes))
    weight = results.in_county / results.townships[region_of]
    here = results.monthly[:, 12 * year : 12 * year + months]
    for c, region in enumerate(region_of):
        here[region] += weight[c] * country.series[c, :months]
        results.yearly[c, year] = country.series[c, :months].mean(axis=0)
    for level in range(len(LEVELS)):
        units = country.nodes[country.nodes["level"] == level + 1]
        factors = np.exp(units["increment"][:, : len(results.fields)])
        results.amplification[year, level] = factors.mean(axis=0)
        results.leaders[year, level] = units["promoted"].mean(), units["ambition"].mean()
    results.began = country.county_nodes["start"].copy()
    results.years = year + 1
    if 12 * results.years >= results.design.months:
        results.ending = township_states(country.towns)
