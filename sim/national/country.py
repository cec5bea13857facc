"""Counties tied by the tree of government: their years run in threads, and they meet once a year.

Any number of threads gives the same bits: within a year counties share nothing, and they meet in a fixed order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from itertools import pairwise
from queue import SimpleQueue
from threading import Event

import numpy as np
from numpy.typing import NDArray

from ..measures import N_MEASURES
from ..parameters.behaviour import Behaviour
from ..parameters.declaration import NUMBER_OF, WHOLE, ParameterError, Wording, check
from ..parameters.regime import Regime
from ..state.buffers import BUFFER
from ..state.layout import COUNTY, PARAMETERS, TOWNSHIP
from ..state.network import neighbours
from ..state.parameter_record import parameters_of
from ..world import MOST_MONTHS, MOST_SEED, Overlay, overlay_records
from .hierarchy import TreeParameters, build_tree
from .storage import Storage, Workspace, as_words, make_workspace, padded_cadres, values_of_cadres
from .territory import Territory, county_ranges
from .year import hold_meeting, run_county_years

Progress = Callable[[int, int], None]  # county-years done, county-years in all
PIECE = 2**26  # bytes of a state that are one array


@dataclass(frozen=True)
class Rollout:
    """A reform that begins in some counties and spreads.

    overlays: the reform, their `start` counted from the month in which a county begins. starts: that month, 0 to 1199,
    by code of a county. pace: chance a year, 0 to 1, that a county takes it over from the best-rated other county of
    its prefecture, if that is better rated (eq. 114). Raises `ParameterError` outside these ranges.
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
class Policy:
    """The regime and the reforms that a county has.

    covered: ids of the fields that outcomes E3b and E4 take as assessed; those the regime assesses as written if left
    out.
    """

    regime: Regime
    overlays: tuple[Overlay, ...] = ()
    covered: frozenset[str] | None = None


