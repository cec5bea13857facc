"""`kaohe study`: from a question in one file to indices, in a folder that survives anything."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from analysis.figures.study import draw_study
from experiments.run.disk import put
from experiments.run.record import versions
from experiments.study.engine import run_study, shard_from
from experiments.study.names import names_of
from experiments.study.opening import merge as merge_parts
from experiments.study.opening import open_store, plan
from experiments.study.redo import redo as redo_runs
from experiments.study.sensitivity import AXIS, strongest
from experiments.study.sensitivity import analyse as indices_of
from experiments.study.store import FAILURES, State, Store
from experiments.study.study_file import read_study
from experiments.study.tables import export as export_runs
from experiments.study.tables import tidy
from experiments.study.workload import Workload, workload
from scenarios.errors import ScenarioError
from scenarios.languages import translate

from . import run_optimise
from .console import console, duration, note, pace, say
from .listings import named_table
from .running import RunOptions
from .searches import folder_of, names_search
from .studies import store_of

if TYPE_CHECKING:
    import xarray

INDICES = "indices.csv"


def check(word: str, options: RunOptions) -> None:
    """Refuse what is wrong, and say what the study (or search) would take."""
    if names_search(word):
        return run_optimise.check(word, options)
    study, points, _ = read_study(word)
    store = plan(study, points, options.out or "")
    found = workload(store, options.threads, options.announce)
    _say_size(store, found, options)


def _say_size(store: Store, found: Workload, options: RunOptions) -> None:
    study = store.study
    sizes = {
        "points": f"{found.points:,}", "places": len(study.places), "scenarios": len(study.scenarios),
        "replicates": study.replicates, "runs": f"{found.runs:,}", "months": study.months, "axes": len(study.axes),
        "design": translate(f"analysis.designs.{study.design.kind}", options.lang),
    }  # fmt: skip
    say(options.text("study_size", **sizes))
    taken = {"time": duration(found.seconds, options.lang), "cores": found.cores, "parts": f"{found.parts:,}"}
    say(options.text("study_cost", size=_bytes(found.size), **taken))
    say(options.text("study_folder", path=store.folder))
    if found.refused:
        why = found.why.render(options.lang) if isinstance(found.why, ScenarioError) else found.why
        say(options.text("study_would_fail", failed=found.refused, tried=found.tried, why=why))


def _bytes(size: float) -> str:
    for unit in ("B", "KB", "MB"):
        if size < 1000:
            return f"{size:.0f} {unit}"
        size /= 1000
    return f"{size:.1f} GB"


def run(word: str, options: RunOptions, backend: str, scheduler: str, shard: str, join: bool, own_code: bool) -> None:
    """Run what is missing; a stop leaves what is finished."""
    chosen = shard_from(shard) if shard else None
    store = store_of(word, options.out or "", make=True, own_code=own_code)
    before = store.state()
    key = "study_resumes" if before.runs_done else "study_begins"
    note(options.text(key, runs=f"{store.runs:,}", done=f"{before.runs_done:,}", path=store.folder))
    try:
        with pace(options.lang) as report:
            state = run_study(
                store,
                options.threads,
                backend,
                scheduler,
                chosen,
                join,
                report,
                options.announce,
                lambda: note(options.text("study_waits")),
            )
    except KeyboardInterrupt:
        left = store.state()
        kept = options.text("study_stopped", done=f"{left.runs_done:,}", runs=f"{left.runs:,}", path=store.folder)
        raise KeyboardInterrupt(kept) from None
    _say_state(store, state, options)


def status(word: str, options: RunOptions) -> None:
    """How far a study (or search) is."""
    if names_search(word):
        return run_optimise.status(folder_of(word, options.out or ""), options)
    store = store_of(word, options.out or "")
    _say_state(store, store.state(), options)


def _say_state(store: Store, state: State, options: RunOptions) -> None:
    sizes = {"done": f"{state.runs_done:,}", "runs": f"{state.runs:,}", "failed": f"{state.failed:,}"}
    key = "study_done" if state.done else "study_partly"
    say(options.text(key, path=store.folder, size=_bytes(store.size), **sizes))
    if state.failed:
        say(options.text("study_failed", failed=f"{state.failed:,}", path=store.folder / FAILURES))


def analyse(word: str, options: RunOptions) -> None:
    """Tables of the strongest index with intervals; all indices go into a file of the study's folder."""
    store = store_of(word, options.out or "")
    found = indices_of(store)
    index = strongest(found)
    named = translate(f"analysis.indices.{index}", options.lang)
    screen = console()
    places, scenarios = (names_of(found, dimension, options.lang) for dimension in ("place", "scenario"))
    for place in places:
        for scenario in scenarios:
            part = found.sel(place=place, scenario=scenario)
            title = options.text("study_title", index=named, scenario=scenarios[scenario], place=places[place])
            columns, rows = _rows(part, index, options.lang)
            screen.print(named_table(title, columns, rows))
    if found.attrs["left_out"]:
        sizes = {"failed": f"{found.attrs['left_out']:,}", "points": f"{found.attrs['points']:,}"}
        say(options.text("study_left_out", path=store.folder / FAILURES, **sizes))
    if "q2" in found:
        names = names_of(found, "outcome", options.lang)
        shares = [f"{names[name]} {100 * each:.0f} %" for name, each in _least_predicted(found)]
        say(options.text("study_predicted", shares=translate("scenarios.marks.comma", options.lang).join(shares)))
    blur = found["chance_blur"]
    if np.isfinite(blur).any():
        say(options.text("study_blur", most=f"{100 * float(blur.max()):.1f}", mean=f"{100 * float(blur.mean()):.1f}"))
    path = store.folder / INDICES
    put(path, tidy(found).to_csv(index=False, lineterminator="\n").encode("utf-8-sig"))
    say(options.text("written", path=path))
    draw_study(found, store.folder / "figures", options.lang)
    say(options.text("written", path=f"{store.folder / 'figures'}/"))


