"""Runs of a study by their numbers: the case of each, at its point of the design, or why there is none."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from scenarios import Scenario
from scenarios.errors import ScenarioError, complaint
from sim.compile.kernel import announce_compilation
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import ParameterError
from sim.world import Case

from ..compare.comparison import Comparison
from ..run.runner import Announce, warm_up
from .axes import OF_BEHAVIOUR, OF_SCENARIOS, behaviour_at, scenario_at
from .designs import Points
from .micro import Table
from .specification import Study

MOST_TO_COMPILE = 50  # runs that are looked through for one that can be built
BUILD, RUN, MEASURE = "build", "run", "measure"  # stages at which a run can fail

Array = NDArray[np.float64]
Unbuilt = ScenarioError | ParameterError  # why there is no run
T = TypeVar("T")


@dataclass
class Job:
    """One run: its labels, its case if it could be built, and what came out."""

    run: int
    point: int
    place: int
    scenario: int
    replicate: int
    case: Case | None = None
    settled: Scenario | None = None  # the scenario as it is at the point, and the baseline
    base: Scenario | None = None
    stage: str = ""
    message: str = ""
    trace: str = ""  # of what is no plain refusal
    error: BaseException | None = None
    outcomes: Array = field(default_factory=lambda: np.empty(0))
    series: Array = field(default_factory=lambda: np.empty(0))
    micro: list[tuple[str, int, Table]] = field(default_factory=list)  # kind, month, columns

    def fail(self, stage: str, error: BaseException) -> None:
        """Note why there is no result."""
        self.stage, self.case = stage, None
        told = complaint(error) if isinstance(error, ParameterError) else error
        self.error = told
        if isinstance(told, ScenarioError):
            self.message = told.render("en")
        else:
            self.message, self.trace = f"{type(error).__name__}: {error}", "".join(traceback.format_exception(error))


@dataclass(frozen=True)
class _Settled:
    """What runs are at one point: scenarios in the order of the study, behaviour; or why there is none."""

    scenarios: Sequence[Scenario | Unbuilt]
    behaviour: Behaviour | Unbuilt


def jobs_of(study: Study, points: Points, runs: Sequence[int]) -> Iterator[Job]:
    """Runs by their numbers, with their cases."""
    settle, block = _Settler(study, points), None
    base = study.ids.index(study.baseline)
    there: _Settled | None = None
    cases: dict[tuple[int, int], Case] = {}
    failures: dict[int, Unbuilt] = {}
    for run in runs:
        rest, replicate = divmod(run, study.replicates)
        rest, scenario = divmod(rest, len(study.scenarios))
        point, place = divmod(rest, len(study.places))
        if there is None or block != (point, place):
            block, there = (point, place), settle.at(point)
            cases, failures = _built(study, there, place)
        settled, baseline = (
            None if isinstance(each, Exception) else each for each in (there.scenarios[scenario], there.scenarios[base])
        )
        job = Job(run, point, place, scenario, replicate + 1, cases.get((scenario, replicate)), settled, baseline)
        if scenario in failures:
            job.fail(BUILD, failures[scenario])
        yield job


class _Settler:
    """Scenarios and behaviour at points, made once where points agree in all axes that move them."""

    def __init__(self, study: Study, points: Points) -> None:
        self.study, self.points = study, points
        self.of_scenarios = [k for k, axis in enumerate(study.axes) if axis.kind in OF_SCENARIOS]
        self.of_behaviour = [k for k, axis in enumerate(study.axes) if axis.kind in OF_BEHAVIOUR]
        self.scenarios: dict[tuple[Any, ...], Sequence[Scenario | Unbuilt]] = {}
        self.behaviour: dict[tuple[Any, ...], Behaviour | Unbuilt] = {}

    def at(self, point: int) -> _Settled:
        """What there is at a point."""
        row = self.points.row(point)
        moved, own = (tuple(row[k] for k in axes) for axes in (self.of_scenarios, self.of_behaviour))
        if moved not in self.scenarios:
            axes = self.study.axes
            self.scenarios[moved] = [_attempt(scenario_at, each, axes, row) for each in self.study.scenarios]
        if own not in self.behaviour:
            self.behaviour[own] = _attempt(self._behaviour, row)
        return _Settled(self.scenarios[moved], self.behaviour[own])

    def _behaviour(self, row: Sequence[Any]) -> Behaviour:
        study = self.study
        return behaviour_at(study.behaviour, study.named, study.axes, row) or study.behaviour


def _attempt(make: Callable[..., T], *given: Any) -> T | Unbuilt:
    try:
        return make(*given)
    except (ScenarioError, ParameterError) as error:
        return error


def _built(study: Study, there: _Settled, place: int) -> tuple[dict[tuple[int, int], Case], dict[int, Unbuilt]]:
    """All runs of one point at one place: cases by scenario and replicate, and by scenario what could not be built."""
    everywhere = range(len(study.scenarios))
    first = study.ids.index(study.baseline)
    base, behaviour = there.scenarios[first], there.behaviour
    if isinstance(behaviour, Exception):
        return {}, dict.fromkeys(everywhere, behaviour)
    if isinstance(base, Exception):  # what is assessed, and the warm-up, are the baseline's
        return {}, dict.fromkeys(everywhere, base)
    settled = {k: each for k, each in enumerate(there.scenarios) if not isinstance(each, Exception)}
    failures = {k: each for k, each in enumerate(there.scenarios) if isinstance(each, Exception)}

    def compared(numbers: Sequence[int]) -> dict[tuple[int, int], Case]:
        several = (base, *(settled[k] for k in numbers if k != first))
        comparison = Comparison(
            several, study.places[place], study.months, study.replicates, study.seed, study.baseline,
            behaviour, study.people, study.warmup,
        )  # fmt: skip
        return {(k, r): case for k in numbers for r, case in enumerate(comparison.cases_of(settled[k]))}

    together = _attempt(compared, list(settled))
    if not isinstance(together, Exception):
        return together, failures
    found: dict[tuple[int, int], Case] = {}
    for number in settled:  # where all at once are refused, one by one
        own = _attempt(compared, [number])
        if isinstance(own, Exception):
            failures[number] = own
        else:
            found |= own
    return found, failures


def compile_before(study: Study, points: Points, announce: Announce = announce_compilation) -> None:
    """Compile the model before the first run, with the first one that can be built."""
    for job in jobs_of(study, points, range(min(len(points) * study.runs_of_point, MOST_TO_COMPILE))):
        if job.case is not None:
            warm_up(job.case, announce)
            return
