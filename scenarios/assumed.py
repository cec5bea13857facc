"""Ranges of what a file assumes, its section [assumed], and what it is in plausible worlds.

A row is `"levers.visits" = [low, high]`, named as the record of a change names what it moves. Its numbers are of the
kind of the number that stands in the file: a value of the lever or column; a factor where a reform scales; a share
where it gives a reading a share of weights. That number lies between them. What a source gives has no range.

A plausible world has a number. What an assumed value is in it follows from that number and the value's name alone: in
world 7 a lever stands at the same part of the way from its lowest to its highest value in every scenario.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from math import exp, log
from typing import Any

from sim.parameters.regime import Regime

from .errors import ScenarioError, expected, unknown
from .languages import phrase
from .values import is_number, table

Range = tuple[float, float]  # low and high
Ranges = dict[str, Range]  # by what is assumed, as `levers.visits`
Check = Callable[[str, object, str], float]  # of a value: what it is of, the value, and where it stands


def read_assumed(section: object, name: str, values: Mapping[str, float], check: Check) -> Ranges:
    """The ranges of a file, by what they are of, checked against the numbers it assumes and what these may be.

    Raises `ScenarioError`.
    """
    return {key: _range(key, entry, name, values, check) for key, entry in _flat(table(section, f"{name}, [assumed]"))}


def around(entry: object, value: float, where: str) -> Range:
    """A range as a file writes it, with a value in it."""
    if isinstance(entry, (list, tuple)) and len(entry) == 2 and all(map(is_number, entry)):
        low, high = map(float, entry)
        if low <= value <= high:
            return low, high
    raise ScenarioError(expected(entry, phrase("scenarios.assumed.around", value=value)), where)


def part_of_range(key: str, world: int) -> float:
    """How far up its range a value is in a plausible world, from 0 to 1; worlds count from 1."""
    digest = sha256(f"{key} {world}".encode()).digest()
    return int.from_bytes(digest[:8], "big") / 2.0**64


def in_range(ends: Range, key: str, world: int, logarithm: bool = False) -> float:
    """The value in a plausible world: even over the range, or over its logarithm."""
    part, (low, high) = part_of_range(key, world), ends
    found = exp(log(low) + part * (log(high) - log(low))) if logarithm and low > 0.0 else low + part * (high - low)
    return min(max(found, low), high)


def with_values(regime: Regime, values: Mapping[str, float]) -> Regime:
    """A regime with other values, by dotted name."""
    by_kind: dict[str, dict[str, dict[str, float]]] = {}
    for key, value in values.items():
        kind, *row, column = key.split(".")
        by_kind.setdefault(kind, {}).setdefault(".".join(row), {})[column] = value
    changes: dict[str, Any] = {}
    for kind, rows in by_kind.items():
        if kind == "levers":
            changes[kind] = replace(regime.levers, **rows[""])
        elif kind == "groups":
            changes["group_weights"] = tuple((dict(regime.group_weights) | rows[""]).items())
        else:
            changes[kind] = tuple(replace(row, **rows.get(row.id, {})) for row in getattr(regime, kind))
    return replace(regime, **changes) if changes else regime


def _flat(section: Mapping[str, object], before: str = "") -> Iterator[tuple[str, object]]:
    """Entries by dotted name, whether a file writes the name in quotes or not."""
    for key, entry in section.items():
        if isinstance(entry, Mapping):
            yield from _flat(entry, f"{before}{key}.")
        else:
            yield before + key, entry


def _range(key: str, entry: object, name: str, values: Mapping[str, float], check: Check) -> Range:
    if key not in values:
        raise ScenarioError(unknown("word", key, values), name, "[assumed]")
    low, high = around(entry, values[key], f"{name}, assumed.{key}")
    return check(key, low, f"{name}, assumed.{key}"), check(key, high, f"{name}, assumed.{key}")
