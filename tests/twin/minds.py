"""7.5 what an hour is worth and 7.6 what cadres do about it."""

from types import SimpleNamespace

from .county import CHANNELS, SPECIAL, zeros
from .functions import bell, exp, log, logistic, power, softplus, sum_up
from .readings import field_basis, impression, leniency, seen_through
from .scheme import BOTTOM, POINTS, TARGET, TOP
from .work import fabrication_law, helped, level_law, sharpness, trace_law

SOCIAL_COST = {"down": 0.85, "side": 1.15, "up": 1.0}  # of shifting blame, by direction


def until_due(period, month):
    """Months until a reading of this period; 1 in the month itself."""
    return period - month % period


def worth_of_all(keep, wait, period):  # eq. 30
    """Readings to come of a stock of which `keep` is left each month, discounted; a reading this month has wait 1."""
    return power(keep, wait - 1) / (1.0 - power(keep, period))


def quarterly_and_yearly(p, keep, month):
    """Worth of a stock by quarterly lights, by the yearly reading, and by both, as far as lights are on."""
    yearly = worth_of_all(keep, until_due(12, month), 12)
    quarterly = worth_of_all(keep, until_due(3, month), 3)
    return quarterly, yearly, 0.25 * p.lights * quarterly + (1.0 - 0.75 * p.lights) * yearly


# --- the ladder as believed


def size(p, rung):
    stakes = p.rank_stakes * (1.0 + 0.5 * p.publicity) if rung.rule in (TOP, BOTTOM) else p.target_stakes
    if rung.loss > 0.5:
        return rung.prize * stakes * p.accountability_pressure * p.punishment_individualisation
    return rung.prize * stakes * p.reward_individualisation


def slope(p, c, t, k, standing):  # eq. 31
    rung, pool = p.rungs[k], c.pools[c.pool(p, t)]
    if rung.rule == POINTS:
        return size(p, rung) * (1.0 - p.calibration + p.calibration * 0.1 / max(pool.sd, 0.01))
    if rung.rule in (TOP, BOTTOM) and pool.rungs[k].places == 0.0:
        return 0.0
    blur = max(pool.rungs[k].blur, 0.01)
    return size(p, rung) * bell((standing - pool.rungs[k].cutoff) / blur) / blur


def ladder_slopes(p, c, t):
    """What a point is worth in money, in posts and in the team's score: by reading, and of the yearly score itself."""
    by_reading = [zeros("money", "post", "team") for _ in p.readings]
    money = post = 0.0
    for k, rung in enumerate(p.rungs):
        if rung.person >= 0.5 or rung.rule == TARGET or rung.prize <= 0.0:
            continue
        if rung.source >= 0.0:
            s = int(rung.source)
            paid = slope(p, c, t, k, t.readings[s].standing)
            if rung.post:
                by_reading[s].post += paid
            else:
                by_reading[s].money += paid
        elif rung.post:
            post += slope(p, c, t, k, t.post_standing)
        else:
            money += slope(p, c, t, k, t.standing)
    own, coefficient = own_bar(p), p.class_coefficients[t.size_class]
    for mine, reading in zip(by_reading, c.readings, strict=True):
        linked = p.track_link * own * coefficient * reading.score_weight
        mine.money += money * own * coefficient * reading.score_weight
        mine.post += post * (linked + (1.0 - p.track_link) * reading.judgement_weight)
        mine.team = own * coefficient * reading.score_weight
    return by_reading, SimpleNamespace(money=money * own, post=post * p.track_link * own, team=own)


def own_bar(p):
    """What is left of a better score when it is the bar a year later."""
    return 1.0 - p.reference_own * power(p.patience, 12)


# --- worth by field


def weigh_up(p, c, t, month):
    """All worths of an hour in this township (phase 3, first half)."""
    t.accountable = 0.0
    slopes, point = ladder_slopes(p, c, t)
    for d, job in enumerate(t.jobs):
        job.real_worth, job.paper_worth = zeros(*CHANNELS), zeros(*CHANNELS)
        job.expected_reading = 0.0
        laws = derive(p, c, t, d)
        worth_through_readings(p, t, d, slopes, month)
        worth_through_safety_and_service(p, p.fields[d], t, job, point)
        if job.assessed > 0.0:
            worth_through_target(p, t, job, laws, month, point)
            worth_under_inspection(p, c, t, d)
    worth_of_showcases(p, t, slopes, month)
    worth_of_initiative(p, t, month, point)
    worth_of_pushing(p, t)
    noticed = 1.0 - exp(-t.last_visits / p.visits_half)
    t.slack_loss = p.slack_seen * p.severity * p.accountability_pressure * noticed


