"""Comparing scenarios: run a study and hand back labelled results."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sim.compile.kernel import announce_compilation

from ..run.runner import Announce, Progress, run_cases
from .comparison import Study, new_study
from .results import Results, spread_fields

if TYPE_CHECKING:
    import xarray


def run_study(
    study: Study,
    threads: int | None = None,
    progress: Progress | None = None,
    chunk: int | None = None,
    announce: Announce = announce_compilation,
) -> Results:
    """Run every scenario of a study, `replicates` times each."""
    scenarios, replicates = len(study.scenarios), study.replicates
    firsts = [row * replicates for row in range(scenarios)]
    runs = run_cases(study.cases(), threads=threads, chunk=chunk, endings=firsts, progress=progress, announce=announce)
    shape = (scenarios, replicates, study.months, -1)
    level, fields = spread_fields(study, runs.levels.reshape(shape))
    endings = tuple(runs.endings[first] for first in firsts)
    return Results(study, runs.series.reshape(shape), level, fields, endings)


def compare(
    scenarios: Any,
    place: Any = "yinzhou",
    threads: int | None = None,
    progress: Progress | None = None,
    **study: Any,
) -> xarray.Dataset:
    """One or several scenarios under common luck, as a labelled Dataset (see `Results.dataset`).

    Scenarios and place are words (`"generalised+mutual_recognition=0.5"`, `"yinzhou"`) or loaded objects. `progress` is
    called with the number of runs done and of all. `study` are the other arguments of `comparison.new_study`:
    months (120), replicates (30), seed (1), baseline (the first scenario), behaviour (the calibrated one), uncertainty
    ("luck"; with "plausible" replicate r, of 40, has row r of the sample of plausible behaviour, so that intervals hold
    what is not known as well as luck).
    """
    return run_study(new_study(scenarios, place, **study), threads, progress).dataset()


def simulate(scenario: Any, place: Any = "yinzhou", **options: Any) -> xarray.Dataset:
    """One scenario, with the options of `compare`; the same runs as there where it is the baseline."""
    return compare([scenario], place, **options)
