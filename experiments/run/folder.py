"""A folder of results that is there as a whole or not at all, whoever is killed when.

    run.json, summary.csv, ...      results, and what redoes them
    checksums.sha256                the files that kaohe wrote, as `sha256sum --check` reads them
    unfinished/                     only while a run is at work, or after one that was killed:
        lock                            held by the process that writes here
        new-<random>/                   files of a run, while they are written
        ready/                          the same, complete and synced: from here on they count
        entering/                       the same, once what they replace is in `old`
        old/                            what is being replaced
        parts/                          what is finished of a run, until all of it is (`parts`)

Nothing outside `unfinished` changes until all is complete and on the disk. Then files take their names one by one, the
record last, so it does not matter whether the folder is a mount point, the current folder, or empty. Who is killed in
between leaves all that is old and new, and the next one to hold the lock finishes the move before anything else.
Nothing that kaohe did not write is replaced or removed, and no link is followed.
"""

from __future__ import annotations

import os
import shutil
import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from types import TracebackType
from typing import Any

from scenarios.errors import reason
from scenarios.languages import phrase

from .disk import hold, sync
from .folder_contents import (
    CHECKSUMS,
    ENTERING,
    LOCK,
    NEW,
    OLD,
    PARTS,
    READY,
    WORK,
    OutputError,
    check_replaceable,
    check_unedited,
    checksum_of,
    files_below,
    listed_checksums,
    not_ours,
    unwritable,
)
from .parts import Parts
from .record import FILE

STOPS = (signal.SIGINT, signal.SIGTERM)


class ResultFolder:
    """A folder that this process alone writes results into: `with ResultFolder(out) as folder:`.

    Entering makes it where it is missing, finishes what a killed process left, and raises `OutputError` where it holds
    anything but results, cannot be written, or is another process's. Leaving removes what was not put in place, but no
    finished parts.
    """

    def __init__(self, out: str | Path) -> None:
        self.out = Path(out).absolute()
        self.times = 0  # that results were put in place
        self.stack = ExitStack()

    def __enter__(self) -> ResultFolder:
        with self.stack, self.writing():
            check_replaceable(self.out)
            self.out = self.out.resolve()
            self.stack.enter_context(_made(self.out / WORK))
            self.identity = _identity(self.out)
            if not self.stack.enter_context(hold(self.work / LOCK, wait=False)):
                raise OutputError(phrase("experiments.folders.occupied", path=self.out))
            self.stack.callback(self._clear_up)
            _move(self.out)
            check_replaceable(self.out)
            for left in self.work.glob(f"{NEW}*"):
                shutil.rmtree(left)
            self.stack = self.stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stack.close()

    @property
    def work(self) -> Path:
        """The folder `unfinished`, in which this run works."""
        return self.out / WORK

    @contextmanager
    def writing(self, years: int = 0) -> Iterator[None]:
        """Turn what the system refuses in the block into `OutputError`; years: of a run that are complete in there."""
        try:
            yield
        except OSError as error:
            raise unwritable(self.out, error, years, self.has_parts) from None

    def parts(self, spec: Mapping[str, Any]) -> Parts:
        """Finished parts of a run, those of earlier attempts included; `spec`: all that its bits depend on."""
        with self.writing():
            return Parts(self.work / PARTS, spec)

    @property
    def has_parts(self) -> bool:
        """Whether there are finished parts, from which the same run goes on."""
        return any((self.work / PARTS).glob("*/*.npz"))

    def forget_parts(self) -> None:
        """Remove finished parts, once all is in place."""
        shutil.rmtree(self.work / PARTS, ignore_errors=True)

    @contextmanager
    def replacing(self, keep: bool = False) -> Iterator[Path]:
        """`with folder.replacing() as new:` write into `new`; leaving without an error puts it in place.

        keep: whether earlier results stay that have no new file of their name. After an error the folder is as before.
        """
        new = self.work / f"{NEW}{token_hex(8)}"
        new.mkdir()
        try:
            yield new
            self._put_in_place(new, keep)
        finally:
            shutil.rmtree(new, ignore_errors=True)

    def _put_in_place(self, new: Path, keep: bool) -> None:
        if _identity(self.out) != self.identity:
            raise OutputError(phrase("experiments.folders.taken", path=self.out))
        check_replaceable(self.out)
        names, before = files_below(new), listed_checksums(self.out)
        check_unedited(self.out, names if keep else None)
        if strange := [name for name in names if name not in before and os.path.lexists(self.out / name)]:
            raise not_ours(self.out, strange)
        sums = {name: checksum_of(new / name) for name in names}
        lines = sums if not keep else before | sums
        text = "".join(f"{lines[name]}  {name}\n" for name in sorted(lines))
        (new / CHECKSUMS).write_text(text, encoding="utf-8", newline="\n")
        for path in (*new.rglob("*"), new):
            sync(path)
        with undisturbed():
            try:
                new.rename(self.work / READY)
                sync(self.work)
                _move(self.out)
            except OSError:
                with suppress(OSError):  # all is as before
                    (self.work / READY).rename(new)
                raise
            self.times += 1

    def _clear_up(self) -> None:
        """Remove the place of work while it is still ours, but for what waits in it for the next one."""
        if _identity(self.out) != self.identity or any((self.work / name).exists() for name in (READY, ENTERING)):
            return
        for left in self.work.iterdir():
            if left.name == LOCK:
                with suppress(OSError):  # not everywhere while it is held
                    left.unlink()
            elif left.name != PARTS or not self.has_parts:
                shutil.rmtree(left, ignore_errors=True)
        with suppress(OSError):  # not empty
            self.work.rmdir()


