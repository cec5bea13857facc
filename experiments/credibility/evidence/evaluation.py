"""Statistics in a comparison of several scenarios, and at every point of a space of behaviour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from scenarios import Scenario, load_place
from scenarios.errors import ScenarioError
from scenarios.languages import phrase
from scenarios.places import Place
from sim.measures import NAMES

from ...compare.comparison import Comparison
from ...compare.running import run_comparison
from ...compare.window import FIRST_SCORE, WINDOW_YEARS
from ...run.runner import Progress
from ...study.axes import StudyAxis
from ...study.engine import Pace
from ...study.history_matching import Simulator
from ...study.simulator import simulator
from ...study.specification import Design, Study
from ...study.statistic import LEVEL, Statistic, Term, months_of

MONTHS, PLACE = 60, "330213"  # five years of a county of 12 townships (the median is 13)

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Runs:
    """What is run of every scenario: where, how long, how often, from which seed; and on how many threads.

    folder: where runs at many points are kept, to go on from later.
    """

    months: int = MONTHS
    replicates: int = 20
    seed: int = 1
    place: Place = field(default_factory=lambda: load_place(PLACE))
    threads: int | None = None
    folder: str | None = None
    progress: Progress | None = None

    def comparison(self, scenarios: Sequence[Scenario]) -> Comparison:
        """The comparison of these scenarios, the first the baseline; refuses what cannot be run."""
        return Comparison(tuple(scenarios), self.place, self.months, self.replicates, self.seed, warmup=0)

    def study(self, name: str, scenarios: Sequence[Scenario], axes: Sequence[StudyAxis], design: Design) -> Study:
        """A study of these runs at every point of a space, without outcomes: whoever calls this adds them."""
        several, sizes = tuple(scenarios), (self.months, 0, self.replicates, self.seed)
        return Study(name, (self.place,), several, several[0].id, tuple(axes), design, (), *sizes)

    def report(self, pace: Pace) -> None:
        """Say how far a study is."""
        if self.progress:
            self.progress(pace.done, pace.runs)


def months_needed(statistic: Statistic) -> int:
    """Length of the shortest run that gives a statistic: the last month it names, or the first year and the window."""
    return max(term.last or FIRST_SCORE + 12 * WINDOW_YEARS for term in statistic.terms)


def check_size(statistics: Mapping[str, Statistic], runs: Runs, least: int = 1) -> None:
    """Refuse runs too short for one of the statistics, and too few replicates."""
    needed = {id: months_needed(statistic) for id, statistic in statistics.items()}
    longest = max(needed, key=lambda name: needed[name])
    short = {"months": runs.months, "least": needed[longest], "name": longest}
    if runs.months < needed[longest]:
        raise ScenarioError(phrase("experiments.evidence.months_short", **short), "months")
    if runs.replicates < least:
        few = phrase("experiments.evidence.replicates_short", replicates=runs.replicates, least=least)
        raise ScenarioError(few, "replicates")


def evaluate(statistics: Mapping[str, Statistic], scenarios: Sequence[Scenario], runs: Runs) -> dict[str, Array]:
    """Every statistic by replicate, all scenarios under common random numbers."""
    comparison = runs.comparison(scenarios)
    results = run_comparison(comparison, runs.threads, runs.progress)

    def mean(term: Term) -> Array:
        row = comparison.ids.index(term.scenario) if term.scenario else 0
        first, last = months_of(term, runs.months)
        if term.measure in NAMES:
            found = results.of(term.measure)[row]
        else:
            found = results.level[row, :, :, results.fields.index(term.measure.removeprefix(LEVEL))]
        return np.asarray(found[:, first - 1 : last].mean(axis=1))

    return {id: statistic.of(mean) for id, statistic in statistics.items()}


def statistic_simulator(
    statistics: Sequence[Statistic], scenarios: Sequence[Scenario], axes: Sequence[StudyAxis], runs: Runs
) -> Simulator:
    """The model as a function from points of the unit cube to statistics (point, replicate, statistic)."""
    study = runs.study("evidence", scenarios, axes, Design("list", runs.seed))
    return simulator(statistics, study, runs.folder, runs.threads, runs.report)
