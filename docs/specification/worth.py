"""7.5 what an hour is worth: `sim/rules/worth.py`."""

from .complaints import add_complaints
from .county import CHANNELS, zeros
from .decision_rules import patience
from .detection import finds_size
from .horizons import at_lights_and_year_end, months_to, sum_horizons
from .mathematics import exp, log, normal_cdf, normal_density, power, softplus, sum_up
from .powers import done_by_offices, reach
from .production import benefit_slope, fabrication_law, level_law, support, trace_law
from .readings import field_basis, impression, leniency, seen_through
from .responsibility import counted
from .rungs import target_prizes, value_points
from .vetoes import Vetoes, feared


def value_township(p, c, t, month):
    """All worths of an hour in this township (phase 3, first half)."""
    vetoes = Vetoes(p, t, month)
    slopes, point = value_points(p, c, t, vetoes.spared)
    accountable = 0.0
    ahead = [Ahead(p, c, t, d, month) for d in range(len(t.jobs))]
    for reading, paid in zip(p.readings, slopes, strict=True):
        if paid.money + paid.post + paid.team > 0.0:
            add_reading(p, c, t, ahead, reading, paid, month)
    for field, job, stocks in zip(p.fields, t.jobs, ahead, strict=True):
        add_hazards(p, field, t, job, stocks, point)
        add_complaints(p, t, job, stocks, point)
        if job.assessed > 0.0:
            accountable += add_target(p, t, job, stocks, months_to(12, month), point, vetoes.spared)
            add_detection(p, t, job, stocks)
            add_finds(p, t, job, stocks, point)
    vetoes.add_in_fields(c)
    value_showcases(p, t, slopes, month)
    vetoes.add_dazzle()
    value_initiative(p, c, t, month, point)
    value_means(p, t, accountable)
    noticed = 1.0 - exp(-t.last_visits / p.visits_half)
    t.slack_loss = p.slack_seen * p.severity * p.accountability_pressure * noticed


class Ahead:
    """The stocks of one job as people look ahead: at last month's work, each kept as it was kept last month."""

    def __init__(self, p, c, t, d, month):  # eq. 25
        field, mine, self.job = p.fields[d], c.fields[d], t.jobs[d]
        job = self.job
        job.real_worth, job.paper_worth = zeros(*CHANNELS), zeros(*CHANNELS)
        job.expected_reading = job.to_fabricated = job.to_traces = 0.0
        job.fades = job.by_work = job.by_paper = job.hiding_cost = 0.0
        self.laws = level_law(field, job), fabrication_law(p, job), trace_law(p, mine, job)
        level, fabrication, traces = self.laws
        own = 1.0 - field.spill + p.cluster * field.spill
        yields = t.vigour * (1.0 + job.knowhow) * support(p, field, mine, job)
        job.to_level = level.gain(job.level, job.keep_level) * yields * own
        if job.assessed > 0.0:
            job.to_fabricated = fabrication.gain(job.fabricated, job.keep_fabricated)
            job.to_traces = traces.gain(job.traces, job.keep_traces)
        keeps = job.keep_level, job.keep_fabricated, job.keep_traces
        self.weight = job.weight * mine.coverage  # as far as indicators tell
        self.level, self.fabricated, self.traces = (sum_horizons(patience(p) * keep, month) for keep in keeps)

    def stocks_in(self, months):
        """Level, fabrication and traces so many months later."""
        job = self.job
        now = (job.level, job.keep_level), (job.fabricated, job.keep_fabricated), (job.traces, job.keep_traces)
        return [law.after(stock, power(keep, months)) for law, (stock, keep) in zip(self.laws, now, strict=True)]

    def moved_in(self, months):
        """How far an hour of work a month moves level, fabrication and traces in so many months."""
        job = self.job
        keeps = job.keep_level, job.keep_fabricated, job.keep_traces
        return [law.moved(power(keep, months)) for law, keep in zip(self.laws, keeps, strict=True)]


def add_reading(p, c, t, ahead, reading, paid, month):  # eq. 32
    """What an hour moves in one reading, in what a point of it pays."""
    period = int(reading.period)
    documents, hidden = p.trace_weight * reading.trace, 1.0 - seen_through(p, reading)
    scale = (1.0 - leniency(p, reading)) * reading.period / 12.0
    offends = reading.offence * t.vigour * scale * sum_horizons(patience(p) * p.offence_memory, month)[period]
    for field, mine, job, stocks in zip(p.fields, c.fields, t.jobs, ahead, strict=True):
        basis = field_basis(field, mine, job, reading) * scale
        claim = job.level + (1.0 - job.level) * job.fabricated * hidden
        by_claim, by_files = basis * (1.0 - documents) * benefit_slope(p, claim), basis * documents
        real = by_claim * job.to_level * (1.0 - job.fabricated * hidden) * stocks.level[period]
        pay(job.real_worth, paid, real - offends * field.enforcement)
        paper = by_claim * (1.0 - job.level) * hidden * job.to_fabricated * stocks.fabricated[period]
        pay(job.paper_worth, paid, paper + by_files * job.to_traces * stocks.traces[period])


