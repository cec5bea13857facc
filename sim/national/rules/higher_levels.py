"""Offices of prefecture, province and centre: the same duties, the same rules, a longer view.

Concept K11 · rows A1, A2, A9, C10 · phase 9 of January, where counties are tied. A higher unit has the offices its
regime has in a county. They see the mean of what those below see, divide themselves by the very rules of `offices`
(twelve months at once), and what they visit and ask above or below their habit adds to what reaches the townships.
"""

from __future__ import annotations

from ...compile.kernel import kernel
from ...rules.offices import HABIT, VISIT, grade_offices, offices_act
from ..hierarchy import CENTRE, COUNTY_LEVEL, PROVINCE


@kernel
def see_below(nodes, fields):
    """Every unit's view is the mean of the views of those directly below it (eq. 111), from the bottom up."""
    for i in range(nodes.shape[0] - 1, -1, -1):
        n = nodes[i].count
        if n > 0:
            nodes[i].score = nodes[i].loss = nodes[i].noise = 0.0
            for d in range(fields):
                clear(nodes[i], d)
            for k in range(nodes[i].first, nodes[i].first + n):
                nodes[i].score += nodes[k].score / n
                nodes[i].loss += nodes[k].loss / n
                nodes[i].noise += nodes[k].noise / n
                for d in range(fields):
                    add(nodes[i], nodes[k], d, 1.0 / n)


@kernel
def clear(node, d):
    node.stake[d] = node.news[d] = node.found[d] = node.shortfall[d] = node.exposure[d] = 0.0
    node.claim[d] = node.true[d] = node.traces[d] = node.weight[d] = 0.0


@kernel
def add(node, below, d, part):
    node.stake[d] += part * below.stake[d]
    node.news[d] += part * below.news[d]
    node.found[d] += part * below.found[d]
    node.shortfall[d] += part * below.shortfall[d]
    node.exposure[d] += part * below.exposure[d]
    node.claim[d] += part * below.claim[d]
    node.true[d] += part * below.true[d]
    node.traces[d] += part * below.traces[d]
    node.weight[d] += part * below.weight[d]


@kernel
def act_above(p, seat, node, b, month):
    """A year of a higher unit's offices; how far visits and indicators are from habit and table (eq. 112)."""
    for d in range(int(p.n_fields)):
        seat.news[d], seat.found[d], seat.shortfall[d] = node.news[d], node.found[d], node.shortfall[d]
        seat.office_exposure[d], seat.field_weight[d] = node.exposure[d], node.weight[d]
        seat.mean_claim[d], seat.mean_level[d], seat.mean_traces[d] = node.claim[d], node.true[d], node.traces[d]
    for k in range(12):
        offices_act(p, seat, b, month + k)
    grade_offices(p, seat)
    visits, weights, items, written = 0.0, 0.0, 0.0, 0.0
    for o in range(int(p.n_offices)):
        visits += p.office_weight[o] * seat.office_share[o, VISIT] / HABIT[VISIT]
        weights += p.office_weight[o]
        items += seat.indicators[o]
        for d in range(int(p.n_fields)):
            written += p.items[o, d]
    node.visits = visits / weights if weights > 0.0 else 1.0
    node.items = items / written if written > 0.0 else 1.0


@kernel
def share_from(tree, level):
    """Share of visits and indicators that comes from a level above the county."""
    if level == CENTRE:
        return tree.from_centre
    return tree.from_province if level == PROVINCE else tree.from_prefecture


@kernel
def weigh_on(tree, nodes, at, p, base):
    """Scale a county's visits and indicators by what its superiors do beyond habit (eq. 113)."""
    visits, items, i = 1.0, 1.0, at
    while i >= 0:
        if nodes[i].level < COUNTY_LEVEL:
            share = share_from(tree, nodes[i].level)
            visits += share * (nodes[i].visits - 1.0)
            items += share * (nodes[i].items - 1.0)
        i = nodes[i].parent
    base.inspection_frequency *= visits
    base.indicator_load *= items
    p.inspection_frequency, p.indicator_load = base.inspection_frequency, base.indicator_load
