"""The command `kaohe`: one clear message and exit code 2 for whatever a user can put right, 130 after Ctrl-C.

Nothing heavy is imported before the check that our own packages, and not a user's, are about to be imported.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from io import TextIOWrapper
from typing import Any

from . import shadowing


def main() -> int:
    """Entry point. After Ctrl-C the process ends at once, whatever a thread is still compiling."""
    # a closed stream (`>&-`) is None in Python; like a user who does not look, it must not stop the work
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 (for the whole run)
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 (for the whole run)
    os.environ["MPLBACKEND"] = "agg"  # figures go into files, whatever a screen would need
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal without Chinese shows question marks
    code = run(sys.argv[1:])
    if code == 130:
        with suppress(OSError, ValueError):
            sys.stdout.flush()
        os._exit(code)
    return code


def run(arguments: Sequence[str]) -> int:
    """Carry out one command line; the exit code."""
    lang = language_in(arguments)
    refusal = shadowing.refusal(lang)
    if refusal is not None:
        print(f"kaohe: {refusal}", file=sys.stderr)
        return 2
    from experiments.run.errors import run_command

    return run_command("kaohe", lambda: _call(list(arguments), lang), lang)


def language_in(arguments: Sequence[str]) -> str:
    """The language asked for, known before anything is parsed, so that every message is in it."""
    for number, word in enumerate(arguments):
        following = arguments[number + 1] if number + 1 < len(arguments) else ""
        value = word.removeprefix("--lang=") if word.startswith("--lang=") else following
        if word.startswith("--lang") and value in shadowing.MESSAGES:
            return value
    return "en"


def _call(arguments: list[str], lang: str) -> int:
    """Through Typer, but not its `main`, which would deal with Ctrl-C and closed pipes in its own way."""
    import typer

    from scenarios.forms.mistakes import FormMistakes, write_marked
    from scenarios.languages import translate

    from .commands import command
    from .console import note, say_what_was_lost, telling
    from .running import placed, where_stopped

    placed.clear()
    usage_error: Any = typer.BadParameter.__mro__[2]  # typer's base of them all goes by different names
    try:
        whole = command(lang)
        with telling(lang), whole.make_context("kaohe", arguments, obj=tuple(map(_readable, arguments))) as context:
            whole.invoke(context)
        say_what_was_lost()
    except typer.Exit as stop:
        return int(stop.exit_code)
    except FormMistakes as mistakes:
        with suppress(OSError):  # the messages are said in any case
            note(translate("kaohe.messages.marked", lang, path=write_marked(mistakes, lang).name))
        raise
    except usage_error as error:
        raise _usage(error, arguments) from None
    except KeyboardInterrupt as stop:
        raise KeyboardInterrupt(str(stop) or where_stopped(lang)) from None
    return 0


def _readable(word: str) -> str:
    """A word of the command line as a record and a report show it, where bytes are no text in the system's encoding."""
    return word.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _usage(error: Any, arguments: Sequence[str]) -> Exception:
    """A mistake in the command line as a refusal; what has no words of ours is quoted."""
    from scenarios.errors import Refusal, closest
    from scenarios.languages import NOTHING, phrase, quoted

    name, kind = getattr(error, "option_name", ""), type(error).__name__
    if kind == "MissingParameter" and error.param is not None:
        return Refusal(phrase("kaohe.errors.missing", name=error.param.metavar or error.param.name))
    if kind == "NoSuchOption":  # the nearest only: the parser also offers what merely looks a little like it
        near = closest(name, error.possibilities or ())
        guess = phrase("kaohe.errors.did_you_mean", words=near) if near else NOTHING
        return Refusal(phrase("kaohe.errors.no_option", name=name, guess=guess))
    if kind == "BadOptionUsage":
        given = any(word.startswith(f"{name}=") for word in arguments)
        return Refusal(phrase(f"kaohe.errors.{'no_value' if given else 'needs_value'}", name=name))
    return Refusal(phrase("kaohe.errors.usage", detail=quoted(" ".join(error.format_message().split()))))
