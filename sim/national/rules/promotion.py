"""Leaders are ranked among their peers by what their units report, and move up, are rotated, or stay.

Concept K3 · rows A1, A3, B10, B12, B17 · phase 9 of January, where counties are tied. As many posts fall free as
leaders believe in `cascade`. A vacant post goes to the best of those who moved up from below, who keep their ambition,
else to somebody from elsewhere.
"""

from __future__ import annotations

from ...compile.kernel import kernel
from ...mathematics import lognormal
from ...state import random_numbers

RANK, POSTS, ROUTINE, PERSON = 0, 1, 2, 3  # slots of leaders' random numbers
FIRST_STYLE = 10  # slot of the first leader's priorities; each successor has the next (derived: not a quantity)


@kernel
def reported_results(p, county, towns):
    """What superiors see of a county (eq. 106): last year's claims and documents by weight, mean over townships."""
    total = 0.0
    for j in range(county.town_start, county.town_start + county.town_count):
        t = towns[j]
        for d in range(int(p.n_fields)):
            seen = (1.0 - p.trace_weight) * t.last_claim[d] + p.trace_weight * t.traces[d]
            total += t.weight[d] * seen
    return total / county.town_count


@kernel
def random_key(node, seed):
    """Address of the random numbers of a unit's leaders."""
    return random_numbers.prefix(seed, random_numbers.LEADERS, node.code, 0)


@kernel
def appoint(tree, node, seed):
    """Fill a unit's post with a leader from elsewhere, whose ambition is lognormal with mean 1."""
    z = random_numbers.normal_at(random_key(node, seed), PERSON, 0, node.successions)
    node.ambition, node.vacant = lognormal(tree.ambition_sd, z), 0


@kernel
def judged_score(node, seed, year):
    """A unit's score with the noise of the judgement for posts."""
    return node.score + node.score_noise * random_numbers.normal_at(random_key(node, seed), RANK, 0, year)


@kernel
def vacant_posts(tree, parent, seed, year):
    """Posts open to the leaders below a unit in a year (eq. 107): `openings` a leader, a fraction with that chance."""
    expected = tree.openings * parent.children
    posts = int(expected)
    if random_numbers.uniform_at(random_key(parent, seed), POSTS, 0, year) < expected - posts:
        posts += 1
    return min(posts, parent.children - 1) if parent.children > 1 else 0


@kernel
def promote_children(tree, nodes, parent, seed, year):
    """Choose who moves up below one unit, fill the unit's own post, and vacate the posts of those who leave."""
    first, last = nodes[parent].first_child, nodes[parent].first_child + nodes[parent].children
    posts, best = vacant_posts(tree, nodes[parent], seed, year), -1
    for i in range(first, last):
        own, ahead = judged_score(nodes[i], seed, year), 0
        for k in range(first, last):
            other = judged_score(nodes[k], seed, year)
            if k != i and (other > own or (other == own and k < i)):
                ahead += 1
        nodes[i].promoted = 1 if ahead < posts else 0
        if ahead == 0 and posts > 0:
            best = i
    if nodes[parent].vacant == 1:
        nodes[parent].successions += 1
        if best >= 0:
            nodes[parent].ambition, nodes[parent].vacant = nodes[best].ambition, 0
        else:
            appoint(tree, nodes[parent], seed)
    for i in range(first, last):
        rotated = random_numbers.uniform_at(random_key(nodes[i], seed), ROUTINE, 0, year) < tree.rotation
        nodes[i].vacant = 1 if rotated or nodes[i].promoted == 1 else 0


@kernel
def promote(tree, nodes, seed, year):
    """Promotions and appointments of one year, from the top down; vacant posts of counties go to outsiders."""
    for i in range(nodes.shape[0]):
        if nodes[i].children > 0:
            promote_children(tree, nodes, i, seed, year)
        elif nodes[i].vacant == 1:
            nodes[i].successions += 1
            appoint(tree, nodes[i], seed)


@kernel
def add_leader_priorities(p, county, tree, node):
    """A leader's own emphasis on the fields, on top of the committee's of this year (eq. 108)."""
    if tree.style_sd <= 0.0:
        return
    key = random_key(node, county.seed)
    for d in range(int(p.n_fields)):
        z = random_numbers.normal_at(key, FIRST_STYLE + node.successions, int(p.field_key[d]), 0)
        county.priority[d] *= lognormal(tree.style_sd, z)
