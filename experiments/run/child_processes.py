"""What a process does first that works for another one."""

from __future__ import annotations

import os
import signal
from multiprocessing import parent_process
from threading import Thread
from typing import Any


def begin(interrupted: Any) -> None:
    """Take up work in a process of a pool; `interrupted` is what Ctrl-C does to it, as `signal.signal` takes it.

    It ends when the process that started it is gone, even by a kill; by itself a pool would wait for work for ever.
    """
    signal.signal(signal.SIGINT, interrupted)
    Thread(target=_end_with_parent, name="kaohe-parent", daemon=True).start()


def _end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)