def pay(worth, paid, points):
    """Add so many points to a worth by channel."""
    worth.money += paid.money * points
    worth.post += paid.post * points
    worth.team += paid.team * points


def add_hazards(p, field, t, job, stocks, point):  # eq. 37, 38
    """Incidents that work prevents, and service; point: what a point of the yearly score pays."""
    fewer = p.hazard_slope * job.hazard * job.to_level * stocks.level[1]
    sanction = p.severity * p.accountability_pressure * counted(p, job)
    job.real_worth.exposed += fewer * staying(t) * (sanction + feared(p, field, t))
    pay(job.real_worth, point, p.deduction * fewer * job.assessed)
    serving = p.intrinsic * t.inner_drive * job.need
    job.real_worth.service += serving * benefit_slope(p, job.level) * job.to_level * stocks.level[1]


def staying(t):
    """Share of the blame arriving that stays, mean of leaders and staff."""
    return 0.5 * (t.own_rest[0] + t.own_rest[1])


def add_target(p, t, job, stocks, months, point, spared):  # eq. 33 to 36
    """Rewards and losses that depend on targets; returns half the squared shortfall expected in December, by weight."""
    documents, seen = p.trace_weight, 0.6 * p.data
    (then, papered, filed), moved = stocks.stocks_in(months), stocks.moved_in(months)
    job.by_work = (1.0 - documents) * (1.0 - papered * (1.0 - seen)) * moved[0]
    job.by_paper = (1.0 - documents) * ((1.0 - then) * (1.0 - seen)) * moved[1] + documents * moved[2]
    claim = then + (1.0 - then) * papered * (1.0 - seen)
    job.expected_reading = expected = (1.0 - documents) * claim + documents * filed
    money, post, team, fear, accountable = anchored(p, t, job, stocks.weight, expected, point, spared)
    stay, card = staying(t), carded(p, job, stocks.weight, expected)

    both = at_lights_and_year_end(p, stocks.level)
    moves = (1.0 - documents) * job.to_level * (1.0 - job.fabricated * (1.0 - seen))
    on_card = card * stocks.level[3]
    job.real_worth.money += moves * (money * stocks.level[12] + point.money * on_card)
    job.real_worth.post += moves * (post * stocks.level[12] + point.post * on_card)
    job.real_worth.fear += moves * fear * stay * both
    job.real_worth.own += moves * stocks.weight * stocks.level[12]
    job.real_worth.team += moves * team * stocks.level[12]

    both, file_both = at_lights_and_year_end(p, stocks.fabricated), at_lights_and_year_end(p, stocks.traces)
    moves = (1.0 - documents) * (1.0 - job.level) * (1.0 - seen) * job.to_fabricated
    files = documents * job.to_traces
    at_year_end = moves * stocks.fabricated[12] + files * stocks.traces[12]
    on_card = card * (moves * stocks.fabricated[3] + files * stocks.traces[3])
    job.paper_worth.money += money * at_year_end + point.money * on_card
    job.paper_worth.post += post * at_year_end + point.post * on_card
    job.paper_worth.fear += fear * stay * (moves * both + files * file_both)
    job.paper_worth.own += stocks.weight * at_year_end
    job.paper_worth.team += team * at_year_end
    return accountable


def anchored(p, t, job, weight, expected, point, spared):  # eq. 33 to 35
    """Prizes in money, posts and the team's score for one more unit of the reading, fear of falling short, how far.

    weight: of the field, as far as indicators tell. point: what a point of the yearly score pays. spared: chance that
    no veto takes the prizes.
    """
    year = power(patience(p), 12)  # eq. 34
    anchor = (1.0 - year) / (1.0 - year * (1.0 - t.expected_ratchet))
    at_target = anchor * weight * normal_density((expected - job.target) / p.target_blur) / p.target_blur * spared
    short, slope = softplus((job.target - expected) / p.target_blur)
    job.fades = (slope / short + (1.0 - slope)) / p.target_blur  # eq. 77b
    short = short * p.target_blur
    fear = weight * short * slope * p.shortfall_loss * p.severity * p.accountability_pressure
    money, post = target_prizes(p)
    money, post, team = money * at_target, post * at_target, 0.0
    if p.verified_bonus > 0.0:  # eq. 156
        passes = normal_cdf((expected - job.target) / p.target_blur)
        points = anchor * weight * p.bonus * p.verified_bonus * passes
        money, post, team = money + point.money * points, post + point.post * points, point.team * points
    return money, post, team, fear * p.coping, 0.5 * weight * short * short


