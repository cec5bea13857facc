"""Who is near whom: the peer network of a county's townships, as index arrays.

Concept K1 · rows B21, C1, C12. Neighbours share spill-overs, fear and habits. Where a place names no borders,
townships get positions from their codes and are joined to their nearest, so that the network is connected, the
same on every machine, and independent of the order of an input file (assumed).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from .layout import NEIGHBOURS

NEAREST = 3  # townships that each is joined to (assumed)


def position(code: int) -> tuple[float, float]:
    """A place in the unit square for a township, from its code alone."""
    digest = blake2b(str(code).encode(), digest_size=16).digest()
    return (
        int.from_bytes(digest[:8], "little") / 2.0**64,
        int.from_bytes(digest[8:], "little") / 2.0**64,
    )


@lru_cache(maxsize=4096)
def neighbours(codes: tuple[int, ...], borders: tuple[tuple[int, int], ...] = ()) -> tuple[tuple[int, ...], ...]:
    """Indices of each township's neighbours; `borders` are pairs of codes. Every township has at least one."""
    at = {code: i for i, code in enumerate(codes)}
    near: list[set[int]] = [set() for _ in codes]
    for i, j in [(at[a], at[b]) for a, b in borders] or _nearest(codes):
        near[i].add(j)
        near[j].add(i)
    for i in [i for i, others in enumerate(near) if not others]:
        j = _closest(codes, i)
        near[i].add(j)
        near[j].add(i)
    return tuple(tuple(sorted(others))[:NEIGHBOURS] for others in near)


def _distances(codes: Sequence[int]) -> NDArray[np.float64]:
    spots = np.array([position(code) for code in codes])
    gaps: NDArray[np.float64] = ((spots[:, None, :] - spots[None, :, :]) ** 2).sum(axis=2)
    return gaps


def _nearest(codes: Sequence[int]) -> list[tuple[int, int]]:
    """The minimum spanning tree, and every township's nearest three."""
    gaps = _distances(codes)
    edges = _spanning_tree(gaps)
    for i in range(len(codes)):
        edges += [(i, int(j)) for j in np.argsort(gaps[i], kind="stable")[1 : 1 + NEAREST]]
    return edges


def _spanning_tree(gaps: NDArray[np.float64]) -> list[tuple[int, int]]:
    """Edges of the minimum spanning tree, grown from the first township (Prim).

    Written out because importing a graph library would take a tenth of every start.
    """
    nearest, gap = np.zeros(len(gaps), np.int64), gaps[0].copy()
    gap[0] = np.inf
    edges = []
    for _ in range(len(gaps) - 1):
        new = int(np.argmin(gap))
        edges.append((int(nearest[new]), new))
        closer = (gaps[new] < gap) & np.isfinite(gap)
        nearest[closer], gap[closer] = new, gaps[new][closer]
        gap[new] = np.inf
    return edges


def _closest(codes: Sequence[int], node: int) -> int:
    gaps = _distances(codes)[node]
    gaps[node] = np.inf
    return int(np.argmin(gaps))
