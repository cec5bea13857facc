"""Effects of a comparison: a tidy summary for files, and what is shown on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from experiments.compare.window import FIRST_SCORE, window
from scenarios.languages import translate
from sim.measures import HEADLINE, MEASURES, Measure

from ..effects import MEASURE, Effects
from ..labels import brief_name, measure_name, unit_name
from .layout import NONE, new_table, number

if TYPE_CHECKING:
    import pandas
    from rich.table import Table

NAME, CELL = 28, 14  # characters a column needs at least
COLOURS = {1: "green", -1: "red", 0: ""}


def summary(effects: Effects) -> pandas.DataFrame:
    """One row for each scenario and outcome: mean, interval, and paired difference against the baseline."""
    import pandas

    return pandas.DataFrame(summary_rows(effects))


def summary_rows(effects: Effects) -> list[dict[str, Any]]:
    """The rows of `summary`, as plain values."""
    return [_summed_up(effects, scenario, measure) for scenario in effects.scenarios for measure in MEASURES]


def _summed_up(effects: Effects, scenario: str, measure: Measure) -> dict[str, Any]:
    level, difference = effects.level(scenario, measure.id), effects.difference(scenario, measure.id)
    row: dict[str, Any] = {"scenario": scenario, "measure": measure.id}
    row |= {"mean": level.mean, "low": level.low, "high": level.high}
    row |= {"difference": difference.mean, "difference_low": difference.low, "difference_high": difference.high}
    row |= {"significant": difference.sure, "verdict": effects.verdict(scenario, measure.id)}
    row |= {"relative": effects.relative(scenario, measure.id), "unit": measure.unit, "baseline": effects.baseline}
    return row | {"replicates": effects.replicates, "window_months": window(effects.months)}


def differences_table(effects: Effects, lang: str = "en", measures: Sequence[str] = HEADLINE) -> Table:
    """Paired differences of headline outcomes; one row a scenario, the baseline's levels first."""
    baseline = brief_name(effects, effects.baseline, lang)
    table = new_table(translate("analysis.tables.differences", lang, baseline=baseline, place=effects.place[lang]))
    table.add_column(translate("analysis.tables.scenario", lang), overflow="fold", min_width=NAME)
    for measure in measures:
        way = "↑" if MEASURE[measure].better > 0 else "↓"
        name = measure_name(measure, lang)
        heading = name if len(name) <= CELL else name.replace(" ", "\n", 1)
        table.add_column(f"{heading} {way}", justify="right", min_width=CELL)
    levels = (number(effects.level(effects.baseline, measure).mean) for measure in measures)
    table.add_row(translate("analysis.tables.baseline", lang, name=baseline), *levels, end_section=True)
    for scenario in effects.others:
        table.add_row(brief_name(effects, scenario, lang), *(_cell(effects, scenario, m) for m in measures))
    marks = translate(f"analysis.tables.{'marks' if effects.replicates > 1 else 'no_interval'}", lang)
    table.caption = "\n".join([about(effects, lang), marks, *_not_yet(effects, measures, lang)])
    return table


def fitting(width: int) -> list[tuple[str, ...]]:
    """The headline outcomes in as many groups as a screen of this width needs tables."""
    most = max(1, (width - NAME - 3) // (CELL + 3))
    count = -(-len(HEADLINE) // most)
    size = -(-len(HEADLINE) // count)
    return [HEADLINE[first : first + size] for first in range(0, len(HEADLINE), size)]


def levels_table(effects: Effects, scenario: str, lang: str = "en") -> Table:
    """Headline outcomes of one scenario, one row each."""
    name, place = brief_name(effects, scenario, lang), effects.place[lang]
    heads = [translate(f"analysis.tables.{column}", lang) for column in ("measure", "mean", "interval", "unit")]
    table = new_table(translate("analysis.tables.levels", lang, scenario=name, place=place), heads, (0, 3))
    for measure in HEADLINE:
        found = effects.level(scenario, measure)
        spread = f"{found.low:.3f} … {found.high:.3f}" if found.known and effects.replicates > 1 else NONE
        table.add_row(measure_name(measure, lang), number(found.mean), spread, unit_name(measure, lang))
    table.caption = "\n".join([about(effects, lang), *_not_yet(effects, HEADLINE, lang)])
    return table


def about(effects: Effects, lang: str) -> str:
    """What the numbers of a table are means of."""
    n, last = effects.replicates, window(effects.months)
    line = translate("analysis.tables.window", lang, window=last, months=effects.months, replicates=n)
    several = effects.uncertainty == "plausible" and n > 1
    return line + (translate("analysis.tables.plausible", lang) if several else "")


def _not_yet(effects: Effects, measures: Sequence[str], lang: str) -> list[str]:
    """A line on what a dash means, if there is one."""
    missing = set(measures) - set(effects.assessed)
    return [translate("analysis.tables.not_yet", lang, month=FIRST_SCORE)] if missing else []


def _cell(effects: Effects, scenario: str, measure: str) -> str:
    found = effects.difference(scenario, measure)
    if not found.known:
        return NONE
    colour = COLOURS[effects.verdict(scenario, measure)]
    spread = f" ±{found.half_width:.3f}{'*' if found.sure else ' '}" if effects.replicates > 1 else ""
    text = f"{found.mean:+.3f}{spread}"
    return f"[{colour}]{text}[/{colour}]" if colour else text
