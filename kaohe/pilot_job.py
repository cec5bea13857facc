"""`kaohe pilot`: a reform tried out in some counties, evaluated, and held against its true effect."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scenarios.languages import translate

from .country_job import note_left_out
from .jobs import Wishes, note_changes, shown
from .screen import compiling, console, note, progress, say

if TYPE_CHECKING:
    from experiments.national.pilot import Pilot


OPTIONS = {name: f"--{name}" for name in ("place", "counties", "start", "spread", "months", "replicates", "seed")}
OPTIONS |= {"waves": "--stagger"}


def pilot(
    scenario: str, counties: str | None, start: int, waves: int, spread: str, wishes: Wishes, baseline: Any
) -> None:
    """One reform in one place; several numbers of pilots where several are given."""
    from experiments.national.pilot import new_pilot
    from scenarios.errors import ScenarioError
    from sim.parameters.declaration import ParameterError

    try:
        chosen = new_pilot(
            scenario, wishes.place, counties, start, waves, spread, wishes.replicates or 10, wishes.months,
            wishes.seed, baseline,
        )  # fmt: skip
    except ParameterError as error:
        raise ParameterError(OPTIONS.get(error.field, error.field), error.value, error.expected) from None
    except ScenarioError as error:
        raise ScenarioError(error.what, *(OPTIONS.get(str(part), part) for part in error.where)) from None
    run(chosen, wishes)


def run(chosen: Pilot, wishes: Wishes) -> str:
    """Run, evaluate, write where a folder is given, and show; the digest of what came out.

    Shown last, so that results are there even if nobody can be shown them.
    """
    from analysis.files import write_pilot
    from analysis.labels import place_name
    from analysis.pilot import evaluate
    from analysis.tables import bias_table, power_table
    from experiments.national.pilot_worlds import run_pilot
    from experiments.run.folder import ResultFolder

    where = place_name(chosen.place, wishes.lang)
    names = {"reform": chosen.reform.id, "baseline": chosen.baseline.id, "replicates": chosen.replicates}
    with ExitStack() as stack:
        folder = None if wishes.out is None else stack.enter_context(ResultFolder(wishes.out))
        note(translate("kaohe.messages.pilot_start", wishes.lang, place=where, **names))
        note_left_out(chosen.place, wishes.lang)
        with progress(wishes.lang) as report:
            worlds = run_pilot(chosen, threads=wishes.threads, progress=report, announce=compiling(wishes.lang))
            found = evaluate(chosen, worlds)
        if folder:
            note(translate("kaohe.messages.writing", wishes.lang))
            write_pilot(found, folder, wishes.command, wishes.lang)
    for table in (bias_table, power_table):
        console().print(table(found, wishes.lang))
    say(translate("analysis.pilot.honest", wishes.lang, place=where))
    if wishes.out:
        say(translate("kaohe.messages.written", wishes.lang, path=shown(Path(wishes.out))))
    return found.digest


def redo(record: dict[str, Any], wishes: Wishes) -> bool:
    """Run a recorded pilot again; whether the bits are those recorded."""
    from experiments.compare.record import versions
    from experiments.national.pilot import pilot_of

    chosen = pilot_of(record)
    note_changes(record.get("versions", {}), versions(), wishes.lang)
    same = run(chosen, wishes) == record["studies"][0].get("digest")
    say(translate(f"kaohe.messages.{'same' if same else 'differs'}", wishes.lang))
    return same
