"""Offices act: they divide themselves, visit, hand down letters, and indicators grow or die.

Concept K11 · rows A2, A7, A9, B1, B2, B3, B4, B22, C10, C18, D1, D6, D8, D12, D19, D21 · phase 1 of the month.

An office has five uses for itself: checking documents, visiting, handing down letters, support, and its own work.
It is drawn to visits by trouble in its fields (incidents, exposures, shortfalls), to letters and checks by the
blame they move or write off, to support as far as service users or townships have a say. Its own ladder rewards
the attention its fields win; nobody pays it for formalism. Indicators follow the same account: one more wins
attention, costs the office handling, and costs the township what only feedback (D19) makes the office see.
"""

from __future__ import annotations

from ..compile.kernel import kernel
from ..mathematics import exp, log, sqrt
from ..state.arrays import each_field, each_office, each_reading
from ..state.enumerations import OFFICE_ACTIVITIES, OfficeActivity
from .assistance import ask_assistance, readiness
from .complaints import DRAWN
from .detection import to_papers
from .information import cover_fields
from .powers import named_away, worth_of_acting
from .rankings import values_comparison
from .readings import counts

CHECK, VISIT, LETTER, SUPPORT, OWN = map(int, OfficeActivity)  # Numba takes whole numbers only to look into a tuple
HABIT = (0.25, 0.25, 0.20, 0.10, 0.20)  # habitual division of an office's time (assumed)
LEAST = 0.1  # part of habitual visits from which finds are projected, and of written indicators that stay (assumed)
OFF_LIST = 0.364  # share of items a duty list takes back: 124 of 340 (evidence, section 1)
TOWNSHIP_COST = 2.0  # utility of a township's month of reports, where an office counts it as its own (assumed; D19)
QUARTER_PEAK = 3.0  # bunched visits arrive in one month of three (derived: a mean of 1 over the quarter)
LEAST_COST = 1e-9  # of one more indicator, utility, so that what is gained for it is a number (derived)


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
    """Indicators that office o wrote."""
    items = 0.0
    for d in each_field(p):
        items += p.items[o, d]
    return items


@kernel
def aimed_at_need(p):
    """Part of all indicators that is aimed at citizens' needs, and so has owners there (D23)."""
    return p.need_orientation * p.need_owned


@kernel
def own_indicators(p, county):
    """Who owns how many indicators of each field (eq. 157): as written, and a part aimed at citizens' needs.

    What is aimed at the needs of a field belongs to its offices by their indicators there; where there was none, to all
    offices by their size, which then attend to the field as far as indicators are aimed at needs: `county.manned`.
    """
    aimed, all_items, needs = aimed_at_need(p), 0.0, 0.0
    for d in each_field(p):
        here = 0.0
        for o in each_office(p):
            county.owned[o, d] = p.items[o, d]
            here += p.items[o, d]
        county.manned[d] = 1.0 if here > 0.0 else 0.0
        all_items += here
        needs += p.field_need[d]
    if aimed * all_items > 0.0:
        for d in each_field(p):
            here = 0.0
            for o in each_office(p):
                here += p.items[o, d]
            to_need = aimed * all_items * p.field_need[d] / needs
            for o in each_office(p):
                part = p.items[o, d] / here if here > 0.0 else written_by(p, o) / all_items
                county.owned[o, d] = (1.0 - aimed) * p.items[o, d] + to_need * part
            county.manned[d] = 1.0 if here > 0.0 else aimed


@kernel
def count_written(p, county, written):
    """Indicators of all offices in each field: `written` (fields,)."""
    for d in each_field(p):
        written[d] = 0.0
        for o in each_office(p):
            written[d] += county.owned[o, d]


@kernel
def office_part(p, county, written, o, values):
    """Part of office o in what fields add up to (weight, incidents, blame), against an average office.

    Offices divide a field by the indicators they own in it, so that nothing depends on how finely fields are cut.
    written: by all offices, (fields,). values: (fields,).
    """
    total = 0.0
    for d in each_field(p):
        if written[d] > 0.0:
            total += values[d] * county.owned[o, d] / written[d] * county.manned[d]
    return total * p.n_offices


@kernel
def office_view(p, county, o, values):
    """Mean over the fields of office o, weighed by its indicators, of levels or shortfalls: `values` (fields,)."""
    total, items = 0.0, 0.0
    for d in each_field(p):
        total += county.owned[o, d] * values[d]
        items += county.owned[o, d]
    return total / items if items > 0.0 else 0.0


