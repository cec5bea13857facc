"""Who there is: offices, fields and rungs of a county, towns with a job in each field, cadres (odd.md, section 2)."""

from types import SimpleNamespace

from .functions import clamp, exp, log, ordered_sum, sum_up
from .luck import PRIORITIES, TARGETS, TRAITS, Luck
from .network import neighbours
from .scheme import BOTTOM

USES = ("check", "visit", "letter", "support", "own")  # of an office
HABIT = dict(zip(USES, (0.25, 0.25, 0.20, 0.10, 0.20), strict=True))
SPECIAL = ("showcase", "initiative", "shifting", "slack")  # activities outside the fields
ACTIVITIES = ("real", "paper", *SPECIAL)
CHANNELS = ("money", "post", "fear", "exposed", "service", "team", "own")
# Measures of the quality of the last yearly assessment.
QUALITY = ("score_truth", "score_truth_adjusted", "noise_share", "false_alarms", "misses", "bunching")
REACH, ALL_ROUND = 0.15, 0.3  # of a portfolio on the circle of needs
FIRST_FEAR = 0.016
LOWEST_ODDS, HIGHEST_ODDS, EASE = 0.02, 50.0, 1.15


def zeros(*names):
    return SimpleNamespace(**dict.fromkeys(names, 0.0))


class County:
    def __init__(self, p, place, seed, make_town=None):
        self.luck = Luck(seed, place.code)
        self.fields = [
            zeros(
                "priority", "amplified", "weight", "count", "trace_load", "checks", "letters", "support", "looks",
                "news", "found", "shortfall", "office_exposure", "mean_level", "mean_claim", "mean_traces", "service",
            )
            for _ in p.fields
        ]  # fmt: skip
        self.offices = [
            SimpleNamespace(share=dict(HABIT), indicators=sum_up(office.items), visit_rate=0.0, grade=0.5)
            for office in p.offices
        ]
        self.readings = [zeros("score_weight", "judgement_weight", "post_weight") for _ in p.readings]
        self.pools = [
            SimpleNamespace(mean=0.5, sd=0.05, rungs=[first_rung(rung) for rung in p.rungs]) for _ in p.size_classes
        ]
        self.detectability, self.expected_found = 0.5, 0.0
        self.total_count = self.visits = self.surprise = self.tolerance = 0.0
        self.score_noise = self.post_noise = 0.0
        for name in QUALITY:
            setattr(self, name, 0.0)
        rows = sorted(place.townships, key=lambda row: row.code)
        self.towns = [(make_town or Town)(p, row) for row in rows]
        for town, near in zip(self.towns, neighbours([row.code for row in rows], place.neighbours), strict=True):
            town.near = [self.towns[j] for j in near]

    def pool(self, p, town):
        return town.size_class if p.within_class > 0.5 else 0

    def members(self, p, pool):
        return [town for town in self.towns if self.pool(p, town) == pool]


def first_rung(rung):
    cutoff = 0.45 if rung.rule == BOTTOM else 0.55
    return SimpleNamespace(cutoff=cutoff, blur=0.0, unit_blur=0.0, units=0.0, places=0.0)


