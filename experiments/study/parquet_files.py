"""Tables as Parquet files: the same bytes for the same table."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

COMPRESSION = "zstd"


def parquet(table: Any) -> bytes:
    """A table as a Parquet file; the same bytes for the same table."""
    import pyarrow.parquet

    buffer = BytesIO()
    pyarrow.parquet.write_table(table, buffer, compression=COMPRESSION)
    return buffer.getvalue()


def rows_of(paths: Sequence[Path], columns: Sequence[str] | None = None) -> Any:
    """Rows of files of one kind, in their order, as a table of Arrow; only some columns if they are given."""
    import pyarrow
    import pyarrow.parquet

    # Each file by itself: what looks at a folder of them as one takes twice as long for thousands of small ones.
    tables = [pyarrow.parquet.ParquetFile(path).read(columns) for path in paths]
    return pyarrow.concat_tables(tables).unify_dictionaries()


def numbers_of(table: Any, names: Sequence[str]) -> NDArray[np.float64]:
    """Columns of numbers of a table, (row, column); NaN where there is none."""
    found = [table[name].to_numpy(zero_copy_only=False) for name in names]
    return np.column_stack(found).astype(np.float64, copy=False)


def count_of(path: Path) -> int:
    """Rows of a file by its footer; -1 where it cannot be read."""
    import pyarrow
    import pyarrow.parquet

    try:
        return int(pyarrow.parquet.read_metadata(path).num_rows)
    except (pyarrow.ArrowException, OSError):
        return -1
