"""What the page compares and explains by: mechanisms and how to switch them off, orders, the ledger, quantiles.

All of it is what `kaohe compare` and `kaohe explain` go by; the page has only the sums.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from analysis.statistics import student_quantile
from experiments.compare.ledger import LINES, READING, formulas
from experiments.compare.window import HORIZONS, WINDOW_YEARS
from experiments.credibility.explain.split import ORDERS, Mechanism, drawn_orders, read_mechanisms
from scenarios.costs import load_costs
from scenarios.languages import LANGUAGES, whole
from sim.state.layout import slot

EXPLAINED = 16  # replicates that an effect is split over at most

Json = dict[str, Any]


def comparing(seeds: int, replicates: int) -> Json:
    """Everything that comparisons and explanations need beside runs, for seeds 1, 2, ... and so many replicates.

    quantiles: of Student's distribution, two-sided, by degrees of freedom from 1.
    """
    return {
        "horizons": list(HORIZONS),
        "windowYears": WINDOW_YEARS,
        "quantiles": [student_quantile(freedom) for freedom in range(1, replicates)],
        "mechanisms": [_mechanism(each) for each in read_mechanisms()],
        "orders": [_orders(seed) for seed in range(1, seeds + 1)],
        "ledger": _ledger(),
        "words": {language: dict(whole("experiments", language)["explain"]) for language in LANGUAGES},
    }


def _mechanism(each: Mechanism) -> Json:
    """A mechanism's name, and the slots of the parameter record that switch it off, as [slot, value]."""
    values = {**each.behaviour, **each.levers}
    name = {language: each.name.render(language) for language in LANGUAGES}
    return {"id": each.id, "name": name, "values": [[slot(own), value] for own, value in values.items()]}


def _orders(seed: int) -> list[list[str]]:
    """By replicate, orders of mechanisms as letters, a for the first mechanism; each counts with its reverse."""
    letters = [chr(ord("a") + number) for number in range(len(read_mechanisms()))]
    drawn = drawn_orders(letters, seed, EXPLAINED)
    assert all(len(own) == ORDERS // 2 for own in drawn)
    return [["".join(order) for order in own] for own in drawn]


def _ledger() -> Json:
    """Lines of the accounts with their formulas, and the unit costs that turn quantities into per cent of the pay.

    A line paid once has no formula: `unit` is for its lever moved from 0 to 1. readings: hours a reading, by its id.
    """
    costs = load_costs()
    table = formulas({name: cost.value for name, cost in costs.items()})
    lines = [
        {
            **asdict(line),
            **(asdict(table[line.id]) if line.id in table else {"unit": costs[line.id].value}),
        }
        for line in LINES
    ]
    names = ("hours_a_year", "office_staff", "village_staff", "once_over")
    return {
        "lines": lines,
        "units": {name: costs[name].value for name in names},
        "readings": {
            name.removeprefix(READING): cost.value for name, cost in costs.items() if name.startswith(READING)
        },
    }
