"""The command `kaohe`: one clear message and exit code 2 for whatever a user can put right, 130 after Ctrl-C.

Nothing heavy is imported before the check that our own packages, and not a user's, are about to be imported.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from io import TextIOWrapper
from typing import Any

from .guard import hidden, hidden_library
from .screen import silence
from .texts import LANGUAGES, PARSER, Complaint, text

REFUSED, STOPPED = 2, 130
SCENARIOS = "scenarios: "  # in front of what the loaders complain of


def main() -> int:
    """Entry point. After Ctrl-C the process ends at once, whatever a thread is still compiling."""
    # a closed stream (`>&-`) is None in Python; like a user who does not look, it must not stop the work
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 (for the whole run)
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 (for the whole run)
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal without Chinese shows question marks
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # batch systems and `timeout`: as Ctrl-C
    code = run(sys.argv[1:])
    if code == STOPPED:
        with suppress(OSError, ValueError):
            sys.stdout.flush()
        os._exit(STOPPED)
    return code


def run(arguments: Sequence[str]) -> int:
    """Carry out one command line; the exit code."""
    lang = language_in(arguments)
    try:
        code = _carry_out(list(arguments), lang)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt as stop:
        _complain(str(stop) or text("stopped", lang))
        return STOPPED
    except BrokenPipeError:  # `kaohe list | head -1`
        silence(sys.stdout)
        return 0
    except OSError as error:
        silence(sys.stdout)
        _complain(text("output", lang, detail=_reason(error, lang)))
        return REFUSED


def language_in(arguments: Sequence[str]) -> str:
    """The language asked for, known before anything is parsed, so that every message is in it."""
    for number, word in enumerate(arguments):
        following = arguments[number + 1] if number + 1 < len(arguments) else ""
        value = word.removeprefix("--lang=") if word.startswith("--lang=") else following
        if word.startswith("--lang") and value in LANGUAGES:
            return value
    return "en"


def _carry_out(arguments: list[str], lang: str) -> int:
    try:
        found = hidden()
        if found is not None:
            raise Complaint("hidden" if found[1] else "lost", name=found[0], file=found[1])
        found = hidden_library()
        if found is not None:
            raise Complaint("hides_library", name=found[0], file=found[1])
        return _call(arguments, lang)
    except Complaint as error:
        _complain(error.said(lang))
    except MemoryError:
        _complain(text("memory", lang))
    return REFUSED


def _call(arguments: list[str], lang: str) -> int:
    """Through Typer, with all that may go wrong in a known way turned into complaints."""
    import typer

    from .commands import command

    usage_error: Any = typer.BadParameter.__mro__[2]  # typer's base of them all goes by different names
    try:
        whole = command(lang)  # not `main`, which would deal with Ctrl-C and closed pipes in its own way
        with whole.make_context("kaohe", arguments, obj=tuple(arguments)) as context:
            whole.invoke(context)
    except typer.Exit as stop:
        return int(stop.exit_code)
    except usage_error as error:
        _complain(_usage(error, lang))
        return REFUSED
    except Exception as error:
        said = _known(error, lang)
        if said is None:
            raise
        _complain(said)
        return REFUSED
    return 0


def _known(error: Exception, lang: str) -> str | None:
    """What to say of an error of the floors below; None for one that is our own mistake."""
    if isinstance(error, OSError):
        return None
    from experiments.run.errors import told
    from scenarios.errors import ScenarioError

    said = told(error, lang)
    return f"{SCENARIOS}{said}" if isinstance(error, ScenarioError) else said


def _reason(error: OSError, lang: str) -> str:
    from scenarios.foreign import heard

    return heard(error.strerror or str(error)).said(lang)


def _usage(error: Any, lang: str) -> str:
    """A mistake in the command line, as one line."""
    kinds: dict[str, Callable[[], str]] = {
        "MissingParameter": lambda: text("missing", lang, name=error.param.metavar or error.param.name),
        "NoSuchOption": lambda: text("no_option", lang, name=error.option_name, guess=_guess(error, lang)),
    }
    with suppress(AttributeError):
        if type(error).__name__ in kinds:
            return kinds[type(error).__name__]()
    from scenarios.language import recognised, said

    message = " ".join(error.format_message().split())
    return text("usage", lang, message=said(recognised(message, PARSER) or message, lang))


def _guess(error: Any, lang: str) -> str:
    """The nearest option only: the parser also offers what merely looks a little like it."""
    from scenarios.errors import closest

    near = closest(error.option_name, error.possibilities or ())
    return text("did_you_mean", lang, words=near) if near else ""


def _complain(message: str) -> None:
    """On one line, whatever a name or a value holds."""
    shown = "".join(c if c.isprintable() else repr(c)[1:-1] for c in message)
    with suppress(OSError):
        print(shown if shown.startswith(SCENARIOS) else f"kaohe: {shown}", file=sys.stderr, flush=True)
