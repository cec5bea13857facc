"""Shadow values: what one more hour of each activity is worth to a township's cadres.

Concepts K2, K3, K6 · rows A3, B4 to B15, B18, B21, B25, B28, B29, C1 to C9, C13, C14, D9, D11, D13, D14 ·
phase 3 of the month.
The value of an hour is the derivative of the very step of `production`, times what the stock it moves will be
worth at the readings to come. Channels keep apart what people weigh differently: money, posts, fear of
accountability, sanctions, service, and the personal ladder. Hours and events are last month's (K6).
"""

from __future__ import annotations

from ..compile.kernel import kernel
from ..mathematics import exp, log, normal_density, softplus_and_slope
from .detection import clear_sight
from .production import REMEMBERED, SUPPORT_YIELD, after, benefit_slope, gain, moved, trace_need
from .responsibility import LIGHT_BLUR, LIGHT_GAP, shift_power
from .weights import DATA_SEES

MONEY, POST, FEAR, EXPOSED, SERVICE, TEAM, OWN = 0, 1, 2, 3, 4, 5, 6
# Rows of the scratch grid: slopes by channel and reading, horizons by period and field, and those of all fields;
# what stocks keep until December, density of the target, shortfall, its slope, density of a red light, room to reckon
LEVEL, FABRICATED, TRACES, OFFENCE, SHINE, IDEAS = 3, 7, 11, 15, 19, 23
KEPT, NEAR, SHORT, STEEP, CARD, ROOM = 27, 30, 31, 32, 33, 34
# How fast what is feared fades as the expected reading rises, and what an hour of work and of paper raises it by; these
# are kept for `congestion`.
FADES, BY_WORK, BY_PAPER = 35, 36, 37
SHAME = 0.5  # what full publication adds to the weight of a rank (assumed)


@kernel(apart=True)
def fill_horizons(n, patience, keep, month, rows):
    """Discounted worth of a unit of stock now for all readings to come (eq. 30), by period: 1, 3, 6, 12.

    keep: the stock's retention, by field. The derivative the horizons multiply is that of the stock at the end of
    this month, so a reading this month keeps all of it. Each period is a multiple of the one before: where the rarer
    reading is not due with the more frequent one, it comes one or more of those periods later.
    """
    wait, later, latest = 2 - month % 3, month % 6 < 3, month % 12 < 6
    for d in range(n):
        monthly = patience * keep[d]
        quarter = monthly * monthly * monthly
        half = quarter * quarter
        once = monthly * monthly if wait == 2 else (monthly if wait == 1 else 1.0)
        rows[0, d] = 1.0 / (1.0 - monthly)
        rows[1, d] = once / (1.0 - quarter)
        once = once * quarter if later else once
        rows[2, d] = once / (1.0 - half)
        once = once * half if latest else once
        rows[3, d] = once / (1.0 - half * half)


@kernel
def period_index(period):
    """Column of a period in the grid of horizons."""
    return 0 if period < 2.0 else (1 if period < 4.0 else (2 if period < 9.0 else 3))


@kernel
def months_to(period, month):
    """Months until a reading of this period, counting the present one: 1 in the month it is due."""
    return period - month % period


@kernel
def to_the_power(base, months):
    """A base from 0 to 1 to a whole power, by squaring."""
    power, n = 1.0, int(months)
    while n > 0:
        if n & 1:
            power *= base
        base *= base
        n >>= 1
    return power


@kernel(apart=True)
def keep_for(n, keep, months, room, kept):
    """The same for a row of retentions, all fields at once."""
    left = int(months)
    for d in range(n):
        room[d], kept[d] = keep[d], 1.0
    while left > 0:
        if left & 1:
            for d in range(n):
                kept[d] *= room[d]
        for d in range(n):
            room[d] *= room[d]
        left >>= 1


@kernel
def ratchet_factor(p, t):
    """What remains of a reward anchored on the target when success raises it (eq. 34; T6)."""
    year = to_the_power(p.patience, 12)
    return (1.0 - year) / (1.0 - year * (1.0 - t.expected_ratchet))


