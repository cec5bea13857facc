"""`kaohe study optimise`: portfolios of reforms under a budget that no other portfolio beats."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.files.portfolios import save_portfolios
from analysis.portfolios import about, outcome_names, shown_outcomes, text
from experiments.run.record import versions
from experiments.run.runner import check_threads
from experiments.study.optimisation import engine
from experiments.study.optimisation.folder import SearchFolder, plan
from experiments.study.optimisation.front import dataset
from experiments.study.optimisation.search_file import read_search
from scenarios.languages import translate

from .console import console, duration, note, pace, say
from .listings import named_table
from .running import RunOptions
from .searches import folder_of

if TYPE_CHECKING:
    import xarray

MOST_ROWS = 12  # of the table on the screen


def check(word: str, options: RunOptions) -> None:
    """Refuse what is wrong, and say what the search would take."""
    search, _ = read_search(word)
    folder = plan(search, options.out or "")
    found = engine.estimate(search, options.threads, options.announce)
    sizes = {
        "population": search.population, "axes": len(search.axes), "places": len(search.study.places),
        "worlds": search.study.replicates, "months": search.study.months,
    }  # fmt: skip
    say(options.text("search_size", **sizes, **_far(folder)))
    say(options.text("search_cost", time=duration(found, options.lang), cores=check_threads(options.threads)))
    say(options.text("study_folder", path=folder.path))


def status(folder: SearchFolder, options: RunOptions) -> None:
    """How far a search is."""
    say(options.text("search_done" if folder.done else "search_partly", path=folder.path, **_far(folder)))


def run(word: str, options: RunOptions, backend: str, scheduler: str) -> None:
    """Search as far as is missing; the front on the screen, all of it in the folder."""
    folder = folder_of(word, options.out or "", make=True)
    note(options.text("search_begins", path=folder.path, **_far(folder)))
    try:
        with pace(options.lang) as report:
            engine.optimise(
                folder, options.threads, backend, scheduler, report, options.announce,
                lambda: note(options.text("search_waits")),
            )  # fmt: skip
    except KeyboardInterrupt:
        raise KeyboardInterrupt(options.text("search_stopped", path=folder.path, **_far(folder))) from None
    data = dataset(folder)
    _show(data, options)
    for path in save_portfolios(data, folder.path, options.lang):
        say(options.text("written", path=path))


def _far(folder: SearchFolder) -> dict[str, object]:
    search = folder.search
    each = len(search.study.places) * search.study.replicates
    runs = search.population * (search.generations + 1) * each
    return {"done": folder.finished(), "generations": search.generations + 1, "runs": f"{runs:,}"}


def _show(data: xarray.Dataset, options: RunOptions) -> None:
    """Portfolios of the front, evenly thinned where there are many, the best in the first objective first."""
    count = data.sizes["portfolio"]
    if not count:
        say(options.text("search_empty"))
        return
    say(about(data, options.lang))
    shown = np.unique(np.linspace(0, count - 1, min(MOST_ROWS, count)).round().astype(int))
    part = data.isel(portfolio=shown)
    names = outcome_names(data, options.lang)
    outcomes = shown_outcomes(data)
    columns = [text("portfolio", options.lang), *(names[name] for name in outcomes), text("scenario", options.lang)]
    rows = []
    for k, number in enumerate(part["portfolio"].values):
        changes = [f"{value:+.3f}" for value in part["change"].sel(outcome=outcomes).values[k]]
        rows.append([str(number), *changes, _made_of(part.isel(portfolio=k), options)])
    console().print(named_table(options.text("search_title", n=count, tried=int(data["tried"][-1])), columns, rows))
    if len(shown) < count:
        say(options.text("search_more", n=count - len(shown)))


def _made_of(one: xarray.Dataset, options: RunOptions) -> str:
    """What a portfolio adds to the baseline."""
    words = str(one["text"].item())
    if words:
        shown = words.removeprefix(one.attrs["baseline"]).lstrip("+,")
        return shown.replace("+", " + ").replace(",", ", ") or text("baseline", options.lang)
    added = [f"{name}={dose:.3g}" for name, dose in zip(one["reform"].values, one["dose"].values, strict=True) if dose]
    added += [f"{name}={value:.3g}" for name, value in zip(one["lever_name"].values, one["lever"].values, strict=True)]
    return translate("scenarios.marks.comma", options.lang).join(added) or text("baseline", options.lang)


def redo(folder: SearchFolder, sample: int | None, options: RunOptions) -> bool:
    """Portfolios again, and whether their bits are those in the folder."""
    changed = [name for name, value in versions().items() if folder.search.record["versions"].get(name) != value]
    if changed:
        note(options.text("changed", what=", ".join(changed)))
    count, different = engine.redo(folder, options.threads, sample, announce=options.announce)
    which = options.few([str(number) for number in different])
    key = "search_differs" if different else "search_same"
    say(options.text(key, portfolios=f"{count:,}", n=len(different), which=which))
    return not different
