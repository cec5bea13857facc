"""`kaohe country`: tied counties, results that grow year by year."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

from analysis.files import GrowingFolder
from analysis.labels import place_name
from analysis.tables.national import amplification_table, headline_table
from experiments.national.assignments import Assignment, read_assignments
from experiments.national.country import CountryResults, memory_of, run_years
from experiments.national.design import CountryDesign, spec_of
from experiments.national.units import place_code
from scenarios.languages import translate
from scenarios.places.country import territory_of
from sim.national.territory import Territory

from .console import note
from .national import design_country
from .running import RunOptions
from .screens import show_table, show_words


def country(place: str, scenarios: Sequence[str], assignments: str | None, options: RunOptions) -> None:
    """One place under one scenario, or several by unit."""
    assigned: list[str | Assignment] = list(scenarios)
    if assignments is not None:
        found = read_assignments(assignments, place_code(place))
        assigned = [*found.here, *assigned]
        if found.elsewhere:
            units = {"n": f"{len(found.elsewhere):,}", "names": options.few([str(unit) for unit in found.elsewhere])}
            note(options.text("left_aside", file=Path(assignments).name, **units))
    run(design_country(place, assigned or "generalised", options.months, options.seed), options)


def run(design: CountryDesign, options: RunOptions) -> CountryResults:
    """Run, show, and write where a folder is given."""
    territory, done = territory_of(design.place), None
    with nullcontext() if options.out is None else GrowingFolder(options.out, options.command) as folder:
        note(_start(design, territory, options))
        options.note_left_out(design.place)
        try:
            parts = options.parts_of(folder.folder, spec_of(design)) if folder else None
            with options.progress() as report:
                for done in run_years(
                    design, threads=options.threads, progress=report, announce=options.announce, territory=territory,
                    parts=parts,
                ):  # fmt: skip
                    if folder:
                        folder.add(done)
            assert done is not None  # months >= 1
            for table in (headline_table, amplification_table):
                show_table(table(done, options.lang))
            show_words(translate("analysis.country.honest", options.lang, townships=f"{len(done.codes):,}"))
            if folder:
                sys.stdout.flush()
                note(options.text("writing"))
                folder.finish(done, options.lang)
                options.say_written()
        except KeyboardInterrupt:
            if folder and folder.years:
                stopped = options.text("stopped_kept", years=folder.years, path=options.shown_out)
                raise KeyboardInterrupt(stopped) from None
            if folder and folder.folder.has_parts:
                raise KeyboardInterrupt(options.text("stopped_parts", path=options.shown_out)) from None
            raise KeyboardInterrupt(options.text("stopped")) from None
    return done


def _start(design: CountryDesign, territory: Territory, options: RunOptions) -> str:
    towns = territory.townships
    return options.text(
        "country_start",
        place=place_name(design.place, options.lang),
        counties=f"{len(territory.counties):,}",
        townships=f"{len(towns):,}",
        cadres=f"{int(towns['cadres'].sum()):,}",
        months=f"{design.months:,}",
        need=f"{memory_of(design, territory, options.threads) / 2**30:.1f}",
    )
