"""The month, in order; a run is months in order. Each line below is one phase, by files of `rules/`.

 1 offices act              offices, indicators, visits, assistance, after reform, rankings (levers) and weights
 2 load                     load
 3 cadres choose            worth, choice
 4 work becomes stocks      production, powers
 5 inspection               detection
 6 responsibility           responsibility, vetoes
 7 readings and ladder      complaints, step (December), readings, ladder (December)
 8 learning                 learning, motivation, complaints, exemptions
 9 end of January           targets, people

No rule stands here: this file says in which order rules are called, and for whom. Everything is kernel, so the same
code runs natively, in threads, under the Mesa face and in a browser. Counties share nothing within a year.
In all of it `w` are the `Arrays` of a world, `c` is the position of a county and `month` counts from 0.
"""

from __future__ import annotations

from .compile.kernel import kernel
from .measures import measure_month
from .quality import assess_quality, note_paper
from .rules.choice import choose, pace_of_choice
from .rules.complaints import complain, hear_complaints
from .rules.contests import set_blurs
from .rules.detection import inspect
from .rules.exemptions import grant_exemptions
from .rules.indicators import count_indicators, own_indicators
from .rules.ladder import climb, open_ladder
from .rules.learning import answer_citizens, burn_out, imitate, inform_offices, learn_fear, observe, wear_villages
from .rules.load import take_load
from .rules.motivation import move_drive, voice_of_served
from .rules.offices import grade_offices, offices_act, open_offices
from .rules.people import change_principal, draw_township, start_shares
from .rules.production import add_up_work, intend, move_stocks, note_effort, share_work, start_stocks
from .rules.rankings import rank_unofficially
from .rules.readings import book_points, take_readings
from .rules.reform import BEFORE_ALL, apply_reforms
from .rules.responsibility import draw_events, hold_to_account, set_means
from .rules.step import top_up
from .rules.targets import ratchet, remember_claims, set_priorities, set_targets
from .rules.vetoes import open_year, strike
from .rules.weights import refresh_weights, spread_burden
from .rules.worth import value_township
from .state.arrays import each_township


@kernel
def draw_county(w, c):
    """Setup: offices, townships and cadres of one county, at their addresses."""
    p, county = w.params[c], w.counties[c]
    apply_reforms(p, w.base[c], county, w.overlays, BEFORE_ALL)
    set_priorities(p, county, 0)
    open_offices(p, county)
    open_ladder(p, county)
    for j in each_township(county):
        draw_township(p, county, w.towns[j], w.skill[j], w.portfolio[j], w.traits[j], w.cadre.summand)
    refresh_weights(p, county, w.towns)
    count_indicators(p, county)
    spread_burden(p, county, w.towns)
    set_blurs(p, county, w.towns)
    for j in each_township(county):
        start_stocks(p, w.towns[j])
        set_targets(p, county, w.towns[j], 0)
        start_shares(p, w.towns[j], w.share[j], w.portfolio[j], w.traits[j])


@kernel
def open_month(w, c, month):
    """Levers in force, what counts, and phases 1 and 2."""
    p, county = w.params[c], w.counties[c]
    apply_reforms(p, w.base[c], county, w.overlays, month)
    rank_unofficially(p, w.base[c], county)
    refresh_weights(p, county, w.towns)
    offices_act(p, county, w.buffer[0], month)
    spread_burden(p, county, w.towns)
    for j in each_township(county):
        take_load(p, county, w.towns[j])
        set_means(p, county, w.towns[j])
        open_year(w.towns[j], month)


@kernel
def choose_month(w, c, month):
    """Phase 3: worth, then choice, township by township, once or several times."""
    p, county, b = w.params[c], w.counties[c], w.buffer[0]
    pace, choices = pace_of_choice(p), int(p.choices)
    for j in each_township(county):
        t, share, skill, traits = w.towns[j], w.share[j], w.skill[j], w.traits[j]
        if choices > 1 or month == 0:  # else it was noted when work was added up
            note_effort(p, t, share, skill, traits, w.cadre.summand)
        for k in range(choices):
            if k > 0:
                intend(p, county, t, share, skill, traits, w.cadre.summand)
            value_township(p, county, t, b, month)
            choose(p, county, t, b, w.cadre, pace, share, skill, w.portfolio[j], traits, w.worth)


