"""`kaohe redo`: a recorded run again, and whether the bits are those recorded."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from experiments.compare.comparison import comparisons_of
from experiments.national.design import design_of
from experiments.national.pilot import pilot_of
from experiments.run.own_code import FOLDER, OwnCode, loaded
from experiments.run.record import read_record, versions
from scenarios.costs import costs_from, load_costs
from scenarios.errors import ScenarioError
from scenarios.languages import phrase

from . import run_comparisons, run_country, run_pilot
from .console import note, say
from .running import RunOptions


def redo(path: str, options: RunOptions, own_code: bool = False) -> bool:
    """Run a record again, of a country as many years as had been complete; whether the bits are the same.

    own_code: whether to execute the user's own code that lies beside the record.
    """
    record = read_record(path)
    options = replace(options, command=tuple(map(str, record["command"])))
    recorded = [study.get("digest") for study in record["studies"]]
    kind = record.get("kind")
    if kind == "country":
        design = design_of(record)
        _note_changes(record["versions"], options)
        country, years = run_country.run(design, options), record["studies"][0].get("years_complete")
        found = [country.digest_of(years) if isinstance(years, int) else ""]
    elif kind == "pilot":
        pilot = pilot_of(record)
        _note_changes(record["versions"], options)
        found = [run_pilot.run(pilot, options).digest]
    else:
        comparisons = [replace(each, own=own_of(each.own, path, own_code)) for each in comparisons_of(record)]
        _note_changes(record["versions"], options)
        costs = load_costs() | costs_from(record.get("costs", {}), load_costs(), path)
        found = [each.digest for each in run_comparisons.run_all(comparisons, options, lambda results: None, costs)]
    say(options.text("same" if found == recorded else "differs"))
    return found == recorded


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
