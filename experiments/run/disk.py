"""Files and folders that survive: written under another name, synced, renamed; and locks that the system gives back.

Names of what is being written are random: numbers of processes are the same in every container.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from secrets import token_hex
from typing import IO

UNFINISHED = ".unfinished"  # at the end of the name of what is being written


def put(path: Path, content: bytes) -> int:
    """Write a file under another name, sync it, and give it its name; the bytes written.

    A process that is killed leaves the whole file or none, whatever happens to the machine.
    """
    try:
        return _put(path, content)
    except FileNotFoundError:
        path.parent.mkdir(exist_ok=True)  # but not the folder above, if somebody removed it
        return _put(path, content)


def _put(path: Path, content: bytes) -> int:
    with writing(path.parent, lambda: path.name, path.name) as file:
        file.write(content)
    return len(content)


@contextmanager
def writing(folder: Path, name: Callable[[], str], begun: str = "") -> Iterator[IO[bytes]]:
    """A file to write into; leaving without an error syncs it and gives it the name that is asked for then.

    begun: how its name begins until then.
    """
    unfinished = folder / f".{begun}.{token_hex(8)}{UNFINISHED}"
    try:
        with unfinished.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, folder / name())
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    sync(folder)


def sync(path: Path) -> None:
    """Have the system write down what it holds of a file or a folder; folders cannot be synced everywhere."""
    folder = path.is_dir()
    with suppress(OSError) if folder else nullcontext():
        number = os.open(path, os.O_RDWR if os.name == "nt" and not folder else os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


@contextmanager
def hold(lock: Path, wait: bool = True) -> Iterator[bool]:
    """Hold a lock; where another process does, wait for it or go on without. Yields whether it is held.

    The holder may remove the file while it holds it: who got hold of a file that has no name any more tries again.
    """
    from filelock import FileLock, Timeout

    while True:
        own = FileLock(lock)
        try:
            own.acquire(timeout=-1 if wait else 0)
        except Timeout:
            yield False
            return
        try:
            FileLock(lock).acquire(timeout=0).lock.release()  # not possible, unless ours is of another file
        except Timeout:
            break
        own.release()
    try:
        yield True
    finally:
        own.release()
