"""A comparison as files: summary, series, words, figures, and the record that can redo the run; `kept` reads it back.

summary.csv: a row for each place, scenario and outcome. horizons.csv: effects by years after the start. accounts.csv:
costs by line of the ledger. series.parquet: tidy, a row for each place, scenario, replicate and month, a column for
each measure; `level_...` are true levels by field (missing where a regime has no such field). worlds.parquet and
rules.parquet: the same of headline outcomes, and of what accounts are made of, in plausible worlds and under rules of
decision. by_township.parquet: the state of single townships, means over the last quarters. figures/: PNG and SVG, a
folder for each of several places.
"""

from __future__ import annotations

import csv
import signal
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from itertools import product
from multiprocessing import get_context
from pathlib import Path
from typing import Any, cast

import numpy as np

from experiments.compare.ledger import MEASURED
from experiments.compare.results import Results, record_of
from experiments.run.child_processes import begin
from experiments.run.folder import result_folder
from experiments.run.folder_contents import FIGURES, HORIZON_TABLE, LEDGER, RULES, SERIES, SUMMARY, TOWNSHIPS, WORLDS
from experiments.run.last_month import TOWNSHIP_COLUMNS
from experiments.run.own_files import keep_files
from experiments.run.record import write_record
from sim.measures import HEADLINE

from .. import accounts, figures, horizons
from ..effects_of_results import effects_of
from ..tables.comparison import summary_rows

LABELS = ("place", "scenario", "replicate", "month")  # columns of the series that are no numbers
ROWS = 2**16  # of the series that are made and written at once
FEW_TO_DRAW = 4  # scenarios in all places; a second process starts in about the time that drawing fewer takes
RULE, TOWNSHIP = "rule", "township"  # columns that go before or after them in other tables


def save_comparison(results: Sequence[Results], out: str | Path, command: Sequence[str] = (), lang: str = "en") -> None:
    """Write a folder of results, whole or not at all."""
    with result_folder(out) as folder:
        write_comparison(results, folder, command, lang)


def write_comparison(
    results: Sequence[Results], folder: Path, command: Sequence[str] = (), lang: str = "en", processes: int = 1
) -> None:
    """Write all files of some comparisons into a folder that exists.

    More than one process draws faster, but a script that asks for it needs `if __name__ == "__main__"`.
    """
    write_summary(results, folder / SUMMARY)
    write_horizons(results, folder / HORIZON_TABLE)
    _write_rows([_placed(each, row) for each in results for row in accounts.rows(effects_of(each))], folder / LEDGER)
    write_data(results, folder)
    write_figures(results, folder / FIGURES, lang, processes)
    keep_files(results[0].comparison.own, folder)
    write_record(folder, command, **record_of(results))


def write_data(results: Sequence[Results], folder: Path) -> None:
    """What results can be read back from: every month of every run, and states of single townships."""
    fields = sorted({field for each in results for field in each.fields})
    _write_parquet((table for each in results for table in _series(each, fields)), folder / SERIES)
    beside = [column for column in results[0].columns if column in kept_beside(results[0])]
    worlds = (_of_place(each.worlds, beside) for each in results if each.worlds)
    rules = (
        {RULE: _same(rule, found.series[..., 0].size)} | _of_place(found, beside)
        for each in results
        for rule, found in each.rules.items()
    )
    _write_parquet(worlds, folder / WORLDS)
    _write_parquet(rules, folder / RULES)
    _write_parquet((table for each in results for table in _townships(each)), folder / TOWNSHIPS)


def kept_beside(each: Results) -> tuple[str, ...]:
    """Measures that are kept of plausible worlds and other rules of decision."""
    return (*dict.fromkeys((*HEADLINE, *MEASURED)), *each.comparison.own.names)


def write_summary(results: Sequence[Results], path: Path) -> None:
    """One row for each place, scenario and outcome; an empty cell where there is no such number."""
    _write_rows([_placed(each, row) for each in results for row in summary_rows(effects_of(each))], path)


def write_horizons(results: Sequence[Results], path: Path) -> None:
    """One row for each place, scenario, outcome and horizon; no file where no horizon is reached."""
    rows = [_placed(each, row) for each in results for row in horizons.rows(effects_of(each))]
    if rows:
        _write_rows(rows, path)


def _placed(each: Results, row: dict[str, Any]) -> dict[str, Any]:
    return {"place": each.comparison.place.id} | row


def _write_rows(rows: Sequence[dict[str, Any]], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)


def _cell(value: object) -> object:
    return "" if isinstance(value, float) and not np.isfinite(value) else value


