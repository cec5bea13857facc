"""7.5 what an hour is worth and 7.6 what cadres do about it; 7.21 is `colleagues`."""

from types import SimpleNamespace

from .colleagues import allow_for
from .county import CHANNELS, SPECIAL, zeros
from .functions import bell, exp, log, power, quick_exp, softplus, sum_up
from .readings import field_basis, impression, leniency, seen_through
from .scheme import BOTTOM, POINTS, TARGET, TOP
from .work import fabrication_law, helped, level_law, marginal_benefit, trace_law

SOCIAL_COST = {"down": 0.85, "side": 1.15, "up": 1.0}  # of shifting blame, by direction


def until_due(period, month):
    """Months until a reading of this period; 1 in the month itself."""
    return period - month % period


def worth_of_all(keep, month):  # eq. 30
    """All readings to come of a stock of which `keep` is left each month, discounted, by their period in months.

    What is left by the next reading of a period is what is left by the next of a shorter one, and after as many whole
    quarters or half years as then still lack; so rounding goes by quarters, too.
    """
    quarter = keep * keep * keep
    half = quarter * quarter
    left = power(keep, until_due(3, month) - 1)
    worth = {1: 1.0 / (1.0 - keep), 3: left / (1.0 - quarter)}
    left = left if until_due(6, month) <= 3 else left * quarter
    worth[6] = left / (1.0 - half)
    left = left if until_due(12, month) <= 6 else left * half
    worth[12] = left / (1.0 - half * half)
    return worth


def at_lights_and_year_end(p, later):
    """Worth of a stock through the fear of a missed target, as far as lights are on."""
    return 0.25 * p.lights * later[3] + (1.0 - 0.75 * p.lights) * later[12]


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


def own_bar(p):  # eq. 31a
    """What is left of a better score when it is the bar a year later."""
    return 1.0 - p.reference_own * power(p.patience, 12)


# --- worth by field


def weigh_up(p, c, t, month):
    """All worths of an hour in this township (phase 3, first half)."""
    t.accountable = 0.0
    slopes, point = ladder_slopes(p, c, t)
    t.target_prize = target_prizes(p)
    ahead = [Ahead(p, c, t, d, month) for d in range(len(t.jobs))]
    for reading, paid in zip(p.readings, slopes, strict=True):
        if paid.money + paid.post + paid.team > 0.0:
            worth_through_reading(p, t, ahead, reading, paid, month)
    for field, job, stocks in zip(p.fields, t.jobs, ahead, strict=True):
        worth_through_safety_and_service(p, field, t, job, stocks, point)
        if job.assessed > 0.0:
            worth_through_target(p, t, job, stocks, until_due(12, month), point)
            worth_under_inspection(p, c, t, job, stocks)
    worth_of_showcases(p, t, slopes, month)
    worth_of_initiative(p, t, month, point)
    worth_of_pushing(p, t)
    noticed = 1.0 - exp(-t.last_visits / p.visits_half)
    t.slack_loss = p.slack_seen * p.severity * p.accountability_pressure * noticed


class Ahead:
    """The stocks of one job as people look ahead: at last month's work, each kept as it was kept last month."""

    def __init__(self, p, c, t, d, month):  # eq. 25
        field, mine, self.job = p.fields[d], c.fields[d], t.jobs[d]
        job = self.job
        job.real_worth, job.paper_worth = zeros(*CHANNELS), zeros(*CHANNELS)
        job.expected_reading = job.to_fabricated = job.to_traces = 0.0
        self.laws = level_law(field, job), fabrication_law(p, job), trace_law(p, mine, job)
        level, fabrication, traces = self.laws
        own = 1.0 - field.spill + p.cluster * field.spill
        yields = t.vigour * (1.0 + job.knowhow) * helped(mine, job)
        job.to_level = level.gain(job.level, job.keep_level) * yields * own
        if job.assessed > 0.0:
            job.to_fabricated = fabrication.gain(job.fabricated, job.keep_fabricated)
            job.to_traces = traces.gain(job.traces, job.keep_traces)
        keeps = job.keep_level, job.keep_fabricated, job.keep_traces
        self.level, self.fabricated, self.traces = (worth_of_all(p.patience * keep, month) for keep in keeps)

    def stocks_in(self, months):
        job = self.job
        now = (job.level, job.keep_level), (job.fabricated, job.keep_fabricated), (job.traces, job.keep_traces)
        return [law.after(stock, power(keep, months)) for law, (stock, keep) in zip(self.laws, now, strict=True)]

    def moved_in(self, months):
        """How far an hour a month moves each of them until then."""
        job = self.job
        keeps = job.keep_level, job.keep_fabricated, job.keep_traces
        return [law.moved(power(keep, months)) for law, keep in zip(self.laws, keeps, strict=True)]


