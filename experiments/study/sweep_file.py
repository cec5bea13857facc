"""The Parquet file of a sweep, and the parts it is made of while it grows.

A row for each point and replicate: `point` (from 0), `replicate` (from 1), `parameter.NAME` for each parameter that
differs between points, and a column for each summary. The metadata hold, as JSON under `kaohe`, the plan, versions,
the first point's behaviour and a hash of all points; two sweeps are the same where all but the behaviour agree.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scenarios.errors import Refusal
from scenarios.languages import phrase
from sim.parameters.behaviour import Behaviour

from ..run.record import versions

FORMAT = "kaohe sweep 1"
ABOUT = b"kaohe"  # key of the metadata
LABELS = ("point", "replicate")
PARAMETER = "parameter."  # before the name of a parameter
PARTS, UNFINISHED = ".parts", ".tmp"  # behind a file's name: the folder of its parts, what is being written

Array = NDArray[np.float64]


class SweepError(Refusal):
    """A file of results belongs to another sweep; says what differs."""


def sweep_record(plan: Mapping[str, Any], points: Sequence[Behaviour]) -> dict[str, Any]:
    """All that the bits of a sweep depend on: plan, versions, number and hash of the points, as JSON gives it back."""
    table = sha256()
    for point in points:
        table.update(json.dumps(asdict(point)).encode())
    record = {"format": FORMAT, "versions": versions(), **plan, "points": [len(points), table.hexdigest()]}
    return dict(json.loads(json.dumps(record)))


def digest_of(plan: Mapping[str, Any], points: Sequence[Behaviour]) -> str:
    """A name for a sweep: equal for equal bits."""
    record = json.dumps(sweep_record(plan, points), sort_keys=True, ensure_ascii=False)
    return sha256(record.encode()).hexdigest()


class SweepFile:
    """A file of results; `done` if it is there as a whole. Raises SweepError where it belongs to another sweep."""

    def __init__(
        self, path: Path, plan: Mapping[str, Any], names: list[str], replicates: int, points: Sequence[Behaviour]
    ) -> None:
        self.path, self.parts = path, path.with_name(path.name + PARTS)
        self.names, self.replicates, self.points = names, replicates, points
        self.record = sweep_record(plan, points)
        self.done = path.exists()
        if self.done:
            self._refuse_other(path)

    def whole(self) -> Array:
        """Values of the finished file: (point, replicate, summary)."""
        shutil.rmtree(self.parts, ignore_errors=True)  # of a process that was killed after its last part
        return self._read(self.path)[1]

    def fill(self, values: Array) -> NDArray[np.int64]:
        """Put the parts that are there into `values` (point, replicate, summary); the points that are missing."""
        self.parts.mkdir(parents=True, exist_ok=True)
        missing = np.ones(len(self.points), bool)
        for part in sorted(self.parts.glob("*.parquet")):
            self._refuse_other(part)
            chosen, found = self._read(part)
            values[chosen], missing[chosen] = found, False
        return np.flatnonzero(missing)

    def add(self, chosen: NDArray[np.int64], values: Array) -> None:
        """One part more, of the points chosen; a process that is killed leaves it whole or not at all."""
        self._write(self.parts / f"{chosen[0]:09d}.parquet", chosen, values)

    def finish(self, values: Array) -> None:
        """All points in one file; the parts go."""
        self._write(self.path, np.arange(len(self.points)), values)
        shutil.rmtree(self.parts)
        self.done = True

    def _write(self, path: Path, chosen: NDArray[np.int64], values: Array) -> None:
        import pyarrow
        import pyarrow.parquet

        about = json.dumps(self.record | {"behaviour": asdict(self.points[0])}, ensure_ascii=False)
        table = pyarrow.table(self._columns(chosen, values)).replace_schema_metadata({ABOUT: about})
        unfinished = path.with_name(path.name + UNFINISHED)
        pyarrow.parquet.write_table(table, unfinished, compression="zstd")
        os.replace(unfinished, path)

    def _columns(self, chosen: NDArray[np.int64], values: Array) -> dict[str, NDArray[Any]]:
        numbers = np.tile(np.arange(1, self.replicates + 1), len(chosen))
        columns: dict[str, NDArray[Any]] = {"point": np.repeat(chosen, self.replicates), "replicate": numbers}
        for name, first in asdict(self.points[0]).items():
            if any(getattr(point, name) != first for point in self.points):
                own = [getattr(self.points[k], name) for k in chosen.tolist()]
                columns[PARAMETER + name] = np.repeat(np.array(own, np.float64), self.replicates)
        return columns | {name: values[chosen, :, k].ravel() for k, name in enumerate(self.names)}

    def _read(self, path: Path) -> tuple[NDArray[np.int64], Array]:
        """Points of a file, and their values (point, replicate, summary)."""
        import pyarrow.parquet

        table = pyarrow.parquet.read_table(path, columns=["point", *self.names])
        values = np.column_stack([table[name].to_numpy() for name in self.names])
        points = table["point"].to_numpy()[:: self.replicates]
        return points, values.reshape(-1, self.replicates, len(self.names))

    def _refuse_other(self, path: Path) -> None:
        found = _about(path)
        different = [name for name, value in self.record.items() if found.get(name) != value]
        if different:
            raise SweepError(phrase("experiments.sweeps.another_sweep", path=path, names=", ".join(different)))


def _about(path: Path) -> dict[str, Any]:
    """What a file of results says about itself; empty if it says nothing."""
    import pyarrow
    import pyarrow.parquet

    try:
        metadata = pyarrow.parquet.read_schema(path).metadata or {}
        return dict(json.loads(metadata.get(ABOUT, b"{}")))
    except (pyarrow.ArrowInvalid, ValueError):
        return {}
