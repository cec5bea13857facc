"""How much memory a process may still take: of the machine, and of the container it runs in."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from math import ceil, floor
from pathlib import Path

from scenarios.errors import ScenarioError
from scenarios.languages import phrase

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

OVERHEAD = 400 * 2**20  # bytes: interpreter, compiler, libraries, results while they are written
UNKNOWN = 4 * 2**30  # where a system does not say
GROUPS = Path("/sys/fs/cgroup")
# Limit and use, second version of control groups and first.
FILES = (("memory.max", "memory.current"), ("memory/memory.limit_in_bytes", "memory/memory.usage_in_bytes"))


def available(groups: Path = GROUPS) -> int:
    """Bytes that can still be had: the least of what machine, control group and limits of the process leave."""
    found = [_machine(), *(_group(groups, limit, use) for limit, use in FILES), _limit()]
    return min(free for free in found if free is not None)


def refuse_too_large(need: int) -> None:
    """Refuse what takes more bytes, beside `OVERHEAD`, than can be had: a `ScenarioError` with both numbers."""
    have = available()
    if need + OVERHEAD > have:
        more = _gb(need + OVERHEAD, ceil)
        raise ScenarioError(phrase("experiments.command.no_memory", need=more, have=_gb(have, floor)), "memory")


def _machine() -> int:
    with suppress(OSError, ValueError, IndexError):
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:"))
    with suppress(AttributeError, OSError, ValueError):
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return UNKNOWN


def _group(groups: Path, limit: str, use: str) -> int | None:
    with suppress(OSError, ValueError):
        return max(0, int((groups / limit).read_text()) - int((groups / use).read_text()))
    return None  # no such file, or "max"


def _limit() -> int | None:
    if resource is None:
        return None
    soft = resource.getrlimit(resource.RLIMIT_AS)[0]
    return None if soft == resource.RLIM_INFINITY else max(0, soft - _mapped())


def _mapped() -> int:
    """Bytes of addresses that the process has already; 0 where a system does not say."""
    with suppress(OSError, ValueError, IndexError):
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    return 0


def _gb(size: int, rounded: Callable[[float], int]) -> str:
    """Rounded so that what does not fit is never written as equal."""
    return f"{rounded(100 * size / 2**30) / 100:.2f}"
