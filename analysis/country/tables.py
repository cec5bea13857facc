"""Results of a country as tables on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.measures import HEADLINE, NAMES

from ..figures.words import MEASURE, measure_name, unit
from .words import place_name, region_kind, say

if TYPE_CHECKING:
    from rich.table import Table

    from experiments.country import Country


def headline_table(country: Country, lang: str = "en") -> Table:
    """Headline outcomes: first and last complete year, and how far the units below the place are apart."""
    table = _table(say("headline", lang, place=place_name(country.study.place, lang)))
    last, apart = country.whole_year, say("regions", lang, unit=region_kind(country, lang))
    heads = [say("outcome", lang), say("first_year", lang), say("last_year", lang, year=last), apart, say("unit", lang)]
    for number, head in enumerate(heads):
        table.add_column(head, justify="right" if 0 < number < 4 else "left")
    national = country.national()
    for name in HEADLINE:
        m = NAMES.index(name)
        here = country.monthly[:, 12 * (last - 1) : 12 * last, m].mean(axis=1)
        ends = (national[:12, m].mean(), national[12 * (last - 1) : 12 * last, m].mean())
        table.add_row(
            measure_name(MEASURE[name], lang), *(f"{value:.3f}" for value in ends),
            f"{here.min():.3f} … {here.max():.3f}", unit(MEASURE[name], lang),
        )  # fmt: skip
    return table


def amplification_table(country: Country, lang: str = "en") -> Table:
    """What each level adds to targets in the most and the least visible field, and who moves up."""
    table = _table(say("amplification", lang, place=place_name(country.study.place, lang)))
    most, least = visible_fields(country)
    year = country.years - 1
    heads = [
        say("level", lang), say("visible", lang, field=field_name(country, most, lang)),
        say("hidden", lang, field=field_name(country, least, lang)), say("moved_up", lang), say("ambition", lang),
    ]  # fmt: skip
    for number, head in enumerate(heads):
        table.add_column(head, justify="right" if number else "left")
    for level, name in enumerate(("province", "prefecture", "county")):
        raised, moved = country.raised[year, level], country.leaders[: year + 1, level]
        table.add_row(
            say(name, lang), f"{raised[most]:.3f}", f"{raised[least]:.3f}",
            f"{100 * moved[1:, 0].mean() if year else 0:.1f} %", f"{moved[-1, 1]:.2f}",
        )  # fmt: skip
    table.caption = say("caption", lang, year=country.years)
    return table


def visible_fields(country: Country) -> tuple[int, int]:
    """Assessed fields whose achievements are most and least visible in the scenario that fits all."""
    regime = country.study.scenarios[0].regime
    weights, shown = np.zeros(len(country.fields)), np.zeros(len(country.fields))
    for item in regime.indicators:
        d = country.fields.index(item.field)
        weights[d] += item.weight
        shown[d] += item.weight * item.visible
    assessed = np.flatnonzero(weights > 0)
    visible = shown[assessed] / weights[assessed]
    return int(assessed[visible.argmax()]), int(assessed[visible.argmin()])


def field_name(country: Country, d: int, lang: str) -> str:
    item = country.study.scenarios[0].regime.fields[d]
    return str(item.name_zh if lang == "zh" else item.name_en or item.id)


def _table(title: str) -> Table:
    from rich import box
    from rich.table import Table

    return Table(title=title, box=box.SIMPLE_HEAD, title_justify="left", caption_justify="left", pad_edge=False)
