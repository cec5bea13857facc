"""Whether what came of an input is acceptable: done, or refused by short messages that say where, within seconds."""

from __future__ import annotations

import signal
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from experiments.run.errors import message_of
from scenarios.errors import Mistakes

LONGEST = 500  # letters of one message, the path of the file not counted
SLOWEST = 5.0  # seconds of processor time, so that a busy machine changes no verdict


class TooSlow(BaseException):
    """An input kept its reader busy for longer than any user waits. No `Exception`, so that no reader hides it."""


def judged(read: Callable[[], object], name: str, slowest: float = SLOWEST) -> tuple[str, str]:
    """What came of one input: `read`, `refused` or `failed`, and why it failed.

    read: what is tried, free of arguments. name: what every message must hold, such as the path of the file.
    slowest: seconds of processor time that reading may take.
    """
    started = time.process_time()
    try:
        with _limit(slowest):
            read()
    except TooSlow:
        return "failed", f"not done after {slowest:g} seconds of work"
    except Exception as error:  # whatever a reader raises is what is looked for
        return _refused(error, name)
    taken = time.process_time() - started
    return ("failed", f"took {taken:.1f} seconds") if taken > slowest else ("read", "")


def _refused(error: Exception, name: str) -> tuple[str, str]:
    """Whether an exception is a refusal whose messages are as they should be, in both languages."""
    for language in ("en", "zh"):
        for mistake in error.errors if isinstance(error, Mistakes) else (error,):
            message = message_of(mistake, language)
            if message is None:
                return "failed", "".join(traceback.format_exception(error)[-3:])
            if isinstance(error, MemoryError):
                return "failed", "out of memory"
            if len(message.replace(name, "")) > LONGEST:
                return "failed", f"a message of {len(message):,} letters: {message[:200]}"
            if "\n" in message:
                return "failed", f"a message of several lines: {message[:200]!r}"
            if name and name not in message:
                return "failed", f"a message that does not say where: {message[:300]}"
    return "refused", ""


@contextmanager
def _limit(seconds: float) -> Iterator[None]:
    def stop(number: int, frame: FrameType | None) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
