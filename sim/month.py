"""The month, in order; a run is months in order. Each line below is one file of `rules/`.

 1 offices act              offices, after reform has set the levers and weights what counts
 2 load                     load
 3 cadres choose            worth, choice
 4 work becomes stocks      production
 5 inspection               detection
 6 responsibility           responsibility
 7 readings and ladder      readings, ladder (December)
 8 learning                 learning
 9 end of January           targets, people

Everything is kernel: drawing of traits, doses and phases, months and measures, so the same code runs natively, in
threads, under the Mesa face and in a browser. Counties share nothing within a year.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from .compile.kernel import kernel
from .measures import assess_quality, measure_month
from .rules.choice import choose, pace_of_choice
from .rules.detection import FOUND_PER_LOOK, inspect, learn_looks
from .rules.ladder import climb, set_blurs
from .rules.learning import (
    answer_citizens,
    burn_out,
    imitate,
    inform_offices,
    learn_fear,
    observe,
    starting_mass,
    wear_villages,
)
from .rules.load import take_load
from .rules.offices import HABIT, count_indicators, grade_offices, offices_act
from .rules.people import change_principal, draw_township, start_shares
from .rules.production import add_up_work, expect_little_change, intend, move_stocks, note_effort, share_work, vigour
from .rules.readings import take_readings
from .rules.reform import apply_reforms
from .rules.responsibility import draw_events, hold_to_account, shift_effects
from .rules.targets import ratchet, remember_claims, set_priorities, set_targets
from .rules.weights import field_weights, need_shares, weigh_readings
from .rules.worth import value_township
from .state import random_numbers


class World(NamedTuple):
    """The arrays of a world, and scratch room for one thread; shapes in `layout`, built by `world`."""

    params: Any  # parameter rows in force, (counties,)
    base: Any  # the same as written
    overlays: Any
    counties: Any
    towns: Any
    share: Any  # (townships, activities, lanes)
    skill: Any  # (townships, fields, lanes)
    portfolio: Any  # (townships, fields, lanes)
    traits: Any  # (townships, traits, lanes)
    series: Any  # (counties, months, measures)
    levels: Any  # (counties, months, fields): true levels
    worth: Any  # scratch (activities times lanes,)
    row: Any  # scratch (10, lanes)
    column: Any  # scratch (townships of the largest county,)
    copied: Any  # scratch (the same, 6)
    keys: Any  # scratch addresses (the same,)
    grid: Any  # scratch (49, 16)


@kernel
def address_townships(w, c, stream):
    """Write this stream's address of every township of county c into the scratch keys."""
    county = w.counties[c]
    for j in range(county.town_count):
        code = w.towns[county.town_start + j].code
        w.keys[j] = random_numbers.prefix(county.seed, stream, county.code, code)


@kernel
def refresh_weights(w, c):
    """What counts this month in every township, and how paper habits spread over fields."""
    p, county = w.params[c], w.counties[c]
    weigh_readings(p, county)
    for j in range(county.town_start, county.town_start + county.town_count):
        t = w.towns[j]
        field_weights(p, county.priority, t.kind, t.need, t.weight)
    for d in range(int(p.n_fields)):
        county.field_weight[d] = 0.0
        for j in range(county.town_start, county.town_start + county.town_count):
            county.field_weight[d] += w.towns[j].weight[d] / county.town_count
    for j in range(county.town_start, county.town_start + county.town_count):
        t = w.towns[j]
        for d in range(int(p.n_fields)):
            was = t.assessed[d]
            t.assessed[d] = 1.0 if t.weight[d] > 0.0 else 0.0
            if t.assessed[d] > 0.0 and was == 0.0 and t.target[d] > 0.0:
                t.traces[d] = max(t.traces[d], 0.05)


@kernel
def spread_burden(w, c):
    """How paper habits spread over the fields of each township: by documents asked; sums to one or zero."""
    p, county = w.params[c], w.counties[c]
    a = p.need_orientation
    for j in range(county.town_start, county.town_start + county.town_count):
        t, total = w.towns[j], 0.0
        for d in range(int(p.n_fields)):
            asked = county.trace_load[d] / county.total_count if county.total_count > 0.0 else t.weight[d]
            t.burden[d] = t.assessed[d] * ((1.0 - a) * asked + a * t.need[d])
            total += t.burden[d]
        for d in range(int(p.n_fields)):
            t.burden[d] = t.burden[d] / total if total > 0.0 else 0.0


