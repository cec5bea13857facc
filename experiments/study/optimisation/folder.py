"""The folder of a search: what it is, and a file for each generation, from any of which it goes on.

    search.toml                 the file as it was given
    record.json                 the search in full: study, versions, hash of the rules
    checksums/                  digests of the generations, by their names
    generations/0000.parquet    all portfolios a generation chose from, best first: number, generation it was made in,
                                whether it was kept, values of axes, changes of outcomes, what it exceeds the budget
                                by, and a message where its runs failed

Files are written under another name, synced and renamed, and hold data only. The folder is named by a hash of the
record: another search, or other rules, has another folder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scenarios.errors import ScenarioError
from scenarios.languages import phrase

from ...run.disk import hold, put
from ...run.folder_contents import unwritable
from ...run.record import read_json
from ..parquet_files import Damaged, parquet, put_checked, read_checked
from ..record_file import RECORD, put_record, read_record
from ..specification import digest_of_record
from ..store import LOCK
from .evolution import require
from .specification import FORMAT, Search, search_from

FILE, GENERATIONS = "search.toml", "generations"

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Generation:
    """Portfolios that a generation chose from, best first; the first `kept` of them are its population.

    numbers: of portfolios, in the order in which they were first tried; born: generation of that; rows: (portfolio,
    axis); changes: (portfolio, outcome); messages: of failed runs.
    """

    numbers: NDArray[np.int64]
    born: NDArray[np.int64]
    rows: Array
    changes: Array
    messages: list[str]
    kept: int

    def at(self, places: Any) -> Generation:
        """Some of them, all of which are kept."""
        messages = [self.messages[place] for place in np.arange(len(self.numbers))[places]]
        own = (self.numbers[places], self.born[places], self.rows[places], self.changes[places], messages)
        return Generation(*own, len(messages))

    @property
    def population(self) -> Generation:
        """Those that were kept."""
        return self.at(slice(self.kept))


def together(several: Sequence[Generation]) -> Generation:
    """Portfolios of several, one after the other, none of which is kept yet."""
    return Generation(
        np.concatenate([each.numbers for each in several]),
        np.concatenate([each.born for each in several]),
        np.concatenate([each.rows for each in several]),
        np.concatenate([each.changes for each in several]),
        [message for each in several for message in each.messages],
        0,
    )


class SearchFolder:
    """A search and its folder."""

    def __init__(self, path: Path, search: Search) -> None:
        self.path, self.search = path, search

    def file(self, generation: int) -> Path:
        """The file of a generation."""
        return self.path / self._name(generation)

    @staticmethod
    def _name(generation: int) -> str:
        return f"{GENERATIONS}/{generation:04d}.parquet"

    def finished(self) -> int:
        """How many generations are there, without a gap; the first one, of random portfolios, is counted."""
        count = 0
        while count <= self.search.generations and self.file(count).exists():
            count += 1
        return count

    @property
    def done(self) -> bool:
        """Whether all of them are."""
        return self.finished() == self.search.generations + 1

    def write(self, generation: int, found: Generation) -> None:
        """Put a generation in place."""
        import pyarrow

        if not (self.path / RECORD).exists():  # somebody has removed the folder
            raise FileNotFoundError(2, "", str(self.path / RECORD))
        search = self.search
        columns: dict[str, Any] = {
            "portfolio": found.numbers, "generation": found.born,
            "kept": np.arange(len(found.numbers)) < found.kept,
        }  # fmt: skip
        columns |= {axis.name: found.rows[:, k] for k, axis in enumerate(search.axes)}
        columns |= {name: found.changes[:, k] for k, name in enumerate(search.names)}
        columns["message"] = pyarrow.array([message or None for message in found.messages], pyarrow.string())
        put_checked(self.path, self._name(generation), parquet(pyarrow.table(columns)))

    def read(self, generation: int) -> Generation:
        """A generation; `ScenarioError` where its file is not as kaohe wrote it."""
        import pyarrow
        import pyarrow.parquet

        path, search = self.file(generation), self.search
        try:
            table = pyarrow.parquet.read_table(BytesIO(read_checked(self.path, self._name(generation))))
            values = {name: table[name].to_numpy() for name in ("portfolio", "generation", "kept")}
            rows = np.column_stack([table[axis.name].to_numpy() for axis in search.axes])
            changes = np.column_stack([table[name].to_numpy() for name in search.names])
            messages = [message or "" for message in table["message"].to_pylist()]
        except (Damaged, pyarrow.ArrowException, OSError, KeyError):
            raise ScenarioError(phrase("experiments.optimisation.no_generation"), str(path)) from None
        return Generation(values["portfolio"], values["generation"], rows, changes, messages, int(values["kept"].sum()))

    @contextmanager
    def lock(self, waiting: Callable[[], None]) -> Iterator[None]:
        """Hold the folder; where another process does, call `waiting` and wait for it."""
        with hold(self.path / LOCK, wait=False) as held:
            if held:
                yield
                return
        waiting()
        with hold(self.path / LOCK):
            yield


def prepare(search: Search, content: str, parent: str | Path) -> SearchFolder:
    """The folder of a search below another, made where it is missing.

    `OutputError` where it cannot be written, `ScenarioError` where pymoo is not installed.
    """
    require()
    found = plan(search, parent)
    try:
        if not (found.path / RECORD).exists():
            (found.path / GENERATIONS).mkdir(parents=True, exist_ok=True)
            put(found.path / FILE, content.encode())
            put_record(found.path, search.record)  # last: a folder without it is none yet
    except OSError as error:
        raise unwritable(found.path, error) from None
    return open_folder(found.path)


def plan(search: Search, parent: str | Path) -> SearchFolder:
    """The folder that a search would have below another; nothing is written."""
    name = f"{search.study.name}-{digest_of_record(search.record)[:12]}"
    return SearchFolder(Path(parent).absolute() / name, search)


def is_folder(path: str | Path) -> bool:
    """Whether a folder is one of a search."""
    record = Path(path) / RECORD
    return record.exists() and read_json(record, str(record)).get("format") == FORMAT


def open_folder(path: str | Path) -> SearchFolder:
    """The search in a folder. Raises `ScenarioError` where there is none that kaohe wrote."""
    record = read_record(Path(path), FORMAT)
    try:
        return SearchFolder(Path(path).absolute(), search_from(record))
    except ScenarioError as error:
        raise error.at(str(path)) from None
