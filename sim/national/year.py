"""A tied county lives a year at a desk; once a year all counties meet.

Counties are stored without padding, one after the other. To live a year (a calendar year, and the January after it up
to phase 8) a county is laid on a desk, a world of one county with room for the largest, which stays in the cache of
one processor. Its months are those of `month`, unchanged. Then all meet, on one thread and in the order of codes, and
phase 9 of that January happens at the desk again, at the beginning of the next year, with what the meeting gave.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from ..compile.kernel import kernel
from ..measures import measure_month
from ..month import choose_month, draw_county, learn_month, open_month, read_and_climb, turn_year, work_and_events
from ..rules.offices import open_offices
from ..rules.reform import BEFORE_ALL, apply_reforms
from ..rules.targets import set_targets
from .hierarchy import COUNTY_LEVEL, NEVER
from .rules.adoption import adopt
from .rules.cascade import amplify, cascade, rank_gain
from .rules.higher_levels import act_above, see_below, weigh_on
from .rules.news import hear, take_news
from .rules.promotion import lead, promote, report, seat_somebody


class Store(NamedTuple):
    """All counties, packed; records as rows of 64-bit words."""

    bases: Any  # (scenarios, words): parameter rows as written
    counties: Any  # (counties, words)
    towns: Any  # (townships, words)
    overlays: Any  # (overlays, words): of each scenario, and last of the reform that spreads
    lanes: Any  # (words,): shares, skills, portfolios, traits of a township after those of the one before
    place: Any  # (townships,): where a township's lanes begin
    start: Any  # (counties + 1,): first township
    overlay: Any  # (scenarios + 2,): first overlay; the last part is the reform that spreads
    series: Any  # (counties, 12, measures): of this calendar year
    levels: Any  # (counties, 12, fields)


class Desk(NamedTuple):
    """Words of the records of a desk: the memory of its `params`, `base`, `overlays`, `counties`, `towns`."""

    params: Any
    base: Any
    overlays: Any
    counties: Any
    towns: Any


@kernel
def copy_words(source, target):
    for k in range(source.shape[0]):
        target[k] = source[k]


@kernel
def fetch_rows(lanes, at, n, rows, table):
    for a in range(rows):
        for i in range(n):
            table[a, i] = lanes[at + a * n + i]
    return at + rows * n


@kernel
def keep_rows(lanes, at, n, rows, table):
    for a in range(rows):
        for i in range(n):
            lanes[at + a * n + i] = table[a, i]
    return at + rows * n


@kernel
def lay_out(s, desk, w, c, node):
    """Lay a county on the desk: parameters of its scenario, its overlays, its records, its cadres."""
    first, n = s.start[c], s.start[c + 1] - s.start[c]
    copy_words(s.bases[node.scenario], desk.base[0])
    copy_words(s.bases[node.scenario], desk.params[0])
    copy_words(s.counties[c], desk.counties[0])
    own, spreading, kinds = s.overlay[node.scenario], s.overlay.shape[0] - 2, 0
    for k in range(own, s.overlay[node.scenario + 1]):
        copy_words(s.overlays[k], desk.overlays[kinds])
        kinds += 1
    if node.start != NEVER:
        for k in range(s.overlay[spreading], s.overlay[spreading + 1]):
            copy_words(s.overlays[k], desk.overlays[kinds])
            w.overlays[kinds].start += node.start
            kinds += 1
    w.counties[0].town_start, w.counties[0].town_count = 0, n
    w.counties[0].overlay_start, w.counties[0].overlay_count = 0, kinds
    fields = w.skill.shape[1]
    for j in range(n):
        copy_words(s.towns[first + j], desk.towns[j])
        at = fetch_rows(s.lanes, s.place[first + j], w.towns[j].padded_cadres, 2 * fields + 4, w.share[j])
        at = fetch_rows(s.lanes, at, w.towns[j].padded_cadres, fields, w.skill[j])
        at = fetch_rows(s.lanes, at, w.towns[j].padded_cadres, fields, w.portfolio[j])
        fetch_rows(s.lanes, at, w.towns[j].padded_cadres, w.traits.shape[1], w.traits[j])


@kernel
def put_away(s, desk, w, c):
    """Store the county again."""
    first, fields = s.start[c], w.skill.shape[1]
    copy_words(desk.counties[0], s.counties[c])
    for j in range(w.counties[0].town_count):
        copy_words(desk.towns[j], s.towns[first + j])
        at = keep_rows(s.lanes, s.place[first + j], w.towns[j].padded_cadres, 2 * fields + 4, w.share[j])
        at = keep_rows(s.lanes, at, w.towns[j].padded_cadres, fields, w.skill[j])
        at = keep_rows(s.lanes, at, w.towns[j].padded_cadres, fields, w.portfolio[j])
        keep_rows(s.lanes, at, w.towns[j].padded_cadres, w.traits.shape[1], w.traits[j])


@kernel
def account(p, county, towns, node):
    """What the tree gets to know of a county."""
    node.score = report(p, county, towns)
    node.noise = county.post_noise
    node.loss = p.accountability_pressure * p.severity
    for d in range(int(p.n_fields)):
        node.stake[d] = rank_gain(p, county, d)
        node.news[d], node.found[d], node.shortfall[d] = county.news[d], county.found[d], county.shortfall[d]
        node.exposure[d], node.weight[d] = county.office_exposure[d], county.field_weight[d]
        node.claim[d], node.true[d], node.traces[d] = county.mean_claim[d], county.mean_level[d], county.mean_traces[d]


@kernel
def take_over(w, tree, nodes, at, month):
    """What the meeting changes in a county: its leader's priorities, amplification, targets, news."""
    p, county = w.params[0], w.counties[0]
    lead(p, county, tree, nodes[at])
    if tree.cascade > 0.0:
        amplify(p, tree, nodes, at, county)
        for j in range(county.town_count):
            set_targets(p, county, w.towns[j], month)
    take_news(p, county, w.towns, nodes[at])


