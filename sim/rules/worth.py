"""Shadow values: what one more hour of each activity is worth to a township's cadres.

Concepts K2, K3, K6 · rows A3, B4 to B15, B18, B21, B25, B28, B29, C1 to C9, C13, C14, D9, D11, D13, D14 ·
phase 3 of the month.
The value of an hour is the derivative of the step by which `production` moves a stock, times what that stock will be
worth at the readings to come. Channels keep apart what people weigh differently: money, posts, fear of
accountability, sanctions, service, and the personal ladder. Hours and events are last month's (K6).
Everything is written to the work buffer `b`, by `Channel` and field; worth is utility for an hour, as a share of the
month, before a cadre's own stakes, skill and attitudes multiply it.
"""

from __future__ import annotations

from ..compile.kernel import kernel
from ..mathematics import exp, log, normal_cdf, normal_density, softplus_and_slope
from ..state.arrays import each_field, each_reading
from ..state.enumerations import CHANNELS, TOWN_STOCKS, Channel, Group, Period, TownStock
from .complaints import add_complaints
from .decision_rules import patience
from .detection import value_finds
from .horizons import keep_until, months_to, period_of, sum_horizons, to_the_power
from .powers import done_by_offices, reach
from .production import after, gain, moved, slopes_of_benefit, support
from .readings import field_basis, impression, leniency, seen_through
from .responsibility import value_means
from .rungs import sum_target_prizes, value_points
from .vetoes import add_dazzle, add_vetoes, expect_vetoes, feared
from .weights import DATA_SEES

MONEY, POST, FEAR, EXPOSED = Channel.MONEY, Channel.POST, Channel.FEAR, Channel.EXPOSED
SERVICE, TEAM, OWN = Channel.SERVICE, Channel.TEAM, Channel.OWN


@kernel
def ratchet_factor(p, t):
    """What remains of a reward anchored on the target when success raises it (eq. 34; T6)."""
    year = to_the_power(patience(p), 12)
    return (1.0 - year) / (1.0 - year * (1.0 - t.expected_ratchet))


@kernel
def staying(t):
    """Share of the blame arriving that last month stayed with leaders and with staff, the mean of the two (K9)."""
    return 0.5 * (t.own_rest[Group.LEADERS] + t.own_rest[Group.STAFF])


@kernel(apart=True)
def derivatives(p, county, t, b):
    """What an hour of real work or paper moves in each field, at last month's effort (eq. 25): b.to_*[field]."""
    pace, hours_a_field = p.paper_pace, p.paper_hours
    for d in each_field(p):
        ratio = t.work[d] / t.hours_needed[d]
        own = 1.0 - p.field_spill[d] + p.cluster * p.field_spill[d]  # neighbours' part counts in a cluster (B21)
        per_hour = t.vigour * (1.0 + t.knowhow[d]) * support(p, county, t, d)
        b.to_level[d] = gain(t.level[d], ratio, p.field_pace[d], t.keep_level[d], t.hours_needed[d]) * per_hour * own
    for d in each_field(p):
        hours = hours_a_field * t.hours_needed[d]
        per_hour = gain(t.fabricated[d], t.paper[d] / hours, pace, t.keep_fabricated[d], hours)
        b.to_fabricated[d] = per_hour if t.assessed[d] > 0.0 else 0.0
    for d in each_field(p):
        hours = t.trace_hours[d]
        per_hour = gain(t.traces[d], t.paper[d] / hours, pace, t.keep_traces[d], hours)
        b.to_traces[d] = per_hour if t.assessed[d] > 0.0 else 0.0


@kernel
def look_forward(p, t, b, month):
    """Horizons of every stock (eq. 30): b.*_horizon[period, field], and b.town_horizon for those without a field."""
    fields = int(p.n_fields)
    sum_horizons(fields, patience(p), t.keep_level, month, b.level_horizon)
    sum_horizons(fields, patience(p), t.keep_fabricated, month, b.fabricated_horizon)
    sum_horizons(fields, patience(p), t.keep_traces, month, b.traces_horizon)
    b.town_keep[TownStock.OFFENCE] = p.offence_memory
    b.town_keep[TownStock.SHINE] = 1.0 - p.showcase_decay
    b.town_keep[TownStock.IDEAS] = 1.0 - p.initiative_decay
    sum_horizons(TOWN_STOCKS, patience(p), b.town_keep, month, b.town_horizon)


