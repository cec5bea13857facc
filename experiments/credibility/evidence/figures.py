"""Published figures (`figures.toml`) and their counterparts in the model."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from math import isfinite
from pathlib import Path
from typing import Any

import numpy as np

from scenarios import Scenario
from scenarios.errors import ScenarioError, expected, unknown
from scenarios.files import read_toml
from scenarios.languages import phrase
from scenarios.values import is_number, table, text, word

from ...study.history_matching import Target
from ...study.statistic import Statistic, Term, relative_change
from .evaluation import Runs, check_size, evaluate
from .studies import END_OF_2019
from .worlds import find

FIGURES = Path(__file__).with_name("figures.toml")
GRADES, USES = ("A", "B", "C"), ("target", "check", "input", "none")
SHOWN = ("target", "check")  # uses that are compared with the model
REACH = 2.0  # standard deviations from the middle of a published range to its ends
COMPARED = ("scenario", "mapping", "discrepancy")  # what a figure that is compared has to give


@dataclass(frozen=True)
class Figure:
    """One row of `figures.toml`, which explains the columns."""

    id: str
    what_en: str
    what_zh: str
    low: float
    high: float
    unit: str
    grade: str
    source: str
    use: str
    argued: str
    scenario: str = ""
    against: str = ""
    mapping: str = ""
    measure: str = ""
    times: float = 1.0
    discrepancy: float = 0.0
    fitted: bool = False

    @property
    def target(self) -> Target:
        """What history matching aims at: middle of the published range, its standard deviation, the discrepancy."""
        middle, sd = (self.low + self.high) / 2, (self.high - self.low) / (2 * REACH)
        return Target(self.id, middle, sd, self.discrepancy)

    @property
    def statistic(self) -> Statistic:
        """The counterpart in the model."""
        return MAPPINGS[self.mapping](self)

    @property
    def scenarios(self) -> list[Scenario]:
        """The worlds that the statistic compares."""
        return [find(name) for name in (self.scenario, self.against) if name]


def _mean(figure: Figure) -> Statistic:
    return Statistic((Term(figure.measure, find(figure.scenario).id),), lambda mean: figure.times * mean)


def _factor(figure: Figure) -> Statistic:
    """Factor that one level puts on the odds of a target, from that between the centre and the county."""
    scenario = find(figure.scenario)
    levels = scenario.regime.levers.levels
    return Statistic((Term(figure.measure, scenario.id),), lambda factor: factor ** (1 / levels))


def _fall(figure: Figure) -> Statistic:
    """Logarithm of the factor from the centre to the county, over that in the other world."""
    terms = tuple(Term(figure.measure, scenario.id) for scenario in figure.scenarios)
    return Statistic(terms, lambda factor, before: np.log(factor) / np.log(before))


def _end_of_2019(figure: Figure) -> Statistic:
    scenario, against = (each.id for each in figure.scenarios)
    return relative_change(scenario, against, figure.measure, *END_OF_2019)


MAPPINGS: Mapping[str, Callable[[Figure], Statistic]] = {
    "mean": _mean, "factor": _factor, "fall": _fall, "end_of_2019": _end_of_2019,
}  # fmt: skip


def read_figures(path: Path = FIGURES) -> list[Figure]:
    """All figures, in the order of the file; refuses what is missing or impossible."""
    file = path.name
    return [_figure(name, table(row, f"{file}, {name}"), file) for name, row in read_toml(path, file).items()]


def targets(figures: Sequence[Figure]) -> list[Figure]:
    """The figures that history matching uses."""
    return [figure for figure in figures if figure.use == "target"]


def shown(figures: Sequence[Figure]) -> list[Figure]:
    """The figures that are compared with the model: targets, and checks that rule nothing out."""
    return [figure for figure in figures if figure.use in SHOWN]


def _figure(name: str, row: Mapping[str, Any], file: str) -> Figure:
    where, columns = f"{file}, {name}", fields(Figure)[1:]
    known = [column.name for column in columns]
    for column, value in row.items():
        if column not in known:
            raise ScenarioError(unknown("column", column, known), where)
        _check_cell(column, value, f"{where}.{column}")
    missing = [column.name for column in columns if column.default is MISSING and column.name not in row]
    if missing:
        raise ScenarioError(phrase("experiments.evidence.no_columns", names=", ".join(missing)), where)
    figure = Figure(name, **row)
    word(figure.grade, f"{where}.grade", GRADES), word(figure.use, f"{where}.use", USES)
    if figure.low > figure.high:
        raise ScenarioError(phrase("experiments.evidence.low_above_high", low=figure.low, high=figure.high), where)
    if figure.use in SHOWN:
        word(figure.mapping, f"{where}.mapping", tuple(MAPPINGS))
        for column in COMPARED:
            if not getattr(figure, column):
                raise ScenarioError(phrase("experiments.evidence.target_needs"), f"{where}.{column}")
    return figure


def _check_cell(column: str, value: object, where: str) -> None:
    if column in ("low", "high", "times", "discrepancy"):
        if not (is_number(value) and isfinite(value)):
            raise ScenarioError(expected(value, phrase("experiments.checks.finite")), where)
    elif column == "fitted":
        if not isinstance(value, bool):
            raise ScenarioError(expected(value, phrase("experiments.evidence.yes_or_no")), where)
    else:
        text(value, where)


@dataclass(frozen=True)
class Compared:
    """A figure and its counterpart: mean over replicates, distance from the middle in standard deviations."""

    figure: Figure
    mean: float
    inside: bool
    distance: float


def compare(figures: Sequence[Figure], runs: Runs) -> list[Compared]:
    """Run the worlds of the figures that are compared, under common random numbers."""
    chosen = {figure.id: figure for figure in shown(figures)}
    worlds = {each.id: each for figure in chosen.values() for each in figure.scenarios}
    statistics = {id: figure.statistic for id, figure in chosen.items()}
    check_size(statistics, runs)
    found = evaluate(statistics, list(worlds.values()), runs)
    return [_compared(figure, float(found[id].mean())) for id, figure in chosen.items()]


def _compared(figure: Figure, mean: float) -> Compared:
    target = figure.target
    distance = abs(mean - target.value) / float(np.sqrt(target.variance))
    return Compared(figure, mean, figure.low <= mean <= figure.high, distance)
