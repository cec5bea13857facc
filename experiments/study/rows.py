"""Rows of a part of a study: what its runs gave, as tables of Arrow, by the folder they go to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..run.seeds import replicate_seed
from .jobs import Job
from .micro import COLUMNS as MICRO_COLUMNS
from .micro import KEYS as MICRO_KEYS
from .specification import Study

Array = NDArray[np.float64]


def tables_of_part(study: Study, jobs: Sequence[Job]) -> dict[str, Any]:
    """All tables of a part, by the folder they go to; that of runs last."""
    found = {f"{kind}s": micro_table(kind, jobs) for kind in study.keep.micro}
    if study.keep.series:
        found["series"] = series_table(study, jobs)
    return found | {"runs": runs_table(study, jobs)}


def micro_table(kind: str, jobs: Sequence[Job]) -> Any:
    """A row for each run, kept month, and township or cadre."""
    import pyarrow

    rows = [(job.run, month, table) for job in jobs if not job.stage for own, month, table in job.micro if own == kind]
    sizes = [len(table["township"]) for _, _, table in rows]
    columns: dict[str, Any] = {
        "run": pyarrow.array(np.repeat([run for run, _, _ in rows], sizes), pyarrow.int64()),
        "month": pyarrow.array(np.repeat([month for _, month, _ in rows], sizes), pyarrow.int32()),
    }
    for name in (*MICRO_KEYS[kind], *MICRO_COLUMNS[kind]):
        of = {"township": pyarrow.int64(), "post": pyarrow.int32()}.get(name, pyarrow.float64())
        whole = np.concatenate([table[name] for _, _, table in rows]) if rows else np.empty(0)
        columns[name] = pyarrow.array(whole, of)
    return pyarrow.table(columns)


def runs_table(study: Study, jobs: Sequence[Job]) -> Any:
    """A row for each run: labels, outcomes (null where there is no number), stage and message of what failed."""
    import pyarrow

    places, ids = [place.id for place in study.places], study.ids
    seeds = [replicate_seed(study.seed, job.replicate) for job in jobs]
    columns: dict[str, Any] = {
        "run": pyarrow.array([job.run for job in jobs], pyarrow.int64()),
        "point": pyarrow.array([job.point for job in jobs], pyarrow.int64()),
        "place": _named(places, [job.place for job in jobs]),
        "scenario": _named(ids, [job.scenario for job in jobs]),
        "replicate": pyarrow.array([job.replicate for job in jobs], pyarrow.int32()),
        "seed": pyarrow.array(seeds, pyarrow.int64()),
    }
    values = np.array([job.outcomes if not job.stage else np.full(len(study.outcomes), np.nan) for job in jobs])
    for number, outcome in enumerate(study.outcomes):
        columns[outcome.name] = _numbers(values[:, number])
    columns["stage"] = pyarrow.array([job.stage or None for job in jobs], pyarrow.string())
    columns["message"] = pyarrow.array([job.message or None for job in jobs], pyarrow.string())
    return pyarrow.table(columns)


def series_table(study: Study, jobs: Sequence[Job]) -> Any:
    """A row for each run and kept month: the last month of those that a value is the mean of, and the measures."""
    import pyarrow

    count, names = study.kept_months, study.keep.series
    empty = np.full((count, len(names)), np.nan)
    values = np.concatenate([empty if job.stage else job.series for job in jobs])
    columns: dict[str, Any] = {
        "run": pyarrow.array(np.repeat([job.run for job in jobs], count), pyarrow.int64()),
        "month": pyarrow.array(np.tile(np.arange(1, count + 1) * study.keep.every, len(jobs)), pyarrow.int32()),
    }
    return pyarrow.table(columns | {name: _numbers(values[:, k]) for k, name in enumerate(names)})


def _numbers(values: Array) -> Any:
    import pyarrow

    return pyarrow.array(values, pyarrow.float64(), mask=np.isnan(values))


def _named(names: Sequence[str], places: Sequence[int]) -> Any:
    """Names as numbers into a list of all of them, the same in every part."""
    import pyarrow

    return pyarrow.DictionaryArray.from_arrays(pyarrow.array(places, pyarrow.int32()), pyarrow.array(names))
