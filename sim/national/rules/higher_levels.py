"""Offices of prefecture, province and centre: the same duties and the same rules, a wider view.

Concept K11 · rows A1, A2, A9, C10 · phase 9 of January, where counties are tied. A higher unit has the offices its
regime has in a county. They see the mean of what those below see, act by the very rules of `offices` (twelve months
at once), and what they visit and ask above or below their habit adds to what reaches the townships.
"""

from __future__ import annotations

from ...compile.kernel import kernel
from ...rules.office_view import HABIT, VISIT, written_by
from ...rules.offices import grade_offices, offices_act


@kernel
def average_children(nodes, units, fields):
    """What is known of a unit is the mean of what is known of its children (eq. 111), from the bottom up."""
    for i in range(nodes.shape[0] - 1, -1, -1):
        node, n = nodes[i], nodes[i].children
        if n > 0:
            node.score = node.loss = node.score_noise = 0.0
            for d in range(fields):
                node.rank_gain[d] = 0.0
                clear_field(units[i], d)
            for k in range(node.first_child, node.first_child + n):
                node.score += nodes[k].score / n
                node.loss += nodes[k].loss / n
                node.score_noise += nodes[k].score_noise / n
                for d in range(fields):
                    node.rank_gain[d] += 1.0 / n * nodes[k].rank_gain[d]
                    add_field(units[i], units[k], d, 1.0 / n)


@kernel
def clear_field(unit, d):
    """Set to zero what a unit's offices know of a field."""
    unit.news[d] = unit.found[d] = unit.shortfall[d] = unit.office_exposure[d] = unit.voice[d] = 0.0
    unit.field_weight[d] = unit.mean_claim[d] = unit.mean_level[d] = unit.mean_traces[d] = 0.0


@kernel
def add_field(unit, child, d, part):
    """Add `part` of what the offices of a child know of a field."""
    unit.news[d] += part * child.news[d]
    unit.voice[d] += part * child.voice[d]
    unit.found[d] += part * child.found[d]
    unit.shortfall[d] += part * child.shortfall[d]
    unit.office_exposure[d] += part * child.office_exposure[d]
    unit.field_weight[d] += part * child.field_weight[d]
    unit.mean_claim[d] += part * child.mean_claim[d]
    unit.mean_level[d] += part * child.mean_level[d]
    unit.mean_traces[d] += part * child.mean_traces[d]


@kernel
def run_higher_offices(p, unit, node, b, month):
    """A year of a higher unit's offices, and their visits and indicators over habit and regime (eq. 112)."""
    for k in range(12):
        offices_act(p, unit, b, month + k)
    grade_offices(p, unit)
    visits, weights, indicators, written = 0.0, 0.0, 0.0, 0.0
    for o in range(int(p.n_offices)):
        visits += p.office_weight[o] * unit.office_share[o, VISIT] / HABIT[VISIT]
        weights += p.office_weight[o]
        indicators += unit.indicators[o]
        written += written_by(p, o)
    node.visit_ratio = visits / weights if weights > 0.0 else 1.0
    node.indicator_ratio = indicators / written if written > 0.0 else 1.0


@kernel
def share_of_superior(tree, nodes, i):
    """Share of a county's visits and indicators that comes from a unit above it: the top, the one directly above, or
    any between.
    """
    if nodes[i].parent < 0:
        return tree.from_centre
    return tree.from_prefecture if nodes[nodes[i].first_child].children == 0 else tree.from_province


@kernel
def scale_by_superiors(tree, nodes, at, p, base):
    """Scale a county's visits and indicators by what all superiors do beyond habit (eq. 113), in `p` and `base`."""
    visits, indicators, i = 1.0, 1.0, nodes[at].parent
    while i >= 0:
        share = share_of_superior(tree, nodes, i)
        visits += share * (nodes[i].visit_ratio - 1.0)
        indicators += share * (nodes[i].indicator_ratio - 1.0)
        i = nodes[i].parent
    base.inspection_frequency *= visits
    base.indicator_load *= indicators
    p.inspection_frequency, p.indicator_load = base.inspection_frequency, base.indicator_load
