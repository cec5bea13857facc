"""Events happen, responsibility flows, and comes to rest.

Concept K9 · rows A4, B5, B6, B22, C3, C4, C5, C11, C12, D1, D2, D8 · phase 6 of the month.
Blame for an event arises where authority over its causes lies, or by named duty (`powers`): office, leaders, staff,
village. Each party shifts as
much as its means allow and unclear duty permits; nothing comes back. What comes to rest with cadres is what they are
punished for. A party's *means* are what it has to shift blame with: hours of shifting, traces, letters and checks.
"""

from __future__ import annotations

from ..compile.kernel import kernel
from ..mathematics import exp
from ..state import random_numbers
from ..state.arrays import each_field
from ..state.enumerations import DIRECTIONS, GROUPS, PARTIES, SHIFTING_PARTIES, Direction, Group, Party
from .detection import finds_size, passed_on
from .load import letters_received
from .powers import duty_of_offices, excuse
from .weights import DATA_SEES

INCIDENT, LIGHT, FAILURE, VETO = 1, 2, 3, 4  # slots of random numbers


@kernel(apart=True)
def set_hazards(p, t, distrust):
    """Chances of an incident in each field this month (eq. 50; C12); distrust adds to them (C16)."""
    for d in each_field(p):
        t.hazard[d] = min(0.9, p.field_hazard[d] * exp(-p.hazard_slope * t.level[d]) * distrust)


@kernel(apart=True)
def set_means(p, county, t):
    """What an hour of shifting moves in each direction, and what traces write off (eq. 51): t.means.

    Shifting is one activity; directions share it in proportion to effect, the optimum of quadratic costs.
    Villages that resent take less; offices accept less, the more letters say it is the township's; lack of power is an
    excuse (`powers`).
    The share of blame that starts with offices is set here as well: t.office_duty.
    """
    letters = letters_received(p, county, t)
    t.office_duty = duty_of_offices(p, letters)
    moved = p.shift_yield * excuse(p, t)
    down = (1.0 - t.resentment) * (1.0 - p.co_governance)
    side = p.shift_away
    up = p.shift_away * exp(-letters)
    total = down + side + up
    t.means[Direction.DOWN] = moved * down * down / total
    t.means[Direction.SIDEWAYS] = moved * side * side / total
    t.means[Direction.UP] = moved * up * up / total
    t.means[Direction.WRITTEN_OFF] = p.write_off * p.trace_weight


@kernel
def means_of_time(t):
    """Means of shifting blame that an hour of shifting gives, in all directions."""
    return t.means[Direction.DOWN] + t.means[Direction.SIDEWAYS] + t.means[Direction.UP]


@kernel
def means_of_traces(t, d):
    """Means of shifting blame that traces give a party of a township in field d: what they write off."""
    return t.means[Direction.WRITTEN_OFF] * t.traces[d] * t.assessed[d]


@kernel
def shift_away(p, n, means):
    """Replace means by the share of blame that they shift away, in n fields (eq. 52); none where duty is clear."""
    unclear = 1.0 - p.clarity
    for d in range(n):
        means[d] = unclear * (1.0 - exp(-means[d]))


@kernel(apart=True)
def shift_in_fields(p, county, t, b):
    """What each party shifts away in every field, and the part of blame that could have been avoided.

    Writes b.shifted_away[party, field] and b.avoidable[field].
    """
    fields = int(p.n_fields)
    away, avoidable = b.shifted_away, b.avoidable
    by_leaders, by_staff = t.shifting[Group.LEADERS] * means_of_time(t), t.shifting[Group.STAFF] * means_of_time(t)
    for d in range(fields):
        away[Party.OFFICE, d] = p.letter_means * county.letters[d] + p.check_means * county.checks[d] * t.assessed[d]
        away[Party.LEADERS, d] = by_leaders + means_of_traces(t, d)
        away[Party.STAFF, d] = by_staff + means_of_traces(t, d)
        avoidable[d] = -p.unavoidable * (1.0 - t.level[d])
    for party in range(SHIFTING_PARTIES):
        shift_away(p, fields, away[party])
    for d in range(fields):
        avoidable[d] = 1.0 - exp(avoidable[d])


