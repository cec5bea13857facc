"""A world: counties of one or many cases, built into arrays and run.

`Case` is everything one run depends on; equal cases give equal bits. `World` objects hold the arrays of several
cases (a chunk of runs), which one call of the kernel runs without touching Python.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from typing import Any, Protocol

import numpy as np

from . import month as month_module
from .compile.interpreted import as_rows
from .compile.kernel import compile_mode
from .measures import N_MEASURES
from .month import run_counties
from .parameters.behaviour import Behaviour
from .parameters.declaration import ParameterError, check, meanings
from .parameters.regime import MOST_FIELDS, Regime
from .parameters.tables import CLASSES, KINDS
from .state.layout import (  # fmt: skip
    COUNTY,
    FIELD_COLUMNS,
    LANES,
    N_SCRATCH,
    N_TRAITS,
    OVERLAY,
    PARAMETERS,
    READING_COLUMNS,
    RULES,
    RUNG_COLUMNS,
    TOWNSHIP,
    parameter_row,
)
from .state.network import neighbours

MOST_MONTHS = 1200
MOST_SEED = 2**62


class Township(Protocol):
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
    def townships(self) -> Sequence[Township]: ...
    @property
    def neighbours(self) -> tuple[tuple[int, int], ...]: ...


@dataclass(frozen=True)
class Overlay:
    """One lever moved by a reform (K12): slot of the parameter row, mode, value at dose 1, dose, start, ramp."""

    slot: int
    mode: int
    value: float
    dose: float
    start: float
    ramp: float
    low: float
    high: float


@dataclass(frozen=True)
class Case:
    """One run: regime, place, behaviour, reforms, months and seed.

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

    def __post_init__(self) -> None:
        check(self.behaviour)
        for name, value, most in (("months", self.months, MOST_MONTHS), ("seed", self.seed, MOST_SEED)):
            least = 1 if name == "months" else 0
            if not isinstance(value, (int, np.integer)) or isinstance(value, bool) or not least <= value <= most:
                raise ParameterError(name, value, f"a whole number from {least} to {most}")
        masses = [name for name in meanings(Behaviour) if name.startswith("mass_")]
        if not any(getattr(self.behaviour, name) > 0 for name in masses):
            raise ParameterError("mass_real", 0, "at least one activity with a mass above zero")
        if len(self.place.townships) < 2:
            raise ParameterError("place", f"{len(self.place.townships)} townships", "at least 2, to be compared")


def luck_key(name: str) -> int:
    """A stable key for the luck of a field or reading: 40 bits of its id's hash, above the numbers rules use."""
    return 1000 + int.from_bytes(blake2b(name.encode(), digest_size=5).digest(), "little")


def parameters_of(regime: Regime, behaviour: Behaviour, covered: frozenset[str] | None = None) -> np.ndarray:
    """The parameter row of a regime and a behaviour, shape (1,)."""
    row: np.ndarray = _regime_row(regime, covered).copy()
    for name, value in parameter_row(behaviour).items():
        row[name] = value
    return row


@lru_cache(maxsize=64)
def _regime_row(regime: Regime, covered: frozenset[str] | None) -> np.ndarray:
    """The row without behaviour; kept, because a sweep asks for that of one regime thousands of times."""
    row = np.zeros(1, PARAMETERS)
    for name, value in parameter_row(regime.levers).items():
        row[name] = value
    row["n_fields"], row["n_offices"] = len(regime.fields), len(regime.offices)
    row["n_readings"], row["n_rungs"] = len(regime.readings), len(regime.rungs)
    row["points_scale"] = 1.0
    row["class_coefficient"] = regime.class_coefficients
    for d, item in enumerate(regime.fields):
        for name in FIELD_COLUMNS:
            row[f"field_{name}"][0, d] = getattr(item, name)
        row["field_key"][0, d] = luck_key(item.part_of or item.id)
        row["event_key"][0, d] = luck_key(item.id)
    for o, office in enumerate(regime.offices):
        row["office_weight"][0, o], row["office_class"][0, o] = office.weight, office.organ_class
        row["office_line"][0, o] = office.line
    _fill_indicators(row, regime)
    _fill_readings(row, regime)
    _fill_rungs(row, regime)
    assessed = row["points"][0].sum(axis=0) > 0
    for d, item in enumerate(regime.fields):
        row["covered"][0, d] = assessed[d] if covered is None else (item.part_of or item.id) in covered
    return row


