"""The page with a county and scenarios of one's own: what it knows is exchanged, its engine stays.

A scenario that the page cannot spell, because its regime or one of its reforms is a file, is there as a regime of its
own, under the name of its file, with its reforms and with all others that can be laid on it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Container, Sequence
from dataclasses import replace
from itertools import chain, count
from pathlib import Path

from scenarios import REGIMES, Scenario, ScenarioError, load, load_place
from scenarios.expression import Expression, exact, parse
from scenarios.languages import LANGUAGES, phrase
from scenarios.lists import list_reforms
from scenarios.loading import is_file, read_part
from scenarios.reform_file import Reform
from scenarios.scenario import told_apart
from scenarios.shelf import find_part
from sim.compile.kernel import rules_hash
from sim.parameters.regime import Regime

from .contents import PLACES, Json, overlay_rows, place_contents, regime_contents
from .document import part, unpack, with_contents
from .exchanges import exchange

MOST_SCENARIOS = 5  # the baseline, and four that are compared with it
SHIPPED = frozenset(entry.id for entry in list_reforms())
MEANT = re.compile(r"[+,=@]")  # what has a meaning in the text of a scenario, and so cannot stand in a name


def own_page(page: str, place: str | None, scenarios: Sequence[str]) -> str:
    """A page that begins with this county and these scenarios, of which the first is the baseline.

    Raises `ScenarioError` where the page was built from other rules, where there are too many scenarios, where one
    cannot be read, and where one cannot be run at the county.
    """
    known: Json = json.loads(unpack(part(page, "contents")))
    if known["rules"] != rules_hash():
        raise ScenarioError(phrase("kaohe.errors.page_rules", page=known["rules"][:8], own=rules_hash()[:8]))
    if len(scenarios) > MOST_SCENARIOS:
        raise ScenarioError(phrase("kaohe.errors.page_scenarios", count=len(scenarios), most=MOST_SCENARIOS))
    county, read = load_place(place or PLACES[0]), [load(word) for word in scenarios]
    for scenario in read:
        scenario.case(county, months=1)
    start: Json = {}
    if place is not None:
        shipped = county.id in known["places"] and county == load_place(county.id)
        start["place"] = county.id if shipped else _free(county.id, known["places"])
        file = {"file": Path(place).name} if Path(place).suffix and not shipped else {}
        known["places"] = {start["place"]: place_contents(county) | file, **known["places"]}
    own: dict[str, Regime] = {}
    told = zip(told_apart(read), scenarios, strict=True)
    start["scenarios"] = [_text(known, own, scenario, word) for scenario, word in told]
    return with_contents(page, known | {"start": start})


def _text(known: Json, own: dict[str, Regime], scenario: Scenario, word: str) -> str:
    """The text of a scenario on the page; what the page does not know yet is put there."""
    if _spelt(scenario):
        return scenario.id
    name = _name(own, scenario)
    if name not in known["regimes"]:
        _add_regime(known, own, name, scenario)
        known["regimes"][name]["origin"] = _origin(word)
    for reform in {change.reform for change in scenario.changes}:
        changes = [change for change in scenario.changes if change.reform == reform]
        rows = [row for change in changes for row in overlay_rows(change, scenario.regime)]
        unnamed = {"name": _same(reform), "about": _same(""), "row": "", "sources": [], "overlays": {}}
        begins = {"start": changes[0].start, "ramp": changes[0].ramp}
        entry = known["reforms"].setdefault(reform, unnamed | begins)
        entry["overlays"][name] = rows
    doses = {reform: f"{reform}={exact(dose)}@{exact(start)}" for reform, dose, start, _ in scenario.parts[1]}
    return "+".join([name, *(doses[reform] for reform in sorted(doses))])


def _origin(word: str) -> Json:
    """What a regime of one's own is made of: its file, levers set beside it, and the reforms that the file brings."""
    expression = Expression(word, (), ()) if is_file(word) else parse(word)
    parts = load(expression.base).parts[1]
    return {
        "file": Path(expression.base).name,
        "levers": dict(expression.settings),
        "parts": [{"id": reform, "dose": dose, "start": start} for reform, dose, start, _ in parts],
    }


def _spelt(scenario: Scenario) -> bool:
    """Whether the page can read the text of a scenario: its regime and reforms ship, and no other file is behind it."""
    base, reforms = scenario.parts
    return base in REGIMES and all(reform in SHIPPED for reform, *_ in reforms)


def _same(text: str) -> dict[str, str]:
    return dict.fromkeys(LANGUAGES, text)


def _name(own: dict[str, Regime], scenario: Scenario) -> str:
    """The name of a regime of one's own: that of its file, or of the shipped one if only reforms are of one's own."""
    wanted = MEANT.sub("_", scenario.parts[0])
    others = {name: load(name).regime for name in REGIMES} | own
    return _free(wanted, {name for name, regime in others.items() if regime != scenario.regime})


def _free(name: str, taken: Container[str]) -> str:
    """A name that nobody has yet: with a number where another has it."""
    numbered = (f"{name} ({number})" for number in count(2))
    return next(each for each in chain([name], numbered) if each not in taken)


def _add_regime(known: Json, own: dict[str, Regime], name: str, scenario: Scenario) -> None:
    """Put a regime among those the page knows, with what comes over from others and all reforms laid on it."""
    regime = scenario.regime
    own[name] = regime
    known["regimes"][name] = regime_contents(replace(scenario, name_en=regime.name_en, name_zh=regime.name_zh))
    known["exchanges"][name] = {}
    for other, before in {**{each: load(each).regime for each in REGIMES}, **own}.items():
        known["exchanges"][name][other] = exchange(regime, before)
        known["exchanges"][other][name] = exchange(before, regime)
    for reform, entry in known["reforms"].items():
        if reform in SHIPPED:
            entry["overlays"][name] = _laid(scenario, reform)


def _laid(scenario: Scenario, name: str) -> list[list[str | float]] | dict[str, str]:
    """A shipped reform in full on the regime of a scenario, or why that cannot be, in each language."""
    try:
        reform = read_part(find_part(name, Path()))
        assert isinstance(reform, Reform)
        alone = replace(scenario, id=f"{scenario.parts[0]}+{name}", changes=tuple(reform.changes(1.0, None)))
        return [row for change in alone.changes for row in overlay_rows(change, alone.regime)]
    except ScenarioError as error:
        return {language: error.render(language) for language in LANGUAGES}