def derive(p, c, t, d):  # eq. 25
    field, mine, job = p.fields[d], c.fields[d], t.jobs[d]
    level = level_law(field, job)
    job.keep_level = level.keep
    own = 1.0 - field.spill + p.cluster * field.spill
    job.to_level = level.gain(job.level) * (t.vigour * (1.0 + job.knowhow) * helped(mine, job)) * own
    if job.assessed <= 0.0:
        job.keep_fabricated = job.to_fabricated = job.keep_traces = job.to_traces = 0.0
        return level, None, None
    fabrication, traces = fabrication_law(p, job), trace_law(p, mine, job)
    job.keep_fabricated, job.to_fabricated = fabrication.keep, fabrication.gain(job.fabricated)
    job.keep_traces, job.to_traces = traces.keep, traces.gain(job.traces)
    return level, fabrication, traces


def worth_through_readings(p, t, d, slopes, month):  # eq. 32
    field, job, delta = p.fields[d], t.jobs[d], p.patience
    for reading, paid in zip(p.readings, slopes, strict=True):
        if paid.money + paid.post + paid.team <= 0.0:
            continue
        period = int(reading.period)
        wait, part_of_year = until_due(period, month), period / 12.0
        documents = p.trace_weight * reading.trace
        seen = seen_through(p, reading)
        basis = field_basis(field, job, reading) * (1.0 - leniency(p, reading)) * part_of_year
        real = basis * (1.0 - documents) * job.to_level * (1.0 - job.fabricated * (1.0 - seen))
        real *= worth_of_all(delta * job.keep_level, wait, period)
        offends = reading.offence * field.enforcement * t.vigour * (1.0 - leniency(p, reading))
        real -= offends * part_of_year * worth_of_all(delta * 0.7, wait, period)
        pay(job.real_worth, paid, real)
        if job.assessed > 0.0:
            paper = basis * (1.0 - documents) * (1.0 - job.level) * (1.0 - seen) * job.to_fabricated
            paper *= worth_of_all(delta * job.keep_fabricated, wait, period)
            paper += basis * documents * job.to_traces * worth_of_all(delta * job.keep_traces, wait, period)
            pay(job.paper_worth, paid, paper)


def pay(worth, paid, points):
    worth.money += paid.money * points
    worth.post += paid.post * points
    worth.team += paid.team * points


def worth_through_safety_and_service(p, field, t, job, point):  # eq. 37, 38
    lasting = worth_of_all(p.patience * job.keep_level, 1, 1)
    fewer = p.hazard_slope * job.hazard * job.to_level * lasting
    sanction = p.severity * p.accountability_pressure * (1.0 if job.assessed > 0.0 else 0.5)
    veto = p.veto_loss * p.accountability_pressure * field.veto * exp(-p.masking * t.shine)
    job.real_worth.exposed += fewer * resting(t) * (sanction + veto)
    pay(job.real_worth, point, p.deduction * fewer * job.assessed)
    job.real_worth.service += p.intrinsic * job.need * job.to_level * lasting


def resting(t):
    """Share of blame that stays, mean of leaders and staff."""
    return 0.5 * (t.own_rest[0] + t.own_rest[1])


def worth_through_target(p, t, job, laws, month, point):  # eq. 33 to 36
    level, fabrication, traces = laws
    year, documents, seen = until_due(12, month), p.trace_weight, 0.6 * p.data
    then = level.after(job.level, power(level.keep, year))
    papered = fabrication.after(job.fabricated, power(fabrication.keep, year))
    filed = traces.after(job.traces, power(traces.keep, year))
    claim = then + (1.0 - then) * papered * (1.0 - seen)
    job.expected_reading = expected = (1.0 - documents) * claim + documents * filed
    money, post, fear = anchored(p, t, job, expected)
    stay = resting(t)

    keep = p.patience * job.keep_level
    quarterly, yearly, both = quarterly_and_yearly(p, keep, month)
    card = job.weight * (p.cards * p.lights * bell((expected - job.target + 0.2) / 0.10) / 0.10)
    carded = card * quarterly
    moves = (1.0 - documents) * job.to_level * (1.0 - job.fabricated * (1.0 - seen))
    job.real_worth.money += moves * (money * yearly + point.money * carded)
    job.real_worth.post += moves * (post * yearly + point.post * carded)
    job.real_worth.fear += moves * fear * stay * both
    job.real_worth.own += moves * job.weight * yearly

    quarterly, yearly, both = quarterly_and_yearly(p, p.patience * job.keep_fabricated, month)
    file_quarterly, file_yearly, file_both = quarterly_and_yearly(p, p.patience * job.keep_traces, month)
    moves = (1.0 - documents) * (1.0 - job.level) * (1.0 - seen) * job.to_fabricated
    files = documents * job.to_traces
    at_year_end = moves * yearly + files * file_yearly
    carded = card * (moves * quarterly + files * file_quarterly)
    job.paper_worth.money += money * at_year_end + point.money * carded
    job.paper_worth.post += post * at_year_end + point.post * carded
    job.paper_worth.fear += fear * stay * (moves * both + files * file_both)
    job.paper_worth.own += job.weight * at_year_end


