"""How numbers and tables are written, so that the same results give the same bytes on every machine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

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
    with path.open("wb") as file:  # Arrow takes names in UTF-8 only
        frame.to_parquet(file, index=False, compression="zstd")
