"""Effects of a comparison: a tidy summary for files, and what is shown on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.compare.window import FIRST_SCORE, window
from scenarios.languages import translate
from sim.measures import Measure

from ..effects import Effects
from ..horizons import Agreement, columns_of
from ..labels import measure_name, scenario_name, unit_name
from .layout import NONE, new_table, number

if TYPE_CHECKING:
    import pandas
    from rich.table import Table

DELIVERED = ("visits", "indicators", "reporting", "vetoes", "sanctions", "tolerance", "ranks")  # delivered over ordered


def summary(effects: Effects) -> pandas.DataFrame:
    """One row for each scenario and outcome: mean, interval, and paired difference against the baseline."""
    import pandas

    return pandas.DataFrame(summary_rows(effects))


def summary_rows(effects: Effects) -> list[dict[str, Any]]:
    """The rows of `summary`, as plain values."""
    return [
        _summed_up(effects, scenario, measure)
        for scenario in effects.scenarios
        for measure in effects.measures.values()
    ]


def _summed_up(effects: Effects, scenario: str, measure: Measure) -> dict[str, Any]:
    level, difference = effects.level(scenario, measure.id), effects.difference(scenario, measure.id)
    row: dict[str, Any] = {"scenario": scenario, "measure": measure.id}
    row |= {"mean": level.mean, "low": level.low, "high": level.high}
    row |= {"difference": difference.mean, "difference_low": difference.low, "difference_high": difference.high}
    row |= {"significant": difference.sure, "verdict": effects.verdict(scenario, measure.id)}
    signs = Agreement(
        int(np.sign(np.nan_to_num(difference.mean))),
        effects.worlds_agreeing(scenario, measure.id),
        effects.rules_agreeing(scenario, measure.id),
    )
    row |= columns_of(signs)
    row |= {"relative": effects.relative(scenario, measure.id), "unit": measure.unit, "baseline": effects.baseline}
    return row | {"replicates": effects.replicates, "window_months": window(effects.months)}


def delivered_table(effects: Effects, scenario: str, lang: str = "en") -> Table:
    """What arrives of what the levers in force order under one scenario, in per cent."""
    heads = [translate(f"analysis.delivered.{key}", lang) for key in ("ordered", "arrives")]
    table = new_table(translate("analysis.tables.delivered", lang, place=effects.place[lang]), heads)
    for what in DELIVERED:
        share = 100.0 * effects.level(scenario, f"{what}_delivered").mean
        table.add_row(translate(f"analysis.delivered.{what}", lang), number(share, ".0f"))
    asked = number(effects.level(scenario, "assistance").mean, ".1f")
    table.add_row(translate("analysis.delivered.assistance", lang), asked)
    table.caption = translate("analysis.tables.delivered_about", lang)
    return table


def levels_table(effects: Effects, scenario: str, lang: str = "en") -> Table:
    """Headline outcomes of one scenario, one row each."""
    name, place = scenario_name(effects, scenario, lang), effects.place[lang]
    heads = [translate(f"analysis.tables.{column}", lang) for column in ("measure", "mean", "interval", "unit")]
    table = new_table(translate("analysis.tables.levels", lang, scenario=name, place=place), heads, (0, 3))
    for measure in effects.headline:
        found = effects.level(scenario, measure)
        spread = f"{found.low:.3f} … {found.high:.3f}" if found.known and effects.replicates > 1 else NONE
        declared = effects.measures[measure]
        table.add_row(measure_name(declared, lang), number(found.mean), spread, unit_name(declared, lang))
    table.caption = "\n".join([about(effects, lang), *_not_yet(effects, effects.headline, lang)])
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