def carded(p, job, weight, expected):  # eq. 36
    """Points of a card that one more unit of the reading would save."""
    if p.cards * p.lights <= 0.0:
        return 0.0
    return (
        p.cards
        * p.lights
        * weight
        * (normal_density((expected - job.target + 2.0 * p.target_blur) / p.target_blur) / p.target_blur)
    )


def add_detection(p, t, job, stocks):  # eq. 39
    """What exposure costs at the concealment that is worth its cost."""
    b, loss = p.concealment_curvature, p.exposure_loss * p.severity * p.accountability_pressure
    at_stake = p.look_finds * job.expected_looks * loss * staying(t)
    job.conceal = hidden = max(0.0, log(max(at_stake, 1e-9) / p.concealment_cost)) / (1.0 + b)
    gap = job.weight * (1.0 - job.level) * job.to_fabricated * stocks.fabricated[1]
    job.paper_worth.exposed -= at_stake * exp(-hidden) * gap
    job.hiding_cost = (p.concealment_cost * (exp(b * hidden) - 1.0) / b) * gap


def add_finds(p, t, job, stocks, point):  # eq. 135
    """Neglect and missing documents that work and paper keep from being found; point: of the yearly score."""
    loss = p.exposure_loss / p.event_exposed * (p.severity * p.accountability_pressure) * staying(t)
    short = job.target - job.level
    if short > 0.0:
        looks = p.neglect_found * job.expected_looks
        fewer = looks * exp(-looks * short) * job.to_level * stocks.level[1] * finds_size(p, job, 1.0, 0.0)
        job.real_worth.exposed += loss * fewer
        pay(job.real_worth, point, p.deduction * fewer)
    looks = p.look_finds * job.expected_papers
    fewer = looks * exp(-looks * (1.0 - job.traces)) * job.to_traces * stocks.traces[1]
    job.paper_worth.exposed += loss * (fewer * finds_size(p, job, 0.0, 1.0))


def value_showcases(p, t, slopes, month):  # eq. 28, 29
    """Worth of an hour of showcases, through the readings that they impress."""
    t.showcase_worth = zeros("money", "post", "team")
    fresh = 1.0 / ((1.0 + t.shine) * (1.0 + t.shine))
    lasting = sum_horizons(patience(p) * (1.0 - p.showcase_decay), month)
    for reading, paid in zip(p.readings, slopes, strict=True):
        shine = impression(reading) * fresh * p.showcase_yield * lasting[int(reading.period)]
        pay(t.showcase_worth, paid, shine * (1.0 - leniency(p, reading)) * (reading.period / 12.0))


def value_initiative(p, c, t, month, point):
    """Worth of an hour of initiative: a new method multiplies all later work, and earns bonus points in December."""
    lasting = sum_horizons(patience(p) * (1.0 - p.initiative_decay), month)
    success = p.initiative_gain * (1.0 - p.error)
    work = []
    for job, field, mine in zip(t.jobs, p.fields, c.fields, strict=True):
        own = (job.work - done_by_offices(p, field, mine) * job.hours_needed) / reach(p, field)
        work.append(own / (1.0 + t.ideas) / max(t.vigour, 1e-9))
    t.initiative_worth = zeros(*CHANNELS)
    for channel in ("money", "post", "fear", "exposed", "service", "team"):
        saved = sum_up(getattr(job.real_worth, channel) * hours for job, hours in zip(t.jobs, work, strict=True))
        setattr(t.initiative_worth, channel, saved * (success * lasting[1]))
    t.initiative_eased = sum_up(job.real_eased * hours for job, hours in zip(t.jobs, work, strict=True))
    t.initiative_eased *= success * lasting[1]
    pay(t.initiative_worth, point, success * (p.bonus * (1.0 - p.verified_bonus) * lasting[12]))


def value_means(p, t, accountable):  # eq. 53
    """Worth to leaders and to staff of one more unit of means to shift blame."""
    files = sum_up(job.weight * job.traces for job in t.jobs)
    at_stake = p.severity * p.accountability_pressure * (1.0 + p.coping * p.shortfall_loss * accountable)
    reach = t.means.down + t.means.side + t.means.up
    t.means_worth = [
        fear * at_stake * (1.0 - p.clarity) * exp(-(hours * reach + t.means.files * files))
        for fear, hours in zip(t.fear, t.shifting, strict=True)
    ]
