"""Finished runs of a study once more, and whether every bit is the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from sim.compile.kernel import announce_compilation

from ..run.runner import Announce
from .jobs import compile_before
from .parquet_files import rows_of
from .parts import computed
from .rows import tables_of_part
from .store import Store, check_code


def redo(
    store: Store, sample: int | None = None, seed: int = 1, announce: Announce = announce_compilation
) -> tuple[int, list[int]]:
    """Run finished runs again, all or a random sample, and compare every bit with what is stored.

    The number of runs done again, and the numbers of those that differ.
    """
    store.check_whole()
    check_code(store)
    compile_before(store.study, store.points, announce)
    rng = np.random.default_rng(seed)
    chosen = np.arange(store.runs)
    if sample is not None and sample < store.runs:
        chosen = np.sort(rng.choice(store.runs, sample, replace=False))
    size, different = int(store.record["runs_of_part"]), []
    for part in sorted({int(run) // size for run in chosen}):
        runs = [int(run) for run in chosen if run // size == part]
        jobs = computed(store.study, store.points, runs)
        for kind, table in tables_of_part(store.study, jobs).items():
            different += _different(store, part, runs, table, kind)
    return len(chosen), sorted(set(different))


def _different(store: Store, part: int, runs: Sequence[int], again: Any, kind: str) -> list[int]:
    """Runs whose rows are not those in place, bit by bit."""
    import pyarrow.compute

    stored = rows_of(store.folder, [store.name(kind, part)])
    found = []
    for run in runs:
        rows = [table.filter(pyarrow.compute.equal(table["run"], run)) for table in (stored, again)]
        if rows[0].to_pydict() != rows[1].to_pydict():
            found.append(run)
    return found
