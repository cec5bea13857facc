"""The country, a province or a prefecture of the register as columns, for worlds of tied counties.

Rows A1, A6. The same values as `register.county` gives one by one, made for all at once. Counties with a single
township-level unit (37 of 2,978) are left out, because assessment ranks townships against each other.
"""

from __future__ import annotations

import numpy as np

from sim.national.territory import DESCRIPTION, Territory

from ..countries import DEFAULT, find_country
from ..errors import ScenarioError
from ..languages import Text, phrase
from . import register
from .derive import cadres, character, kinds, size_classes
from .place import FEWEST_TOWNSHIPS
from .register import Unit
from .register_file import COUNTRY, known, units_below

LARGEST_PREFECTURE = 9999


def territory_of(code: int = COUNTRY) -> Territory:
    """Counties and townships of a province (two digits), a prefecture (four) or the whole country (0).

    Raises `ScenarioError` for a code that is none of these.
    """
    china = find_country(DEFAULT)
    sizes, types = list(china.size_classes), list(china.kinds)
    rows: list[tuple[float, ...]] = []
    for unit in counties_below(code):
        if _too_few(unit):
            continue
        below = register.townships(unit.code)
        classes, kind_of = size_classes(below), kinds(unit.name, list(below))
        for town in below:
            drawn = character(town.code, kind_of[town.code])
            rows.append((
                unit.code, town.code, cadres(town.villages), town.villages, sizes.index(classes[town.code]),
                types.index(kind_of[town.code]), drawn["difficulty"], drawn["resources"],
            ))  # fmt: skip
    return Territory(np.array(rows, DESCRIPTION), children(), china.divisors)


def counties_below(code: int) -> tuple[Unit, ...]:
    """Counties of a province or a prefecture, or of the country."""
    if code == COUNTRY:
        return register.counties()
    if code > LARGEST_PREFECTURE or known(code) is None:
        raise ScenarioError(_no_region(code))
    below = units_below(code)
    return tuple(below) if code > 99 else tuple(county for unit in below for county in units_below(unit.code))


def children() -> dict[int, int]:
    """Units directly below the centre (0), every province and every prefecture."""
    found = {COUNTRY: len(register.provinces())}
    for province in register.provinces():
        below = units_below(province.code)
        found[province.code] = len(below)
        found |= {unit.code: len(units_below(unit.code)) for unit in below}
    return found


def left_out(code: int = COUNTRY) -> tuple[Unit, ...]:
    """Counties of a place that `territory_of` leaves out."""
    return tuple(unit for unit in counties_below(code) if _too_few(unit))


def _too_few(unit: Unit) -> bool:
    return len(register.townships(unit.code)) < FEWEST_TOWNSHIPS


def _no_region(code: int) -> Text:
    near = [unit for unit in map(known, _shorter(code)) if unit is not None]
    if not near:
        units = register.provinces() if code < 100 else register.prefectures()
        near = sorted(units, key=lambda unit: (_wrong(unit.code, code), abs(unit.code - code)))[: register.MOST_GUESSES]
    return phrase(
        "scenarios.places.no_region", code=code, hint=phrase("scenarios.marks.did_you_mean", guess=register.named(near))
    )


def _shorter(code: int) -> list[int]:
    """Prefecture and province of a longer code; of 110000, province 11 only."""
    digits = str(code) if code > LARGEST_PREFECTURE else ""
    found = [int(digits[:width]) for width in (4, 2) if len(digits) > width]
    return [unit for unit in found if unit % 100 or unit < 100]


def _wrong(one: int, other: int) -> int:
    """Number of digits in which two codes differ."""
    return sum(a != b for a, b in zip(str(one), str(other), strict=False))
