"""Results as files: summary, series, words, figures, and the record that can redo the run.

`series.parquet` is tidy with one row for each place, scenario, replicate and month, and one column for each
measure; `level_...` are true levels by field (missing where a regime has no such field).
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
from experiments.run.folder import FIGURES, SERIES, SUMMARY, WORDS, result_folder
from experiments.run.record import write_record
from sim.measures import NAMES

from .effects import effects_of
from .figures import FIGURES as DRAWN
from .tables import summary_rows
from .words import paragraph


def save(results: Sequence[Results], out: str | Path, command: Sequence[str] = (), lang: str = "en") -> None:
    """Write a folder of results, whole or not at all."""
    with result_folder(out) as folder:
        write(results, folder, command, lang)


def write(
    results: Sequence[Results], folder: Path, command: Sequence[str] = (), lang: str = "en", processes: int = 1
) -> None:
    """Write all files of some comparisons into a folder that exists.

    More than one process draws faster, but a script that asks for it needs `if __name__ == "__main__"`.
    """
    write_summary(results, folder / SUMMARY)
    write_series(results, folder / SERIES)
    write_words(results, folder / WORDS)
    write_figures(results, folder / FIGURES, lang, processes)
    write_record(folder, command, **record_of(results))


def write_summary(results: Sequence[Results], path: Path) -> None:
    """One row for each place, scenario and outcome; an empty cell where there is no such number."""
    rows = [{"place": each.comparison.place.id} | row for each in results for row in summary_rows(effects_of(each))]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)


def write_series(results: Sequence[Results], path: Path) -> None:
    """Every month of every run."""
    import pyarrow
    import pyarrow.parquet

    fields = sorted({field for each in results for field in each.fields})
    tables = [pyarrow.table(_columns(each, fields)) for each in results]
    labels = ["place", "scenario", "replicate", "month"]
    numbers = [name for name in tables[0].column_names if name not in labels]
    with pyarrow.parquet.ParquetWriter(
        path, tables[0].schema, compression="zstd", use_dictionary=labels, use_byte_stream_split=numbers
    ) as writer:
        for table in tables:
            writer.write_table(table)


def write_words(results: Sequence[Results], path: Path) -> None:
    """The paragraph on each place, in both languages."""
    texts = [paragraph(effects_of(each), lang) for lang in ("en", "zh") for each in results]
    path.write_text("\n\n".join(texts) + "\n", encoding="utf-8")


def write_figures(results: Sequence[Results], folder: Path, lang: str, processes: int = 1) -> None:
    """PNG and SVG; with several places, a folder for each."""
    places = [
        (
            each.dataset(),
            cast(Any, each.snapshots(lang)),
            folder / each.comparison.place.id if len(results) > 1 else folder,
        )
        for each in results
    ]
    draw_in_processes([(name, *place, lang) for name in reversed(DRAWN) for place in places], processes)


def draw_in_processes(jobs: Sequence[tuple[Any, ...]], processes: int) -> None:
    """Draw every figure, each in the first process that is free; in this one if one is enough."""
    from .figures import draw

    if min(processes, len(jobs)) < 2:
        for job in jobs:
            draw(*job)
        return
    # Fresh processes, not forks: threads may hold locks. Ctrl-C ends them at once.
    pool = ProcessPoolExecutor(
        min(processes, len(jobs)), get_context("spawn"), signal.signal, (signal.SIGINT, signal.SIG_DFL)
    )
    try:
        for drawn in [pool.submit(draw, *job) for job in jobs]:
            drawn.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _columns(each: Results, fields: Sequence[str]) -> dict[str, Any]:
    import pyarrow

    own = each.comparison
    shape = (len(own.scenarios), own.replicates, own.months)
    runs, names = np.indices(shape, np.int32).reshape(3, -1), pyarrow.array(own.ids)
    columns: dict[str, Any] = {
        "place": pyarrow.DictionaryArray.from_arrays(np.zeros(runs.shape[1], np.int32), [own.place.id]),
        "scenario": pyarrow.DictionaryArray.from_arrays(runs[0], names),
        "replicate": runs[1] + 1,
        "month": runs[2] + 1,
    }
    columns |= {name: each.of(name).ravel() for name in NAMES}
    return columns | {f"level_{field}": _level(each, field).ravel() for field in fields}


def _level(each: Results, field: str) -> np.ndarray:
    if field in each.fields:
        return each.level[..., each.fields.index(field)]
    return np.full(each.level.shape[:3], np.nan)


def _cell(value: Any) -> Any:
    return "" if isinstance(value, float) and not np.isfinite(value) else value
