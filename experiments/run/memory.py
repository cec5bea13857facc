"""How much memory a process may still take: of the machine, and of the container it runs in."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from math import ceil, floor
from pathlib import Path

from scenarios.errors import ScenarioError
from scenarios.languages import phrase

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

OVERHEAD = 256 * 2**20  # bytes: compiler and libraries that are still to come, results while they are written
COMPILING = 640 * 2**20  # bytes that the compiler takes, where nothing is compiled yet (measured: 600)
ADDRESSES = 1400 * 2**20  # bytes of addresses that libraries take beyond memory (measured, with tables and figures)
DRAWING = 250 * 2**20  # bytes of one more process that draws figures
UNKNOWN = 4 * 2**30  # where a system does not say
GROUPS, OWN_GROUPS = Path("/sys/fs/cgroup"), Path("/proc/self/cgroup")
# Folder of a version of control groups; files of limit, of use, and of what it is made of; in the last one, the name of
# what was read from files and is given back when it is needed.
VERSIONS = (
    ("", "memory.max", "memory.current", "memory.stat", "inactive_file"),
    ("memory", "memory.limit_in_bytes", "memory.usage_in_bytes", "memory.stat", "total_inactive_file"),
)


def available(groups: Path = GROUPS, own: Path = OWN_GROUPS) -> int:
    """Bytes that can still be had: the least of what machine, control groups and limits of the process leave.

    groups: where control groups are mounted; own: the file that says which of them this process is in. A limit of any
    group above counts.
    """
    found = [_machine(), *_control_groups(groups, own), _limit()]
    return min(free for free in found if free is not None)


def refuse_too_large(need: int) -> None:
    """Refuse what takes more bytes, beside `OVERHEAD`, than can be had: a `ScenarioError` with both numbers."""
    _refuse(need + OVERHEAD)


def refuse_to_compile() -> None:
    """Refuse to compile where there is less memory than the compiler takes: a `ScenarioError` with both numbers."""
    _refuse(COMPILING)


def _refuse(need: int) -> None:
    have = available()
    if need > have:
        what = phrase("experiments.command.no_memory", need=gigabytes(need, up=True), have=gigabytes(have, up=False))
        raise ScenarioError(what, "memory")


def processes_that_draw(most: int) -> int:
    """How many processes may draw figures at once, 1 to `most`."""
    return max(1, min(most, available() // DRAWING))


def _machine() -> int:
    with suppress(OSError, ValueError, IndexError):
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:"))
    with suppress(AttributeError, OSError, ValueError):
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return UNKNOWN


def _control_groups(groups: Path, own: Path) -> Iterator[int]:
    """What each group leaves that this process is in; a container may see its own as the topmost one."""
    lines = []
    with suppress(OSError, ValueError):
        lines = [line.split(":", 2) for line in own.read_text(encoding="utf-8").splitlines()]
    for folder, *files in VERSIONS:
        paths = [path for _, kinds, path in lines if (folder in kinds.split(",") if folder else not kinds)]
        below = Path(paths[0].lstrip("/")) if paths else Path()
        for group in (below, *below.parents):
            with suppress(OSError, ValueError):  # no such file, or "max"
                yield _left(groups / folder / group, *files)


def _left(group: Path, limit: str, use: str, made_of: str, given_back: str) -> int:
    most, used = (int((group / name).read_text(encoding="ascii")) for name in (limit, use))
    with suppress(OSError, ValueError):
        parts = dict(line.split() for line in (group / made_of).read_text(encoding="ascii").splitlines())
        used -= int(parts.get(given_back, 0))
    return max(0, most - used)


def _limit() -> int | None:
    if resource is None:
        return None
    soft = resource.getrlimit(resource.RLIMIT_AS)[0]
    return None if soft == resource.RLIM_INFINITY else max(0, soft - _mapped() - ADDRESSES)


def _mapped() -> int:
    """Bytes of addresses that the process has already; 0 where a system does not say."""
    with suppress(OSError, ValueError, IndexError):
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    return 0


def gigabytes(size: int, up: bool) -> str:
    """A number of gigabytes, rounded up or down so that what does not fit is never written as equal."""
    return f"{(ceil if up else floor)(100 * size / 2**30) / 100:.2f}"
