"""The folder of a study, which survives whatever happens to the processes that fill it.

    study.toml              the file as it was given
    record.json             the study in full, versions, hash of the rules, design, how runs are cut into parts; digests
    design.parquet          a row for each point: its number, a column for each axis, coordinates in the cube
    runs/part-000000.parquet        a row for each run: labels, outcomes, and where it failed stage and message
    series/part-000000.parquet      kept measures by run and month, where the study keeps any
    townships/, cadres/             the same of single townships and cadres
    code/                   copies of a user's own files, where the study has measures or cadres of its own
    failures/part-000000.json       what failed in a part, with the program's own trace
    checksums/                      digests of design and parts, by their names (`parquet_files`)

A part is written under another name, synced and renamed; it never changes after that. Its bounds follow from run
numbers alone, so however often a study is interrupted, and whoever runs which part, the files are the same bytes. The
folder is named by a hash of the record: another study, or other rules, has another folder.
"""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scenarios.errors import Refusal
from scenarios.languages import phrase

from ..run.disk import UNFINISHED, hold, put
from ..run.record import read_json
from .claims import Claims
from .designs import Points
from .parquet_files import Damaged, numbers_of, parquet, put_checked, read_checked, rows_of
from .record_file import RECORD
from .specification import Study

FILE, DESIGN = "study.toml", "design.parquet"
RUNS, SERIES, FAILURES, DAMAGED, LOCKS = "runs", "series", "failures", "damaged", "locks"
LOCK = ".lock"
PART = re.compile(r"part-(\d{6}|[1-9]\d{6,})\.parquet")
LABELS = ("run", "point", "place", "scenario", "replicate", "seed")


class StoreError(Refusal):
    """A folder cannot be used for a study; says why."""


@dataclass(frozen=True)
class State:
    """How far a study is: parts and runs done and in all, and runs that failed."""

    parts: int
    parts_done: int
    runs: int
    runs_done: int
    failed: int

    @property
    def done(self) -> bool:
        """Whether nothing is missing."""
        return self.parts == self.parts_done