class Town:
    def __init__(self, p, row):
        self.code, self.size_class, self.kind = row.code, p.size_classes.index(row.size_class), p.kinds.index(row.kind)
        self.base_difficulty, self.base_resources = float(row.difficulty), float(row.resources)
        self.villages = 1.0 - exp(-row.villages / 8.0)
        self.near = []
        self.jobs = [Job() for _ in p.fields]
        self.cadres = [Cadre(p, i, row.cadres) for i in range(row.cadres)]
        self.habit = {kind: getattr(p, f"mass_{kind}") for kind in ACTIVITIES}
        self.observed = dict.fromkeys(ACTIVITIES, 0.0)
        self.shine = self.ideas = self.offence = self.own_best = 0.0
        self.expected_ratchet = p.ratchet_belief
        self.funds, self.trust, self.security = 1.0, 0.5, 0.8
        self.village_strength, self.resentment = self.villages, 0.2
        self.fear = [FIRST_FEAR, FIRST_FEAR]  # of leaders, of staff
        self.own_rest, self.shifting, self.push_worth = [0.9, 0.9], [0.0, 0.0], [0.0, 0.0]
        self.standing = self.post_standing = self.grade = 0.5
        self.readings = [SimpleNamespace(noisy=0.0, clean=0.0, standing=0.5) for _ in p.readings]
        self.score = self.clean_score = self.post_score = self.clean_post = self.points = 0.0
        self.outcome = self.adjusted = 0.0
        self.top = self.bottom = self.extra_visits = self.removed = self.promoted = 0.0
        self.rotations, self.burnout = 0, 0.0
        self.showcase = self.initiative = self.slack = self.shift_hours = self.failed = 0.0
        self.visits = self.demand = self.compulsory = self.village_load = 0.0
        self.imposed_paper = self.visit_time = self.meeting_time = 0.0
        self.noted_time = self.time = self.rhythm = self.load = self.vigour = self.slack_loss = self.accountable = 0.0
        self.means = zeros("down", "side", "up", "files")
        self.target_prize = [0.0, 0.0]  # in money, in posts
        self.showcase_worth, self.initiative_worth = zeros(*CHANNELS), zeros(*CHANNELS)

    @property
    def n(self):
        return len(self.cadres)


class Job:
    """A township's work in one field."""

    def __init__(self):
        vars(self).update(
            vars(
                zeros(
                    "need", "difficulty", "weight", "assessed", "burden", "hours_needed", "base_odds", "target",
                    "level", "fabricated", "traces", "knowhow", "keep_level", "keep_fabricated", "keep_traces",
                    "to_level", "to_fabricated", "to_traces", "conceal", "expected_looks", "expected_reading", "work",
                    "real_hours", "able", "paper", "hazard", "incident", "exposed", "red", "last_claim", "fades",
                    "filing_hours", "by_work", "by_paper",
                )
            )
        )  # fmt: skip
        self.real_worth, self.paper_worth = zeros(*CHANNELS), zeros(*CHANNELS)
        self.rest = {}

    @property
    def claim(self):
        """The level as it would be read by somebody who sees nothing of the paper."""
        return self.level + (1.0 - self.level) * self.fabricated


class Cadre:
    def __init__(self, p, i, n):
        self.i = i
        self.principal = 1.0 if i == 0 else 0.0
        self.leader = 1.0 if i <= n // p.posts_per_deputy else 0.0
        self.money_stake = self.post_stake = self.exposure = self.motivation = self.morals = 0.0
        self.burnout = self.vigour = 0.0
        self.standing, self.drive, self.score = 0.5, 0.0, 0.0
        self.skill, self.portfolio = [0.0] * len(p.fields), [0.0] * len(p.fields)
        self.real, self.paper = [0.0] * len(p.fields), [0.0] * len(p.fields)
        self.special = dict.fromkeys(SPECIAL, 0.0)


def lognormal(spread, x):
    """With mean 1."""
    return exp(spread * x - 0.5 * spread * spread)


# --- 7.14 people and places as drawn


def draw_town(p, c, t):
    luck = c.luck
    t.capacity = t.base_resources * lognormal(p.capacity_sd, luck.normal(TRAITS, t.code, 0, 200, 0))
    all_need = sum_up(field.need for field in p.fields)
    for field, job in zip(p.fields, t.jobs, strict=True):
        job.need = field.need / all_need
        job.difficulty = t.base_difficulty * lognormal(p.difficulty_sd, luck.normal(TRAITS, t.code, 0, field.key, 1))
        job.level = clamp(0.5 + 0.05 * luck.normal(TRAITS, t.code, 0, field.key, 2), 0.1, 0.9)
        job.hours_needed = p.need_hours * job.need * job.difficulty
        job.work = 0.9 * job.hours_needed
        job.base_odds = p.base_target / (1.0 - p.base_target)
    t.mean_difficulty = sum_up(job.need * job.difficulty for job in t.jobs)
    draw_portfolios(p, c, t)
    for cadre in t.cadres:
        draw_person(p, c, t, cadre, 0)