@kernel
def draw_county(w, c):
    """Setup: offices, townships and cadres of one county, at their addresses."""
    p, county = w.params[c], w.counties[c]
    apply_reforms(p, w.base[c], county, w.overlays, -1)
    set_priorities(p, county, random_numbers.prefix(county.seed, random_numbers.PRIORITIES, county.code, 0), 0)
    county.detectability = FOUND_PER_LOOK
    for o in range(int(p.n_offices)):
        county.indicators[o] = 0.0
        county.office_grade[o] = 0.5
        county.office_share[o, 0], county.office_share[o, 1] = HABIT[0], HABIT[1]
        county.office_share[o, 2], county.office_share[o, 3] = HABIT[2], HABIT[3]
        county.office_share[o, 4] = HABIT[4]
        for d in range(int(p.n_fields)):
            county.indicators[o] += p.items[o, d]
    for pool in range(3):
        county.score_mean[pool], county.score_sd[pool] = 0.5, 0.05
        for k in range(int(p.n_rungs)):
            county.cutoff[pool, k] = 0.45 if p.rung_rule[k] == 3.0 else 0.55
    address_townships(w, c, random_numbers.TRAITS)
    for j in range(county.town_count):
        i = county.town_start + j
        t = w.towns[i]
        need_shares(p, t.need)
        for kind in range(6):
            t.mass[kind] = starting_mass(p, kind)
        draw_township(p, county, t, w.keys[j], w.share[i], w.skill[i], w.portfolio[i], w.traits[i], w.row[0])
    refresh_weights(w, c)
    count_indicators(p, county)
    spread_burden(w, c)
    set_blurs(p, county, w.towns)
    address_townships(w, c, random_numbers.TARGETS)
    for j in range(county.town_count):
        i = county.town_start + j
        t = w.towns[i]
        for d in range(int(p.n_fields)):
            t.fabricated[d] = 0.1 * t.assessed[d]
            t.traces[d] = 0.4 * t.assessed[d]
        expect_little_change(p, t)
        set_targets(p, county, t, w.keys[j], 0)
        start_shares(p, t, w.share[i], w.portfolio[i], w.traits[i])


@kernel
def open_month(w, c, month):
    """Levers, phases 1 and 2."""
    p, county = w.params[c], w.counties[c]
    apply_reforms(p, w.base[c], county, w.overlays, month)
    refresh_weights(w, c)
    offices_act(p, county, w.grid[0], month)
    spread_burden(w, c)
    for j in range(county.town_start, county.town_start + county.town_count):
        t = w.towns[j]
        take_load(p, county, t, p.need_hours)
        t.vigour = vigour(p, t)
        shift_effects(p, county, t)


@kernel
def choose_month(w, c, month):
    """Phase 3: worth, then choice, township by township, once or several times."""
    p, county = w.params[c], w.counties[c]
    pace, choices = pace_of_choice(p), int(p.choices)
    for j in range(county.town_start, county.town_start + county.town_count):
        if choices > 1 or month == 0:  # else it is noted when work is added up
            note_effort(p, w.towns[j], w.share[j], w.skill[j], w.traits[j], w.row[0])
        for k in range(choices):
            if k > 0:
                intend(p, county, w.towns[j], w.share[j], w.skill[j], w.traits[j], w.row[0])
            value_township(p, county, w.towns[j], w.grid, month)
            choose(
                p, county, w.towns[j], pace, w.share[j], w.skill[j], w.portfolio[j], w.traits[j], w.worth, w.row, w.grid
            )


