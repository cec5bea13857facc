"""An evaluation as tables on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenarios.languages import translate

from ..country.words import place_name
from ..figures.words import MEASURE, measure_name, unit
from .evaluate import MODELS

if TYPE_CHECKING:
    import pandas
    from rich.table import Table

    from .evaluate import Evaluation

FEW = 3  # counties in a wave, below which clustered errors by cohort are far too small


def bias_table(evaluation: Evaluation, lang: str = "en") -> Table:
    """Every outcome at the largest number of pilots and the longest time: estimates, truth, bias, coverage."""
    pilot, summary = evaluation.pilot, evaluation.summary()
    size, years = int(summary["size"].max()), int(summary["years"].max())
    last = summary[(summary["size"] == size) & (summary["years"] == years)]
    names = {"reform": pilot.reform.id, "baseline": pilot.baseline.id, "place": place_name(pilot.place, lang)}
    table = _table(translate("analysis.pilot.bias", lang, size=size, **names))
    staggered = pilot.waves > 1
    for key in _heads(staggered):
        table.add_column(
            translate(f"analysis.pilot.{key}", lang), justify="left" if key in ("outcome", "unit") else "right"
        )
    for outcome, rows in last.groupby("outcome", sort=False):
        table.add_row(*_cells(str(outcome), rows.set_index("model"), staggered, lang))
    table.caption = translate("analysis.pilot.caption", lang, years=years, n=pilot.replicates)
    if staggered:
        table.caption += translate("analysis.pilot.caption_staggered", lang)
    if staggered and FEW * pilot.waves > size:
        table.caption += translate("analysis.pilot.caption_few", lang)
    return table


def _heads(staggered: bool) -> list[str]:
    """Where all pilots begin at once, estimates by cohort are the plain ones and need no column."""
    more = ("estimate_cohort", "bias_cohort", "coverage_cohort")
    heads = (
        "outcome", "estimate", "estimate_cohort", "estimate_near", "pilots", "others", "all", "bias_is", "coverage",
        "bias_cohort", "coverage_cohort", "unit",
    )  # fmt: skip
    return [head for head in heads if staggered or head not in more]


def _cells(outcome: str, rows: pandas.DataFrame, staggered: bool, lang: str) -> list[str]:
    plain, cohort, near = (rows.loc[model] for model in MODELS)
    measure = MEASURE[outcome]
    cells = {
        "outcome": measure_name(measure, lang),
        "estimate": _signed(plain["estimate"]),
        "estimate_cohort": _signed(cohort["estimate"]),
        "estimate_near": _signed(near["estimate"]),
        **{name: _signed(plain[name]) for name in ("pilots", "others", "all")},
        "bias_is": _bias(plain),
        "coverage": f"{100 * plain['coverage']:.0f} %",
        "bias_cohort": _bias(cohort),
        "coverage_cohort": f"{100 * cohort['coverage']:.0f} %",
        "unit": unit(measure, lang),
    }
    return [cells[head] for head in _heads(staggered)]


def _signed(value: float) -> str:
    return "–" if value != value else f"{value:+.4f}"


def _bias(row: pandas.Series[float]) -> str:
    return _signed(row["bias"]) + (f" ± {row['bias_error']:.4f}" if row["replicates"] > 1 else "")


def power_table(evaluation: Evaluation, lang: str = "en") -> Table:
    """Power by number of pilots and years, an outcome a row."""
    summary = evaluation.summary()
    plain = summary[summary["model"] == "plain"]
    wide = plain.pivot_table(index="outcome", columns=["size", "years"], values="power", sort=False)
    table = _table(translate("analysis.pilot.power", lang))
    table.add_column(translate("analysis.pilot.outcome", lang))
    for size, years in wide.columns:
        table.add_column(translate("analysis.pilot.size_years", lang, size=size, years=years), justify="right")
    for outcome, row in wide.iterrows():
        table.add_row(measure_name(MEASURE[str(outcome)], lang), *(f"{100 * value:.0f} %" for value in row))
    table.caption = translate("analysis.pilot.power_caption", lang, n=evaluation.pilot.replicates)
    return table


def _table(title: str) -> Table:
    from rich import box
    from rich.table import Table

    return Table(title=title, box=box.SIMPLE_HEAD, title_justify="left", caption_justify="left", pad_edge=False)
