"""Country packs: what differs between countries and is no rule, as data in a folder for each country.

A pack holds `country.toml` (languages, levels of government, size classes and kinds of township, roles) and a
`catalogue/` of fields, offices, readings and rungs that regimes start from. To add a country, add a folder.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ..errors import ScenarioError, expected, unknown
from ..files import read_toml
from ..languages import LANGUAGES, Both, in_all_languages, phrase
from ..values import table, text, whole

DEFAULT = "china"
FILE = "country.toml"
CATALOGUE = ("fields", "offices", "readings", "rungs")
SECTIONS = ("about", "country", "levels", "size_classes", "kinds", "roles")
MOST_LEVELS = 6
ROLES = 3  # principal, deputies, all others


@dataclass(frozen=True)
class CountryPack:
    """One country: names by id, in the order of its file, and where its catalogue is.

    languages: in which names are required. levels: from the top down to the one that assesses townships; `digits`
    has the number of digits of a code of each. roles: principal, deputies, all others.
    """

    id: str
    folder: Path
    languages: tuple[str, ...]
    posts_per_deputy: int
    levels: Mapping[str, Both]
    digits: tuple[int, ...]
    size_classes: Mapping[str, Both]
    kinds: Mapping[str, Both]
    roles: Mapping[str, Both]

    @property
    def divisors(self) -> tuple[int, ...]:
        """What the code of a unit that assesses is divided by at each level between it and the top, from above."""
        return tuple(10 ** (self.digits[-1] - digits) for digits in self.digits[1:-1])


def shipped_countries() -> tuple[str, ...]:
    """Ids of the packs that ship."""
    return tuple(sorted(path.parent.name for path in Path(__file__).parent.glob(f"*/{FILE}")))


def find_country(word: str, folder: Path = Path()) -> CountryPack:
    """A shipped country's pack by its id, or a user's by its folder; relative paths begin at `folder`."""
    if word in shipped_countries():
        return _read(Path(__file__).parent / word)
    path = folder / word
    if "/" in word or "\\" in word or path.is_dir():
        return _read(path)
    raise ScenarioError(unknown("country", word, shipped_countries()))


@cache
def _read(folder: Path) -> CountryPack:
    name = f"{folder.name}/{FILE}"
    tables = read_toml(folder / FILE, name)
    for key in tables:
        if key not in SECTIONS:
            raise ScenarioError(unknown("section", key, SECTIONS), name)
    general = table(tables.get("country"), f"{name}, [country]")
    languages = _languages(general.get("languages"), f"{name}, country.languages")
    named = {key: _names(tables.get(key), f"{name}, [{key}]", languages) for key in SECTIONS[2:]}
    if len(named["roles"]) != ROLES:
        raise ScenarioError(expected(len(named["roles"]), phrase("scenarios.countries.three_roles")), name, "[roles]")
    return CountryPack(
        folder.name,
        folder,
        languages,
        whole(general.get("posts_per_deputy"), f"{name}, country.posts_per_deputy", 1, 1000),
        digits=_digits(table(tables["levels"], name), name),
        **named,
    )


def _languages(value: object, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not set(map(str, value)) <= set(LANGUAGES):
        raise ScenarioError(expected(value, phrase("scenarios.countries.languages", words=", ".join(LANGUAGES))), where)
    return tuple(language for language in LANGUAGES if language in value)


def _names(section: object, where: str, languages: tuple[str, ...]) -> dict[str, Both]:
    found = {}
    for key, row in table(section, where).items():
        given = table(row, f"{where} {key}")
        names = {language: text(given.get(language), f"{where} {key}.{language}") for language in languages}
        found[key] = in_all_languages(names)
    return found


def _digits(levels: Mapping[str, Any], name: str) -> tuple[int, ...]:
    digits = tuple(whole(row.get("digits"), f"{name}, levels.{key}.digits", 0, 9) for key, row in levels.items())
    if not 2 <= len(digits) <= MOST_LEVELS or digits[0] != 0 or list(digits) != sorted(set(digits)):
        accepted = phrase("scenarios.countries.levels", most=MOST_LEVELS)
        raise ScenarioError(expected(str(digits), accepted), name, "[levels]")
    return digits