def draw_person(p, c, t, cadre, term):
    """Who holds the post: at setup (term 0) or after a change."""
    stake = 1.0 if cadre.principal else (p.stake_deputy if cadre.leader else p.stake_staff)
    prospects = p.prospects + (0.3 if cadre.principal else 0.0)
    cadre.money_stake = stake
    cadre.post_stake = stake if c.luck.uniform(TRAITS, t.code, cadre.i, 100, term) < prospects else 0.0
    spreads = {"exposure": p.risk_sd, "motivation": p.motivation_sd, "morals": p.moral_sd}
    for address, (trait, spread) in enumerate(spreads.items(), 101):
        setattr(cadre, trait, lognormal(spread, c.luck.normal(TRAITS, t.code, cadre.i, address, term)))
    for d, field in enumerate(p.fields):
        cadre.skill[d] = lognormal(p.skill_sd, c.luck.normal(TRAITS, t.code, cadre.i, field.key, 3 + term))
    cadre.burnout, cadre.vigour = 0.2, 1.0 - p.burnout_cost * 0.2


def draw_portfolios(p, c, t):
    """Each non-principal has an interval on the circle of needs; a field's portfolio has mean one.

    What is cut from a field has the field's portfolio.
    """
    own = [field.event_key for field in p.fields]
    whole = [own.index(field.key) for field in p.fields]
    centres = [c.luck.uniform(TRAITS, t.code, cadre.i, 99, 0) for cadre in t.cadres]
    low = 0.0
    for d in sorted(set(whole)):
        need = sum_up(job.need for job, of in zip(t.jobs, whole, strict=True) if of == d)
        high = low + need
        for cadre, centre in zip(t.cadres, centres, strict=True):
            cadre.portfolio[d] = 1.0
            if not cadre.principal and need > 0.0:
                inside = sum_up(
                    max(0.0, min(high, centre + turn + REACH) - max(low, centre + turn - REACH))
                    for turn in (-1.0, 0.0, 1.0)
                )
                inside = inside / need
                cadre.portfolio[d] = ALL_ROUND + (1.0 - ALL_ROUND) * inside / (2.0 * REACH)
        mean = ordered_sum(cadre.portfolio[d] for cadre in t.cadres) / t.n
        for cadre in t.cadres:
            cadre.portfolio[d] = cadre.portfolio[d] / mean
        low = high
    for cadre in t.cadres:
        cadre.portfolio = [cadre.portfolio[d] for d in whole]


def start_shares(t):
    for cadre in t.cadres:
        cadre.special = {kind: t.habit[kind] for kind in SPECIAL}
        total = sum_up(cadre.special.values())
        for d, job in enumerate(t.jobs):
            cadre.real[d] = t.habit["real"] * cadre.portfolio[d] * job.need
            cadre.paper[d] = t.habit["paper"] * cadre.portfolio[d] * job.burden * job.assessed
            total += cadre.real[d] + cadre.paper[d]
        cadre.real = [x / total if total > 0.0 else 0.0 for x in cadre.real]
        cadre.paper = [x / total if total > 0.0 else 0.0 for x in cadre.paper]
        cadre.special = {kind: x / total if total > 0.0 else 0.0 for kind, x in cadre.special.items()}


# --- 7.2 what counts


def set_priorities(p, c, month):
    """This year's, and how much the levels above add to its targets."""
    for field, mine in zip(p.fields, c.fields, strict=True):
        mine.amplified = amplified(p, field)
        mine.priority = lognormal(p.reweighting, c.luck.normal(PRIORITIES, 0, 1, field.key, month))


