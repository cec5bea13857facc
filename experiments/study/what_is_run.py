"""What is run, as files of studies, searches and calibrations say it alike: scenarios, places, people, sizes, axes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from scenarios import Scenario, load_place, read_behaviour
from scenarios.about import read_about
from scenarios.costs import load_costs
from scenarios.errors import unknown
from scenarios.expression import Expression, Part, parse
from scenarios.files import SUFFIX
from scenarios.languages import phrase
from scenarios.loading import assemble, is_file, reforms_of, settings_of
from scenarios.places import Place
from scenarios.positions import Keys
from scenarios.shelf import is_path
from scenarios.unit_cost import Costs
from scenarios.values import text, whole
from sim.parameters.behaviour import Behaviour
from sim.world import MOST_MONTHS, MOST_SEED

from ..compare.comparison import DEFAULT_WARMUP, MOST_REPLICATES, MOST_WARMUP
from ..compare.plausible import PLAUSIBLE, sample, source_of
from ..run.own_code import NO_CODE, OwnCode
from ..run.own_files import own_code
from .axes import PEOPLE
from .axis_file import Context, ReadScenario, Tables, axis_tables, read_axes
from .reading import HERE, Reading, Row

SIZES = {  # usual value, lowest, highest
    "months": (120, 1, MOST_MONTHS), "warmup": (DEFAULT_WARMUP, 0, MOST_WARMUP), "replicates": (1, 1, MOST_REPLICATES),
    "seed": (1, 0, MOST_SEED),
}  # fmt: skip
USUAL_PLACE = "yinzhou"
LUCK = "luck"


def read_fields(reading: Reading, tables: Row) -> dict[str, Any]:
    """What is run, as fields of a `Study`: all but outcomes, design and what is kept. Mistakes are noted."""
    if "about" in tables:
        reading.attempt(("about",), read_about, tables["about"], HERE, reading.source.id)
    sizes = {
        name: reading.attempt((name,), whole, tables.get(name, usual), HERE, low, high, default=usual)
        for name, (usual, low, high) in SIZES.items()
    }
    given = axis_tables(reading, tables.get("axes", {}))
    read = _scenarios(reading, tables, given)
    scenarios = [each.scenario for each in read.values()]
    behaviour, people, digest = _people(reading, tables)
    costs = reading.attempt(("costs",), _costs, tables, reading.folder, default=load_costs())
    named: dict[str, Behaviour] = {}
    axes = read_axes(reading, given, Context(read, sizes["months"], costs, named, bool(people)))
    return {
        "name": reading.source.id.removesuffix(SUFFIX), "scenarios": tuple(scenarios), "axes": tuple(axes),
        "places": _places(reading, tables, scenarios), "baseline": _baseline(reading, tables, list(read)),
        "behaviour": behaviour, "people": people, "named": named, "costs": costs, "own": _own(reading, tables),
        "sample": digest, **sizes,
    }  # fmt: skip


def _scenarios(reading: Reading, tables: Row, given: Tables) -> dict[str, ReadScenario]:
    """The scenarios by id."""
    if "scenarios" not in tables:
        reading.missing((), "scenarios", phrase("experiments.study.a_scenario"))
        return {}
    found: dict[str, ReadScenario] = {}
    for name in reading.texts(("scenarios",), tables["scenarios"]):
        read = reading.attempt(("scenarios",), _scenario, name, reading, given)
        if read is not None and read.scenario.id in found:
            reading.wrong(("scenarios",), phrase("experiments.study.twice", word=read.scenario.id))
        if read is not None:
            found[read.scenario.id] = read
    return found


def _scenario(name: str, reading: Reading, given: Tables) -> ReadScenario:
    """A scenario and what can be dosed in it; a dose or start that an axis gives must not stand in its text."""
    inside = _inside(name, reading.folder)
    expression = Expression(inside, (), ()) if is_file(inside) else parse(name)
    moved = {(kind, target) for kind, target, _ in given}
    parts: list[Part] = []
    dosed: dict[str, list[str]] = {}
    for part in expression.parts:
        part_name = _inside(part.name, reading.folder)
        label, reforms = reforms_of(part_name, Path())
        dosed[label] = reforms
        for kind, own in (("dose", part.dose != 1.0), ("start", part.start is not None)):
            if own and (kind, label) in moved:
                reading.wrong(("scenarios",), phrase("experiments.study.moved", kind=kind, reform=label), name)
        parts.append(Part(part_name, part.dose, part.start))
    base = _inside(expression.base, reading.folder)
    scenario = assemble(replace(expression, base=base, parts=tuple(parts)), settings_of(expression, {}))
    return ReadScenario(scenario, {reform: [reform] for reform, *_ in scenario.parts[1]} | dosed)


def _inside(name: str, folder: Path) -> str:
    """A path from the folder of the study; an id as it is."""
    return str(folder / name) if is_path(name) else name


def _baseline(reading: Reading, tables: Row, ids: Sequence[str]) -> str:
    given = reading.attempt(("baseline",), text, tables.get("baseline", ids[0] if ids else ""), HERE, default="")
    if ids and given and given not in ids:
        reading.wrong(("baseline",), unknown("baseline", given, ids))
    return str(given)


def _places(reading: Reading, tables: Row, scenarios: Sequence[Scenario]) -> tuple[Place, ...]:
    pack = scenarios[0].country if scenarios else None
    found: dict[str, Place] = {}
    for name in reading.texts(("places",), tables.get("places", [USUAL_PLACE])):
        inside = str(reading.folder / name) if Path(name).suffix else name
        place = reading.attempt(("places",), load_place, inside, pack)
        if place is not None and place.id in found:
            reading.wrong(("places",), phrase("experiments.study.twice", word=place.id))
        if place is not None:
            found[place.id] = place
    return tuple(found.values())


def _people(reading: Reading, tables: Row) -> tuple[Behaviour, tuple[Behaviour, ...], str]:
    """How people behave; behaviour by replicate where that is uncertain, and the hash of the user's file of it."""
    behaviour = Behaviour()
    if PEOPLE in tables:
        behaviour = reading.attempt((PEOPLE,), _behaviour, tables[PEOPLE], reading.folder, default=behaviour)
    uncertainty = reading.attempt(("uncertainty",), text, tables.get("uncertainty", LUCK), HERE, default=LUCK)
    if uncertainty == LUCK:
        return behaviour, (), ""
    if PEOPLE in tables:
        reading.wrong(("uncertainty",), phrase("experiments.study.people_twice"))
    inside = uncertainty if uncertainty == PLAUSIBLE else str(reading.folder / uncertainty)
    path, digest = reading.attempt(("uncertainty",), source_of, inside, default=(None, ""))
    return behaviour, sample(path) if path else (), digest


