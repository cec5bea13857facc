"""Results of tied counties: headline outcomes, and what levels add to targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from experiments.compare.window import FIRST_SCORE, YEARLY
from experiments.national.country import LEVELS, CountryResults
from scenarios.languages import translate
from sim.measures import HEADLINE, NAMES

from ..labels import field_name, last_year, level_name, measure_name, place_name, region_kind, unit_name
from ..statistics import Array
from .layout import NONE, new_table, number

if TYPE_CHECKING:
    from rich.table import Table


def headline_table(country: CountryResults, lang: str = "en") -> Table:
    """Headline outcomes: first and last complete year, and how far the units below the place, if several, are apart."""
    years = sorted({1, country.whole_year})
    heads = [translate("analysis.country.outcome", lang)]
    heads += [translate("analysis.country.when_year", lang, year=1)] if len(years) > 1 else []
    heads += [last_year(country, lang)]
    several = len(country.regions) > 1
    heads += [translate("analysis.country.regions", lang, unit=region_kind(country, lang))] if several else []
    heads += [translate("analysis.country.unit", lang)]
    title = translate("analysis.country.headline", lang, place=place_name(country.design.place, lang))
    table = new_table(title, heads, (0, len(heads) - 1))
    national = country.national()[None]
    for name in HEADLINE:
        means = [number(yearly_mean(national, name, year)[0]) for year in years]
        spread = [_spread(yearly_mean(country.monthly[:, : country.months], name, years[-1]))] if several else []
        table.add_row(measure_name(name, lang), *means, *spread, unit_name(name, lang))
    return table


def yearly_mean(series: Array, name: str, year: int) -> Array:
    """Mean of an outcome over a year (counted from 1); NaN where its first yearly score has not come.

    series: (unit, month, measure) of the months that are complete.
    """
    begin = max(12 * (year - 1), FIRST_SCORE - 1 if name in YEARLY else 0)
    here = series[:, begin : 12 * year, NAMES.index(name)]
    return np.asarray(here.mean(axis=1)) if here.shape[1] else np.full(len(series), np.nan)


def amplification_table(country: CountryResults, lang: str = "en") -> Table:
    """What each level adds to targets in the most and the least visible field, and who moves up."""
    most, least = visible_fields(country)
    heads = [translate(f"analysis.country.{key}", lang) for key in ("level", "number")]
    for key, field in (("visible", most), ("hidden", least)):
        heads.append(translate(f"analysis.country.{key}", lang, field=field_name(country, field, lang)))
    heads += [translate(f"analysis.country.{key}", lang) for key in ("moved_up", "ambition")]
    title = translate("analysis.country.amplification", lang, place=place_name(country.design.place, lang))
    table, year = new_table(title, heads), country.years - 1
    for level, (name, count) in enumerate(zip(LEVELS, units_of(country), strict=True)):
        raised, moved = country.amplification[year, level], country.leaders[: year + 1, level]
        met = year > 0 and count > 1
        table.add_row(
            level_name(name, lang), str(count), f"{raised[most]:.3f}", f"{raised[least]:.3f}",
            f"{100 * moved[1:, 0].mean():.1f} %" if met else NONE, f"{moved[-1, 1]:.2f}",
        )  # fmt: skip
    table.caption = translate("analysis.country.caption", lang, year=country.years)
    return table


def units_of(country: CountryResults) -> list[int]:
    """How many provinces, prefectures and counties there are in these results."""
    return [len(np.unique(country.counties // by)) for by in (10_000, 100, 1)]


def _spread(values: Array) -> str:
    return NONE if np.isnan(values).all() else f"{number(values.min())} … {number(values.max())}"


def visible_fields(country: CountryResults) -> tuple[int, int]:
    """Assessed fields whose achievements are most and least visible in the scenario that fits all."""
    weights, shown = np.zeros(len(country.fields)), np.zeros(len(country.fields))
    for indicator in country.design.scenarios[0].regime.indicators:
        d = country.fields.index(indicator.field)
        weights[d] += indicator.weight
        shown[d] += indicator.weight * indicator.visible
    assessed = np.flatnonzero(weights > 0)
    visible = shown[assessed] / weights[assessed]
    return int(assessed[visible.argmax()]), int(assessed[visible.argmin()])