@kernel
def work_and_events(w, c, month):
    """Phases 4 to 6."""
    p, county = w.params[c], w.counties[c]
    first = county.town_start
    for j in range(first, first + county.town_count):
        add_up_work(p, county, w.towns[j], w.share[j], w.skill[j], w.traits[j], w.row[0])
    share_work(p, county, w.towns, w.column)
    address_townships(w, c, random_numbers.INSPECTION)
    for j in range(county.town_count):
        move_stocks(p, county, w.towns[first + j])
        inspect(p, county, w.towns[first + j], w.keys[j], month)
        learn_looks(p, county, w.towns[first + j])
    address_townships(w, c, random_numbers.EVENTS)
    for j in range(county.town_count):
        draw_events(p, county, w.towns[first + j], w.keys[j], month)
        hold_to_account(p, county, w.towns[first + j], w.grid)


@kernel
def read_and_climb(w, c, month):
    """Phase 7: readings due, points lost at once, and in December the ladder."""
    p, county = w.params[c], w.counties[c]
    first = county.town_start
    for j in range(county.town_count):
        t = w.towns[first + j]
        if month % 12 == 0:
            t.points = 0.0
            for s in range(int(p.n_readings)):
                t.reading[s] = t.clean[s] = 0.0
        for d in range(int(p.n_fields)):
            t.points -= p.deduction * t.incident[d] * t.assessed[d]
            t.points -= p.cards * p.lights * t.weight[d] * t.red[d]
    address_townships(w, c, random_numbers.READINGS)
    take_readings(p, county, w.towns, w.grid[0], w.column, w.keys, month)
    if month % 12 == 11:
        address_townships(w, c, random_numbers.PERSONS)
        climb(p, county, w.towns, w.portfolio, w.traits, w.keys, month)
        grade_offices(p, county)
        assess_quality(p, county, w.towns)
        for j in range(first, first + county.town_count):
            remember_claims(p, w.towns[j])


@kernel
def learn_month(w, c, month):
    """Phase 8."""
    p, county = w.params[c], w.counties[c]
    learn_fear(p, county, w.towns, w.column)
    for j in range(county.town_start, county.town_start + county.town_count):
        t = w.towns[j]
        burn_out(p, t, w.share[j], w.traits[j], w.row[0])
        answer_citizens(p, t)
        wear_villages(p, t)
        observe(p, t)
    inform_offices(p, county, w.towns)


@kernel
def turn_year(w, c, month):
    """Phase 9, at the end of January: priorities, targets, principals, habits."""
    p, county = w.params[c], w.counties[c]
    first = county.town_start
    set_priorities(p, county, random_numbers.prefix(county.seed, random_numbers.PRIORITIES, county.code, 0), month)
    imitate(p, county, w.towns, w.copied)
    for j in range(county.town_count):
        t = w.towns[first + j]
        ratchet(p, t)
        turn = random_numbers.prefix(county.seed, random_numbers.TURNOVER, county.code, t.code)
        traits = random_numbers.prefix(county.seed, random_numbers.TRAITS, county.code, t.code)
        change_principal(p, t, traits, turn, month, w.skill[first + j], w.traits[first + j])
        set_targets(
            p, county, t, random_numbers.prefix(county.seed, random_numbers.TARGETS, county.code, t.code), month
        )


@kernel
def close_month(w, c, month):
    """Phases 4 to 9, and the month's measures."""
    work_and_events(w, c, month)
    read_and_climb(w, c, month)
    learn_month(w, c, month)
    if month % 12 == 0 and month > 0:
        turn_year(w, c, month)
    measure_month(w.params[c], w.counties[c], w.towns, w.series[c, month], w.levels[c, month])


@kernel
def run_counties(
    first, last, params, base, overlays, counties, towns,
    share, skill, portfolio, traits, series, levels, worth, row, column, copied, keys, grid,
):  # fmt: skip
    """The whole run of counties `first` to `last` - 1: setup, then every month. Releases the GIL."""
    w = World(
        params, base, overlays, counties, towns,
        share, skill, portfolio, traits, series, levels, worth, row, column, copied, keys, grid,
    )  # fmt: skip
    for c in range(first, last):
        draw_county(w, c)
        for month in range(counties[c].months):
            open_month(w, c, month)
            choose_month(w, c, month)
            close_month(w, c, month)
