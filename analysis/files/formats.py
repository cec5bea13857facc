"""How numbers, tables and records are written, so that the same results give the same bytes on every machine."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.compare.record import FILE, FORMAT, versions
from scenarios.scenario import Scenario

if TYPE_CHECKING:
    import pandas


def write_text(text: str, path: Path) -> None:
    """Text in UTF-8, its ends of lines as they are."""
    path.write_text(text, encoding="utf-8", newline="")


def write_csv(frame: pandas.DataFrame, path: Path) -> None:
    """A table without its index, numbers to ten digits."""
    write_text(frame.to_csv(index=False, lineterminator="\n", float_format="%.10g"), path)


def write_parquet(frame: pandas.DataFrame, path: Path) -> None:
    """A table without its index, compressed."""
    frame.to_parquet(path, index=False, compression="zstd")


def write_record(record: Mapping[str, Any], folder: Path) -> None:
    """The record of a run, which redoes it."""
    write_text(json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False) + "\n", folder / FILE)


def record_of(
    kind: str, study: Mapping[str, Any], scenarios: Iterable[Scenario], command: Sequence[str]
) -> dict[str, Any]:
    """The record of a run that is no comparison: its kind, its one study with the digest, and its scenarios."""
    return {
        "format": FORMAT,
        "command": list(command),
        "versions": versions(),
        "kind": kind,
        "studies": [dict(study)],
        "scenarios": {scenario.id: scenario.record() for scenario in scenarios},
    }
