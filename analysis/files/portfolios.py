"""What a search for portfolios found, as files in its folder.

pareto.csv: a row for each quantity (scenario, changes, doses, start months, levers) with labels in both languages, a
column for each portfolio of the front. history.csv: a row for each generation. figures/: PNG and SVG.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.run.disk import put

from ..figures.portfolios import draw_portfolios
from ..portfolios import front_table

if TYPE_CHECKING:
    import xarray

PARETO, HISTORY, FIGURES = "pareto.csv", "history.csv", "figures"


def save_portfolios(data: xarray.Dataset, folder: Path, lang: str = "en") -> list[Path]:
    """Write all files; what was written."""
    header, rows = front_table(data)
    _put_csv(folder / PARETO, header, rows)
    names = ("generation", "tried", "front", "hypervolume")
    _put_csv(folder / HISTORY, names, zip(*(data[name].values for name in names), strict=True))
    draw_portfolios(data, folder / FIGURES, lang)
    return [folder / PARETO, folder / HISTORY, folder / FIGURES]


def _put_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """A table for spreadsheets: UTF-8 with its mark, numbers to ten digits, nothing where there is none."""
    content = io.StringIO()
    writer = csv.writer(content, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    put(path, content.getvalue().encode("utf-8-sig"))


def _cell(value: Any) -> Any:
    if isinstance(value, float | np.floating):
        return "" if np.isnan(value) else f"{value:.10g}"
    return value