@kernel
def field_basis(p, t, s, d):
    """Weight of a field in a reading: by points, by need, or by latent achievement (B8, D9, D11)."""
    need, latent = p.reading_need_basis[s], p.reading_latent_basis[s]
    by_points = max(0.0, 1.0 - need - latent)
    return by_points * t.weight[d] + need * t.need[d] + latent * t.need[d] * p.field_latent[d] * 2.0


@kernel
def impression(p, s):
    """How far showcases impress a reading: only where they are prepared for it (B20, D16)."""
    return p.reading_shine[s] * p.reading_announced[s] * (1.0 - p.reading_independence[s])


@kernel
def impressed(shine):
    """Impression that shine makes, 0 to 1 (eq. 28): a second showcase adds less than the first."""
    return shine / (1.0 + shine)


@kernel
def rung_scale(p, k):
    """Size of a rung in force: prizes by their kind, losses by pressure (B5, B28, B29)."""
    ranked = p.rung_rule[k] == 2.0 or p.rung_rule[k] == 3.0
    size = p.rung_prize[k] * (p.rank_stakes * (1.0 + SHAME * p.publicity) if ranked else p.target_stakes)
    if p.rung_loss[k] > 0.5:
        return size * p.accountability_pressure * p.punishment_individualisation
    return size * p.reward_individualisation


@kernel
def rung_slope(p, county, k, pool, standing):
    """Slope of one rung at the own standing (eq. 31): a density over blur, or the price of a point."""
    ranked = p.rung_rule[k] == 2.0 or p.rung_rule[k] == 3.0
    if ranked and county.slots[pool, k] == 0.0:
        return 0.0
    if p.rung_rule[k] == 4.0:
        spread = max(county.score_sd[pool], 0.01)
        return rung_scale(p, k) * (1.0 - p.calibration + p.calibration * 0.1 / spread)
    blur = max(county.blur[pool, k], 0.01)
    return rung_scale(p, k) * normal_density((standing - county.cutoff[pool, k]) / blur) / blur


@kernel
def own_bar(p):
    """What remains of a better score when it raises the own bar a year later (eq. 31a; B25)."""
    return 1.0 - p.reference_own * to_the_power(p.patience, 12)


@kernel
def ladder_slopes(p, county, t, slopes):
    """Worth of one point, by reading and channel: money, post, and of the composite to a person's team.

    Writes slopes[0:3, reading]; returns the slope of the yearly score in money and in posts.
    """
    pool = t.size_class if p.within_class > 0.5 else 0
    money, post = 0.0, 0.0
    for s in range(int(p.n_readings)):
        for channel in range(3):
            slopes[channel, s] = 0.0
    for k in range(int(p.n_rungs)):
        if p.rung_person[k] < 0.5 and p.rung_rule[k] != 0.0 and p.rung_prize[k] > 0.0:
            source = int(p.rung_source[k])
            if source >= 0:
                slope = rung_slope(p, county, k, pool, t.reading_standing[source])
                slopes[int(p.rung_post[k]), source] += slope
            elif p.rung_post[k] > 0.5:
                post += rung_slope(p, county, k, pool, t.post_standing)
            else:
                money += rung_slope(p, county, k, pool, t.standing)
    own = own_bar(p)
    coefficient = p.class_coefficient[t.size_class]
    for s in range(int(p.n_readings)):
        slopes[0, s] += money * own * coefficient * county.score_weight[s]
        linked = p.track_link * own * coefficient * county.score_weight[s]
        slopes[1, s] += post * (linked + (1.0 - p.track_link) * county.judgement_weight[s])
        slopes[2, s] = own * coefficient * county.score_weight[s]
    return money * own, post * p.track_link * own


