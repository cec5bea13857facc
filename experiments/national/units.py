"""Codes of provinces, prefectures and counties from what a user writes: digits, or a name in Chinese."""

from __future__ import annotations

from collections.abc import Sequence

from scenarios.errors import ScenarioError, expected, shortened
from scenarios.languages import Text, phrase
from scenarios.places import register
from scenarios.places.names import plain

COUNTRY = 0
LARGEST_COUNTY = 999_999  # longer codes are those of townships
COUNTRY_WORDS = ("country", "china", "全国", "中国")
LONGEST_CODE = 12  # digits, of villages; longer ones are cut, because Python refuses to read very long numbers
MOST_NAMED = 5  # units that a message names


def place_code(word: str) -> int:
    """0 for the country, else the code of a province or a prefecture, from its code or name.

    Whether the register has a code is for the territory to say; a name that it has not, or has several times, is
    refused with a `ScenarioError`.
    """
    code = _digits(word)
    if code is not None:
        return code
    name = "".join(word.split())
    if name.lower() in COUNTRY_WORDS:
        return COUNTRY
    found = [] if name.isdecimal() else _named(name)
    if not found:
        raise ScenarioError(expected(word, phrase("experiments.country.region")), "place")
    if len(found) > 1:
        raise ScenarioError(phrase("experiments.country.ambiguous", word=shortened(name), units=_few(found)), "place")
    return found[0].code


def unit_code(word: str) -> int:
    """The code of a province, a prefecture or a county of the register, or 0 for all; `ScenarioError` for any other."""
    code = _digits(word)
    if code is None or code > LARGEST_COUNTY or (code != COUNTRY and not register.is_known(code)):
        raise ScenarioError(expected(word, phrase("experiments.country.unit_code")), "scenario")
    return code


def concerns(unit: int, place: int) -> bool:
    """Whether a unit lies in a place or holds it."""
    one, other = str(unit or ""), str(place or "")
    return one.startswith(other) or other.startswith(one)


def _digits(word: str) -> int | None:
    """A code in digits as the register writes them, without zeros in front; None for all else."""
    digits = word.strip()
    return int(digits[:LONGEST_CODE]) if digits.isdecimal() and (digits == "0" or not digits.startswith("0")) else None


def _named(word: str) -> list[register.Unit]:
    """Provinces or prefectures of a name: in full, else without its kind, else as it begins."""
    everyone = (*register.provinces(), *register.prefectures())
    units = [unit for unit in everyone if unit.name not in register.FILLERS]
    fits = (
        [unit for unit in everyone if register.full_name(unit.code) == word],
        [unit for unit in units if unit.name == word],
        [unit for unit in units if plain(unit.name) == word],
        [unit for unit in units if word and unit.name.startswith(word)],
    )
    return next((several for several in fits if several), [])


def _few(units: Sequence[register.Unit]) -> Text:
    few = register.named(units[:MOST_NAMED])
    return phrase("experiments.country.and_others", few=few, n=len(units)) if len(units) > MOST_NAMED else few
