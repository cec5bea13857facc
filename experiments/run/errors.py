"""What this floor and those below refuse, as one message in the language asked for, without a traceback."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import pairwise
from typing import NoReturn

from scenarios.errors import Refusal, ScenarioError, complaint, reason
from scenarios.languages import LANGUAGES, quoted, translate
from sim.parameters.declaration import ParameterError

REFUSED, STOPPED = 2, 130  # exit codes


def message_of(error: Exception, language: str) -> str | None:
    """What to say of an error that a user can put right; None for one that is our own mistake."""
    if isinstance(error, Refusal):
        return error.render(language)
    return complaint(error).render(language) if isinstance(error, ParameterError) else None


class Parser(argparse.ArgumentParser):
    """Python's, whose complaints follow `--lang`."""

    def parse_words(self, words: Sequence[str]) -> argparse.Namespace:
        """What a command line asks for; exits with code 2 where it cannot be read."""
        asked = ("--lang", "zh") in pairwise(words) or "--lang=zh" in words
        self.lang = LANGUAGES[asked]
        return self.parse_args(words)

    def error(self, message: str) -> NoReturn:
        refusal = translate("experiments.command.usage", self.lang, detail=quoted(message))
        self.exit(REFUSED, f"{self.prog}: {refusal}\n")


def carried_out(name: str, work: Callable[[], None], lang: str = "en") -> int:
    """Do the work of a command; its exit code, after one message on stderr where it was refused or stopped."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # batch systems and `timeout`: as Ctrl-C
    try:
        work()
        print(end="", flush=True)  # a closed stream is none in Python, which print takes
        return 0
    except BrokenPipeError:  # `... | head -1`
        _silence()
        return 0
    except KeyboardInterrupt:
        print(f"{name}: {translate('experiments.command.stopped', lang)}", file=sys.stderr)
        return STOPPED
    except OSError as error:
        where = [] if error.filename is None else [str(error.filename)]
        print(f"{name}: {ScenarioError(reason(error), *where).render(lang)}", file=sys.stderr)
        return REFUSED
    except Exception as error:
        message = message_of(error, lang)
        if message is None:
            raise
        print(f"{name}: {message}", file=sys.stderr)
        return REFUSED


def _silence() -> None:
    """Nothing more can be written where nobody reads; Python would complain about it at the end."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
