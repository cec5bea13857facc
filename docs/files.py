"""Where pages and stored results are, and how both are written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

HOME = Path(__file__).resolve().parent
ROOT = HOME.parent


def write(path: Path, text: str) -> None:
    """Write a file with the same bytes on every platform, and say so."""
    path.write_text(text, encoding="utf-8", newline="\n")
    print(f"{path.relative_to(ROOT).as_posix()} written")


def write_results(path: Path, record: Any) -> None:
    """Store plain values of a run as JSON."""
    write(path, json.dumps(record, ensure_ascii=False, indent=1) + "\n")


def read_results(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
