"""Results of a country as tables on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from experiments.compare.window import FIRST_SCORE, YEARLY
from experiments.national.country import LEVELS
from scenarios.languages import translate
from sim.measures import HEADLINE, NAMES

from ..figures.words import MEASURE, measure_name, unit
from .words import place_name, region_kind, when

if TYPE_CHECKING:
    from rich.table import Table

    from experiments.national.country import CountryResults


def headline_table(country: CountryResults, lang: str = "en") -> Table:
    """Headline outcomes: first and last complete year, and how far the units below the place, if several, are apart."""
    table = _table(translate("analysis.country.headline", lang, place=place_name(country.design.place, lang)))
    years = sorted({1, country.whole_year})
    ends = (
        [translate("analysis.country.when_year", lang, year=1), when(country, lang)]
        if len(years) > 1
        else [when(country, lang)]
    )
    several = len(country.regions) > 1
    apart = [translate("analysis.country.regions", lang, unit=region_kind(country, lang))] if several else []
    heads = [translate("analysis.country.outcome", lang), *ends, *apart, translate("analysis.country.unit", lang)]
    for number, head in enumerate(heads):
        table.add_column(head, justify="right" if 0 < number < len(heads) - 1 else "left")
    national = country.national()[None]
    for name in HEADLINE:
        here = yearly_mean(country.monthly[:, : country.months], name, years[-1])
        means = [yearly_mean(national, name, year)[0] for year in years]
        spread = [_spread(here)] if several else []
        table.add_row(measure_name(MEASURE[name], lang), *map(_number, means), *spread, unit(MEASURE[name], lang))
    return table


def yearly_mean(series: NDArray[np.float64], name: str, year: int) -> NDArray[np.float64]:
    """Mean of an outcome over a year (counted from 1); NaN where its first yearly score has not come.

    series: (unit, month, measure) of the months that are complete.
    """
    begin = 12 * (year - 1)
    begin = max(begin, FIRST_SCORE - 1) if name in YEARLY else begin
    here = series[:, begin : 12 * year, NAMES.index(name)]
    return np.asarray(here.mean(axis=1)) if here.shape[1] else np.full(len(series), np.nan)


def amplification_table(country: CountryResults, lang: str = "en") -> Table:
    """What each level adds to targets in the most and the least visible field, and who moves up."""
    table = _table(translate("analysis.country.amplification", lang, place=place_name(country.design.place, lang)))
    most, least = visible_fields(country)
    year = country.years - 1
    fields = {"visible": most, "hidden": least}
    heads = [translate(f"analysis.country.{key}", lang) for key in ("level", "number")]
    heads += [
        translate(f"analysis.country.{key}", lang, field=field_name(country, field, lang))
        for key, field in fields.items()
    ]
    heads += [translate(f"analysis.country.{key}", lang) for key in ("moved_up", "ambition")]
    for number, head in enumerate(heads):
        table.add_column(head, justify="right" if number else "left")
    counts = units_of(country)
    for level, (name, count) in enumerate(zip(LEVELS, counts, strict=True)):
        raised, moved = country.amplification[year, level], country.leaders[: year + 1, level]
        met = year > 0 and count > 1
        table.add_row(
            translate(f"analysis.country.{name}", lang), str(count), f"{raised[most]:.3f}", f"{raised[least]:.3f}",
            f"{100 * moved[1:, 0].mean():.1f} %" if met else "–", f"{moved[-1, 1]:.2f}",
        )  # fmt: skip
    table.caption = translate("analysis.country.caption", lang, year=country.years)
    return table


def units_of(country: CountryResults) -> list[int]:
    """How many provinces, prefectures and counties there are in this world."""
    return [len(np.unique(country.counties // by)) for by in (10_000, 100, 1)]


def _spread(values: NDArray[np.float64]) -> str:
    return "–" if np.isnan(values).all() else f"{_number(values.min())} … {_number(values.max())}"


def _number(value: float) -> str:
    return "–" if np.isnan(value) else f"{value:.3f}"


def visible_fields(country: CountryResults) -> tuple[int, int]:
    """Assessed fields whose achievements are most and least visible in the scenario that fits all."""
    regime = country.design.scenarios[0].regime
    weights, shown = np.zeros(len(country.fields)), np.zeros(len(country.fields))
    for item in regime.indicators:
        d = country.fields.index(item.field)
        weights[d] += item.weight
        shown[d] += item.weight * item.visible
    assessed = np.flatnonzero(weights > 0)
    visible = shown[assessed] / weights[assessed]
    return int(assessed[visible.argmax()]), int(assessed[visible.argmin()])


def field_name(country: CountryResults, d: int, lang: str) -> str:
    item = country.design.scenarios[0].regime.fields[d]
    return str(item.name_zh if lang == "zh" else item.name_en or item.id)


def _table(title: str) -> Table:
    from rich import box
    from rich.table import Table

    return Table(title=title, box=box.SIMPLE_HEAD, title_justify="left", caption_justify="left", pad_edge=False)
