"""Timing on a shared machine: pairs interleaved, ratios round by round, spread stated; never one absolute time."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Spread:
    """Some repetitions of one figure: median, quartiles, least and greatest, number."""

    median: float
    lower: float
    upper: float
    least: float
    most: float
    rounds: int


Action = Callable[[Any], object]
Clock = Callable[[], float]


def once(action: Action, prepare: Callable[[], Any] = lambda: None, clock: Clock = time.perf_counter) -> float:
    """Seconds of `action(prepare())` without the preparing."""
    ready = prepare()
    collects = gc.isenabled()
    gc.disable()
    try:
        started = clock()
        action(ready)
        return clock() - started
    finally:
        if collects:
            gc.enable()


def interleaved(
    actions: Mapping[Any, tuple[Action, Callable[[], Any]]], rounds: int, clock: Clock = time.perf_counter
) -> dict[Any, np.ndarray]:
    """Seconds of each (action, prepare) in each round, one after the other within a round; one round before, uncounted.

    What slows the machine for a while so slows all of a round, and their ratio little. For what has one thread,
    `time.process_time` leaves out the time in which others had the core.
    """
    seconds = {name: np.zeros(rounds + 1) for name in actions}
    for number in range(rounds + 1):
        for name, (action, prepare) in actions.items():
            seconds[name][number] = once(action, prepare, clock)
    return {name: times[1:] for name, times in seconds.items()}


def spread(values: np.ndarray) -> dict[str, float]:
    """A `Spread` as plain values, for the file of results."""
    lower, median, upper = np.quantile(values, [0.25, 0.5, 0.75])
    return vars(Spread(*map(float, (median, lower, upper, values.min(), values.max())), len(values)))


def ratio(above: np.ndarray, below: np.ndarray) -> dict[str, float]:
    """How many times as long the first took, round by round; `best` is of the least times of both."""
    return spread(above / below) | {"best": float(above.min() / below.min())}
