"""`kaohe country`: tied counties, results that grow year by year."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scenarios.languages import translate

from .jobs import Wishes, note_changes, shown
from .screen import compiling, console, note, progress, say

NAMED = 5  # units that a message names

if TYPE_CHECKING:
    from analysis.files import GrowingFolder
    from experiments.national.country import CountryResults
    from experiments.national.design import CountryDesign
    from sim.national.territory import Territory


def country(place: str, scenarios: Sequence[str], assignments: str | None, wishes: Wishes) -> None:
    """One place under one scenario, or several by unit."""
    from experiments.national.design import new_country, place_code

    words: list[Any] = list(scenarios)
    if assignments is not None:
        from experiments.national.assignments import read_assignments

        found = read_assignments(assignments, place_code(place))
        words = [*found.words, *words]
        if found.elsewhere:
            note(_left_aside(assignments, found.elsewhere, wishes.lang))
    run(new_country(place, words or ["generalised"], wishes.months, wishes.seed), wishes)


def run(design: CountryDesign, wishes: Wishes) -> CountryResults:
    """Run, show, and write where a folder is given."""
    from analysis.files import GrowingFolder
    from analysis.tables import amplification_table, headline_table
    from experiments.national.country import run_years
    from scenarios.places.country import territory_of

    territory = territory_of(design.place)
    with ExitStack() as stack:
        folder = None if wishes.out is None else stack.enter_context(GrowingFolder(wishes.out, wishes.command))
        note(_start(design, territory, wishes))
        note_left_out(design.place, wishes.lang)
        done = None
        try:
            with progress(wishes.lang) as report:
                announce = compiling(wishes.lang)
                for done in run_years(
                    design, threads=wishes.threads, progress=report, announce=announce, territory=territory
                ):
                    if folder:
                        folder.add(done)
            assert done is not None  # months >= 1
            for table in (headline_table, amplification_table):
                console().print(table(done, wishes.lang))
            say(translate("analysis.country.honest", wishes.lang, townships=f"{len(done.codes):,}"))
            if folder and wishes.out:
                sys.stdout.flush()
                note(translate("kaohe.messages.writing", wishes.lang))
                folder.finish(done, wishes.lang)
                say(translate("kaohe.messages.written", wishes.lang, path=shown(Path(wishes.out))))
        except KeyboardInterrupt:
            raise _stopped(folder, wishes) from None
    return done


def redo(record: dict[str, Any], wishes: Wishes) -> bool:
    """Run a recorded country again; whether the bits are those recorded, as far as it had come."""
    from experiments.compare.record import versions
    from experiments.national.design import design_of

    design = design_of(record)
    note_changes(record.get("versions", {}), versions(), wishes.lang)
    recorded = record["studies"][0]
    done = run(design, wishes)
    years = recorded.get("years_complete")
    same = isinstance(years, int) and done.digest_of(years) == recorded.get("digest")
    say(translate(f"kaohe.messages.{'same' if same else 'differs'}", wishes.lang))
    return same


def note_left_out(place: int, lang: str) -> None:
    """Say how many counties of the place are not simulated, and why."""
    from scenarios.places.country import left_out

    without = left_out(place)
    if without:
        note(
            translate(
                "kaohe.messages.left_out",
                lang,
                n=f"{len(without):,}",
                names=_few([unit.name for unit in without], lang),
            )
        )


def _left_aside(path: str, units: Sequence[int], lang: str) -> str:
    names = _few([str(unit) for unit in units], lang)
    return translate("kaohe.messages.left_aside", lang, file=Path(path).name, n=f"{len(units):,}", names=names)


def _few(names: Sequence[str], lang: str) -> str:
    """The first of several names."""
    shown = translate("scenarios.marks.comma", lang).join(names[:NAMED])
    return translate("kaohe.messages.and_more", lang, names=shown) if len(names) > NAMED else shown


def _start(design: CountryDesign, territory: Territory, wishes: Wishes) -> str:
    from analysis.labels import place_name
    from experiments.national.country import memory_of

    towns = territory.townships
    return translate(
        "kaohe.messages.country_start",
        wishes.lang,
        place=place_name(design.place, wishes.lang),
        counties=f"{len(territory.counties):,}",
        townships=f"{len(towns):,}",
        cadres=f"{int(towns['cadres'].sum()):,}",
        months=f"{design.months:,}",
        need=f"{memory_of(design, territory, wishes.threads) / 2**30:.1f}",
    )


def _stopped(folder: GrowingFolder | None, wishes: Wishes) -> KeyboardInterrupt:
    """What a stopped run left."""
    if folder is None or not folder.years or wishes.out is None:
        return KeyboardInterrupt()
    return KeyboardInterrupt(
        translate("kaohe.messages.stopped_kept", wishes.lang, years=folder.years, path=shown(Path(wishes.out)))
    )