class Store:
    """A study and its folder."""

    def __init__(self, folder: Path, study: Study, points: Points, record: Mapping[str, Any]) -> None:
        self.folder, self.study, self.points, self.record = folder, study, points, record

    @property
    def runs(self) -> int:
        """Runs in all."""
        return int(self.record["runs"])

    @property
    def parts(self) -> int:
        """Parts in all."""
        return int(self.record["parts"])

    def runs_of(self, part: int) -> range:
        """Numbers of the runs of one part."""
        size = int(self.record["runs_of_part"])
        return range(part * size, min((part + 1) * size, self.runs))

    def name(self, kind: str, part: int) -> str:
        """The name, in the folder, of the file of one part."""
        return f"{kind}/part-{part:06d}.{'json' if kind == FAILURES else 'parquet'}"

    def path(self, kind: str, part: int) -> Path:
        """The file of one part."""
        return self.folder / self.name(kind, part)

    def finished(self) -> list[int]:
        """Numbers of the parts that are there, in order. A part is there once its file in `runs` is."""
        names: list[str] = []
        with suppress(FileNotFoundError):
            names = os.listdir(self.folder / RUNS)
        numbers = [int(found[1]) for name in names if (found := PART.fullmatch(name))]
        return sorted(number for number in numbers if number < self.parts)

    def missing(self) -> list[int]:
        """Numbers of the parts that are not."""
        there = set(self.finished())
        return [part for part in range(self.parts) if part not in there]

    def state(self) -> State:
        """How far it is."""
        done = self.finished()
        failed = 0
        with suppress(FileNotFoundError):
            for entry in sorted((self.folder / FAILURES).glob("part-*.json")):
                failed += len(read_json(entry, str(entry))["failures"])
        return State(self.parts, len(done), self.runs, sum(len(self.runs_of(part)) for part in done), failed)

    def set_aside_damaged(self) -> list[int]:
        """Move parts that are not as they were written into `damaged`; their numbers."""
        found = [part for part in self.finished() if not self._whole(part)]
        for part in found:
            (self.folder / DAMAGED).mkdir(exist_ok=True)
            for kind in reversed(self.kinds):  # that of runs first: without it the part is missing
                with suppress(FileNotFoundError):
                    path = self.path(kind, part)
                    os.replace(path, self.folder / DAMAGED / f"{kind}-{path.name}")
        return found

    def _whole(self, part: int) -> bool:
        try:
            for kind in self.kinds:
                read_checked(self.folder, self.name(kind, part))
        except Damaged:
            return False
        return True

    def write_part(self, part: int, tables: Mapping[str, Any], failures: Sequence[Mapping[str, Any]]) -> int:
        """Put a part in place, by folder, the rows of its runs last; the bytes it takes. One that is there stays."""
        if self.path(RUNS, part).exists():
            return 0
        self.check_there()
        size = 0
        if failures:
            text = json.dumps({"part": part, "failures": list(failures)}, ensure_ascii=False, indent=1) + "\n"
            size += put(self.path(FAILURES, part), text.encode())
        return size + sum(
            put_checked(self.folder, self.name(kind, part), parquet(table)) for kind, table in tables.items()
        )

    def check_there(self) -> None:
        """Refuse a folder that somebody has removed, so that it is not made anew without its record."""
        if not (self.folder / RECORD).exists():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(self.folder / RECORD))

    @property
    def kinds(self) -> list[str]:
        """Folders that every finished part has a file in, that of runs last."""
        keep = self.study.keep
        return [*(f"{kind}s" for kind in keep.micro), *([SERIES] if keep.series else []), RUNS]

    def check_whole(self) -> None:
        """Refuse a study that is not finished."""
        state = self.state()
        if not state.done:
            what = phrase(
                "experiments.study.unfinished", path=self.folder, done=f"{state.runs_done:,}", runs=f"{state.runs:,}"
            )
            raise StoreError(what)

    def table(self, kind: str = RUNS, columns: Sequence[str] | None = None) -> Any:
        """Rows of all parts, in order of runs, as a table of Arrow."""
        return rows_of(self.folder, [self.name(kind, part) for part in self.finished()], columns)

    def values(self, names: Sequence[str]) -> NDArray[np.float64]:
        """Columns of numbers of a finished study: (point, place, scenario, replicate, column); NaN for what failed."""
        return self.by_run(numbers_of(self.table(RUNS, names), names))

    def series(self) -> NDArray[np.float64]:
        """Kept measures of a finished study: (point, place, scenario, replicate, month, measure)."""
        names = self.study.keep.series
        return self.by_run(numbers_of(self.table(SERIES, names), names).reshape(self.runs, -1, len(names)))

    def by_run(self, values: NDArray[Any]) -> NDArray[Any]:
        """What there is of each run (run, ...) by (point, place, scenario, replicate, ...)."""
        study = self.study
        shape = (len(self.points), len(study.places), len(study.scenarios), study.replicates)
        return values.reshape(*shape, *values.shape[1:])

    @cached_property
    def size(self) -> int:
        """Bytes in the folder."""
        return sum(path.stat().st_size for path in self.folder.rglob("*") if path.is_file())

    @contextmanager
    def lock(self, wait: bool = True) -> Iterator[bool]:
        """Hold the study; where another process does, wait for it or go on without. Yields whether it is held."""
        with hold(self.folder / LOCK, wait) as held:
            yield held

    @contextmanager
    def claims(self) -> Iterator[Claims]:
        """Which parts this process works at, so that others on the same folder take other ones."""
        (self.folder / LOCKS).mkdir(exist_ok=True)
        held = Claims(self.folder / LOCKS)
        try:
            yield held
        finally:
            held.give_back_all()


def check_code(store: Store) -> None:
    """Refuse to run somebody's own code from a folder, unless it was loaded because that was asked for."""
    if not store.study.own.is_loaded:
        raise StoreError(phrase("experiments.own_code.not_asked", names=", ".join(store.study.own.shown)))


def sweep_out(store: Store) -> None:
    """Remove what processes that are no more left unfinished; the caller holds the study.

    A part that a process is still at, on this machine or another, is claimed by it, and so is left alone.
    """
    with store.claims() as claims:
        for left in store.folder.rglob(f".*{UNFINISHED}"):
            part = re.match(r"\.part-(\d+)\.", left.name)
            if part is None or int(part[1]) in claims.held or claims.take(int(part[1])):
                left.unlink(missing_ok=True)
    if (store.folder / LOCKS).exists() and not store.missing():
        shutil.rmtree(store.folder / LOCKS, ignore_errors=True)
