"""The points of a study as a table: values of the axes, and coordinates where the design has some."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scenarios.errors import ScenarioError
from scenarios.languages import phrase

from ..run.record import bits
from .axes import StudyAxis
from .designs import Points
from .parquet_files import Damaged, read_checked

UNIT = "unit."  # before an axis, in the columns of coordinates


def design_table(axes: Sequence[StudyAxis], points: Points) -> Any:
    """The design as a table: point, a column for each axis, and coordinates where the design has some."""
    import pyarrow

    columns: dict[str, Any] = {"point": np.arange(len(points))}
    columns |= {name: pyarrow.array(column) for name, column in points.values.items()}
    if not np.isnan(points.unit).any():
        columns |= {UNIT + axis.name: points.unit[:, k] for k, axis in enumerate(axes)}
    return pyarrow.table(columns)


def read_design_table(axes: Sequence[StudyAxis], folder: Path, name: str) -> Points:
    """The design of a file in the folder of a study."""
    import pyarrow
    import pyarrow.parquet

    try:
        table = pyarrow.parquet.read_table(BytesIO(read_checked(folder, name)))
        values = {axis.name: _column(table[axis.name]) for axis in axes}
    except (Damaged, pyarrow.ArrowException, OSError, KeyError):
        raise ScenarioError(phrase("experiments.study.other_design"), name) from None
    names = [UNIT + axis.name for axis in axes]
    if set(names) <= set(table.column_names):
        unit = np.column_stack([table[name].to_numpy() for name in names])
    else:
        unit = np.full((table.num_rows, len(axes)), np.nan)
    return Points(unit, values)


def _column(column: Any) -> NDArray[Any]:
    found: NDArray[Any] = column.to_numpy()
    return found if found.dtype == object else found.astype(np.float64)


def digest_of(points: Points) -> str:
    """A hash of all values of a design, in hexadecimal."""
    whole = sha256()
    for name, column in points.values.items():
        whole.update(name.encode() + b"\0")
        whole.update("\0".join(column).encode() if column.dtype == object else bits(column))
    return whole.hexdigest()
