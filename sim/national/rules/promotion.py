"""Leaders are ranked among their like by what their places report, and move up, on, or stay.

Concept K3 · rows A1, A3, B10, B12, B17 · phase 9 of January, where counties are tied. Posts that fall free are the same
in fact as in the beliefs of `cascade`. An empty seat is taken by the best of those who moved up from below, who keep
their ambition, else by somebody new.
"""

from __future__ import annotations

from ...compile.kernel import kernel
from ...mathematics import lognormal
from ...state import random_numbers
from ..hierarchy import COUNTY_LEVEL

RANK, POSTS, ROUTINE, PERSON = 0, 1, 2, 3  # slots of the luck of leaders
FIRST_STYLE = 10  # slot of luck of the first leaders' priorities, one for each in turn (derived: not a quantity)


@kernel
def report(p, county, towns):
    """What a higher level sees of a county (eq. 106): last year's claims, documents, weights; the mean of townships."""
    total = 0.0
    for j in range(county.town_start, county.town_start + county.town_count):
        t = towns[j]
        for d in range(int(p.n_fields)):
            seen = (1.0 - p.trace_weight) * t.last_claim[d] + p.trace_weight * t.traces[d]
            total += t.weight[d] * seen
    return total / county.town_count


@kernel
def seat_somebody(tree, node, seed):
    """A leader from elsewhere."""
    z = random_numbers.normal_at(
        random_numbers.prefix(seed, random_numbers.LEADERS, node.code, 0), PERSON, 0, node.leaders
    )
    node.ambition, node.empty = lognormal(tree.ambition_sd, z), 0


@kernel
def judged(node, seed, year):
    """Score as it is judged: with the noise of the judgement for posts."""
    key = random_numbers.prefix(seed, random_numbers.LEADERS, node.code, 0)
    return node.score + node.noise * random_numbers.normal_at(key, RANK, 0, year)


@kernel
def posts_free(tree, parent, seed, year):
    """Posts open to the leaders below a unit in a year: `openings` a leader, a fraction with that chance (eq. 107)."""
    free = tree.openings * parent.count
    whole = int(free)
    key = random_numbers.prefix(seed, random_numbers.LEADERS, parent.code, 0)
    if random_numbers.uniform_at(key, POSTS, 0, year) < free - whole:
        whole += 1
    return min(whole, parent.count - 1) if parent.count > 1 else 0


@kernel
def promote_below(tree, nodes, parent, seed, year):
    """Choose who moves up below one unit, fill the unit's own seat, and empty the seats of those who left."""
    first, last = nodes[parent].first, nodes[parent].first + nodes[parent].count
    posts, best = posts_free(tree, nodes[parent], seed, year), -1
    for i in range(first, last):
        own, ahead = judged(nodes[i], seed, year), 0
        for k in range(first, last):
            other = judged(nodes[k], seed, year)
            if k != i and (other > own or (other == own and k < i)):
                ahead += 1
        nodes[i].promoted = 1 if ahead < posts else 0
        if ahead == 0 and posts > 0:
            best = i
    if nodes[parent].empty == 1:
        nodes[parent].leaders += 1
        if best >= 0:
            nodes[parent].ambition, nodes[parent].empty = nodes[best].ambition, 0
        else:
            seat_somebody(tree, nodes[parent], seed)
    for i in range(first, last):
        key = random_numbers.prefix(seed, random_numbers.LEADERS, nodes[i].code, 0)
        moved = random_numbers.uniform_at(key, ROUTINE, 0, year) < tree.rotation
        nodes[i].empty = 1 if moved or nodes[i].promoted == 1 else 0


@kernel
def promote(tree, nodes, seed, year):
    """One year of careers, from the top down; leaders of counties who left are followed by new ones."""
    for i in range(nodes.shape[0]):
        if nodes[i].count > 0:
            promote_below(tree, nodes, i, seed, year)
        elif nodes[i].level == COUNTY_LEVEL and nodes[i].empty == 1:
            nodes[i].leaders += 1
            seat_somebody(tree, nodes[i], seed)


@kernel
def lead(p, county, tree, node):
    """A leader's own emphasis on the fields, on top of the committee's of this year (eq. 108)."""
    if tree.style_sd <= 0.0:
        return
    key = random_numbers.prefix(county.seed, random_numbers.LEADERS, county.code, 0)
    for d in range(int(p.n_fields)):
        z = random_numbers.normal_at(key, FIRST_STYLE + node.leaders, int(p.field_key[d]), 0)
        county.priority[d] *= lognormal(tree.style_sd, z)
