"""What a search found: portfolios that no other of the last generation beats in all objectives, and how it got there.

Changes are against the baseline, in the same worlds; costs in per cent of the county's personnel cost a year.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from scenarios import Scenario
from scenarios.expression import Part, parse
from scenarios.languages import LANGUAGES, Both, phrase

from ..axes import scenario_at
from ..names import scenario_name
from ..store import StoreError
from . import evolution
from .folder import Generation, SearchFolder, together
from .specification import Search

if TYPE_CHECKING:
    import xarray

Array = NDArray[np.float64]


def dataset(folder: SearchFolder) -> xarray.Dataset:
    """The front and the way there, labelled; portfolios in the order of the first objective.

    By portfolio: `text` (a scenario that `compare` takes; empty where a package keeps its reforms together), `change`
    of each outcome, `dose` and `start` (month) of each reform (0 and NaN where it is left out), `lever`. By generation:
    `tried` portfolios so far, `front` (how many are in it), `hypervolume`. By `tried_number`, of all portfolios:
    `tried_change` and `within` (the budget). Raises `StoreError` for a search that is not finished.
    """
    import xarray

    evolution.require()
    search, history = folder.search, generations(folder)
    front = front_of(search, history[-1].population)
    scenarios = [scenario_at(search.portfolio, search.axes, list(row)) for row in front.rows]
    reforms = [reform for reform, *_ in search.portfolio.parts[1]]
    doses = np.array([[dose for _, dose, _, _ in each.parts[1]] for each in scenarios]).reshape(-1, len(reforms))
    starts = np.array([[start for _, _, start, _ in each.parts[1]] for each in scenarios]).reshape(doses.shape)
    levers = [k for k, axis in enumerate(search.axes) if axis.kind == "lever"]
    tried = _tried(history)
    volume, sizes = _progress(search, history)
    variables: dict[str, Any] = {
        "text": ("portfolio", [text_of(search, each) for each in scenarios]),
        "change": (("portfolio", "outcome"), front.changes),
        "dose": (("portfolio", "reform"), doses),
        "start": (("portfolio", "reform"), np.where(doses > 0, starts, np.nan)),
        "lever": (("portfolio", "lever_name"), front.rows[:, levers]),
        "aim": ("outcome", [{1: "lower", -1: "raise"}.get(aim, "") for aim in (*search.aims, *_no_aim(search))]),
        "tried_change": (("tried_number", "outcome"), tried.changes),
        "within": ("tried_number", search.excess(tried.changes) == 0),
        "tried": ("generation", np.cumsum([np.sum(each.born == k) for k, each in enumerate(history)])),
        "front": ("generation", sizes),
        "hypervolume": ("generation", volume),
    }
    labels = {
        "portfolio": front.numbers, "outcome": search.names, "reform": reforms,
        "lever_name": [search.axes[k].target for k in levers],
        "tried_number": tried.numbers, "generation": np.arange(len(history)),
        "measure": ("outcome", [outcome.of for outcome in search.study.outcomes]),
        "is_cost": ("outcome", [outcome.cost for outcome in search.study.outcomes]),
    }  # fmt: skip
    attributes: dict[str, Any] = {
        "title": "kaohe: portfolios of reforms", "name": search.study.name, "folder": str(folder.path),
        "baseline": search.study.baseline, "places": [place.id for place in search.study.places],
        "worlds": search.study.replicates, "plausible": int(bool(search.study.people)), "robust": str(search.robust),
        "months": search.study.months, "seed": search.seed, "rules": search.record["versions"]["rules"],
    }  # fmt: skip
    for lang in LANGUAGES:
        attributes[f"baseline_name_{lang}"] = scenario_name(search.study.baseline, search.study, lang)
        attributes[f"place_names_{lang}"] = [
            Both(each.name_en, each.name_zh).render(lang) for each in search.study.places
        ]
    if search.limit is not None:
        attributes |= {"limit": search.limit}
    return xarray.Dataset(variables, labels, attributes)


def _no_aim(search: Search) -> list[int]:
    return [] if search.limit is None else [0]


def generations(folder: SearchFolder) -> list[Generation]:
    """All generations of a finished search."""
    last = folder.search.generations + 1
    if not folder.done:
        done = f"{folder.finished()} / {last}"
        raise StoreError(phrase("experiments.optimisation.unfinished", path=folder.path, done=done))
    return [folder.read(generation) for generation in range(last)]


def front_of(search: Search, population: Generation) -> Generation:
    """Portfolios within the budget that no other beats, the best in the first objective first."""
    losses = search.losses(population.changes)
    within = np.flatnonzero(search.excess(population.changes) == 0)
    if not len(within):
        return population.at(within)
    first = within[evolution.fronts_of(losses[within])[0]]
    return population.at(first[np.lexsort((population.numbers[first], losses[first, 0]))])


def text_of(search: Search, found: Scenario) -> str:
    """The portfolio as `compare` takes it; empty where a package keeps its reforms together."""
    given = parse(search.portfolio.id)
    doses = {reform: (dose, start) for reform, dose, start, _ in found.parts[1]}
    if {part.name for part in given.parts} != set(doses):
        return ""
    timed = {axis.target for axis in search.axes if axis.kind == "start"}
    words = [given.base]
    for part in given.parts:
        dose, start = doses[part.name]
        at = start if part.start is not None or part.name in timed else None
        words += [Part(part.name, dose, at).text(part.name)] if dose > 0 else []
    moved = {axis.target for axis in search.axes if axis.kind == "lever"}
    levers = dict(given.settings) | {name: float(getattr(found.regime.levers, name)) for name in moved}
    return "+".join(words) + "".join(f",{name}={value!r}" for name, value in sorted(levers.items()))


def _tried(history: list[Generation]) -> Generation:
    """Every portfolio once, in the order in which they were tried."""
    whole = together([each.at(each.born == k) for k, each in enumerate(history)])
    return whole.at(np.argsort(whole.numbers))


def _progress(search: Search, history: list[Generation]) -> tuple[list[float], list[int]]:
    """Hypervolume and size of the front of each generation.

    The reference is the worst, and 1 the best, that each objective has among the first portfolios and the baseline.
    """
    begin = search.losses(history[0].changes)
    ends = np.vstack([begin[~np.isnan(begin).any(axis=1)], np.zeros(begin.shape[1])])
    fronts = [front_of(search, each.population) for each in history]
    volumes = [
        evolution.hypervolume(search.losses(front.changes), ends.max(axis=0), ends.min(axis=0)) for front in fronts
    ]
    return volumes, [len(front.numbers) for front in fronts]
