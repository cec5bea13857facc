"""Values that no source gives: the table [assumed] of a regime or a reform, and what they are in plausible worlds.

The table names a value by its place (`levers.visits`, or `visits` alone; `readings.mystery.weight`) and gives the
lowest and the highest it could be, in the form in which the file has the value: a lever's unit, a factor under `scale`,
a share under `share`. A plausible world has a number. What a value is in it follows from that number and the name of
its place alone: in world 7 a lever stands at the same part of the way from lowest to highest in every scenario.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from math import exp, log
from typing import Any

from sim.parameters.declaration import Meaning, meanings
from sim.parameters.regime import Regime

from .change import FIXED, Template
from .columns import LEVERS, TABLES, not_behaviour
from .errors import ScenarioError, expected, one_of, unknown
from .languages import phrase
from .values import measured, table

Range = tuple[float, float]  # lowest and highest
Ranges = dict[str, Range]  # by place


def part_of_range(place: str, world: int) -> float:
    """How far up its range a value is in a plausible world, from 0 to 1; worlds count from 1."""
    digest = sha256(f"{place} {world}".encode()).digest()
    return int.from_bytes(digest[:8], "big") / 2.0**64


def in_range(ends: Range, place: str, world: int, logarithm: bool = False) -> float:
    """The value in a plausible world: even over the range, or over its logarithm."""
    part, (low, high) = part_of_range(place, world), ends
    if logarithm and low > 0.0:
        return min(max(exp(log(low) + part * (log(high) - log(low))), low), high)
    return low + part * (high - low)


def ranges_of_regime(section: object, name: str) -> Ranges:
    """The table [assumed] of a regime; `ScenarioError` names the file, the place and what would be accepted."""
    found = {}
    for place, value, where in _entries(section, name):
        meaning = _meaning(place, where)
        found[place] = _ends(value, where, lambda end, where, m=meaning: measured(end, where, m))  # type: ignore[misc]
    return found


def ranges_of_reform(
    section: object, name: str, templates: tuple[Template, ...], check: Callable[[str, object, str, Meaning], float]
) -> tuple[Template, ...]:
    """The changes of a reform, those with a range of its table [assumed] with it; check: of values under a mode."""
    own = {each.target: each for each in templates}
    for place, value, where in _entries(section, name):
        if place not in own:
            raise ScenarioError(phrase("scenarios.assumed.not_moved", words=one_of(list(own))), where)
        at = own[place]
        ends = _ends(value, where, lambda end, where, at=at: check(at.mode, end, where, at.meaning))  # type: ignore[misc]
        check_holds(ends, at.value, value, where)
        own[place] = replace(at, assumed=ends)
    return tuple(own.values())


def check_holds(ends: Range, value: float, given: object, where: str) -> None:
    """Refuse a range that leaves out the value itself."""
    if not ends[0] <= value <= ends[1]:
        raise ScenarioError(expected(given, phrase("scenarios.assumed.holding", value=value)), where)


def value_at(regime: Regime, place: str, where: str) -> float:
    """What a regime has at a place."""
    kind, *rest = place.split(".")
    if kind == "levers":
        return float(getattr(regime.levers, rest[0]))
    rows = {row.id: row for row in getattr(regime, kind)}
    if rest[0] not in rows:
        raise ScenarioError(unknown("row", rest[0], rows), where)
    return float(getattr(rows[rest[0]], rest[1]))


def with_values(regime: Regime, values: Mapping[str, float]) -> Regime:
    """A regime with other values at some places."""
    levers = {place.partition(".")[2]: value for place, value in values.items() if place.startswith("levers.")}
    changes: dict[str, Any] = {"levers": replace(regime.levers, **levers)} if levers else {}
    for kind in TABLES:
        cells: dict[str, dict[str, float]] = {}
        for place, value in values.items():
            if place.startswith(f"{kind}."):
                _, row, column = place.split(".")
                cells.setdefault(row, {})[column] = value
        if cells:
            changes[kind] = tuple(replace(row, **cells.get(row.id, {})) for row in getattr(regime, kind))
    return replace(regime, **changes) if changes else regime


def _entries(section: object, name: str) -> Iterator[tuple[str, object, str]]:
    """Place, value and where it stands, of every entry; tables within the table are read as parts of names."""
    for place, value in _flat(table(section, f"{name}, [assumed]"), "").items():
        whole = place if "." in place else f"levers.{place}"
        yield whole, value, f"{name}, assumed.{place}"


def _flat(entries: Mapping[str, Any], under: str) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in entries.items():
        found |= _flat(value, f"{under}{key}.") if isinstance(value, Mapping) else {f"{under}{key}": value}
    return found


def _meaning(place: str, where: str) -> Meaning:
    """What stands at a place of a regime."""
    kind, *rest = place.split(".")
    if kind == "levers" and len(rest) == 1:
        if rest[0] not in LEVERS:
            raise ScenarioError(unknown("lever", rest[0], LEVERS) + not_behaviour(rest[0]), where)
        return LEVERS[rest[0]]
    if kind not in TABLES or len(rest) != 2:
        raise ScenarioError(expected(place, phrase("scenarios.assumed.place")), where)
    known = {name: m for name, m in meanings(TABLES[kind]).items() if name not in FIXED.get(kind, ())}
    if rest[1] not in known:
        raise ScenarioError(unknown("column", rest[1], known), where)
    return known[rest[1]]


def _ends(value: object, where: str, check: Callable[[object, str], float]) -> Range:
    if not isinstance(value, list) or len(value) != 2:
        raise ScenarioError(expected(value, phrase("scenarios.assumed.ends")), where)
    low, high = (check(end, where) for end in value)
    if low > high:
        raise ScenarioError(expected(value, phrase("scenarios.assumed.ends")), where)
    return low, high
