"""`kaohe.study` and `kaohe.sensitivity`: a study from a file, a mapping or its folder, as labelled xarray."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from inspect import getsourcefile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.study import sensitivity as indices
from experiments.study import tables
from experiments.study.engine import Pace, run_study, shard_from
from experiments.study.sobol_indices import RESAMPLES
from experiments.study.store import RECORD, Store, open_store, plan, prepare, replace_study, with_code
from experiments.study.study_file import read_study, read_text
from scenarios.errors import ScenarioError
from scenarios.languages import phrase
from scenarios.shelf import Source

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
) -> xarray.Dataset:
    """Run what is missing of a study; outcomes of all runs as a labelled Dataset (see `experiments.study.tables`).

    what: id of a shipped study, its file, its folder, or the same as a mapping. out: folder in which the study has its
    own, named by content; what is there is not run again. threads: workers, all cores if left out; backend: `threads`,
    `processes` or `dask`, with the address of a `scheduler`; shard: such as "2/8", every eighth part. own_code: whether
    to execute somebody's own measures and cadres that lie in a folder, where `what` is one. Raises
    `scenarios.errors.Mistakes` with all that is wrong in a file, and `StoreError` where a shard leaves runs missing.
    """
    store = store_of(what, out, make=True, own_code=own_code)
    run_study(store, threads, backend, scheduler, shard_from(shard) if shard else None, progress=progress)
    return tables.dataset(store)


def sensitivity(what: AnyStudy, out: str | Path = OUT, resamples: int = RESAMPLES) -> xarray.Dataset:
    """Indices of a finished study, by its design (see `experiments.study.sensitivity`); arguments as for `study`."""
    return indices.analyse(store_of(what, out), resamples)


def micro(what: AnyStudy, kind: str, out: str | Path = OUT) -> xarray.Dataset:
    """Single townships or cadres of a finished study that keeps them (`[keep] micro = ["township", "cadre"]`).

    kind: `township` or `cadre`; other arguments as for `study`. By run, kept month, township code and post.
    """
    return tables.micro(store_of(what, out), kind)


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