@kernel
def run_tied(first, last, begin, tree, nodes, s, d, w):
    """One calendar year of counties `first` to `last` - 1, from month `begin`; -12 only draws them. Releases the GIL.

    The January after the year is left before its phase 9; the meeting comes between.
    """
    for c in range(first, last):
        at = nodes.shape[0] - s.start.shape[0] + 1 + c
        lay_out(s, d, w, c, nodes[at])
        p, county = w.params[0], w.counties[0]
        if begin < 0:
            draw_county(w, 0)
        else:
            weigh_on(tree[0], nodes, at, p, w.base[0])
            apply_reforms(p, w.base[0], county, w.overlays, begin if begin > 0 else BEFORE_ALL)
            if begin > 0:
                turn_year(w, 0, begin)
            take_over(w, tree[0], nodes, at, begin)
            if begin > 0:
                measure_month(p, county, w.towns, s.series[c, 0], s.levels[c, 0])
            for month in range(begin + (1 if begin > 0 else 0), min(begin + 13, county.months)):
                open_month(w, 0, month)
                choose_month(w, 0, month)
                work_and_events(w, 0, month)
                read_and_climb(w, 0, month)
                learn_month(w, 0, month)
                if month < begin + 12:
                    measure_month(p, county, w.towns, s.series[c, month - begin], s.levels[c, month - begin])
        account(p, county, w.towns, nodes[at])
        put_away(s, d, w, c)


@kernel
def meet(tree, nodes, seats, rows, buffer, seed, fields, pace, year):
    """The yearly meeting: careers, targets, news, higher offices, what spreads. year 0: before the first month.

    seats: county records of the units above counties; rows: parameter rows by scenario; buffer: work buffer (1,).
    """
    see_below(nodes, fields)
    if year == 0:
        for i in range(nodes.shape[0]):
            nodes[i].visits = nodes[i].items = 1.0
            seat_somebody(tree[0], nodes[i], seed)
            if nodes[i].level < COUNTY_LEVEL:
                open_offices(rows[nodes[i].scenario], seats[i])
    else:
        promote(tree[0], nodes, seed, year)
    cascade(tree[0], nodes, fields)
    for i in range(nodes.shape[0]):
        if nodes[i].level == COUNTY_LEVEL:
            if year > 0:
                hear(tree[0], nodes, i, fields)
        elif year > 0:
            act_above(rows[nodes[i].scenario], seats[i], nodes[i], buffer[0], 12 * year)
    if year > 0:
        adopt(nodes, pace, seed, 12 * year)
