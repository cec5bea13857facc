"""What came out, in one line each, in the language asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scenarios.languages import translate, unit

from .effects import Experiment, Found
from .figures import Compared, Figure


def experiment_lines(experiment: Experiment, found: Sequence[Found], lang: str) -> list[str]:
    """The study, the proxy, and a line for each check."""
    name = experiment.zh if lang == "zh" else experiment.en
    study = {"id": experiment.id, "name": name, "source": experiment.source, "grade": experiment.grade}
    return [
        translate("experiments.effects.study", lang, **study),
        *(_line(each, lang) for each in found if each.experiment == experiment.id),
        translate("experiments.effects.proxy", lang, proxy=experiment.proxy),
    ]


def _line(found: Found, lang: str) -> str:
    check, each, size = found.check, found.estimate, ""
    if check.low is not None and check.high is not None:
        size = translate("experiments.effects.size", lang, span=_span(check.low, check.high))
    return translate(
        "experiments.effects.line",
        lang,
        check=check.zh if lang == "zh" else check.en,
        number=f"{each.mean:+.4f} ({each.low:+.4f} … {each.high:+.4f})",
        size=size,
        verdict=translate(f"experiments.verdicts.{found.verdict}", lang),
        built_in=translate("experiments.effects.built_in", lang) if check.kind == "built_in" else "",
    )


def figure_lines(figures: Sequence[Figure], compared: Sequence[Compared], lang: str) -> list[str]:
    """A line for each figure, compared or not."""
    by_id = {each.figure.id: each for each in compared}
    return [_figure(figure, lang) + _compared(figure, by_id.get(figure.id), lang) for figure in figures]


def _figure(figure: Figure, lang: str) -> str:
    what, span = figure.what_zh if lang == "zh" else figure.what_en, _span(figure.low, figure.high)
    values = {"id": figure.id, "grade": figure.grade, "what": what, "span": span, "unit": unit(figure.unit)}
    return translate("experiments.effects.figure", lang, **values)


def _compared(figure: Figure, each: Compared | None, lang: str) -> str:
    """The model's number and where it lies, or why there is none."""
    use = translate(f"experiments.figures.{figure.use}", lang)
    if each is None:
        return translate("experiments.effects.not_compared", lang, use=use, argued=figure.argued)
    line = translate("experiments.effects.compared", lang, mean=f"{each.mean:.4g}", where=_where(each, lang))
    return line if figure.use == "target" else line + translate("experiments.effects.use", lang, use=use)


def _where(compared: Compared, lang: str) -> str:
    """Inside a range, or how far off; from its middle, as history matching counts."""
    if compared.inside:
        return translate("experiments.figures.inside", lang)
    single = compared.figure.low == compared.figure.high
    return translate(f"experiments.figures.apart{'' if single else '_from_middle'}", lang, x=compared.distance)


def _span(low: float, high: float) -> str:
    return f"{low:.4g}" if low == high else f"{low:.4g} … {high:.4g}"


def plausible_lines(record: dict[str, Any], lang: str) -> list[str]:
    """What was ruled out by what, and which parameters evidence informs."""

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