@kernel(apart=True)
def expect_december(p, county, t, b, month):
    """Readings of December as expected at last month's effort, and how far they are from targets and red lights.

    Writes t.expected_reading, what an hour a month until then raises it by (b.by_work, b.by_paper), and the
    arguments of the densities and of the shortfall that `add_targets` computes for all fields together.
    """
    fields, wait = int(p.n_fields), months_to(12, month)
    keep_until(fields, t.keep_level, wait, b.powers, b.level_kept)
    keep_until(fields, t.keep_fabricated, wait, b.powers, b.fabricated_kept)
    keep_until(fields, t.keep_traces, wait, b.powers, b.traces_kept)
    seen, documents = DATA_SEES * p.data, p.trace_weight
    for d in range(fields):
        hours, files, assessed = p.paper_hours * t.hours_needed[d], t.trace_hours[d], t.assessed[d]
        worked, ratio, filed = t.work[d] / t.hours_needed[d], t.paper[d] / hours, t.paper[d] / files
        level = after(t.level[d], worked, b.level_kept[d])
        fabricated = after(t.fabricated[d], ratio, b.fabricated_kept[d])
        traces = after(t.traces[d], filed, b.traces_kept[d])
        claim = level + (1.0 - level) * fabricated * (1.0 - seen)
        t.expected_reading[d] = assessed * ((1.0 - documents) * claim + documents * traces)
        open_gap, open_level = 1.0 - fabricated * (1.0 - seen), (1.0 - level) * (1.0 - seen)
        by_work = (1.0 - documents) * open_gap * moved(worked, b.level_kept[d], t.hours_needed[d])
        by_paper = (1.0 - documents) * open_level * moved(ratio, b.fabricated_kept[d], hours)
        by_paper += documents * moved(filed, b.traces_kept[d], files)
        b.by_work[d], b.by_paper[d] = assessed * by_work, assessed * by_paper
    for d in range(fields):
        expected = t.expected_reading[d]
        b.target_density[d] = (expected - t.target[d]) / p.target_blur
        b.beyond[d] = normal_cdf(b.target_density[d])
        b.shortfall_slope[d] = (t.target[d] - expected) / p.target_blur
        b.red_density[d] = (expected - t.target[d] + 2.0 * p.target_blur) / p.target_blur


@kernel
def densities(n, values):
    """Replace n values by the normal densities at them."""
    for d in range(n):
        values[d] = normal_density(values[d])


@kernel(apart=True)
def shortfalls(n, width, short, slope, fades):
    """Expected shortfalls of n fields, their slopes, and how fast their cost fades as readings rise (eq. 77b).

    slope: holds (target - expected reading) / width, which is replaced by the slope. short, slope, fades: (n,).
    """
    for d in range(n):
        short[d], slope[d] = softplus_and_slope(slope[d])
        fades[d] = (slope[d] / short[d] + (1.0 - slope[d])) / width


@kernel
def pays(b, s):
    """Whether a point of reading s is worth anything."""
    return b.point_worth[MONEY, s] + b.point_worth[POST, s] + b.point_worth[TEAM, s] > 0.0


