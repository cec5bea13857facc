"""Who does the work of a study: threads, processes or workers of a Dask cluster, as executors of Python."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from threading import Event
from typing import Any

from scenarios.errors import ScenarioError, expected
from scenarios.languages import phrase

from ..run.child_processes import begin

BACKENDS = ("threads", "processes", "dask")

Pool = tuple[Executor, int, Event | None]  # who does the work, how many, and what stops threads


@contextmanager
def workers_of(backend: str, count: int, scheduler: str = "") -> Iterator[Pool]:
    """A pool of workers; leaving it stops them as soon as they can."""
    if backend == "threads":
        stop = Event()
        threads = ThreadPoolExecutor(count, thread_name_prefix="kaohe")
        try:
            yield threads, count, stop
        finally:
            stop.set()
            threads.shutdown(wait=True, cancel_futures=True)
    elif backend == "processes":
        # A worker's part is finished after Ctrl-C, which goes to all processes of a terminal; the first one stops.
        processes = ProcessPoolExecutor(
            count, mp_context=get_context("spawn"), initializer=begin, initargs=(signal.SIG_IGN,)
        )
        try:
            yield processes, count, None
        finally:
            processes.shutdown(wait=True, cancel_futures=True)
    elif backend == "dask":
        with _dask(count, scheduler) as client:
            yield client.get_executor(pure=False, retries=0), sum(client.nthreads().values()) or count, None
    else:
        raise ScenarioError(expected(backend, phrase("scenarios.marks.one_of", words=", ".join(BACKENDS))), "--backend")


def _dask(count: int, scheduler: str) -> Any:
    """A client of a Dask cluster, of our own on this machine where none is named."""
    try:
        from dask.distributed import Client
    except ImportError:
        raise ScenarioError(phrase("experiments.study.no_dask")) from None
    return Client(scheduler) if scheduler else Client(n_workers=count, threads_per_worker=1, dashboard_address=None)
