"""Offices act: they divide themselves, and what they do reaches townships; in December they are graded.

Concept K11 · rows A2, A9, B22, C10, C18, D8, D19 · phase 1 of the month.

An office has five uses for itself: checking documents, visiting, handing down letters, support, and its own work.
It is drawn to visits by trouble in its fields (incidents, exposures, shortfalls), to letters and checks by the
blame they move or write off, to support as far as service users or townships have a say. Its own ladder rewards
the attention its fields win; nobody pays it for formalism. Indicators (`indicators`) and visits (`visits`) follow.
"""

from __future__ import annotations

from ..compile.kernel import kernel
from ..mathematics import exp
from ..state.arrays import each_field, each_office
from ..state.enumerations import OFFICE_ACTIVITIES
from .complaints import DRAWN
from .indicators import TOWNSHIP_COST, count_indicators, count_written, grow_indicators, own_indicators
from .office_view import CHECK, HABIT, LEAST, LETTER, OWN, SUPPORT, VISIT, office_part, office_view, written_by
from .powers import named_away, worth_of_acting
from .visits import schedule_visits, visit_rate


@kernel
def finds_a_visit(county, o, found):
    """What as many visits as habit has would find in the fields of office o, at last months' finds (eq. 136)."""
    return found / max(county.office_share[o, VISIT] / HABIT[VISIT], LEAST)


@kernel
def township_cost(p, county, o):
    """Township time that visits of office o ask, as far as feedback makes the office count it (eq. 136; D19)."""
    hours = p.visit_hours + p.dossier_hours * county.papers
    return TOWNSHIP_COST * p.office_feedback * hours * p.visits * p.inspection_frequency * p.office_weight[o]


@kernel
def value_uses(p, county, b, o, weight, incidents, short):
    """Worth of the five uses of office o (eq. 5): b.office_worth.

    Of its fields, weight: against an average office; incidents: how the news of them draw; short: the mean shortfall.
    Exposure is the blame that rests with the office (K9), a year; one more unit of means takes `eased` of it away, at
    the letters and checks of last month (the derivative of eq. 52 over what eq. 52 leaves).
    """
    letters = office_view(p, county, o, county.letters)
    means = p.letter_means * letters + p.check_means * office_view(p, county, o, county.checks)
    eased = (1.0 - p.clarity) * exp(-means)
    eased /= p.clarity + eased
    pressure = p.severity * p.accountability_pressure * 12.0
    blame = pressure * office_part(p, county, b.written, o, county.office_exposure)
    exposure = blame * eased
    # An office graded low among the offices of its class has more to win (A9).
    stake = p.attention * weight * (1.0 + (0.5 - county.office_grade[o]))
    voice = DRAWN * p.news_draws * office_part(p, county, b.written, o, county.voice)  # eq. 146
    found = office_view(p, county, o, county.found)
    trouble = incidents + found + short + voice
    say = (
        p.service_users * (1.0 if p.office_class[o] >= 2.0 else 0.5)
        + (1.0 - p.feedback_by_dropping) * p.office_feedback
    )
    # Documents count in the office's own score as far as in any (eq. 12), and checks bring them in.
    filed = (1.0 - p.service_users) * p.trace_weight * (1.0 - office_view(p, county, o, county.mean_traces))
    b.office_worth[CHECK] = exposure * p.check_means + stake * p.checks_bring * filed
    draw = (1.0 - p.find_drive) * trouble + p.find_drive * finds_a_visit(county, o, found)
    asked = p.find_drive * township_cost(p, county, o)
    made = 1.0 - p.remote_control * (1.0 - county.visits_made[o])  # a visit that is turned down is worth nothing
    b.office_worth[VISIT] = made * (stake * (1.0 - 0.5 * p.service_users) * draw - asked)
    b.office_worth[LETTER] = (exposure * p.letter_means + blame * named_away(p, letters)) * p.letters
    b.office_worth[SUPPORT] = stake * say * (1.0 - office_view(p, county, o, county.mean_level)) + stake * voice
    claims = (1.0 - p.service_users) * (1.0 - p.trace_weight) + 0.5 * p.service_users
    b.office_worth[OWN] = p.office_work + worth_of_acting(p, county, o, stake * claims, blame)


@kernel
def divide_office(p, share, worth):
    """Move an office's shares (uses,) towards the logit of their `worth` (uses,), which is overwritten (eq. 6)."""
    best, total = worth[0], 0.0
    for use in range(1, OFFICE_ACTIVITIES):
        best = max(best, worth[use])
    for use in range(OFFICE_ACTIVITIES):
        worth[use] = HABIT[use] * exp(p.office_precision * (worth[use] - best))
        total += worth[use]
    for use in range(OFFICE_ACTIVITIES):
        share[use] += p.adjustment * (worth[use] / total - share[use])


