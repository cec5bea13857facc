"""What outcomes, units, scenarios, places and times are called in tables, figures and words, in English or Chinese."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from experiments.run.last_month import State
from experiments.study.names import names_of
from scenarios import Scenario
from scenarios.countries import DEFAULT, find_country
from scenarios.languages import Both, translate, unit
from scenarios.places import register
from scenarios.places.names import short_names
from sim.measures import Measure

from .effects import MEASURE, Effects

if TYPE_CHECKING:
    import xarray

    from experiments.national.country import CountryResults

MONTHS = 12
LINE = 4  # characters of a name in one line of a tile
# Zones, mines and experimental areas, which the register counts among counties: their kind follows their name.
KIND_OF_ZONE = re.compile(r"(?:经开|高新|管理|示范|工业园|产业园|开发|矿|实验|[左右]翼[前中后])[区旗]$")
CODE = re.compile("`([^`]*)`")


# Outcomes


def measure_name(measure: str | Measure, lang: str) -> str:
    """An outcome's name, by its id or, of a user's own, by what declares it."""
    declared = _declared(measure)
    return Both(declared.en, declared.zh).render(lang)


def unit_name(measure: str | Measure, lang: str) -> str:
    """An outcome's unit."""
    return unit(_declared(measure).unit).render(lang)


def _declared(measure: str | Measure) -> Measure:
    return MEASURE[measure] if isinstance(measure, str) else measure


def direction(measure: str | Measure, lang: str) -> str:
    """Whether an outcome is better high or low, in words."""
    way = {-1: "lower", 1: "higher"}.get(_declared(measure).better, "neither")
    return translate(f"analysis.figures.{way}", lang)


def with_unit(quantity: Measure | State, lang: str, *more: str) -> str:
    """Name of an outcome or state with its unit, and more, in brackets behind it."""
    inside = translate("scenarios.marks.semicolon", lang).join((unit(quantity.unit).render(lang), *more))
    return Both(quantity.en, quantity.zh).render(lang) + translate("scenarios.marks.in_brackets", lang, text=inside)


# Scenarios


def scenario_name(effects: Effects, scenario: str, lang: str) -> str:
    """A scenario's full name."""
    return effects.names[lang][effects.scenarios.index(scenario)]


def scenario_words(scenario: Scenario, lang: str) -> str:
    """A scenario's full name, by the scenario itself."""
    return str((scenario.name_zh if lang == "zh" else scenario.name_en) or scenario.id)


def short_name(effects: Effects, scenario: str, lang: str) -> str:
    """The name as figures show it: what is added to the baseline is named by the addition."""
    name, base = (scenario_name(effects, each, lang) for each in (scenario, effects.baseline))
    return _added(name, base) or name[:1].upper() + name[1:]


def added_names(data: xarray.Dataset, lang: str) -> dict[str, str]:
    """Names of the scenarios of a study by id: what is added to the baseline is named by the addition."""
    names = names_of(data, "scenario", lang)
    base = names[data.attrs["baseline"]]
    return {id: _added(name, base) or name[:1].upper() + name[1:] for id, name in names.items()}


def _added(name: str, base: str) -> str:
    added = name.removeprefix(base).lstrip()
    return "+ " + added[1:].strip() if name != base and name.startswith(base) and added[:1] in "+＋" else ""


# Places and times


def place_name(place: int, lang: str) -> str:
    """The country (0), or a unit's name as the register has it (Chinese)."""
    return register.full_name(place) if place else translate("analysis.country.country", lang)


def region_kind(country: CountryResults, lang: str) -> str:
    """What the units below the place are: provinces, prefectures or counties."""
    return translate(f"analysis.country.region_{len(str(int(country.regions[0])))}", lang)


def last_year(country: CountryResults, lang: str) -> str:
    """The time that means of the last whole year are of."""
    if country.months < MONTHS:
        return translate("analysis.country.when_months", lang, months=country.months)
    return translate("analysis.country.when_year", lang, year=country.whole_year)


def field_name(country: CountryResults, d: int, lang: str) -> str:
    """Name of field d of the scenario that fits all."""
    field = country.design.scenarios[0].regime.fields[d]
    return str(field.name_zh if lang == "zh" else field.name_en or field.id)


def tile_names(country: CountryResults) -> list[str]:
    """Names for tiles, long ones in two lines; the kind of a zone in the second."""
    return [in_lines(name) for name in short_names([int(code) for code in country.regions])]


def in_lines(name: str) -> str:
    """A name in one line, or in two where it is long."""
    if len(name) <= LINE:
        return name
    kind = KIND_OF_ZONE.search(name)
    half = kind.start() if kind and kind.start() <= LINE + 1 else -(-len(name) // 2)
    return f"{name[:half]}\n{name[half:]}"


# Headings and texts


def heading(effects: Effects, title: str, lang: str, *parts: str) -> tuple[str, str]:
    """A title with the place that it speaks of, and a subtitle of several parts, of which empty ones are left out."""
    about = translate("scenarios.marks.semicolon", lang).join(part for part in parts if part)
    whole = f"{title} — {effects.place[lang]}" if effects.place[lang] else title
    return whole, about[:1].upper() + about[1:]


def plain(text: str) -> str:
    """A text without the marks of code, for figures and tables."""
    return CODE.sub(r"\1", text)


def level_name(level: str, lang: str) -> str:
    """What a level of government is called, by its id in the country pack."""
    return find_country(DEFAULT).levels[level].render(lang)