@kernel
def look_ahead(p, county, t, grid, month):
    """Readings of December as expected at last month's effort, and how far they are from targets and red lights."""
    fields, wait = int(p.n_fields), months_to(12, month)
    keep_for(fields, t.keep_level, wait, grid[ROOM], grid[KEPT])
    keep_for(fields, t.keep_fabricated, wait, grid[ROOM], grid[KEPT + 1])
    keep_for(fields, t.keep_traces, wait, grid[ROOM], grid[KEPT + 2])
    seen, documents = DATA_SEES * p.data, p.trace_weight
    for d in range(fields):
        expected = grid[BY_WORK, d] = grid[BY_PAPER, d] = 0.0
        if t.assessed[d] > 0.0:
            hours, files = p.paper_hours * t.hours_needed[d], trace_need(p, county, t, d)
            worked, ratio, filed = t.work[d] / t.hours_needed[d], t.paper[d] / hours, t.paper[d] / files
            level = after(t.level[d], worked, grid[KEPT, d])
            fabricated = after(t.fabricated[d], ratio, grid[KEPT + 1, d])
            traces = after(t.traces[d], filed, grid[KEPT + 2, d])
            claim = level + (1.0 - level) * fabricated * (1.0 - seen)
            expected = (1.0 - documents) * claim + documents * traces
            open_gap, open_level = 1.0 - fabricated * (1.0 - seen), (1.0 - level) * (1.0 - seen)
            grid[BY_WORK, d] = (1.0 - documents) * open_gap * moved(worked, grid[KEPT, d], t.hours_needed[d])
            grid[BY_PAPER, d] = (1.0 - documents) * open_level * moved(ratio, grid[KEPT + 1, d], hours)
            grid[BY_PAPER, d] += documents * moved(filed, grid[KEPT + 2, d], files)
        t.expected_reading[d] = expected
        grid[NEAR, d] = (expected - t.target[d]) / p.target_blur
        grid[STEEP, d] = (t.target[d] - expected) / p.shortfall_width
        grid[CARD, d] = (expected - t.target[d] + LIGHT_GAP) / LIGHT_BLUR


@kernel
def densities(n, row):
    """Replace a row by normal densities."""
    for d in range(n):
        row[d] = normal_density(row[d])


@kernel(apart=True)
def shortfalls(n, width, short, steep, fades):
    """Shortfalls, their slopes in place of `steep`, and how fast what they cost fades as readings rise (eq. 77b)."""
    for d in range(n):
        short[d], steep[d] = softplus_and_slope(steep[d])
        fades[d] = (steep[d] / short[d] + (1.0 - steep[d])) / width


@kernel(apart=True)
def derivatives(p, county, t):
    """What an hour of real work or paper moves in each field, at last month's effort (eq. 25)."""
    vigour, cluster, pace, hours_a_field = t.vigour, p.cluster, p.paper_pace, p.paper_hours
    for d in range(int(p.n_fields)):
        ratio = t.work[d] / t.hours_needed[d]
        own = 1.0 - p.field_spill[d] + cluster * p.field_spill[d]  # neighbours' part counts in a cluster (B21)
        per_hour = vigour * (1.0 + t.knowhow[d]) * (1.0 + SUPPORT_YIELD * (county.support[d] - 1.0) * t.assessed[d])
        t.to_level[d] = gain(t.level[d], ratio, p.field_pace[d], t.keep_level[d], t.hours_needed[d]) * per_hour * own
    for d in range(int(p.n_fields)):
        hours = hours_a_field * t.hours_needed[d]
        moved = gain(t.fabricated[d], t.paper[d] / hours, pace, t.keep_fabricated[d], hours)
        t.to_fabricated[d] = moved if t.assessed[d] > 0.0 else 0.0
    for d in range(int(p.n_fields)):
        hours = trace_need(p, county, t, d)
        moved = gain(t.traces[d], t.paper[d] / hours, pace, t.keep_traces[d], hours)
        t.to_traces[d] = moved if t.assessed[d] > 0.0 else 0.0


