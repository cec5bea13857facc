"""What the commands that run something do: studies, results on the screen, results in a folder."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scenarios.languages import translate

from .screen import compiling, console, note, progress, say

if TYPE_CHECKING:
    from experiments.compare.comparison import Study
    from experiments.compare.results import Results

BASE = "generalised"
PLACES = ("330212", "yinzhou")  # the main job: Yinzhou as the register has it, and the place of the text


@dataclass(frozen=True)
class Wishes:
    """What the options ask for."""

    place: str = "yinzhou"
    months: int = 120
    replicates: int | None = None
    seed: int = 1
    threads: int | None = None
    lang: str = "en"
    out: str | None = None
    settings: tuple[tuple[str, float], ...] = ()
    command: tuple[str, ...] = ()
    uncertainty: str = "luck"


def run(scenario: str, wishes: Wishes) -> None:
    """One scenario; its headline outcomes."""
    from analysis.effects import effects_of
    from analysis.tables import levels_table

    def show(results: Sequence[Results]) -> None:
        console().print(levels_table(effects_of(results[0]), results[0].study.baseline, wishes.lang))

    _carry_out([_study([scenario], wishes.place, wishes)], wishes, show)


def compare(scenarios: Sequence[str], baseline: str | None, wishes: Wishes) -> None:
    """Several scenarios in one place."""
    study = _study(scenarios, wishes.place, wishes, baseline)
    _carry_out([study], wishes, lambda results: show_comparison(results, wishes.lang))


def main_job(wishes: Wishes) -> None:
    """Five regimes, and every reform at full dose and every package on the base, in two places."""
    scenarios = main_scenarios()
    studies = [_study(scenarios, place, wishes, BASE) for place in PLACES]
    _carry_out(studies, wishes, lambda results: show_comparison(results, wishes.lang))


def main_scenarios() -> list[str]:
    """The base first, so that tables begin with it."""
    from scenarios import REGIMES, list_packages, list_reforms

    return [*REGIMES, *(f"{BASE}+{entry.id}" for entry in (*list_reforms(), *list_packages()))]


def redo(path: str, wishes: Wishes) -> bool:
    """Run a record again; whether the bits are those recorded."""
    from experiments.compare.record import read_record, studies_of, versions

    record = read_record(path)
    wishes = Wishes(**{**vars(wishes), "command": tuple(map(str, record.get("command", ())))})
    if record.get("kind") == "country":
        from .country_job import redo as redo_country

        return redo_country(record, wishes)
    if record.get("kind") == "pilot":
        from .pilot_job import redo as redo_pilot

        return redo_pilot(record, wishes)
    studies = studies_of(record)
    note_changes(record.get("versions", {}), versions(), wishes.lang)
    same = True

    def show(results: Sequence[Results]) -> None:
        nonlocal same
        digests = [study.get("digest") for study in record["studies"]]
        same = [each.digest for each in results] == digests
        say(translate(f"kaohe.messages.{'same' if same else 'differs'}", wishes.lang))

    _carry_out(studies, wishes, show)
    return same


def show_comparison(results: Sequence[Results], lang: str) -> None:
    """Table and paragraph for each place."""
    from analysis.effects import effects_of
    from analysis.tables import differences_table, fitting
    from analysis.words import paragraph

    screen = console()
    for each in results:
        effects = effects_of(each)
        for measures in fitting(screen.width):
            screen.print(differences_table(effects, lang, measures))
        screen.print()
        screen.print(paragraph(effects, lang), markup=False, width=min(screen.width, 110))
        screen.print()


def _study(scenarios: Sequence[str], place: str, wishes: Wishes, baseline: str | None = None) -> Study:
    from experiments.compare.comparison import new_study
    from scenarios import load

    loaded = [load(scenario, dict(wishes.settings)) for scenario in scenarios]
    first = None if baseline is None else load(baseline, dict(wishes.settings))
    return new_study(loaded, place, wishes.months, wishes.replicates, wishes.seed, first, None, wishes.uncertainty)


def _carry_out(studies: Sequence[Study], wishes: Wishes, show: Any) -> None:
    """Run the studies, show what came out, and write it where a folder is given."""
    if wishes.out is None:
        show(_run_all(studies, wishes))
        return
    from experiments.run.folder import ResultFolder

    with ResultFolder(wishes.out) as folder:
        results = _run_all(studies, wishes)
        show(results)
        sys.stdout.flush()
        note(translate("kaohe.messages.writing", wishes.lang))
        _write(results, folder, wishes)
    say(translate("kaohe.messages.written", wishes.lang, path=shown(Path(wishes.out))))


def _write(results: Sequence[Results], folder: Path, wishes: Wishes) -> None:
    from analysis.files import write_comparison
    from experiments.run.runner import check_threads, cores

    processes = min(check_threads(wishes.threads), cores())
    write_comparison(results, folder, wishes.command, wishes.lang, processes)


def _run_all(studies: Iterable[Study], wishes: Wishes) -> list[Results]:
    from experiments.compare.compare import run_study

    results = []
    for study in studies:
        note(_start(study, wishes.lang))
        with progress(wishes.lang) as report:
            results.append(run_study(study, wishes.threads, report, announce=compiling(wishes.lang)))
    return results


def _start(study: Study, lang: str) -> str:
    place = study.place.name_zh if lang == "zh" else study.place.name_en
    return translate(
        "kaohe.messages.start",
        lang,
        scenarios=len(study.scenarios),
        replicates=study.replicates,
        months=study.months,
        place=place,
    )


def shown(path: Path) -> str:
    """A path below the current folder as it was typed, any other in full."""
    full = path.absolute()
    return f"{full.relative_to(Path.cwd())}/" if full.is_relative_to(Path.cwd()) else f"{full}/"


def note_changes(recorded: Any, now: dict[str, str], lang: str) -> None:
    """Say which versions are not those of a record."""
    changed = [name for name in now if dict(recorded).get(name) != now[name]]
    if changed:
        note(translate("kaohe.messages.changed", lang, what=", ".join(changed)))
