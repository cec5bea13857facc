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
from ..state.enumerations import GROUPS, SHIFTING_PARTIES, Direction, Group, Party
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


@kernel(apart=True)
def divide_shifted(p, county, t, b):
    """What each party shifts away in every field, by where it moves (eq. 54): b.shifted[from, to, field].

    `shift_in_fields` has found how much it is in all. Written is only what can move: offices shift to leaders or to
    nobody, and staff to neither leaders nor staff.
    """
    away, shifted = b.shifted_away, b.shifted
    for group in range(GROUPS):
        hours, k = t.shifting[group], Party.LEADERS + group
        by_time, stops = hours * means_of_time(t), p.shift_stops if group == Group.LEADERS else 0.0
        for d in each_field(p):
            by_traces = means_of_traces(t, d)
            means = by_time + by_traces
            share = away[k, d] / means if means > 0.0 else 0.0
            down = share * hours * t.means[Direction.DOWN]
            shifted[k, Party.STAFF, d] = stops * down
            shifted[k, Party.VILLAGE, d] = down - stops * down
            shifted[k, Party.NEIGHBOURS, d] = share * hours * t.means[Direction.SIDEWAYS]
            shifted[k, Party.OFFICE, d] = share * hours * t.means[Direction.UP]
            shifted[k, Party.NOBODY, d] = share * by_traces
    for d in each_field(p):
        letters = p.letter_means * county.letters[d]
        means = letters + p.check_means * county.checks[d] * t.assessed[d]
        named = away[Party.OFFICE, d] * letters / means if means > 0.0 else 0.0
        shifted[Party.OFFICE, Party.LEADERS, d] = named
        shifted[Party.OFFICE, Party.NOBODY, d] = away[Party.OFFICE, d] - named if means > 0.0 else 0.0


@kernel(apart=True)
def settle(p, t, b):
    """Where responsibility in every field comes to rest, with no return (eq. 55): t.rest[party, field].

    A part that moved once may move once more, but never back; then it rests. All parts sum to b.avoidable[field].
    Writes what moved off its origin, b.moved[field].
    """
    away, shifted, rest = b.shifted_away, b.shifted, t.rest
    duty, part_of_leaders, part_of_staff = t.office_duty, p.leaders_part, p.staff_part
    for d in each_field(p):
        from_office, own = b.avoidable[d] * duty, b.avoidable[d] * (1.0 - duty)
        from_leaders, from_staff = own * part_of_leaders, own * part_of_staff
        office, leaders, staff = away[Party.OFFICE, d], away[Party.LEADERS, d], away[Party.STAFF, d]
        b.moved[d] = from_office * office + from_leaders * leaders + from_staff * staff
        # Office to leaders, and on from there; leaders to the office or to staff, and on; staff to the office, and on.
        named, written = shifted[Party.OFFICE, Party.LEADERS, d], shifted[Party.OFFICE, Party.NOBODY, d]
        up, down = shifted[Party.LEADERS, Party.OFFICE, d], shifted[Party.LEADERS, Party.STAFF, d]
        referred = shifted[Party.STAFF, Party.OFFICE, d]
        at_leaders, at_office, at_staff = from_office * named, from_leaders * up, from_leaders * down
        again = from_staff * referred
        rest[Party.OFFICE, d] = (
            from_office * (1.0 - office) + at_office * (1.0 - (office - named)) + at_staff * referred
            + again * (1.0 - office)
        )  # fmt: skip
        rest[Party.LEADERS, d] = at_leaders * (1.0 - (leaders - up)) + from_leaders * (1.0 - leaders) + again * named
        rest[Party.STAFF, d] = at_leaders * down + at_staff * (1.0 - staff) + from_staff * (1.0 - staff)
        rest[Party.NOBODY, d] = (
            from_office * written + at_leaders * shifted[Party.LEADERS, Party.NOBODY, d]
            + from_leaders * shifted[Party.LEADERS, Party.NOBODY, d] + at_office * written
            + at_staff * shifted[Party.STAFF, Party.NOBODY, d] + from_staff * shifted[Party.STAFF, Party.NOBODY, d]
            + again * written
        )  # fmt: skip
        rest[Party.VILLAGE, d] = (
            own * (1.0 - part_of_leaders - part_of_staff) + at_leaders * shifted[Party.LEADERS, Party.VILLAGE, d]
            + from_leaders * shifted[Party.LEADERS, Party.VILLAGE, d]
            + at_staff * shifted[Party.STAFF, Party.VILLAGE, d] + from_staff * shifted[Party.STAFF, Party.VILLAGE, d]
        )  # fmt: skip
        rest[Party.NEIGHBOURS, d] = (
            at_leaders * shifted[Party.LEADERS, Party.NEIGHBOURS, d]
            + from_leaders * shifted[Party.LEADERS, Party.NEIGHBOURS, d]
            + at_staff * shifted[Party.STAFF, Party.NEIGHBOURS, d]
            + from_staff * shifted[Party.STAFF, Party.NEIGHBOURS, d]
        )  # fmt: skip


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
def note_movements(p, t, b):
    """What moves off its origin, in all and by direction, weighed by the chance of an incident (E2)."""
    shifted = b.shifted
    moved = movable = realised_moved = realised_movable = handed_down = 0.0
    down = sideways = up = written_off = 0.0
    for d in each_field(p):
        avoidable, rate = b.avoidable[d], t.hazard[d] * counted(p, t, d)
        moved += rate * b.moved[d]
        movable += rate * avoidable
        realised_moved += t.incident[d] * b.moved[d]
        realised_movable += t.incident[d] * avoidable
        office = rate * avoidable * t.office_duty
        leaders = rate * avoidable * (1.0 - t.office_duty) * p.leaders_part
        staff = rate * avoidable * (1.0 - t.office_duty) * p.staff_part
        named = office * shifted[Party.OFFICE, Party.LEADERS, d]
        handed_down += named
        down += named + leaders * (shifted[Party.LEADERS, Party.STAFF, d] + shifted[Party.LEADERS, Party.VILLAGE, d])
        down += staff * shifted[Party.STAFF, Party.VILLAGE, d]
        sideways += (
            leaders * shifted[Party.LEADERS, Party.NEIGHBOURS, d] + staff * shifted[Party.STAFF, Party.NEIGHBOURS, d]
        )
        up += leaders * shifted[Party.LEADERS, Party.OFFICE, d] + staff * shifted[Party.STAFF, Party.OFFICE, d]
        written_off += (
            office * shifted[Party.OFFICE, Party.NOBODY, d] + leaders * shifted[Party.LEADERS, Party.NOBODY, d]
            + staff * shifted[Party.STAFF, Party.NOBODY, d]
        )  # fmt: skip
    t.moved, t.movable, t.realised_moved, t.realised_movable = moved, movable, realised_moved, realised_movable
    t.moved_to[Direction.DOWN], t.moved_to[Direction.SIDEWAYS] = down, sideways
    t.moved_to[Direction.UP], t.moved_to[Direction.WRITTEN_OFF] = up, written_off
    t.handed_down = handed_down


