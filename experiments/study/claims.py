"""Who is at which part of a study: locks, which the system gives back for a process that dies."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path
from typing import Any


class Claims:
    """Locks on parts, which the system gives back for a process that dies."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.held: dict[int, Any] = {}

    def take(self, part: int) -> bool:
        """Whether the part is now this process's to run."""
        from filelock import FileLock, Timeout

        lock = FileLock(self.folder / f"part-{part:06d}.lock")
        if not self.folder.exists():  # which the lock would make
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(self.folder))
        try:
            lock.acquire(timeout=0)
        except Timeout:
            return False
        self.held[part] = lock
        return True

    def give_back(self, part: int) -> None:
        """The part is done, or is left to others."""
        lock = self.held.pop(part)
        lock.release()
        with suppress(OSError):
            Path(lock.lock_file).unlink(missing_ok=True)

    def give_back_all(self) -> None:
        """All of them."""
        for part in list(self.held):
            self.give_back(part)
