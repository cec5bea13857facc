"""Reads the file of the register: units by code, and the units directly below each.

REGISTER.md gives the format. The file is read once, when it is first needed.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).with_name("register.tsv")
LAST_COUNTY = 999_999  # codes beyond it have nine digits and are townships
COUNTRY = 0  # stands for the parent of provinces


class Unit(NamedTuple):
    """One line of the register; villages are given for township-level units only."""

    code: int
    name: str
    villages: int = 0


class Register(NamedTuple):
    """The register in memory. Townships stay lines until they are needed: making 41,352 units takes 0.1 s."""

    header: dict[str, str]
    units: dict[int, Unit]  # provinces, prefectures and counties, by code
    below: dict[int, list[Unit]]  # provinces, prefectures and counties, by the parent's code, in the order of codes
    lines: dict[int, list[str]]  # townships, by the county's code, in the order of codes


@cache
def load() -> Register:
    """The register, read from its file and kept."""
    register = Register({}, {}, {}, {})
    below: list[str] = []
    for line in FILE.read_text(encoding="utf-8").splitlines():
        before, _, after = line.partition("\t")
        if len(before) == 3:  # a township-level unit of the county above
            below.append(line)
        elif after:
            unit = Unit(int(before), after)
            register.units[unit.code] = unit
            register.below.setdefault(parent_code(unit.code), []).append(unit)
            below = register.lines[unit.code] = []
        else:
            key, _, value = line.removeprefix("# ").partition(": ")
            register.header[key] = value
    return register


def parent_code(code: int) -> int:
    """Code of the unit directly above; `COUNTRY` for a province."""
    return code // 1000 if code > LAST_COUNTY else code // 100


def units_below(code: int) -> list[Unit]:
    """The next level under a province or prefecture."""
    return load().below.get(code, [])


def townships_below(county: int) -> list[Unit]:
    """The township-level units of a county; none for another code."""
    return [township_of(county, line) for line in load().lines.get(county, [])]


def townships_whose_line_has(text: str) -> list[Unit]:
    """Townships that may match a search. A text of digits is also found in codes and numbers of villages."""
    everyone = load().lines.items()
    return [township_of(county, line) for county, lines in everyone for line in lines if text in line]


def township_of(county: int, line: str) -> Unit:
    """The unit of a county that a line of the file describes: three digits, name, number of villages."""
    number, name, villages = line.split("\t")
    return Unit(county * 1000 + int(number), name, int(villages))


def known(code: int) -> Unit | None:
    """The province, prefecture, county or township-level unit with a code; None if the register has none."""
    if code <= LAST_COUNTY:
        return load().units.get(code)
    return next((unit for unit in townships_below(parent_code(code)) if unit.code == code), None)


def upwards(code: int) -> Iterator[Unit]:
    """A unit, its parent, and so on up to the province."""
    while (unit := known(code)) is not None:
        yield unit
        code = parent_code(code)
