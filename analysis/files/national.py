"""Results of tied counties as files. They grow year by year, all replaced at once, the record last.

national.csv: months by outcomes. series.parquet: months by outcomes of each unit below the place. counties.parquet:
years of counties by outcomes. amplification.csv, leaders.csv: by year and level. At the end townships.parquet and
distribution.csv: the last month of every township, and its quantiles over them.
"""

from __future__ import annotations

import os
import shutil
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.compare.window import FIRST_SCORE, YEARLY
from experiments.national.country import LEVELS, CountryResults
from experiments.run.folder import FIGURES, PART, check_replaceable, result_folder, taken, unwritable
from experiments.run.last_month import TOWNSHIP_STATES
from experiments.run.record import FILE, write_record
from scenarios.places import register
from scenarios.places.country import left_out
from sim.measures import NAMES

from ..figures.national import draw_country
from .formats import write_csv, write_parquet

if TYPE_CHECKING:
    import pandas

STOPS = (signal.SIGINT, signal.SIGTERM)
QUANTILES = (0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99)


class GrowingFolder:
    """A folder of results that grows: `with GrowingFolder(out, command) as folder:`, `folder.add(country)` each year.

    A folder that cannot be used is refused on entering. Until the first year is complete nothing changes in `out`; from
    then on it holds the complete `years` of this run, whatever happens: a year's files are written beside those that
    stand, and take their names at once and undisturbed.
    """

    def __init__(self, out: str | Path, command: Sequence[str] = ()) -> None:
        self.out, self.command = Path(out).absolute(), command
        self.first = result_folder(self.out)
        self.years = 0
        self.identity: tuple[int, int] | None = None  # of the folder on the disk, once it is there
        self.stack = ExitStack()

    def __enter__(self) -> GrowingFolder:
        self.part = self.stack.enter_context(self.first)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self.years:
            self.stack.__exit__(kind or InterruptedError, error or InterruptedError(), trace)

    def add(self, country: CountryResults) -> None:
        """Write what is complete now."""
        if self.years:
            self._replace(lambda part: write_years(country, part, self.command), country.years)
            return
        write_years(country, self.part, self.command)
        with undisturbed():
            self.stack.close()
            self.years, self.identity = country.years, _identity(self.out)

    def finish(self, country: CountryResults, lang: str = "en") -> None:
        """Write what only the end has: townships, figures."""
        self._replace(lambda part: write_ending(country, part, lang), country.years)

    def _replace(self, writer: Callable[[Path], None], years: int) -> None:
        """Write all files into a temporary folder inside `out`, then move them to their names there; the record last.

        A process that is killed in between leaves a record that counts fewer years than the tables hold.
        """
        part = self.out / (FILE + PART)
        try:
            check_replaceable(self.out)
            if _identity(self.out) != self.identity:
                raise taken(self.out)
            shutil.rmtree(part, ignore_errors=True)
            part.mkdir()
            writer(part)
            with undisturbed():
                for path in sorted(part.iterdir(), key=lambda path: path.name == FILE):
                    os.replace(path, self.out / path.name)
                self.years = years
        except OSError as error:
            raise unwritable(self.out, error, self.years) from None
        finally:
            if _identity(self.out) == self.identity:
                shutil.rmtree(part, ignore_errors=True)


def _identity(folder: Path) -> tuple[int, int] | None:
    """Device and inode of the folder that has this name now: others if another run has put its results there."""
    with suppress(OSError):
        found = folder.stat()
        return found.st_dev, found.st_ino
    return None


@contextmanager
def undisturbed() -> Iterator[None]:
    """Hold back Ctrl-C and SIGTERM until the block is left. Only the main thread receives signals; others just run."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    pressed: list[int] = []
    before = {number: signal.signal(number, lambda number, _: pressed.append(number)) for number in STOPS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if pressed:
        signal.raise_signal(pressed[0])


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
    return {"studies": [own], "scenarios": {s.id: s.record() for s in design.scenarios.values()}}
