"""What this floor and those below refuse, as one message in the language asked for; exit codes of commands.

Exit codes are 0, 2 for what a user can put right, and 130 after Ctrl-C. A mistake of the program's own is not hidden.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TextIO

from scenarios.errors import Mistakes, Refusal, ScenarioError, complaint, reason
from scenarios.languages import phrase, translate
from sim.parameters.declaration import ParameterError

REFUSED, STOPPED = 2, 130  # exit codes
BEGINNING, END = 320, 160  # letters of a longer message that are shown: where it happened, and what is accepted
LONGEST = BEGINNING + END + 3
MOST_MISTAKES = 50  # of one file that are listed
NO_ROOM = "failed to map segment"  # of a library that the system has no memory left for


def message_of(error: Exception, language: str) -> str | None:
    """What to say, in one line, of an error that a user can put right; None for one that is our own mistake."""
    message = _whole_message(error, language)
    if message is None:
        return None
    line = printable(message)
    return line if len(line) <= LONGEST else f"{line[:BEGINNING]} … {line[-END:]}"


def _whole_message(error: Exception, language: str) -> str | None:
    if isinstance(error, MemoryError) or (isinstance(error, ImportError) and NO_ROOM in str(error)):
        return translate("experiments.command.memory", language)
    if isinstance(error, OSError):
        return _of_the_system(error).render(language)
    if isinstance(error, ParameterError):
        return complaint(error).render(language)
    return error.render(language) if isinstance(error, Refusal) else None


def run_command(name: str, work: Callable[[], int | None], language: str = "en") -> int:
    """Do the work of a command; its exit code, after a line on stderr for each mistake, or where it was stopped.

    work may return an exit code of its own. A reader that has gone, as in `... | head -1`, is no error.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # batch systems and `timeout`: as Ctrl-C
    try:
        code = work()
        print(end="", flush=True)  # a closed stream is none in Python, which print takes
        return code or 0
    except BrokenPipeError:
        silence(sys.stdout)
        return 0
    except KeyboardInterrupt as stop:
        complain(name, str(stop) or translate("experiments.command.stopped", language), language)
        return STOPPED
    except Exception as error:
        message = message_of(error, language)
        if message is None:
            raise
        if isinstance(error, OSError):
            silence(sys.stdout)
        mistakes = error.errors if isinstance(error, Mistakes) else (error,)
        for mistake in mistakes[:MOST_MISTAKES]:
            complain(name, message_of(mistake, language) or message, language)
        if len(mistakes) > MOST_MISTAKES:
            more = translate("experiments.command.more_mistakes", language, n=len(mistakes) - MOST_MISTAKES)
            complain(name, more, language)
        return REFUSED


def complain(name: str, message: str, language: str = "en") -> None:
    """A message on stderr, on one line whatever a name or a value holds; in English after the command's name."""
    with suppress(OSError):
        print(printable(f"{name}: {message}" if language == "en" else message), file=sys.stderr, flush=True)


def printable(text: str, but: str = "") -> str:
    """A text in which what no screen shows is written as Python writes it, apart from the signs `but`."""
    return "".join(c if c.isprintable() or c in but else repr(c)[1:-1] for c in text)


def silence(stream: TextIO | None) -> None:
    """Drop what is left in the buffer of a stream nobody can take; without this Python would complain at exit."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # type: ignore[union-attr]


def _of_the_system(error: OSError) -> Refusal:
    if error.filename is None:
        return Refusal(phrase("experiments.command.output", detail=reason(error)))
    return ScenarioError(reason(error), str(error.filename))