@kernel(apart=True)
def add_reading(p, county, t, grid, s):
    """Rewards through one reading, by channel and field (eq. 32): claim and traces at their dates, shine apart."""
    money, post, team = grid[0, s], grid[1, s], grid[2, s]
    k = period_index(p.reading_period[s])
    documents = p.trace_weight * p.reading_trace[s]
    hidden, kept = 1.0 - county.sees[s], (1.0 - county.pull[s]) * p.reading_period[s] / 12.0
    # raters who resent enforcement mark it down while they remember (C14)
    offends = p.reading_offence[s] * t.vigour * kept * grid[OFFENCE + k, 0]
    for d in range(int(p.n_fields)):
        basis = field_basis(p, t, s, d) * kept
        claim = t.level[d] + (1.0 - t.level[d]) * t.fabricated[d] * hidden
        claimed, filed = basis * (1.0 - documents) * benefit_slope(p, claim), basis * documents
        level = claimed * t.to_level[d] * (1.0 - t.fabricated[d] * hidden) * grid[LEVEL + k, d]
        level -= offends * p.field_enforcement[d]
        paper = claimed * (1.0 - t.level[d]) * hidden * t.to_fabricated[d] * grid[FABRICATED + k, d]
        paper += filed * t.to_traces[d] * grid[TRACES + k, d]
        t.real_worth[MONEY, d] += money * level
        t.real_worth[POST, d] += post * level
        t.real_worth[TEAM, d] += team * level
        t.paper_worth[MONEY, d] += money * paper
        t.paper_worth[POST, d] += post * paper
        t.paper_worth[TEAM, d] += team * paper


@kernel
def target_prizes(p, prizes):
    """Sum of the prizes for reaching a target: in money, in posts."""
    prizes[0] = prizes[1] = 0.0
    for k in range(int(p.n_rungs)):
        if p.rung_rule[k] == 0.0:
            prizes[1 if p.rung_post[k] > 0.5 else 0] += rung_scale(p, k)


@kernel
def anchored_rewards(p, t, grid, d, anchor):
    """Marginal worth of the yearly reading of a field to its fixed rung, and to its shortfall (eq. 33, 35).

    Returns (money, post, fear): prizes for the target, and the loss for what is missing.
    """
    at_target = anchor * t.weight[d] * grid[NEAR, d] / p.target_blur
    short = grid[SHORT, d] * p.shortfall_width
    fear = t.weight[d] * short * grid[STEEP, d] * p.shortfall_loss * p.severity * p.accountability_pressure
    t.accountable += 0.5 * t.weight[d] * short * short
    return t.target_prize[0] * at_target, t.target_prize[1] * at_target, fear * p.coping


@kernel
def add_target(p, t, grid, d, anchor):
    """Rewards and losses anchored on the target (eq. 33 to 36); lights bring the reading sooner (B11)."""
    seen = DATA_SEES * p.data
    documents = p.trace_weight
    money, post, fear = anchored_rewards(p, t, grid, d, anchor)
    stay = 0.5 * (t.own_rest[0] + t.own_rest[1])
    soon, late = 0.25 * p.lights, 1.0 - 0.75 * p.lights
    yearly = grid[LEVEL + 3, d]
    both = soon * grid[LEVEL + 1, d] + late * yearly
    # A card takes points at once, so a field that may turn red is worth work now (B11).
    card = p.cards * p.lights * t.weight[d] * (grid[CARD, d] / LIGHT_BLUR)
    carded = card * grid[LEVEL + 1, d]
    moves = (1.0 - documents) * t.to_level[d] * (1.0 - t.fabricated[d] * (1.0 - seen))
    t.real_worth[MONEY, d] += moves * (money * yearly + t.showcase_worth[0] * carded)
    t.real_worth[POST, d] += moves * (post * yearly + t.showcase_worth[1] * carded)
    t.real_worth[FEAR, d] += moves * fear * stay * both
    t.real_worth[OWN, d] += moves * t.weight[d] * yearly
    yearly = grid[FABRICATED + 3, d]
    both = soon * grid[FABRICATED + 1, d] + late * yearly
    moves = (1.0 - documents) * (1.0 - t.level[d]) * (1.0 - seen) * t.to_fabricated[d]
    filed = grid[TRACES + 3, d]
    filed_both = soon * grid[TRACES + 1, d] + late * filed
    files = documents * t.to_traces[d]
    carded = card * (moves * grid[FABRICATED + 1, d] + files * grid[TRACES + 1, d])
    t.paper_worth[MONEY, d] += money * (moves * yearly + files * filed) + t.showcase_worth[0] * carded
    t.paper_worth[POST, d] += post * (moves * yearly + files * filed) + t.showcase_worth[1] * carded
    t.paper_worth[FEAR, d] += fear * stay * (moves * both + files * filed_both)
    t.paper_worth[OWN, d] += t.weight[d] * (moves * yearly + files * filed)


