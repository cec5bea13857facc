"""Offices act: they divide themselves, visit, hand down letters, and indicators grow or die.

Concept K11 · rows A2, A7, A9, B1, B2, B3, B4, C10, D1, D6, D12, D19, D21 · phase 1 of the month.

An office has five uses for itself: checking documents, visiting, handing down letters, support, and its own work.
It is drawn to visits by trouble in its fields (incidents, exposures, shortfalls), to letters and checks by the
blame they move or write off, to support as far as service users or townships are heard. Its own ladder rewards
the attention its fields win; nobody pays it for formalism. Indicators follow the same account: one more wins
attention, costs the office handling, and costs the township what only feedback (D19) makes the office see.
"""

from __future__ import annotations

from ..compile.kernel import kernel
from ..mathematics import exp, log, sqrt

CHECK, VISIT, LETTER, SUPPORT, OWN = 0, 1, 2, 3, 4
# Habitual division of an office's time, and means of moving blame a unit of letters or checks gives (assumed).
HABIT = (0.25, 0.25, 0.20, 0.10, 0.20)
LETTER_MEANS, CHECK_MEANS = 1.2, 0.3
# How strongly trouble draws visits, per incident and exposure a month and per unit of shortfall (assumed).
DRAW_NEWS, DRAW_FOUND, DRAW_SHORTFALL = 0.5, 1.0, 1.0
OWN_WORK = 0.05
BROUGHT_IN = 0.5  # part of the missing documents that doubled checks bring in (assumed)
OWN_LADDER = 0.6  # what the lowest grade adds to an office's stake, and the highest takes, times 1/2 (assumed)
TURNED_DOWN = 0.3  # share of ordinary visits one approving body turns down (assumed)
OFF_LIST = 0.364  # share of items a duty list takes back: 124 of 340 (evidence, section 1)
GROUND = 0.5  # attention an indicator wins without any trouble (assumed)
SAVED_HANDLING = 0.5  # an office's handling saved by full automatic collection (assumed; C10)
TOWNSHIP_COST = 2.0  # utility of a township's month of reports, where an office counts it as its own (assumed; D19)
QUARTER_PEAK = 3.0  # bunched visits arrive in one month of three (derived: a mean of 1 over the quarter)


@kernel
def season(bunching, month):
    """Visits against an even calendar, mean 1 over a quarter (B2)."""
    return 1.0 - bunching + (bunching * QUARTER_PEAK if month % 3 == 2 else 0.0)


@kernel
def visits_received(total, busiest, recognition):
    """Visits that reach one township in a month (eq. 4; T19): recognition shares one visit among all."""
    return (1.0 - recognition) * total + recognition * busiest


@kernel
def written_by(p, o):
    """Indicators an office wrote."""
    written = 0.0
    for d in range(int(p.n_fields)):
        written += p.items[o, d]
    return written


@kernel
def count_written(p, county):
    """Indicators that all offices wrote in each field."""
    for d in range(int(p.n_fields)):
        county.written[d] = 0.0
        for o in range(int(p.n_offices)):
            county.written[d] += p.items[o, d]


@kernel
def office_part(p, county, o, values):
    """An office's part in what fields add up to (weight, incidents, blame), against an average office.

    Offices divide a field by the indicators they wrote in it, so that nothing depends on how finely fields are cut.
    """
    total = 0.0
    for d in range(int(p.n_fields)):
        if county.written[d] > 0.0:
            total += values[d] * p.items[o, d] / county.written[d]
    return total * p.n_offices


@kernel
def office_view(p, o, values):
    """Mean over an office's fields, weighed by its indicators, of what a field has in a degree (levels, shortfalls)."""
    total, written = 0.0, 0.0
    for d in range(int(p.n_fields)):
        total += p.items[o, d] * values[d]
        written += p.items[o, d]
    return total / written if written > 0.0 else 0.0


