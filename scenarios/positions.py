"""Where in a TOML file each key stands, so that every mistake of a file can be named by its line."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence

from .toml_names import quote_names

Keys = tuple[str, ...]  # from the outermost table to the key


def lines_of(text: str) -> dict[Keys, int]:
    """The line, counted from 1, of every table and key of a text that is valid TOML, by its keys from outside inwards.

    A key within a value of several lines has the line on which the value begins.
    """
    found: dict[Keys, int] = {}
    table: Keys = ()
    for number, statement in _statements(quote_names(text).split("\n")):
        tree = tomllib.loads(statement)
        if statement.lstrip().startswith("["):
            table = _only(tree)
            paths = [table[:length] for length in range(1, len(table) + 1)]
        else:
            paths = [(*table, *keys) for keys in _paths(tree)]
        for path in paths:
            found.setdefault(path, number)
    return found


def line_of(found: dict[Keys, int], keys: Sequence[str]) -> int:
    """The line of a key, or of the nearest table around it; 1 where not even that is written."""
    return next((found[tuple(keys[:length])] for length in range(len(keys), 0, -1) if tuple(keys[:length]) in found), 1)


def _statements(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Statements with the number of their first line; lines are put together until they are one."""
    number = 0
    while number < len(lines):
        first, statement = number, lines[number]
        number += 1
        while not _whole(statement) and number < len(lines):
            statement += "\n" + lines[number]
            number += 1
        if statement.strip() and not statement.lstrip().startswith("#"):
            yield first + 1, statement


def _whole(statement: str) -> bool:
    try:
        tomllib.loads(statement)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _only(tree: object) -> Keys:
    """The keys of a header, which holds nothing else."""
    keys: list[str] = []
    while tree:
        tree = tree[0] if isinstance(tree, list) else tree
        if not isinstance(tree, dict) or not tree:
            break
        key, tree = next(iter(tree.items()))
        keys.append(key)
    return tuple(keys)


def _paths(tree: dict[str, object]) -> Iterator[Keys]:
    for key, value in tree.items():
        yield (key,)
        if isinstance(value, dict):
            yield from ((key, *below) for below in _paths(value))