@kernel
def add_targets(p, county, t, grid, month):
    """What every assessed field's target is worth; exponentials of all fields together."""
    fields, anchor = int(p.n_fields), ratchet_factor(p, t)
    look_ahead(p, county, t, grid, month)
    densities(fields, grid[NEAR])
    shortfalls(fields, p.shortfall_width, grid[SHORT], grid[STEEP], grid[FADES])
    if p.cards * p.lights > 0.0:
        densities(fields, grid[CARD])
    else:
        for d in range(fields):
            grid[CARD, d] = 0.0
    for d in range(fields):
        if t.assessed[d] > 0.0:
            add_target(p, t, grid, d, anchor)


@kernel
def add_hazards(p, t, grid, d):
    """Sanctions after incidents and vetoes, and the worth of service (eq. 37, 38)."""
    stay = 0.5 * (t.own_rest[0] + t.own_rest[1])
    now = grid[LEVEL, d]
    falls = p.hazard_slope * t.hazard[d] * t.to_level[d] * now
    severity = p.severity * p.accountability_pressure * (1.0 if t.assessed[d] > 0.0 else 0.5)
    veto = p.veto_loss * p.accountability_pressure * p.veto[d] * t.clear_sight
    t.real_worth[EXPOSED, d] += falls * stay * (severity + veto)
    lost = p.deduction * falls * t.assessed[d]  # points an incident costs (B15)
    t.real_worth[MONEY, d] += t.showcase_worth[0] * lost
    t.real_worth[POST, d] += t.showcase_worth[1] * lost
    t.real_worth[TEAM, d] += own_bar(p) * lost
    t.real_worth[SERVICE, d] += p.intrinsic * t.need[d] * benefit_slope(p, t.level[d]) * t.to_level[d] * now


@kernel(apart=True)
def add_detection(p, county, t, lasting, stake):
    """What exposure would cost, after the best concealment, and what concealment costs (eq. 39; K8).

    Looks and detectability are those people have come to expect, not this month's (rule 3). lasting: horizon of what
    is fabricated, by field; stake: scratch (fields,).
    """
    stay = 0.5 * (t.own_rest[0] + t.own_rest[1])
    loss = p.exposure_loss * p.severity * p.accountability_pressure
    found, cost, curvature = county.detectability, p.concealment_cost, p.concealment_curvature
    for d in range(int(p.n_fields)):
        stake[d] = found * t.looks_felt[d] * loss * stay
        best = max(0.0, log(max(stake[d], 1e-9) / cost)) / (1.0 + curvature)
        t.conceal[d] = best if t.assessed[d] > 0.0 else t.conceal[d]
    for d in range(int(p.n_fields)):
        per_gap = t.weight[d] * (1.0 - t.level[d]) * t.to_fabricated[d] * lasting[d]
        hiding = cost * (exp(curvature * t.conceal[d]) - 1.0) / curvature
        t.paper_worth[EXPOSED, d] -= stake[d] * exp(-t.conceal[d]) * per_gap
        t.paper_worth[SERVICE, d] = -hiding * per_gap if t.assessed[d] > 0.0 else 0.0


