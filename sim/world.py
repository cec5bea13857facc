"""A world: counties of one or many cases, built into arrays and run.

`Case` is everything one run depends on; equal cases give equal bits. A `World` holds the arrays of several cases (a
chunk of runs), which one call of the kernel runs without touching Python.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise
from typing import Any, Protocol

import numpy as np

from .compile.interpreted import as_rows
from .compile.kernel import compile_mode
from .measures import N_MEASURES
from .month import run_counties
from .parameters.behaviour import Behaviour
from .parameters.declaration import ONE_OF, WHOLE, ParameterError, Wording, check, meanings
from .parameters.regime import Regime
from .state.arrays import Arrays
from .state.buffers import BUFFER, CadreBuffers, TownshipBuffers
from .state.enumerations import COMMON_ACTIVITIES, FIELD_ACTIVITIES, TRAITS
from .state.layout import COUNTY, OVERLAY, PARAMETERS, TOWNSHIP, padded
from .state.network import neighbours
from .state.parameter_record import parameters_of, vector_of
from .warmup import hand_over, may_follow

MOST_MONTHS = 1200
MOST_SEED = 2**62
MASSES = tuple(name for name in meanings(Behaviour) if name.startswith("mass_"))


class TownshipLike(Protocol):
    """What the model needs to know of a township; `scenarios.places` has the full description."""

    @property
    def code(self) -> int: ...
    @property
    def size_class(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def cadres(self) -> int: ...
    @property
    def villages(self) -> int: ...
    @property
    def difficulty(self) -> float: ...
    @property
    def resources(self) -> float: ...


class Place(Protocol):
    """A county: a code, its townships sorted by code, and borders between them (or none)."""

    @property
    def code(self) -> int: ...
    @property
    def townships(self) -> Sequence[TownshipLike]: ...
    @property
    def neighbours(self) -> tuple[tuple[int, int], ...]: ...


@dataclass(frozen=True)
class Overlay:
    """One lever moved by a reform (K12).

    slot: position in the parameter record (`layout.slot`). mode: way to blend (`rules.reform`). value: at dose 1.
    dose: 0 to 1. start, ramp: months. low, high: range the lever stays in.
    """

    slot: int
    mode: int
    value: float
    dose: float
    start: float
    ramp: float
    low: float
    high: float


@dataclass(frozen=True)
class Warmup:
    """Months that go before a run, under a regime and overlays whose months count from the end of the warm-up."""

    months: int
    regime: Regime
    overlays: tuple[Overlay, ...] = ()


@dataclass(frozen=True)
class Case:
    """One run: regime, place, behaviour, reforms, months and seed.

    warmup: what goes before; months, and those of the overlays, count from its end (before it: below zero).
    months: 1 to 1200. seed: 0 to 2**62. covered: ids of the fields that count as assessed in outcomes
    E3b and E4 (default: those the regime assesses as written).
    """

    regime: Regime
    place: Place
    behaviour: Behaviour = field(default_factory=Behaviour)
    overlays: tuple[Overlay, ...] = ()
    months: int = 120
    seed: int = 1
    covered: frozenset[str] | None = None
    warmup: Warmup | None = None

    @property
    def warmup_months(self) -> int:
        """Months before the first."""
        return self.warmup.months if self.warmup else 0

    def __post_init__(self) -> None:
        check(self.behaviour)
        for name, value, most in (("months", self.months, MOST_MONTHS), ("seed", self.seed, MOST_SEED)):
            least = 1 if name == "months" else 0
            if not isinstance(value, (int, np.integer)) or isinstance(value, bool) or not least <= value <= most:
                raise ParameterError(name, value, Wording(WHOLE, low=least, high=most))
        if self.warmup and not may_follow(self.regime, self.warmup.regime):
            raise ParameterError("warmup", self.warmup.regime.id, "the same fields in all regimes")
        if not any(getattr(self.behaviour, name) > 0 for name in MASSES):
            raise ParameterError("mass_real", 0, "at least one activity with a mass above zero")
        if len(self.place.townships) < 2:
            count = Wording("{count} townships", count=len(self.place.townships))
            raise ParameterError("place", count, "at least 2, to be compared")
        for name, words in (("size_class", self.regime.size_classes), ("kind", self.regime.kinds)):
            if {getattr(township, name) for township in self.place.townships} <= set(words):
                continue
            wrong = next(township for township in self.place.townships if getattr(township, name) not in words)
            raise ParameterError(f"townships.{wrong.code}.{name}", getattr(wrong, name), Wording(ONE_OF, words=words))


class World:
    """Arrays of several cases side by side; `run` fills `series` and `levels`.

    series: (case, month, measure), float64; levels: (case, month, field), true levels, NaN past the
    number of fields; months from the first of the warm-up. Cases may differ in everything; of a shorter case the last
    months stay zero.
    """

    def __init__(self, cases: Sequence[Case]) -> None:
        if not cases:
            raise ParameterError("cases", Wording("none"), "at least one case")
        self.cases, self._ran = tuple(cases), False
        sizes = [len(case.place.townships) for case in cases]
        fields = max(len(case.regime.fields) for case in cases)
        places = {id(case.place): case.place for case in cases}
        cadres = int(padded(max(township.cadres for place in places.values() for township in place.townships)))
        months, towns = max(case.warmup_months + case.months for case in cases), sum(sizes)
        activities = FIELD_ACTIVITIES * fields + COMMON_ACTIVITIES
        self.params = np.zeros(len(cases), PARAMETERS)
        for row, case in zip(self.params["flat"], cases, strict=True):
            row[:] = vector_of(case.warmup.regime if case.warmup else case.regime, case.behaviour, case.covered)
        self.counties = np.zeros(len(cases), COUNTY)
        self.towns = np.zeros(towns, TOWNSHIP)
        self.share = np.zeros((towns, activities, cadres), np.float32)
        self.skill = np.zeros((towns, fields, cadres), np.float32)
        self.portfolio = np.zeros((towns, fields, cadres), np.float32)
        self.traits = np.zeros((towns, TRAITS, cadres), np.float32)
        self.series = np.zeros((len(cases), months, N_MEASURES))
        self.levels = np.full((len(cases), months, fields), np.nan)
        first = [case.warmup.overlays if case.warmup else case.overlays for case in cases]
        later = [case.overlays if case.warmup else () for case in cases]
        self.overlays = overlay_records(
            [_shifted(own, case.warmup_months) for own, case in zip((*first, *later), (*cases, *cases), strict=True)]
        )
        counts = np.cumsum([0, *(len(own) for own in (*first, *later))])
        self._overlays = [(int(begin), int(end - begin)) for begin, end in pairwise(counts)]
        self.buffers = (
            np.zeros((activities, cadres), np.float32), CadreBuffers.zeros(cadres), TownshipBuffers.zeros(max(sizes)),
        )  # fmt: skip
        self._place_cases(sizes)
        self.base = np.zeros(len(cases), PARAMETERS)
        self.base["flat"] = self.params["flat"]

    def _place_cases(self, sizes: Sequence[int]) -> None:
        """Fill the records of counties and townships; neighbouring cases at one place at once."""
        cases, counties = self.cases, self.counties
        counties["code"], counties["seed"] = [case.place.code for case in cases], [case.seed for case in cases]
        counties["months"] = [case.warmup.months if case.warmup else case.months for case in cases]
        counties["town_start"], counties["town_count"] = np.cumsum(sizes) - sizes, sizes
        counties["overlay_start"], counties["overlay_count"] = np.array(self._overlays[: len(cases)]).T
        start = 0
        for _, alike in groupby(cases, lambda case: (id(case.place), case.regime.size_classes, case.regime.kinds)):
            group = list(alike)
            count = len(group[0].place.townships)
            end = start + count * len(group)
            _fill_townships(self.towns[start:end].reshape(len(group), count), group[0])
            start = end

    def arrays(self) -> Arrays:
        """The arrays as kernels take them."""
        records: tuple[Any, ...] = (
            self.params, self.base, self.overlays, self.counties, self.towns, np.zeros(1, BUFFER),
        )  # fmt: skip
        params, base, overlays, counties, towns, buffer = as_rows(*records) if compile_mode() == "python" else records
        return Arrays(
            params, base, overlays, counties, towns, self.share, self.skill, self.portfolio, self.traits,
            self.series, self.levels, *self.buffers, buffer,
        )  # fmt: skip

    def run(self) -> World:
        """Run every case from its first month to its last; releases the GIL. A world runs once."""
        if self._ran:
            raise RuntimeError("this world has already run; build a new one from its cases")
        self._ran = True
        entry: Any = run_counties
        entry(0, len(self.cases), self.arrays())
        if any(case.warmup for case in self.cases):
            self.end_warmup()
            entry(0, len(self.cases), self.arrays())
        return self

    def end_warmup(self) -> None:
        """Exchange regimes and reforms after the warm-up, for whoever runs the months himself."""
        for c, case in enumerate(self.cases):
            self._end_warmup(c, case)

    def _end_warmup(self, c: int, case: Case) -> None:
        """Exchange regime and reforms of one case, and set it to go on; one without a warm-up is at its end."""
        county = self.counties[c : c + 1]
        county["first_month"] = county["months"]
        if case.warmup is None:
            return
        county["months"] = case.warmup.months + case.months
        county["overlay_start"], county["overlay_count"] = self._overlays[len(self.cases) + c]
        if case.regime.alike(case.warmup.regime):
            self.params["flat"][c] = self.base["flat"][c]
            return
        params = parameters_of(case.regime, case.behaviour, case.covered)
        county["changed"], first = 1, int(county["town_start"][0])
        towns = self.towns[first : first + int(county["town_count"][0])]
        hand_over(case.regime, case.warmup.regime, params, self.base[c : c + 1], county, towns)
        self.params["flat"][c] = self.base["flat"][c] = params["flat"]


def _fill_townships(towns: np.ndarray, case: Case) -> None:
    """The records of cases like this one, (case, township), townships in the order of their codes."""
    rows, regime = sorted(case.place.townships, key=lambda t: t.code), case.regime
    towns["code"], towns["cadres"] = [t.code for t in rows], [t.cadres for t in rows]
    towns["padded_cadres"] = padded(towns["cadres"])
    towns["size_class"] = [regime.size_classes.index(t.size_class) for t in rows]
    towns["kind"] = [regime.kinds.index(t.kind) for t in rows]
    towns["base_difficulty"], towns["base_resources"] = [t.difficulty for t in rows], [t.resources for t in rows]
    towns["village_count"] = [t.villages for t in rows]
    near = neighbours(tuple(t.code for t in rows), tuple(case.place.neighbours))
    towns["neighbours"] = [len(others) for others in near]
    for j, others in enumerate(near):
        towns["neighbour"][:, j, : len(others)] = others


def _shifted(overlays: Sequence[Overlay], months: int) -> list[Overlay]:
    return [replace(overlay, start=overlay.start + months) for overlay in overlays] if months else list(overlays)


def overlay_records(parts: Sequence[Sequence[Overlay]]) -> np.ndarray:
    """The overlays of several cases one after the other, as records; one that does nothing if there are none."""
    records = [(o.slot, o.mode, o.value, o.dose, o.start, o.ramp, o.low, o.high) for part in parts for o in part]
    return np.array(records or [(0,) * 8], OVERLAY)
