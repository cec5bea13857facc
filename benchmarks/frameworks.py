"""The hot rule in other frameworks and in kaohe's kernel: agent-steps a second, by number of agents."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

import numpy as np

from .hot_rule.inputs import Inputs
from .page import median, table
from .settings import Effort, Requirement
from .timing import interleaved, ratio, unprepared

TITLE = "One rule in several frameworks"
NAMES = ("mesa", "agentpy", "mesa_frames", "starsim", "numpy", "kaohe")
SINGLE = {"starsim", "kaohe"}  # states of their agents are single-precision numbers
TOLERANCE, SINGLE_TOLERANCE = 1e-10, 1e-5
STEPS_CHECKED = 2
MANY = 20_000  # agents; from this number on two rounds are enough


def contenders() -> tuple[dict[str, Any], list[str]]:
    """Modules that can be imported, and the packages that are missing."""
    found, missing = {}, []
    for name in NAMES:
        try:
            found[name] = importlib.import_module(f"{__package__}.hot_rule.with_{name}")
        except ModuleNotFoundError as error:
            package = name.replace("_", "-")
            missing.append(package if error.name == name else f"{package} (no module {error.name})")
    return found, missing


def measure(effort: Effort) -> dict[str, Any]:
    modules, missing = contenders()
    return {
        "missing": missing,
        "versions": {name: version(module.PACKAGE) for name, module in modules.items()},
        "names": {name: module.NAME for name, module in modules.items()},
        "sizes": {str(size): _at(size, modules, effort) for size in effort.sizes},
    }


def _at(size: int, modules: dict[str, Any], effort: Effort) -> dict[str, Any]:
    """Every contender with so many agents: million steps a second, ratio to kaohe, difference of results."""
    given = Inputs(size)
    built = {name: module.Contender(given) for name, module in modules.items()}
    differences = check(built)
    repeats = {name: max(1, (2_000 if name in ("mesa", "agentpy") else 20_000) // size) for name in built}
    actions = {name: unprepared(_repeat, each.step, repeats[name]) for name, each in built.items()}
    seconds = interleaved(actions, effort.rounds if size < MANY else min(effort.rounds, 2))
    steps = {name: times.clock / repeats[name] for name, times in seconds.items()}
    return {
        name: {
            "million_a_second": size / float(np.median(times)) / 1e6,
            "kaohe_is_faster": ratio(times, steps["kaohe"]),
            "difference": differences[name],
        }
        for name, times in steps.items()
    }


def check(built: dict[str, Any]) -> dict[str, float]:
    """Greatest difference of shares and of townships' sums from NumPy's after two steps; refused beyond rounding."""
    for each in built.values():
        _repeat(each.step, STEPS_CHECKED)
    shares, hours = np.array(built["numpy"].shares()), np.array(built["numpy"].hours())
    differences = {}
    for name, each in built.items():
        found = max(np.abs(each.shares() - shares).max(), np.abs(each.hours() - hours).max())
        if not found <= (SINGLE_TOLERANCE if name in SINGLE else TOLERANCE):
            raise AssertionError(f"{name} gives other results than NumPy: {found:.1e} apart")
        differences[name] = float(found)
    return differences


def _repeat(step: Callable[[], object], times: int) -> None:
    for _ in range(times):
        step()


def judge(found: dict[str, Any]) -> list[Requirement]:
    """No requirement concerns other frameworks."""
    return []


def tell(found: dict[str, Any]) -> list[str]:
    sizes, rows = found["sizes"], []
    for name in (name for name in NAMES if name in found["names"]):
        of_size = [each[name] for each in sizes.values()]
        number = found["versions"][name]
        label = f"kaohe (Numba {number})" if name == "kaohe" else f"{found['names'][name]} {number}"
        slower = [] if name == "kaohe" else [median(each["kaohe_is_faster"], ".3g") for each in of_size]
        rows.append((label, *(f"{each['million_a_second']:.3g}" for each in of_size), " · ".join(slower)))
    blocks = [
        """Utilities of 20 activities for every cadre, a softmax, a step towards it, and the sums of each township of
        50. All start from the same state and are checked to give the same shares and sums (`benchmarks/hot_rule`); each
        is written as its framework's own guide would have it. One core, but mesa-frames takes all that polars takes.
        starsim and kaohe keep states of agents in single precision, the others in double.""",
        table(["million agent-steps a second", *(f"N = {int(size):,}" for size in sizes), "kaohe is faster"], rows),
        "![Agent-steps a second by framework](figures/frameworks.svg)",
        "The last column is the median of ratios within a round, with quartiles, for each N in turn.",
    ]
    return [*blocks, f"Not installed, so left out: {', '.join(found['missing'])}."] if found["missing"] else blocks
