"""Where each regime goes if it is left alone: years to settle, slope in year ten, level in year forty.

Nothing is compared: a run begins with first guesses of everybody's habits and beliefs, so its first years are a
transient, and what is read in year ten is a level only where the slope is small.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scenarios import REGIMES, load, load_place, read_behaviour
from sim.compile.kernel import announce_compilation
from sim.measures import MEASURES, NAMES
from sim.parameters.behaviour import Behaviour

from ..run.runner import Announce, run_cases
from ..run.seeds import replicate_seeds

YEARS, TEN = 40, 10
PLACE, REPLICATES, SEED = "yinzhou", 12, 1
OUTCOMES = ("formalism", "true_outcome", "initiative", "burden", "blame_shifting", "selective_attention")
PEOPLE = ("", "without_mechanisms")  # the default, and every mechanism switched off
SETTLED = 0.05  # of the range over regimes and years: how near a settled outcome stays to its level in year forty

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Course:
    """One outcome under one regime; `people` names the behaviour, empty for the default.

    ten, forty: mean of the year; slope: change a year about year ten; settles: first year from which it stays within
    5 % of its range of its level in year forty.
    """

    people: str
    regime: str
    outcome: str
    ten: float
    slope: float
    forty: float
    settles: int


def courses(threads: int | None = None, announce: Announce = announce_compilation) -> tuple[Course, ...]:
    """Every headline outcome under every regime and behaviour, the mean of the replicates; seconds on two cores."""
    found: list[Course] = []
    for people in PEOPLE:
        behaviour = read_behaviour(people) if people else Behaviour()
        place = load_place(PLACE)
        cases = [
            load(regime).case(place, 12 * YEARS, seed, behaviour)
            for regime in REGIMES
            for seed in replicate_seeds(SEED, REPLICATES)
        ]
        series = run_cases(cases, threads=threads, announce=announce).series
        yearly = series.reshape(len(REGIMES), REPLICATES, YEARS, 12, len(NAMES)).mean(axis=(1, 3))
        for outcome in OUTCOMES:
            values = yearly[:, :, NAMES.index(outcome)]
            found += [
                course_of(people, regime, outcome, values[at], float(np.ptp(values)))
                for at, regime in enumerate(REGIMES)
            ]
    return tuple(found)


def course_of(people: str, regime: str, outcome: str, years: Array, scale: float) -> Course:
    """The course of one outcome from its yearly means; `scale`: its range over all regimes and years."""
    slope = (years[TEN + 1] - years[TEN - 3]) / 4.0  # from year eight to year twelve
    far = np.flatnonzero(np.abs(years - years[-1]) > SETTLED * scale)
    settles = int(far[-1]) + 2 if len(far) else 1
    return Course(people, regime, outcome, float(years[TEN - 1]), float(slope), float(years[-1]), settles)


def name(outcome: str) -> tuple[str, str]:
    """Names of an outcome, English and Chinese."""
    measure = MEASURES[NAMES.index(outcome)]
    return measure.en, measure.zh
