"""Tables as Parquet files: the same bytes for the same table, known by their digests.

    runs/part-000000.parquet                    a file
    checksums/runs/part-000000.parquet.sha256   its digest and name, as `sha256sum --check` reads them

The digest is put in place first, so that no file is without one. A file that has another, or none, is damaged: nothing
of it is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scenarios.errors import ScenarioError
from scenarios.files import read_bytes
from scenarios.languages import phrase

from ..run.disk import put

COMPRESSION, CHECKSUMS = "zstd", "checksums"
LARGEST = 4 * 2**30  # bytes of a part, which is read as a whole
LONGEST_CHECKSUM = 1000


class Damaged(ScenarioError):
    """A file is not as kaohe wrote it."""


def parquet(table: Any) -> bytes:
    """A table as a Parquet file; the same bytes for the same table."""
    import pyarrow.parquet

    buffer = BytesIO()
    pyarrow.parquet.write_table(table, buffer, compression=COMPRESSION)
    return buffer.getvalue()


def put_checked(folder: Path, name: str, content: bytes) -> int:
    """Put a file of a folder in place, its digest before it; the bytes of the file."""
    checksum, digest = _checksum_file(folder, name), f"{sha256(content).hexdigest()}  {name}\n".encode()
    try:
        put(checksum, digest)
    except FileNotFoundError:
        (folder / CHECKSUMS).mkdir(exist_ok=True)
        put(checksum, digest)
    return put(folder / name, content)


def read_checked(folder: Path, name: str) -> bytes:
    """The bytes of a file of a folder; `Damaged`, which names it, where they are not those that were put there."""
    with suppress(OSError, ScenarioError):
        content = read_bytes(folder / name, name, (".parquet",), most=LARGEST)
        with _checksum_file(folder, name).open("rb") as file:
            if file.read(LONGEST_CHECKSUM) == f"{sha256(content).hexdigest()}  {name}\n".encode():
                return content
    raise Damaged(phrase("experiments.study.damaged"), str(folder / name))


def _checksum_file(folder: Path, name: str) -> Path:
    return folder / CHECKSUMS / f"{name}.sha256"


def rows_of(folder: Path, names: Sequence[str], columns: Sequence[str] | None = None) -> Any:
    """Rows of files of one kind, in their order, as a table of Arrow; only some columns if they are given.

    Raises `Damaged` for the first file that is not as it was written.
    """
    import pyarrow
    import pyarrow.parquet

    # Each file by itself: what looks at a folder of them as one takes twice as long for thousands of small ones.
    contents = (BytesIO(read_checked(folder, name)) for name in names)
    tables = [pyarrow.parquet.ParquetFile(content).read(columns) for content in contents]
    return pyarrow.concat_tables(tables).unify_dictionaries()


def numbers_of(table: Any, names: Sequence[str]) -> NDArray[np.float64]:
    """Columns of numbers of a table, (row, column); NaN where there is none."""
    found = [table[name].to_numpy(zero_copy_only=False) for name in names]
    return np.column_stack(found).astype(np.float64, copy=False)