def _least_predicted(found: xarray.Dataset) -> list[tuple[str, float]]:
    """Of each outcome, the least share of variance that its surrogates predict at points left out."""
    least = found["q2"].min(["place", "scenario"])
    return list(zip(least["outcome"].values.tolist(), least.values.tolist(), strict=True))


def _rows(part: xarray.Dataset, index: str, lang: str) -> tuple[list[str], list[list[str]]]:
    """A row for each axis, the strongest first, a column for each outcome."""
    outcomes, axes = names_of(part, "outcome", lang), names_of(part, AXIS, lang)
    values = part[index].transpose(AXIS, "outcome").values
    ends = [f"{index}_{end}" for end in ("low", "high") if f"{index}_low" in part]
    bounds = [part[end].transpose(AXIS, "outcome").values for end in ends]
    order = np.argsort(-np.nan_to_num(np.abs(values)).max(axis=1), kind="stable")
    rows = []
    for k in order:
        cells = [_cell(values[k, o], [each[k, o] for each in bounds]) for o in range(len(outcomes))]
        name = str(part[AXIS].values[k])
        rows.append([axes[name], name, *cells])
    heads = [translate(f"kaohe.columns.{column}", lang) for column in ("axis", "id")]
    return [*heads, *outcomes.values()], rows


def _cell(value: float, bounds: Sequence[float]) -> str:
    if not np.isfinite(value):
        return "–"
    interval = f" ({bounds[0]:.2f} … {bounds[1]:.2f})" if len(bounds) == 2 and np.isfinite(bounds).all() else ""
    return f"{value:.2f}{interval}"


def export(word: str, path: str, options: RunOptions) -> None:
    """All runs for another program, by the suffix of the name."""
    export_runs(store_of(word, options.out or ""), Path(path))
    say(options.text("written", path=path))


def redo(word: str, sample: int | None, options: RunOptions, own_code: bool) -> bool:
    """Runs again, and whether their bits are those in the folder."""
    if names_search(word):
        return run_optimise.redo(folder_of(word, options.out or ""), sample, options)
    store = store_of(word, options.out or "", own_code=own_code)
    changed = [name for name, value in versions().items() if store.record["versions"].get(name) != value]
    if changed:
        note(options.text("changed", what=", ".join(changed)))
    count, different = redo_runs(store, sample, announce=options.announce)
    key = "study_differs" if different else "study_same"
    say(options.text(key, runs=f"{count:,}", n=len(different), which=options.few([str(run) for run in different])))
    return not different


def merge(into: str, folders: Sequence[str], options: RunOptions) -> None:
    """Copy the parts of shards that ran elsewhere into one folder."""
    store = open_store(into)
    copied = merge_parts(folders, store)
    note(options.text("study_merged", n=copied))
    _say_state(store, store.state(), options)