@kernel
def value_hours(w, c, j, month):
    """Worth of an hour in township j as phase 3 sees it, in the work buffer: for those who ask what moves people."""
    value_township(w.params[c], w.counties[c], w.towns[j], w.buffer[0], month)


@kernel
def work_and_events(w, c, month):
    """Phases 4 to 6."""
    p, county, b = w.params[c], w.counties[c], w.buffer[0]
    for j in each_township(county):
        add_up_work(p, county, w.towns[j], w.share[j], w.skill[j], w.traits[j], w.cadre.summand)
    share_work(p, county, w.towns, w.township.work)
    for j in each_township(county):
        move_stocks(p, county, w.towns[j])
        inspect(p, county, w.towns[j], b, month)
    for j in each_township(county):
        draw_events(p, county, w.towns[j], month)
        hold_to_account(p, county, w.towns[j], b)
        strike(p, county, w.towns[j], b, month)


@kernel
def read_and_climb(w, c, month):
    """Phase 7: readings due, points lost at once, and in December the ladder."""
    p, county = w.params[c], w.counties[c]
    for j in each_township(county):
        book_points(p, county, w.towns[j], month)
        complain(p, w.towns[j])
    if month % 12 == 11 and p.step_seen > 0.0:
        for j in each_township(county):
            top_up(p, county, w.towns[j], w.buffer[0])
    take_readings(p, county, w.towns, w.buffer[0], w.township.shown, month)
    note_paper(p, county, w.towns, month)
    if month % 12 == 11:
        climb(p, county, w.towns, w.portfolio, w.traits, month)
        grade_offices(p, county)
        assess_quality(p, county, w.towns, w.township)
        for j in each_township(county):
            remember_claims(p, w.towns[j])


@kernel
def learn_month(w, c, month):
    """Phase 8: what cadres, citizens, villages and offices learn from the month."""
    p, county = w.params[c], w.counties[c]
    learn_fear(p, county, w.towns, w.township.arrived)
    voice = voice_of_served(p, county)
    for j in each_township(county):
        t = w.towns[j]
        burn_out(p, t, w.share[j], w.traits[j], w.cadre.summand)
        answer_citizens(p, t)
        wear_villages(p, t)
        observe(p, t)
        move_drive(p, county, t, voice)
    inform_offices(p, county, w.towns)
    grant_exemptions(p, county, w.towns)
    hear_complaints(p, county, w.towns)


@kernel
def turn_year(w, c, month):
    """Phase 9, at the end of January: priorities, habits, targets, principals."""
    p, county = w.params[c], w.counties[c]
    set_priorities(p, county, month)
    imitate(p, county, w.towns, w.township.copied)
    for j in each_township(county):
        ratchet(p, w.towns[j])
        change_principal(p, county, w.towns[j], month, w.skill[j], w.traits[j])
        set_targets(p, county, w.towns[j], month)


@kernel
def close_month(w, c, month):
    """Phases 4 to 9, and the month's measures."""
    work_and_events(w, c, month)
    read_and_climb(w, c, month)
    learn_month(w, c, month)
    if month % 12 == 0 and month > 0:
        turn_year(w, c, month)
    measure_month(w.params[c], w.counties[c], w.towns, w.buffer[0], w.series[c, month], w.levels[c, month])


@kernel
def change_regime(w, c):
    """After a warm-up under another regime: what counts and what is believed of rungs, by the regime that follows."""
    p, county = w.params[c], w.counties[c]
    apply_reforms(p, w.base[c], county, w.overlays, county.first_month)
    refresh_weights(p, county, w.towns)
    own_indicators(p, county)
    count_indicators(p, county)
    spread_burden(p, county, w.towns)
    set_blurs(p, county, w.towns)


@kernel
def run_counties(first, last, w):
    """The run of counties `first` to `last` - 1: setup, then every month; the rest of it after a warm-up.

    Releases the GIL.
    """
    for c in range(first, last):
        begin = w.counties[c].first_month
        if begin == 0:
            draw_county(w, c)
        elif w.counties[c].changed > 0:
            change_regime(w, c)
        for month in range(begin, w.counties[c].months):
            open_month(w, c, month)
            choose_month(w, c, month)
            close_month(w, c, month)
