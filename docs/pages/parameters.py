"""`parameters.md`, written whole: every default and every number in the rules, with ranges, unit, grade and source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

import numpy as np

from experiments.compare.plausible import about_sample, sample
from experiments.credibility.coverage.constants import constants
from experiments.credibility.coverage.screening import Moved, screened
from experiments.study.plausible_ranges import PLAUSIBLE, plausible_axes
from scenarios.columns import TABLES
from scenarios.files import read_toml
from sim.compile.kernel import rules_hash
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import meanings
from sim.parameters.levers import Levers

from ..files import HOME, read_results, write_results
from ..markdown import table

SCREENING = HOME / "screening.json"
HEAD = ("name", "default", "range", "unit", "grade", "source", "meaning")
BEHAVIOUR_HEAD = (*HEAD[:3], "plausible", "inferred", "moves", *HEAD[3:])
CONSTANTS_HEAD = ("name", "value", "grade", "file of `sim`", "what the code says")


def page() -> str:
    numbers = [(f"`{each.name}`", each.value, each.grade, f"`{each.file}`", each.comment) for each in constants()]
    tables = "\n".join(f"## Columns of `{name}`\n\n{table(HEAD, declared(of))}" for name, of in TABLES.items())
    return f"""\
# Every default

Written by `python -m docs`; edits by hand are lost. *Assumed* means that no source gives the number;
*published*, that one does. A range says what the model takes, a plausible range what a township could have
(`experiments/study/plausible_ranges.toml`), and *inferred* is the middle 90 % of the shipped sample
(`{" ".join(about_sample()["command"])}`), where evidence says more than the plausible range. *Moves* is the largest
effect of the plausible range on conduct, as a share of the outcome's range, and the outcome that has it
(`python -m docs --run screening`; [decision 20](decisions/0020-fewer-numbers.md)). Regimes and reforms set levers and
columns; what their files do not give is what stands here.

## Behaviour

{table(BEHAVIOUR_HEAD, behaviour())}
## Levers

{table(HEAD, declared(Levers))}
{tables}
## Numbers in the rules

{len(numbers)} numbers stand in the code of the rules and of the measures, each with its grade; *derived*
means that it follows from a definition or from the method.

{table(CONSTANTS_HEAD, numbers)}"""


def behaviour() -> Iterator[list[object]]:
    """Name, default, declared range, plausible range, inferred range, what it moves, unit, grade, source, meaning."""
    space = {axis.target: axis for axis in plausible_axes()}
    moved = {each.name: f"{each.effect:.3f} `{each.outcome}`" for each in screening()}
    given: dict[str, Any] = read_toml(PLAUSIBLE, PLAUSIBLE.name)
    for name, m in meanings(Behaviour).items():
        plausible = f"{space[name].low:.4g} to {space[name].high:.4g}" if name in space else "fixed"
        start = [f"`{name}`", getattr(Behaviour(), name), f"{m.low:g} to {m.high:g}", plausible, inferred(name)]
        yield [*start, moved.get(name, ""), m.unit, given[name]["grade"], given[name]["source"], m.en]


def run(threads: int | None = None) -> None:
    """Screen every uncertain parameter, and store what each moves."""
    found = [asdict(replace(moved, effect=round(moved.effect, 4))) for moved in screened(threads)]
    write_results(SCREENING, {"rules": rules_hash(), "moved": found})


def screening() -> tuple[Moved, ...]:
    """What every uncertain parameter moved, when it was last screened."""
    return tuple(Moved(**row) for row in read_results(SCREENING)["moved"])


def inferred(name: str) -> str:
    """Middle 90 % of the shipped sample, of parameters that evidence informs."""
    if name not in about_sample()["informed"]:
        return ""
    low, high = np.quantile([getattr(each, name) for each in sample()], [0.05, 0.95])
    return f"{low:.3g} to {high:.3g}"


def declared(of: type) -> Iterator[list[object]]:
    """Name, default, range, unit, grade, source, meaning of levers or of a table's columns."""
    for name, m in meanings(of).items():
        graded = ["assumed", ""] if m.source == "assumed" else ["published", m.source]
        yield [f"`{name}`", getattr(of, name), f"{m.low:g} to {m.high:g}", m.unit, *graded, m.en]
