"""Effects of a comparison: a tidy summary for files, and what is shown on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.compare.ledger import PAYERS
from experiments.compare.window import FIRST_SCORE, HORIZONS, window
from scenarios.languages import translate
from sim.measures import HEADLINE, Measure

from ..effects import Effects
from ..horizons import Agreement, agreements_of, columns_of, course_of
from ..labels import brief_name, measure_name, unit_name
from .layout import NONE, new_table, number

if TYPE_CHECKING:
    import pandas
    from rich.table import Table

    from ..statistics import Estimate

NAME, CELL = 28, 14  # characters a column needs at least
DELIVERED = ("visits", "indicators", "reporting", "vetoes", "sanctions", "tolerance", "ranks")  # delivered over ordered
BY_HORIZON = ("true_outcome", "formalism", "initiative")  # outcomes that the table of horizons shows for many scenarios
FEW = 4  # scenarios of which it shows all headline outcomes
ABOUT = {
    "worlds": "analysis.tables.worlds_about",
    "rules": "analysis.tables.rules_about",
    "": "analysis.tables.unknown_about",
}  # notes on columns that tell how far signs depend on what is not known
COLOURS = {1: "green", -1: "red", 0: ""}


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


def differences_table(effects: Effects, lang: str = "en", measures: Sequence[str] = ()) -> Table:
    """Paired differences of headline outcomes; one row a scenario, the baseline's levels first."""
    measures = measures or effects.headline
    baseline = brief_name(effects, effects.baseline, lang)
    table = new_table(translate("analysis.tables.differences", lang, baseline=baseline, place=effects.place[lang]))
    table.add_column(translate("analysis.tables.scenario", lang), overflow="fold", min_width=NAME)
    for measure in measures:
        way = {1: " ↑", -1: " ↓"}.get(effects.measures[measure].better, "")
        name = measure_name(effects.measures[measure], lang)
        heading = name if len(name) <= CELL else name.replace(" ", "\n", 1)
        table.add_column(f"{heading}{way}", justify="right", min_width=CELL)
    levels = (number(effects.level(effects.baseline, measure).mean) for measure in measures)
    table.add_row(translate("analysis.tables.baseline", lang, name=baseline), *levels, end_section=True)
    for scenario in effects.others:
        table.add_row(brief_name(effects, scenario, lang), *(_cell(effects, scenario, m) for m in measures))
    marks = translate(f"analysis.tables.{'marks' if effects.replicates > 1 else 'no_interval'}", lang)
    shared = [translate("analysis.tables.marks_worlds", lang)] if effects.worlds and effects.replicates > 1 else []
    notes = (*shared, *_not_yet(effects, measures, lang), *_warmed_up(effects, lang))
    table.caption = "\n".join([about(effects, lang), marks, *notes])
    return table


def horizons_table(effects: Effects, lang: str = "en", measures: Sequence[str] = ()) -> Table:
    """Effects one, three, five and ten years after the start, the dip on the way, and months to half of the effect.

    Where they were run, also in how many plausible worlds and under how many rules of decision the last effect has its
    sign. measures: all headline outcomes where few scenarios are compared, else three, if left out.
    """
    own = tuple(measure.id for measure in effects.own)
    measures = measures or (effects.headline if len(effects.others) <= FEW else (*BY_HORIZON, *own))
    baseline = brief_name(effects, effects.baseline, lang)
    heads = [translate(f"analysis.tables.{column}", lang) for column in ("scenario", "measure")]
    courses = {(s, m): course_of(effects, s, m) for s in effects.others for m in measures}
    years = [year for year in HORIZONS if any(year in course.years for course in courses.values())]
    heads += [translate("analysis.tables.years", lang, n=year) for year in years]
    known = [part for part, run in (("worlds", effects.known_worlds), ("rules", effects.rules)) if run]
    heads += [translate(f"analysis.tables.{column}", lang) for column in ("dip", "half", *known)]
    title = translate("analysis.tables.horizons", lang, baseline=baseline, place=effects.place[lang])
    table = new_table(title, heads, (0, 1))
    for (scenario, measure), course in courses.items():
        cells = [_at_horizon(course.years.get(year)) for year in years]
        dip = translate("analysis.tables.dip_cell", lang, size=f"{course.dip:+.3f}", month=course.dip_month)
        cells += [dip if course.dip_month else NONE, str(course.half) if course.half else NONE]
        signs = agreements_of(effects, scenario, measure)
        cells += [_agreeing(getattr(signs[max(signs)], part) if signs else None, lang) for part in known]
        name = brief_name(effects, scenario, lang) if measure == measures[0] else ""
        table.add_row(name, measure_name(effects.measures[measure], lang), *cells, end_section=measure == measures[-1])
    notes = [translate(ABOUT[part], lang) for part in known or [""]]
    table.caption = "\n".join([translate("analysis.tables.horizons_about", lang), *notes, *_warmed_up(effects, lang)])
    return table