class Country:
    """Counties tied by the tree of government; `years` runs them, one calendar year at a time.

    territory: the counties. policies: regimes with reforms, all with the same fields; policy_of: for each county, in
    the order of codes, the index of its policy (default: the first). behaviour, tree, rollout: how people respond,
    how units act on each other, a reform that spreads. months: 1 to 1200. seed: 0 to 2**62. Raises `ParameterError`
    for values out of range, and where `rollout` names a county that the territory has not.

    After each year: `series` (county, 12, measure) and `levels` (county, 12, field) hold its months, of a last year
    that is not whole only those that are; `nodes` (units,), `counties` and `towns` are the records of all units,
    counties and townships, of dtypes `NODE`, `COUNTY`, `TOWNSHIP`, and `county_nodes` the part of `nodes` with the
    counties, in the order of `codes`.
    """

    def __init__(
        self,
        territory: Territory,
        policies: Sequence[Policy],
        policy_of: Sequence[int] | None = None,
        *,
        behaviour: Behaviour | None = None,
        tree: TreeParameters | None = None,
        rollout: Rollout | None = None,
        months: int = 120,
        seed: int = 1,
    ) -> None:
        self.tree, self.rollout = tree or TreeParameters(), rollout or Rollout()
        people = behaviour or Behaviour()
        check(people)
        check(self.tree)
        for name, value, least, most in (("months", months, 1, MOST_MONTHS), ("seed", seed, 0, MOST_SEED)):
            if isinstance(value, bool) or not isinstance(value, (int, np.integer)) or not least <= value <= most:
                raise ParameterError(name, value, Wording(WHOLE, low=least, high=most))
        self.territory, self.policies, self.months, self.seed = territory, tuple(policies), months, seed
        self.fields, self.codes = same_fields([policy.regime for policy in policies]), territory.counties
        chosen = [0] * len(self.codes) if policy_of is None else list(policy_of)
        self.nodes = build_tree(self.codes.tolist(), chosen, territory.children, territory.divisors)
        self.county_nodes = self.nodes[-len(self.codes) :]
        for code, month in self.rollout.starts.items():
            if code not in self.codes:
                raise ParameterError("starts", code, "codes of counties of this world")
            self.county_nodes["start"][self.codes == code] = month
        self.parameters = np.zeros(len(policies), PARAMETERS)
        for i, policy in enumerate(policies):
            self.parameters[i : i + 1] = parameters_of(policy.regime, people, policy.covered)
        self._allocate()

    def _allocate(self) -> None:
        n = len(self.codes)
        self.units = np.zeros(len(self.nodes), COUNTY)
        self.counties = self.units[-n:]
        self.counties["code"], self.counties["seed"], self.counties["months"] = self.codes, self.seed, self.months
        self.towns = described_townships(self.territory)
        values = values_of_cadres(self.territory, self.fields)
        overlays = [*(policy.overlays for policy in self.policies), self.rollout.overlays]
        self.series = np.zeros((n, 12, N_MEASURES))
        self.levels = np.zeros((n, 12, self.fields))
        self._storage = Storage(
            as_words(self.parameters), as_words(self.counties), as_words(self.towns),
            as_words(overlay_records(overlays)), np.zeros(int(values.sum()), np.float32),
            np.append(0, np.cumsum(values))[:-1], self.territory.first_townships,
            np.append(0, np.cumsum([len(group) for group in overlays])), self.series, self.levels,
        )  # fmt: skip

    def workspace(self) -> Workspace:
        """A workspace for one thread, with room for the largest county and all its overlays."""
        most = max(len(policy.overlays) for policy in self.policies) + len(self.rollout.overlays)
        return make_workspace(self.territory, self.policies[0].regime, most)

    def state(self) -> dict[str, NDArray[np.uint8]]:
        """All that later years depend on, by name, as bytes: the memory itself, not a copy, in pieces."""
        whole = {"nodes": self.nodes, "units": self.units, "towns": self.towns, "parameters": self.parameters}
        whole["cadres"] = self._storage.cadres
        views = {name: values.view(np.uint8).reshape(-1) for name, values in whole.items()}
        return {
            f"{name}_{first // PIECE}": view[first : first + PIECE]
            for name, view in views.items()
            for first in range(0, len(view), PIECE)
        }

    def restore(self, state: Mapping[str, NDArray[np.uint8]]) -> None:
        """Take over a state that an equal country had after some year."""
        for name, piece in self.state().items():
            piece[:] = state[name]

    def years(self, threads: int = 1, progress: Progress | None = None, first: int = 0) -> Iterator[int]:
        """Run; yields 0, 1, ... after each calendar year. Where the caller stops asking, the run stops.

        threads: 1 or more, for the same results. progress: called now and then, with county-years done and in all.
        first: the year to begin with, where the state of the years before was restored.
        """
        count, n = -(-self.months // 12), len(self.codes)
        tree, buffer = self.tree.as_record(), np.zeros(1, BUFFER)
        workspaces: SimpleQueue[Workspace] = SimpleQueue()
        for _ in range(threads):
            workspaces.put(self.workspace())
        if not first:
            for _ in self._run_year(-12, tree, workspaces, threads):
                pass
        for year in range(first, count):
            hold_meeting(
                tree, self.nodes, self.units, self.parameters, buffer, self.seed, self.fields, self.rollout.pace, year
            )  # fmt: skip
            for done in self._run_year(12 * year, tree, workspaces, threads):
                if progress:
                    progress(year * n + done, count * n)
            yield year

    def _run_year(
        self, begin: int, tree: NDArray[np.void], workspaces: SimpleQueue[Workspace], threads: int
    ) -> Iterator[int]:
        """Run all counties through the year that begins in month `begin`; yields how many are done.

        After Ctrl-C or an error no further range of counties begins, and those that run are waited for.
        """
        stop = Event()

        def run(first: int, last: int) -> int:
            if stop.is_set():
                return 0
            workspace = workspaces.get()
            try:
                run_county_years(first, last, begin, tree, self.nodes, self._storage, workspace)
            finally:
                workspaces.put(workspace)
            return last - first

        pool = ThreadPoolExecutor(threads, thread_name_prefix="kaohe")
        try:
            done = 0
            for job in as_completed([pool.submit(run, first, last) for first, last in county_ranges(self.territory)]):
                done += job.result()
                yield done
        finally:
            stop.set()
            pool.shutdown(wait=True, cancel_futures=True)


def same_fields(regimes: Sequence[Regime]) -> int:
    """Number of fields of the regimes of one country; all must have the same, since targets cascade through all.

    Raises `ParameterError` with the lists of fields where they differ.
    """
    names = {tuple(" of ".join(filter(None, (f.id, f.part_of))) for f in regime.fields) for regime in regimes}
    if len(names) != 1:
        found = " / ".join(", ".join(each) for each in sorted(names))
        raise ParameterError("fields", found, "the same fields in all regimes")
    return len(names.pop())


def described_townships(territory: Territory) -> NDArray[np.void]:
    """Records of all townships (dtype `TOWNSHIP`) with what the register gives and their neighbours; the rest is 0."""
    given = territory.townships
    towns = np.zeros(len(given), TOWNSHIP)
    for name in ("code", "cadres", "size_class", "kind"):
        towns[name] = given[name]
    towns["padded_cadres"] = padded_cadres(territory)
    towns["base_difficulty"], towns["base_resources"] = given["difficulty"], given["resources"]
    towns["village_count"] = given["villages"]
    for first, last in pairwise(territory.first_townships.tolist()):
        for j, near in enumerate(neighbours(tuple(given["code"][first:last].tolist())), start=first):
            towns["neighbours"][j] = len(near)
            towns["neighbour"][j, : len(near)] = near
    return towns