@kernel
def value_means(p, t, b, accountable):
    """Worth to leaders and to staff of one more unit of means this month (eq. 53), at last month's shifting.

    Writes b.means_worth[group]; accountable: expected shortfalls squared, by weight (eq. 35).
    """
    filed = 0.0
    for d in each_field(p):
        filed += t.weight[d] * t.traces[d]
    severity = p.severity * p.accountability_pressure
    at_stake = severity * (1.0 + p.coping * p.shortfall_loss * accountable)
    for group in range(GROUPS):
        now = t.shifting[group] * means_of_time(t) + t.means[Direction.WRITTEN_OFF] * filed
        b.means_worth[group] = t.fear[group] * at_stake * (1.0 - p.clarity) * exp(-now)


@kernel
def divide_shifted(p, county, t, b, d):
    """What each party shifts away in field d, by where it moves (eq. 54): b.shifted[from, to].

    `shift_in_fields` has found how much it is in all.
    """
    away, shifted = b.shifted_away, b.shifted
    for k in range(SHIFTING_PARTIES):
        for l in range(PARTIES):
            shifted[k, l] = 0.0
    for group in range(GROUPS):
        hours, k = t.shifting[group], Party.LEADERS + group
        means = hours * means_of_time(t) + means_of_traces(t, d)
        if means > 0.0:
            share = away[k, d] / means
            down = share * hours * t.means[Direction.DOWN]
            shifted[k, Party.STAFF] = p.shift_stops * down if group == Group.LEADERS else 0.0
            shifted[k, Party.VILLAGE] = down - shifted[k, Party.STAFF]
            shifted[k, Party.NEIGHBOURS] = share * hours * t.means[Direction.SIDEWAYS]
            shifted[k, Party.OFFICE] = share * hours * t.means[Direction.UP]
            shifted[k, Party.NOBODY] = share * means_of_traces(t, d)
    letters = p.letter_means * county.letters[d]
    means = letters + p.check_means * county.checks[d] * t.assessed[d]
    if means > 0.0:
        office = away[Party.OFFICE, d]
        shifted[Party.OFFICE, Party.LEADERS] = office * letters / means
        shifted[Party.OFFICE, Party.NOBODY] = office - shifted[Party.OFFICE, Party.LEADERS]


@kernel
def settle(p, t, b, d):
    """Where responsibility in field d comes to rest, with no return (eq. 55): t.rest[d], which sums to b.avoidable[d].

    A part that moved once may move once more, but never back; then it rests. Returns what moved off its origin.
    """
    rest, away, shifted = t.rest[d], b.shifted_away, b.shifted
    own = b.avoidable[d] * (1.0 - t.office_duty)
    origins = (b.avoidable[d] * t.office_duty, own * p.leaders_part, own * p.staff_part)
    for l in range(PARTIES):
        rest[l] = 0.0
    rest[Party.VILLAGE] = own * (1.0 - p.leaders_part - p.staff_part)
    moved = 0.0
    for k in range(SHIFTING_PARTIES):
        origin = origins[k]
        moved += origin * away[k, d]
        rest[k] += origin * (1.0 - away[k, d])
        for l in range(SHIFTING_PARTIES, PARTIES):
            rest[l] += origin * shifted[k, l]
        for l in range(SHIFTING_PARTIES):
            if shifted[k, l] > 0.0:
                part = origin * shifted[k, l]
                rest[l] += part * (1.0 - (away[l, d] - shifted[l, k]))
                for m in range(PARTIES):
                    if m != k:
                        rest[m] += part * shifted[l, m]
    return moved


@kernel
def arrivals(p, t, b, d, group):
    """Share of blame that reaches a group before it shifts any of it (eq. 56), with dual duty of leaders (B5)."""
    own = b.avoidable[d] * (1.0 - t.office_duty)
    from_office = b.avoidable[d] * t.office_duty * b.shifted[Party.OFFICE, Party.LEADERS]
    leaders = own * p.leaders_part + from_office
    staff = own * p.staff_part + leaders * b.shifted[Party.LEADERS, Party.STAFF]
    if group == Group.LEADERS:
        return leaders + p.joint_duty * staff
    return staff


@kernel
def draw_events(p, county, t, month):
    """Incidents, failed initiatives and red lights of one township this month."""
    key = random_numbers.of_township(county, t, random_numbers.EVENTS)
    set_hazards(p, t, exp(p.trust_work * (0.5 - t.trust)))
    random_numbers.draw(int(p.n_fields), key, INCIDENT, p.event_key, month, t.hazard, t.incident)
    for d in each_field(p):
        t.red[d] = 0.0
        if p.lights > 0.0 and month % 3 == 2 and t.assessed[d] > 0.0:
            claim = t.level[d] + (1.0 - t.level[d]) * t.fabricated[d] * (1.0 - DATA_SEES * p.data)
            shown = (1.0 - p.trace_weight) * claim + p.trace_weight * t.traces[d]
            blurred = shown + p.target_blur * random_numbers.normal_at(key, LIGHT, int(p.field_key[d]), month)
            if blurred < t.target[d] - 2.0 * p.target_blur:
                t.red[d] = 1.0
    t.failed = 1.0 if random_numbers.uniform_at(key, FAILURE, 0, month) < failure_chance(p, t) else 0.0


