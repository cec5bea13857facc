"""What is in a folder of results: names of its files, which of them are kaohe's, and which are damaged or a user's own.

Nothing here writes. `folder` says how results come to be there.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from hashlib import file_digest
from pathlib import Path

from scenarios.errors import Refusal, reason
from scenarios.languages import phrase

from .record import FILE, FORMAT

SUMMARY, SERIES, WORDS, FIGURES = "summary.csv", "series.parquet", "words.txt", "figures"
HORIZON_TABLE, LEDGER = "horizons.csv", "accounts.csv"
WORLDS, RULES, TOWNSHIPS = "worlds.parquet", "rules.parquet", "by_township.parquet"
REPORT, EXPLAINED = "report", "explanations.json"  # a folder; effects split over mechanisms
CHECKSUMS = "checksums.sha256"
WORK = "unfinished"
LOCK, NEW, READY, ENTERING, OLD, PARTS = "lock", "new-", "ready", "entering", "old", "parts"
LONGEST = 2**20  # bytes of a list of checksums that is read


class OutputError(Refusal):
    """Results cannot be written; says why."""


def check_replaceable(out: Path) -> None:
    """Refuse a file, and a folder that holds anything but results; what is in `figures` besides is a user's own."""
    if not os.path.lexists(out):
        return
    if not out.is_dir():
        raise OutputError(phrase("experiments.folders.file", path=out))
    work = out / WORK
    strange = _links(out)
    if work.exists() and not _is_work(work):
        strange.append(WORK)
    moving = any((work / name).exists() for name in (READY, ENTERING))  # which only the holder may finish
    if not moving:
        listed = listed_checksums(out) if _is_record(out / FILE) else {}
        ours, own = {*listed, CHECKSUMS}, f"{FIGURES}/"
        strange += [name for name in files_below(out) if not listed or (name not in ours and not name.startswith(own))]
        strange += [entry.name for entry in out.iterdir() if not listed and entry.is_dir() and entry != work]
    if strange:
        raise not_ours(out, strange)


def own_figures(out: Path) -> list[str]:
    """Files of a user's own among the figures of a folder of results."""
    listed = listed_checksums(out)
    return [name for name in files_below(out) if name not in (*listed, CHECKSUMS)]


def damaged(out: Path) -> list[str]:
    """Files that are not, or no more, as kaohe wrote them, and those that are missing."""
    listed, there = listed_checksums(out), files_below(out)
    return [name for name in listed if name not in there or checksum_of(out / name) != listed[name]]


def check_unedited(out: Path, names: Iterable[str] | None = None) -> None:
    """Refuse to replace a report that somebody has edited since. names: of the files that are replaced; all if None."""
    ours = [name for name in listed_checksums(out) if name.startswith(f"{REPORT}/")]
    for name in ours if names is None else sorted({*ours} & {*names}):
        if (out / name).exists() and checksum_of(out / name) != listed_checksums(out)[name]:
            raise OutputError(phrase("experiments.folders.edited_report", path=out / name))


def not_ours(out: Path, strange: Iterable[str]) -> OutputError:
    names = sorted(set(strange))
    detail = ", ".join(names[:3]) + (", …" if len(names) > 3 else "")
    return OutputError(phrase("experiments.folders.not_ours", path=out, detail=detail))


def files_below(folder: Path) -> list[str]:
    """Files in a folder and below, links too, but nothing behind one, and nothing of what is unfinished."""
    found = []
    for path, folders, files in os.walk(folder):
        here = Path(path).relative_to(folder)
        if here == Path() and WORK in folders:
            folders.remove(WORK)
        found += [(here / name).as_posix() for name in files]
    return sorted(found)


def _links(folder: Path) -> list[str]:
    """Links in a folder and below."""
    found = []
    for path, folders, files in os.walk(folder):
        found += [Path(path, name) for name in (*folders, *files) if Path(path, name).is_symlink()]
    return [path.relative_to(folder).as_posix() for path in found]


def _is_work(folder: Path) -> bool:
    """Whether a folder of that name is one that runs work in."""
    known = {LOCK, READY, ENTERING, OLD, PARTS}
    return folder.is_dir() and all(e.name in known or e.name.startswith(NEW) for e in folder.iterdir())


def listed_checksums(folder: Path) -> dict[str, str]:
    """Checksums by the names of files, as the folder's list has them. Names are compared, never followed."""
    with suppress(OSError, ValueError):
        with (folder / CHECKSUMS).open(encoding="utf-8") as file:
            lines = [line.partition("  ") for line in file.read(LONGEST).splitlines()]
        return {name: checksum for checksum, _, name in lines if name}
    return {}


def checksum_of(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _is_record(path: Path) -> bool:
    with suppress(OSError), path.open("rb") as file:
        return FORMAT.encode() in file.read(200)
    return False


def unwritable(out: Path, error: OSError, years: int = 0, parts: bool = False) -> OutputError:
    """The error for a folder that the system does not let us write.

    years: of a run that are complete in there; parts: whether there is what the same run goes on from.
    """
    key = f"experiments.folders.unwritable{'_further' if years else '_parts' if parts else ''}"
    return OutputError(phrase(key, path=out, detail=reason(error), years=years))
