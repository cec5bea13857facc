"""`kaohe pilot`: a reform tried out in some counties, evaluated, and held against its true effect."""

from __future__ import annotations

from contextlib import nullcontext

from analysis.files import write_pilot
from analysis.labels import place_name, scenario_words
from analysis.pilot import Evaluation, evaluate
from analysis.tables.pilot import bias_table, power_table
from experiments.national.pilot import Pilot
from experiments.national.pilot_worlds import run_pilot
from scenarios.errors import ScenarioError
from scenarios.languages import translate
from sim.parameters.declaration import ParameterError

from .console import note
from .national import design_pilot
from .running import RunOptions
from .screens import show_table, show_words

OPTIONS = {name: f"--{name}" for name in ("place", "counties", "start", "spread", "months", "replicates", "seed")}
OPTIONS |= {"waves": "--stagger"}  # how complaints about parameters call the option that gave them


def pilot(
    scenario: str,
    counties: str | None,
    start: int,
    waves: int,
    spread: str,
    baseline: str | None,
    options: RunOptions,
) -> None:
    """One reform in one place; several numbers of pilots where several are given."""
    try:
        design = design_pilot(
            scenario, options.place, counties, start, waves, spread, options.replicates or 10, options.months,
            options.seed, baseline,
        )  # fmt: skip
    except ParameterError as error:
        raise ParameterError(OPTIONS.get(error.field, error.field), error.value, error.expected) from None
    except ScenarioError as error:
        raise ScenarioError(error.what, *(OPTIONS.get(str(part), part) for part in error.where)) from None
    run(design, options)


def run(design: Pilot, options: RunOptions) -> Evaluation:
    """Run, evaluate, write where a folder is given, and show.

    Shown last, so that results are written even where the screen is gone.
    """
    region = place_name(design.place, options.lang)
    reform, baseline = (scenario_words(each, options.lang) for each in (design.reform, design.baseline))
    names = {"reform": reform, "baseline": baseline, "replicates": design.replicates}
    with options.results() as place:
        note(options.text("pilot_start", place=region, **names))
        options.note_left_out(design.place)
        parts = options.parts_of(place, design.spec()) if place else None
        with options.progress() as report, place.writing() if place else nullcontext():
            worlds = run_pilot(design, threads=options.threads, progress=report, announce=options.announce, parts=parts)
            found = evaluate(design, worlds)
        if place:
            note(options.text("writing"))
            with place.writing(), place.replacing() as folder:
                write_pilot(found, folder, options.command, options.lang)
            place.forget_parts()
    for table in (bias_table, power_table):
        show_table(table(found, options.lang))
    show_words(translate("analysis.pilot.honest", options.lang, place=region))
    options.say_written()
    return found
