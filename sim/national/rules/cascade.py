"""Targets cascade: province, prefecture and county each choose how far above their superior's target to set theirs.

Concept K4 · rows A1, A9, B4, C1, D25 · phase 9 of January, where counties are tied. A leader is ranked among
the leaders of the same superior. Whoever announces more and delivers gains in rank; whoever announces more and does
not, answers for it. How much more is worth announcing follows from the own ladder, the number of rivals and the loss.
"""

from __future__ import annotations

from ...compile.kernel import kernel
from ...mathematics import exp, normal_quantile
from ...parameters.levers import Levers
from ...rules.contests import rank_sensitivity, rung_noise
from ...rules.rungs import follows, rung_scale
from ...rules.weights import whole_of
from ...state.enumerations import RungRule

ORDINARY = Levers().amplification  # the lever's default, at which levels add to targets what they choose


@kernel
def rank_gain(p, county, d):
    """Utility of one more unit of score in a field on the rank rungs (eq. 101): prizes over noise, weight, visibility.

    Parts of a field are announced as one: each has the weight and visibility of all.
    """
    worth = 0.0
    for k in range(int(p.n_rungs)):
        if follows(p, k, RungRule.TOP) and p.rung_person[k] <= 0.5 and p.rung_prize[k] > 0.0:
            worth += rung_scale(p, k) / rung_noise(p, county, k)
    seen, whole = 0.0, whole_of(p, d)
    for e in range(int(p.n_fields)):
        seen += county.field_weight[e] * p.visible[e] if whole_of(p, e) == whole else 0.0
    return worth * seen


@kernel
def promotion_sensitivity(n, openings):
    """Gain in the chance of promotion, among n leaders, per unit of score over noise (eq. 102).

    `openings` x n posts fall free a year, a fraction of one with that chance; K(n, m) of eq. 63 for each number.
    """
    if n < 2:
        return 0.0
    posts = openings * n
    whole = float(int(posts))
    fewer = rank_sensitivity(float(n), whole) if whole >= 1.0 else 0.0
    more = rank_sensitivity(float(n), whole + 1.0) if whole + 1.0 < n else fewer
    return fewer + (posts - whole) * (more - fewer)


@kernel
def best_increment(gain, loss, doubt):
    """Log odds worth adding to a target (eq. 103), at least 0: it is missed with the chance gain / (gain + loss)."""
    if gain <= 0.0:
        return 0.0
    return max(0.0, doubt * normal_quantile(gain / (gain + loss)))


@kernel
def lead_of_rivals(nodes, i, d):
    """Last year's increment of the foremost rival; rivals outside this world are taken to be like the unit itself."""
    parent, lead = nodes[nodes[i].parent], 0.0
    for k in range(parent.first_child, parent.first_child + parent.children):
        if k != i or parent.children_nationwide > parent.children:
            lead = max(lead, nodes[k].last_increment[d])
    return lead


@kernel
def choose_increments(tree, nodes, fields):
    """Every unit below the centre sets its increment: its own best, and part of the rivals' lead (eq. 104)."""
    for i in range(nodes.shape[0]):
        for d in range(fields):
            nodes[i].last_increment[d] = nodes[i].increment[d]
    for parent in range(nodes.shape[0]):
        first, last = nodes[parent].first_child, nodes[parent].first_child + nodes[parent].children
        sensitivity = promotion_sensitivity(nodes[parent].children_nationwide, tree.openings)
        for i in range(first, last):
            for d in range(fields):
                gain = nodes[i].ambition * sensitivity * nodes[i].rank_gain[d]
                own = best_increment(gain, tree.miss_loss * nodes[i].loss, tree.doubt)
                nodes[i].increment[d] = own + tree.neighbours * lead_of_rivals(nodes, i, d)


@kernel
def level_in_use(p, node):
    """Part of its increment that a unit adds, 0 to 1, where only `p.levels` levels set targets of their own (D25).

    The level below the centre is the first to stay, the counties (units without children) the second, then the levels
    between them from above: in China the prefecture drops out first.
    """
    turn = 1 if node.level == 1 else (2 if node.children == 0 else node.level + 1)
    return min(1.0, max(0.0, p.levels - (turn - 1.0)))


@kernel
def amplify(p, tree, nodes, at, county):
    """Put the product of all levels' increments in place of the county's own amplification (eq. 105).

    at: number of the county among the nodes of the tree.
    A lever `amplification` below the ordinary takes the same part off what every level adds; above it, they decide.
    """
    if tree.cascade <= 0.0:
        return
    kept = min(1.0, p.amplification / ORDINARY)
    for d in range(int(p.n_fields)):
        total, i = 0.0, at
        while nodes[i].parent >= 0:
            total += level_in_use(p, nodes[i]) * nodes[i].increment[d]
            i = nodes[i].parent
        tied = exp(kept * total)
        county.amplified[d] += tree.cascade * (tied - county.amplified[d])