def accounts_table(effects: Effects, lang: str = "en") -> Table:
    """What each scenario costs whom against the baseline, beside its effect on the true outcome, and gain by cost."""
    baseline, accounts = brief_name(effects, effects.baseline, lang), effects.accounts
    if accounts is None:
        raise ValueError("effects without accounts have no costs")
    keys: tuple[str, ...] = ("scenario", "true_outcome", *PAYERS, "all_payers", "once", "gain")
    ranges = [effects.cost_in_worlds(scenario) for scenario in effects.others]
    keys += ("in_worlds",) if any(ranges) else ()
    title = translate("analysis.tables.accounts", lang, baseline=baseline, place=effects.place[lang])
    table = new_table(title, [translate(f"analysis.accounts.{key}", lang) for key in keys])
    levels = [accounts.paid(effects.baseline, payer).mean() for payer in PAYERS]
    whole = [accounts.total(effects.baseline).mean(), accounts.paid_once(effects.baseline).mean()]
    cells = [number(effects.level(effects.baseline, "true_outcome").mean), *(f"{x:.2f}" for x in (*levels, *whole))]
    table.add_row(
        translate("analysis.tables.baseline", lang, name=baseline), *cells, *[NONE] * (len(keys) - 7), end_section=True
    )
    for scenario, over in zip(effects.others, ranges, strict=True):
        changes = [effects.cost(scenario, payer) for payer in PAYERS] + [effects.whole_cost(scenario)]
        once = (accounts.paid_once(scenario) - accounts.paid_once(effects.baseline)).mean()
        costs = [f"{x.mean:+.2f}{'*' if x.sure else ' '}" for x in changes] + [f"{once:+.2f}"]
        effect = _at_horizon(effects.difference(scenario, "true_outcome"))
        spread = [f"{over.low:+.2f} … {over.high:+.2f}"] if over else []
        table.add_row(brief_name(effects, scenario, lang), effect, *costs, _gain(effects, scenario, lang), *spread)
    table.caption = translate("analysis.tables.accounts_about", lang, years=f"{np.mean(accounts.over):.3g}")
    return table


def delivered_table(effects: Effects, lang: str = "en") -> Table:
    """What arrives of what the levers in force order, in per cent; one row a scenario, the baseline first."""
    heads = [translate(f"analysis.delivered.{key}", lang) for key in ("scenario", *DELIVERED, "assistance")]
    table = new_table(translate("analysis.tables.delivered", lang, place=effects.place[lang]), heads)
    for scenario in (effects.baseline, *effects.others):
        cells = [f"{100.0 * effects.level(scenario, f'{what}_delivered').mean:.0f}" for what in DELIVERED]
        asked = number(effects.level(scenario, "assistance").mean, ".1f")
        table.add_row(brief_name(effects, scenario, lang), *cells, asked, end_section=scenario == effects.baseline)
    table.caption = translate("analysis.tables.delivered_about", lang)
    return table


def _gain(effects: Effects, scenario: str, lang: str) -> str:
    """Gain for each per cent of cost; a word where it costs less for more, or nothing certain."""
    cost = effects.cost_in_worlds(scenario) or effects.whole_cost(scenario)
    verdict = effects.verdict(scenario, "true_outcome")
    if cost.low > 0.0:
        return f"{effects.gain(scenario):+.4f}" if verdict else translate("analysis.accounts.undecided", lang)
    if cost.high < 0.0:
        return translate(f"analysis.accounts.{'saves_gains' if verdict > 0 else 'saves'}", lang)
    return translate("analysis.accounts.undecided", lang) if cost.high > cost.low else NONE


def _at_horizon(found: Estimate | None) -> str:
    if found is None or not found.known:
        return NONE
    return f"{found.mean:+.3f}{'*' if found.sure else ' '}"


def _agreeing(found: tuple[int, int] | None, lang: str) -> str:
    return translate("analysis.tables.of", lang, n=found[0], of=found[1]) if found else NONE


def _warmed_up(effects: Effects, lang: str) -> list[str]:
    """Lines on the warm-up, and on scenarios that could not share it."""
    if not effects.warmup:
        return []
    lines = [translate("analysis.tables.warmed_up", lang, n=effects.warmup)]
    names = translate("scenarios.marks.comma", lang).join(brief_name(effects, s, lang) for s in effects.apart)
    return [*lines, translate("analysis.tables.apart", lang, names=names)] if effects.apart else lines


def fitting(width: int, measures: tuple[str, ...] = HEADLINE) -> list[tuple[str, ...]]:
    """The measures of a table in as many groups as a screen of this width needs tables."""
    most = max(1, (width - NAME - 3) // (CELL + 3))
    count = -(-len(measures) // most)
    size = -(-len(measures) // count)
    return [measures[first : first + size] for first in range(0, len(measures), size)]


def levels_table(effects: Effects, scenario: str, lang: str = "en") -> Table:
    """Headline outcomes of one scenario, one row each."""
    name, place = brief_name(effects, scenario, lang), effects.place[lang]
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


def _cell(effects: Effects, scenario: str, measure: str) -> str:
    found = effects.difference(scenario, measure)
    if not found.known:
        return NONE
    colour = COLOURS[effects.verdict(scenario, measure)]
    spread = f" ±{found.half_width:.3f}{'*' if found.sure else ' '}" if effects.replicates > 1 else ""
    text = f"{found.mean:+.3f}{spread}"
    return f"[{colour}]{text}[/{colour}]" if colour else text