@kernel
def finds_a_visit(p, county, o):
    """What as many visits as habit has would find in the fields of office o, at last months' finds (eq. 136)."""
    relative = max(county.office_share[o, VISIT] / HABIT[VISIT], LEAST)
    return office_view(p, county, o, county.found) / relative


@kernel
def township_cost(p, county, o):
    """Township time that visits of office o ask, as far as feedback makes the office count it (eq. 136; D19)."""
    hours = p.visit_hours + p.dossier_hours * county.papers
    return TOWNSHIP_COST * p.office_feedback * hours * p.visits * p.inspection_frequency * p.office_weight[o]


@kernel
def value_uses(p, county, b, o, weight):
    """Worth of the five uses of office o (eq. 5): b.office_worth. `weight`: of its fields, against an average office.

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
    trouble = (
        p.news_draws * office_part(p, county, b.written, o, county.news)
        + office_view(p, county, o, county.found)
        + office_view(p, county, o, county.shortfall)
        + voice
    )
    say = (
        p.service_users * (1.0 if p.office_class[o] >= 2.0 else 0.5)
        + (1.0 - p.feedback_by_dropping) * p.office_feedback
    )
    # Documents count in the office's own score as far as in any (eq. 12), and checks bring them in.
    filed = (1.0 - p.service_users) * p.trace_weight * (1.0 - office_view(p, county, o, county.mean_traces))
    b.office_worth[CHECK] = exposure * p.check_means + stake * p.checks_bring * filed
    draw = (1.0 - p.find_drive) * trouble + p.find_drive * finds_a_visit(p, county, o)
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
def wanted_rate(p, share, weight, month):
    """Visits a month that one office would make to each township, without approval or cap."""
    return p.visits * p.inspection_frequency * weight * (share[VISIT] / HABIT[VISIT]) * season(p.bunching, month)


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


@kernel
def visit_rate(p, share, weight, month):
    """Visits a month by one office to each township: habit, adapted, seasonal, and gated (D12)."""
    relative = share[VISIT] / HABIT[VISIT]
    approved = min(relative, 1.0) * (1.0 - p.gate_refusal * p.gate) + max(0.0, relative - 1.0) * (1.0 - p.gate)
    approved += (1.0 - p.order_kept) * (relative - approved)
    return p.visits * p.inspection_frequency * weight * approved * season(p.bunching, month)


@kernel
def grow_indicators(p, county, b, o, items, rivals, part):
    """Births and deaths of the indicators of office o, which wrote `items` (eq. 7), and what it does without them.

    rivals: how all have grown. part: of what counts, the share in the fields of this office.
    """
    if items <= 0.0:
        county.indicators[o] = county.assists[o] = 0.0
        return
    grown = county.indicators[o] / items
    trouble = p.news_draws * office_part(p, county, b.written, o, county.news) + office_view(
        p, county, o, county.shortfall
    )
    # Line departments follow the growth of other offices' indicators, territorial government does not (A2).
    race = 1.0 + p.office_line[o] * (sqrt(sqrt(rivals)) - 1.0)
    gain = p.attention * (p.indicator_ground + trouble) * race
    asked = TOWNSHIP_COST * p.office_feedback * p.indicator_hours * county.total_count
    first = max(p.handling * (1.0 - p.saved_handling * p.data), LEAST_COST) + asked
    cost = grown * first
    county.assists[o] = readiness(p, gain, cost * county.listed)
    if p.order_kept < 1.0:
        county.compared += part * values_comparison(p, gain, first)
    change = min(max(gain / cost - 1.0, -1.0), 1.0)
    change *= (1.0 - p.gate) if change > 0.0 else 0.5
    county.indicators[o] = max(county.indicators[o] * (1.0 + p.office_growth * change), LEAST * items)


@kernel
def passed_down(p):
    """Indicators that reach a township for each that was written: new items of levels, less the duty list (B4, D1)."""
    return p.indicator_load * exp(p.levels * log(1.0 + p.new_items)) * (1.0 - OFF_LIST * p.clarity)


@kernel(apart=True)
def count_indicators(p, county):
    """Indicators a township carries by field, after new items, the duty list and the cap (B1, B4, D1, D21).

    One that is aimed at needs asks as many documents as an average indicator. What lists and caps keep out comes back
    in part (`assistance`).
    """
    aimed = aimed_at_need(p)
    grown = passed_down(p)
    total = 0.0
    for d in each_field(p):
        county.count[d] = 0.0
        county.trace_load[d] = 0.0
        county.assisted[d] = county.assisted_load[d] = 0.0
    for o in each_office(p):
        items = 0.0
        for d in each_field(p):
            items += county.owned[o, d]
        if items > 0.0:
            for d in each_field(p):
                owned = county.owned[o, d]
                here = county.indicators[o] * owned / items * grown
                asked = p.burden[o, d]
                if aimed > 0.0 and owned > 0.0:
                    written = (1.0 - aimed) * p.items[o, d]
                    asked = (written * asked + (owned - written)) / owned
                county.count[d] += here
                county.trace_load[d] += here * asked
                county.assisted[d] += county.assists[o] * here
                county.assisted_load[d] += county.assists[o] * here * asked
    for d in each_field(p):
        total += county.count[d]
    keep = p.indicator_cap / total if total > p.indicator_cap else 1.0
    for d in each_field(p):
        county.count[d] *= keep
        county.trace_load[d] *= keep
    county.total_count = total * keep
    cover_fields(p, county)
    ask_assistance(p, county, OFF_LIST * p.clarity, keep)


@kernel
def schedule_visits(p, county, month):
    """Visits a township receives, and how many look at each field, on the ground and at papers (eq. 8, 131; K5, K8).

    On the ground a joint look stands for those of the offices it joins, at its depth; papers it asks once (D6).
    """
    total, busiest = 0.0, 0.0
    for o in each_office(p):
        total += county.visit_rate[o]
        busiest = max(busiest, county.visit_rate[o])
    received = visits_received(total, busiest, p.mutual_recognition)
    within = p.visit_cap / received if received > p.visit_cap else 1.0
    within += (1.0 - p.order_kept) * (1.0 - within)
    stands = p.joint_stands * p.mutual_recognition
    county.visits = received * within
    county.seen_by = (received + p.joint_depth * stands * (total - busiest)) * within
    county.papers = to_papers(p, p.announced, p.trace_weight)
    county.rated_dossiers = 0.0
    for o in each_office(p):
        wanted = wanted_rate(p, county.office_share[o], p.office_weight[o], month)
        county.visits_made[o] = within * county.visit_rate[o] / wanted if wanted > 0.0 else 1.0
    joint = p.mutual_recognition * busiest
    verified, from_outside = 0.0, 0.0
    for s in each_reading(p):
        if p.reading_hours[s] > 0.0 and counts(p, s):
            papers = to_papers(p, p.reading_announced[s], p.trace_weight * p.reading_trace[s])
            looks = p.reading_seen[s] / p.reading_period[s] * (1.0 - papers)
            verified += looks
            from_outside += looks * p.reading_independence[s]
            county.rated_dossiers += papers / p.reading_period[s]
    for d in each_field(p):
        own, owned = 0.0, 0.0
        for o in each_office(p):
            if p.items[o, d] > 0.0:
                own += county.visit_rate[o]
            owned += county.owned[o, d]
        if county.manned[d] < 1.0 and owned > 0.0:  # the visits of one office, as far as anybody attends to the field
            for o in each_office(p):
                own += county.manned[d] * county.visit_rate[o] * county.owned[o, d] / owned
        assessed = 1.0 if county.field_weight[d] > 0.0 else 0.0
        alone, others = (1.0 - p.mutual_recognition) * own, stands * max(0.0, own - busiest)
        county.paper_looks[d] = (
            county.papers * (within * (alone + p.joint_depth * joint * assessed)) * county.coverage[d]
        )
        looks = within * (alone + p.joint_depth * (joint + others) * assessed)
        county.looks[d] = (1.0 - county.papers) * looks + verified * assessed
        county.independent[d] = from_outside * assessed / county.looks[d] if county.looks[d] > 0.0 else 0.0
        county.looks[d] *= county.coverage[d]  # what nobody measures nobody looks into
    county.surprise = 1.2 - p.announced


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
            value_uses(p, county, b, o, weight)
            divide_office(p, county.office_share[o], b.office_worth)
            grow_indicators(p, county, b, o, items, rivals, weight / p.n_offices)
        rate = visit_rate(p, county.office_share[o], p.office_weight[o], month)
        county.visit_rate[o] = rate if items > 0.0 else 0.0
    count_indicators(p, county)
    schedule_visits(p, county, month)
    spread_over_fields(p, county, b.written)
    reach = min(1.0, p.office_authority / p.full_reach)
    county.tolerance = p.tolerance * (1.0 - p.grantor_liability * reach)
