"""Results of a country as files. They grow year by year, each file replaced as a whole, the record last.

national.csv: months by outcomes. series.parquet: the same for each unit below the place. counties.parquet: years of
counties. amplification.csv, leaders.csv: by year and level. At the end townships.parquet and distribution.csv: the last
month of every township, and its quantiles over them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.country import LEVELS, Country
from experiments.ending import TOWNSHIP_STATES
from experiments.folder import FIGURES, OutputError, ResultFolder, check_replaceable, unwritable
from experiments.record import FILE, FORMAT, versions
from scenarios.places import register
from sim.measures import NAMES

if TYPE_CHECKING:
    import pandas

QUANTILES = (0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99)
PART = ".part"  # behind the name of a file while it is written


class Growing:
    """`with Growing(out, command) as folder:` and `folder.add(country)` after each year.

    A folder that cannot be used is refused on entering. Until the first year is complete nothing stands in `out`; from
    then on it always holds complete years, whatever happens.
    """

    def __init__(self, out: str | Path, command: Sequence[str] = ()) -> None:
        self.out, self.command = Path(out).absolute(), command
        self.first = ResultFolder(self.out)
        self.began = False
        self.stack = ExitStack()

    def __enter__(self) -> Growing:
        self.part = self.stack.enter_context(self.first)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self.began:
            self.stack.__exit__(kind or InterruptedError, error or InterruptedError(), trace)

    def add(self, country: Country) -> None:
        """Write what is complete now."""
        if self.began:
            self._write(lambda folder: write_years(country, folder, self.command))
            return
        write_years(country, self.part, self.command)
        self.began = True
        self.stack.close()

    def finish(self, country: Country, lang: str = "en") -> None:
        """Write what only the end has: townships, figures."""
        self._write(lambda folder: write_ending(country, folder, lang))

    def _write(self, writer: Any) -> None:
        try:
            check_replaceable(self.out)
            writer(self.out)
        except OutputError:
            raise
        except OSError as error:
            raise unwritable(self.out, error) from None


def write_years(country: Country, folder: Path, command: Sequence[str] = ()) -> None:
    """Files of the years that are complete; each takes its name when it is whole."""
    import pandas

    _csv(national_frame(country), folder / "national.csv")
    _parquet(region_frame(country), folder / "series.parquet")
    counties = country.frame()
    counties.insert(1, "name", counties["county"].map({int(c): register.full_name(int(c)) for c in country.counties}))
    _parquet(counties, folder / "counties.parquet")
    index = pandas.MultiIndex.from_product([range(1, country.years + 1), LEVELS], names=["year", "level"])
    raised = pandas.DataFrame(country.raised[: country.years].reshape(len(index), -1), index, list(country.fields))
    _csv(raised.reset_index(), folder / "amplification.csv")
    leaders = country.leaders[: country.years].reshape(len(index), -1)
    _csv(pandas.DataFrame(leaders, index, ["moved_up", "ambition"]).reset_index(), folder / "leaders.csv")
    _text(record_of(country, command), folder / FILE)


def write_ending(country: Country, folder: Path, lang: str = "en") -> None:
    """Townships in the last month, their quantiles, and figures."""
    import pandas

    from .figures import draw_all

    names = [state.id for state in TOWNSHIP_STATES]
    towns = pandas.DataFrame({name: country.ending[name] for name in names})
    quantiles = towns.quantile(list(QUANTILES)).T.rename_axis("outcome")
    quantiles.insert(0, "mean", towns.mean())
    _csv(quantiles.reset_index(), folder / "distribution.csv")
    towns.insert(0, "township", country.codes)
    _parquet(towns, folder / "townships.parquet")
    draw_all(country, folder / FIGURES, lang)


def national_frame(country: Country) -> pandas.DataFrame:
    import pandas

    frame = pandas.DataFrame(country.national(), columns=list(NAMES))
    frame.insert(0, "month", np.arange(1, country.months + 1))
    return frame


def region_frame(country: Country) -> pandas.DataFrame:
    import pandas

    index = pandas.MultiIndex.from_product(
        [country.regions, np.arange(1, country.months + 1)], names=["region", "month"]
    )
    values = country.monthly[:, : country.months].reshape(len(index), -1)
    frame = pandas.DataFrame(values, index, list(NAMES)).reset_index()
    frame.insert(1, "name", frame["region"].map({int(c): register.full_name(int(c)) for c in country.regions}))
    return frame


def record_of(country: Country, command: Sequence[str] = ()) -> str:
    """The record: how to redo the run, how many years are complete, and their digest."""
    study = country.study
    own = study.record() | {"years_complete": country.years, "months_complete": country.months}
    record: Mapping[str, Any] = {
        "format": FORMAT,
        "command": list(command),
        "versions": versions(),
        "kind": "country",
        "studies": [dict(own) | {"digest": country.digest}],
        "scenarios": {s.id: s.record() for s in study.scenarios.values()},
    }
    return json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _csv(frame: pandas.DataFrame, path: Path) -> None:
    _text(frame.to_csv(index=False, lineterminator="\n", float_format="%.10g"), path)


def _text(text: str, path: Path) -> None:
    part = path.with_name(path.name + PART)
    part.write_text(text, encoding="utf-8", newline="")
    os.replace(part, path)


def _parquet(frame: pandas.DataFrame, path: Path) -> None:
    part = path.with_name(path.name + PART)
    frame.to_parquet(part, index=False, compression="zstd")
    os.replace(part, path)