@kernel(apart=True)
def note_arrivals(p, county, t, b):
    """Events that reach leaders and staff before they shift any of them (eq. 56), by field: b.reaches[group, field].

    Leaders have a dual duty for what reaches staff (B5).
    """
    for d in each_field(p):
        passed = passed_on(county, d)
        size = event_size(p, county, t, d, t.incident[d], t.exposed[d] * passed, t.failed)
        size = (size + finds_size(p, t, d, t.neglected[d] * passed, t.missing[d])) / p.event_arrival
        own = b.avoidable[d] * (1.0 - t.office_duty)
        from_office = b.avoidable[d] * t.office_duty * b.shifted[Party.OFFICE, Party.LEADERS, d]
        leaders = own * p.leaders_part + from_office
        staff = own * p.staff_part + leaders * b.shifted[Party.LEADERS, Party.STAFF, d]
        b.reaches[Group.LEADERS, d] = size * (leaders + p.joint_duty * staff)
        b.reaches[Group.STAFF, d] = size * staff


@kernel(apart=True)
def hold_to_account(p, county, t, b):
    """Phase 6 for one township: settle every field; sum what moved, what stays and what arrives."""
    shift_in_fields(p, county, t, b)
    divide_shifted(p, county, t, b)
    settle(p, t, b)
    note_movements(p, t, b)
    note_arrivals(p, county, t, b)
    away_leaders = away_staff = total = at_leaders = at_staff = 0.0
    for d in each_field(p):
        total += t.need[d]
        away_leaders += t.need[d] * b.shifted_away[Party.LEADERS, d]
        away_staff += t.need[d] * b.shifted_away[Party.STAFF, d]
        at_leaders += b.reaches[Group.LEADERS, d]
        at_staff += b.reaches[Group.STAFF, d]
    t.arrived[Group.LEADERS], t.arrived[Group.STAFF] = at_leaders, at_staff
    t.own_rest[Group.LEADERS] = 1.0 - away_leaders / total
    t.own_rest[Group.STAFF] = 1.0 - away_staff / total