@kernel
def add_showcase_and_initiative(p, county, t, slopes, month, money, post):
    """Shine impresses readings (C2); successful initiative multiplies later work, failure is an event (C3)."""
    for channel in range(3):
        t.showcase_worth[channel] = 0.0
    fresh = 1.0 / ((1.0 + t.shine) * (1.0 + t.shine))  # one more showcase impresses less (eq. 29)
    for s in range(int(p.n_readings)):
        fades = slopes[SHINE + period_index(p.reading_period[s]), 0]
        shine = impression(p, s) * fresh * p.showcase_yield * fades * (1.0 - county.pull[s])
        shine *= p.reading_period[s] / 12.0
        for channel in range(3):
            t.showcase_worth[channel] += slopes[channel, s] * shine
    slopes[ROOM, 0] = 1.0 - p.initiative_decay
    fill_horizons(1, p.patience, slopes[ROOM], month, slopes[IDEAS:KEPT])
    reward = p.bonus * slopes[IDEAS + 3, 0]
    stock = p.initiative_gain * (1.0 - p.error)
    for channel in range(5):
        t.initiative_worth[channel] = 0.0
    for d in range(int(p.n_fields)):
        work = t.work[d] / (1.0 + t.ideas) / max(t.vigour, 1e-9)
        t.initiative_worth[0] += t.real_worth[MONEY, d] * work
        t.initiative_worth[1] += t.real_worth[POST, d] * work
        t.initiative_worth[2] += t.real_worth[FEAR, d] * work
        t.initiative_worth[3] += t.real_worth[SERVICE, d] * work
        t.initiative_worth[4] += t.real_worth[TEAM, d] * work
    for channel in range(5):
        t.initiative_worth[channel] *= stock * slopes[IDEAS, 0]
    t.initiative_worth[0] += stock * reward * money
    t.initiative_worth[1] += stock * reward * post
    t.initiative_worth[4] += stock * reward * own_bar(p)


@kernel
def value_township(p, county, t, grid, month):
    """All shadow values of one township this month; `grid` is scratch (49, 16)."""
    fields = int(p.n_fields)
    t.accountable = 0.0
    t.clear_sight = clear_sight(p, t)
    grid[ROOM, 0], grid[ROOM, 1] = REMEMBERED, 1.0 - p.showcase_decay
    fill_horizons(1, p.patience, grid[ROOM, 0:1], month, grid[OFFENCE:SHINE])
    fill_horizons(1, p.patience, grid[ROOM, 1:2], month, grid[SHINE:IDEAS])
    target_prizes(p, t.target_prize)
    money, post = ladder_slopes(p, county, t, grid)
    t.showcase_worth[0], t.showcase_worth[1] = money, post  # slopes of a point, read below, then replaced
    for channel in range(7):
        for d in range(fields):
            t.real_worth[channel, d] = t.paper_worth[channel, d] = 0.0
    derivatives(p, county, t)
    fill_horizons(fields, p.patience, t.keep_level, month, grid[LEVEL:FABRICATED])
    fill_horizons(fields, p.patience, t.keep_fabricated, month, grid[FABRICATED:TRACES])
    fill_horizons(fields, p.patience, t.keep_traces, month, grid[TRACES:OFFENCE])
    for s in range(int(p.n_readings)):
        if grid[0, s] + grid[1, s] + grid[2, s] > 0.0:
            add_reading(p, county, t, grid, s)
    for d in range(fields):
        add_hazards(p, t, grid, d)
    add_targets(p, county, t, grid, month)
    add_detection(p, county, t, grid[FABRICATED], grid[ROOM])
    add_showcase_and_initiative(p, county, t, grid, month, money, post)
    shift_power(p, t)
    seen = 1.0 - exp(-t.last_visits / p.visits_half)
    t.slack_loss = p.slack_seen * p.severity * p.accountability_pressure * seen
