"""Published effects and figures, and the set of people they leave plausible."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scenarios.languages import Both, Joined, Text, phrase, unit

from ...compare.plausible import about_sample, sample
from ..evidence import effects as studies
from ..evidence.effects import Check, Experiment, Found
from ..evidence.figures import Compared, Figure, compare, read_figures
from ..evidence.plausible import code_hash
from ..evidence.statistics import MONTHS, PLACE
from .section import CONDITIONAL, FAILS, HOLDS, REPORTED, Line, Section
from .size import Size
from .words import joined, minus, percent

REPLICATES = 20  # fewer leave the small effects open
NEAR, FAR = 2.0, 3.0  # standard deviations: within the first a figure holds, beyond the second it fails
ENOUGH = 0.95  # of the parameters whose coverage lies within the band of luck
COMMAND = "python -m experiments.credibility.evidence plausible"


def effects(size: Size, threads: int | None) -> Iterator[Section]:
    """As-if experiments of published studies, and published figures."""
    experiments = studies.all_experiments(list(studies.EXPERIMENTS))
    found = studies.run(experiments, MONTHS, REPLICATES, 1, PLACE, threads, None)
    sources = {experiment.id: experiment for experiment in experiments}
    yield Section(
        "effects",
        phrase("experiments.sections.effects"),
        phrase("experiments.sections.effects_about"),
        tuple(effect_line(each, sources[each.experiment]) for each in found),
    )
    figures = read_figures()
    made = {each.figure.id: each for each in compare(figures, MONTHS, REPLICATES, 1, PLACE, threads)}
    yield Section(
        "figures",
        phrase("experiments.sections.figures"),
        phrase("experiments.sections.figures_about"),
        tuple(figure_line(figure, made.get(figure.id)) for figure in figures),
    )


def effect_line(found: Found, experiment: Experiment) -> Line:
    check = found.check
    wanted = f"{'>' if check.sign > 0 else '<'} {check.neutral:g}"
    if check.low is not None and check.high is not None:
        wanted = span(check.low, check.high)
    verdict, words = effect_verdict(check, found.verdict)
    numbers = minus(f"{found.estimate.mean:+.4f} ({found.estimate.low:+.4f} … {found.estimate.high:+.4f})")
    obtained = joined(numbers, words)
    if check.kind == "built_in":
        obtained += phrase("experiments.validation.built_in")
    return Line(check.id, Both(check.en, check.zh), wanted, obtained, verdict, source=experiment.source)


def effect_verdict(check: Check, verdict: str) -> tuple[str, Text]:
    """Holds or not, and in words; the sign alone is not enough where there is a size."""
    if verdict == "sign" and check.sized:
        return CONDITIONAL, phrase("experiments.validation.sign_only")
    return HOLDS if verdict in ("size", "sign") else FAILS, phrase(f"experiments.verdicts.{verdict}")


def figure_line(figure: Figure, made: Compared | None) -> Line:
    source = phrase("experiments.figures.unit", unit=unit(figure.unit), grade=figure.grade)
    statement, wanted = Both(figure.what_en, figure.what_zh), span(figure.low, figure.high)
    use = phrase(f"experiments.figures.{figure.use}")
    if made is None:
        return Line(figure.id, statement, wanted, use, REPORTED, source=source)
    parts: list[Text | str] = [minus(f"{made.mean:.4g}"), phrase("experiments.figures.apart", x=made.distance), use]
    if figure.fitted:
        parts.append(phrase("experiments.figures.fitted"))
    verdict = figure_verdict(figure, made.distance)
    return Line(figure.id, statement, wanted, joined(*parts), verdict, source=source)


def figure_verdict(figure: Figure, distance: float) -> str:
    """By distance in standard deviations; a figure that a default was set by cannot speak for the model."""
    if figure.fitted:
        return REPORTED
    return HOLDS if distance <= NEAR else (CONDITIONAL if distance <= FAR else FAILS)


def span(low: float, high: float) -> str:
    return minus(f"{low:.4g}" if low == high else f"{low:.4g} … {high:.4g}")


# --- the plausible set


def plausible(size: Size, threads: int | None) -> Iterator[Section]:
    """What history matching and Bayesian computation left, from the record that ships with the sample."""
    record = about_sample()
    lines = [*_kept(record), *(_covered(record["coverage"], k) for k in range(len(record["coverage"]["levels"])))]
    yield Section(
        "plausible",
        phrase("experiments.sections.plausible"),
        phrase("experiments.sections.plausible_about"),
        tuple(lines),
    )


def _kept(record: dict[str, Any]) -> Iterator[Line]:
    share, informed = percent(record["kept_by_history"], 1), len(record["informed"])
    points = phrase("experiments.validation.of_points", share=share, points=record["points"])
    narrowed = phrase("experiments.validation.informed", count=informed, of=len(record["parameters"]))
    yield _stored("kept", phrase("experiments.plausible_lines.kept"), "", points, REPORTED)
    yield _stored("informed", phrase("experiments.plausible_lines.informed"), "", narrowed, REPORTED)
    held = len(sample())
    verdict = HOLDS if held == record["rows"] else FAILS
    wanted, shipped = (phrase("experiments.validation.rows", rows=rows) for rows in (record["rows"], held))
    yield _stored("sample", phrase("experiments.plausible_lines.sample"), wanted, shipped, verdict)
    yield code_line(record["code"], code_hash())


def code_line(made: dict[str, str], now: dict[str, str]) -> Line:
    """Whether the record speaks of the program as it is."""
    other = [phrase(f"experiments.validation.{part}") for part in now if made.get(part) != now[part]]
    same = phrase("experiments.validation.same_code")
    parts = Joined(tuple(other), "scenarios.marks.comma")
    found = phrase("experiments.validation.other_code", parts=parts) if other else same
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
    verdict = HOLDS if within >= ENOUGH else FAILS
    return _stored(f"coverage_{100 * level:.0f}", statement, percent(level), obtained, verdict)


def _stored(id: str, statement: Text, expected: Text | str, obtained: Text, verdict: str) -> Line:
    whole = joined(obtained, phrase("experiments.validation.stored", command=COMMAND))
    return Line(id, statement, expected, whole, verdict)
