"""Where a nation lives: its townships as columns, how much room they take, and how they are shared out to threads.

Concept K1 · rows A1, A6.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ..measures import N_MEASURES
from ..parameters.declaration import ParameterError, Wording
from ..state.layout import COUNTY, LANES, N_TRAITS, TOWNSHIP
from ..state.network import neighbours

# What a nation needs to know of each township, in the order of codes.
COLUMNS = np.dtype(
    [(name, "i8") for name in ("county", "code", "cadres", "villages", "size_class", "kind")]
    + [("difficulty", "f8"), ("resources", "f8")]
)
CADRES_A_CHUNK = 50_000  # between .1 and .2 s of kernel a year
MEETING = 0.02  # part of the memory that the rest takes: tree, series, results


@dataclass(frozen=True)
class Land:
    """Where a nation lives: townships (of dtype `COLUMNS`), and units directly below each in the whole country."""

    townships: NDArray[np.void]
    children: Mapping[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        rows = np.sort(self.townships, order=("county", "code"))
        if not len(rows) or (np.diff(rows["code"]) == 0).any():
            raise ParameterError(
                "townships", Wording("{count} rows", count=len(rows)), "at least one, and every code once"
            )
        if (np.unique(rows["county"], return_counts=True)[1] < 2).any():
            raise ParameterError(
                "townships", Wording("a county with one township"), "at least 2 a county, to be compared"
            )
        object.__setattr__(self, "townships", rows)

    @property
    def counties(self) -> NDArray[np.int64]:
        """Codes, sorted."""
        return np.unique(self.townships["county"])

    @property
    def starts(self) -> NDArray[np.int64]:
        """First township of every county, and the number of all."""
        return np.append(np.searchsorted(self.townships["county"], self.counties), len(self.townships))


def chunks(land: Land) -> Iterator[tuple[int, int]]:
    """Ranges of counties of about equal work."""
    posts = np.add.reduceat(land.townships["cadres"], land.starts[:-1])
    first, work = 0, 0
    for position, size in enumerate(posts):
        work += int(size)
        if work >= CADRES_A_CHUNK:
            yield first, position + 1
            first, work = position + 1, 0
    if first < len(posts):
        yield first, len(posts)


def memory_needed(land: Land, fields: int, threads: int) -> int:
    """Bytes that the arrays of a nation take."""
    lanes, towns = lanes_of(land.townships), np.diff(land.starts)
    packed = 8 * rows_a_lane(fields) * int(lanes.sum()) + TOWNSHIP.itemsize * len(lanes)
    counties = len(towns) * (COUNTY.itemsize + 8 * 12 * (N_MEASURES + fields) + 4096)
    desk = int(towns.max()) * (8 * rows_a_lane(fields) * int(lanes.max()) + TOWNSHIP.itemsize)
    return int((1 + MEETING) * (packed + counties + threads * desk))


@dataclass(frozen=True)
class Seat:
    """A township of `Room`: nothing of it matters but its size."""

    code: int
    cadres: int
    size_class: str = "large"
    kind: str = "ordinary"
    villages: int = 1
    difficulty: float = 1.0
    resources: float = 1.0


@dataclass(frozen=True)
class Room:
    """A place as large as the largest county, to make room for any."""

    towns: int
    cadres: int
    code: int = 1

    @property
    def townships(self) -> tuple[Seat, ...]:
        return tuple(Seat(j + 1, self.cadres) for j in range(self.towns))

    @property
    def neighbours(self) -> tuple[tuple[int, int], ...]:
        return tuple((j, j + 1) for j in range(1, self.towns))


def fill_townships(towns: NDArray[np.void], land: NDArray[np.void], starts: NDArray[np.int64]) -> None:
    """What does not change of every township, and its neighbours."""
    for name in ("code", "cadres", "size_class", "kind"):
        towns[name] = land[name]
    towns["lanes"] = lanes_of(land)
    towns["base_difficulty"], towns["base_resources"] = land["difficulty"], land["resources"]
    towns["village_count"] = land["villages"]
    for first, last in pairwise(starts.tolist()):
        for j, near in enumerate(neighbours(tuple(land["code"][first:last].tolist())), start=first):
            towns["neighbours"][j] = len(near)
            towns["neighbour"][j, : len(near)] = near


def lanes_of(land: NDArray[np.void]) -> NDArray[np.int64]:
    padded: NDArray[np.int64] = -(-land["cadres"] // LANES) * LANES
    return padded


def rows_a_lane(fields: int) -> int:
    """Numbers kept of each cadre: shares, skills, portfolio, traits."""
    return 2 * fields + 4 + 2 * fields + N_TRAITS