def _fill_indicators(row: np.ndarray, regime: Regime) -> None:
    """Points, items and qualities by field; a specific indicator counts for its kinds of township only (B16)."""
    at_field = {f.id: d for d, f in enumerate(regime.fields)}
    at_office = {o.id: i for i, o in enumerate(regime.offices)}
    documents = np.zeros_like(row["items"][0])
    quality = {name: np.zeros(MOST_FIELDS) for name in ("veto", "verifiability", "visible")}
    points = np.zeros(MOST_FIELDS)
    for item in regime.indicators:
        d, o = at_field[item.field], at_office[item.office]
        reach = len(item.kinds) / len(KINDS) if item.kinds else 1.0
        for kind in item.kinds or KINDS:
            row["points"][0, KINDS.index(kind), d] += item.weight
        row["items"][0, o, d] += item.items * reach
        documents[o, d] += item.items * item.burden * reach
        points[d] += item.weight * reach
        for name, total in quality.items():
            total[d] += getattr(item, name) * item.weight * reach
    items = row["items"][0]
    row["burden"][0] = np.divide(documents, items, out=np.zeros_like(items), where=items > 0)
    for name, total in quality.items():
        row[name][0] = np.divide(total, points, out=np.zeros_like(points), where=points > 0)
    # Where nobody assesses yet, a reform may start to: visits could verify about half there.
    row["verifiability"][0][points <= 0] = 0.5


def _fill_readings(row: np.ndarray, regime: Regime) -> None:
    """Readings; inside a group weight follows responsibility, closeness and knowledge (B9)."""
    groups = dict(regime.group_weights)
    closeness = [(r.responsibility + r.closeness + r.knowledge) / 3 for r in regime.readings]
    for s, reading in enumerate(regime.readings):
        for name in READING_COLUMNS:
            row[f"reading_{name}"][0, s] = getattr(reading, name)
        row["reading_key"][0, s] = luck_key(reading.id)
        if reading.group:
            members = [i for i, r in enumerate(regime.readings) if r.group == reading.group]
            total = 0.0
            for i in members:  # not sum(): from Python 3.12 it compensates, and bits must not depend on the version
                total += regime.readings[i].weight * closeness[i]
            share = reading.weight * closeness[s] / total if total > 0 else 0.0
            row["reading_weight"][0, s] = groups[reading.group] * share


def _fill_rungs(row: np.ndarray, regime: Regime) -> None:
    at = {r.id: s for s, r in enumerate(regime.readings)}
    for k, rung in enumerate(regime.rungs):
        for name in RUNG_COLUMNS:
            row[f"rung_{name}"][0, k] = getattr(rung, name)
        row["rung_rule"][0, k] = RULES[rung.rule]
        row["rung_source"][0, k] = at[rung.source] if rung.source else -1
        row["rung_post"][0, k] = rung.track == "post"


