"""7.14 people and places as drawn: `sim/rules/people.py`."""

from .county import SPECIAL
from .mathematics import lognormal, ordered_sum, single, sum_up
from .random_numbers import TRAITS, TURNOVER

REACH = 0.15  # half width of a portfolio on the circle of needs, in shares of all need


def draw_township(p, c, t):
    """What no rule changes about a township, the first values of its stocks, and its cadres."""
    random = c.random
    t.capacity = t.base_resources * lognormal(p.capacity_sd, random.normal(TRAITS, t.code, 0, 200, 0))
    all_need = sum_up(field.need for field in p.fields)
    for field, job in zip(p.fields, t.jobs, strict=True):
        job.need = field.need / all_need
        job.difficulty = t.base_difficulty * lognormal(p.difficulty_sd, random.normal(TRAITS, t.code, 0, field.key, 1))
        job.level = 0.5
        job.hours_needed = p.need_hours * job.need * job.difficulty
        job.work = job.hours_needed
        job.base_odds = p.base_target / (1.0 - p.base_target)
    t.mean_difficulty = sum_up(job.need * job.difficulty for job in t.jobs)
    draw_portfolios(p, c, t)
    for cadre in t.cadres:
        draw_person(p, c, t, cadre, 0)


def draw_person(p, c, t, cadre, term):
    """Stakes, attitudes and skills of whoever holds the post in this term of office, 0 for the first."""
    stake = 1.0 if cadre.principal else (0.5 * (1.0 + p.stake_staff) if cadre.leader else p.stake_staff)
    cadre.money_stake = single(stake)
    cadre.post_stake = (
        cadre.money_stake if c.random.uniform(TRAITS, t.code, cadre.i, 100, term) < p.prospects else single(0.0)
    )
    for address, trait in enumerate(("exposure", "motivation", "morals"), 101):
        drawn = lognormal(p.attitude_sd, c.random.normal(TRAITS, t.code, cadre.i, address, term))
        setattr(cadre, trait, single(drawn))
    for d, field in enumerate(p.fields):
        cadre.skill[d] = single(lognormal(p.skill_sd, c.random.normal(TRAITS, t.code, cadre.i, field.key, 3 + term)))
    cadre.burnout, cadre.vigour = single(0.0), single(1.0)


def draw_portfolios(p, c, t):
    """Each non-principal has an interval on the circle of needs; in each field portfolios have mean one.

    Parts of a field have the field's portfolio.
    """
    own = [field.event_key for field in p.fields]
    whole = [own.index(field.key) for field in p.fields]
    centres = [c.random.uniform(TRAITS, t.code, cadre.i, 99, 0) for cadre in t.cadres]
    low = 0.0
    for d in sorted(set(whole)):
        need = sum_up(job.need for job, of in zip(t.jobs, whole, strict=True) if of == d)
        high = low + need
        for cadre, centre in zip(t.cadres, centres, strict=True):
            cadre.portfolio[d] = single(1.0)
            if not cadre.principal and need > 0.0:
                inside = sum_up(
                    max(0.0, min(high, centre + turn + REACH) - max(low, centre + turn - REACH))
                    for turn in (-1.0, 0.0, 1.0)
                )
                inside = inside / need
                cadre.portfolio[d] = single(2.0 * REACH + (1.0 - 2.0 * REACH) * inside / (2.0 * REACH))
        mean = ordered_sum(cadre.portfolio[d] for cadre in t.cadres) / t.n
        for cadre in t.cadres:
            cadre.portfolio[d] = cadre.portfolio[d] / mean
        low = high
    for cadre in t.cadres:
        cadre.portfolio = [cadre.portfolio[d] for d in whole]


def start_shares(t):
    """Before the first choice cadres divide their time by habit, portfolio and need; shares sum to one."""
    for cadre in t.cadres:
        cadre.special = {kind: single(t.habit[kind]) for kind in SPECIAL}
        total = sum_up(cadre.special.values())
        for d, job in enumerate(t.jobs):
            cadre.real[d] = t.habit["real"] * cadre.portfolio[d] * job.need
            cadre.paper[d] = t.habit["paper"] * cadre.portfolio[d] * job.burden * job.assessed
            total += cadre.real[d] + cadre.paper[d]
        cadre.real = [x / total if total > 0.0 else single(0.0) for x in cadre.real]
        cadre.paper = [x / total if total > 0.0 else single(0.0) for x in cadre.paper]
        cadre.special = {kind: x / total if total > 0.0 else single(0.0) for kind, x in cadre.special.items()}


def change_principal(p, c, t, month):
    """In January a principal may move: by routine, by removal, or promoted away."""
    stays = (1.0 - p.rotation) * (1.0 - t.removed) * (1.0 - t.promoted)
    if c.random.uniform(TURNOVER, t.code, 0, 0, month) < 1.0 - stays:
        t.rotations += 1
        draw_person(p, c, t, t.cadres[0], t.rotations)
        for job in t.jobs:
            job.knowhow *= p.knowhow_kept
