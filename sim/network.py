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

NEAREST = 3


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
    import networkx as nx

    at = {code: i for i, code in enumerate(codes)}
    graph = nx.Graph()
    graph.add_nodes_from(range(len(codes)))
    graph.add_edges_from((at[a], at[b]) for a, b in borders)
    if not borders:
        graph.add_edges_from(_nearest(codes))
    alone = [node for node in graph if graph.degree(node) == 0]
    if alone:
        graph.add_edges_from((node, _closest(codes, node)) for node in alone)
    return tuple(tuple(sorted(graph[i]))[:NEIGHBOURS] for i in range(len(codes)))


def _distances(codes: Sequence[int]) -> NDArray[np.float64]:
    spots = np.array([position(code) for code in codes])
    gaps: NDArray[np.float64] = ((spots[:, None, :] - spots[None, :, :]) ** 2).sum(axis=2)
    return gaps


def _nearest(codes: Sequence[int]) -> list[tuple[int, int]]:
    """The minimum spanning tree, and every township's nearest three."""
    import networkx as nx

    gaps = _distances(codes)
    whole = nx.Graph()
    for i in range(len(codes)):
        whole.add_weighted_edges_from((i, j, gaps[i, j]) for j in range(i))
    edges = list(nx.minimum_spanning_edges(whole, data=False))
    for i in range(len(codes)):
        edges += [(i, int(j)) for j in np.argsort(gaps[i], kind="stable")[1 : 1 + NEAREST]]
    return edges


def _closest(codes: Sequence[int], node: int) -> int:
    gaps = _distances(codes)[node]
    gaps[node] = np.inf
    return int(np.argmin(gaps))
