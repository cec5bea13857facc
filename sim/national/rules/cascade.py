"""Targets cascade: province, prefecture and county each choose how far above their superior's target to set theirs.

Concept K4 · rows A1, A9, B4, C1, D25 · phase 9 of January, where counties are tied. A leader is ranked among
the leaders of the same superior. Whoever announces more and delivers gains ground; whoever announces more and does
not, answers for it. How much more is worth announcing follows from the own ladder, the number of rivals and the loss.
"""

from __future__ import annotations

from ...compile.kernel import kernel
from ...mathematics import exp, normal_quantile
from ...parameters.levers import Levers
from ...rules.ladder import rank_sensitivity, rung_noise
from ...rules.rungs import follows, rung_scale
from ...rules.weights import whole_of
from ...state.enumerations import RungRule
from ..hierarchy import PREFECTURE, PROVINCE

ORDINARY = Levers().amplification  # what leaves levels free to add what they choose, the lever's default


@kernel
def rank_gain(p, county, d):
    """What one more unit in a field is worth on the rank rungs (eq. 101): prizes over noise, weight, visibility.

    Parts of a field are announced as one: each has the weight and visibility of all.
    """
    worth = 0.0
    for k in range(int(p.n_rungs)):
        if follows(p, k, RungRule.TOP) and p.rung_person[k] <= 0.5 and p.rung_prize[k] > 0.0:
            worth += rung_scale(p, k) / rung_noise(p, county, k)
    stake, whole = 0.0, whole_of(p, d)
    for e in range(int(p.n_fields)):
        stake += county.field_weight[e] * p.visible[e] if whole_of(p, e) == whole else 0.0
    return worth * stake


@kernel
def chance_gain(n, openings):
    """Gain in the chance of moving up per unit of score over noise, among n (eq. 102).

    `openings` x n posts fall free a year, a fraction of one with that chance; K(n, m) of eq. 63 for each number.
    """
    if n < 2:
        return 0.0
    free = openings * n
    whole = float(int(free))
    less = rank_sensitivity(float(n), whole) if whole >= 1.0 else 0.0
    more = rank_sensitivity(float(n), whole + 1.0) if whole + 1.0 < n else less
    return less + (free - whole) * (more - less)


@kernel
def increment(gain, loss, doubt):
    """Log odds worth adding (eq. 103): the chance of missing is gain over gain and loss; never below the superior's."""
    if gain <= 0.0:
        return 0.0
    return max(0.0, doubt * normal_quantile(gain / (gain + loss)))


@kernel
def cascade(tree, nodes, fields):
    """Every unit below the centre sets its increment: its own best, and part of the foremost rival's lead (eq. 104)."""
    for i in range(nodes.shape[0]):
        for d in range(fields):
            nodes[i].before[d] = nodes[i].raised[d]
    for parent in range(nodes.shape[0]):
        first, last = nodes[parent].first, nodes[parent].first + nodes[parent].count
        if last > first:
            sensitivity = chance_gain(nodes[parent].country, tree.openings)
            absent = nodes[parent].country > nodes[parent].count  # taken to be like oneself
            for d in range(fields):
                for i in range(first, last):
                    gain = nodes[i].ambition * sensitivity * nodes[i].stake[d]
                    lead = 0.0
                    for k in range(first, last):
                        if k != i or absent:
                            lead = max(lead, nodes[k].before[d])
                    nodes[i].raised[d] = (
                        increment(gain, tree.miss_loss * nodes[i].loss, tree.doubt) + tree.neighbours * lead
                    )


@kernel
def levels_in_use(p, level):
    """How far a level passes targets on, 0 to 1: of three levels the prefecture is left out first (D25)."""
    if level == PROVINCE:
        return min(1.0, p.levels)
    return min(1.0, max(0.0, p.levels - (2.0 if level == PREFECTURE else 1.0)))


@kernel
def amplify(p, tree, nodes, at, county):
    """Put the tree's product in place of the county's own amplification (eq. 105).

    A regime or a reform that puts the lever `amplification` below the ordinary takes the same part off every level;
    above it the levels' own ladders decide.
    """
    if tree.cascade <= 0.0:
        return
    kept = min(1.0, p.amplification / ORDINARY)
    for d in range(int(p.n_fields)):
        raised, i = 0.0, at
        while nodes[i].parent >= 0:
            raised += levels_in_use(p, nodes[i].level) * nodes[i].raised[d]
            i = nodes[i].parent
        tied = exp(kept * raised)
        county.amplified[d] += tree.cascade * (tied - county.amplified[d])
