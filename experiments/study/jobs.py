"""Runs of a study by their numbers: the case of each, at its point of the design, or why there is none."""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scenarios import Scenario
from scenarios.errors import ScenarioError, complaint
from sim.parameters.declaration import ParameterError
from sim.world import Case

from ..compare.comparison import Comparison
from .axes import behaviour_at, scenario_at
from .designs import Points
from .micro import Table
from .specification import Study

BUILD, RUN, MEASURE = "build", "run", "measure"  # stages at which a run can fail

Array = NDArray[np.float64]


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


def jobs_of(study: Study, points: Points, runs: Sequence[int]) -> Iterator[Job]:
    """Runs by their numbers, with their cases."""
    block: tuple[int, int] | None = None
    cases: dict[tuple[int, int], Case] = {}
    settled: list[Scenario | None] = []
    failures: dict[int, BaseException] = {}
    for run in runs:
        rest, replicate = divmod(run, study.replicates)
        rest, scenario = divmod(rest, len(study.scenarios))
        point, place = divmod(rest, len(study.places))
        if block != (point, place):
            block = (point, place)
            settled, cases, failures = _built(study, points.row(point), place)
        case, base = cases.get((scenario, replicate)), settled[study.ids.index(study.baseline)]
        job = Job(run, point, place, scenario, replicate + 1, case, settled[scenario], base)
        if scenario in failures:
            job.fail(BUILD, failures[scenario])
        yield job


def _built(
    study: Study, row: Sequence[Any], place: int
) -> tuple[list[Scenario | None], dict[tuple[int, int], Case], dict[int, BaseException]]:
    """All runs of one point at one place: scenarios as they are there, cases, and what could not be built."""
    settled: list[Scenario | None] = [None] * len(study.scenarios)
    failures: dict[int, BaseException] = {}
    base = study.ids.index(study.baseline)
    try:
        behaviour = behaviour_at(study.behaviour, study.named, study.axes, row) or study.behaviour
    except (ScenarioError, ParameterError) as error:
        return settled, {}, dict.fromkeys(range(len(settled)), error)
    for number, scenario in enumerate(study.scenarios):
        try:
            settled[number] = scenario_at(scenario, study.axes, row)
        except (ScenarioError, ParameterError) as error:
            failures[number] = error
    if base in failures:  # what is assessed, and the warm-up, are the baseline's
        return settled, {}, dict.fromkeys(range(len(settled)), failures[base])
    there = [number for number, scenario in enumerate(settled) if scenario is not None]
    found: dict[tuple[int, int], Case] = {}
    for group in (there, *([number] for number in there)):  # all at once, or where that is refused one by one
        pending = [number for number in group if (number, 0) not in found and number not in failures]
        several = [each for number in sorted({base, *pending}) if (each := settled[number]) is not None]
        if not pending:
            continue
        try:
            comparison = Comparison(
                tuple(several), study.places[place], study.months, study.replicates, study.seed, study.baseline,
                behaviour, study.people, study.warmup,
            )  # fmt: skip
            own = {number: comparison.cases_of(several[sorted({base, *pending}).index(number)]) for number in pending}
            found |= {(number, k): case for number, cases in own.items() for k, case in enumerate(cases)}
        except (ScenarioError, ParameterError) as error:
            if len(group) == 1:
                failures[group[0]] = error
    return settled, found, failures
