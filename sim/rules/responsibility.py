"""Events happen, responsibility flows, and comes to rest.

Concept K9 · rows A4, B5, B6, B22, C3, C4, C5, C11, C12, D1, D2, D8 · phase 6 of the month.
Blame for an event arises where authority over its causes lies: office, leaders, staff, village. Each party
pushes what its means allow, unless duty is clear; nothing comes back. What rests, hurts.
"""

from __future__ import annotations

from ..compile.kernel import kernel
from ..mathematics import exp
from ..state import random_numbers
from .offices import CHECK_MEANS, LETTER_MEANS
from .weights import DATA_SEES

OFFICE, LEADERS, STAFF, VILLAGE, NEIGHBOUR, NOBODY = 0, 1, 2, 3, 4, 5
ALL = 6  # column of a party's pushes: their sum
# Rows of the scratch grid below those of pushes: what office, leaders and staff push away by field, and what could
# have been avoided
AWAY, AVOIDABLE = 3, 6
DOWN, SIDE, UP = 0, 1, 2
LEADERS_PART, STAFF_PART = 0.45, 0.35  # of the township's authority; the village has the rest (assumed)
# Effect of an hour of shifting by direction, and its cost against `shift_cost` (assumed).
EFFECT_DOWN, EFFECT_SIDE, EFFECT_UP = 1.0, 0.6, 0.3
COST_DOWN, COST_SIDE, COST_UP = 0.85, 1.15, 1.0
TO_STAFF = 0.5  # part of what leaders push down that stops at staff (assumed)
ACCEPTED_UP = 1.2  # upward referral is accepted less, the more letters say it is the township's (assumed)
# Size against an incident, times the field's weight; a failed initiative by need instead (assumed).
EVENT_EXPOSED, EVENT_RED, EVENT_FAILED = 4.0, 3.2, 0.5
UNASSESSED = 0.5  # an incident where nobody assesses counts half (assumed)
FAILURES = 2.0  # failed initiatives a month per hour of initiative, times the chance of error (assumed)
NOMINAL = 0.8  # an event that arrives with this share counts as one event felt (assumed)
LIGHT_BLUR = 0.1  # noise of a quarterly light (assumed)
LIGHT_GAP = 0.2  # a light turns red this far below the target (assumed)


@kernel
def hazard(p, t, d, distrust):
    """Chance of an incident in a field this month (eq. 50; C12); distrust adds to it (C16)."""
    return min(0.9, p.field_hazard[d] * exp(-p.hazard_slope * t.level[d]) * distrust)


@kernel
def shift_effects(p, county, t):
    """What an hour of shifting moves in each direction, and what traces write off (eq. 51).

    The lane is one; directions share it in proportion to effect over cost, the optimum of quadratic costs.
    Villages that resent take less; offices that hand down letters accept less.
    """
    letters = 0.0
    for d in range(int(p.n_fields)):
        letters += t.weight[d] * county.letters[d]
    down = EFFECT_DOWN * (1.0 - t.resentment)
    side = EFFECT_SIDE
    up = EFFECT_UP * exp(-ACCEPTED_UP * letters) * 2.0
    total = down / COST_DOWN + side / COST_SIDE + up / COST_UP
    t.means[DOWN] = p.shift_yield * down * (down / COST_DOWN) / total
    t.means[SIDE] = p.shift_yield * side * (side / COST_SIDE) / total
    t.means[UP] = p.shift_yield * up * (up / COST_UP) / total
    t.means[3] = p.write_off * p.trace_weight


@kernel
def pushed(p, means):
    """Share of blame a party pushes away with its means (eq. 52); none where duty is clear."""
    return (1.0 - p.clarity) * (1.0 - exp(-means))


@kernel
def push_away(p, n, row):
    """Replace means by the share of blame they push away, all fields at once."""
    stays = 1.0 - p.clarity
    for d in range(n):
        row[d] = stays * (1.0 - exp(-row[d]))


@kernel
def files(t, d):
    """Means that traces give a party of a township: what they write off."""
    return t.means[3] * t.traces[d] * t.assessed[d]


@kernel
def reach(t):
    """Means that an hour of shifting gives."""
    return t.means[DOWN] + t.means[SIDE] + t.means[UP]


