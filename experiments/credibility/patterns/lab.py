"""One place, one kind of people, one list of seeds: every variant of every pattern, run once under common luck."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scenarios import REGIMES, load_place
from scenarios.places import Place
from sim.measures import NAMES
from sim.parameters.behaviour import Behaviour

from ...compare.window import WINDOW_YEARS
from ...run.runner import run_cases
from ...run.seeds import replicate_seed
from .ability import hours_of_the_able
from .variant import Key, Switch, Variant

YEARS = 10
BATCH = 256  # runs at a time

Array = NDArray[np.float64]
Look = Callable[[str], Array]
# Outcomes made of others: the outcome as a function of how to look up another one.
MADE: Mapping[str, Callable[[Look], Array]] = {
    "other_incidents": lambda look: look("incidents") - look("veto_incidents"),
}


def study_seeds(replicates: int, study: int = 1) -> tuple[int, ...]:
    """Seeds of the first replicates of a study, as `compare` has them."""
    return tuple(replicate_seed(study, number) for number in range(1, replicates + 1))


@dataclass
class Lab:
    """Runs variants that it has not run yet and remembers their yearly means: (seed, year, measure)."""

    place: Place
    seeds: Sequence[int]
    behaviour: Behaviour = field(default_factory=Behaviour)
    threads: int | None = None
    known: dict[Key, Array] = field(default_factory=dict)
    hours: dict[Key, Array] = field(default_factory=dict)

    def run(self, variants: Iterable[Variant]) -> None:
        """Run what is new among these variants, all in one go."""
        new = {variant.key: variant for variant in variants if variant.key not in self.known}
        cases = [v.case(self.place, self.behaviour, seed, 12 * YEARS) for v in new.values() for seed in self.seeds]
        means = np.zeros((len(cases), YEARS, len(NAMES)))
        for first in range(0, len(cases), BATCH):
            series = run_cases(cases[first : first + BATCH], threads=self.threads).series
            means[first : first + BATCH] = series.reshape(len(series), YEARS, 12, -1).mean(axis=2)
        for position, key in enumerate(new):
            self.known[key] = means[position * len(self.seeds) : (position + 1) * len(self.seeds)]

    def yearly(self, variant: Variant, outcome: str) -> Array:
        """An outcome by seed and year."""
        if variant.key not in self.known:
            self.run([variant])

        def look(name: str) -> Array:
            return self.known[variant.key][:, :, NAMES.index(name)]

        return MADE[outcome](look) if outcome in MADE else look(outcome)

    def range(self, outcome: str) -> float:
        """Largest minus smallest mean of an outcome over the five regimes as written, among these people here."""
        ends = [self.yearly(variant, outcome)[:, -WINDOW_YEARS:].mean() for variant in regimes()]
        return float(max(ends) - min(ends))

    def able(self, variant: Variant) -> Array:
        """Hours of real work of the most skilled third in the fifth year, by seed."""
        if variant.key not in self.hours:
            self.hours[variant.key] = hours_of_the_able(variant, self.place, self.behaviour, self.seeds)
        return self.hours[variant.key]


def new_lab(place: str, replicates: int, behaviour: Behaviour | None = None, threads: int | None = None) -> Lab:
    """A laboratory at a place named by a word, with the seeds of so many replicates."""
    return Lab(load_place(place), study_seeds(replicates), behaviour or Behaviour(), threads)


def regimes() -> list[Variant]:
    """The five regimes as written: what ranges of outcomes are taken over."""
    return [Variant(regime, people={}) for regime in REGIMES]


@dataclass(frozen=True)
class View:
    """What a pattern sees: its variants by label, as they are or with something switched off."""

    lab: Lab
    variants: Mapping[str, Variant]
    off: Switch | None = None

    def variant(self, label: str) -> Variant:
        variant = self.variants[label]
        return variant if self.off is None else self.off.on(variant)

    def __call__(self, label: str, outcome: str) -> Array:
        """Mean of an outcome over the last two of ten years, by seed."""
        return np.asarray(self.years(label, outcome)[:, -WINDOW_YEARS:].mean(axis=1))

    def years(self, label: str, outcome: str) -> Array:
        """Yearly means by seed and year."""
        return self.lab.yearly(self.variant(label), outcome)

    def able(self, label: str) -> Array:
        return self.lab.able(self.variant(label))


_NOWHERE: Any = None


@dataclass(frozen=True)
class Listener(View):
    """A view that runs nothing: it notes which variants are looked at."""

    heard: set[str] = field(default_factory=set)

    def years(self, label: str, outcome: str) -> Array:
        self.heard.add(label)
        return np.zeros((1, YEARS))

    def able(self, label: str) -> Array:
        return np.ones(1)


def looked_at(effect: Callable[[View], Array], variants: Mapping[str, Variant]) -> list[Variant]:
    """The variants whose outcomes an effect is made of; hours of the able are run when they are asked for."""
    listener = Listener(_NOWHERE, variants)
    effect(listener)
    return [variants[label] for label in variants if label in listener.heard]
