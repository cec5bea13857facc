"""A file that says which unit lives under which scenario.

[scenarios]
default = "generalised"
33 = "leping+mutual_recognition"   # a province; 3302 a prefecture, 330212 a county
"""

from __future__ import annotations

from pathlib import Path

from scenarios.errors import ScenarioError, expected
from scenarios.files import read_toml

from .country_study import COUNTRY, assignments
from .phrases import phrase

SECTION, DEFAULT = "scenarios", "default"


def read_assignments(path: str | Path, place: int = COUNTRY) -> list[str]:
    """The file's lines as words `SCENARIO` and `CODE=SCENARIO`, seen to fit the place; complaints name the file."""
    path = Path(path)
    words = _words(path)
    try:
        assignments(words, place)
    except ScenarioError as error:
        raise error.at(path.name) from None
    return words


def _words(path: Path) -> list[str]:
    tables = read_toml(path, path.name)
    for name in tables:
        if name != SECTION:
            raise ScenarioError(expected(name, phrase("assignment_section")), path.name)
    section = tables.get(SECTION)
    if not isinstance(section, dict) or not section:
        raise ScenarioError(expected(str(section), phrase("assignment_section")), path.name)
    words = []
    for unit, scenario in section.items():
        if not isinstance(scenario, str) or not (unit == DEFAULT or unit.isdecimal()):
            raise ScenarioError(expected(f"{unit} = {scenario}", phrase("assignment")), path.name)
        words.append(scenario if unit == DEFAULT else f"{unit}={scenario}")
    return words
