"""A world of tied counties: a tree of units, counties packed in memory, years in threads, meetings in between.

Any number of threads gives the same bits: within a year counties share nothing, and they meet in a fixed order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from queue import SimpleQueue
from threading import Event
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..measures import N_MEASURES
from ..parameters.behaviour import Behaviour
from ..parameters.declaration import NUMBER_OF, WHOLE, ParameterError, Wording, check
from ..parameters.regime import Regime
from ..state.layout import COUNTY, OVERLAY, PARAMETERS, TOWNSHIP
from ..world import MOST_MONTHS, MOST_SEED, Case, Overlay, World, parameters_of
from .hierarchy import COUNTY_LEVEL, TreeParameters, build_tree
from .territory import Land, Room, chunks, fill_townships, lanes_of, rows_a_lane
from .year import Desk, Store, meet, run_tied

Progress = Callable[[int, int], None]  # county-years done, county-years in all


@dataclass(frozen=True)
class Rollout:
    """A reform that begins here and there: overlays, the month it begins in counties by code, and how it spreads.

    pace: chance a year, 0 to 1, that a county takes it over from a better-graded foremost county of its prefecture.
    """

    overlays: tuple[Overlay, ...] = ()
    starts: Mapping[int, int] = field(default_factory=dict)
    pace: float = 0.0

    def __post_init__(self) -> None:
        if not 0 <= self.pace <= 1:
            raise ParameterError("pace", self.pace, Wording(NUMBER_OF, low=0, high=1, unit="chance a year"))
        for code, month in self.starts.items():
            if not 0 <= month < MOST_MONTHS:
                raise ParameterError(
                    f"starts.{code}", month, Wording("a month from {low} to {high}", low=0, high=MOST_MONTHS - 1)
                )


@dataclass(frozen=True)
class Rule:
    """What counties live under: a regime, reforms, what outcomes count as assessed."""

    regime: Regime
    overlays: tuple[Overlay, ...] = ()
    covered: frozenset[str] | None = None


class Nation:
    """Counties tied by a tree; `years()` runs them, a calendar year at a time.

    rules: of the land; rule_of: for each county in order, which of them (default: the first). months: 1 to 1200.
    After each year `series` (county, 12, measure) and `levels` (county, 12, field) hold its months (of the last year
    only those that are), `nodes` and `towns` what there is.
    """

    def __init__(
        self,
        land: Land,
        rules: Sequence[Rule],
        rule_of: Sequence[int] | None = None,
        *,
        behaviour: Behaviour | None = None,
        tree: TreeParameters | None = None,
        rollout: Rollout | None = None,
        months: int = 120,
        seed: int = 1,
    ) -> None:
        self.land, self.months, self.seed = land, months, seed
        self.people, self.tie, self.rollout = behaviour or Behaviour(), tree or TreeParameters(), rollout or Rollout()
        check(self.people)
        check(self.tie)
        for name, value, least, most in (("months", months, 1, MOST_MONTHS), ("seed", seed, 0, MOST_SEED)):
            if isinstance(value, bool) or not isinstance(value, (int, np.integer)) or not least <= value <= most:
                raise ParameterError(name, value, Wording(WHOLE, low=least, high=most))
        self.fields = same_fields([rule.regime for rule in rules])
        self.codes = land.counties
        chosen = np.zeros(len(self.codes), np.int64) if rule_of is None else np.asarray(rule_of, np.int64)
        self.nodes = build_tree([int(c) for c in self.codes], chosen.tolist(), land.children)
        self._plan()
        self.regime = rules[0].regime
        self.rows = np.zeros(len(rules), PARAMETERS)
        for i, rule in enumerate(rules):
            self.rows[i : i + 1] = parameters_of(rule.regime, self.people, rule.covered)
        self.seats = np.zeros(len(self.nodes) - len(self.codes), COUNTY)
        self._store([r.overlays for r in rules])

    def _plan(self) -> None:
        known = {int(code): i for i, code in enumerate(self.codes, len(self.nodes) - len(self.codes))}
        for code, month in self.rollout.starts.items():
            if code not in known:
                raise ParameterError("starts", code, "codes of counties of this world")
            self.nodes["start"][known[code]] = month

    def _store(self, overlays: list[tuple[Overlay, ...]]) -> None:
        land, n = self.land.townships, len(self.codes)
        self.counties, self.towns = np.zeros(n, COUNTY), np.zeros(len(land), TOWNSHIP)
        self.counties["code"], self.counties["seed"], self.counties["months"] = self.codes, self.seed, self.months
        fill_townships(self.towns, land, self.land.starts)
        words = lanes_of(land) * rows_a_lane(self.fields)
        parts = [*overlays, self.rollout.overlays]
        self.series = np.zeros((n, 12, N_MEASURES))
        self.levels = np.zeros((n, 12, self.fields))
        self.store = Store(
            as_words(self.rows), as_words(self.counties), as_words(self.towns), as_words(overlay_rows(parts)),
            np.zeros(int(words.sum())), np.append(0, np.cumsum(words))[:-1], self.land.starts,
            np.append(0, np.cumsum([len(part) for part in parts])), self.series, self.levels,
        )  # fmt: skip
        self.most_overlays = max(map(len, overlays)) + len(self.rollout.overlays)

    def desk(self) -> tuple[Desk, Any]:
        """Room for one county, the largest: the arrays of a world of one, and the words of its records."""
        posts, towns = int(self.land.townships["cadres"].max()), int(np.diff(self.land.starts).max())
        spare = (Overlay(0, 0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0),) * self.most_overlays
        world = World([Case(self.regime, Room(towns, posts), overlays=spare, months=1)])
        records = (world.params, world.base, world.overlays, world.counties, world.towns)
        return Desk(*map(as_words, records)), world.arrays()

    def years(self, threads: int = 1, progress: Progress | None = None) -> Iterator[int]:
        """Run; yields 0, 1, ... after each calendar year. Stops where the caller stops asking."""
        row, worth = self.tie.row(), np.zeros(5)
        meeting: Any = meet
        count = -(-self.months // 12)
        desks: SimpleQueue[Any] = SimpleQueue()
        for _ in range(threads):
            desks.put(self.desk())
        for year in range(-1, count):
            if year >= 0:
                meeting(row, self.nodes, self.seats, self.rows, worth, self.seed, self.fields, self.rollout.pace, year)
            done = max(0, year) * len(self.codes)
            report = _offset(progress, done, count * len(self.codes)) if year >= 0 else None
            run_year(self, 12 * year, row, desks, threads, report)
            if year >= 0:
                yield year


def run_year(
    nation: Nation, begin: int, row: NDArray[np.void], desks: SimpleQueue[Any], threads: int, report: Any
) -> None:
    """All counties through one year; after Ctrl-C or an error no chunk begins any more."""
    entry: Any = run_tied
    stop = Event()

    def live(first: int, last: int) -> int:
        if stop.is_set():
            return 0
        desk, world = desks.get()
        try:
            entry(first, last, begin, row, nation.nodes, nation.store, desk, world)
        finally:
            desks.put((desk, world))
        return last - first

    pool = ThreadPoolExecutor(threads, thread_name_prefix="kaohe")
    try:
        done = 0
        for job in as_completed([pool.submit(live, first, last) for first, last in chunks(nation.land)]):
            done += job.result()
            if report:
                report(done)
    finally:
        stop.set()
        pool.shutdown(wait=True, cancel_futures=True)


def same_fields(regimes: Sequence[Regime]) -> int:
    """Number of fields; regimes of one nation must have the same, since targets cascade through all."""
    names = {tuple(" of ".join(filter(None, (f.id, f.part_of))) for f in regime.fields) for regime in regimes}
    if len(names) != 1:
        raise ParameterError(
            "fields", " / ".join(", ".join(n) for n in sorted(names)), "the same fields in all regimes"
        )
    return len(names.pop())


def overlay_rows(parts: Sequence[Sequence[Overlay]]) -> NDArray[np.void]:
    rows = [(o.slot, o.mode, o.value, o.dose, o.start, o.ramp, o.low, o.high) for part in parts for o in part]
    return np.array(rows or [(0,) * 8], OVERLAY)


def as_words(records: NDArray[np.void]) -> NDArray[np.int64]:
    """The same memory as rows of 64-bit words."""
    return records.view(np.int64).reshape(len(records), -1)


def _offset(progress: Progress | None, before: int, total: int) -> Callable[[int], None] | None:
    return None if progress is None else lambda done: progress(before + done, total)


def county_nodes(nodes: NDArray[np.void]) -> NDArray[np.void]:
    """The rows of counties."""
    rows: NDArray[np.void] = nodes[nodes["level"] == COUNTY_LEVEL]
    return rows
