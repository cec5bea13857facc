"""Published effects and figures, and the plausible set of behaviour that they leave, as lines of a validation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scenarios.languages import Text, phrase

from ...compare.plausible import about_sample, sample
from ..evidence import studies
from ..evidence.evaluation import Runs
from ..evidence.figures import compare, read_figures
from ..evidence.lines import effect_line, figure_line
from ..evidence.plausible_inference import COMMAND, code_hash
from ..section import CONDITIONAL, HOLDS, REPORTED, Line, Section, in_a_row, joined, new_section, percent, verdict_if
from .size import Size

ENOUGH = 0.95  # of the parameters whose coverage lies within the band of chance


def effects(size: Size, threads: int | None) -> Iterator[Section]:
    """As-if experiments of published studies, and published figures; fewer replicates leave the small effects open."""
    runs, experiments, figures = Runs(threads=threads), studies.all_experiments(), read_figures()
    by_id = {experiment.id: experiment for experiment in experiments}
    found = studies.run(experiments, runs)
    yield new_section("effects", (effect_line(each, by_id[each.experiment]) for each in found))
    made = {each.figure.id: each for each in compare(figures, runs)}
    yield new_section("figures", (figure_line(figure, made.get(figure.id)) for figure in figures))


def plausible(size: Size, threads: int | None) -> Iterator[Section]:
    """What history matching and Bayesian computation left, from the record that ships with the sample."""
    record = about_sample()
    covered = (_covered(record["coverage"], k) for k in range(len(record["coverage"]["levels"])))
    yield new_section("plausible", (*_kept(record), *covered))


def _kept(record: dict[str, Any]) -> Iterator[Line]:
    share, informed = percent(record["kept_by_history"], 1), len(record["informed"])
    points = phrase("experiments.validation.of_points", share=share, points=record["points"])
    narrowed = phrase("experiments.validation.informed", count=informed, of=len(record["parameters"]))
    yield _stored("kept", phrase("experiments.plausible_lines.kept"), "", points, REPORTED)
    yield _stored("informed", phrase("experiments.plausible_lines.informed"), "", narrowed, REPORTED)
    held = len(sample())
    verdict = verdict_if(held == record["rows"])
    wanted, shipped = (phrase("experiments.validation.rows", rows=rows) for rows in (record["rows"], held))
    yield _stored("sample", phrase("experiments.plausible_lines.sample"), wanted, shipped, verdict)
    yield code_line(record["code"], code_hash())


def code_line(made: dict[str, str], now: dict[str, str]) -> Line:
    """Whether the record speaks of the program as it is."""
    other = [phrase(f"experiments.validation.{part}") for part in now if made.get(part) != now[part]]
    same = phrase("experiments.validation.same_code")
    found = phrase("experiments.validation.other_code", parts=in_a_row(other)) if other else same
    statement = phrase("experiments.plausible_lines.code")
    return _stored("code", statement, same, found, CONDITIONAL if other else HOLDS)


def _covered(coverage: dict[str, Any], k: int) -> Line:
    level, within = coverage["levels"][k], coverage["within_band"][k]
    numbers = {
        "mean": percent(coverage["mean_share"][k], 1),
        "lowest": percent(coverage["lowest_share"][k], 1),
        "within": percent(within),
    }
    statement = phrase("experiments.plausible_lines.coverage", level=f"{level:.0%}", truths=coverage["truths"])
    obtained = phrase("experiments.validation.covered", **numbers)
    return _stored(f"coverage_{100 * level:.0f}", statement, percent(level), obtained, verdict_if(within >= ENOUGH))


def _stored(id: str, statement: Text, expected: Text | str, obtained: Text, verdict: str) -> Line:
    whole = joined(obtained, phrase("experiments.validation.stored", command=COMMAND))
    return Line(id, statement, expected, whole, verdict)
