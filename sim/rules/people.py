"""Who acts: townships and cadres are drawn, and principals come and go.

Concept K1 · rows A3, A6, B12, K10 · setup, and phase 9 of the month in January.
All draws are addressed by the codes of county and township and the number of the post.
"""

from __future__ import annotations

from ..compile.kernel import kernel
from ..mathematics import exp, ordered_sum
from ..state import random_numbers
from ..state.layout import (
    BURNOUT,
    EXPOSURE,
    LEADER,
    MONEY_STAKE,
    MORALS,
    MOTIVATION,
    OWN_STANDING,
    POST_STAKE,
    PRESENT,
    PRINCIPAL,
    VIGOUR,
)
from .weights import whole_of

FOCUS = 0.15  # half width of a deputy's portfolio, in shares of need (assumed)
ALL_ROUND = 0.3  # part of everybody's work that follows no portfolio (assumed)
POSTS_A_DEPUTY = 8  # one deputy for this many posts (assumed)
PRINCIPAL_PROSPECTS = 0.3  # principals have prospects more often than others (assumed; A3)
FIRST_FEAR = 0.016  # events a month that people expect before they have lived through any (assumed)
FIRST_BURNOUT = 0.2  # burnout people bring along (assumed)
VILLAGES_HALF = 8.0  # villages that give a township 1 - 1/e of full village strength (assumed)
KNOWHOW_KEPT = 0.8  # know-how that stays when a principal moves (assumed)


@kernel
def lognormal(spread, z):
    """A factor of mean one."""
    return exp(spread * z - 0.5 * spread * spread)


@kernel
def overlap(low, high, centre):
    """Length of [low, high] within FOCUS of a centre, on the circle of all needs."""
    total = 0.0
    for turn in range(3):
        shift = turn - 1.0
        total += max(0.0, min(high, centre + shift + FOCUS) - max(low, centre + shift - FOCUS))
    return total


@kernel
def draw_person(p, t, key, i, term, traits):
    """Stakes and attitudes of the holder of post i in the given term of office (A3)."""
    cadres = t.cadres
    deputies = cadres // POSTS_A_DEPUTY
    principal = i == 0
    leader = i <= deputies
    stake = 1.0 if principal else (p.stake_deputy if leader else p.stake_staff)
    chance = p.prospects + (PRINCIPAL_PROSPECTS if principal else 0.0)
    traits[PRESENT, i] = 1.0
    traits[LEADER, i] = 1.0 if leader else 0.0
    traits[MONEY_STAKE, i] = stake
    traits[POST_STAKE, i] = stake if random_numbers.uniform_at(key, i, 100, term) < chance else 0.0
    traits[EXPOSURE, i] = lognormal(p.risk_sd, random_numbers.normal_at(key, i, 101, term))
    traits[MOTIVATION, i] = lognormal(p.motivation_sd, random_numbers.normal_at(key, i, 102, term))
    traits[MORALS, i] = lognormal(p.moral_sd, random_numbers.normal_at(key, i, 103, term))
    traits[PRINCIPAL, i] = 1.0 if principal else 0.0


@kernel
def draw_skill(p, key, i, d, term):
    """Skill in a field of the holder of post i in the given term of office (A3)."""
    return lognormal(p.skill_sd, random_numbers.normal_at(key, i, int(p.field_key[d]), 3 + term))


@kernel
def draw_portfolios(p, t, key, portfolio, traits, row):
    """Portfolio of every post: mean 1 over the township in each field, aimed by share of need (B15).

    Parts of a field have its portfolio.
    """
    low = 0.0
    for d in range(int(p.n_fields)):
        if whole_of(p, d) != d:
            continue
        need = 0.0
        for e in range(int(p.n_fields)):
            need += t.need[e] if whole_of(p, e) == d else 0.0
        high = low + need
        for i in range(t.cadres):
            if i == 0 or need <= 0.0:
                portfolio[d, i] = 1.0
            else:
                centre = random_numbers.uniform_at(key, i, 99, 0)
                inside = overlap(low, high, centre) / need
                portfolio[d, i] = ALL_ROUND + (1.0 - ALL_ROUND) * inside / (2.0 * FOCUS)
        for i in range(t.lanes):
            row[i] = portfolio[d, i]
        mean = ordered_sum(row, t.lanes) / t.cadres
        for i in range(t.lanes):
            portfolio[d, i] = portfolio[d, i] / mean
        low = high
    for d in range(int(p.n_fields)):
        whole = whole_of(p, d)
        for i in range(t.lanes):
            portfolio[d, i] = portfolio[whole, i]