@kernel
def office_worth(p, county, o, weight, worth):
    """Worth of an office's five uses (eq. 5). `weight` is relative to an average office.

    Exposure is the blame that rests with the office (K9), a year; one more unit of means takes `eased` of it away, at
    the letters and checks of last month (the derivative of eq. 52 over what eq. 52 leaves).
    """
    means = LETTER_MEANS * office_view(p, o, county.letters) + CHECK_MEANS * office_view(p, o, county.checks)
    eased = (1.0 - p.clarity) * exp(-means)
    eased /= p.clarity + eased
    pressure = p.severity * p.accountability_pressure * 12.0
    exposure = pressure * office_part(p, county, o, county.office_exposure) * eased
    # An office graded low among its like has more to win (A9).
    stake = p.attention * weight * (1.0 + OWN_LADDER * (0.5 - county.office_grade[o]))
    trouble = (
        DRAW_NEWS * office_part(p, county, o, county.news)
        + DRAW_FOUND * office_view(p, o, county.found)
        + DRAW_SHORTFALL * office_view(p, o, county.shortfall)
    )
    heard = p.service_users * (1.0 if p.office_class[o] >= 2.0 else 0.5) + p.office_feedback
    # Documents count in the office's own score as far as in any (eq. 12), and checks bring them in.
    filed = (1.0 - p.service_users) * p.trace_weight * (1.0 - office_view(p, o, county.mean_traces))
    worth[CHECK] = exposure * CHECK_MEANS + stake * BROUGHT_IN * filed
    worth[VISIT] = stake * (1.0 - 0.5 * p.service_users) * trouble
    worth[LETTER] = exposure * LETTER_MEANS * p.letters
    worth[SUPPORT] = stake * heard * (1.0 - office_view(p, o, county.mean_level))
    worth[OWN] = OWN_WORK


@kernel
def divide_office(p, share, worth):
    """Move an office's shares towards the logit of their worth (eq. 6)."""
    best, total = worth[0], 0.0
    for a in range(1, 5):
        best = max(best, worth[a])
    for a in range(5):
        worth[a] = HABIT[a] * exp(p.office_precision * (worth[a] - best))
        total += worth[a]
    for a in range(5):
        share[a] += p.office_adjustment * (worth[a] / total - share[a])


@kernel
def visit_rate(p, share, weight, month):
    """Visits a month by one office to each township: habit, adapted, seasonal, and gated (D12)."""
    relative = share[VISIT] / HABIT[VISIT]
    approved = min(relative, 1.0) * (1.0 - TURNED_DOWN * p.gate) + max(0.0, relative - 1.0) * (1.0 - p.gate)
    return p.visits * p.inspection_frequency * weight * approved * season(p.bunching, month)


@kernel
def grow_indicators(p, county, o, written, rivals):
    """Births and deaths of an office's indicators (eq. 7); `rivals` is how far all offices have grown."""
    if written <= 0.0:
        county.indicators[o] = 0.0
        return
    grown = county.indicators[o] / written
    trouble = DRAW_NEWS * office_part(p, county, o, county.news) + office_view(p, o, county.shortfall)
    # Lines race their counterparts more than territorial offices do (A2).
    race = 1.0 + p.office_line[o] * (sqrt(sqrt(rivals)) - 1.0)
    gain = p.attention * (GROUND + trouble) * race
    asked = TOWNSHIP_COST * p.office_feedback * p.indicator_hours * county.total_count
    cost = grown * (p.handling * (1.0 - SAVED_HANDLING * p.data) + asked)
    change = min(max(gain / cost - 1.0, -1.0), 1.0)
    change *= (1.0 - p.gate) if change > 0.0 else 0.5
    county.indicators[o] = max(county.indicators[o] * (1.0 + p.office_growth * change), 0.1 * written)


@kernel
def count_indicators(p, county):
    """Indicators a township carries by field, after new items, the duty list and the cap (B1, B4, D1, D21)."""
    grown = p.indicator_load * exp(p.levels * log(1.0 + p.new_items)) * (1.0 - OFF_LIST * p.clarity)
    total = 0.0
    for d in range(int(p.n_fields)):
        county.count[d] = 0.0
        county.trace_load[d] = 0.0
    for o in range(int(p.n_offices)):
        written = written_by(p, o)
        if written > 0.0:
            for d in range(int(p.n_fields)):
                here = county.indicators[o] * p.items[o, d] / written * grown
                county.count[d] += here
                county.trace_load[d] += here * p.burden[o, d]
    for d in range(int(p.n_fields)):
        total += county.count[d]
    keep = p.indicator_cap / total if total > p.indicator_cap else 1.0
    for d in range(int(p.n_fields)):
        county.count[d] *= keep
        county.trace_load[d] *= keep
    county.total_count = total * keep


