"""One calendar year of counties that are tied: each runs alone, then all meet.

The months of a county are those of `sim.month`, unchanged. A county runs from the end of one January, phase 9, to the
next January, phase 8. There counties meet, on one thread and in the order of codes: what the meeting decides takes
effect in phase 9 of that January, when the county is loaded again. Before the first month there is a meeting as well.
"""

from __future__ import annotations

from typing import Any

from ..compile.kernel import kernel
from ..measures import measure_month
from ..month import choose_month, draw_county, learn_month, open_month, read_and_climb, turn_year, work_and_events
from ..rules.offices import open_offices
from ..rules.rankings import rank_unofficially
from ..rules.reform import BEFORE_ALL, apply_reforms
from ..rules.targets import set_targets
from ..state.arrays import each_township
from .rules.adoption import adopt_reform
from .rules.cascade import amplify, choose_increments, rank_gain
from .rules.higher_levels import average_children, run_higher_offices, scale_by_superiors
from .rules.news import receive_news, respond_to_news
from .rules.promotion import add_leader_priorities, appoint, promote, reported_results
from .storage import Storage, Workspace, load_county, store_county


@kernel
def inform_superiors(p, county, towns, node):
    """Write into the record of a county what superiors get to know of it."""
    node.score = reported_results(p, county, towns)
    node.score_noise = county.post_noise
    node.loss = p.accountability_pressure * p.severity
    for d in range(int(p.n_fields)):
        node.rank_gain[d] = rank_gain(p, county, d)


@kernel
def carry_out_meeting(w, tree, nodes, at, month):
    """What the meeting changes in a county: its leader's priorities, amplification and targets, and news."""
    p, county = w.params[0], w.counties[0]
    add_leader_priorities(p, county, tree, nodes[at])
    if tree.cascade > 0.0:
        amplify(p, tree, nodes, at, county)
        for j in each_township(county):
            set_targets(p, county, w.towns[j], month)
    respond_to_news(p, county, w.towns, nodes[at])


@kernel
def run_year(w, tree, nodes, at, begin, series, levels):
    """A year of the county in workspace `w`, from month `begin`; its months go to `series` and `levels` (12, ...)."""
    p, county = w.params[0], w.counties[0]
    scale_by_superiors(tree, nodes, at, p, w.base[0])
    apply_reforms(p, w.base[0], county, w.overlays, begin if begin > 0 else BEFORE_ALL)
    rank_unofficially(p, w.base[0], county)
    if begin > 0:
        turn_year(w, 0, begin)
    carry_out_meeting(w, tree, nodes, at, begin)
    if begin > 0:
        measure_month(p, county, w.towns, w.buffer[0], series[0], levels[0])
    for month in range(begin + (1 if begin > 0 else 0), min(begin + 13, county.months)):
        open_month(w, 0, month)
        choose_month(w, 0, month)
        work_and_events(w, 0, month)
        read_and_climb(w, 0, month)
        learn_month(w, 0, month)
        if month < begin + 12:
            measure_month(p, county, w.towns, w.buffer[0], series[month - begin], levels[month - begin])


@kernel
def run_county_years(
    first: int, last: int, begin: int, tree: Any, nodes: Any, storage: Storage, workspace: Workspace
) -> None:
    """One calendar year of counties `first` to `last` - 1 from month `begin`, a multiple of 12. Releases the GIL.

    Month -12 only draws the counties. tree: (1,) of dtype `TREE`; nodes: (units,) of dtype `NODE`.
    """
    for c in range(first, last):
        at = nodes.shape[0] - storage.first_town.shape[0] + 1 + c
        load_county(storage, workspace, c, nodes[at])
        if begin < 0:
            draw_county(workspace.arrays, 0)
        else:
            run_year(workspace.arrays, tree[0], nodes, at, begin, storage.series[c], storage.levels[c])
        inform_superiors(workspace.arrays.params[0], workspace.arrays.counties[0], workspace.arrays.towns, nodes[at])
        store_county(storage, workspace, c)


@kernel
def hold_meeting(
    tree: Any, nodes: Any, units: Any, policies: Any, buffer: Any, seed: int, fields: int, pace: float, year: int
) -> None:
    """The meeting of all units: leaders, targets, news, offices of higher levels, adoption; that of year 0 has no past.

    tree: (1,) of dtype `TREE`; nodes: (units,) of dtype `NODE`; units: (units,) of dtype `COUNTY`, of those above
    counties only what offices use; policies: (policies,) of dtype `PARAMETERS`; buffer: work buffer, (1,);
    pace: chance a year that a county takes over a reform, 0 to 1.
    """
    average_children(nodes, units, fields)
    if year == 0:
        for i in range(nodes.shape[0]):
            nodes[i].visit_ratio = nodes[i].indicator_ratio = 1.0
            appoint(tree[0], nodes[i], seed)
            if nodes[i].children > 0:
                open_offices(policies[nodes[i].policy], units[i])
        choose_increments(tree[0], nodes, fields)
        return
    promote(tree[0], nodes, seed, year)
    choose_increments(tree[0], nodes, fields)
    for i in range(nodes.shape[0]):
        if nodes[i].children == 0:
            receive_news(tree[0], nodes, units, i, fields)
        else:
            run_higher_offices(policies[nodes[i].policy], units[i], nodes[i], buffer[0], 12 * year)
    adopt_reform(nodes, pace, seed, 12 * year)