def _behaviour(name: object, folder: Path) -> Behaviour:
    return read_behaviour(text(name, HERE), folder)


def _costs(tables: Row, folder: Path) -> Costs:
    return load_costs(folder / text(tables["costs"], HERE)) if "costs" in tables else load_costs()


def _own(reading: Reading, tables: Row) -> OwnCode:
    """Measures and cadres of the user's own, whose files are executed; every mistake is noted."""
    given = tables.get("measures", {})
    if isinstance(given, dict):
        named: list[tuple[str, Any, Keys]] = [(name, value, ("measures", name)) for name, value in given.items()]
    else:
        named = [("", value, ("measures",)) for value in reading.texts(("measures",), given)]
    found = NO_CODE
    for name, reference, keys in named:
        found = found.joined(reading.attempt(keys, _code, {name: reference}, None, reading.folder, default=NO_CODE))
    if "cadre_class" in tables:
        cadres = tables["cadre_class"]
        found = found.joined(reading.attempt(("cadre_class",), _code, {}, cadres, reading.folder, default=NO_CODE))
    for each in sorted({each for each in found.names if found.names.count(each) > 1}):
        reading.wrong(("measures",), phrase("experiments.study.twice", word=each))
    return found


def _code(measures: Mapping[str, object], cadre_class: object, folder: Path) -> OwnCode:
    words = {name: text(word, HERE) for name, word in measures.items()}
    return own_code(words, None if cadre_class is None else text(cadre_class, HERE), folder)
