"""A finished study as labelled xarray, and as files for other programs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from scenarios.errors import ScenarioError, expected
from scenarios.languages import LANGUAGES, phrase
from sim.measures import MEASURES, Measure

from ..run.seeds import replicate_seeds
from .micro import KEYS as MICRO_KEYS
from .names import with_names
from .parquet_files import numbers_of
from .store import Store

if TYPE_CHECKING:
    import pandas
    import xarray

RUNS = ("point", "place", "scenario", "replicate")
FORMATS = (".csv", ".xlsx", ".dta", ".nc", ".parquet")
MOST_ROWS = 1_048_575  # of a sheet of a workbook
MEASURE = {measure.id: measure for measure in MEASURES}


def dataset(store: Store) -> xarray.Dataset:
    """Outcomes of all runs by point, place, scenario and replicate; axes are coordinates of points.

    Kept measures are `series_...`, by month as well. NaN for a run that failed, which `failed` marks. Raises
    `StoreError` where runs are missing.
    """
    import xarray

    store.check_whole()
    study = store.study
    names = [outcome.name for outcome in study.outcomes]
    rows = store.table("runs", [*names, "stage"])
    values = store.by_run(numbers_of(rows, names))
    variables: dict[str, Any] = {
        outcome.name: (RUNS, values[..., k], _about(outcome.of, outcome.cost, study.own.declared))
        for k, outcome in enumerate(study.outcomes)
    }
    failed = rows["stage"].is_valid().to_numpy(zero_copy_only=False)
    variables["failed"] = (RUNS, store.by_run(failed))
    labels: dict[str, Any] = {
        "point": np.arange(len(store.points)),
        "place": [place.id for place in study.places],
        "scenario": study.ids,
        "replicate": np.arange(1, study.replicates + 1),
        "seed": ("replicate", np.array(replicate_seeds(study.seed, study.replicates), np.int64)),
    }
    labels |= {name: ("point", column) for name, column in store.points.values.items()}
    if study.keep.series:
        labels["month"] = np.arange(1, study.kept_months + 1) * study.keep.every
        series = store.series()
        for k, name in enumerate(study.keep.series):
            about = _about(name, False, study.own.declared)
            variables[f"series_{name}"] = ((*RUNS, "month"), series[..., k], about)
    attributes = {
        "title": "kaohe: study",
        "name": study.name,
        "folder": str(store.folder),
        "design": study.design.kind,
        "baseline": study.baseline,
        "seed": study.seed,
        "months": study.months,
        "warmup": study.warmup,
        "rules": store.record["versions"]["rules"],
    }
    return with_names(xarray.Dataset(variables, labels, attributes), study)


def micro(store: Store, kind: str) -> xarray.Dataset:
    """Single townships or cadres of a finished study, by run, kept month, township and (of cadres) post.

    Labels of runs, and of points the values of axes, are coordinates of runs. NaN where a place has no such township,
    a township no such post, or a run failed.
    """
    import pandas
    import xarray

    if kind not in store.study.keep.micro:
        raise ScenarioError(phrase("experiments.study.no_micro", kind=kind))
    store.check_whole()
    keys = ["run", "month", *MICRO_KEYS[kind]]
    found: xarray.Dataset = xarray.Dataset.from_dataframe(store.table(f"{kind}s").to_pandas().set_index(keys))
    runs = store.table("runs", ["run", "point", "place", "scenario", "replicate"]).to_pandas().set_index("run")
    found = found.reindex(run=pandas.Index(runs.index, name="run"))
    labels = {name: ("run", runs[name].to_numpy()) for name in ("point", "replicate")}
    labels |= {name: ("run", runs[name].astype(str).to_numpy()) for name in ("place", "scenario")}
    labels |= {name: ("run", column[runs["point"].to_numpy()]) for name, column in store.points.values.items()}
    return found.assign_coords(labels)


def _about(of: str, cost: bool, own: Sequence[Measure]) -> dict[str, str]:
    if cost:
        return {"units": "% of the county's personnel cost a year", "long_name": f"Cost: {of}"}
    known = MEASURE | {measure.id: measure for measure in own}
    if of not in known:
        return {"units": "level", "long_name": of}
    measure = known[of]
    return {"units": measure.unit, "long_name": measure.en, "long_name_zh": measure.zh}


def frame(store: Store) -> pandas.DataFrame:
    """A row for each run: labels, the value of every axis, outcomes, stage and message of what failed."""
    runs = store.table("runs").to_pandas()
    for place, (name, column) in enumerate(store.points.values.items()):
        runs.insert(6 + place, name, column[runs["point"].to_numpy()])
    return runs


def tidy(found: xarray.Dataset, ends: Sequence[str] = ("low", "high")) -> pandas.DataFrame:
    """Results as rows: what it is, what it is of, value, the ends of its interval where it has one, and names of ids.

    ends: how the names of ends of intervals end.
    """
    import pandas

    rows = []
    for name in map(str, found.data_vars):
        stem = name.removesuffix("_series")
        if stem.endswith(tuple(f"_{end}" for end in ends)) or "point" in found[name].dims:
            continue  # what is of single points is no index
        own = found[[name]].rename({name: "value"})
        for end in ends:
            bound = f"{stem}_{end}" + name[len(stem) :]
            own[end] = found[bound] if bound in found else own["value"] * np.nan
        table = own.to_dataframe().reset_index().dropna(subset=["value"])
        table.insert(0, "index", stem)
        rows.append(table)
    first = ["index", "axis", "other_axis", "size", "place", "scenario", "outcome", "measure", "month"]
    whole = pandas.concat(rows, ignore_index=True)
    names = [f"{dimension}_name_{lang}" for dimension in first for lang in LANGUAGES]
    return whole[[name for name in (*first, "value", *ends, *names) if name in whole]]


def export(store: Store, path: Path) -> None:
    """Write a finished study for another program, by the suffix of the name.

    .csv (with the mark that Excel needs to read Chinese), .xlsx, .dta (Stata), .parquet: a row for each run; .nc:
    labelled arrays. Raises `ScenarioError` for another suffix, and for more rows than a sheet has.
    """
    writers: dict[str, Callable[[], None]] = {
        ".csv": lambda: frame(store).to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\n"),
        ".xlsx": lambda: _workbook(store, path),
        ".dta": lambda: _stata(store, path),
        ".parquet": lambda: _parquet(store, path),
        ".nc": lambda: _netcdf(store, path),
    }
    if path.suffix not in writers:
        raise ScenarioError(phrase("scenarios.files.suffix", suffixes=", ".join(FORMATS)), str(path))
    store.check_whole()
    writers[path.suffix]()


def _parquet(store: Store, path: Path) -> None:
    path.write_bytes(frame(store).to_parquet(None, index=False))


def _workbook(store: Store, path: Path) -> None:
    if store.runs > MOST_ROWS:
        raise ScenarioError(
            expected(f"{store.runs:,}", phrase("experiments.study.most_rows", most=MOST_ROWS)), str(path)
        )
    frame(store).to_excel(path, index=False)


def _stata(store: Store, path: Path) -> None:
    """Stata's names have 32 letters, digits and underscores; labels keep the whole name."""
    rows = frame(store)
    short: dict[str, str] = {}
    for name in rows.columns:
        plain = name.replace(".", "_")[:32]
        number = sum(each == plain for each in short.values())
        short[name] = plain if not number else f"{plain[:29]}_{number}"
    for name in ("place", "scenario", "seed", "stage", "message"):  # no number of Stata's holds a seed
        rows[name] = rows[name].astype(object).fillna("").astype(str)
    labels = {short[name]: name[:80] for name in rows.columns}
    rows.rename(columns=short).to_stata(path, write_index=False, version=118, variable_labels=labels)


def _netcdf(store: Store, path: Path) -> None:
    """As netCDF 3, which SciPy writes: texts as such, truth as numbers."""
    data = dataset(store)
    data["failed"] = data["failed"].astype(np.int8)
    for name in data.coords:
        if data[name].dtype.kind in "OU":
            data[name] = data[name].astype(str)
        elif data[name].dtype == np.int64:
            data[name] = data[name].astype(str if name == "seed" else np.int32)
    data.to_netcdf(path, engine="scipy", format="NETCDF3_64BIT")