@kernel
def failure_chance(p, t):
    """Chance that an initiative fails this month."""
    return 1.0 - exp(-p.error * t.initiative)


@kernel
def event_size(p, county, t, d, incident, exposed, failed):
    """Size of events in field d, an assessed incident being 1, from what happened or from its chances (eq. 57)."""
    size = incident * counted(p, t, d)
    red = p.event_exposed * t.weight[d] * county.coverage[d] * t.red[d] * p.lights
    size += p.event_exposed * t.weight[d] * exposed + red
    return size + p.error_loss * t.need[d] * failed * (1.0 - county.tolerance)


@kernel
def counted(p, t, d):
    """How far an incident in field d counts: whole where the field is assessed."""
    return 1.0 if t.assessed[d] > 0.0 else p.event_unassessed


@kernel
def note_movements(p, t, b, d, moved):
    """Add what moved off its origin, in all and by direction, weighed by the chance of an incident (E2)."""
    avoidable, shifted = b.avoidable[d], b.shifted
    rate = t.hazard[d] * counted(p, t, d)
    t.moved += rate * moved
    t.movable += rate * avoidable
    t.realised_moved += t.incident[d] * moved
    t.realised_movable += t.incident[d] * avoidable
    office = rate * avoidable * t.office_duty
    leaders = rate * avoidable * (1.0 - t.office_duty) * p.leaders_part
    staff = rate * avoidable * (1.0 - t.office_duty) * p.staff_part
    t.handed_down += office * shifted[Party.OFFICE, Party.LEADERS]
    of_office, of_leaders, of_staff = shifted[Party.OFFICE], shifted[Party.LEADERS], shifted[Party.STAFF]
    t.moved_to[Direction.DOWN] += office * of_office[Party.LEADERS] + leaders * (
        of_leaders[Party.STAFF] + of_leaders[Party.VILLAGE]
    )
    t.moved_to[Direction.DOWN] += staff * of_staff[Party.VILLAGE]
    t.moved_to[Direction.SIDEWAYS] += leaders * of_leaders[Party.NEIGHBOURS] + staff * of_staff[Party.NEIGHBOURS]
    t.moved_to[Direction.UP] += leaders * of_leaders[Party.OFFICE] + staff * of_staff[Party.OFFICE]
    t.moved_to[Direction.WRITTEN_OFF] += (
        office * of_office[Party.NOBODY] + leaders * of_leaders[Party.NOBODY] + staff * of_staff[Party.NOBODY]
    )


@kernel(apart=True)
def hold_to_account(p, county, t, b):
    """Phase 6 for one township: settle every field; sum what moved, what stays and what arrives."""
    t.moved = t.movable = t.realised_moved = t.realised_movable = 0.0
    t.arrived[Group.LEADERS] = t.arrived[Group.STAFF] = t.handed_down = 0.0
    for direction in range(DIRECTIONS):
        t.moved_to[direction] = 0.0
    away_leaders, away_staff, total = 0.0, 0.0, 0.0
    shift_in_fields(p, county, t, b)
    for d in each_field(p):
        divide_shifted(p, county, t, b, d)
        note_movements(p, t, b, d, settle(p, t, b, d))
        passed = passed_on(county, d)
        size = event_size(p, county, t, d, t.incident[d], t.exposed[d] * passed, t.failed)
        size = (size + finds_size(p, t, d, t.neglected[d] * passed, t.missing[d])) / p.event_arrival
        if size > 0.0:
            for group in range(GROUPS):
                t.arrived[group] += size * arrivals(p, t, b, d, group)
        total += t.need[d]
        away_leaders += t.need[d] * b.shifted_away[Party.LEADERS, d]
        away_staff += t.need[d] * b.shifted_away[Party.STAFF, d]
    t.own_rest[Group.LEADERS] = 1.0 - away_leaders / total
    t.own_rest[Group.STAFF] = 1.0 - away_staff / total
