"""An order of reforms under a budget, from effects and costs that a comparison measured one by one.

Reforms whose gain is decided come in the order of what they gain for each unit of cost, those that cost nothing first:
the greedy order, which is best at every cost that it reaches, if effects add up. Of several forms of one reform (one
row of the requirements) only the first in that order counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from experiments.compare.results import Results
from scenarios import list_reforms

from .additions import alone
from .certainty import Finding
from .effects import Effects
from .statistics import Estimate

TOTAL = "total"  # all payers, with the yearly part of what is paid once


@dataclass(frozen=True)
class Step:
    """One reform in the order: its scenario, what it costs a year and gains, and both with all before it.

    Costs in per cent of the county's personnel cost, gains in the outcome's unit, positive for the better.
    """

    scenario: str
    cost: float
    gain: float
    cost_so_far: float
    gain_so_far: float


def plan(
    results: Results, effects: Effects, found: Mapping[tuple[str, str], Finding], goal: str, payer: str = TOTAL
) -> list[Step]:
    """All reforms tried alone whose gain in the goal is decided, in order. payer: one of the accounts', or `total`."""
    better, reforms = effects.measures[goal].better or 1, alone(results.comparison)
    gains = {each: found[each, goal].effect.mean * better for each in reforms if found[each, goal].verdict > 0}
    costs = {each: cost_of(effects, each, payer).mean for each in gains}

    def place(scenario: str) -> tuple[bool, float, str]:
        cost = costs[scenario]
        return cost > 0, -gains[scenario] / cost if cost > 0 else cost, scenario

    rows = {entry.id: entry.row for entry in list_reforms()}
    steps: list[Step] = []
    taken: set[str] = set()
    for scenario in sorted(gains, key=place):
        row = rows.get(reforms[scenario][0], reforms[scenario][0])
        if row in taken:
            continue
        taken.add(row)
        before = steps[-1] if steps else Step("", 0.0, 0.0, 0.0, 0.0)
        cost, gain = costs[scenario], gains[scenario]
        steps.append(Step(scenario, cost, gain, before.cost_so_far + cost, before.gain_so_far + gain))
    return steps


def room_of(effects: Effects, goal: str) -> float:
    """The most that an outcome can gain from its level in the baseline, in its unit; infinite where it has no end."""
    declared = effects.measures[goal]
    level = effects.level(effects.baseline, goal).mean
    return declared.high - level if declared.better >= 0 else level - declared.low


def cost_of(effects: Effects, scenario: str, payer: str) -> Estimate:
    """Cost a year against the baseline of one payer, or of all."""
    return effects.whole_cost(scenario) if payer == TOTAL else effects.cost(scenario, payer)


def within(steps: Iterable[Step], budget: float) -> list[Step]:
    """What a budget pays for: in order, leaving out what no longer fits."""
    spent, taken = 0.0, []
    for step in steps:
        if spent + step.cost <= budget:
            spent += step.cost
            taken.append(step)
    return taken