def _write_parquet(tables: Iterable[dict[str, Any]], path: Path) -> None:
    """Tables of equal columns one below the other; no file where there are none."""
    import pyarrow
    import pyarrow.parquet

    with ExitStack() as stack:
        writer = None
        for table in map(pyarrow.table, tables):
            labels = [name for name in table.column_names if name in (*LABELS, RULE, TOWNSHIP)]
            numbers = [name for name in table.column_names if name not in labels]
            writer = writer or stack.enter_context(
                pyarrow.parquet.ParquetWriter(
                    stack.enter_context(path.open("wb")), table.schema, compression="zstd", use_dictionary=labels,
                    use_byte_stream_split=numbers,
                )
            )  # fmt: skip
            writer.write_table(table)


def _series(each: Results, fields: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Every month of every run: all measures, and true levels by field; some replicates of a scenario at a time."""
    import pyarrow

    study, (_, replicates, months, _) = each.comparison, each.series.shape
    step = max(1, ROWS // months)
    for scenario, first in product(range(len(study.ids)), range(0, replicates, step)):
        some = np.arange(first, min(first + step, replicates), dtype=np.int32)
        count = len(some) * months
        columns: dict[str, Any] = {
            "place": _same(study.place.id, count),
            "scenario": pyarrow.DictionaryArray.from_arrays(np.full(count, scenario, np.int32), study.ids),
            "replicate": np.repeat(some + 1, months),
            "month": np.tile(np.arange(1, months + 1, dtype=np.int32), len(some)),
        }
        series, level = each.series[scenario, some], each.level[scenario, some]
        columns |= {name: series[..., at].ravel() for at, name in enumerate(each.columns)}
        levels, missing = {name: level[..., at].ravel() for at, name in enumerate(each.fields)}, np.full(count, np.nan)
        yield columns | {f"level_{field}": levels.get(field, missing) for field in fields}


def _of_place(each: Results, measures: Sequence[str]) -> dict[str, Any]:
    """Every month of every run of one place, some measures."""
    import pyarrow

    study = each.comparison
    runs = np.indices(each.series.shape[:3], np.int32).reshape(3, -1)
    columns: dict[str, Any] = {
        "place": _same(study.place.id, runs.shape[1]),
        "scenario": pyarrow.DictionaryArray.from_arrays(runs[0], pyarrow.array(study.ids)),
        "replicate": runs[1] + 1,
        "month": runs[2] + 1,
    }
    return columns | {name: each.of(name).ravel() for name in measures}


def _townships(each: Results) -> Iterator[dict[str, Any]]:
    """The state of every township in every run; some replicates of a scenario at a time."""
    import pyarrow

    study, (_, replicates, townships, _) = each.comparison, each.townships.shape
    codes = np.array([township.code for township in study.place.townships])
    step = max(1, ROWS // townships)
    for scenario, first in product(range(len(study.ids)), range(0, replicates, step)):
        some = np.arange(first, min(first + step, replicates), dtype=np.int32)
        count = len(some) * townships
        columns: dict[str, Any] = {
            "place": _same(study.place.id, count),
            "scenario": pyarrow.DictionaryArray.from_arrays(np.full(count, scenario, np.int32), study.ids),
            "replicate": np.repeat(some + 1, townships),
            TOWNSHIP: np.tile(codes, len(some)),
        }
        states = each.townships[scenario, some]
        yield columns | {name: states[..., at].ravel() for at, name in enumerate(TOWNSHIP_COLUMNS)}


def _same(word: str, count: int) -> Any:
    """A column of one word."""
    import pyarrow

    return pyarrow.DictionaryArray.from_arrays(np.zeros(count, np.int32), [word])


def write_figures(results: Sequence[Results], folder: Path, lang: str, processes: int = 1) -> None:
    """PNG and SVG of every figure; with several places, a folder for each.

    Each is drawn in the first process that is free; in this one if one is enough, and where the drawing of so few
    scenarios takes no longer than the start of other processes.
    """
    if sum(len(each.comparison.ids) for each in results) < FEW_TO_DRAW:
        processes = 1
    places = [
        (
            each.dataset(),
            cast(Any, each.snapshots(lang)),
            folder / each.comparison.place.id if len(results) > 1 else folder,
        )
        for each in results
    ]
    jobs = [(name, *place, lang) for name in reversed(figures.FIGURES) for place in places]
    if min(processes, len(jobs)) < 2:
        for job in jobs:
            figures.draw(*job)
        return
    # Fresh processes, not forks: threads may hold locks. Ctrl-C ends them at once.
    pool = ProcessPoolExecutor(min(processes, len(jobs)), get_context("spawn"), begin, (signal.SIG_DFL,))
    try:
        for drawn in [pool.submit(figures.draw, *job) for job in jobs]:
            drawn.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
