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
VECTORS = ("avx512f", "avx2", "avx", "neon", "sse2")  # sets of vector instructions, the widest first


def machine(share: float) -> dict[str, Any]:
    """Processor, system and versions of packages; share: what `share_of_core` found."""
    features = binding.get_host_cpu_features()
    return {
        "processor": _processor(),
        "target": binding.get_host_cpu_name(),
        "vectors": next((name for name in VECTORS if features.get(name)), "none"),
        "cores": cores(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "packages": {name: version(name) for name in PACKAGES},
        "share_of_core": share,
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


def tell(found: dict[str, Any]) -> str:
    """One line of text on what `machine` found."""
    packages = ", ".join(f"{name} {number}" for name, number in found["packages"].items())
    return (
        f"{found['processor']} ({found['target']}, {found['vectors']}), {found['cores']} cores, {found['system']}, "
        f"Python {found['python']}, {packages}"
    )