def worth_through_reading(p, t, ahead, reading, paid, month):  # eq. 32
    period = int(reading.period)
    documents, hidden = p.trace_weight * reading.trace, 1.0 - seen_through(p, reading)
    scale = (1.0 - leniency(p, reading)) * reading.period / 12.0
    offends = reading.offence * t.vigour * scale * worth_of_all(p.patience * 0.7, month)[period]
    for field, job, stocks in zip(p.fields, t.jobs, ahead, strict=True):
        basis = field_basis(field, job, reading) * scale
        claim = job.level + (1.0 - job.level) * job.fabricated * hidden
        by_claim, by_files = basis * (1.0 - documents) * marginal_benefit(p, claim), basis * documents
        real = by_claim * job.to_level * (1.0 - job.fabricated * hidden) * stocks.level[period]
        pay(job.real_worth, paid, real - offends * field.enforcement)
        paper = by_claim * (1.0 - job.level) * hidden * job.to_fabricated * stocks.fabricated[period]
        pay(job.paper_worth, paid, paper + by_files * job.to_traces * stocks.traces[period])


def pay(worth, paid, points):
    worth.money += paid.money * points
    worth.post += paid.post * points
    worth.team += paid.team * points


def worth_through_safety_and_service(p, field, t, job, stocks, point):  # eq. 37, 38
    fewer = p.hazard_slope * job.hazard * job.to_level * stocks.level[1]
    sanction = p.severity * p.accountability_pressure * (1.0 if job.assessed > 0.0 else 0.5)
    veto = p.veto_loss * p.accountability_pressure * field.veto * exp(-p.masking * t.shine)
    job.real_worth.exposed += fewer * resting(t) * (sanction + veto)
    pay(job.real_worth, point, p.deduction * fewer * job.assessed)
    job.real_worth.service += p.intrinsic * job.need * marginal_benefit(p, job.level) * job.to_level * stocks.level[1]


def resting(t):
    """Share of blame that stays, mean of leaders and staff."""
    return 0.5 * (t.own_rest[0] + t.own_rest[1])


def worth_through_target(p, t, job, stocks, months, point):  # eq. 33 to 36
    documents, seen = p.trace_weight, 0.6 * p.data
    (then, papered, filed), moved = stocks.stocks_in(months), stocks.moved_in(months)
    job.by_work = (1.0 - documents) * (1.0 - papered * (1.0 - seen)) * moved[0]
    job.by_paper = (1.0 - documents) * ((1.0 - then) * (1.0 - seen)) * moved[1] + documents * moved[2]
    claim = then + (1.0 - then) * papered * (1.0 - seen)
    job.expected_reading = expected = (1.0 - documents) * claim + documents * filed
    money, post, fear = anchored(p, t, job, expected)
    stay, card = resting(t), carded(p, job, expected)

    both = at_lights_and_year_end(p, stocks.level)
    moves = (1.0 - documents) * job.to_level * (1.0 - job.fabricated * (1.0 - seen))
    on_card = card * stocks.level[3]
    job.real_worth.money += moves * (money * stocks.level[12] + point.money * on_card)
    job.real_worth.post += moves * (post * stocks.level[12] + point.post * on_card)
    job.real_worth.fear += moves * fear * stay * both
    job.real_worth.own += moves * job.weight * stocks.level[12]

    both, file_both = at_lights_and_year_end(p, stocks.fabricated), at_lights_and_year_end(p, stocks.traces)
    moves = (1.0 - documents) * (1.0 - job.level) * (1.0 - seen) * job.to_fabricated
    files = documents * job.to_traces
    at_year_end = moves * stocks.fabricated[12] + files * stocks.traces[12]
    on_card = card * (moves * stocks.fabricated[3] + files * stocks.traces[3])
    job.paper_worth.money += money * at_year_end + point.money * on_card
    job.paper_worth.post += post * at_year_end + point.post * on_card
    job.paper_worth.fear += fear * stay * (moves * both + files * file_both)
    job.paper_worth.own += job.weight * at_year_end


def target_prizes(p):
    """Of all rungs for reaching a target, in money and in posts."""
    prizes = [0.0, 0.0]
    for rung in p.rungs:
        if rung.rule == TARGET:
            prizes[int(rung.post)] += size(p, rung)
    return prizes


