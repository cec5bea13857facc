"""What an exploration found as tables of pandas: ids, their names in both languages, and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from scenarios.languages import LANGUAGES, translate

from ..names import names_of
from .peeling import Box, Limit
from .regions import ALL, Exploration, Region

if TYPE_CHECKING:
    import pandas


def regions_table(found: Exploration) -> pandas.DataFrame:
    """A row for each region: where the condition holds, and how good boxes and tree are at points left out."""
    rows = [
        _of(region)
        | {
            "points": region.points, "cases": region.cases, "share": region.share, "boxes": len(region.boxes),
            "held_out_density": region.held_out[0], "held_out_coverage": region.held_out[1],
            "tree_accuracy": region.accuracy,
        }
        for region in found.regions
    ]  # fmt: skip
    return _frame(rows, found)


def boxes_table(found: Exploration) -> pandas.DataFrame:
    """A row for each restriction of each box."""
    rows = [
        _of(region)
        | {"box": number, **_sizes(box), **_limited(name, limit, found)}
        | {"quasi_p_low": limit.quasi_p_low, "quasi_p_high": limit.quasi_p_high}
        for region in found.regions
        for number, box in enumerate(region.boxes, 1)
        for name, limit in box.limits.items()
    ]
    return _frame(rows, found)


def peeling_table(found: Exploration) -> pandas.DataFrame:
    """A row for each box of each trajectory."""
    rows = [
        _of(region) | {"box": number, "step": step, "restricted_axes": len(box.limits), **_sizes(box)}
        for region in found.regions
        for number, path in enumerate(region.paths, 1)
        for step, box in enumerate(path)
    ]
    return _frame(rows, found)


def leaves_table(found: Exploration) -> pandas.DataFrame:
    """A row for each restriction of each leaf of a tree."""
    rows = [
        _of(region)
        | {"leaf": number, "points": leaf.points, "cases": leaf.cases, "density": leaf.density}
        | _limited(name, limit, found)
        for region in found.regions
        for number, leaf in enumerate(region.leaves, 1)
        for name, limit in leaf.limits.items()
    ]
    return _frame(rows, found)


def _of(region: Region) -> dict[str, Any]:
    return {
        "place": region.place, "scenario": region.scenario, "outcome": region.outcome, "condition": region.condition,
    }  # fmt: skip


def _sizes(box: Box) -> dict[str, Any]:
    sizes = {name: getattr(box, name) for name in ("points", "cases", "density", "coverage", "mass")}
    return sizes


def _limited(name: str, limit: Limit, found: Exploration) -> dict[str, Any]:
    low, high = (end if np.isfinite(end) else np.nan for end in (limit.low, limit.high))
    (axis,) = (each for each in found.study.axes if each.name == name)
    choices = "" if limit.choices is None else " ".join(str(axis.all_values[k]) for k in sorted(limit.choices))
    return {"axis": name, "low": low, "high": high, "values": choices}


def _frame(rows: list[dict[str, Any]], found: Exploration) -> pandas.DataFrame:
    """Rows with the names of their ids behind."""
    import pandas

    whole = pandas.DataFrame(rows)
    for dimension in ("place", "scenario", "outcome", "axis"):
        for lang in LANGUAGES if dimension in whole else ():
            names = names_of(found.scores, dimension, lang) | {ALL: translate("experiments.names.all", lang)}
            whole[f"{dimension}_name_{lang}"] = whole[dimension].map(names)
    return whole
