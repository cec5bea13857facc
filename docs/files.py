"""Where pages and stored results are, and how both are written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

HOME = Path(__file__).resolve().parent
ROOT = HOME.parent
TRIED = HOME / "robustness.json"


def write(path: Path, text: str) -> None:
    """Write a file with the same bytes on every platform, and say so."""
    path.write_text(text, encoding="utf-8", newline="\n")
    print(f"{path.relative_to(ROOT).as_posix()} written")


def write_results(path: Path, record: Any) -> None:
    """Store plain values of a run as JSON."""
    write(path, json.dumps(record, ensure_ascii=False, indent=1) + "\n")


def store_tried(name: str, counts: Mapping[str, Mapping[str, int]]) -> None:
    """Store what came of the tries of one command, by their kind, in the place of earlier ones."""
    write_results(TRIED, read_results(TRIED) | {name: counts})


def read_results(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
