"""An evaluation as tables on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..country.words import place_name
from ..figures.words import MEASURE, measure_name, unit
from .words import say

if TYPE_CHECKING:
    import pandas
    from rich.table import Table

    from .evaluate import Evaluation


def bias_table(evaluation: Evaluation, lang: str = "en") -> Table:
    """Every outcome at the largest number of pilots and the longest time: estimates, truth, bias, coverage."""
    pilot, summary = evaluation.pilot, evaluation.summary()
    size, years = int(summary["size"].max()), int(summary["years"].max())
    last = summary[(summary["size"] == size) & (summary["years"] == years)]
    names = {"reform": pilot.reform.id, "size": size, "place": place_name(pilot.place, lang)}
    table = _table(say("bias", lang, **names))
    for key in ("outcome", "estimate", "estimate_near", "pilots", "others", "all", "bias_is", "coverage", "unit"):
        table.add_column(say(key, lang), justify="left" if key in ("outcome", "unit") else "right")
    for outcome, rows in last.groupby("outcome", sort=False):
        table.add_row(*_cells(str(outcome), rows.set_index("model"), lang))
    table.caption = say("caption", lang, years=years, n=pilot.replicates)
    return table


def _cells(outcome: str, rows: pandas.DataFrame, lang: str) -> list[str]:
    plain, near = rows.loc["plain"], rows.loc["spillover"]
    spread = f" ± {plain['bias_error']:.4f}" if plain["replicates"] > 1 else ""
    numbers = ["–" if value != value else f"{value:+.4f}" for value in (plain["estimate"], near["estimate"])]
    numbers += [f"{plain[name]:+.4f}" for name in ("pilots", "others", "all")]
    measure = MEASURE[outcome]
    return [
        measure_name(measure, lang), *numbers, f"{plain['bias']:+.4f}{spread}", f"{100 * plain['coverage']:.0f} %",
        unit(measure, lang),
    ]  # fmt: skip


def power_table(evaluation: Evaluation, lang: str = "en") -> Table:
    """Power by number of pilots and years, an outcome a row."""
    summary = evaluation.summary()
    plain = summary[summary["model"] == "plain"]
    wide = plain.pivot_table(index="outcome", columns=["size", "years"], values="power", sort=False)
    table = _table(say("power", lang))
    table.add_column(say("outcome", lang))
    for size, years in wide.columns:
        table.add_column(say("size_years", lang, size=size, years=years), justify="right")
    for outcome, row in wide.iterrows():
        table.add_row(measure_name(MEASURE[str(outcome)], lang), *(f"{100 * value:.0f} %" for value in row))
    return table


def _table(title: str) -> Table:
    from rich import box
    from rich.table import Table

    return Table(title=title, box=box.SIMPLE_HEAD, title_justify="left", caption_justify="left", pad_edge=False)
