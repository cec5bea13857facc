"""Lessons of the page: what is predicted and run, from `lessons.toml`, checked, with the price of reforms on offer.

A *price* is what a reform newly asks of the county in money, paid readings and what is paid once (spread over years),
in per cent of the county's personnel cost a year, by the accounts of the program (`experiments.compare.accounts`) and
the shipped unit costs. What offices save or spend in hours depends on the run and is not in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from experiments.compare.accounts import accounts_of
from experiments.compare.ledger import COUNTY
from experiments.credibility.explain.split import read_mechanisms
from scenarios import load
from scenarios.costs import load_costs
from scenarios.files import read_toml
from scenarios.places import load_place
from sim.measures import NAMES

SOURCE = Path(__file__).with_name("lessons.toml")
PLACE = "class"  # county of all lessons
MONTHS = 60  # of a run: five years
DOSES = (0.0, 0.5, 1.0)  # in which reforms are on offer

Json = dict[str, Any]


@cache
def lessons() -> tuple[Json, ...]:
    """Every lesson in its order, as plain values; `ValueError` where one names what there is not."""
    entries: dict[str, Any] = read_toml(SOURCE, SOURCE.name)
    return tuple(_lesson(name, entry) for name, entry in entries.items())


def _lesson(name: str, entry: Json) -> Json:
    known = {*entry.get("evidence", ()), *entry.get("goals", ()), entry.get("outcome", NAMES[0])}
    if known - set(NAMES):
        raise ValueError(f"{SOURCE.name}, {name}: no outcome {sorted(known - set(NAMES))}")
    mechanisms = {*entry.get("raised_by", ()), *entry.get("lowered_by", ())} - {each.id for each in read_mechanisms()}
    if mechanisms:
        raise ValueError(f"{SOURCE.name}, {name}: no mechanism {sorted(mechanisms)}")
    for scenario in _scenarios(entry):
        load(scenario)
    prices = {reform: [price(entry["regime"], reform, dose) for dose in DOSES] for reform in entry.get("offer", ())}
    return {"id": name, "place": PLACE, "months": MONTHS, "doses": list(DOSES), **entry, "prices": prices}


def _scenarios(entry: Json) -> Iterable[str]:
    """Scenarios that a lesson can ask for, one moved thing at a time; loading them refuses what cannot be."""
    regime = entry["regime"]
    for axis in (entry[key] for key in ("axis", "also") if key in entry):
        for value in axis["values"]:
            yield f"{regime},{axis['lever']}={value}" if "lever" in axis else f"{regime}+{axis['reform']}={value}"
    yield from (f"{regime}+{parts}" for parts in entry.get("packages", ()))
    yield from (f"{regime}+{reform}" for reform in entry.get("offer", ()))


def price(regime: str, reform: str, dose: float) -> float:
    """What a reform newly asks of the county, in per cent of its personnel cost a year, to three decimals."""
    both = [load(regime), load(f"{regime}+{reform}={dose}")]
    if both[0].id == both[1].id:
        return 0.0
    nothing_happens = np.zeros((2, 1, MONTHS, len(NAMES)))
    accounts = accounts_of(both, both[0].id, load_place(PLACE), nothing_happens, load_costs())
    before, after = (
        float((accounts.paid(scenario.id, COUNTY) + accounts.paid_once(scenario.id) / accounts.over)[0])
        for scenario in both
    )
    return round(after - before, 3)
