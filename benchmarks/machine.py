"""What was measured on, as far as figures depend on it."""

from __future__ import annotations

import platform
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

from llvmlite import binding

from experiments.run.runner import cores

PACKAGES = ("numpy", "numba", "llvmlite", "mesa")


def machine() -> dict[str, Any]:
    return {
        "processor": _processor(),
        "target": binding.get_host_cpu_name(),
        "vectors": _vectors(),
        "cores": cores(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "packages": {name: version(name) for name in PACKAGES},
    }


def share_of_core() -> float:
    """Processor time over time for a second of work: below 1 where others use the machine as well."""
    started, used = time.perf_counter(), time.process_time()
    while time.perf_counter() - started < 1.0:
        pass
    return (time.process_time() - used) / (time.perf_counter() - started)


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        for line in cpuinfo.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or "unknown"


def _vectors() -> str:
    """The widest vectors of the processor that compilers know of."""
    features = binding.get_host_cpu_features()
    return next((name for name in ("avx512f", "avx2", "avx", "neon", "sse2") if features.get(name)), "none")


def tell(found: dict[str, Any]) -> str:
    least = min(found["shares_of_core"])
    packages = ", ".join(f"{name} {number}" for name, number in found["packages"].items())
    return (
        f"{found['processor']} ({found['target']}, {found['vectors']}), {found['cores']} cores, {found['system']}, "
        f"Python {found['python']}, {packages}. Of a core this process got {least:.0%} at worst, as far as tried"
    )
