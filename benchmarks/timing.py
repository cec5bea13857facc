"""Timing on a shared machine: what is compared takes turns, ratios are taken round by round, spread is stated."""

from __future__ import annotations

import gc
import os
import resource
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple, TypeVar

import numpy as np

Name = TypeVar("Name")
Prepare = Callable[[], Callable[[], object]]  # makes ready what is needed, untimed; gives back what is to be timed


class Times(NamedTuple):
    """Seconds of every round: by the clock, and of processor time of this process and of those it started.

    For what has one thread, processor time leaves out the time in which others had the core.
    """

    clock: np.ndarray
    processor: np.ndarray


def unprepared(function: Callable[..., object], *arguments: Any, **named: Any) -> Prepare:
    """A call as `interleaved` takes it, which needs nothing prepared before each round."""
    return lambda: partial(function, *arguments, **named)


def interleaved(actions: Mapping[Name, Prepare], rounds: int) -> dict[Name, Times]:
    """Seconds of each action in each round, one after the other within a round, after one round that does not count.

    What slows the machine for a while so slows all of a round, and ratios within it little.
    """
    seconds = {name: np.zeros((2, rounds + 1)) for name in actions}
    for number in range(rounds + 1):
        for name, prepare in actions.items():
            seconds[name][:, number] = _once(prepare())
    return {name: Times(*times[:, 1:]) for name, times in seconds.items()}


def _once(action: Callable[[], object]) -> tuple[float, float]:
    collects = gc.isenabled()
    gc.disable()
    try:
        clock, processor = time.perf_counter(), processor_time()
        action()
        return time.perf_counter() - clock, processor_time() - processor
    finally:
        if collects:
            gc.enable()


def processor_time() -> float:
    """Processor time of this process, and of the processes it started that have ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def output_of(command: Sequence[str], **environment: str) -> str:
    """Run a command in a process of its own, with these variables besides, and give back what it prints."""
    around = os.environ | environment
    return subprocess.run(command, env=around, check=True, capture_output=True, text=True).stdout


def spread(values: np.ndarray) -> dict[str, float]:
    """Some repetitions of one figure, as the file of results keeps them."""
    lower, median, upper = np.quantile(values, [0.25, 0.5, 0.75]).tolist()
    ends = {"least": float(values.min()), "most": float(values.max())}
    return {"median": median, "lower": lower, "upper": upper, **ends, "rounds": len(values)}


def ratio(above: np.ndarray, below: np.ndarray) -> dict[str, float]:
    """How many times as long the first took, round by round; `best` is of the least times of both."""
    return spread(above / below) | {"best": float(above.min() / below.min())}