def anchored(p, t, job, expected):  # eq. 33 to 35
    """What hangs on the target: prizes in money and in posts, and the fear of falling short."""
    year = power(p.patience, 12)  # eq. 34
    anchor = (1.0 - year) / (1.0 - year * (1.0 - t.expected_ratchet))
    at_target = anchor * job.weight * bell((expected - job.target) / p.target_blur) / p.target_blur
    short, slope = softplus((job.target - expected) / p.shortfall_width)
    job.fades = (slope / short + (1.0 - slope)) / p.shortfall_width  # eq. 77b
    short = short * p.shortfall_width
    fear = job.weight * short * slope * p.shortfall_loss * p.severity * p.accountability_pressure
    t.accountable += 0.5 * job.weight * short * short
    money, post = t.target_prize
    return money * at_target, post * at_target, fear * p.coping


def carded(p, job, expected):  # eq. 36
    """Points of a card that one more unit of the reading would save."""
    if p.cards * p.lights <= 0.0:
        return 0.0
    return p.cards * p.lights * job.weight * (bell((expected - job.target + 0.2) / 0.10) / 0.10)


def worth_under_inspection(p, c, t, job, stocks):  # eq. 39
    b, loss = p.concealment_curvature, p.exposure_loss * p.severity * p.accountability_pressure
    at_stake = c.detectability * job.expected_looks * loss * resting(t)
    job.conceal = hidden = max(0.0, log(max(at_stake, 1e-9) / p.concealment_cost)) / (1.0 + b)
    gap = job.weight * (1.0 - job.level) * job.to_fabricated * stocks.fabricated[1]
    job.paper_worth.exposed -= at_stake * exp(-hidden) * gap
    job.paper_worth.service = -(p.concealment_cost * (exp(b * hidden) - 1.0) / b) * gap


def worth_of_showcases(p, t, slopes, month):  # eq. 28, 29
    t.showcase_worth = zeros("money", "post", "team")
    fresh = 1.0 / ((1.0 + t.shine) * (1.0 + t.shine))
    lasting = worth_of_all(p.patience * (1.0 - p.showcase_decay), month)
    for reading, paid in zip(p.readings, slopes, strict=True):
        shine = impression(reading) * fresh * p.showcase_yield * lasting[int(reading.period)]
        pay(t.showcase_worth, paid, shine * (1.0 - leniency(p, reading)) * (reading.period / 12.0))


def worth_of_initiative(p, t, month, point):
    """A new method does part of all the work there is; and it earns a bonus in December."""
    lasting = worth_of_all(p.patience * (1.0 - p.initiative_decay), month)
    success = p.initiative_gain * (1.0 - p.error)
    work = [job.work / (1.0 + t.ideas) / max(t.vigour, 1e-9) for job in t.jobs]
    t.initiative_worth = zeros(*CHANNELS)
    for channel in ("money", "post", "fear", "service", "team"):
        saved = sum_up(getattr(job.real_worth, channel) * hours for job, hours in zip(t.jobs, work, strict=True))
        setattr(t.initiative_worth, channel, saved * (success * lasting[1]))
    pay(t.initiative_worth, point, success * (p.bonus * lasting[12]))


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
        self.fears = cadre.exposure * self.mixed(t.fear, alone * 12.0)
        self.push = cadre.exposure * self.mixed(t.push_worth, alone)
        shared, ladder = cadre.principal + (1.0 - cadre.principal) * p.team_share, cadre.money_stake * cadre.drive
        self.team, self.own = ladder * shared, ladder * (1.0 - shared)  # worth of the personal ladder
        self.effort = p.cost_total * (1.0 - t.time * cadre.special["slack"])

    def mixed(self, pair, times):
        """So many times the leaders' value for a leader, the staff's for others."""
        return self.q.leader * (times * pair[0]) + (1.0 - self.q.leader) * (times * pair[1])

    def one_kind(self, shares):
        """Effort, and the rising cost of one kind of work."""
        return self.effort + self.p.cost_kind * self.t.time * sum_up(shares)

    def one_field(self, share):
        """The rising cost of one field's hours of that kind."""
        return self.p.cost_field * self.t.time * share

    def prizes(self, worth):
        return self.q.money_stake * worth.money + self.q.post_stake * worth.post

    def personal(self, worth, d):
        return self.team * worth.team + self.own * self.q.portfolio[d] * worth.own

    def real(self):  # eq. 71
        q, cost = self.q, self.one_kind(self.q.real)
        for d, job in enumerate(self.t.jobs):
            worth = job.real_worth
            threat = self.fears * worth.fear + q.exposure * worth.exposed
            felt = self.prizes(worth) + threat + q.motivation * worth.service + self.personal(worth, d)
            yield q.skill[d] * q.vigour * felt - cost - self.one_field(q.real[d])

    def paper(self):  # eq. 72; None where there is nothing to report to
        p, t, q, cost = self.p, self.t, self.q, self.one_kind(self.q.paper)
        for d, job in enumerate(t.jobs):
            if job.assessed <= 0.0:
                yield None
                continue
            worth, keep = job.paper_worth, p.patience * job.keep_traces
            defence = t.means.files * job.weight * job.to_traces * keep / (1.0 - keep)
            value = self.prizes(worth) + self.fears * worth.fear + q.exposure * worth.exposed + worth.service
            value = value + self.personal(worth, d) + self.push * defence
            yield value - q.morals * p.moral_cost - cost - self.one_field(q.paper[d])

    def special(self):  # eq. 73 to 76
        p, t, q = self.p, self.t, self.q
        tiring = 3.0 * p.cost_kind * t.time
        shown = self.prizes(t.showcase_worth) + self.team * t.showcase_worth.team
        new = self.prizes(t.initiative_worth)
        new += self.fears * t.initiative_worth.fear + q.motivation * t.initiative_worth.service
        new += self.team * t.initiative_worth.team
        failing = p.error * p.error_loss * p.severity * p.accountability_pressure * (1.0 - self.c.tolerance)
        failure = q.exposure * self.mixed(t.own_rest, failing * p.punishment_individualisation)
        means = t.means.down + t.means.side + t.means.up
        social = sum_up(getattr(t.means, way) * cost for way, cost in SOCIAL_COST.items())
        disliked = q.morals * (p.shift_cost * social / means if means > 0.0 else p.shift_cost)
        return {
            "showcase": shown - 0.04 - self.effort - tiring * q.special["showcase"],
            "initiative": new - failure - self.effort - tiring * q.special["initiative"],
            "shifting": self.push * means - disliked - self.effort - tiring * q.special["shifting"],
            "slack": p.slack_pay + 0.06 * q.burnout - q.exposure * t.slack_loss,
        }


