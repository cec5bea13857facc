"""The peer networks of many counties at once: the same as `network.neighbours` without borders, without networkx.

Concept K1 · rows B21, C1, C12. Minimum spanning tree (Prim's algorithm) and the nearest three of everybody. No two
distances are equal, so the tree is the only one and it does not matter who finds it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from .network import NEAREST, position
from .options import kernel


def nearest_neighbours(towns: NDArray[np.void], starts: NDArray[np.int64]) -> None:
    """Fill `neighbours` and `neighbour` of townships (codes given, by county, in order)."""
    spots = np.array([position(int(code)) for code in towns["code"]])
    most = int(np.diff(starts).max())
    joined, reach, via = np.zeros((most, most), np.bool_), np.zeros(most), np.zeros(most, np.int64)
    entry: Any = join_all
    entry(towns, spots, starts, joined, reach, via)


@kernel
def gap(spots, i, j):
    x, y = spots[i, 0] - spots[j, 0], spots[i, 1] - spots[j, 1]
    return x * x + y * y


@kernel
def span(spots, first, n, joined, reach, via):
    """Join all by the shortest edges that do: from the first township, always the nearest that is still alone."""
    for i in range(n):
        reach[i], via[i] = gap(spots, first, first + i), 0
    reach[0] = -1.0  # inside
    for _ in range(1, n):
        best = -1
        for i in range(n):
            if reach[i] >= 0.0 and (best < 0 or reach[i] < reach[best]):
                best = i
        joined[best, via[best]] = joined[via[best], best] = True
        reach[best] = -1.0
        for i in range(n):
            distance = gap(spots, first + best, first + i)
            if reach[i] >= 0.0 and distance < reach[i]:
                reach[i], via[i] = distance, best


@kernel
def join_nearest(spots, first, n, joined, taken):
    """Join every township with its nearest three. taken: scratch."""
    for i in range(n):
        for j in range(n):
            taken[j] = 1 if j == i else 0
        for _ in range(min(NEAREST, n - 1)):
            best = -1
            for j in range(n):
                if taken[j] == 0 and (
                    best < 0 or gap(spots, first + i, first + j) < gap(spots, first + i, first + best)
                ):
                    best = j
            taken[best] = 1
            joined[i, best] = joined[best, i] = True


@kernel
def join_all(towns, spots, starts, joined, reach, via):
    """All counties, one after the other; of each township at most as many neighbours as there is room for."""
    for c in range(starts.shape[0] - 1):
        first, n = starts[c], starts[c + 1] - starts[c]
        for i in range(n):
            for j in range(n):
                joined[i, j] = False
        span(spots, first, n, joined, reach, via)
        join_nearest(spots, first, n, joined, via)
        for i in range(n):
            t = towns[first + i]
            t.neighbours = 0
            for j in range(n):
                if joined[i, j] and t.neighbours < t.neighbour.shape[0]:
                    t.neighbour[t.neighbours] = j
                    t.neighbours += 1
