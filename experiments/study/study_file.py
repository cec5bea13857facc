"""A study from its TOML file: every mistake of the file at once, each named by line and key with what is accepted."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from scenarios import Scenario, load_place, read_behaviour
from scenarios.about import read_about
from scenarios.costs import load_costs
from scenarios.errors import expected, one_of, unknown
from scenarios.expression import Expression, Part, parse
from scenarios.files import SUFFIX, tables_of
from scenarios.files import read_text as text_of
from scenarios.languages import phrase
from scenarios.loading import assemble, is_file, reforms_of, settings_of
from scenarios.places import Place
from scenarios.positions import Keys, lines_of
from scenarios.shelf import Source, find, is_path, kind_of
from scenarios.unit_cost import Costs
from scenarios.values import is_number, text, whole, word
from sim.measures import HEADLINE, NAMES
from sim.parameters.behaviour import Behaviour
from sim.world import MOST_MONTHS, MOST_SEED

from ..compare.comparison import DEFAULT_WARMUP, MOST_REPLICATES, MOST_WARMUP
from ..compare.ledger import LINES, PAYERS
from ..compare.plausible import PLAUSIBLE, sample, source_of
from ..compare.window import unscored, window
from ..run.own_code import NO_CODE, OwnCode
from ..run.own_files import own_code
from .axes import PEOPLE, StudyAxis
from .axis_file import Context, ReadScenario, Tables, axis_tables, read_axes
from .designs import GROUPED, OPTIONS, Points, count_of, group_names, listed, points_of
from .exploration.thresholds import THRESHOLDS, read_thresholds
from .micro import KINDS as MICRO
from .reading import HERE, Reading
from .specification import COUNTY_WITH_ONCE, TOTAL, Design, Keep, Outcome, Study
from .statistic import LEVEL

KEYS = (
    "about", "places", "scenarios", "baseline", "months", "warmup", "replicates", "seed", PEOPLE, "uncertainty",
    "costs", "measures", "cadre_class", "outcomes", "thresholds", "design", "axes", "keep",
)  # fmt: skip
SIZES = {  # usual value, lowest, highest
    "months": (120, 1, MOST_MONTHS), "warmup": (DEFAULT_WARMUP, 0, MOST_WARMUP), "replicates": (1, 1, MOST_REPLICATES),
    "seed": (1, 0, MOST_SEED),
}  # fmt: skip
OUTCOME_KEYS = ("measure", "cost", "months", "horizons")
KEEP_KEYS = ("series", "every", "micro", "micro_every")
USUAL_PLACE = "yinzhou"
LUCK = "luck"
YEAR = 12
MOST_POINTS = 100_000_000

Row = Mapping[str, Any]


def read_study(name: str | Path, folder: Path | None = None) -> tuple[Study, Points, str]:
    """A study, its points and the text of its file, by the id of a shipped file or a path.

    Raises `Mistakes` with all that is wrong.
    """
    source = find("study", str(name), folder or Path())
    return read_text(text_of(source.path, source.name), source)


def read_text(content: str, source: Source) -> tuple[Study, Points, str]:
    """A study, its points and its text, from the text of a file; `source`: its name in messages, and its folder.

    Raises `Mistakes` with all that is wrong.
    """
    return (*read_as(_study, content, source), content)


def read_as(read: Callable[[Reading, Row], Any], content: str, source: Source) -> Any:
    """What `read` makes of the text of a file; raises `Mistakes` with all that is wrong where it gives None."""
    tables = tables_of(content, source.name)
    reading = Reading(source, lines_of(content))
    found = read(reading, tables)
    if found is None:
        raise reading.refusal()
    return found


def _study(reading: Reading, tables: Row) -> tuple[Study, Points] | None:
    """The study and its points; None where something is wrong."""
    if kind_of(tables) == "search":
        reading.wrong((), phrase("experiments.study.is_search"))
        return None
    reading.known((), tables, KEYS)
    fields = read_fields(reading, tables)
    sizes, own = {name: fields[name] for name in SIZES}, fields["own"]
    usual = [name for name in HEADLINE if unscored(name, sizes["warmup"]) < sizes["months"]]
    fields["outcomes"] = read_outcomes(reading, tables.get("outcomes", usual), sizes, fields["scenarios"], own)
    read_thresholds(reading, tables.get(THRESHOLDS, {}), fields["outcomes"])  # no run depends on them
    fields["keep"] = _keep(reading, tables.get("keep", {}), sizes, own)
    design = _design(reading, tables, fields["axes"], sizes["seed"])
    points = None if design is None else _points(reading, design, fields["axes"], tables["design"])
    if reading.errors or design is None or points is None:
        return None
    return Study(design=design, **fields), points


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


# What is run


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


# Outcomes and what is kept


def read_outcomes(
    reading: Reading,
    given: object,
    sizes: Mapping[str, int],
    scenarios: Sequence[Scenario],
    own: OwnCode = NO_CODE,
    table: str = "outcomes",
) -> tuple[Outcome, ...]:
    """Outcomes of a list of measures, or of a table of their own by name."""
    fields = sorted({LEVEL + field.id for scenario in scenarios for field in scenario.regime.fields})
    known = [*NAMES, *own.names, *fields]
    if not isinstance(given, dict):
        given = {each: {} for each in reading.texts((table,), given, known, "measure")}
    found: list[Outcome] = []
    for name, value in given.items():
        keys = (table, name)
        row = reading.table(keys, value)
        reading.known(keys, row, OUTCOME_KEYS)
        if not name.isidentifier():
            reading.wrong(keys, expected(name, phrase("scenarios.values.id")))
        elif "cost" in row:
            found.append(_cost(reading, keys, name, row, sizes["months"]))
        else:
            found += _means(reading, keys, name, row, known, sizes)
    names = [outcome.name for outcome in found]
    for each in sorted({each for each in names if names.count(each) > 1}):
        reading.wrong((table,), phrase("experiments.study.twice", word=each))
    return tuple(found)


def _cost(reading: Reading, keys: Keys, name: str, row: Row, months: int) -> Outcome:
    known = [TOTAL, COUNTY_WITH_ONCE, *PAYERS, *(line.id for line in LINES if not line.once)]
    for key in row:
        if key in OUTCOME_KEYS and key != "cost":
            reading.wrong((*keys, key), phrase("experiments.study.not_with_cost", key=key))
    of = reading.attempt((*keys, "cost"), text, row["cost"], HERE, default=TOTAL)
    if of not in known:
        reading.wrong((*keys, "cost"), unknown("cost", of, known))
    return Outcome(name, of, months - window(months) + 1, months, cost=True)


def _means(
    reading: Reading, keys: Keys, name: str, row: Row, known: Sequence[str], sizes: Mapping[str, int]
) -> list[Outcome]:
    """An outcome, or one for each of its horizons."""
    months = sizes["months"]
    of = reading.attempt((*keys, "measure"), text, row.get("measure", name), HERE, default="")
    if of not in known:
        reading.wrong((*keys, "measure") if "measure" in row else keys, unknown("measure", of, known))
        return []
    if "months" in row and "horizons" in row:
        reading.wrong((*keys, "horizons"), phrase("experiments.study.months_or_horizons"))
    spans = [(name, months - window(months) + 1, months)]
    if "horizons" in row:
        spans = _horizons(reading, keys, name, row["horizons"], months)
    elif "months" in row:
        spans = _months(reading, keys, name, row["months"], months)
    least = unscored(of, sizes["warmup"]) + 1  # a yearly score comes at the end of a year
    if any(last < least for _, _, last in spans):
        reading.wrong(keys, phrase("experiments.study.unscored", measure=of, first=least))
    return [Outcome(label, of, max(first, least), last) for label, first, last in spans]


def _horizons(reading: Reading, keys: Keys, name: str, given: Any, months: int) -> list[tuple[str, int, int]]:
    years = given if isinstance(given, list) and given else [given]
    most = months // YEAR
    if not all(is_number(each) and 1 <= each <= most and each == int(each) for each in years):
        reading.wrong((*keys, "horizons"), expected(given, phrase("experiments.study.horizons", most=most)))
        return []
    return [(f"{name}_y{int(year)}", YEAR * (int(year) - 1) + 1, YEAR * int(year)) for year in years]


def _months(reading: Reading, keys: Keys, name: str, given: Any, months: int) -> list[tuple[str, int, int]]:
    pair = isinstance(given, list) and len(given) == 2 and all(map(is_number, given))
    if not pair or not 1 <= given[0] <= given[1] <= months or any(each != int(each) for each in given):
        reading.wrong((*keys, "months"), expected(given, phrase("experiments.study.two_months", months=months)))
        return []
    return [(name, int(given[0]), int(given[1]))]


def _keep(reading: Reading, given: object, sizes: Mapping[str, int], own: OwnCode) -> Keep:
    months, known = sizes["months"], [*NAMES, *own.names]
    row = reading.table(("keep",), given)
    reading.known(("keep",), row, KEEP_KEYS)
    series = reading.texts(("keep", "series"), row["series"], known, "measure") if "series" in row else []
    every = reading.attempt(("keep", "every"), whole, row.get("every", 1), HERE, 1, months, default=1)
    micro = reading.texts(("keep", "micro"), row["micro"], MICRO) if "micro" in row else []
    usual = min(YEAR, months)
    micro_every = reading.attempt(
        ("keep", "micro_every"), whole, row.get("micro_every", usual), HERE, 1, months, default=usual
    )
    return Keep(tuple(series), every, tuple(micro), micro_every)


# Design


def _design(reading: Reading, tables: Row, axes: Sequence[StudyAxis], seed: int) -> Design | None:
    if "design" not in tables:
        reading.missing((), "design", phrase("experiments.study.a_design"))
        return None
    row = reading.table(("design",), tables["design"])
    if "kind" not in row:
        reading.missing(("design",), "kind", one_of(OPTIONS))
        return None
    kind = reading.attempt(("design", "kind"), word, row["kind"], HERE, tuple(OPTIONS))
    if kind is None:
        return None
    reading.known(("design",), row, ("kind", "seed", *(("file",) if kind == "list" else OPTIONS[kind])))
    own = reading.attempt(("design", "seed"), whole, row.get("seed", seed), HERE, 0, MOST_SEED, default=seed)
    design = Design(kind, own, {name: _option(reading, name, row, kind) for name in OPTIONS[kind]})
    if not tables.get("axes"):
        reading.missing((), "axes", phrase("experiments.study.an_axis"))
    _check_groups(reading, kind, axes)
    if kind == "saltelli" and len(group_names(axes)) < 2:
        design = replace(design, options={**design.options, "second_order": False})  # there are no pairs
    count = count_of(design, axes) if axes else 0
    if count > MOST_POINTS:
        reading.wrong(("design",), phrase("experiments.study.too_many", points=count, most=MOST_POINTS))
    return design


def _check_groups(reading: Reading, kind: str, axes: Sequence[StudyAxis]) -> None:
    for axis in axes:
        if axis.group and kind not in GROUPED:
            keys = tuple(key for key in ("axes", axis.kind, axis.target, "group") if key)
            reading.wrong(keys, phrase("experiments.study.no_groups", kind=kind, words=", ".join(GROUPED)))


def _option(reading: Reading, name: str, row: Row, kind: str) -> Any:
    option, keys = OPTIONS[kind][name], ("design", name)
    value = row.get(name, option.default)
    if option.truth:
        if not isinstance(value, bool):
            reading.wrong(keys, expected(value, phrase("experiments.evidence.yes_or_no")))
        return value
    found = reading.attempt(keys, whole, value, HERE, option.low, option.high, default=option.default)
    if option.power_of_two and found & (found - 1):
        reading.wrong(keys, expected(found, phrase("experiments.checks.power_of_two")))
    if option.even and found % 2:
        reading.wrong(keys, expected(found, phrase("experiments.checks.even_from", least=option.low)))
    return found


def _points(reading: Reading, design: Design, axes: Sequence[StudyAxis], row: Row) -> Points | None:
    """The points, once nothing else is wrong; of a list, with whatever is wrong in it."""
    if design.kind == "list" and axes:
        rows = _list(reading, row, axes)
        return None if reading.errors else listed(axes, rows)
    return None if reading.errors else points_of(design, axes)


def _list(reading: Reading, row: Row, axes: Sequence[StudyAxis]) -> list[list[Any]]:
    """Rows of a CSV file with a column for each axis, in natural units."""
    if "file" not in row:
        reading.missing(("design",), "file", phrase("scenarios.files.suffix_of", suffix=".csv"))
        return []
    keys, before = ("design", "file"), len(reading.errors)
    name = reading.attempt(keys, text, row["file"], HERE, default="")
    content = reading.attempt(keys, text_of, reading.folder / name, name) if name else None
    if content is None:
        return []
    lines = csv.reader(io.StringIO(content))
    columns = [column.strip() for column in next(lines, [])]
    names = [axis.name for axis in axes]
    for column in columns:
        if column not in names:
            reading.wrong(keys, unknown("column", column, names), name)
    for column in names:
        if column not in columns:
            reading.wrong(keys, phrase("experiments.study.no_column", column=column), name)
    if len(reading.errors) > before:
        return []
    places = [columns.index(column) for column in names]
    found = []
    for cells in lines:
        if any(cells):
            given = [cells[place].strip() if place < len(cells) else "" for place in places]
            where = (name, phrase("experiments.study.line", line=lines.line_num))
            found.append([_cell(reading, axis, cell, *where) for axis, cell in zip(axes, given, strict=True)])
    if not found:
        reading.wrong(keys, phrase("experiments.evidence.no_rows"), name)
    return found


def _cell(reading: Reading, axis: StudyAxis, cell: str, *where: Any) -> Any:
    """A value of a list as its axis takes it."""
    value: Any = cell
    if axis.kind != PEOPLE:
        try:
            value = float(cell)
        except ValueError:
            value = None
    choices = axis.all_values
    if value in choices if choices else value is not None and axis.low <= value <= axis.high:
        return value
    words = [choice if isinstance(choice, str) else f"{choice:g}" for choice in choices]
    accepted = one_of(words) if choices else phrase("scenarios.values.number", low=axis.low, high=axis.high)
    reading.wrong(("design", "file"), expected(cell, accepted), *where, axis.name)
    return value
