"""`kaohe.study` and what is asked of a finished one: from a file, a mapping or its folder, as labelled xarray."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from inspect import getsourcefile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.study import sensitivity as indices
from experiments.study import tables
from experiments.study.engine import Pace, run_study, shard_from
from experiments.study.exploration.peeling import DENSITY
from experiments.study.exploration.regions import Exploration
from experiments.study.exploration.regions import explore as explore_regions
from experiments.study.exploration.robustness import robustness
from experiments.study.exploration.thresholds import THRESHOLDS, Threshold, read_thresholds, thresholds_from
from experiments.study.opening import open_store, plan, prepare, replace_study, with_code
from experiments.study.reading import Reading, read_as
from experiments.study.record_file import RECORD
from experiments.study.sobol_indices import RESAMPLES
from experiments.study.specification import Outcome
from experiments.study.store import FILE, Store
from experiments.study.study_file import read_study, read_text
from scenarios.errors import ScenarioError
from scenarios.files import read_text as text_of
from scenarios.languages import phrase
from scenarios.shelf import Source, find

if TYPE_CHECKING:
    import xarray

OUT = "studies"
AnyStudy = str | Path | Mapping[str, Any]  # id, file or folder of a study, or what its file would hold


def study(
    what: AnyStudy,
    out: str | Path = OUT,
    threads: int | None = None,
    backend: str = "threads",
    scheduler: str = "",
    shard: str = "",
    progress: Callable[[Pace], None] | None = None,
    own_code: bool = False,
    executor: Executor | None = None,
) -> xarray.Dataset:
    """Run what is missing of a study; outcomes of all runs as a labelled Dataset (see `experiments.study.tables`).

    what: id of a shipped study, its file, its folder, or the same as a mapping. out: folder in which the study has its
    own, named by content; what is there is not run again. threads: workers, all cores if left out; backend: `threads`,
    `processes` or `dask`, with the address of a `scheduler`; shard: such as "2/8", every eighth part. own_code: whether
    to execute somebody's own measures and cadres that lie in a folder, where `what` is one. executor: one of your own
    with `threads` workers instead of a back end, such as that of `mpi4py.futures`; it stays open. Raises
    `scenarios.errors.Mistakes` with all that is wrong in a file, and `StoreError` where a shard leaves runs missing.
    """
    store = store_of(what, out, make=True, own_code=own_code)
    chosen = shard_from(shard) if shard else None
    run_study(store, threads, backend, scheduler, chosen, progress=progress, executor=executor)
    return tables.dataset(store)


def sensitivity(what: AnyStudy, out: str | Path = OUT, resamples: int = RESAMPLES) -> xarray.Dataset:
    """Indices of a finished study, by its design (see `experiments.study.sensitivity`); arguments as for `study`."""
    return indices.analyse(store_of(what, out), resamples)


def micro(what: AnyStudy, kind: str, out: str | Path = OUT) -> xarray.Dataset:
    """Single townships or cadres of a finished study that keeps them (`[keep] micro = ["township", "cadre"]`).

    kind: `township` or `cadre`; other arguments as for `study`. By run, kept month, township code and post.
    """
    return tables.micro(store_of(what, out), kind)


def explore(
    what: AnyStudy,
    out: str | Path = OUT,
    thresholds: Mapping[str, Mapping[str, float]] | None = None,
    density: float = DENSITY,
) -> Exploration:
    """In which region of its axes a finished study meets its thresholds: boxes (PRIM), trees, scores of axes.

    thresholds: such as `{"formalism": {"at_most": 0.2}}`; those of the study's file if left out, and where it has none
    the best quarter of each outcome. density: share of a box's points at which a threshold should be met. Other
    arguments as for `study`. Needs `pip install kaohe[explore]`.
    """
    store = store_of(what, out)
    return explore_regions(store, thresholds_of(what, store, thresholds), density)


def robust(
    what: AnyStudy, out: str | Path = OUT, thresholds: Mapping[str, Mapping[str, float]] | None = None
) -> xarray.Dataset:
    """How scenarios of a finished study compare over all its points: regret, satisficing, ranks, as a Dataset.

    thresholds: such as `{"formalism": {"at_most": 0.2}}`; those of the study's file if left out. Other arguments as for
    `study`. Names are explained in `experiments.study.exploration.robustness`.
    """
    store = store_of(what, out)
    return robustness(store, thresholds_of(what, store, thresholds))


def thresholds_of(
    what: AnyStudy, store: Store, given: Mapping[str, Mapping[str, float]] | None = None
) -> tuple[Threshold, ...]:
    """Thresholds that are given, or those of the mapping, the file, or the file in the folder."""
    outcomes = store.study.outcomes
    if given is None and isinstance(what, Mapping):
        given = what.get(THRESHOLDS, {})
    if given is not None:
        return thresholds_from(given, outcomes)
    if (Path(str(what)) / RECORD).exists():
        source = Source("", str(what), f"{what}/{FILE}", Path(str(what)) / FILE)
    else:
        source = find("study", str(what), Path())
    return tuple(
        read_as(
            lambda reading, tables: _noted(reading, tables.get(THRESHOLDS, {}), outcomes),
            text_of(source.path, source.name),
            source,
        )
    )


def _noted(reading: Reading, given: object, outcomes: Sequence[Outcome]) -> tuple[Threshold, ...] | None:
    found = read_thresholds(reading, given, outcomes)
    return None if reading.errors else found


def store_of(what: AnyStudy, out: str | Path = OUT, make: bool = False, own_code: bool = False) -> Store:
    """The store of a study; made where it is missing, or refused.

    Code of the user's own is executed where a file or a mapping names it, and from a folder only if `own_code` asks.
    """
    if isinstance(what, Mapping):
        text = as_toml(what)
        name = str(what.get("name", "study"))
        found, points, content = read_text(text, Source("", name, name, Path.cwd() / name))
    elif (Path(what) / RECORD).exists():
        store = open_store(what)
        return with_code(store) if own_code else store
    else:
        found, points, content = read_study(what)
    if make:
        return prepare(found, points, content, out)
    planned = plan(found, points, out)
    if not (planned.folder / RECORD).exists():
        raise ScenarioError(phrase("experiments.study.not_begun", path=planned.folder))
    return replace_study(open_store(planned.folder), found.own)


def as_toml(given: Mapping[str, Any]) -> str:
    """A mapping of texts, numbers, truth values, lists, mappings, and functions or classes of a file, as TOML."""
    return "".join(f"{_key(name)} = {_value(value)}\n" for name, value in given.items() if name != "name")


def _key(name: object) -> str:
    return _value(str(name))


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(name)} = {_value(each)}" for name, each in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    if callable(value):  # of the user's own
        return _value(f"{getsourcefile(value)}:{value.__name__}")
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str | Path):
        escaped = str(value).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return f'"{escaped}"'
    return repr(value.item() if hasattr(value, "item") else value)
