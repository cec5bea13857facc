"""The country, a province or a prefecture as one world of tied counties: running it, and what came out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from scenarios.places import register
from scenarios.places.country import land
from sim.compile.kernel import announce_compilation, compiled_before
from sim.measures import MEASURES, N_MEASURES, NAMES
from sim.national.country import Nation, Rollout, county_nodes, same_fields
from sim.national.territory import Land, memory_needed

from ..compare.last_month import TOWNSHIP_STATES, township_states
from ..run.memory import OVERHEAD, refuse_too_large
from ..run.runner import check_threads, patiently
from .design import COUNTRY, CountryStudy

if TYPE_CHECKING:
    import pandas
    import xarray

LEVELS = ("province", "prefecture", "county")
Progress = Callable[[int, int], None]


@dataclass
class Country:
    """What came out so far.

    monthly: (region, month, measure), means over townships of each unit directly below the place, `townships` of them;
    where there is a single one, of the units below that. yearly: (county, year, measure); raised: (year, level, field),
    mean factor that a level puts on target odds; leaders: (year, level, 2): share moved up at the meeting before, and
    mean ambition; began: month in which the reform of the rollout began in each county, or NEVER.
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
    from sim.national.year import run_tied

    workers = check_threads(threads)
    where = where or land(study.place)
    refuse_too_large(_arrays(study, where, workers))
    nation = study.nation(where)
    country = _empty(study, nation)
    if not compiled_before(run_tied):
        announce()
        patiently(lambda: _try_year(study, where))
    for year in nation.years(workers, progress):
        _take_in(country, nation, year)
        yield country


def memory_of(study: CountryStudy, where: Land, threads: int | None = None) -> int:
    """Bytes that a run takes, all in all."""
    return _arrays(study, where, check_threads(threads)) + OVERHEAD


def _arrays(study: CountryStudy, where: Land, workers: int) -> int:
    """The model's, and the results' with the tables made of them (measured: three times the results)."""
    years, regions = -(-study.months // 12), 31  # no place has more units below it than the country has
    results = 8 * N_MEASURES * (len(where.counties) * years + regions * study.months)
    return memory_needed(where, same_fields([study.scenarios[COUNTRY].regime]), workers) + 3 * results


def _try_year(study: CountryStudy, where: Land) -> None:
    """Compile, with the first county alone."""
    first = where.townships[where.townships["county"] == where.counties[0]]
    little = replace(study, rollout=Rollout(study.rollout.overlays), months=1)
    for _ in little.nation(Land(first)).years():
        pass


def _empty(study: CountryStudy, nation: Nation) -> Country:
    codes, years = nation.codes, -(-study.months // 12)
    regions, counts = codes // _divisor(codes), np.diff(nation.land.starts)
    units = np.unique(regions)
    fields = tuple(item.id for item in study.scenarios[COUNTRY].regime.fields)
    return Country(
        study, units, codes, np.array([counts[regions == unit].sum() for unit in units]), counts, fields,
        np.zeros((len(units), 12 * years, N_MEASURES)), np.zeros((len(codes), years, N_MEASURES)),
        np.ones((years, len(LEVELS), len(fields))), np.zeros((years, len(LEVELS), 2)), nation.towns["code"].copy(),
        county_nodes(nation.nodes)["start"].copy(),
    )  # fmt: skip


def _divisor(codes: NDArray[np.int64]) -> int:
    """What a county's code is divided by to give that of its region, at the highest level with several units."""
    return next((by for by in (10_000, 100) if len(np.unique(codes // by)) > 1), 1)


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
    """What a county's code is divided by to give that of its region: 10 for each digit less."""
    return int(10 ** (len(str(nation.codes[0])) - len(str(country.regions[0]))))
