"""One part of a study: its cases, their runs, and the rows that come out; the same on whatever machine it is run.

A run that cannot be built or does not run to its end is a row with stage and message, and stops nothing.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from threading import Event
from time import perf_counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scenarios import Scenario
from scenarios.costs import in_world
from scenarios.errors import ScenarioError, complaint
from sim.measures import NAMES
from sim.parameters.declaration import ParameterError
from sim.world import Case, World

from ..compare.accounts import ledger_of
from ..compare.comparison import Comparison
from ..compare.ledger import COUNTY, LINES
from ..compare.window import window
from ..run.runner import chunks
from ..run.seeds import replicate_seed
from ..run.watched import Run, run_watched
from .axes import behaviour_at, costs_at, scenario_at
from .designs import Points
from .micro import COLUMNS as MICRO_COLUMNS
from .micro import KEYS as MICRO_KEYS
from .micro import Table, tables_of
from .specification import COUNTY_WITH_ONCE, TOTAL, Outcome, Study
from .statistic import LEVEL
from .store import Store, open_store, with_code

BUILD, RUN, MEASURE = "build", "run", "measure"  # stages at which a run can fail

Array = NDArray[np.float64]


class Stopped(Exception):
    """The work was asked to stop; nothing of the part is kept."""


@dataclass(frozen=True)
class Receipt:
    """What a worker says of a part that is in place; may be given twice. seconds: of work, bytes: written."""

    part: int
    runs: int
    failed: int
    seconds: float
    size: int


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


def work(folder: str, part: int, stop: Event | None = None) -> Receipt:
    """Run one part of the study in a folder and put it in place: all that a worker on another machine does."""
    return carry_out(_opened(folder), part, stop)


@lru_cache(maxsize=2)
def _opened(folder: str) -> Store:
    return with_code(open_store(Path(folder)))  # whoever hands out parts was asked to run it


def carry_out(store: Store, part: int, stop: Event | None = None) -> Receipt:
    """Run one part of the study in an open store and put it in place; raises `Stopped` once `stop` is set."""
    begun = perf_counter()
    jobs = computed(store.study, store.points, store.runs_of(part), stop)
    failures = [job for job in jobs if job.stage]
    tables = tables_of_part(store.study, jobs)
    size = store.write_part(part, tables, [_failure(job) for job in failures])
    return Receipt(part, len(jobs), len(failures), perf_counter() - begun, size)


def computed(study: Study, points: Points, runs: Sequence[int], stop: Event | None = None) -> list[Job]:
    """Jobs of some runs, carried out."""
    jobs = list(jobs_of(study, points, runs))
    built = [job for job in jobs if job.case is not None]
    cases = [job.case for job in built if job.case is not None]
    for first, last in chunks(cases):
        if stop is not None and stop.is_set():
            raise Stopped
        _run(study, points, built[first:last])
    return jobs


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


def _run(study: Study, points: Points, jobs: Sequence[Job]) -> None:
    """Run some jobs in one world; where that fails, each in its own."""
    try:
        runs = _watched(study, jobs)
    except MemoryError:  # says nothing of the run
        raise
    except Exception as error:
        for job in jobs:
            job.micro = []
        if len(jobs) == 1:
            jobs[0].fail(RUN, error)
        else:
            for job in jobs:
                _run(study, points, [job])
        return
    for job, run in zip(jobs, runs, strict=True):
        try:
            if run.error is not None:
                raise run.error
            _measure(study, points, job, run.series, run.levels)
        except Exception as error:
            job.fail(MEASURE, error)


def _watched(study: Study, jobs: Sequence[Job]) -> list[Run]:
    """Run them; of what the study keeps of single townships and cadres, note what it is now and then."""
    keep = study.keep

    def look(number: int, world: World, place: int, month: int) -> None:
        jobs[number].micro += [(kind, month, table) for kind, table in tables_of(world, place, keep.micro)]

    cases = [job.case for job in jobs if job.case is not None]
    return run_watched(cases, study.own, keep.micro_every if keep.micro else 0, look)


def _measure(study: Study, points: Points, job: Job, series: Array, levels: Array) -> None:
    means: dict[tuple[int, int], Array] = {}
    ledger: Array | None = None
    once = 0.0
    job.outcomes = np.full(len(study.outcomes), np.nan)
    names = [*NAMES, *study.own.names]
    for number, outcome in enumerate(study.outcomes):
        if outcome.cost:
            if ledger is None:
                ledger, once = _accounts(study, points, job, series)
            job.outcomes[number] = _cost(outcome, ledger, once)
            continue
        span = (outcome.first - 1, outcome.last)
        if outcome.of.startswith(LEVEL) and outcome.of not in names:
            fields = [LEVEL + f.id for f in job.case.regime.fields] if job.case else []
            if outcome.of in fields:
                job.outcomes[number] = levels[span[0] : span[1], fields.index(outcome.of)].mean()
            continue
        if span not in means:
            means[span] = series[span[0] : span[1]].mean(axis=0)
        job.outcomes[number] = means[span][names.index(outcome.of)]
    if study.keep.series:
        columns, every = [names.index(name) for name in study.keep.series], study.keep.every
        kept = series[: study.kept_months * every, columns]
        job.series = kept if every == 1 else kept.reshape(-1, every, len(columns)).mean(axis=1)


def _accounts(study: Study, points: Points, job: Job, series: Array) -> tuple[Array, float]:
    """Running cost of one run by line, and the yearly part of what is paid once."""
    base, own = job.base, job.settled
    assert base and own  # else the run would not have been built
    costs = costs_at(study.costs, study.axes, points.row(job.point))
    if study.people:  # a replicate is a plausible world
        base, own, costs = base.in_world(job.replicate), own.in_world(job.replicate), in_world(costs, job.replicate)
    means = series[len(series) - window(len(series)) :].mean(axis=0)[None]
    running, once = ledger_of(own, base, study.places[job.place], means, len(series), costs)
    return running[0], float(once[0].sum() / costs["once_over"].value)


def _cost(outcome: Outcome, ledger: Array, once: float) -> float:
    if outcome.of == TOTAL:
        return float(ledger.sum() + once)
    payer = COUNTY if outcome.of == COUNTY_WITH_ONCE else outcome.of
    of = [number for number, line in enumerate(LINES) if payer in (line.id, line.payer) and not line.once]
    return float(ledger[of].sum()) + (once if outcome.of == COUNTY_WITH_ONCE else 0.0)


# Rows


def tables_of_part(study: Study, jobs: Sequence[Job]) -> dict[str, Any]:
    """All tables of a part, by the folder they go to; that of runs last."""
    found = {f"{kind}s": micro_table(kind, jobs) for kind in study.keep.micro}
    if study.keep.series:
        found["series"] = series_table(study, jobs)
    return found | {"runs": runs_table(study, jobs)}


def micro_table(kind: str, jobs: Sequence[Job]) -> Any:
    """A row for each run, kept month, and township or cadre."""
    import pyarrow

    rows = [(job.run, month, table) for job in jobs if not job.stage for own, month, table in job.micro if own == kind]
    sizes = [len(table["township"]) for _, _, table in rows]
    columns: dict[str, Any] = {
        "run": pyarrow.array(np.repeat([run for run, _, _ in rows], sizes), pyarrow.int64()),
        "month": pyarrow.array(np.repeat([month for _, month, _ in rows], sizes), pyarrow.int32()),
    }
    for name in (*MICRO_KEYS[kind], *MICRO_COLUMNS[kind]):
        of = {"township": pyarrow.int64(), "post": pyarrow.int32()}.get(name, pyarrow.float64())
        whole = np.concatenate([table[name] for _, _, table in rows]) if rows else np.empty(0)
        columns[name] = pyarrow.array(whole, of)
    return pyarrow.table(columns)


def runs_table(study: Study, jobs: Sequence[Job]) -> Any:
    """A row for each run: labels, outcomes (null where there is no number), stage and message of what failed."""
    import pyarrow

    places, ids = [place.id for place in study.places], study.ids
    seeds = [replicate_seed(study.seed, job.replicate) for job in jobs]
    columns: dict[str, Any] = {
        "run": pyarrow.array([job.run for job in jobs], pyarrow.int64()),
        "point": pyarrow.array([job.point for job in jobs], pyarrow.int64()),
        "place": _named(places, [job.place for job in jobs]),
        "scenario": _named(ids, [job.scenario for job in jobs]),
        "replicate": pyarrow.array([job.replicate for job in jobs], pyarrow.int32()),
        "seed": pyarrow.array(seeds, pyarrow.int64()),
    }
    values = np.array([job.outcomes if not job.stage else np.full(len(study.outcomes), np.nan) for job in jobs])
    for number, outcome in enumerate(study.outcomes):
        columns[outcome.name] = _numbers(values[:, number])
    columns["stage"] = pyarrow.array([job.stage or None for job in jobs], pyarrow.string())
    columns["message"] = pyarrow.array([job.message or None for job in jobs], pyarrow.string())
    return pyarrow.table(columns)


def series_table(study: Study, jobs: Sequence[Job]) -> Any:
    """A row for each run and kept month: the last month of those that a value is the mean of, and the measures."""
    import pyarrow

    count, names = study.kept_months, study.keep.series
    empty = np.full((count, len(names)), np.nan)
    values = np.concatenate([empty if job.stage else job.series for job in jobs])
    columns: dict[str, Any] = {
        "run": pyarrow.array(np.repeat([job.run for job in jobs], count), pyarrow.int64()),
        "month": pyarrow.array(np.tile(np.arange(1, count + 1) * study.keep.every, len(jobs)), pyarrow.int32()),
    }
    return pyarrow.table(columns | {name: _numbers(values[:, k]) for k, name in enumerate(names)})


def _numbers(values: Array) -> Any:
    import pyarrow

    return pyarrow.array(values, pyarrow.float64(), mask=np.isnan(values))


def _named(names: Sequence[str], places: Sequence[int]) -> Any:
    """Names as numbers into a list of all of them, the same in every part."""
    import pyarrow

    return pyarrow.DictionaryArray.from_arrays(pyarrow.array(places, pyarrow.int32()), pyarrow.array(names))


def _failure(job: Job) -> dict[str, Any]:
    return {
        "run": job.run, "point": job.point, "replicate": job.replicate, "stage": job.stage, "message": job.message,
        "trace": job.trace,
    }  # fmt: skip
