"""A file that says which unit lives under which scenario.

[scenarios]
default = "generalised"
33 = "leping+mutual_recognition"   # a province; 3302 a prefecture, 330212 a county

One file for the country serves for a part of it.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from scenarios.errors import ScenarioError, expected
from scenarios.files import read_toml
from scenarios.languages import phrase

from .design import COUNTRY, assignments, concerns

SECTION, DEFAULT = "scenarios", "default"


class Assigned(NamedTuple):
    """A file's lines as words `SCENARIO` and `CODE=SCENARIO`, and the units of its lines that a place leaves aside."""

    words: list[str]
    elsewhere: list[int]


def read_assignments(path: str | Path, place: int = COUNTRY) -> Assigned:
    """What a file says of a place; every line is seen to be in order, and complaints name the file."""
    path = Path(path)
    words = _words(path)
    try:
        units = [unit for unit in assignments(list(words.values())) if unit != COUNTRY]
    except ScenarioError as error:
        raise error.at(path.name) from None
    elsewhere = [unit for unit in units if not concerns(unit, place)]
    here = [word for unit, word in words.items() if unit == DEFAULT or int(unit) not in elsewhere]
    return Assigned(here, elsewhere)


def _words(path: Path) -> dict[str, str]:
    tables = read_toml(path, path.name, phrase("experiments.country.no_assignments"))
    for name in tables:
        if name != SECTION:
            raise ScenarioError(expected(name, phrase("experiments.country.assignment_section")), path.name)
    section = tables.get(SECTION)
    if section == {}:
        raise ScenarioError(phrase("experiments.country.no_assignments"), path.name)
    if not isinstance(section, dict):
        raise ScenarioError(expected(str(section), phrase("experiments.country.assignment_section")), path.name)
    words = {}
    for unit, scenario in section.items():
        if not isinstance(scenario, str) or not (unit == DEFAULT or unit.isdecimal()):
            raise ScenarioError(expected(f"{unit} = {scenario}", phrase("experiments.country.assignment")), path.name)
        words[unit] = scenario if unit == DEFAULT else f"{unit}={scenario}"
    return words