def anchored(p, t, job, expected):  # eq. 33 to 35
    """What hangs on the target: prizes in money and in posts, and the fear of falling short."""
    money = post = 0.0
    at_target = bell((expected - job.target) / 0.08) / 0.08
    for rung in p.rungs:
        if rung.rule == TARGET:
            prize = size(p, rung) * job.weight * at_target
            post, money = (post + prize, money) if rung.post else (post, money + prize)
    missing = (job.target - expected) / p.shortfall_width
    short = p.shortfall_width * softplus(missing)
    fear = job.weight * short * logistic(missing) * p.shortfall_loss * p.severity * p.accountability_pressure
    t.accountable += 0.5 * job.weight * short * short
    year = power(p.patience, 12)
    anchor = (1.0 - year) / (1.0 - year * (1.0 - t.expected_ratchet))
    return money * anchor, post * anchor, fear * p.coping


def worth_under_inspection(p, c, t, d):  # eq. 39
    job, b = t.jobs[d], p.concealment_curvature
    loss = p.exposure_loss * p.severity * p.accountability_pressure
    at_stake = c.detectability * sharpness(p, c, t, d) * loss * resting(t)
    job.conceal = hidden = max(0.0, log(max(at_stake, 1e-9) / p.concealment_cost)) / (1.0 + b)
    gap = job.weight * (1.0 - job.level) * job.to_fabricated
    gap /= 1.0 - p.patience * job.keep_fabricated
    job.paper_worth.exposed -= at_stake * exp(-hidden) * gap
    job.paper_worth.service = -(p.concealment_cost * (exp(b * hidden) - 1.0) / b) * gap


def worth_of_showcases(p, t, slopes, month):  # eq. 28, 29
    t.showcase_worth = zeros("money", "post", "team")
    fresh = 1.0 / ((1.0 + t.shine) * (1.0 + t.shine))
    for reading, paid in zip(p.readings, slopes, strict=True):
        period = int(reading.period)
        lasting = worth_of_all(p.patience * (1.0 - p.showcase_decay), until_due(period, month), period)
        shine = impression(reading) * fresh * p.showcase_yield * lasting * (1.0 - leniency(p, reading))
        pay(t.showcase_worth, paid, shine * (period / 12.0))


def worth_of_initiative(p, t, month, point):
    """A new method does part of all the work there is; and it earns a bonus in December."""
    keep = p.patience * (1.0 - p.initiative_decay)
    lasting = worth_of_all(keep, 1, 1)
    bonus = p.bonus * worth_of_all(keep, until_due(12, month), 12)
    success = p.initiative_gain * (1.0 - p.error)
    work = [job.work / (1.0 + t.ideas) / max(t.vigour, 1e-9) for job in t.jobs]
    t.initiative_worth = zeros(*CHANNELS)
    for channel in ("money", "post", "fear", "service", "team"):
        saved = sum_up(getattr(job.real_worth, channel) * hours for job, hours in zip(t.jobs, work, strict=True))
        setattr(t.initiative_worth, channel, saved * (success * lasting))
    pay(t.initiative_worth, point, success * bonus)


def worth_of_pushing(p, t):  # eq. 53
    files = sum_up(job.weight * job.traces for job in t.jobs)
    at_stake = p.severity * p.accountability_pressure * (1.0 + p.coping * p.shortfall_loss * t.accountable)
    reach = t.means.down + t.means.side + t.means.up
    t.push_worth = [
        fear * at_stake * (1.0 - p.clarity) * exp(-(hours * reach + t.means.files * files))
        for fear, hours in zip(t.fear, t.shifting, strict=True)
    ]


# --- choice


