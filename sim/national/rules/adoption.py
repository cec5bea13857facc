"""A reform spreads: counties take over what the best-rated county of their prefecture does.

Concepts K10, K12 · rows C1, B14 · phase 9 of January, where counties are tied. Starts that a plan gives are kept; a
county without one looks at the best-rated other county of its prefecture, and if that one already has the reform and
stands before it, takes it over with a chance. Ratings are those of `promotion`: what is reported, not what is true.
"""

from __future__ import annotations

from ...compile.kernel import kernel
from ...state import random_numbers
from ..hierarchy import NEVER


@kernel
def best_rated_peer(nodes, i):
    """Index of the other county of the prefecture with the best score; -1 without one."""
    parent, best = nodes[nodes[i].parent], -1
    for k in range(parent.first_child, parent.first_child + parent.children):
        if k != i and (best < 0 or nodes[k].score > nodes[best].score):
            best = k
    return best


@kernel
def adopt_reform(nodes, pace, seed, month):
    """Counties that begin the reform next month (eq. 114). Those that adopt it in this meeting are not yet copied.

    pace: chance that a county with a better-rated peer under the reform takes it over.
    """
    for i in range(nodes.shape[0]):
        if nodes[i].children == 0 and nodes[i].start == NEVER:
            best = best_rated_peer(nodes, i)
            if best >= 0 and nodes[best].score > nodes[i].score and 0 <= nodes[best].start <= month:
                key = random_numbers.prefix(seed, random_numbers.DIFFUSION, nodes[i].code, 0)
                if random_numbers.uniform_at(key, 0, 0, month) < pace:
                    nodes[i].start = month + 1
