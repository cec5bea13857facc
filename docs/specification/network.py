"""Appendix A.4: who is whose neighbour: `sim/state/network.py`."""

from hashlib import blake2b


def spot(code):
    """Position in the unit square, from the code alone."""
    digest = blake2b(str(code).encode(), digest_size=16).digest()
    return int.from_bytes(digest[:8], "little") / 2.0**64, int.from_bytes(digest[8:], "little") / 2.0**64


def gap(a, b):
    """Squared distance of the positions of two codes."""
    (ax, ay), (bx, by) = spot(a), spot(b)
    return (ax - bx) * (ax - bx) + (ay - by) * (ay - by)


def neighbours(codes, borders):
    """For each township of sorted `codes`, the sorted positions of its neighbours."""
    everyone = range(len(codes))
    if borders:
        edges = {frozenset((codes.index(a), codes.index(b))) for a, b in borders}
    else:
        edges = tree(codes)
        for i in everyone:
            others = sorted((gap(codes[i], codes[j]), j) for j in everyone if j != i)
            edges |= {frozenset((i, j)) for _, j in others[:3]}
    alone = [i for i in everyone if not any(i in edge for edge in edges)]
    for i in alone:
        _, closest = min((gap(codes[i], codes[j]), j) for j in everyone if j != i)
        edges.add(frozenset((i, closest)))
    return [sorted(j for j in everyone if j != i and frozenset((i, j)) in edges)[:8] for i in everyone]


def tree(codes):
    """Minimum spanning tree, grown from the first township (Prim)."""
    reached, edges = {0}, set()
    while len(reached) < len(codes):
        _, i, j = min((gap(codes[i], codes[j]), i, j) for i in reached for j in range(len(codes)) if j not in reached)
        reached.add(j)
        edges.add(frozenset((i, j)))
    return edges