class Weighing:
    """One cadre weighs what to do with the month's discretionary time (eq. 70 to 76)."""

    def __init__(self, p, c, t, cadre):
        self.p, self.c, self.t, self.q = p, c, t, cadre
        alone = p.punishment_individualisation
        self.fears = cadre.exposed * alone * 12.0 * self.mixed(t.fear)
        self.push = cadre.exposed * alone * self.mixed(t.push_worth)
        self.shared = cadre.principal + (1.0 - cadre.principal) * p.team_share
        self.effort = p.cost_total * (1.0 - t.time * cadre.special["slack"])

    def mixed(self, pair):
        """The leaders' value for a leader, the staff's for others."""
        return self.q.leader * pair[0] + (1.0 - self.q.leader) * pair[1]

    def one_kind(self, shares):
        """Effort, and the rising cost of one kind of work."""
        return self.effort + self.p.cost_kind * self.t.time * sum_up(shares)

    def prizes(self, worth):
        return self.q.money * worth.money + self.q.post * worth.post

    def personal(self, worth, d):
        mine = (1.0 - self.shared) * self.q.portfolio[d] * worth.own
        return self.q.money * self.q.drive * (self.shared * worth.team + mine)

    def real(self):  # eq. 71
        q, cost = self.q, self.one_kind(self.q.real)
        for d, job in enumerate(self.t.jobs):
            worth = job.real_worth
            threat = self.fears * worth.fear + q.exposed * worth.exposed
            felt = self.prizes(worth) + threat + q.motivation * worth.service + self.personal(worth, d)
            yield q.skill[d] * q.vigour * felt - cost

    def paper(self):  # eq. 72; None where there is nothing to report to
        p, t, q, cost = self.p, self.t, self.q, self.one_kind(self.q.paper)
        for d, job in enumerate(t.jobs):
            if job.assessed <= 0.0:
                yield None
                continue
            worth, keep = job.paper_worth, p.patience * job.keep_traces
            defence = t.means.files * job.weight * job.to_traces * keep / (1.0 - keep)
            value = self.prizes(worth) + self.fears * worth.fear + q.exposed * worth.exposed + worth.service
            value = value + self.personal(worth, d) + self.push * defence
            yield value - q.moral * p.moral_cost - cost

    def special(self):  # eq. 73 to 76
        p, t, q = self.p, self.t, self.q
        tiring = 3.0 * p.cost_kind * t.time
        person = q.money * q.drive * self.shared
        shown = self.prizes(t.showcase_worth) + person * t.showcase_worth.team
        new = self.prizes(t.initiative_worth)
        new += self.fears * t.initiative_worth.fear + q.motivation * t.initiative_worth.service
        new += person * t.initiative_worth.team
        failing = p.error * p.error_loss * p.severity * p.accountability_pressure * (1.0 - self.c.tolerance)
        failure = q.exposed * p.punishment_individualisation * self.mixed(t.own_rest) * failing
        means = t.means.down + t.means.side + t.means.up
        social = sum_up(getattr(t.means, way) * cost for way, cost in SOCIAL_COST.items())
        disliked = q.moral * (p.shift_cost * social / means if means > 0.0 else p.shift_cost)
        return {
            "showcase": shown - 0.04 - self.effort - tiring * q.special["showcase"],
            "initiative": new - failure - self.effort - tiring * q.special["initiative"],
            "shifting": self.push * means - disliked - self.effort - tiring * q.special["shifting"],
            "slack": p.slack_pay + 0.06 * q.burnout - q.exposed * t.slack_loss,
        }


def choose(p, c, t, cadre):  # eq. 77
    weighing = Weighing(p, c, t, cadre)
    real, paper, special = list(weighing.real()), list(weighing.paper()), weighing.special()
    in_real = [t.habit["real"] * job.need for job in t.jobs]
    in_paper = [t.habit["paper"] * job.burden * job.assessed for job in t.jobs]
    open_to = [value for value, mass in zip(real + paper, in_real + in_paper, strict=True) if mass > 0.0]
    best = max(open_to + [special[kind] for kind in SPECIAL if t.habit[kind] > 0.0], default=0.0)

    def drawn(mass, value):
        return mass * exp(p.precision * (value - best)) if mass > 0.0 else 0.0

    total = 0.0
    for d, portfolio in enumerate(cadre.portfolio):
        real[d] = drawn(in_real[d] * portfolio, real[d])
        paper[d] = drawn(in_paper[d] * portfolio, paper[d])
        total += real[d]
        total += paper[d]
    for kind in SPECIAL:
        special[kind] = drawn(t.habit[kind], special[kind])
        total += special[kind]
    scale = 1.0 / total if total > 0.0 else 0.0
    for d in range(len(real)):
        cadre.real[d] += p.adjustment * (real[d] * scale - cadre.real[d])
        cadre.paper[d] += p.adjustment * (paper[d] * scale - cadre.paper[d])
    for kind in SPECIAL:
        cadre.special[kind] += p.adjustment * (special[kind] * scale - cadre.special[kind])
