"""Which reforms each scenario of a comparison adds to its baseline, and which have been tried alone."""

from __future__ import annotations

from experiments.compare.comparison import Comparison
from scenarios.scenario import Dosed

from .effects import Effects


def subjects(effects: Effects) -> list[str]:
    """What adds to the baseline (reforms and packages); if nothing does, every other scenario."""
    begins = (f"{effects.baseline}+", f"{effects.baseline},")
    return [scenario for scenario in effects.others if scenario.startswith(begins)] or effects.others


def added(comparison: Comparison) -> dict[str, frozenset[Dosed]]:
    """Reforms with dose and dates that scenarios add to the baseline, whose regime they share; by scenario."""
    base = next(each for each in comparison.scenarios if each.id == comparison.baseline)
    return {
        each.id: frozenset(each.parts[1]) - frozenset(base.parts[1])
        for each in comparison.scenarios
        if each.regime == base.regime and each.parts[0] == base.parts[0] and set(base.parts[1]) <= set(each.parts[1])
    }


def alone(comparison: Comparison) -> dict[str, Dosed]:
    """Scenarios that add a single reform, and that reform."""
    return {name: next(iter(parts)) for name, parts in added(comparison).items() if len(parts) == 1}


def combinations(comparison: Comparison) -> dict[str, list[str]]:
    """Scenarios that add several reforms, each of which another adds alone; and those others."""
    singles = {part: name for name, part in alone(comparison).items()}
    several = {name: parts for name, parts in added(comparison).items() if len(parts) > 1}
    return {name: [singles[part] for part in sorted(parts)] for name, parts in several.items() if parts <= set(singles)}


def pairs_of(comparison: Comparison) -> set[str]:
    """Combinations of two reforms that are no package: their scenarios name both."""
    return {each for each in combinations(comparison) if each.removeprefix(comparison.baseline).count("+") == 2}
