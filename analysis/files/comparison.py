"""A comparison as files: summary, series, words, figures, and the record that can redo the run.

summary.csv: a row for each place, scenario and outcome. horizons.csv: effects by years after the start. accounts.csv:
costs by line of the ledger. series.parquet: tidy, a row for each place, scenario, replicate and month, a column for
each measure; `level_...` are true levels by field (missing where a regime has no such field). words.txt: the paragraph
on each place, in both languages. figures/: PNG and SVG, a folder for each of several places.
"""

from __future__ import annotations

import csv
import signal
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any, cast

import numpy as np

from experiments.compare.results import Results, record_of
from experiments.run.folder import FIGURES, HORIZON_TABLE, LEDGER, SERIES, SUMMARY, WORDS, result_folder
from experiments.run.own_code import keep_files
from experiments.run.record import write_record
from scenarios.languages import LANGUAGES

from .. import accounts, figures, horizons
from ..effects import effects_of
from ..tables.comparison import summary_rows
from ..words import paragraph

LABELS = ("place", "scenario", "replicate", "month")  # columns of the series that are no numbers


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
    write_series(results, folder / SERIES)
    texts = [paragraph(effects_of(each), language) for language in LANGUAGES for each in results]
    (folder / WORDS).write_text("\n\n".join(texts) + "\n", encoding="utf-8")
    write_figures(results, folder / FIGURES, lang, processes)
    keep_files(results[0].comparison.own, folder)
    write_record(folder, command, **record_of(results))


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


def write_series(results: Sequence[Results], path: Path) -> None:
    """Every month of every run."""
    import pyarrow
    import pyarrow.parquet

    fields = sorted({field for each in results for field in each.fields})
    tables = [pyarrow.table(_columns(each, fields)) for each in results]
    numbers = [name for name in tables[0].column_names if name not in LABELS]
    with pyarrow.parquet.ParquetWriter(
        path, tables[0].schema, compression="zstd", use_dictionary=list(LABELS), use_byte_stream_split=numbers
    ) as writer:
        for table in tables:
            writer.write_table(table)


def _columns(each: Results, fields: Sequence[str]) -> dict[str, Any]:
    import pyarrow

    study = each.comparison
    runs = np.indices(each.series.shape[:3], np.int32).reshape(3, -1)
    columns: dict[str, Any] = {
        "place": pyarrow.DictionaryArray.from_arrays(np.zeros(runs.shape[1], np.int32), [study.place.id]),
        "scenario": pyarrow.DictionaryArray.from_arrays(runs[0], pyarrow.array(study.ids)),
        "replicate": runs[1] + 1,
        "month": runs[2] + 1,
    }
    columns |= {name: each.of(name).ravel() for name in each.columns}
    levels = dict(zip(each.fields, np.moveaxis(each.level, -1, 0), strict=True))
    missing = np.full(runs.shape[1], np.nan)
    return columns | {f"level_{field}": levels.get(field, missing).ravel() for field in fields}


def write_figures(results: Sequence[Results], folder: Path, lang: str, processes: int = 1) -> None:
    """PNG and SVG of every figure; with several places, a folder for each.

    Each is drawn in the first process that is free; in this one if one is enough.
    """
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
    pool = ProcessPoolExecutor(
        min(processes, len(jobs)), get_context("spawn"), signal.signal, (signal.SIGINT, signal.SIG_DFL)
    )
    try:
        for drawn in [pool.submit(figures.draw, *job) for job in jobs]:
            drawn.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
