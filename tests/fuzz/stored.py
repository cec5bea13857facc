"""What kaohe itself wrote and reads again: a part of a study, and results of a comparison.

A reader is handed the file alone; it puts the bytes in the place of the right ones, and sees that what is read is what
was written.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import numpy as np

import scenarios
from analysis.files.comparison import write_data
from analysis.files.kept import read_results
from experiments.compare.comparison import new_comparison
from experiments.compare.results import record_of
from experiments.compare.running import run_comparison
from experiments.run.folder import result_folder
from experiments.run.folder_contents import SERIES
from experiments.run.record import write_record
from experiments.study.engine import run_study
from experiments.study.opening import open_store
from experiments.study.store import RUNS, Store
from kaohe.studies import store_of
from scenarios.errors import ScenarioError

TINY = """code,name,size_class,kind,cadres,villages,difficulty
101,甲镇,large,centre,9,20,1
102,乙乡,small,mountain,5,9,1.2
"""
STUDY = {
    "scenarios": ["minimal"], "months": 2, "warmup": 0, "replicates": 2, "outcomes": ["formalism", "burden"],
    "design": {"kind": "latin_hypercube", "points": 3}, "axes": {"lever": {"visits": {"low": 0.2, "high": 1.5}}},
}  # fmt: skip


@cache
def tiny() -> Path:
    """A county of two townships, in a file of this process."""
    path = Path(mkdtemp(prefix="kaohe-fuzz-")) / "tiny.csv"
    path.write_text(TINY, encoding="utf-8")
    return path


@cache
def _store() -> tuple[Store, Any]:
    """A finished study of one part, and the rows in it."""
    store = store_of(STUDY | {"places": [str(tiny())]}, tiny().parent, make=True)
    run_study(store, 1)
    return store, store.table()


@cache
def parts() -> dict[str, bytes]:
    return {"part": _store()[0].path(RUNS, 0).read_bytes()}


def read_part(path: Path) -> None:
    """A part of a study in the place of the right one."""
    store, rows = _store()
    store.path(RUNS, 0).write_bytes(path.read_bytes())
    try:
        again = open_store(store.folder).table()
    except ScenarioError as error:
        raise error.at(path.name) from None
    assert again.equals(rows), "a damaged part was read"


@cache
def _results() -> tuple[Path, Any]:
    """A folder with results of a comparison, and the results."""
    loaded = [scenarios.load("minimal"), scenarios.load("minimal+empowerment")]
    comparison = new_comparison(loaded, scenarios.load_place(tiny()), months=2, replicates=2, warmup=0)
    results = run_comparison(comparison, threads=1)
    with result_folder(tiny().parent / "results") as folder:
        write_data([results], folder)
        write_record(folder, ("kaohe", "compare"), **record_of([results]))
    return tiny().parent / "results", read_results(tiny().parent / "results").results[0].series


@cache
def series() -> dict[str, bytes]:
    return {"series": (_results()[0] / SERIES).read_bytes()}


def read_series(path: Path) -> None:
    """The months of a comparison in the place of the right ones."""
    folder, right = _results()
    (folder / SERIES).write_bytes(path.read_bytes())
    try:
        again = read_results(folder).results[0].series
    except ScenarioError as error:
        raise error.at(path.name) from None
    assert np.array_equal(again, right, equal_nan=True), "damaged results were read"