class World:
    """Arrays of several cases side by side; `run` fills `series` and `levels`.

    series: (case, month, measure), float64; levels: (case, month, field), true levels, NaN past the
    number of fields. Cases may differ in everything; of a shorter case the last months stay zero.
    """

    def __init__(self, cases: Sequence[Case]) -> None:
        if not cases:
            raise ParameterError("cases", "none", "at least one case")
        self.cases, self._ran = tuple(cases), False
        sizes = [len(case.place.townships) for case in cases]
        fields = max(len(case.regime.fields) for case in cases)
        lanes = max(_padded(t.cadres) for case in cases for t in case.place.townships)
        months = max(case.months for case in cases)
        towns, activities = sum(sizes), 2 * fields + 4
        self.params = np.zeros(len(cases), PARAMETERS)
        for c, case in enumerate(cases):
            self.params[c : c + 1] = parameters_of(case.regime, case.behaviour, case.covered)
        self.counties = np.zeros(len(cases), COUNTY)
        self.towns = np.zeros(towns, TOWNSHIP)
        self.share = np.zeros((towns, activities, lanes))
        self.skill = np.zeros((towns, fields, lanes))
        self.portfolio = np.zeros((towns, fields, lanes))
        self.traits = np.zeros((towns, N_TRAITS, lanes))
        self.series = np.zeros((len(cases), months, N_MEASURES))
        self.levels = np.full((len(cases), months, fields), np.nan)
        self.overlays = _overlay_rows(cases)
        self._scratch = (
            np.zeros(activities * lanes), np.zeros((N_SCRATCH, lanes)), np.zeros(max(sizes)),
            np.zeros((max(sizes), 6)), np.zeros(max(sizes), np.int64), np.zeros((49, MOST_FIELDS)),
        )  # fmt: skip
        start = overlay = 0
        for c, case in enumerate(cases):
            self._place_case(c, case, start, overlay)
            start, overlay = start + sizes[c], overlay + len(case.overlays)
        self.base = self.params.copy()

    def _place_case(self, c: int, case: Case, start: int, overlay: int) -> None:
        row = self.counties[c : c + 1]
        row["code"], row["seed"], row["months"] = case.place.code, case.seed, case.months
        row["town_start"], row["town_count"] = start, len(case.place.townships)
        row["overlay_start"], row["overlay_count"] = overlay, len(case.overlays)
        townships = sorted(case.place.townships, key=lambda t: t.code)
        near = neighbours(tuple(t.code for t in townships), tuple(case.place.neighbours))
        for j, township in enumerate(townships):
            _fill_township(self.towns[start + j : start + j + 1], township, near[j])

    def arrays(self) -> month_module.World:
        """The arrays in the order the kernels take them."""
        rows: tuple[Any, ...] = (self.params, self.base, self.overlays, self.counties, self.towns)
        params, base, overlays, counties, towns = as_rows(*rows) if compile_mode() == "python" else rows
        return month_module.World(
            params, base, overlays, counties, towns, self.share, self.skill,
            self.portfolio, self.traits, self.series, self.levels, *self._scratch,
        )  # fmt: skip

    def run(self) -> World:
        """Run every case from its first month to its last; releases the GIL. A world runs once."""
        if self._ran:
            raise RuntimeError("this world has already run; build a new one from its cases")
        self._ran = True
        entry: Any = run_counties
        entry(0, len(self.cases), *self.arrays())
        return self


def _padded(cadres: int) -> int:
    return -(-cadres // LANES) * LANES


def _fill_township(row: np.ndarray, township: Township, near: tuple[int, ...]) -> None:
    row["code"], row["cadres"], row["lanes"] = township.code, township.cadres, _padded(township.cadres)
    row["size_class"], row["kind"] = CLASSES.index(township.size_class), KINDS.index(township.kind)
    row["base_difficulty"], row["base_resources"] = township.difficulty, township.resources
    row["village_count"] = township.villages
    row["neighbours"] = len(near)
    row["neighbour"][0, : len(near)] = near


def _overlay_rows(cases: Sequence[Case]) -> np.ndarray:
    overlays = [o for case in cases for o in case.overlays]
    rows = np.zeros(max(1, len(overlays)), OVERLAY)
    for k, o in enumerate(overlays):
        rows[k] = (o.slot, o.mode, o.value, o.dose, o.start, o.ramp, o.low, o.high)
    return rows
