"""What the commands that run something share: their options, the folder of results, messages while they run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scenarios import read_behaviour
from scenarios.languages import translate

from . import options
from .console import compiling, note, progress, say

if TYPE_CHECKING:  # the compiler comes with them, which takes a second
    from experiments.run.folder import ResultFolder
    from experiments.run.parts import Parts
    from experiments.run.runner import Announce, Progress
    from sim.parameters.behaviour import Behaviour

MOST_NAMES = 5  # in one message
placed: list[str] = []  # folders of results completed by this command, which a message after Ctrl-C names


def where_stopped(lang: str) -> str:
    """What to say after Ctrl-C where nothing more particular is known."""
    if placed:
        return translate("kaohe.messages.stopped_late", lang, path=placed[-1])
    return translate("kaohe.messages.stopped_plainly", lang)


@dataclass(frozen=True)
class RunOptions:
    """Options that several commands have, with their usual values; `command` is the command line as it was given."""

    place: options.Place = "yinzhou"
    months: options.Months = 120
    warmup: options.Warmup = 36
    replicates: options.Replicates = None
    seed: options.Seed = 1
    threads: options.Threads = None
    lang: options.Lang = "en"
    out: options.Out = None
    uncertainty: options.Uncertainty = "luck"
    settings: options.Settings = None
    costs: options.Costs = None
    people: options.People = None
    worlds: options.Worlds = 0
    rules: options.Rules = False
    measure: options.Measure = None
    cadre_class: options.CadreClass = None
    with_report: options.Report = False
    goal: options.Goal = "true_outcome"
    at_most: options.AtMost = None
    at_least: options.AtLeast = None
    budget: options.Budget = None
    payer: options.Payer = "total"
    names: options.Names = False
    precision: options.Precision = None
    command: tuple[str, ...] = ()

    def text(self, key: str, **blanks: object) -> str:
        """A text of `kaohe.messages` in the language asked for."""
        return translate(f"kaohe.messages.{key}", self.lang, **blanks)

    @contextmanager
    def results(self) -> Iterator[ResultFolder | None]:
        """The folder of results, or None where none is asked for; says what is in it after Ctrl-C."""
        from experiments.run.folder import ResultFolder
        from experiments.run.folder_contents import check_unedited

        if self.out is None:
            yield None
            return
        with ResultFolder(self.out) as place:
            check_unedited(Path(self.out))  # now, and not only when all has been run
            try:
                yield place
            except KeyboardInterrupt:  # may have waited until all was in place
                key = "stopped_late" if place.times else "stopped_parts" if place.has_parts else "stopped"
                raise KeyboardInterrupt(self.text(key, path=self.shown_out)) from None
        placed.append(self.shown_out)

    @contextmanager
    def folder(self) -> Iterator[Path | None]:
        """A folder to write all results into, which are put in place at the end; None where none is asked for."""
        with self.results() as place:
            if place is None:
                yield None
                return
            with place.writing(), place.replacing() as new:
                yield new

    def parts_of(self, place: ResultFolder, spec: Mapping[str, Any]) -> Parts:
        """Finished parts of a run, of earlier attempts too; tells the user of them. spec: all its bits depend on."""
        parts = place.parts(spec)
        if parts.names():
            note(self.text("going_on"))
        if parts.replaced:
            note(self.text("others_removed"))
        return parts

    def progress(self) -> AbstractContextManager[Progress]:
        """A bar on the screen while the block runs: gives the function that takes numbers of runs done and of all."""
        return progress(self.lang)

    @property
    def behaviour(self) -> Behaviour | None:
        """Behavioural parameters from the file or the id that was asked for; None for the default ones."""
        return read_behaviour(self.people) if self.people else None

    @property
    def announce(self) -> Announce:
        """A function to be called before the model is compiled, which says so on the screen."""
        return compiling(self.lang)

    @property
    def shown_out(self) -> str:
        """The folder below the current one as it was typed, any other in full."""
        full = Path(self.out or "").absolute()
        return f"{full.relative_to(Path.cwd())}/" if full.is_relative_to(Path.cwd()) else f"{full}/"

    def say_written(self) -> None:
        """Say where results are, if they were written, and which files of the user's own stayed beside them."""
        from experiments.run.folder_contents import own_figures

        if self.out:
            if own := own_figures(Path(self.out)):
                note(self.text("kept", names=self.few(own)))
            say(self.text("written", path=self.shown_out))

    def note_left_out(self, place: int) -> None:
        """Say how many counties of a place are not simulated, and why."""
        from scenarios.places.country import left_out

        without = [unit.name for unit in left_out(place)]
        if without:
            note(self.text("left_out", n=f"{len(without):,}", names=self.few(without)))

    def few(self, names: list[str]) -> str:
        """The first of several names, and that there are more."""
        shown = translate("scenarios.marks.comma", self.lang).join(names[:MOST_NAMES])
        return self.text("and_more", names=shown) if len(names) > MOST_NAMES else shown