@contextmanager
def result_folder(out: str | Path) -> Iterator[Path]:
    """`with result_folder(out) as new:` write into `new`; leaving without an error puts it in place as `out`.

    After an error nothing is left, neither files nor parents that were missing, and earlier results are as before.
    Raises `OutputError` where `out` holds anything but results, or cannot be written; so is every `OSError` of the
    block.
    """
    with ResultFolder(out) as folder, folder.writing(), folder.replacing() as new:
        yield new


@contextmanager
def _made(folder: Path) -> Iterator[None]:
    """Make a folder with its parents; at the end remove those of them that are empty."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    try:
        yield
    finally:
        for each in missing:
            with suppress(OSError):  # there is something in it
                each.rmdir()


def _move(out: Path) -> None:
    """Put in place what is ready, if anything is; where the system refuses, all is put back as it was."""
    ready, entering, old = (out / WORK / name for name in (READY, ENTERING, OLD))
    done: list[tuple[Path, Path]] = []

    def move(source: Path, target: Path) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(source, target)
        done.append((source, target))

    try:
        if ready.exists():
            names, before, after = files_below(ready), listed_checksums(out), listed_checksums(ready)
            leaving = [name for name in files_below(out) if name in names or (name in before and name not in after)]
            for name in sorted(leaving, key=lambda name: (name == CHECKSUMS, name != FILE)):
                move(out / name, old / name)
            _sync_folders(out)
            move(ready, entering)
        for name in sorted(files_below(entering), key=lambda name: (name == FILE, name == CHECKSUMS)):
            move(entering / name, out / name)
    except OSError as error:
        try:
            for source, target in reversed(done):
                os.replace(target, source)
        except OSError:
            half = phrase("experiments.folders.half_moved", path=out, work=out / WORK, detail=reason(error))
            raise OutputError(half) from None
        raise
    _sync_folders(out)
    for folder in sorted({(out / name).parent for name in files_below(old)}, reverse=True):
        with suppress(OSError):  # not empty
            folder.rmdir()
    for left in (entering, old):
        shutil.rmtree(left, ignore_errors=True)


def _sync_folders(out: Path) -> None:
    for folder, _, _ in os.walk(out):
        sync(Path(folder))


def _identity(folder: Path) -> tuple[int, int] | None:
    """Device and inode of the folder that has this name now: others if somebody has put another one there."""
    with suppress(OSError):
        found = folder.stat()
        return found.st_dev, found.st_ino
    return None


@contextmanager
def undisturbed() -> Iterator[None]:
    """Hold back Ctrl-C and SIGTERM until the block is left. Only the main thread receives signals; others just run."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    pressed: list[int] = []
    before = {number: signal.signal(number, lambda number, _: pressed.append(number)) for number in STOPS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if pressed:
        signal.raise_signal(pressed[0])
