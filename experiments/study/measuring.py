"""What a study keeps of runs that are over: outcomes, costs among them, and series; of many runs at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from scenarios import Scenario
from scenarios.costs import in_world
from scenarios.unit_cost import Costs
from sim.measures import NAMES

from ..compare.accounts import ledger_of
from ..compare.ledger import COUNTY, LINES
from ..compare.window import window
from ..run.watched import Run, series_of
from .axes import costs_at
from .designs import Points
from .jobs import Job
from .specification import COUNTY_WITH_ONCE, TOTAL, Outcome, Study
from .statistic import LEVEL

Array = NDArray[np.float64]


def measure(study: Study, points: Points, jobs: Sequence[Job], runs: Sequence[Run]) -> None:
    """Put what is kept of each run into its job."""
    series = series_of(runs)
    outcomes = np.full((len(jobs), len(study.outcomes)), np.nan)
    names = [*NAMES, *study.own.names]
    means: dict[tuple[int, int], Array] = {}
    costs = _costs(study, points, jobs, series) if any(outcome.cost for outcome in study.outcomes) else {}
    for number, outcome in enumerate(study.outcomes):
        span = outcome.first - 1, outcome.last
        if outcome.cost:
            outcomes[:, number] = costs[outcome.of]
        elif outcome.of in names:
            if span not in means:
                means[span] = series[:, slice(*span)].mean(axis=1)
            outcomes[:, number] = means[span][:, names.index(outcome.of)]
        else:
            outcomes[:, number] = _levels(outcome, runs)
    kept = np.empty((len(jobs), 0, 0))
    if study.keep.series:
        every, columns = study.keep.every, [names.index(name) for name in study.keep.series]
        kept = series[:, : study.kept_months * every, columns]
        if every > 1:
            kept = kept.reshape(len(jobs), -1, every, len(columns)).mean(axis=2)
    for job, own, months in zip(jobs, outcomes, kept, strict=True):
        job.outcomes, job.series = own, months


def _levels(outcome: Outcome, runs: Sequence[Run]) -> list[float]:
    """The true level of a field; NaN where a regime has none of that name."""
    found = []
    for run in runs:
        fields = [LEVEL + field.id for field in run.world.cases[run.place].regime.fields]
        months = run.levels[outcome.first - 1 : outcome.last]
        found.append(float(months[:, fields.index(outcome.of)].mean()) if outcome.of in fields else np.nan)
    return found


def _costs(study: Study, points: Points, jobs: Sequence[Job], series: Array) -> dict[str, Array]:
    """Every cost that the study asks for, by run."""
    asked = dict.fromkeys(outcome.of for outcome in study.outcomes if outcome.cost)
    found = {of: np.zeros(len(jobs)) for of in asked}
    months = series.shape[1]
    means = series[:, months - window(months) :].mean(axis=1)
    priced = {point: costs_at(study.costs, study.axes, points.row(point)) for point in {job.point for job in jobs}}
    for place in {job.place for job in jobs}:
        rows = [row for row, job in enumerate(jobs) if job.place == place]
        own = [_in_force(study, jobs[row], priced[jobs[row].point]) for row in rows]
        scenarios, base, costs = zip(*own, strict=True)
        running, once = ledger_of(scenarios, base, study.places[place], means[rows], months, costs)
        yearly = once.sum(axis=1) / [each["once_over"].value for each in costs]
        for of in asked:
            found[of][rows] = _paid(of, running, yearly)
    return found


def _in_force(study: Study, job: Job, costs: Costs) -> tuple[Scenario, Scenario, Costs]:
    """The scenario of a run, the baseline beside it, and unit costs; where replicates are worlds, as they are there."""
    base, own = job.base, job.settled
    assert base and own  # else the run would not have been built
    if not study.people:
        return own, base, costs
    return own.in_world(job.replicate), base.in_world(job.replicate), in_world(costs, job.replicate)


def _paid(of: str, running: Array, yearly: Array) -> Array:
    """What a payer or a line costs a year, by run; yearly: the part of a year of what is paid once."""
    if of == TOTAL:
        return np.asarray(running.sum(axis=1) + yearly)
    payer = COUNTY if of == COUNTY_WITH_ONCE else of
    lines = [number for number, line in enumerate(LINES) if payer in (line.id, line.payer) and not line.once]
    paid = np.take(running, lines, axis=1).sum(axis=1)
    return np.asarray(paid + yearly if of == COUNTY_WITH_ONCE else paid)
