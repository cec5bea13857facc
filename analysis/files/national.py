"""Results of tied counties as files, which grow year by year.

national.csv: months by outcomes. series.parquet: months by outcomes of each unit below the place. counties.parquet:
years of counties by outcomes. amplification.csv, leaders.csv: by year and level. At the end townships.parquet and
distribution.csv: the last month of every township, and its quantiles over them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.compare.window import FIRST_SCORE, YEARLY
from experiments.national.country import LEVELS, CountryResults
from experiments.national.design import spec_of
from experiments.run.folder import ResultFolder
from experiments.run.folder_contents import FIGURES
from experiments.run.last_month import TOWNSHIP_STATES
from experiments.run.record import write_record
from scenarios.places import register
from scenarios.places.country import left_out
from sim.measures import NAMES

from ..figures.national import draw_country
from .formats import write_csv, write_parquet

if TYPE_CHECKING:
    import pandas

QUANTILES = (0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99)


class GrowingFolder:
    """A folder of results that grows: `with GrowingFolder(out, command) as folder:`, `folder.add(country)` each year.

    A folder that cannot be used is refused on entering. Until the first year is complete nothing changes in `out`; from
    then on it holds the complete `years` of this run, whatever happens.
    """

    def __init__(self, out: str | Path, command: Sequence[str] = ()) -> None:
        self.folder, self.command = ResultFolder(out), command
        self.years = 0

    def __enter__(self) -> GrowingFolder:
        self.folder.__enter__()
        return self

    def __exit__(self, *error: Any) -> None:
        self.folder.__exit__(*error)

    def add(self, country: CountryResults) -> None:
        """Write what is complete now."""
        self._replace(lambda new: write_years(country, new, self.command), country.years)

    def finish(self, country: CountryResults, lang: str = "en") -> None:
        """Write what only the end has: townships, figures."""
        self._replace(lambda new: write_ending(country, new, lang), country.years)
        self.folder.forget_parts()

    def _replace(self, writer: Callable[[Path], None], years: int) -> None:
        """Write files, which then take their names; those of complete years that have no new one stay."""
        before = self.folder.times
        try:
            with self.folder.writing(self.years), self.folder.replacing(keep=self.years > 0) as new:
                writer(new)
        finally:  # Ctrl-C may have waited for files to have their names
            self.years = years if self.folder.times > before else self.years


def write_years(country: CountryResults, folder: Path, command: Sequence[str] = ()) -> None:
    """Files of the years that are complete."""
    import pandas

    months = np.arange(1, country.months + 1)
    national = pandas.DataFrame(country.national(), months, list(NAMES)).rename_axis("month")
    write_csv(national.reset_index(), folder / "national.csv")
    regions = pandas.MultiIndex.from_product([country.regions, months], names=["region", "month"])
    values = country.monthly[:, : country.months].reshape(len(regions), -1)
    series = pandas.DataFrame(values, regions, list(NAMES)).reset_index()
    write_parquet(_named(series, "region"), folder / "series.parquet")
    write_parquet(_named(county_frame(country), "county"), folder / "counties.parquet")
    levels = pandas.MultiIndex.from_product([range(1, country.years + 1), LEVELS], names=["year", "level"])
    tables = {
        "amplification.csv": (country.amplification, list(country.fields)),
        "leaders.csv": (country.leaders, ["moved_up", "ambition"]),
    }
    for name, (found, columns) in tables.items():
        frame = pandas.DataFrame(found[: country.years].reshape(len(levels), -1), levels, columns)
        write_csv(frame.reset_index(), folder / name)
    write_record(folder, command, kind="country", **country_record(country))


def write_ending(country: CountryResults, folder: Path, lang: str = "en") -> None:
    """Townships in the last month, their quantiles, and figures."""
    import pandas

    towns = pandas.DataFrame({state.id: country.ending[state.id] for state in TOWNSHIP_STATES})
    quantiles = towns.quantile(list(QUANTILES)).T.rename_axis("outcome")
    quantiles.insert(0, "mean", towns.mean())
    write_csv(quantiles.reset_index(), folder / "distribution.csv")
    towns.insert(0, "township", country.codes)
    write_parquet(towns, folder / "townships.parquet")
    draw_country(country, folder / FIGURES, lang)


def _named(frame: pandas.DataFrame, unit: str) -> pandas.DataFrame:
    """A table with the names of its units, by their codes in the column `unit`, in its second column."""
    names = {code: register.full_name(int(code)) for code in frame[unit].unique()}
    frame.insert(1, "name", frame[unit].map(names))
    return frame


def county_frame(country: CountryResults) -> pandas.DataFrame:
    """Years of counties; outcomes of the yearly score have no value before the first, at the end of year 1."""
    counties, scored = country.frame(), list(YEARLY)
    first = counties["year"] == 1  # a mean of eleven zeros and one value
    counties.loc[first, scored] = counties.loc[first, scored] * FIRST_SCORE if country.months >= FIRST_SCORE else np.nan
    return counties


def country_record(country: CountryResults) -> dict[str, Any]:
    """What the record holds: how to redo the run, how many years are complete, and their digest."""
    design = country.design
    own = design.record() | {"years_complete": country.years, "months_complete": country.months}
    own |= {"counties_left_out": [unit.code for unit in left_out(design.place)], "digest": country.digest}
    return spec_of(design) | {"studies": [own]}