class Draw:
    """How the logit would have one cadre divide the month, by lane (eq. 77)."""

    def __init__(self, p, c, t, cadre):
        weighing = Weighing(p, c, t, cadre)
        self.fears = weighing.fears
        real, paper, special = list(weighing.real()), list(weighing.paper()), weighing.special()
        in_real = [t.habit["real"] * job.need for job in t.jobs]
        in_paper = [t.habit["paper"] * job.burden * job.assessed for job in t.jobs]
        open_to = [value for value, mass in zip(real + paper, in_real + in_paper, strict=True) if mass > 0.0]
        best = max(open_to + [special[kind] for kind in SPECIAL if t.habit[kind] > 0.0], default=0.0)

        def mass_of(mass, value):
            return mass * quick_exp(p.precision * (value - best)) if mass > 0.0 else 0.0

        portfolio = cadre.portfolio
        self.masses = SimpleNamespace(
            real=[mass_of(mass * part, v) for mass, part, v in zip(in_real, portfolio, real, strict=True)],
            paper=[mass_of(mass * part, v) for mass, part, v in zip(in_paper, portfolio, paper, strict=True)],
            special={kind: mass_of(t.habit[kind], special[kind]) for kind in SPECIAL},
        )
        scale = self.scale()
        self.real, self.paper = [m * scale for m in self.masses.real], [m * scale for m in self.masses.paper]

    def scale(self):
        total = sum_up([*self.masses.real, *self.masses.paper, *self.masses.special.values()])
        return 1.0 / total if total > 0.0 else 0.0

    def leave(self, left):
        """Keep of the masses what colleagues leave (eq. 77c)."""
        self.masses.real = [of_work * mass for (of_work, _), mass in zip(left, self.masses.real, strict=True)]
        self.masses.paper = [of_paper * mass for (_, of_paper), mass in zip(left, self.masses.paper, strict=True)]


def choose(p, c, t):
    """All cadres of a township move towards what is left of their draws (eq. 77 to 77d)."""
    turns = float(int(p.choices))
    # eq. 77a
    pace = p.adjustment if p.choices < 2.0 else 1.0 - exp(log(1.0 - p.adjustment) / turns)
    draws = [Draw(p, c, t, cadre) for cadre in t.cadres]
    left = allow_for(p, c, t, pace, draws)
    for draw, cadre in zip(draws, t.cadres, strict=True):
        draw.leave(left)
        masses, scale = draw.masses, draw.scale()
        for d in range(len(t.jobs)):
            cadre.real[d] += pace * (masses.real[d] * scale - cadre.real[d])
            cadre.paper[d] += pace * (masses.paper[d] * scale - cadre.paper[d])
        for kind in SPECIAL:
            cadre.special[kind] += pace * (masses.special[kind] * scale - cadre.special[kind])
