"""Comparing scenarios: run a study and hand back labelled results."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from sim.behaviour import Behaviour

from .results import Results, spread_fields
from .runner import Progress, run_cases
from .study import Study, new_study

if TYPE_CHECKING:
    import xarray


def run_study(
    study: Study, threads: int | None = None, progress: Progress | None = None, chunk: int | None = None
) -> Results:
    """Run every scenario of a study, `replicates` times each."""
    scenarios, replicates = len(study.scenarios), study.replicates
    firsts = [row * replicates for row in range(scenarios)]
    runs = run_cases(study.cases(), threads=threads, chunk=chunk, endings=firsts, progress=progress)
    shape = (scenarios, replicates, study.months, -1)
    level, fields = spread_fields(study, runs.levels.reshape(shape))
    endings = tuple(runs.endings[first] for first in firsts)
    return Results(study, runs.series.reshape(shape), level, fields, endings)


def compare(
    scenarios: Iterable[Any],
    place: Any = "yinzhou",
    months: int = 120,
    replicates: int = 30,
    seed: int = 1,
    baseline: Any = None,
    threads: int | None = None,
    progress: Progress | None = None,
    behaviour: Behaviour | None = None,
    uncertainty: str = "luck",
) -> xarray.Dataset:
    """Several scenarios under common luck, as a labelled Dataset (see `Results.dataset`).

    Scenarios and place are words (`"generalised+mutual_recognition=0.5"`, `"yinzhou"`) or loaded objects.
    The baseline is the first scenario unless another is named. `progress` is called with the number
    of runs done and of all. With `uncertainty="plausible"` replicate r has row r of the sample of plausible
    behaviour, so that intervals hold what is not known as well as luck.
    """
    study = new_study(scenarios, place, months, replicates, seed, baseline, behaviour, uncertainty)
    return run_study(study, threads, progress).dataset()


def simulate(
    scenario: Any,
    place: Any = "yinzhou",
    months: int = 120,
    replicates: int = 30,
    seed: int = 1,
    threads: int | None = None,
    progress: Progress | None = None,
    behaviour: Behaviour | None = None,
    uncertainty: str = "luck",
) -> xarray.Dataset:
    """One scenario; the same runs as `compare` makes of it where it is the baseline."""
    study = new_study([scenario], place, months, replicates, seed, None, behaviour, uncertainty)
    return run_study(study, threads, progress).dataset()
