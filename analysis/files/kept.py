"""A folder of results read back as it was written, or refused: partial, changed since, or of no comparison.

Whether a file is as it was written, the folder's list of checksums tells. Results of another version are read if they
fit; `Kept.other` names what differs, and whoever reports them says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from experiments.compare.comparison import Comparison, comparisons_of
from experiments.compare.results import Results, precision_of
from experiments.credibility.explain.split import Explanation
from experiments.run.folder_contents import (
    CHECKSUMS,
    EXPLAINED,
    HORIZON_TABLE,
    LEDGER,
    RULES,
    SERIES,
    SUMMARY,
    TOWNSHIPS,
    WORLDS,
    damaged,
    listed_checksums,
)
from experiments.run.last_month import TOWNSHIP_COLUMNS
from experiments.run.record import FILE, read_record, versions
from scenarios.costs import budget_from, costs_from, load_costs
from scenarios.errors import ScenarioError
from scenarios.languages import phrase

from .comparison import RULE, kept_beside
from .explanations import read_explanations

if TYPE_CHECKING:
    import pandas

TELLING = ("kaohe", "rules")  # versions that tell results apart
READ = (SERIES, TOWNSHIPS, WORLDS, RULES)  # tables that results are made of
WRITTEN = (SUMMARY, HORIZON_TABLE, LEDGER)  # tables made of them: a report would stand beside them and say other things


@dataclass(frozen=True)
class Kept:
    """Results of a folder by place, effects explained by place, the command, and versions where these are not ours."""

    results: tuple[Results, ...]
    explained: Mapping[str, tuple[Explanation, ...]]
    command: tuple[str, ...]
    other: Mapping[str, str]


def read_results(folder: str | Path) -> Kept:
    """The results in a folder that `compare` or `main` wrote.

    Raises `ScenarioError`, with the path in front, where a file is missing, was changed after it was written, or does
    not hold what this version needs.
    """
    folder = Path(folder)
    if not folder.is_dir() or not (folder / FILE).exists():
        raise ScenarioError(phrase("experiments.records.no_folder"), str(folder))
    changed = damaged(folder)
    _refuse(folder, [name for name in changed if name == FILE])
    record = read_record(folder)
    if "kind" in record:
        raise ScenarioError(phrase("experiments.records.no_comparison"), str(folder))
    comparisons = comparisons_of(record)
    needed = [CHECKSUMS, SERIES, TOWNSHIPS, *(name for name in WRITTEN if name in listed_checksums(folder))]
    needed += [WORLDS] if any(each.worlds for each in comparisons) else []
    needed += [RULES] if any(each.under_rules for each in comparisons) else []
    needed += [EXPLAINED] if (folder / EXPLAINED).exists() else []
    _check(folder, needed, changed)
    try:
        tables = {name: _table(folder / name) for name in needed if name in READ}
        costs = load_costs() | costs_from(record["costs"], load_costs(), str(folder))
        budget = budget_from(record, str(folder))
        precision = precision_of(record, str(folder))
        results = tuple(
            replace(_results(each, tables), costs=costs, budget=budget, precision=precision) for each in comparisons
        )
        explained = read_explanations(folder / EXPLAINED, results) if EXPLAINED in needed else {}
    except (KeyError, ValueError, IndexError, TypeError):
        raise ScenarioError(phrase("experiments.records.other_columns"), str(folder)) from None
    ours = versions()
    other = {name: str(record["versions"].get(name)) for name in TELLING if record["versions"].get(name) != ours[name]}
    return Kept(results, explained, tuple(map(str, record["command"])), other)


def _check(folder: Path, needed: Sequence[str], changed: Sequence[str]) -> None:
    """Refuse a folder that is partial or was changed."""
    for name in needed:
        if not (folder / name).exists():
            raise ScenarioError(phrase("experiments.records.partial", file=name), str(folder))
    _refuse(folder, [name for name in changed if name in needed])


def _refuse(folder: Path, changed: Sequence[str]) -> None:
    """Refuse a folder in which files were changed, the record before anything is read from it."""
    if changed:
        raise ScenarioError(phrase("experiments.records.changed", file=changed[0]), str(folder))


def _table(path: Path) -> pandas.DataFrame:
    import pandas

    with path.open("rb") as file:
        return pandas.read_parquet(file)


def _results(comparison: Comparison, tables: Mapping[str, pandas.DataFrame]) -> Results:
    """The results of one place."""
    own = {name: table[table["place"] == comparison.place.id] for name, table in tables.items()}
    main = _of(comparison, own[SERIES])
    townships = _numbers(own[TOWNSHIPS], TOWNSHIP_COLUMNS, _shape(comparison, len(comparison.place.townships)))
    worlds = comparison.in_worlds
    rules = {
        name: _of(each, own[RULES][own[RULES][RULE] == name], beside=True)
        for name, each in comparison.under_rules.items()
    }
    found = _of(worlds, own[WORLDS], beside=True) if worlds else None
    return replace(main, townships=townships, worlds=found, rules=rules)


def _of(comparison: Comparison, table: pandas.DataFrame, beside: bool = False) -> Results:
    """Series of one comparison; measures that were not kept are NaN, and so is what is not in the series."""
    fields = [name for name in table.columns if name.startswith("level_")]
    empty = Results(comparison, np.empty(0), np.empty(0), (), (), np.empty(0))
    shape = _shape(comparison, comparison.months)
    series = np.full((*shape, len(empty.columns)), np.nan)
    kept = [name for name in empty.columns if not beside or name in kept_beside(empty)]
    series[..., [empty.columns.index(name) for name in kept]] = _numbers(table, kept, shape)
    level = _numbers(table, fields, shape)
    return replace(empty, series=series, level=level, fields=tuple(name.removeprefix("level_") for name in fields))


def _shape(comparison: Comparison, each: int) -> tuple[int, int, int]:
    return len(comparison.scenarios), comparison.replicates, each


def _numbers(table: pandas.DataFrame, names: Sequence[str], shape: tuple[int, ...]) -> NDArray[np.float64]:
    return table[list(names)].to_numpy(np.float64).reshape(*shape, len(names))
