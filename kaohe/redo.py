"""`kaohe redo`: a recorded run again, and whether the bits are those recorded."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from experiments.compare.comparison import Comparison, comparisons_of
from experiments.compare.results import Precision, precision_of
from experiments.national.design import CountryDesign, design_of
from experiments.national.pilot import Pilot, pilot_of
from experiments.run.own_code import FOLDER, OwnCode
from experiments.run.own_files import loaded
from experiments.run.record import FILE, read_record, reading_a_record, versions
from scenarios.costs import budget_from, costs_from, load_costs
from scenarios.errors import ScenarioError, complaint
from scenarios.languages import phrase
from scenarios.unit_cost import UnitCost
from sim.parameters.declaration import ParameterError

from . import run_comparisons, run_country, run_pilot
from .console import note, say
from .running import RunOptions


def redo(path: str, options: RunOptions, own_code: bool = False) -> bool:
    """Run a record again, of a country as many years as had been complete; whether the bits are the same.

    own_code: whether to execute the user's own code that lies beside the record.
    """
    record = read_record(path)
    run, costs, budget, precision = what_ran(record, path)
    options = replace(options, command=tuple(map(str, record["command"])))
    recorded = [study.get("digest") for study in record["studies"]]
    if isinstance(run, list):
        run = [replace(each, own=own_of(each.own, path, own_code)) for each in run]
    _note_changes(record["versions"], options)
    if isinstance(run, CountryDesign):
        country, years = run_country.run(run, options), record["studies"][0].get("years_complete")
        found = [country.digest_of(years) if isinstance(years, int) else ""]
    elif isinstance(run, Pilot):
        found = [run_pilot.run(run, options).digest]
    else:
        again = run_comparisons.run_all(run, options, lambda results: None, costs, budget, precision)
        found = [each.digest for each in again]
    say(options.text("same" if found == recorded else "differs"))
    return found == recorded


def what_ran(
    record: dict[str, Any], path: str | Path
) -> tuple[CountryDesign | Pilot | list[Comparison], dict[str, UnitCost], float | None, Precision | None]:
    """The design of a country, the pilot or the comparisons that a record holds; unit costs, a budget, a precision.

    Raises `ScenarioError`, with the path in front, where the record is not one that kaohe writes.
    """
    kind, known = record.get("kind"), load_costs()
    try:
        if kind == "country":
            return design_of(record), known, None, None
        if kind == "pilot":
            return pilot_of(record), known, None, None
        with reading_a_record():
            costs = known | costs_from(record.get("costs", {}), known, "costs")
            return comparisons_of(record), costs, budget_from(record, FILE), precision_of(record, FILE)
    except ScenarioError as error:
        raise error.at(str(path)) from None
    except ParameterError as error:
        raise complaint(error, str(path)) from None


def own_of(own: OwnCode, path: str | Path, asked: bool) -> OwnCode:
    """The user's own code beside a record, executed only where that is asked for."""
    if own and not asked:
        raise ScenarioError(phrase("experiments.own_code.not_asked", names=", ".join(own.shown)), str(path))
    folder = Path(path) if Path(path).is_dir() else Path(path).parent
    return loaded(own, folder / FOLDER)


def _note_changes(recorded: dict[str, str], options: RunOptions) -> None:
    """Say which versions are not those of a record."""
    changed = [name for name, value in versions().items() if recorded.get(name) != value]
    if changed:
        note(options.text("changed", what=", ".join(changed)))