def refresh_weights(p, c):
    weigh_readings(p, c)
    for t in c.towns:
        weigh_fields(p, c, t)
    for d, field in enumerate(c.fields):
        field.weight = sum_up(t.jobs[d].weight / len(c.towns) for t in c.towns)
    for t in c.towns:
        for job in t.jobs:
            new = job.weight > 0.0 and job.assessed == 0.0
            job.assessed = 1.0 if job.weight > 0.0 else 0.0
            if new and job.target > 0.0:  # not at setup, where there are no targets yet
                job.traces = max(job.traces, 0.05)


def weigh_readings(p, c):
    in_score = sum_up(reading.weight for reading in p.readings)
    in_judgement = sum_up(reading.post_weight for reading in p.readings)
    for reading, mine in zip(p.readings, c.readings, strict=True):
        mine.score_weight = reading.weight / in_score
        mine.judgement_weight = reading.post_weight / in_judgement if in_judgement > 0.0 else mine.score_weight
        mine.post_weight = p.track_link * mine.score_weight + (1.0 - p.track_link) * mine.judgement_weight


def weigh_fields(p, c, t):  # eq. 3
    points = [
        field.points[t.kind] * field.points_scale * mine.priority
        for field, mine in zip(p.fields, c.fields, strict=True)
    ]
    total = sum_up(points)
    for job, own in zip(t.jobs, points, strict=True):
        by_points = own / total if total > 0.0 else 0.0
        job.weight = (1.0 - p.need_orientation) * by_points + p.need_orientation * job.need


def spread_burden(p, c):
    """How the habit of paper spreads over fields."""
    for t in c.towns:
        for job, field in zip(t.jobs, c.fields, strict=True):
            asked = field.trace_load / c.total_count if c.total_count > 0.0 else job.weight
            job.burden = job.assessed * ((1.0 - p.need_orientation) * asked + p.need_orientation * job.need)
        total = sum_up(job.burden for job in t.jobs)
        for job in t.jobs:
            job.burden = job.burden / total if total > 0.0 else 0.0


# --- 7.13 targets


def odds(level):
    return level / (1.0 - level)


def amplified(p, field):  # eq. 91
    rivalry = 1.0 + p.amplification_rivalry * (p.rank_stakes - 1.0)
    step = p.amplification * max(0.0, rivalry) * field.visible
    return exp(p.levels * log(1.0 + step))


def set_targets(p, c, t, month):  # eq. 94
    spread = (1.0 - p.field_research) * p.misfit_sd
    for field, mine, job in zip(p.fields, c.fields, t.jobs, strict=True):
        asked = job.base_odds * mine.amplified
        asked *= lognormal(spread, c.luck.normal(TARGETS, t.code, 0, field.key, month))
        asked *= exp(-p.classification * log(t.mean_difficulty))
        feasible = clamp(EASE * odds(job.level), 0.15, 4.0)
        agreed = log(asked) + p.negotiation * (log(min(asked, feasible)) - log(asked))
        job.target = level_of(clamp(exp(agreed), LOWEST_ODDS, HIGHEST_ODDS))


def level_of(x):
    return x / (1.0 + x)


def ratchet(p, t):  # eq. 92, 93
    raised = over = counted = 0.0
    for job in t.jobs:
        if job.assessed > 0.0 and job.last_claim > 0.0:
            gap = log(odds(clamp(job.last_claim, 0.02, 0.97))) - log(odds(job.target))
            before = job.base_odds
            step = p.ratchet_up * max(0.0, gap) - p.ratchet_down * max(0.0, -gap)
            job.base_odds = clamp(before * exp(step), LOWEST_ODDS, HIGHEST_ODDS)
            if gap > 0.02:
                raised += job.weight * log(job.base_odds / before)
                over += job.weight * gap
                counted += job.weight
    if over > 0.0:
        share = clamp(raised / over, 0.0, 1.0)
        t.expected_ratchet += p.ratchet_learning * min(1.0, counted) * (share - t.expected_ratchet)


def remember_claims(p, t):
    for job in t.jobs:
        job.last_claim = job.level + (1.0 - job.level) * job.fabricated * (1.0 - 0.6 * p.data)
