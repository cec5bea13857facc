"""A folder of results that is there as a whole or not at all.

Files are written into a hidden folder beside it, which takes its name when all is done. A folder that exists
is replaced only if it is empty or holds nothing but results.
"""

from __future__ import annotations

import glob
import os
import platform
import shutil
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from scenarios.errors import Refusal, reason
from scenarios.languages import phrase

from ..compare.record import FILE, FORMAT

SUMMARY, SERIES, WORDS, FIGURES = "summary.csv", "series.parquet", "words.txt", "figures"
OURS = {FILE, SUMMARY, SERIES, WORDS, FIGURES}
OURS |= {"report_en.html", "report_zh.html", "lines.csv"}  # of a validation
OURS |= {"national.csv", "counties.parquet", "amplification.csv", "leaders.csv"}  # of a country
OURS |= {"townships.parquet", "distribution.csv"}
OURS |= {"estimates.csv", "events.csv"}  # of a pilot
DRAWN = {".png", ".svg"}
PART = ".part"  # behind the name of what is being written; a process that was killed may leave it


class OutputError(Refusal):
    """Results cannot be written; says why."""


class ResultFolder:
    """`with ResultFolder(out) as folder:` write into `folder`; leaving without an error puts it in place."""

    def __init__(self, out: str | Path) -> None:
        self.out = Path(out).absolute()
        self.made: list[Path] = []  # missing parents, made on the way

    def __enter__(self) -> Path:
        try:
            check_replaceable(self.out)
            self.out = self.out.resolve()
            self._make_parents()
            self._clear_up()
            self.part = self.out.with_name(f"{self._hidden}{os.getpid()}{PART}")
            self.part.mkdir()
        except OSError as error:
            self._leave_nothing()
            raise unwritable(self.out, error) from None
        return self.part

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None:
                check_replaceable(self.out)
                self._put_in_place()
                return
        except OSError as failed:
            error = failed
        except BaseException:
            self._leave_nothing()
            raise
        self._leave_nothing()
        if isinstance(error, OSError):
            raise unwritable(self.out, error) from None

    @property
    def _hidden(self) -> str:
        """How the names of folders beside `out` begin that processes of this machine write into."""
        return f".{self.out.name}.{platform.node()}."

    def _clear_up(self) -> None:
        """Remove what processes of this machine left there that are no more. Other machines may be at work."""
        for left in self.out.parent.glob(f"{glob.escape(self._hidden)}*"):
            number = left.name.removeprefix(self._hidden).partition(".")[0]
            if number.isdecimal() and (int(number) == os.getpid() or not _runs(int(number))):
                shutil.rmtree(left, ignore_errors=True)

    def _make_parents(self) -> None:
        missing = [parent for parent in self.out.parents if not parent.exists()]
        for parent in reversed(missing):
            parent.mkdir()
            self.made.append(parent)

    def _leave_nothing(self) -> None:
        if hasattr(self, "part"):
            shutil.rmtree(self.part, ignore_errors=True)
        for parent in reversed(self.made):
            with suppress(OSError):  # somebody else uses it by now
                parent.rmdir()

    def _put_in_place(self) -> None:
        if _holds_us(self.out):  # who is in there would be left in a folder without a name
            self._move_in()
            return
        old = self.part.with_suffix(".old")
        try:
            if self.out.exists():
                self.out.rename(old)
        except OSError:  # a mount point cannot be renamed
            self._move_in()
            return
        try:
            self.part.rename(self.out)
        except OSError:
            if old.exists():
                old.rename(self.out)
            raise
        shutil.rmtree(old, ignore_errors=True)

    def _move_in(self) -> None:
        """Replace the contents, the record last: a folder without it is not taken for results."""
        for entry in self.out.iterdir():
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
        for entry in sorted(self.part.iterdir(), key=lambda entry: entry.name == FILE):
            shutil.move(entry, self.out / entry.name)
        self.part.rmdir()


def check_replaceable(out: Path) -> None:
    """Refuse a file, and a folder that holds anything but results."""
    if not out.exists():
        return
    if not out.is_dir():
        raise OutputError(phrase("experiments.folders.file", path=out))
    found = {entry.name.removesuffix(PART) for entry in out.iterdir()}
    strange = sorted(found - OURS) or ([] if not found or _is_record(out / FILE) else sorted(found))
    strange += [str(path.relative_to(out)) for path in sorted((out / FIGURES).rglob("*")) if _not_drawn(path)]
    if strange:
        detail = ", ".join(strange[:3]) + (", …" if len(strange) > 3 else "")
        raise OutputError(phrase("experiments.folders.not_ours", path=out, detail=detail))


def _holds_us(folder: Path) -> bool:
    """Whether the current folder is this one or below it; a current folder that is gone is nowhere."""
    with suppress(OSError):
        return Path.cwd().is_relative_to(folder)
    return False


def _runs(process: int) -> bool:
    """Whether there is a process of that number on this machine."""
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:  # somebody else's
        return True
    return True


def unwritable(out: Path, error: OSError, years: int = 0) -> OutputError:
    """Whichever library met the error; years: complete ones that stay there."""
    key = f"experiments.folders.unwritable{'_further' if years else ''}"
    return OutputError(phrase(key, path=out, detail=reason(error), years=years))


def taken(out: Path) -> OutputError:
    return OutputError(phrase("experiments.folders.taken", path=out))


def _is_record(path: Path) -> bool:
    with suppress(OSError), path.open("rb") as file:
        return FORMAT.encode() in file.read(200)
    return False


def _not_drawn(path: Path) -> bool:
    return not path.is_dir() and path.suffix not in DRAWN