@kernel(apart=True)
def add_reading(p, county, t, b, s):
    """Rewards through reading s, by channel and field (eq. 32): claim and traces at their dates, showcases apart."""
    money, post, team = b.point_worth[MONEY, s], b.point_worth[POST, s], b.point_worth[TEAM, s]
    k = period_of(p.reading_period[s])
    documents = p.trace_weight * p.reading_trace[s]
    hidden, kept = 1.0 - seen_through(p, s), (1.0 - leniency(p, s)) * p.reading_period[s] / 12.0
    # raters who resent enforcement mark it down while they remember (C14)
    offends = p.reading_offence[s] * t.vigour * kept * b.town_horizon[k, TownStock.OFFENCE]
    fields = int(p.n_fields)
    for d in range(fields):
        b.benefit[d] = t.level[d] + (1.0 - t.level[d]) * t.fabricated[d] * hidden
    slopes_of_benefit(p, fields, b.benefit)
    for d in range(fields):
        basis = field_basis(p, county, t, s, d) * kept
        claimed, filed = basis * (1.0 - documents) * b.benefit[d], basis * documents
        level = claimed * b.to_level[d] * (1.0 - t.fabricated[d] * hidden) * b.level_horizon[k, d]
        level -= offends * p.field_enforcement[d]
        paper = claimed * (1.0 - t.level[d]) * hidden * b.to_fabricated[d] * b.fabricated_horizon[k, d]
        paper += filed * b.to_traces[d] * b.traces_horizon[k, d]
        b.real_worth[MONEY, d] += money * level
        b.real_worth[POST, d] += post * level
        b.real_worth[TEAM, d] += team * level
        b.paper_worth[MONEY, d] += money * paper
        b.paper_worth[POST, d] += post * paper
        b.paper_worth[TEAM, d] += team * paper


@kernel(apart=True)
def add_rewards(p, county, t, b, anchor):
    """Rewards and losses anchored on the target of each field (eq. 33 to 36); lights bring the reading sooner (B11).

    anchor: what remains of a reward when success raises the target (eq. 34). Fields weigh as far as indicators tell
    (eq. 150); what nobody assesses weighs nothing. Bonus points are for what is read beyond the target (eq. 156).
    """
    seen, documents, stay = DATA_SEES * p.data, p.trace_weight, staying(t)
    money_prize, post_prize, unstruck = b.target_prize[MONEY], b.target_prize[POST], b.unstruck
    money_point, post_point, team_point = b.score_worth[MONEY], b.score_worth[POST], b.score_worth[TEAM]
    soon = p.lights / 4  # one of four quarters
    late = 1.0 - 3 * soon
    for d in each_field(p):
        weight = t.weight[d] * county.coverage[d]
        at_target = anchor * weight * b.target_density[d] / p.target_blur * unstruck
        points = anchor * weight * p.bonus * p.verified_bonus * b.beyond[d]
        money = money_prize * at_target + money_point * points
        post = post_prize * at_target + post_point * points
        team = team_point * points
        short = b.shortfall[d] * p.target_blur
        fear = weight * short * b.shortfall_slope[d] * p.shortfall_loss * p.severity * p.accountability_pressure
        fear *= p.coping
        # A card takes points at once, so a field that may turn red is worth work now (B11).
        card = p.cards * p.lights * weight * (b.red_density[d] / p.target_blur)
        yearly, quarterly = b.level_horizon[Period.YEAR, d], b.level_horizon[Period.QUARTER, d]
        both = soon * quarterly + late * yearly
        carded = card * quarterly
        moves = (1.0 - documents) * b.to_level[d] * (1.0 - t.fabricated[d] * (1.0 - seen))
        b.real_worth[MONEY, d] += moves * (money * yearly + money_point * carded)
        b.real_worth[POST, d] += moves * (post * yearly + post_point * carded)
        b.real_worth[FEAR, d] += moves * fear * stay * both
        b.real_worth[OWN, d] += moves * weight * yearly
        b.real_worth[TEAM, d] += moves * team * yearly
        yearly, quarterly = b.fabricated_horizon[Period.YEAR, d], b.fabricated_horizon[Period.QUARTER, d]
        both = soon * quarterly + late * yearly
        moves = (1.0 - documents) * (1.0 - t.level[d]) * (1.0 - seen) * b.to_fabricated[d]
        filed, filed_soon = b.traces_horizon[Period.YEAR, d], b.traces_horizon[Period.QUARTER, d]
        filed_both = soon * filed_soon + late * filed
        files = documents * b.to_traces[d]
        carded = card * (moves * quarterly + files * filed_soon)
        b.paper_worth[MONEY, d] += money * (moves * yearly + files * filed) + money_point * carded
        b.paper_worth[POST, d] += post * (moves * yearly + files * filed) + post_point * carded
        b.paper_worth[FEAR, d] += fear * stay * (moves * both + files * filed_both)
        b.paper_worth[OWN, d] += weight * (moves * yearly + files * filed)
        b.paper_worth[TEAM, d] += team * (moves * yearly + files * filed)