@kernel
def draw_township(p, county, t, key, share, skill, portfolio, traits, row):
    """Everything about a township that does not change by rule, and where its stocks begin."""
    fields = int(p.n_fields)
    t.capacity = t.base_resources * lognormal(p.capacity_sd, random_numbers.normal_at(key, 0, 200, 0))
    t.mean_difficulty = 0.0
    for d in range(fields):
        t.difficulty[d] = t.base_difficulty * lognormal(
            p.difficulty_sd, random_numbers.normal_at(key, 0, int(p.field_key[d]), 1)
        )
        t.mean_difficulty += t.need[d] * t.difficulty[d]
        t.level[d] = min(0.9, max(0.1, 0.5 + 0.05 * random_numbers.normal_at(key, 0, int(p.field_key[d]), 2)))
        t.hours_needed[d] = p.need_hours * t.need[d] * t.difficulty[d]
        t.work[d] = 0.9 * t.hours_needed[d]
        t.base_odds[d] = p.base_target / (1.0 - p.base_target)
    t.funds, t.trust, t.security = 1.0, 0.5, 0.8
    t.villages = 1.0 - exp(-t.village_count / VILLAGES_HALF)
    t.village_strength, t.resentment = t.villages, 0.2
    t.fear[0] = t.fear[1] = FIRST_FEAR
    t.own_rest[0] = t.own_rest[1] = 0.9
    t.expected_ratchet = p.ratchet_belief
    t.standing = t.post_standing = t.grade = 0.5
    for s in range(int(p.n_readings)):
        t.reading_standing[s] = 0.5
    draw_portfolios(p, t, key, portfolio, traits, row)
    for i in range(t.cadres):
        draw_person(p, t, key, i, 0, traits)
        traits[BURNOUT, i] = FIRST_BURNOUT
        traits[VIGOUR, i] = 1.0 - p.burnout_cost * FIRST_BURNOUT
        traits[OWN_STANDING, i] = 0.5
        for d in range(fields):
            skill[d, i] = draw_skill(p, key, i, d, 0)


@kernel
def start_shares(p, t, share, portfolio, traits):
    """Shares begin at the habits."""
    fields = int(p.n_fields)
    for i in range(t.lanes):
        total = t.mass[2] + t.mass[3] + t.mass[4] + t.mass[5]
        for d in range(fields):
            share[d, i] = t.mass[0] * portfolio[d, i] * t.need[d]
            share[fields + d, i] = t.mass[1] * portfolio[d, i] * t.burden[d] * t.assessed[d]
            total += share[d, i] + share[fields + d, i]
        for k in range(4):
            share[2 * fields + k, i] = t.mass[2 + k]
        for a in range(2 * fields + 4):
            share[a, i] = traits[PRESENT, i] * share[a, i] / total if total > 0.0 else 0.0


@kernel
def change_principal(p, t, key, turn, month, skill, traits):
    """In January a principal may move: by routine, by removal, or promoted away (K10, B10, B12)."""
    chance = 1.0 - (1.0 - p.rotation) * (1.0 - t.removed) * (1.0 - t.promoted)
    if random_numbers.uniform_at(turn, 0, 0, month) < chance:
        t.rotations += 1
        draw_person(p, t, key, 0, t.rotations, traits)
        traits[BURNOUT, 0] = FIRST_BURNOUT
        traits[VIGOUR, 0] = 1.0 - p.burnout_cost * FIRST_BURNOUT
        for d in range(int(p.n_fields)):
            skill[d, 0] = draw_skill(p, key, 0, d, t.rotations)
            t.knowhow[d] *= KNOWHOW_KEPT
        t.own_best *= 0.5  # a successor is measured against half of the predecessor's best (B25, assumed)
