"""Where in its axes a study reaches what it should, in tables and words (`experiments.study.exploration.regions`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import numpy as np

from experiments.study.exploration.peeling import Limit
from experiments.study.exploration.regions import ALL, BETTER, Exploration, Region
from experiments.study.exploration.trees import MOST_LEAVES
from experiments.study.names import axis_name, names_of, value_name
from scenarios.languages import translate

from .tables.layout import NONE, new_table, number

if TYPE_CHECKING:
    from rich.table import Table

MOST_AXES = 5  # in a row of scores
SMALL = 0.001  # quasi-p below which no digits are shown


def tables(found: Exploration, lang: str) -> Iterator[Table]:
    """For each place a table of boxes, and one of scores."""
    for place, name in names_of(found.scores, "place", lang).items():
        yield _boxes(found, place, name, lang)
        yield _scores(found, place, name, lang)


def _boxes(found: Exploration, place: str, name: str, lang: str) -> Table:
    keys = ("scenario", "condition", "holds", "box", "density", "coverage", "held_out", "limits")
    table = new_table(text("boxes", lang, place=name), [text(key, lang) for key in keys], left=(0, 1, 7))
    scenarios = names_of(found.scores, "scenario", lang)
    for region in (each for each in found.regions if each.place == place):
        first = [scenarios[region.scenario], condition(region, found, lang), percent(region.share)]
        if not region.boxes:
            table.add_row(*first, *[NONE] * 4, text(_nothing(region), lang))
        for count, box in enumerate(region.boxes):
            held = f"{percent(region.held_out[0])} / {percent(region.held_out[1])}" if count == 0 else ""
            cells = [str(count + 1), percent(box.density), percent(box.coverage), held]
            table.add_row(*(first if count == 0 else [""] * 3), *cells, rule(box.limits, found, lang, tested=True))
    return table


def _nothing(region: Region) -> str:
    """Why a region has no box."""
    if region.cases == 0:
        return "nowhere"
    if region.cases == region.points:
        return "everywhere"
    return "no_box" if region.leaves else "too_few"


def _scores(found: Exploration, place: str, name: str, lang: str) -> Table:
    """A row for each outcome of each scenario and difference: axes that explain more than chance, the first first."""
    scores = found.scores.sel(place=place)
    names = {each: names_of(scores, each, lang) for each in ("scenario", "outcome", "axis")}
    keys = ("scenario", "outcome", "r2", "chance", "by")
    table = new_table(text("scores", lang, place=name), [text(key, lang) for key in keys], left=(0, 1, 4))
    for scenario in names["scenario"]:
        for outcome in names["outcome"]:
            own = scores.sel(scenario=scenario, outcome=outcome)
            if np.isfinite(own["r2"]):
                values, chance = np.nan_to_num(own["score"].values), float(own["chance"])
                order = np.argsort(-values, kind="stable")[:MOST_AXES]
                shown = [
                    f"{names['axis'][str(own['axis'].values[k])]} {values[k]:.2f}" for k in order if values[k] > chance
                ]
                said = translate("scenarios.marks.semicolon", lang).join(shown) or NONE
                cells = [number(float(own["r2"]), ".2f"), number(chance, ".2f"), said]
                table.add_row(names["scenario"][scenario], names["outcome"][outcome], *cells)
    return table


def condition(region: Region, found: Exploration, lang: str) -> str:
    """What should hold, in words."""
    if region.outcome == ALL:
        return translate("experiments.names.all", lang)
    outcome = names_of(found.scores, "outcome", lang)[region.outcome]
    if region.condition == BETTER:
        return text("better", lang, outcome=outcome)
    (threshold,) = (each for each in found.thresholds if each.outcome == region.outcome)
    sides = [
        text(side, lang, value=f"{getattr(threshold, side):.4g}")
        for side in ("at_least", "at_most")
        if np.isfinite(getattr(threshold, side))
    ]
    return text("limit", lang, outcome=outcome, limit=translate("scenarios.marks.comma", lang).join(sides))


def rule(limits: Mapping[str, Limit], found: Exploration, lang: str, tested: bool = False) -> str:
    """Restrictions of axes in words; tested: with their quasi-p."""
    parts = [
        _restricted(name, limit, found, lang) + (_quasi_p(limit) if tested else "") for name, limit in limits.items()
    ]
    return translate("scenarios.marks.semicolon", lang).join(parts)


def _restricted(name: str, limit: Limit, found: Exploration, lang: str) -> str:
    (axis,) = (each for each in found.study.axes if each.name == name)
    shown = axis_name(axis, found.study, lang)
    if limit.choices is not None:
        values = [value_name(axis, axis.all_values[k], lang) for k in sorted(limit.choices)]
        return text("among", lang, axis=shown, values=translate("scenarios.marks.comma", lang).join(values))
    low, high = (value_name(axis, end, lang) for end in (limit.low, limit.high))
    if axis.type == "whole":
        low, high = (f"{np.ceil(limit.low):g}", f"{np.floor(limit.high):g}")
    if not np.isfinite(limit.low):
        return f"{shown} ≤ {high}"
    return f"{low} ≤ {shown}" + (f" ≤ {high}" if np.isfinite(limit.high) else "")


def _quasi_p(limit: Limit) -> str:
    own = [p for p in (limit.quasi_p_low, limit.quasi_p_high) if np.isfinite(p)]
    return f" ({', '.join(f'{p:.3f}' if p >= SMALL else f'<{SMALL:g}' for p in own)})" if own else ""


def words(found: Exploration, lang: str) -> Iterator[str]:
    """What the tables say and what they do not."""
    if found.usual:
        yield text("usual", lang)
    told = [region for region in found.regions if np.isfinite(region.accuracy)]
    if told:
        accuracies = [region.accuracy for region in told]
        ends = {"low": f"{min(accuracies):.2f}", "high": f"{max(accuracies):.2f}"}
        yield text("reading", lang)
        yield text("trees", lang, leaves=MOST_LEAVES, **ends)
    yield text("associations", lang) if found.study.design.kind != "list" else text("confounded", lang)


def percent(share: float) -> str:
    """A share in per cent."""
    return NONE if np.isnan(share) else f"{100 * share:.0f} %"


def text(name: str, lang: str, /, **blanks: object) -> str:
    """A text on explorations."""
    return translate(f"analysis.exploration.{name}", lang, **blanks)
