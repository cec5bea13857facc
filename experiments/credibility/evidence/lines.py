"""Judged lines of published effects and figures, and what the commands say of them and of an inference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from scenarios.languages import Both, Text, phrase, translate, unit

from ..section import CONDITIONAL, FAILS, HOLDS, REPORTED, Line, joined, minus, span, verdict_if
from .figures import Compared, Figure
from .studies import BUILT_IN, SIGN, SIZE, Check, Experiment, Finding

NEAR, FAR = 2.0, 3.0  # standard deviations: within the first a figure holds, beyond the second it fails


def effect_line(found: Finding, experiment: Experiment) -> Line:
    """One check of a study: its published sign or size, and the interval over replicates."""
    check, estimate = found.check, found.estimate
    wanted = span(*check.published) if check.published else f"{'>' if check.sign > 0 else '<'} {check.neutral:g}"
    verdict, words = effect_verdict(check, found.verdict)
    numbers = minus(f"{estimate.mean:+.4f} ({estimate.low:+.4f} … {estimate.high:+.4f})")
    obtained = joined(numbers, words)
    if check.kind == BUILT_IN:
        obtained += phrase("experiments.validation.built_in")
    return Line(check.id, check.text, wanted, obtained, verdict, source=experiment.source)


def effect_verdict(check: Check, verdict: str) -> tuple[str, Text]:
    """Verdict on a check, and its words. Where a size was published, the right sign alone makes it conditional.

    verdict: what was found of the check, one of `studies`.
    """
    if verdict == SIGN and check.published:
        return CONDITIONAL, phrase("experiments.validation.sign_only")
    return verdict_if(verdict in (SIZE, SIGN)), phrase(f"experiments.verdicts.{verdict}")


def figure_line(figure: Figure, made: Compared | None) -> Line:
    """One published figure, and the model's counterpart where there is one."""
    source = phrase("experiments.figures.unit", unit=unit(figure.unit), grade=figure.grade)
    statement, wanted = Both(figure.what_en, figure.what_zh), span(figure.low, figure.high)
    use = phrase(f"experiments.figures.{figure.use}")
    if made is None:
        return Line(figure.id, statement, wanted, use, REPORTED, source=source)
    outside = "apart" if figure.low == figure.high else "apart_from_middle"
    where = phrase(f"experiments.figures.{'inside' if made.inside else outside}", x=made.distance)
    fitted = [phrase("experiments.figures.fitted")] if figure.fitted else []
    obtained = joined(minus(f"{made.mean:.4g}"), where, use, *fitted)
    return Line(figure.id, statement, wanted, obtained, figure_verdict(figure, made.distance), source=source)


def figure_verdict(figure: Figure, distance: float) -> str:
    """Verdict by the distance in standard deviations; a figure by which a default was set is only reported."""
    if figure.fitted:
        return REPORTED
    return HOLDS if distance <= NEAR else (CONDITIONAL if distance <= FAR else FAILS)


def _as_text(line: Line, lang: str) -> str:
    return translate("experiments.evidence.line", lang, id=line.id, whole=line.whole, expected=line.expected,
                     obtained=line.obtained)  # fmt: skip


def study_text(experiment: Experiment, found: Sequence[Finding], lang: str) -> list[str]:
    """Lines on one published study: its name and source, a line for each check, what stands for what in the model."""
    study = {"id": experiment.id, "name": experiment.text, "source": experiment.source, "grade": experiment.grade}
    lines = [replace(effect_line(each, experiment), source="") for each in found if each.experiment == experiment.id]
    return [
        translate("experiments.effects.study", lang, **study),
        *(f"  {_as_text(line, lang)}" for line in lines),
        translate("experiments.effects.proxy", lang, proxy=experiment.proxy),
    ]


def figures_text(figures: Sequence[Figure], compared: Sequence[Compared], lang: str) -> Iterator[str]:
    """A line for each published figure; of one that is not compared with the model, the reason."""
    made = {each.figure.id: each for each in compared}
    for figure in figures:
        why = "" if figure.id in made else translate("experiments.effects.argued", lang, argued=figure.argued)
        yield _as_text(figure_line(figure, made.get(figure.id)), lang) + why


def plausible_text(record: Mapping[str, Any], lang: str) -> list[str]:
    """Lines on an inference of behaviour: what ruled out how many points, which parameters evidence informs, coverage.

    record: the stored inference, as `plausible_inference` writes it.
    """

    def line(key: str, /, **values: object) -> str:
        return translate(f"experiments.plausible.{key}", lang, **values)

    lines = [line("kept", x=100 * record["kept_by_history"], n=record["points"])]
    lines += [line("ruled_out", name=name, x=100 * x) for name, x in record["ruled_out"].items() if x > 0]
    lines.append(line("signs", shares=", ".join(f"{name} {share:.0%}" for name, share in record["signs_hold"].items())))
    lines.append(line("informed" if record["informed"] else "uninformed"))
    for row in record["parameters"]:
        if row["parameter"] in record["informed"]:
            numbers = {name: row[name] for name in ("shrinkage", "low", "high")}
            lines.append(line("parameter", name=row["parameter"], **numbers))
    if record["beyond"]:
        lines.append(line("beyond", names=", ".join(record["beyond"])))
    if record["coverage"]:
        coverage = record["coverage"]
        shares = [f"{a:.0%} {b:.1%}" for a, b in zip(coverage["levels"], coverage["mean_share"], strict=True)]
        lines.append(line("coverage", n=coverage["truths"], shares=", ".join(shares)))
    return lines
