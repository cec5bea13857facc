"""Where output goes: results to stdout, progress and messages to stderr; plain where nobody watches.

A reader who has gone, as in `kaohe country --out DIR | head -1`, stops no work: files are still written.
"""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Any

from experiments.run.errors import printable, silence
from scenarios.about import OtherRules
from scenarios.languages import translate

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console

    from experiments.study.engine import Pace

SECONDS_BETWEEN_LINES = 30.0  # about a study that runs where nobody sees a bar
PLAIN_WIDTH = 190  # of tables that go into a file or another program
lost: list[OSError] = []  # why something could not be printed


def console() -> Console:
    """The console for results: stdout, as wide as its screen, or 190 columns where it is none."""
    from rich.console import Console

    class Unwatched(Console):
        """Goes on where nobody reads any more (`... --out DIR | true`) or the disk under the screen's text is full.

        Results are still to be written; of a full disk the user is told at the end, by `say_what_was_lost`.
        """

        def on_broken_pipe(self) -> None:
            self.quiet = True
            silence(sys.stdout)

        def print(self, *objects: Any, **how: Any) -> None:
            try:
                super().print(*objects, **how)
            except OSError as error:
                lost.append(error)
                self.on_broken_pipe()

    watched = sys.stdout.isatty() or "COLUMNS" in os.environ
    return Unwatched(width=None if watched else PLAIN_WIDTH, highlight=False, emoji=False, markup=False)


def say_what_was_lost() -> None:
    """Raise what the system answered when something could not be printed, once everything else is done."""
    if lost:
        error = lost[0]
        lost.clear()
        raise error


def note(message: str) -> None:
    """A line on stderr about what is going on."""
    try:
        print(printable(message, but="\n\t"), file=sys.stderr, flush=True)
    except BrokenPipeError:
        silence(sys.stderr)


def say(message: str) -> None:
    """A line on stdout: a result that is plain text."""
    console().print(printable(message, but="\n\t"), soft_wrap=True)


def compiling(lang: str) -> Callable[[], None]:
    """A function that says, before the model is compiled, that this takes a while."""
    from sim.compile.kernel import seconds_to_compile

    return lambda: note(translate("kaohe.messages.compiling", lang, seconds=seconds_to_compile()))


@contextmanager
def telling(lang: str) -> Iterator[None]:
    """While the block runs, what scenario files are warned of is a line on stderr, once; other warnings are as ever."""
    told: set[str] = set()
    shown = warnings.showwarning

    def tell(message: Warning | str, *about: Any, **more: Any) -> None:
        if not isinstance(message, OtherRules):
            return shown(message, *about, **more)
        line = message.what.render(lang)
        if line not in told:
            told.add(line)
            note(line)

    with warnings.catch_warnings():
        warnings.simplefilter("always", OtherRules)
        warnings.showwarning = tell
        yield


@contextmanager
def pace(lang: str) -> Iterator[Callable[[Pace], None]]:
    """Runs done, runs a second and time left, while a study runs: a bar on a screen, else a line now and then."""
    if sys.stderr.isatty():
        with _bar("{task.fields[rate]:.1f} / s") as bar:
            task = bar.add_task(translate("kaohe.messages.running", lang), total=None, rate=0.0)
            yield lambda now: bar.update(task, completed=now.done, total=now.runs, rate=now.rate)
        return
    told = [monotonic()]

    def tell(now: Pace) -> None:
        if monotonic() - told[0] >= SECONDS_BETWEEN_LINES:
            told[0] = monotonic()
            values = {"done": f"{now.done:,}", "runs": f"{now.runs:,}", "rate": f"{now.rate:.1f}"}
            note(translate("kaohe.messages.pace", lang, left=duration(now.left, lang), **values))

    yield tell


def duration(seconds: float, lang: str) -> str:
    """Seconds, minutes or hours, as many as one reads."""
    if not seconds < float("inf"):
        return "?"
    for size, name in ((3600, "hours"), (60, "minutes")):
        if seconds >= 2 * size:
            return translate(f"kaohe.messages.{name}", lang, n=f"{seconds / size:,.0f}")
    return translate("kaohe.messages.seconds", lang, n=f"{seconds:,.0f}")


@contextmanager
def progress(lang: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on stderr while the block runs; nothing where stderr is not a screen."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    with _bar() as bar:
        task = bar.add_task(translate("kaohe.messages.running", lang), total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _bar(*more: str) -> Any:
    """A bar on stderr that goes when it is done; more: texts behind the number of runs."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), *map(TextColumn, more))
    return Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True)