@kernel
def spent(p, county, o, use):
    """Share of its time that office o spends on checks or letters (eq. 137; C10).

    What it cannot spend on visits, because they are capped or turned down, goes to both, by its shares.
    """
    share = county.office_share[o]
    if p.remote_control <= 0.0:
        return share[use]
    left = p.remote_control * share[VISIT] * max(0.0, 1.0 - county.visits_made[o])
    return share[use] * (1.0 + left / (share[CHECK] + share[LETTER]))


@kernel(apart=True)
def spread_over_fields(p, county, written):
    """Checks, letters and support by field: each office acts where its indicators are. written: (fields,)."""
    for d in each_field(p):
        county.checks[d] = county.letters[d] = county.support[d] = county.acts[d] = 0.0
    for o in each_office(p):
        check, letter = spent(p, county, o, CHECK), spent(p, county, o, LETTER)
        support, own = county.office_share[o, SUPPORT], county.office_share[o, OWN]
        for d in each_field(p):
            items = county.owned[o, d]
            county.checks[d] += items * check / HABIT[CHECK]
            county.letters[d] += items * letter / HABIT[LETTER]
            county.support[d] += items * support / HABIT[SUPPORT]
            county.acts[d] += items * own / HABIT[OWN]
    for d in each_field(p):
        owned = written[d] > 0.0
        county.checks[d] = county.checks[d] / written[d] * county.manned[d] if owned else 0.0
        county.letters[d] = p.letters * county.letters[d] / written[d] * county.manned[d] if owned else 0.0
        county.support[d] = county.support[d] / written[d] if owned else 1.0
        if county.manned[d] < 1.0:
            county.support[d] = 1.0 + county.manned[d] * (county.support[d] - 1.0)
        county.acts[d] = county.acts[d] / written[d] if owned else 1.0


@kernel
def office_score(p, county, o):
    """Score of an office (eq. 12; A9): what its fields report and file, and what users say of its support."""
    reported = (1.0 - p.trace_weight) * office_view(p, county, o, county.mean_claim)
    reported += p.trace_weight * office_view(p, county, o, county.mean_traces)
    helped = county.office_share[o, SUPPORT] / HABIT[SUPPORT]
    served = 0.5 * (office_view(p, county, o, county.mean_level) + helped / (1.0 + helped))
    return (1.0 - p.service_users) * reported + p.service_users * served


@kernel
def grade_offices(p, county):
    """In December every office is placed among the offices of its class, 0 last to 1 first; alone: one half."""
    for o in each_office(p):
        below, others = 0.0, 0.0
        own = office_score(p, county, o)
        for k in each_office(p):
            if k != o and p.office_class[k] == p.office_class[o]:
                others += 1.0
                score = office_score(p, county, k)
                below += 1.0 if score < own else (0.5 if score == own else 0.0)
        county.office_grade[o] = below / others if others > 0.0 else 0.5


@kernel
def open_offices(p, county):
    """Offices at the start: habits, a middle grade, and the indicators they wrote."""
    own_indicators(p, county)
    for o in each_office(p):
        county.office_grade[o] = 0.5
        county.indicators[o] = written_by(p, o)
        for use in range(OFFICE_ACTIVITIES):
            county.office_share[o, use] = HABIT[use]


@kernel
def offices_act(p, county, b, month):
    """Phase 1: every office adapts; then indicators, visits and letters follow."""
    own_indicators(p, county)
    count_written(p, county, b.written)
    now, first = 0.0, 0.0
    for o in each_office(p):
        now += county.indicators[o]
        first += written_by(p, o)
    rivals = now / first if first > 0.0 else 1.0
    county.compared = 0.0
    for o in each_office(p):
        weight, items = office_part(p, county, b.written, o, county.field_weight), written_by(p, o)
        if month > 0:
            incidents = p.news_draws * office_part(p, county, b.written, o, county.news)
            short = office_view(p, county, o, county.shortfall)
            value_uses(p, county, b, o, weight, incidents, short)
            divide_office(p, county.office_share[o], b.office_worth)
            grow_indicators(p, county, o, items, rivals, weight / p.n_offices, incidents + short)
        rate = visit_rate(p, county.office_share[o], p.office_weight[o], month)
        county.visit_rate[o] = rate if items > 0.0 else 0.0
    count_indicators(p, county)
    schedule_visits(p, county, month)
    spread_over_fields(p, county, b.written)
    reach = min(1.0, p.office_authority / p.full_reach)
    county.tolerance = p.tolerance * (1.0 - p.grantor_liability * reach)