@kernel
def add_targets(p, county, t, b, month):
    """What every assessed field's target is worth; exponentials of all fields together.

    Returns half the sum of expected shortfalls squared, by weight: what people may be held to account for (eq. 35).
    """
    fields, anchor = int(p.n_fields), ratchet_factor(p, t)
    sum_target_prizes(p, b)
    expect_december(p, county, t, b, month)
    densities(fields, b.target_density)
    shortfalls(fields, p.target_blur, b.shortfall, b.shortfall_slope, b.fades)
    if p.cards * p.lights > 0.0:
        densities(fields, b.red_density)
    else:
        for d in range(fields):
            b.red_density[d] = 0.0
    add_rewards(p, county, t, b, anchor)
    accountable = 0.0
    for d in range(fields):
        short = b.shortfall[d] * p.target_blur
        accountable += 0.5 * (t.weight[d] * county.coverage[d]) * short * short
    return accountable


@kernel(apart=True)
def add_hazards(p, t, b):
    """Sanctions after incidents and vetoes, and the worth of service, in each field (eq. 37, 38)."""
    stay, sight, drive = staying(t), t.sight, p.intrinsic * t.inner_drive
    money, post, team = b.score_worth[MONEY], b.score_worth[POST], b.score_worth[TEAM]
    fields = int(p.n_fields)
    for d in range(fields):
        b.benefit[d] = t.level[d]
    slopes_of_benefit(p, fields, b.benefit)
    for d in range(fields):
        now = b.level_horizon[Period.MONTH, d]
        falls = p.hazard_slope * t.hazard[d] * b.to_level[d] * now
        severity = p.severity * p.accountability_pressure * (1.0 if t.assessed[d] > 0.0 else p.event_unassessed)
        b.real_worth[EXPOSED, d] += falls * stay * (severity + feared(p, d, sight))
        lost = p.deduction * falls * t.assessed[d]  # points an incident costs (B15)
        b.real_worth[MONEY, d] += money * lost
        b.real_worth[POST, d] += post * lost
        b.real_worth[TEAM, d] += team * lost
        b.real_worth[SERVICE, d] += drive * t.need[d] * b.benefit[d] * b.to_level[d] * now


@kernel(apart=True)
def add_detection(p, t, b):
    """What exposure would cost, after the best concealment, and what concealment costs (eq. 39; K8).

    Looks are those people have come to expect, not this month's (rule 3).
    """
    stay = staying(t)
    loss = p.exposure_loss * p.severity * p.accountability_pressure
    cost, curvature = p.concealment_cost, p.concealment_curvature
    for d in each_field(p):
        b.exposure_stake[d] = p.look_finds * t.expected_looks[d] * loss * stay
        best = max(0.0, log(max(b.exposure_stake[d], 1e-9) / cost)) / (1.0 + curvature)
        t.conceal[d] = best if t.assessed[d] > 0.0 else t.conceal[d]
    for d in each_field(p):
        per_gap = t.weight[d] * (1.0 - t.level[d]) * b.to_fabricated[d] * b.fabricated_horizon[Period.MONTH, d]
        hiding = cost * (exp(curvature * t.conceal[d]) - 1.0) / curvature
        b.paper_worth[EXPOSED, d] -= b.exposure_stake[d] * exp(-t.conceal[d]) * per_gap
        b.hiding_cost[d] = hiding * per_gap if t.assessed[d] > 0.0 else 0.0


