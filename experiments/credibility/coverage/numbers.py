"""How many numbers somebody had to choose for this model, by kind (`kaohe doctor --numbers`).

Counted are levers, behavioural parameters that are uncertain, constants of rules and measures (a tuple by its
elements), and numbers that stand in a formula without a name. Not counted: options and corrections of form, which the
plausible ranges hold fixed; constants that are derived; and the columns of a regime's tables, whose values are data.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from experiments.study.plausible_ranges import PLAUSIBLE
from scenarios.columns import TABLES
from scenarios.files import read_toml
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import meanings
from sim.parameters.levers import Levers

from .constants import FILES, HOME, UNGRADED, constants

NEUTRAL = (0.0, 0.5, 1.0, 2.0, 12.0)  # numbers that say nothing in a formula: none, half, all, twice, months of a year
TINY = 1e-6  # up to here, a number only keeps another from zero


@dataclass(frozen=True)
class Kind:
    """One kind of number: id, how many there are, whether they count."""

    id: str
    count: int
    counted: bool


def kinds() -> tuple[Kind, ...]:
    """Every kind of number, those that count first."""
    ranges = read_toml(PLAUSIBLE, PLAUSIBLE.name)
    options = [name for name, row in ranges.items() if isinstance(row, dict) and row.get("fixed")]
    graded = {"assumed": 0, "published": 0, "derived": 0, UNGRADED: 0}
    for constant in constants():
        graded[constant.grade] += 1 + constant.value.count(",")
    return (
        Kind("levers", len(meanings(Levers)), True),
        Kind("behaviour", len(meanings(Behaviour)) - len(options), True),
        Kind("constants_assumed", graded["assumed"] + graded[UNGRADED], True),
        Kind("constants_published", graded["published"], True),
        Kind("in_formulas", sum(1 for _ in in_formulas()), True),
        Kind("options", len(options), False),
        Kind("constants_derived", graded["derived"], False),
        Kind("columns", sum(len(meanings(columns)) for columns in TABLES.values()), False),
    )


def total() -> int:
    """Numbers that count."""
    return sum(kind.count for kind in kinds() if kind.counted)


def in_formulas() -> Iterator[tuple[str, str, float]]:
    """File, function and value of every number without a name in a rule or a measure, once for each function."""
    for path in (path for pattern in FILES for path in sorted(HOME.glob(pattern))):
        for function in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(function, ast.FunctionDef):
                numbers = (node.value for node in ast.walk(function) if isinstance(node, ast.Constant))
                for value in sorted({x for x in numbers if isinstance(x, float) and x not in NEUTRAL and x > TINY}):
                    yield path.relative_to(HOME).as_posix(), function.name, value
