"""A folder of results that is there as a whole or not at all.

Files are written into a hidden folder beside it, which takes its name when all is done. A folder that exists
is replaced only if it is empty or holds nothing but results.
"""

from __future__ import annotations

import glob
import os
import platform
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from scenarios.errors import Refusal, reason
from scenarios.languages import phrase

from .record import FILE, FORMAT

SUMMARY, SERIES, WORDS, FIGURES = "summary.csv", "series.parquet", "words.txt", "figures"
HORIZON_TABLE, LEDGER = "horizons.csv", "accounts.csv"
OURS = {FILE, SUMMARY, HORIZON_TABLE, LEDGER, SERIES, WORDS, FIGURES} | {
    "report_en.html", "report_zh.html", "lines.csv",  # of a validation
    "claims.json", "claims.md", "claims.zh.md", "explanation.csv",
    "national.csv", "counties.parquet", "amplification.csv", "leaders.csv", "townships.parquet", "distribution.csv",
    "estimates.csv", "events.csv",  # of a pilot
    "code",  # copies of a user's own files
}  # fmt: skip
DRAWN = {".png", ".svg"}
PART = ".part"  # behind the name of what is being written; a process that was killed may leave it


class OutputError(Refusal):
    """Results cannot be written; says why."""


@contextmanager
def result_folder(out: str | Path) -> Iterator[Path]:
    """`with result_folder(out) as folder:` write into `folder`; leaving without an error puts it in place as `out`.

    After an error nothing is left, neither files nor parents that were missing. Raises `OutputError` where `out` holds
    anything but results, or cannot be written; so is every `OSError` of the block.
    """
    out, part = Path(out).absolute(), None
    made: list[Path] = []  # missing parents, made on the way
    try:
        check_replaceable(out)
        out = out.resolve()
        for parent in reversed([parent for parent in out.parents if not parent.exists()]):
            parent.mkdir()
            made.append(parent)
        _clear_up(out)
        part = out.with_name(f"{_hidden(out)}{os.getpid()}{PART}")
        part.mkdir()
        yield part
        check_replaceable(out)
        _put_in_place(part, out)
    except BaseException as error:
        if part is not None:
            shutil.rmtree(part, ignore_errors=True)
        for parent in reversed(made):
            with suppress(OSError):  # somebody else uses it by now
                parent.rmdir()
        if isinstance(error, OSError):
            raise unwritable(out, error) from None
        raise


def _hidden(out: Path) -> str:
    """How the names of folders beside `out` begin that processes of this machine write into."""
    return f".{out.name}.{platform.node()}."


def _clear_up(out: Path) -> None:
    """Remove what processes of this machine left there that are no more. Other machines may be at work."""
    for left in out.parent.glob(f"{glob.escape(_hidden(out))}*"):
        number = left.name.removeprefix(_hidden(out)).partition(".")[0]
        if number.isdecimal() and (int(number) == os.getpid() or not is_running(int(number))):
            shutil.rmtree(left, ignore_errors=True)


def _put_in_place(part: Path, out: Path) -> None:
    """Give the finished folder its name, whatever had it before."""
    if _holds_us(out):  # who is in there would be left in a folder without a name
        _move_in(part, out)
        return
    old = part.with_suffix(".old")
    try:
        if out.exists():
            out.rename(old)
    except OSError:  # a mount point cannot be renamed
        _move_in(part, out)
        return
    try:
        part.rename(out)
    except OSError:
        if old.exists():
            old.rename(out)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _move_in(part: Path, out: Path) -> None:
    """Replace the contents, the record last: a folder without it is not taken for results."""
    for entry in out.iterdir():
        shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    for entry in sorted(part.iterdir(), key=lambda entry: entry.name == FILE):
        shutil.move(entry, out / entry.name)
    part.rmdir()


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


def is_running(process: int) -> bool:
    """Whether there is a process of that number on this machine."""
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:  # somebody else's
        return True
    return True


def unwritable(out: Path, error: OSError, years: int = 0) -> OutputError:
    """The error for a folder that the system does not let us write; years: of a run that are complete in there."""
    key = f"experiments.folders.unwritable{'_further' if years else ''}"
    return OutputError(phrase(key, path=out, detail=reason(error), years=years))


def taken(out: Path) -> OutputError:
    """The error for a folder that another run has taken in the meantime."""
    return OutputError(phrase("experiments.folders.taken", path=out))


def _is_record(path: Path) -> bool:
    with suppress(OSError), path.open("rb") as file:
        return FORMAT.encode() in file.read(200)
    return False


def _not_drawn(path: Path) -> bool:
    return not path.is_dir() and path.suffix not in DRAWN
