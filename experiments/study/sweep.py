"""Sweeps: the same scenarios, places and luck for many points of the parameter space, in a file that can grow.

Every point meets the same replicates' seeds (common luck), so differences between points are differences between
people. An interrupted sweep leaves a folder of finished parts beside its file and goes on from there; the bits are
the same whatever the number of threads, the size of a block, the order of points, or how often it was interrupted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scenarios.errors import ScenarioError, unknown
from scenarios.languages import phrase
from sim.measures import NAMES
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import ParameterError, check

from ..compare.comparison import Study, new_study
from ..run.runner import CADRE_MONTHS, Progress, Runs, run_cases
from .space import Simulator, Space
from .summaries import LEVEL, Look, Summary, check_summary, default_summaries, summarise
from .sweep_file import LABELS, PARAMETER, SweepFile, digest_of

CHUNKS = 32  # of `CADRE_MONTHS` that make a block: some seconds between one finished part and the next

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Plan:
    """All that a sweep depends on except its points: one study for each place, and what is kept of a run.

    Studies have the same scenarios, months, replicates, seed and baseline; their behaviour is not used.
    """

    studies: tuple[Study, ...]
    summaries: tuple[Summary, ...]

    def __post_init__(self) -> None:
        places = [study.place.id for study in self.studies]
        for what, names in (("place", places), ("summary", self.names)):
            for name in names:
                if names.count(name) > 1:
                    raise ScenarioError(
                        phrase("experiments.sweeps.given_twice", kind=phrase(f"scenarios.kinds.{what}"), name=name)
                    )
            if not names:
                raise ScenarioError(phrase("experiments.sweeps.none_given", kind=phrase(f"scenarios.kinds.{what}")))
        for summary in self.summaries:
            if summary.name in LABELS or summary.name.startswith(PARAMETER):
                raise ScenarioError(phrase("experiments.sweeps.name_taken", name=summary.name))
            check_summary(summary, self.studies)

    @property
    def names(self) -> list[str]:
        """Names of the summaries."""
        return [summary.name for summary in self.summaries]

    @property
    def replicates(self) -> int:
        return self.studies[0].replicates

    @property
    def runs(self) -> int:
        """Runs of one point: places x scenarios x replicates."""
        return len(self.studies) * len(self.studies[0].scenarios) * self.replicates

    def record(self) -> dict[str, Any]:
        """The plan as plain values, scenarios in full."""
        studies = [study.record() for study in self.studies]
        return {
            "studies": [{name: value for name, value in one.items() if name != "behaviour"} for one in studies],
            "scenarios": {scenario.id: scenario.record() for scenario in self.studies[0].scenarios},
            "summaries": [asdict(summary) for summary in self.summaries],
        }


def new_plan(
    scenarios: Iterable[Any],
    places: Iterable[Any] = ("yinzhou",),
    summaries: Iterable[Summary] | None = None,
    months: int = 120,
    replicates: int = 4,
    seed: int = 1,
    baseline: Any = None,
) -> Plan:
    """A plan from words or loaded objects, as `study.new_study` takes them.

    Without `summaries`: every measure under the first scenario at the first place, over the last months.
    """
    chosen = list(scenarios)
    studies = tuple(new_study(chosen, place, months, replicates, seed, baseline) for place in places)
    if summaries is None and studies:
        return Plan(studies, default_summaries())
    return Plan(studies, tuple(summaries or ()))


@dataclass(frozen=True)
class Swept:
    """What a sweep gave. values: (point, replicate, summary), in the units of the summaries' measures."""

    plan: Plan
    behaviours: tuple[Behaviour, ...]
    values: Array

    @cached_property
    def means(self) -> Array:
        """Mean over replicates: (point, summary)."""
        return np.asarray(self.values.mean(axis=1))

    def of(self, names: Iterable[str]) -> Array:
        """Some summaries, in the order named: (point, replicate, summary)."""
        return self.values[:, :, _columns(self.plan, names)]