@kernel
def push_fields(p, county, t, grid):
    """What each party pushes away in every field, and the part of blame that could have been avoided."""
    fields = int(p.n_fields)
    for d in range(fields):
        grid[AWAY + OFFICE, d] = LETTER_MEANS * county.letters[d] + CHECK_MEANS * county.checks[d] * t.assessed[d]
        grid[AWAY + LEADERS, d] = t.shifting[0] * reach(t) + files(t, d)
        grid[AWAY + STAFF, d] = t.shifting[1] * reach(t) + files(t, d)
        grid[AVOIDABLE, d] = -p.unavoidable * (1.0 - t.level[d])
    for k in range(3):
        push_away(p, fields, grid[AWAY + k])
    avoidable = grid[AVOIDABLE]
    for d in range(fields):
        avoidable[d] = 1.0 - exp(avoidable[d])


@kernel
def shift_power(p, t):
    """Worth to leaders and staff of one more unit of means this month (eq. 53), at last month's shifting."""
    files = 0.0
    for d in range(int(p.n_fields)):
        files += t.weight[d] * t.traces[d]
    severity = p.severity * p.accountability_pressure
    at_stake = severity * (1.0 + p.coping * p.shortfall_loss * t.accountable)
    for party in range(2):
        now = t.shifting[party] * (t.means[0] + t.means[1] + t.means[2]) + t.means[3] * files
        t.push_worth[party] = t.fear[party] * at_stake * (1.0 - p.clarity) * exp(-now)


@kernel
def fill_pushes(county, t, d, push):
    """Write push[k, l]: the share of k's blame that moves to l, for office, leaders and staff (eq. 54).

    push[k, ALL] is the sum of the row: what k pushes away in all, which `push_fields` has found.
    """
    for k in range(3):
        for l in range(6):
            push[k, l] = 0.0
        push[k, ALL] = push[AWAY + k, d]
    for party in range(2):
        hours, k = t.shifting[party], LEADERS + party
        means = hours * reach(t) + files(t, d)
        if means > 0.0:
            share = push[k, ALL] / means
            down = share * hours * t.means[DOWN]
            push[k, STAFF] = TO_STAFF * down if party == 0 else 0.0
            push[k, VILLAGE] = down - push[k, STAFF]
            push[k, NEIGHBOUR] = share * hours * t.means[SIDE]
            push[k, OFFICE] = share * hours * t.means[UP]
            push[k, NOBODY] = share * files(t, d)
    letters = LETTER_MEANS * county.letters[d]
    means = letters + CHECK_MEANS * county.checks[d] * t.assessed[d]
    if means > 0.0:
        push[OFFICE, LEADERS] = push[OFFICE, ALL] * letters / means
        push[OFFICE, NOBODY] = push[OFFICE, ALL] - push[OFFICE, LEADERS]


@kernel
def settle(p, t, d, push, avoidable):
    """Rest of responsibility, with no return (eq. 55): writes t.rest[d] and returns what moved off its origin.

    A part that moved once may move once more, but never back; then it rests. Shares sum to `avoidable`.
    """
    rest = t.rest[d]
    own = avoidable * (1.0 - p.office_authority)
    origins = (avoidable * p.office_authority, own * LEADERS_PART, own * STAFF_PART)
    for l in range(6):
        rest[l] = 0.0
    rest[VILLAGE] = own * (1.0 - LEADERS_PART - STAFF_PART)
    moved = 0.0
    for k in range(3):
        origin = origins[k]
        moved += origin * push[k, ALL]
        rest[k] += origin * (1.0 - push[k, ALL])
        for l in range(3, 6):
            rest[l] += origin * push[k, l]
        for l in range(3):
            if push[k, l] > 0.0:
                part = origin * push[k, l]
                rest[l] += part * (1.0 - (push[l, ALL] - push[l, k]))
                for m in range(6):
                    if m != k:
                        rest[m] += part * push[l, m]
    return moved


@kernel
def arrivals(p, push, avoidable, party):
    """Share of blame that reaches leaders or staff before they push any of it (eq. 56), with dual duty (B5)."""
    own = avoidable * (1.0 - p.office_authority)
    from_office = avoidable * p.office_authority * push[OFFICE, LEADERS]
    leaders = own * LEADERS_PART + from_office
    staff = own * STAFF_PART + leaders * push[LEADERS, STAFF]
    if party == 0:
        return leaders + p.joint_duty * staff
    return staff


