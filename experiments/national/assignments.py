"""Which unit has which scenario: words `SCENARIO` and `CODE=SCENARIO`, or a TOML file.

[scenarios]
default = "generalised"
33 = "leping+mutual_recognition"   # a province; 3302 a prefecture, 330212 a county

A file for the whole country may also be used for a part of it; lines on other units are then left aside.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from scenarios import Scenario, load
from scenarios.errors import ScenarioError, expected
from scenarios.files import read_toml
from scenarios.languages import phrase

from .units import COUNTRY, concerns, unit_code

SECTION, DEFAULT = "scenarios", "default"
Assignment = tuple[int, Scenario]  # code of a unit, 0 for all, and its scenario


class Assigned(NamedTuple):
    """What a file says of a place, and the units of its other lines, which the place leaves aside."""

    here: list[Assignment]
    elsewhere: list[int]


def read_assignment(word: str) -> Assignment:
    """`33=leping` is province 33; `generalised+mutual_recognition=0.5` is a scenario for all."""
    code, equals, scenario = word.partition("=")
    return (unit_code(code), load(scenario)) if equals and code.strip().isdecimal() else (COUNTRY, load(word))


def assign(assignments: Iterable[Assignment], place: int = COUNTRY) -> dict[int, Scenario]:
    """Scenarios by code of a unit; without a scenario for all units, it is `generalised` (assessment proliferation).

    Raises `ScenarioError` for a unit that is given twice, or neither lies in the place nor holds it.
    """
    found: dict[int, Scenario] = {}
    for unit, scenario in assignments:
        if unit in found:
            twice = phrase("experiments.country.unit_twice", unit=unit)
            raise ScenarioError(twice if unit else phrase("experiments.country.whole_twice"), "scenario")
        if not concerns(unit, place):
            raise ScenarioError(expected(unit, phrase("experiments.country.not_inside")), "scenario")
        found[unit] = scenario
    if COUNTRY not in found:
        found[COUNTRY] = load("generalised")
    return dict(sorted(found.items()))


def read_assignments(path: str | Path, place: int = COUNTRY) -> Assigned:
    """What a file says of a place; every line is seen to be in order, and complaints name the file."""
    path = Path(path)
    tables = read_toml(path, path.name, phrase("experiments.country.no_assignments"))
    section = tables.get(SECTION)
    for wrong in (name for name in tables if name != SECTION):
        raise ScenarioError(expected(wrong, phrase("experiments.country.assignment_section")), path.name)
    if section == {}:
        raise ScenarioError(phrase("experiments.country.no_assignments"), path.name)
    if not isinstance(section, dict):
        raise ScenarioError(expected(str(section), phrase("experiments.country.assignment_section")), path.name)
    for unit, scenario in section.items():
        if not isinstance(scenario, str) or not (unit == DEFAULT or unit.isdecimal()):
            raise ScenarioError(expected(f"{unit} = {scenario}", phrase("experiments.country.assignment")), path.name)
    try:
        lines = [(COUNTRY if unit == DEFAULT else unit_code(unit), load(text)) for unit, text in section.items()]
        assign(lines)
    except ScenarioError as error:
        raise error.at(path.name) from None
    here = [(unit, scenario) for unit, scenario in lines if concerns(unit, place)]
    return Assigned(here, [unit for unit, _ in sorted(lines, key=lambda line: line[0]) if not concerns(unit, place)])