def sweep(
    plan: Plan,
    behaviours: Sequence[Behaviour],
    out: str | Path | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
    block: int | None = None,
) -> Swept:
    """Run the plan for every point.

    `out` is the Parquet file: a row for each point and replicate, a column for each summary and for each
    parameter that differs between points, the plan and versions in the metadata. If it is there already it is
    read; if a sweep was interrupted, its parts (`out` + ".parts") are kept and the rest is run. `progress` is
    called with the number of runs done and of all, `block` is the number of points between two parts (default:
    some seconds of work). Raises SweepError if the file or its parts belong to another sweep.
    """
    points = tuple(behaviours)
    if not points:
        raise ParameterError("behaviours", phrase("experiments.checks.none"), phrase("experiments.checks.a_point"))
    for point in points:
        check(point)
    file = None if out is None else SweepFile(Path(out), plan.record(), plan.names, plan.replicates, points)
    if file is not None and file.done:
        return Swept(plan, points, file.whole())
    values = np.full((len(points), plan.replicates, len(plan.names)), np.nan)
    missing = np.arange(len(points)) if file is None else file.fill(values)
    done = (len(points) - len(missing)) * plan.runs
    for chosen in _blocks(missing, _block(plan) if block is None else block):
        report = _shifted(progress, done, len(points) * plan.runs)
        values[chosen] = _run([points[k] for k in chosen], plan, threads, report)
        done += len(chosen) * plan.runs
        if file is not None:
            file.add(chosen, values)
    if file is not None:
        file.finish(values)
    return Swept(plan, points, values)


def simulator(
    plan: Plan,
    space: Space,
    names: Iterable[str] | None = None,
    base: Behaviour | None = None,
    folder: str | Path | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Simulator:
    """The model as a function from points of the unit cube (point, axis) to (point, replicate, summary).

    names: the summaries wanted, in that order (default: all of the plan). With a folder every set of points
    has its file there, named after what it depends on: whoever repeats a call reads it, whoever was
    interrupted goes on.
    """
    columns = _columns(plan, plan.names if names is None else names)

    def simulate(unit: Array) -> Array:
        points = space.behaviours(unit, base)
        out = None if folder is None else Path(folder) / f"{digest_of(plan.record(), points)[:16]}.parquet"
        return sweep(plan, points, out, threads, progress).values[:, :, columns]

    return simulate


def _columns(plan: Plan, names: Iterable[str]) -> list[int]:
    found = []
    for name in names:
        if name not in plan.names:
            raise ScenarioError(unknown("summary", name, plan.names))
        found.append(plan.names.index(name))
    return found


# Running


def _block(plan: Plan) -> int:
    """Points that take some seconds."""
    study = plan.studies[0]
    work = sum(each.place.cadres for each in plan.studies) * study.months * len(study.scenarios) * plan.replicates
    return int(max(1, CHUNKS * CADRE_MONTHS // work))


def _blocks(missing: NDArray[np.int64], size: int) -> list[NDArray[np.int64]]:
    if isinstance(size, bool) or not isinstance(size, int) or size < 1:
        raise ParameterError("block", size, phrase("experiments.checks.whole_from", least=1))
    return [missing[first : first + size] for first in range(0, len(missing), size)]


def _shifted(progress: Progress | None, before: int, total: int) -> Progress | None:
    if progress is None:
        return None
    told = progress
    return lambda done, _: told(before + done, total)


def _run(points: Sequence[Behaviour], plan: Plan, threads: int | None, progress: Progress | None) -> Array:
    """Summaries of some points: (point, replicate, summary)."""
    cases = [case for point in points for study in plan.studies for case in replace(study, behaviour=point).cases()]
    runs = run_cases(cases, threads=threads, progress=progress)
    shape = (len(points), plan.replicates, len(plan.summaries))
    return summarise(plan.summaries, _look(plan, runs, len(points))).reshape(shape)


def _look(plan: Plan, runs: Runs, points: int) -> Look:
    """How summaries find their months among the runs: by measure, scenario and place."""
    study = plan.studies[0]
    places = [each.place.id for each in plan.studies]
    shape = (points, len(places), len(study.scenarios), plan.replicates, study.months, -1)
    series, levels = runs.series.reshape(shape), runs.levels.reshape(shape)

    def look(measure: str, scenario: str, place: str) -> Array:
        row = study.ids.index(scenario) if scenario else 0
        at = places.index(place) if place else 0
        if measure in NAMES:
            found = series[:, at, row, :, :, NAMES.index(measure)]
        else:
            fields = [LEVEL + field.id for field in study.scenarios[row].regime.fields]
            found = levels[:, at, row, :, :, fields.index(measure)]
        return found.reshape(points * plan.replicates, study.months)

    return look