@kernel
def draw_events(p, county, t, key, month):
    """Incidents, failed initiatives and red lights of one township this month."""
    distrust = exp(p.trust_work * (0.5 - t.trust))
    for d in range(int(p.n_fields)):
        t.hazard[d] = hazard(p, t, d, distrust)
        t.incident[d] = 1.0 if random_numbers.uniform_at(key, 1, int(p.event_key[d]), month) < t.hazard[d] else 0.0
        t.red[d] = 0.0
        if p.lights > 0.0 and month % 3 == 2 and t.assessed[d] > 0.0:
            claim = t.level[d] + (1.0 - t.level[d]) * t.fabricated[d] * (1.0 - DATA_SEES * p.data)
            shown = (1.0 - p.trace_weight) * claim + p.trace_weight * t.traces[d]
            blurred = shown + LIGHT_BLUR * random_numbers.normal_at(key, 2, int(p.field_key[d]), month)
            if blurred < t.target[d] - LIGHT_GAP:
                t.red[d] = 1.0
    t.failed = 1.0 if random_numbers.uniform_at(key, 3, 0, month) < failure_chance(p, t) else 0.0


@kernel
def failure_chance(p, t):
    """Chance that an initiative fails this month."""
    return 1.0 - exp(-FAILURES * p.error * t.initiative)


@kernel
def event_size(p, county, t, d, incident, exposed, failed):
    """Size of events in a field, an assessed incident being 1, from what happened or from its chances (eq. 57)."""
    assessed = t.assessed[d] > 0.0
    size = incident * (1.0 if assessed else UNASSESSED)
    size += EVENT_EXPOSED * t.weight[d] * exposed + EVENT_RED * t.weight[d] * t.red[d] * p.lights
    return size + EVENT_FAILED * p.error_loss * t.need[d] * failed * (1.0 - county.tolerance)


@kernel
def note_movements(p, t, d, push, avoidable, moved):
    """What moved off its origin, in all and by direction, weighed by the chance of an incident (E2)."""
    rate = t.hazard[d] * (1.0 if t.assessed[d] > 0.0 else UNASSESSED)
    t.moved += rate * moved
    t.movable += rate * avoidable
    t.realised_moved += t.incident[d] * moved
    t.realised_movable += t.incident[d] * avoidable
    office = rate * avoidable * p.office_authority
    leaders = rate * avoidable * (1.0 - p.office_authority) * LEADERS_PART
    staff = rate * avoidable * (1.0 - p.office_authority) * STAFF_PART
    t.moved_to[0] += office * push[OFFICE, LEADERS] + leaders * (push[LEADERS, STAFF] + push[LEADERS, VILLAGE])
    t.moved_to[0] += staff * push[STAFF, VILLAGE]
    t.moved_to[1] += leaders * push[LEADERS, NEIGHBOUR] + staff * push[STAFF, NEIGHBOUR]
    t.moved_to[2] += leaders * push[LEADERS, OFFICE] + staff * push[STAFF, OFFICE]
    t.moved_to[3] += office * push[OFFICE, NOBODY] + leaders * push[LEADERS, NOBODY] + staff * push[STAFF, NOBODY]


@kernel
def hold_to_account(p, county, t, push):
    """Phase 6 for one township: settle every field, sum what moved, what stays and what is felt."""
    t.moved = t.movable = t.realised_moved = t.realised_movable = 0.0
    t.arrived[0] = t.arrived[1] = 0.0
    for k in range(4):
        t.moved_to[k] = 0.0
    away_leaders, away_staff, total = 0.0, 0.0, 0.0
    push_fields(p, county, t, push)
    for d in range(int(p.n_fields)):
        fill_pushes(county, t, d, push)
        avoidable = push[AVOIDABLE, d]
        note_movements(p, t, d, push, avoidable, settle(p, t, d, push, avoidable))
        size = event_size(p, county, t, d, t.incident[d], t.exposed[d], t.failed) / NOMINAL
        if size > 0.0:
            for party in range(2):
                t.arrived[party] += size * arrivals(p, push, avoidable, party)
        total += t.need[d]
        away_leaders += t.need[d] * push[LEADERS, ALL]
        away_staff += t.need[d] * push[STAFF, ALL]
    t.own_rest[0] = 1.0 - away_leaders / total
    t.own_rest[1] = 1.0 - away_staff / total