@kernel
def schedule_visits(p, county, month):
    """Visits a township receives, and how many of them look at each field (eq. 8; K5, K8)."""
    total, busiest = 0.0, 0.0
    for o in range(int(p.n_offices)):
        total += county.visit_rate[o]
        busiest = max(busiest, county.visit_rate[o])
    received = visits_received(total, busiest, p.mutual_recognition)
    within = p.visit_cap / received if received > p.visit_cap else 1.0
    county.visits = received * within
    county.joint = p.mutual_recognition * busiest * within
    for d in range(int(p.n_fields)):
        own = 0.0
        for o in range(int(p.n_offices)):
            if p.items[o, d] > 0.0:
                own += county.visit_rate[o]
        assessed = 1.0 if county.field_weight[d] > 0.0 else 0.0
        verified = 0.0
        for s in range(int(p.n_readings)):
            if p.reading_hours[s] > 0.0 and p.reading_weight[s] + p.reading_post_weight[s] > 0.0:
                verified += p.reading_seen[s] / p.reading_period[s]
        county.looks[d] = within * ((1.0 - p.mutual_recognition) * own + p.joint_depth * county.joint * assessed)
        county.looks[d] += verified * assessed
    county.surprise = 1.2 - p.announced


@kernel
def spread_over_fields(p, county):
    """Checks, letters and support by field: each office acts where its indicators are."""
    for d in range(int(p.n_fields)):
        check, letter, support, in_field = 0.0, 0.0, 0.0, county.written[d]
        for o in range(int(p.n_offices)):
            items = p.items[o, d]
            check += items * county.office_share[o, CHECK] / HABIT[CHECK]
            letter += items * county.office_share[o, LETTER] / HABIT[LETTER]
            support += items * county.office_share[o, SUPPORT] / HABIT[SUPPORT]
        owned = in_field > 0.0
        county.checks[d] = check / in_field if owned else 0.0
        county.letters[d] = p.letters * letter / in_field if owned else 0.0
        county.support[d] = support / in_field if owned else 1.0


@kernel
def office_score(p, county, o):
    """Score of an office (eq. 12; A9): what its fields report and file, and what users say of its support."""
    reported = (1.0 - p.trace_weight) * office_view(p, o, county.mean_claim)
    reported += p.trace_weight * office_view(p, o, county.mean_traces)
    helped = county.office_share[o, SUPPORT] / HABIT[SUPPORT]
    served = 0.5 * office_view(p, o, county.mean_level) + 0.25 * min(2.0, helped)
    return (1.0 - p.service_users) * reported + p.service_users * served


@kernel
def grade_offices(p, county):
    """In December every office is placed among the offices of its class, 0 last to 1 first; alone: one half."""
    for o in range(int(p.n_offices)):
        below, others = 0.0, 0.0
        own = office_score(p, county, o)
        for k in range(int(p.n_offices)):
            if k != o and p.office_class[k] == p.office_class[o]:
                others += 1.0
                score = office_score(p, county, k)
                below += 1.0 if score < own else (0.5 if score == own else 0.0)
        county.office_grade[o] = below / others if others > 0.0 else 0.5


@kernel
def offices_act(p, county, worth, month):
    """Phase 1: every office adapts; then indicators, visits and letters follow. `worth` is scratch (5,)."""
    count_written(p, county)
    now, first = 0.0, 0.0
    for o in range(int(p.n_offices)):
        now += county.indicators[o]
        first += written_by(p, o)
    rivals = now / first if first > 0.0 else 1.0
    for o in range(int(p.n_offices)):
        weight, written = office_part(p, county, o, county.field_weight), written_by(p, o)
        if month > 0:
            office_worth(p, county, o, weight, worth)
            divide_office(p, county.office_share[o], worth)
            grow_indicators(p, county, o, written, rivals)
        county.visit_rate[o] = (
            visit_rate(p, county.office_share[o], p.office_weight[o], month) if written > 0.0 else 0.0
        )
    count_indicators(p, county)
    schedule_visits(p, county, month)
    spread_over_fields(p, county)
    reach = min(1.0, p.office_authority / 0.35)
    county.tolerance = p.tolerance * (1.0 - p.grantor_liability * reach)
