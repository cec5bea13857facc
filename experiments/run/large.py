"""Arrays of results: in memory, or where they do not fit in a file that the system reads and writes as they are used.

Whoever takes such an array reckons with it as with any other, so every number is that of an array in memory, quantiles
too. The file has no name: it goes with the process, however that ends. Its room on the disk is taken at once, so that a
disk that is too small is told before a run begins.
"""

from __future__ import annotations

import os
from pathlib import Path
from shutil import disk_usage
from tempfile import TemporaryFile, gettempdir

import numpy as np
from numpy.typing import NDArray

from scenarios.errors import ScenarioError
from scenarios.languages import phrase

from .memory import OVERHEAD, available, gigabytes

SMALL = 2**23  # bytes that are not worth asking for
SHARE = 3  # of what is free, one array takes at most a third: there are others, and what is made of them
BLOCK = 2**22  # numbers that are filled at once


def filled(shape: tuple[int, ...], value: float, folder: Path | None = None) -> NDArray[np.float64]:
    """An array full of one value.

    folder: where its file would be, the system's folder for such files if left out. Raises `ScenarioError` where there
    is too little room on that disk.
    """
    size = 8 * int(np.prod(shape, dtype=np.int64))
    if size <= SMALL or SHARE * size <= available() - OVERHEAD:
        return np.full(shape, value) if value else np.zeros(shape)
    found = _in_a_file(shape, size, folder or Path(gettempdir()))
    if value:
        flat = found.reshape(-1)
        for first in range(0, len(flat), BLOCK):
            flat[first : first + BLOCK] = value
    return found


def _in_a_file(shape: tuple[int, ...], size: int, folder: Path) -> NDArray[np.float64]:
    with TemporaryFile(dir=folder) as file:  # the mapping keeps it
        try:
            _take_room(file.fileno(), size)
            return np.memmap(file, np.float64, "r+", shape=shape)
        except OSError:
            need, have = gigabytes(size, up=True), gigabytes(disk_usage(folder).free, up=False)
            raise ScenarioError(phrase("experiments.command.no_room", need=need, have=have), str(folder)) from None


def _take_room(file: int, size: int) -> None:
    if hasattr(os, "posix_fallocate"):
        os.posix_fallocate(file, 0, size)
    else:
        os.truncate(file, size)
