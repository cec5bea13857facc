"""Evaluations of a pilot: bias against the truth, and power."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenarios.languages import translate

from ..effects import MEASURE
from ..figures.style import width_of
from ..labels import measure_name, place_name, scenario_words
from ..pilot import MODELS, Evaluation
from ..policy_report.wording import number, scale_of
from .layout import new_table

if TYPE_CHECKING:
    import pandas
    from rich.table import Table

DECIMALS = 2  # as biases are small
FEW = 3  # counties in a wave, below which clustered errors by cohort are far too small
HEADS = ("outcome", "estimate", "estimate_cohort", "estimate_near", "pilots", "others", "all", "bias_is", "coverage",
         "bias_cohort", "coverage_cohort", "unit")  # fmt: skip


def bias_table(evaluation: Evaluation, lang: str = "en") -> Table:
    """Every outcome at the largest number of pilots and the longest time: estimates, truth, bias, coverage.

    Where all pilots begin at once, estimates by cohort are the plain ones and have no column, nor has the share of
    pilots near where none could be estimated.
    """
    pilot, summary = evaluation.pilot, evaluation.summary()
    size, years = int(summary["size"].max()), int(summary["years"].max())
    last = summary[(summary["size"] == size) & (summary["years"] == years)]
    reform, baseline = (scenario_words(each, lang) for each in (pilot.reform, pilot.baseline))
    names = {"reform": reform, "baseline": baseline, "place": place_name(pilot.place, lang)}
    staggered, near = pilot.waves > 1, bool(last["estimate"][last["model"] == "spillover"].notna().any())
    heads = [head for head in HEADS if staggered or not head.endswith("_cohort")]
    heads = [head for head in heads if near or head != "estimate_near"]
    shown = [translate(f"analysis.pilot.{head}", lang) for head in heads]
    table = new_table(translate("analysis.pilot.bias", lang, size=size, **names), shown, (0, len(heads) - 1))
    for outcome, models in last.groupby("outcome", sort=False):
        cells = _cells(str(outcome), models.set_index("model"), lang)
        table.add_row(*(cells[head] for head in heads))
    names_of = [measure_name(str(outcome), lang) for outcome in last["outcome"].unique()]
    table.columns[0].min_width = max(width_of(word) for name in names_of for word in name.split())
    table.caption = translate("analysis.pilot.caption", lang, years=years, n=pilot.replicates)
    if staggered:
        table.caption += translate("analysis.pilot.caption_staggered", lang)
    if staggered and FEW * pilot.waves > size:
        table.caption += translate("analysis.pilot.caption_few", lang)
    return table


def _cells(outcome: str, models: pandas.DataFrame, lang: str) -> dict[str, str]:
    plain, cohort, near = (models.loc[model] for model in MODELS)
    scale = scale_of(MEASURE[outcome], lang)

    def shown(value: float) -> str:
        return number(scale.factor * value, DECIMALS, sign=True)

    def bias(row: pandas.Series[float]) -> str:
        error = number(scale.factor * float(row["bias_error"]), DECIMALS)
        return shown(row["bias"]) + (f"±{error}" if row["replicates"] > 1 else "")

    return {
        "outcome": measure_name(outcome, lang),
        "estimate": shown(plain["estimate"]),
        "estimate_cohort": shown(cohort["estimate"]),
        "estimate_near": shown(near["estimate"]),
        **{name: shown(plain[name]) for name in ("pilots", "others", "all")},
        "bias_is": bias(plain),
        "coverage": f"{100 * plain['coverage']:.0f} %",
        "bias_cohort": bias(cohort),
        "coverage_cohort": f"{100 * cohort['coverage']:.0f} %",
        "unit": scale.head,
    }


def power_table(evaluation: Evaluation, lang: str = "en") -> Table:
    """Power by number of pilots and years, an outcome a row."""
    summary = evaluation.summary()
    plain = summary[summary["model"] == "plain"]
    wide = plain.pivot_table(index="outcome", columns=["size", "years"], values="power", sort=False)
    heads = [translate("analysis.pilot.outcome", lang)]
    heads += [translate("analysis.pilot.size_years", lang, size=size, years=years) for size, years in wide.columns]
    table = new_table(translate("analysis.pilot.power", lang), heads)
    for outcome, row in wide.iterrows():
        table.add_row(measure_name(str(outcome), lang), *(f"{100 * value:.0f} %" for value in row))
    table.caption = translate("analysis.pilot.power_caption", lang, n=evaluation.pilot.replicates)
    return table
