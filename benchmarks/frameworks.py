"""The hot rule in other frameworks and in kaohe's kernel: agent-steps a second, by number of agents."""

from __future__ import annotations

import importlib
from importlib.metadata import version
from typing import Any

import numpy as np

from .hot_rule.inputs import inputs
from .settings import Effort, Row
from .timing import interleaved, ratio

TITLE = "One rule in several frameworks"
NAMES = ("mesa", "agentpy", "mesa_frames", "starsim", "numpy", "kaohe")
SINGLE = {"starsim"}  # its states are single-precision numbers
TOLERANCE, SINGLE_TOLERANCE = 1e-10, 1e-5
STEPS_CHECKED = 2
MANY = 20_000  # agents from which on fewer rounds do


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
    given = inputs(size)
    built = {name: module.Contender(given) for name, module in modules.items()}
    differences = check(built)
    rounds = effort.rounds if size < MANY else min(effort.rounds, 2)
    repeats = {name: max(1, 2_000 // size) if name in ("mesa", "agentpy") else max(1, 20_000 // size) for name in built}
    actions = {name: (_repeated(each.step, repeats[name]), lambda: None) for name, each in built.items()}
    seconds = interleaved(actions, rounds)
    each_step = {name: times / repeats[name] for name, times in seconds.items()}
    return {
        name: {
            "million_a_second": size / float(np.median(times)) / 1e6,
            "kaohe_is_faster": ratio(times, each_step["kaohe"]),
            "difference": differences[name],
        }
        for name, times in each_step.items()
    }


def check(built: dict[str, Any]) -> dict[str, float]:
    """Greatest difference of shares and of townships' sums from NumPy's after two steps; refused beyond rounding."""
    for each in built.values():
        for _ in range(STEPS_CHECKED):
            each.step()
    shares, hours = np.array(built["numpy"].shares()), np.array(built["numpy"].hours())
    differences = {}
    for name, each in built.items():
        found = max(np.abs(each.shares() - shares).max(), np.abs(each.hours() - hours).max())
        if not found <= (SINGLE_TOLERANCE if name in SINGLE else TOLERANCE):
            raise AssertionError(f"{name} gives other results than NumPy: {found:.1e} apart")
        differences[name] = float(found)
    return differences


def _repeated(step: Any, times: int) -> Any:
    def action(_: Any) -> None:
        for _ in range(times):
            step()

    return action


def judge(found: dict[str, Any]) -> list[Row]:
    """Nothing was asked for."""
    return []


def tell(found: dict[str, Any]) -> list[str]:
    sizes = list(found["sizes"])
    names = [name for name in NAMES if name in found["names"]]
    lines = [
        "Utilities of 20 activities for every cadre, a softmax, a step towards it, and the sums of each township",
        "of 50. All start from the same state and are checked to give the same shares and sums",
        "(`benchmarks/hot_rule`); each is written as its framework's own guide would have it. One core, but",
        "mesa-frames takes all that polars takes. starsim keeps states in single precision.",
        "",
        "| million agent-steps a second | "
        + " | ".join(f"N = {int(size):,}" for size in sizes)
        + " | kaohe is faster |",
        "| --- |" + " --- |" * (len(sizes) + 1),
    ]
    for name in names:
        rates = [found["sizes"][size][name]["million_a_second"] for size in sizes]
        times = [found["sizes"][size][name]["kaohe_is_faster"] for size in sizes]
        span = (
            ""
            if name == "kaohe"
            else " · ".join(f"{r['median']:.3g} ({r['lower']:.3g} to {r['upper']:.3g})" for r in times)
        )
        label = f"{found['names'][name]} {found['versions'][name]}"
        label = f"kaohe (Numba {found['versions'][name]})" if name == "kaohe" else label
        lines.append(f"| {label} | " + " | ".join(f"{rate:.3g}" for rate in rates) + f" | {span} |")
    lines += ["", "![Agent-steps a second by framework](figures/frameworks.svg)"]
    lines += ["", "The last column is the median of ratios within a round, with quartiles, for each N in turn."]
    if found["missing"]:
        lines += ["", f"Not installed, so left out: {', '.join(found['missing'])}."]
    return lines
