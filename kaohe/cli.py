"""The command `kaohe`: one clear message and exit code 2 for whatever a user can put right, 130 after Ctrl-C.

Nothing heavy is imported before the check that our own packages, and not a user's, are about to be imported.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from io import TextIOWrapper
from typing import Any

from . import guard

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
    refusal = guard.refusal(lang)
    if refusal is not None:
        _complain(refusal)
        return REFUSED
    from scenarios.errors import reason
    from scenarios.languages import translate

    from .screen import silence

    try:
        code = _call(list(arguments), lang)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt as stop:
        _complain(str(stop) or translate("kaohe.messages.stopped", lang))
        return STOPPED
    except MemoryError:
        _complain(translate("kaohe.errors.memory", lang))
    except BrokenPipeError:  # `kaohe list | head -1`
        silence(sys.stdout)
        return 0
    except OSError as error:
        silence(sys.stdout)
        _complain(translate("kaohe.errors.output", lang, detail=reason(error)))
    return REFUSED


def language_in(arguments: Sequence[str]) -> str:
    """The language asked for, known before anything is parsed, so that every message is in it."""
    for number, word in enumerate(arguments):
        following = arguments[number + 1] if number + 1 < len(arguments) else ""
        value = word.removeprefix("--lang=") if word.startswith("--lang=") else following
        if word.startswith("--lang") and value in guard.MESSAGES:
            return value
    return "en"


def _call(arguments: list[str], lang: str) -> int:
    """Through Typer, with all that may go wrong in a known way turned into one message."""
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
        _complain(_usage(error, arguments, lang))
        return REFUSED
    except Exception as error:
        message = _known(error, lang)
        if message is None:
            raise
        _complain(message)
        return REFUSED
    return 0


def _known(error: Exception, lang: str) -> str | None:
    """What to say of an error of the floors below; None for one that is our own mistake."""
    from experiments.run.errors import message_of
    from scenarios.errors import ScenarioError

    message = message_of(error, lang)
    return f"{SCENARIOS}{message}" if isinstance(error, ScenarioError) else message


def _usage(error: Any, arguments: Sequence[str], lang: str) -> str:
    """A mistake in the command line, as one line; what has no words of ours is quoted."""
    from scenarios.errors import closest
    from scenarios.languages import quoted, translate

    name, kind = getattr(error, "option_name", ""), type(error).__name__
    if kind == "MissingParameter" and error.param is not None:
        return translate("kaohe.errors.missing", lang, name=error.param.metavar or error.param.name)
    if kind == "NoSuchOption":  # the nearest only: the parser also offers what merely looks a little like it
        near = closest(name, error.possibilities or ())
        guess = translate("kaohe.errors.did_you_mean", lang, words=near) if near else ""
        return translate("kaohe.errors.no_option", lang, name=name, guess=guess)
    if kind == "BadOptionUsage":
        given = any(word.startswith(f"{name}=") for word in arguments)
        return translate(f"kaohe.errors.{'no_value' if given else 'needs_value'}", lang, name=name)
    return translate("kaohe.errors.usage", lang, detail=quoted(" ".join(error.format_message().split())))


def _complain(message: str) -> None:
    """On one line, whatever a name or a value holds."""
    shown = "".join(c if c.isprintable() else repr(c)[1:-1] for c in message)
    with suppress(OSError):
        print(shown if shown.startswith(SCENARIOS) else f"kaohe: {shown}", file=sys.stderr, flush=True)
