"""`kaohe.optimise`: portfolios of reforms that no other beats, as labelled xarray."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.study.engine import Pace
from experiments.study.optimisation import engine, front
from experiments.study.optimisation.folder import SearchFolder, is_folder, open_folder, plan, prepare
from experiments.study.optimisation.search_file import read_search, read_text
from experiments.study.record_file import RECORD
from scenarios.errors import ScenarioError
from scenarios.files import read_toml
from scenarios.languages import phrase
from scenarios.shelf import Source, is_path, kind_of, shipped

from .studies import OUT, as_toml

if TYPE_CHECKING:
    import xarray

AnySearch = str | Path | Mapping[str, Any]  # id, file or folder of a search, or what its file would hold


def optimise(
    what: AnySearch,
    out: str | Path = OUT,
    threads: int | None = None,
    backend: str = "threads",
    scheduler: str = "",
    progress: Callable[[Pace], None] | None = None,
) -> xarray.Dataset:
    """Search for portfolios of reforms under a budget; the front as a labelled Dataset.

    Several outcomes at once (NSGA-II), each against the baseline in the same worlds. By portfolio of the front: a
    scenario that `compare` takes, change of every outcome, dose and start month of every reform, levers; by
    generation: the hypervolume. what: id of a shipped search, its file, its folder, or the same as a mapping. out:
    folder in which the search has its own, named by content; finished generations there are not run again. Other
    arguments as for `study`. Needs `pip install kaohe[optimise]`. Raises `scenarios.errors.Mistakes` with all that is
    wrong in a file.
    """
    folder = folder_of(what, out, make=True)
    engine.optimise(folder, threads, backend, scheduler, progress)
    return front.dataset(folder)


def names_search(word: str) -> bool:
    """Whether a word is the id, the file or the folder of a search."""
    if is_path(word) and Path(word).is_file():
        return kind_of(read_toml(Path(word), word)) == "search"
    return word in shipped("search") or is_folder(word)


def folder_of(what: AnySearch, out: str | Path = OUT, make: bool = False) -> SearchFolder:
    """The folder of a search; made where it is missing, or refused."""
    if isinstance(what, Mapping):
        name = str(what.get("name", "search"))
        found, content = read_text(as_toml(what), Source("", name, name, Path.cwd() / name))
    elif is_folder(what):
        return open_folder(what)
    else:
        found, content = read_search(what)
    if make:
        return prepare(found, content, out)
    planned = plan(found, out)
    if not (planned.path / RECORD).exists():
        raise ScenarioError(phrase("experiments.optimisation.no_search", path=planned.path))
    return open_folder(planned.path)
