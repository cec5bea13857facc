"""Explained effects in a folder of results: written as plain values, and read back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from experiments.compare.results import Results
from experiments.credibility.explain.split import Explanation, Part, read_mechanisms

from ..statistics import Estimate

VALUES = ("outcome", "months", "replicates", "level")


def write_explanations(explained: Mapping[str, Sequence[Explanation]], path: Path) -> None:
    """Explanations by the ids of places."""
    rows = {place: [_plain(each) for each in several] for place, several in explained.items()}
    path.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="")


def read_explanations(path: Path, results: Sequence[Results]) -> dict[str, tuple[Explanation, ...]]:
    """Explanations by the ids of places. Raises `KeyError`, `TypeError` or `ValueError` for what was not written so."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    places = {each.comparison.place.id: each for each in results}
    return {place: tuple(_explanation(row, places[place]) for row in several) for place, several in rows.items()}


def _plain(found: Explanation) -> dict[str, Any]:
    row: dict[str, Any] = {"scenario": found.scenario.id, "baseline": found.baseline.id}
    row |= {name: getattr(found, name) for name in VALUES}
    row |= {name: asdict(getattr(found, name)) for name in ("whole", "remainder")}
    parts = {part.mechanism.id: {"share": asdict(part.share), "alone": asdict(part.alone)} for part in found.parts}
    return row | {"parts": parts}


def _explanation(row: Mapping[str, Any], results: Results) -> Explanation:
    scenarios = {each.id: each for each in results.comparison.scenarios}
    mechanisms = {each.id: each for each in read_mechanisms()}
    parts = tuple(
        Part(mechanisms[id], Estimate(**part["share"]), Estimate(**part["alone"])) for id, part in row["parts"].items()
    )
    return Explanation(
        scenario=scenarios[row["scenario"]],
        baseline=scenarios[row["baseline"]],
        place=results.comparison.place,
        whole=Estimate(**row["whole"]),
        parts=parts,
        remainder=Estimate(**row["remainder"]),
        **{name: row[name] for name in VALUES},
    )
