"""What the page knows: regimes, reforms, places, levers and outcomes, as plain values that JSON can hold.

Numbers a run starts from are the records of `sim` themselves, byte by byte; reforms are the overlays that `scenarios`
makes of them, for every regime they can be laid on. So the page has no second way from a scenario to a run.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

import numpy as np

from experiments.compare.results import Row
from experiments.compare.window import unscored
from experiments.run.seeds import replicate_seeds
from scenarios import Scenario, ScenarioError, load
from scenarios.change import Change
from scenarios.coherence import least_cap
from scenarios.languages import LANGUAGES, unit, whole
from scenarios.lists import Entry, list_packages, list_reforms, list_regimes
from scenarios.places import Place, Township, load_place
from scenarios.scenario import overlays_of
from sim.compile.kernel import rules_hash
from sim.measures import HEADLINE, MEASURES
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import meanings
from sim.parameters.levers import Levers
from sim.parameters.regime import Regime
from sim.state.arrays import activity_count
from sim.state.layout import padded, slot
from sim.state.parameter_record import parameters_of
from sim.world import World

from .comparing import comparing
from .exchanges import exchange
from .layouts import layouts
from .lessons import lessons

FORMAT = 1
TEXTS = ("app", "compare", "learn")  # files of the catalogue
PLACES = ("class", "yinzhou", "leping")
SEEDS, REPLICATES = 100, 20  # seeds a user may choose from, 1 to 100, and runs of a band
# The first lever of each group, in the order of their declaration.
GROUPS = {
    "indicator_load": "headline",
    "visits": "inspection",
    "letters": "load",
    "base_target": "targets",
    "target_stakes": "ladder",
    "clarity": "responsibility",
    "training": "support",
}
Json = dict[str, Any]


def contents(places: Sequence[Place] | None = None, version: str = "") -> Json:
    """Everything the page knows, for these places, or those of the texts and the class county."""
    regimes = {entry.id: load(entry.id) for entry in list_regimes()}
    return {
        "format": FORMAT,
        "version": version,
        "rules": rules_hash(),
        "layouts": layouts(),
        "comparing": comparing(SEEDS, REPLICATES),
        "measures": _measures(),
        "levers": _levers(),
        "regimes": {name: regime_contents(scenario) for name, scenario in regimes.items()},
        "exchanges": {
            name: {first: exchange(scenario.regime, regimes[first].regime) for first in regimes}
            for name, scenario in regimes.items()
        },
        "reforms": {entry.id: _reform(entry, tuple(regimes)) for entry in list_reforms()},
        "packages": {entry.id: _package(entry, tuple(regimes)) for entry in list_packages()},
        "places": {place.id: place_contents(place) for place in places or [load_place(word) for word in PLACES]},
        "seeds": [[str(own) for own in replicate_seeds(seed, REPLICATES)] for seed in range(1, SEEDS + 1)],
        "lessons": list(lessons()),
        "texts": {
            language: {table: texts for part in TEXTS for table, texts in whole(part, language).items()}
            for language in LANGUAGES
        },
    }


def _both(en: str, zh: str) -> dict[str, str]:
    return {"en": en, "zh": zh}


def _unit(name: str) -> dict[str, str]:
    return {language: unit(name).render(language) for language in LANGUAGES}


def _bytes(array: np.ndarray) -> str:
    return base64.b64encode(array.tobytes()).decode()


def _measures() -> list[Json]:
    """Outcomes in the order of the series; `headline` says which are shown first, `from` in how many months of a run
    there is no value yet."""
    return [
        {
            "id": m.id,
            "name": _both(m.en, m.zh),
            "unit": _unit(m.unit),
            "low": m.low,
            "high": m.high,
            "better": m.better,
            "headline": m.id in HEADLINE,
            "from": unscored(m.id),
        }
        for m in MEASURES
    ]


def _levers() -> list[Json]:
    """Levers in the order of their declaration, with their position in the parameter record."""
    found, group = [], ""
    for name, m in meanings(Levers).items():
        group = GROUPS.get(name, group)
        text = {"name": _both(m.en, m.zh), "unit": _unit(m.unit), "rows": m.rows}
        found.append({"id": name, "group": group, "slot": slot(name), "low": m.low, "high": m.high, **text})
    return found


def regime_contents(scenario: Scenario) -> Json:
    """One regime: its parameter record, its rows with their names, and the fields that it assesses as written.

    least_cap: no cap on indicators may be lower. same: alike for regimes that differ in their names and levers alone.
    """
    regime = scenario.regime
    rows = replace(regime, id="", name_en="", name_zh="", levers=Levers())
    return {
        **_about(scenario),
        "parameters": _bytes(parameters_of(regime, Behaviour(), regime.assessed)),
        "fields": [
            {"id": f.id, "name": _both(f.name_en, f.name_zh), "whole": f.part_of or f.id} for f in regime.fields
        ],
        "offices": [_named(row) for row in regime.offices],
        "readings": [_named(row) for row in regime.readings],
        "rungs": [_named(row) for row in regime.rungs],
        "activities": activity_count(len(regime.fields)),
        "covered": sorted(regime.assessed),
        "least_cap": least_cap(regime),
        "same": sha256(repr(rows).encode()).hexdigest()[:16],
        "officesWeight": sum(office.weight for office in regime.offices),
        "frame": _frame(regime),
    }


def _about(scenario: Scenario) -> Json:
    about = scenario.about
    return {"name": _both(scenario.name_en, scenario.name_zh), "about": _both(about.en, about.zh)}


def _named(row: Row) -> Json:
    return {"id": row.id, "name": _both(row.name_en, row.name_zh)}


def _frame(regime: Regime) -> list[Any]:
    """What a place must have in common with a regime: kinds and size classes, by position."""
    return [list(regime.kinds), list(regime.size_classes)]


def _entry(entry: Entry) -> Json:
    about = {"name": _both(entry.name_en, entry.name_zh), "about": _both(entry.en, entry.zh)}
    return {**about, "row": entry.row, "sources": list(entry.source)}


def _reform(entry: Entry, regimes: Sequence[str]) -> Json:
    """One reform: first month, months of phase-in, and its overlays at full dose, by regime.

    Where a reform cannot be laid on a regime, the reason stands
    in the place of overlays.
    """
    found: Json = {**_entry(entry), "start": 0.0, "ramp": 0.0, "overlays": {}}
    for name in regimes:
        laid = _laid(name, entry.id)
        found["overlays"][name] = laid if isinstance(laid, dict) else _rows(laid)
        if isinstance(laid, Scenario):
            found["start"], found["ramp"] = laid.changes[0].start, laid.changes[0].ramp
    return found


def _laid(regime: str, part: str) -> Scenario | dict[str, str]:
    """A regime with one reform or package, or why they do not go together, in each language."""
    try:
        return load(f"{regime}+{part}")
    except ScenarioError as error:
        return {language: error.render(language) for language in LANGUAGES}


def _rows(scenario: Scenario) -> list[list[str | float]]:
    return [row for change in scenario.changes for row in overlay_rows(change, scenario.regime)]


def overlay_rows(change: Change, regime: Regime) -> list[list[str | float]]:
    """One change as overlays: [target, slot, mode, value, low, high]."""
    return [[change.target, o.slot, o.mode, o.value, o.low, o.high] for o in overlays_of(change, regime)]


def _package(entry: Entry, regimes: Sequence[str]) -> Json:
    """One package: its reforms with doses and the targets each is limited to, and regimes it cannot be laid on."""
    reasons: dict[str, dict[str, str]] = {}
    members: dict[str, Json] = {}
    for name in regimes:
        laid = _laid(name, entry.id)
        if isinstance(laid, dict):
            reasons[name] = laid
            continue
        for change in laid.changes:
            member = members.setdefault(change.reform, {"reform": change.reform, "dose": change.dose, "targets": []})
            if change.target not in member["targets"]:
                member["targets"].append(change.target)
    return {**_entry(entry), "members": [members[name] for name in sorted(members)], "impossible": reasons}


def place_contents(place: Place) -> Json:
    """One county: its records before a run, byte by byte, and what is to be shown of its townships."""
    scenario = load("generalised")
    world = World([scenario.case(place, months=1)])
    return {
        "name": _both(place.name_en, place.name_zh),
        "source": _both(place.source, place.source_zh or place.source),
        "county": _bytes(world.counties),
        "towns": _bytes(world.towns),
        "cadres": max(int(padded(t.cadres)) for t in place.townships),
        "townships": [_township(t, record) for t, record in zip(place.townships, world.towns, strict=True)],
        "frame": _frame(scenario.regime),
    }


def _township(township: Township, record: Any) -> Json:
    near = record["neighbour"][: int(record["neighbours"])]
    return {
        "code": township.code,
        "name": _both(township.label("en"), township.label("zh")),
        "size_class": township.size_class,
        "kind": township.kind,
        "cadres": township.cadres,
        "villages": township.villages,
        "neighbours": [int(other) for other in near],
    }
