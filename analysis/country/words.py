"""How a country, its units and its times are called in tables and figures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scenarios.languages import translate
from scenarios.places import register
from scenarios.places.names import short_names

if TYPE_CHECKING:
    from experiments.national.country import CountryResults

MONTHS = 12
LINE = 4  # characters of a name in one line of a tile
KIND_OF_ZONE = re.compile(r"(?:经开|高新|管理|示范|工业园|产业园|开发|矿|实验|[左右]翼[前中后])[区旗]$")


def bracketed(lang: str, *parts: str) -> str:
    """What stands in brackets behind a name."""
    inside = translate("scenarios.marks.semicolon", lang).join(parts)
    return translate("scenarios.marks.in_brackets", lang, text=inside)


def when(country: CountryResults, lang: str) -> str:
    """The time that means of the last whole year are of."""
    if country.months < MONTHS:
        return translate("analysis.country.when_months", lang, months=country.months)
    return translate("analysis.country.when_year", lang, year=country.whole_year)


def place_name(place: int, lang: str) -> str:
    """The country, or the unit's name as the register has it (Chinese)."""
    return register.full_name(place) if place else translate("analysis.country.country", lang)


def region_kind(country: CountryResults, lang: str) -> str:
    """What the units below the place are: provinces, prefectures or counties."""
    digits = len(str(int(country.regions[0])))
    return translate(f"analysis.country.region_{digits}", lang)


def tile_names(country: CountryResults) -> list[str]:
    """Names for tiles, long ones in two lines; the kind of a zone in the second."""
    return [_in_lines(name) for name in short_names([int(code) for code in country.regions])]


def _in_lines(name: str) -> str:
    if len(name) <= LINE:
        return name
    kind = KIND_OF_ZONE.search(name)
    half = kind.start() if kind and kind.start() <= LINE + 1 else -(-len(name) // 2)
    return f"{name[:half]}\n{name[half:]}"
