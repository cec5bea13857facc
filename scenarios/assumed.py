"""Ranges of what a file assumes: its section [assumed], from which a plausible set over levers and doses is drawn.

A row is `"levers.visits" = [low, high]`, named as the record of a change names what it moves. Its numbers are of the
kind of the number that stands in the file: a value of the lever or column; a factor where a reform scales; a share
where it gives a reading a share of weights. That number lies between them. What a source gives has no range.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .errors import ScenarioError, expected, unknown
from .languages import phrase
from .values import is_number, table

Ranges = dict[str, tuple[float, float]]  # low and high by what is assumed, as `levers.visits`


def read_assumed(section: object, name: str, values: Mapping[str, float]) -> Ranges:
    """The ranges of a file, checked against the numbers it assumes, by what they are of. Raises `ScenarioError`."""
    return {key: _range(key, entry, name, values) for key, entry in _flat(table(section, f"{name}, [assumed]"))}


def _flat(section: Mapping[str, object], before: str = "") -> Iterator[tuple[str, object]]:
    """Entries by dotted name, whether a file writes the name in quotes or not."""
    for key, entry in section.items():
        if isinstance(entry, Mapping):
            yield from _flat(entry, f"{before}{key}.")
        else:
            yield before + key, entry


def _range(key: str, entry: object, name: str, values: Mapping[str, float]) -> tuple[float, float]:
    if key not in values:
        raise ScenarioError(unknown("word", key, values), name, "[assumed]")
    value = values[key]
    if isinstance(entry, list) and len(entry) == 2 and all(map(is_number, entry)) and entry[0] <= value <= entry[1]:
        return float(entry[0]), float(entry[1])
    raise ScenarioError(expected(entry, phrase("scenarios.assumed.around", value=value)), f"{name}, assumed.{key}")