@kernel
def value_showcases(p, t, b):
    """Worth of an hour of showcase, in money, posts and the team's score (eq. 29; C2): b.showcase_worth[channel]."""
    for channel in range(CHANNELS):
        b.showcase_worth[channel] = 0.0
    fresh = 1.0 / ((1.0 + t.shine) * (1.0 + t.shine))  # one more showcase impresses less
    for s in each_reading(p):
        if pays(b, s):
            lasting = b.town_horizon[period_of(p.reading_period[s]), TownStock.SHINE]
            points = impression(p, s) * fresh * p.showcase_yield * lasting * (1.0 - leniency(p, s))
            points *= p.reading_period[s] / 12.0
            b.showcase_worth[MONEY] += b.point_worth[MONEY, s] * points
            b.showcase_worth[POST] += b.point_worth[POST, s] * points
            b.showcase_worth[TEAM] += b.point_worth[TEAM, s] * points


@kernel
def value_initiative(p, county, t, b):
    """Worth of an hour of initiative that succeeds, by channel (C3): b.initiative_worth.

    A new method multiplies later work, and earns bonus points in December unless they are for results alone.
    """
    for channel in range(CHANNELS):
        b.initiative_worth[channel] = 0.0
    b.initiative_eased = 0.0
    for d in each_field(p):
        own = (t.work[d] - done_by_offices(p, county, d) * t.hours_needed[d]) / reach(p, d)
        work = own / (1.0 + t.ideas) / max(t.vigour, 1e-9)
        b.initiative_worth[MONEY] += b.real_worth[MONEY, d] * work
        b.initiative_worth[POST] += b.real_worth[POST, d] * work
        b.initiative_worth[FEAR] += b.real_worth[FEAR, d] * work
        b.initiative_worth[EXPOSED] += b.real_worth[EXPOSED, d] * work
        b.initiative_worth[SERVICE] += b.real_worth[SERVICE, d] * work
        b.initiative_worth[TEAM] += b.real_worth[TEAM, d] * work
        b.initiative_eased += b.real_eased[d] * work
    stock = p.initiative_gain * (1.0 - p.error)
    for channel in range(CHANNELS):
        b.initiative_worth[channel] *= stock * b.town_horizon[Period.MONTH, TownStock.IDEAS]
    b.initiative_eased *= stock * b.town_horizon[Period.MONTH, TownStock.IDEAS]
    bonus = p.bonus * (1.0 - p.verified_bonus) * b.town_horizon[Period.YEAR, TownStock.IDEAS]
    b.initiative_worth[MONEY] += stock * bonus * b.score_worth[MONEY]
    b.initiative_worth[POST] += stock * bonus * b.score_worth[POST]
    b.initiative_worth[TEAM] += stock * bonus * b.score_worth[TEAM]


@kernel
def value_township(p, county, t, b, month):
    """Phase 3, first part, for one township: all shadow values of the month, in the work buffer."""
    expect_vetoes(p, t, b, month)
    value_points(p, county, t, b)
    for channel in range(CHANNELS):
        for d in each_field(p):
            b.real_worth[channel, d] = b.paper_worth[channel, d] = 0.0
    derivatives(p, county, t, b)
    look_forward(p, t, b, month)
    for s in each_reading(p):
        if pays(b, s):
            add_reading(p, county, t, b, s)
    add_hazards(p, t, b)
    add_complaints(p, t, b)
    accountable = add_targets(p, county, t, b, month)
    add_detection(p, t, b)
    if p.neglect_found > 0.0 or p.paper_visits > 0.0:
        severity = p.severity * p.accountability_pressure
        value_finds(p, t, b, p.exposure_loss / p.event_exposed * severity * staying(t))
    add_vetoes(p, county, t, b, month)
    value_showcases(p, t, b)
    add_dazzle(p, b, month)
    value_initiative(p, county, t, b)
    value_means(p, t, b, accountable)
    seen = 1.0 - exp(-t.last_visits / p.visits_half)
    b.slack_loss = p.slack_seen * p.severity * p.accountability_pressure * seen
