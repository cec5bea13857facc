"""Sweeps: a fixed set of scenarios, places and seeds at many points of the parameter space, in a file that can grow.

Every point has the same replicates' seeds (common random numbers), so differences between points are effects of
behaviour. An interrupted sweep leaves a folder of finished parts beside its file and goes on from there; the bits are
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

from scenarios import Scenario
from scenarios.errors import ScenarioError, unknown
from scenarios.languages import phrase
from scenarios.places import Place
from sim.measures import NAMES
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import check

from ..compare.comparison import Comparison, new_comparison
from ..run.checks import check_whole, found, impossible
from ..run.runner import CADRE_MONTHS, Progress, Runs, run_cases
from .space import Simulator, Space
from .summaries import LEVEL, Look, Summary, check_summary, default_summaries, summarise
from .sweep_file import LABELS, PARAMETER, SweepFile, digest_of

CHUNKS = 32  # of `CADRE_MONTHS` that make a block: some seconds between one finished part and the next

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Plan:
    """All that a sweep depends on except its points: one comparison for each place, and what is kept of a run.

    Comparisons have the same scenarios, months, replicates, seed and baseline; their behaviour is not used. Raises
    `ScenarioError` for no place or summary, one given twice, and a summary that the comparisons cannot give.
    """

    comparisons: tuple[Comparison, ...]
    summaries: tuple[Summary, ...]

    def __post_init__(self) -> None:
        for what, names in (("place", self.places), ("summary", self.names)):
            kind = phrase(f"scenarios.kinds.{what}")
            if not names:
                raise ScenarioError(phrase("experiments.sweeps.none_given", kind=kind))
            for name in names:
                if names.count(name) > 1:
                    raise ScenarioError(phrase("experiments.sweeps.given_twice", kind=kind, name=name))
        for summary in self.summaries:
            if summary.name in LABELS or summary.name.startswith(PARAMETER):
                raise ScenarioError(phrase("experiments.sweeps.name_taken", name=summary.name))
            check_summary(summary, self.comparisons)

    @property
    def places(self) -> list[str]:
        """Ids of the places."""
        return [comparison.place.id for comparison in self.comparisons]

    @property
    def names(self) -> list[str]:
        """Names of the summaries."""
        return [summary.name for summary in self.summaries]

    @property
    def replicates(self) -> int:
        """Runs of one point under one scenario at one place."""
        return self.comparisons[0].replicates

    @property
    def runs(self) -> int:
        """Runs of one point: places x scenarios x replicates."""
        return len(self.comparisons) * len(self.comparisons[0].scenarios) * self.replicates

    def record(self) -> dict[str, Any]:
        """The plan as plain values, scenarios in full."""
        comparisons = [comparison.record() for comparison in self.comparisons]
        return {
            "studies": [{name: value for name, value in one.items() if name != "behaviour"} for one in comparisons],
            "scenarios": {scenario.id: scenario.record() for scenario in self.comparisons[0].scenarios},
            "summaries": [asdict(summary) for summary in self.summaries],
        }


def new_plan(
    scenarios: Sequence[Scenario],
    places: Iterable[Place],
    summaries: Iterable[Summary] | None = None,
    months: int = 120,
    replicates: int = 4,
    seed: int = 1,
    baseline: Scenario | None = None,
) -> Plan:
    """The plan that compares the same scenarios at every place.

    summaries: if left out, every measure under the first scenario at the first place, over the last months. baseline:
    the first scenario if left out. Errors are those of `Plan` and `Comparison`.
    """
    comparisons = tuple(
        new_comparison(scenarios, place, months, replicates, seed, baseline, warmup=0) for place in places
    )
    return Plan(comparisons, default_summaries() if summaries is None else tuple(summaries))


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
        raise impossible("behaviours", found("none"), "a_point")
    for point in points:
        check(point)
    file = None if out is None else SweepFile(Path(out), plan.record(), plan.names, plan.replicates, points)
    if file is not None and file.done:
        return Swept(plan, points, file.whole())
    values = np.full((len(points), plan.replicates, len(plan.names)), np.nan)
    missing = np.arange(len(points)) if file is None else file.fill(values)
    size = _points_in_some_seconds(plan) if block is None else block
    check_whole("block", size, 1)
    for first in range(0, len(missing), size):
        chosen, before = missing[first : first + size], len(points) - len(missing) + first

        def report(done: int, _: int, before: int = before) -> None:
            if progress:
                progress(before * plan.runs + done, len(points) * plan.runs)

        values[chosen] = _run([points[k] for k in chosen], plan, threads, report)
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
    has its file there, named after what it depends on: a repeated call reads it, an interrupted one goes on from it.
    """
    columns = _columns(plan, plan.names if names is None else names)

    def simulate(unit: Array) -> Array:
        points = space.behaviours(unit, base)
        out = None if folder is None else Path(folder) / f"{digest_of(plan.record(), points)[:16]}.parquet"
        return sweep(plan, points, out, threads, progress).values[:, :, columns]

    return simulate


def _columns(plan: Plan, names: Iterable[str]) -> list[int]:
    columns = []
    for name in names:
        if name not in plan.names:
            raise ScenarioError(unknown("summary", name, plan.names))
        columns.append(plan.names.index(name))
    return columns


def _points_in_some_seconds(plan: Plan) -> int:
    cadres = sum(each.place.cadres for each in plan.comparisons)
    one = plan.comparisons[0]
    return int(max(1, CHUNKS * CADRE_MONTHS // (cadres * one.months * len(one.scenarios) * plan.replicates)))


def _run(points: Sequence[Behaviour], plan: Plan, threads: int | None, progress: Progress) -> Array:
    """Summaries of some points: (point, replicate, summary)."""
    cases = [case for point in points for each in plan.comparisons for case in replace(each, behaviour=point).cases()]
    runs = run_cases(cases, threads=threads, progress=progress)
    shape = (len(points), plan.replicates, len(plan.summaries))
    return summarise(plan.summaries, _look(plan, runs, len(points))).reshape(shape)


def _look(plan: Plan, runs: Runs, points: int) -> Look:
    """How summaries find their months among the runs: by measure, scenario and place."""
    one, places = plan.comparisons[0], plan.places
    shape = (points, len(places), len(one.scenarios), plan.replicates, one.months, -1)
    series, levels = runs.series.reshape(shape), runs.levels.reshape(shape)

    def look(measure: str, scenario: str, place: str) -> Array:
        row = one.ids.index(scenario) if scenario else 0
        at = places.index(place) if place else 0
        if measure in NAMES:
            values = series[:, at, row, :, :, NAMES.index(measure)]
        else:
            fields = [LEVEL + field.id for field in one.scenarios[row].regime.fields]
            values = levels[:, at, row, :, :, fields.index(measure)]
        return values.reshape(points * plan.replicates, one.months)

    return look
