"""Who acts: townships and cadres are drawn, and principals come and go.

Concept K1 · rows A3, A6, B12, K10 · setup, and phase 9 of the month in January.
All draws are addressed by the codes of county and township and the number of the post.
"""

from __future__ import annotations

from ..compile.kernel import kernel
from ..mathematics import ZERO, exp, lognormal, ordered_sum, single
from ..state import random_numbers
from ..state.arrays import activity_count, common, each_field, each_reading
from ..state.enumerations import ACTIVITIES, GROUPS, Activity, Trait
from .learning import BACKGROUND, starting_mass
from .weights import need_shares, whole_of

# Addresses of random numbers: slots of a township and of a post, and what stands in the place of the month.
CAPACITY, PORTFOLIO, PROSPECTS, RISK, MOTIVATION, MORALS = 200, 99, 100, 101, 102, 103
DIFFICULTY, FIRST_SKILL = 1, 3
FOCUS = 0.15  # half width of a portfolio, in shares of need; its width also is the part of work outside it (assumed)
VILLAGES_HALF = 8.0  # villages that give a township 1 - 1/e of full village strength (assumed)


@kernel
def overlap(low, high, centre):
    """Length of [low, high] within FOCUS of a centre, on the circle of all needs."""
    total = 0.0
    for turn in range(3):
        shift = turn - 1.0
        total += max(0.0, min(high, centre + shift + FOCUS) - max(low, centre + shift - FOCUS))
    return total


@kernel
def draw_person(p, county, t, i, term, skill, traits):
    """Stakes, attitudes and skills of the holder of post i in the given term of office, 0 for the first (A3)."""
    key = random_numbers.of_township(county, t, random_numbers.TRAITS)
    principal, leader = i == 0, i <= t.cadres // int(p.posts_per_deputy)
    stake = 1.0 if principal else (0.5 * (1.0 + p.stake_staff) if leader else p.stake_staff)
    traits[Trait.PRESENT, i] = 1.0
    traits[Trait.LEADER, i] = 1.0 if leader else 0.0
    traits[Trait.MONEY_STAKE, i] = stake
    traits[Trait.POST_STAKE, i] = stake if random_numbers.uniform_at(key, i, PROSPECTS, term) < p.prospects else 0.0
    traits[Trait.EXPOSURE, i] = lognormal(p.attitude_sd, random_numbers.normal_at(key, i, RISK, term))
    traits[Trait.MOTIVATION, i] = lognormal(p.attitude_sd, random_numbers.normal_at(key, i, MOTIVATION, term))
    traits[Trait.MORALS, i] = lognormal(p.attitude_sd, random_numbers.normal_at(key, i, MORALS, term))
    traits[Trait.PRINCIPAL, i] = 1.0 if principal else 0.0
    traits[Trait.BURNOUT, i], traits[Trait.VIGOUR, i] = 0.0, 1.0
    for d in each_field(p):
        z = random_numbers.normal_at(key, i, int(p.field_key[d]), FIRST_SKILL + term)
        skill[d, i] = lognormal(p.skill_sd, z)


@kernel
def draw_portfolios(p, t, key, portfolio, values):
    """Portfolio of every post: mean 1 over the township in each field, aimed by share of need (B15).

    Parts of a field have its portfolio. key: the township's address. values: buffer (cadres,).
    """
    n, low = t.padded_cadres, 0.0
    for d in each_field(p):
        if whole_of(p, d) != d:
            continue
        need = 0.0
        for e in each_field(p):
            need += t.need[e] if whole_of(p, e) == d else 0.0
        high = low + need
        for i in range(t.cadres):
            if i == 0 or need <= 0.0:
                portfolio[d, i] = 1.0
            else:
                centre = random_numbers.uniform_at(key, i, PORTFOLIO, 0)
                inside = overlap(low, high, centre) / need
                portfolio[d, i] = 2.0 * FOCUS + (1.0 - 2.0 * FOCUS) * inside / (2.0 * FOCUS)
        for i in range(n):
            values[i] = portfolio[d, i]
        mean = single(ordered_sum(values, n) / t.cadres)
        for i in range(n):
            portfolio[d, i] = portfolio[d, i] / mean
        low = high
    for d in each_field(p):
        whole = whole_of(p, d)
        for i in range(n):
            portfolio[d, i] = portfolio[whole, i]


@kernel
def draw_township(p, county, t, skill, portfolio, traits, values):
    """All about a township that does not change by rule, and where its stocks begin; `values`: buffer (cadres,).

    It begins half-way: work as needed, levels and trust of one half, no burnout, no resentment, no fear of anything
    that happened. Nothing of this is remembered for long.
    """
    key = random_numbers.of_township(county, t, random_numbers.TRAITS)
    need_shares(p, t.need)
    for activity in range(ACTIVITIES):
        t.mass[activity] = starting_mass(p, activity)
    t.capacity = t.base_resources * lognormal(p.capacity_sd, random_numbers.normal_at(key, 0, CAPACITY, 0))
    t.mean_difficulty = 0.0
    for d in each_field(p):
        z = random_numbers.normal_at(key, 0, int(p.field_key[d]), DIFFICULTY)
        t.difficulty[d] = t.base_difficulty * lognormal(p.difficulty_sd, z)
        t.mean_difficulty += t.need[d] * t.difficulty[d]
        t.hours_needed[d] = p.need_hours * t.need[d] * t.difficulty[d]
        t.work[d], t.level[d] = t.hours_needed[d], 0.5
        t.base_odds[d] = p.base_target / (1.0 - p.base_target)
    t.funds, t.trust, t.security = 1.0, 0.5, 1.0
    t.villages = 1.0 - exp(-t.village_count / VILLAGES_HALF)
    t.village_strength, t.resentment = t.villages, 0.0
    for group in range(GROUPS):
        t.fear[group], t.own_rest[group] = BACKGROUND, 1.0
    t.expected_ratchet, t.inner_drive = p.ratchet_belief, 1.0
    t.standing = t.post_standing = t.grade = 0.5
    for s in each_reading(p):
        t.reading_standing[s] = 0.5
    draw_portfolios(p, t, key, portfolio, values)
    for i in range(t.cadres):
        draw_person(p, county, t, i, 0, skill, traits)
        traits[Trait.STANDING, i] = 0.5


@kernel
def start_shares(p, t, share, portfolio, traits):
    """Shares of time begin at the habits, aspirations above all experience."""
    t.aspiration = 1.0  # utility an hour: more than any is worth at first, so that all search
    fields = int(p.n_fields)
    real, paper = single(t.mass[Activity.REAL]), single(t.mass[Activity.PAPER])
    for i in range(t.padded_cadres):
        total = ZERO
        for activity in range(Activity.SHOWCASE, ACTIVITIES):
            share[common(fields, activity), i] = single(t.mass[activity])
            total += single(t.mass[activity])
        for d in range(fields):
            share[d, i] = real * portfolio[d, i] * single(t.need[d])
            share[fields + d, i] = paper * portfolio[d, i] * single(t.burden[d]) * single(t.assessed[d])
            total += share[d, i] + share[fields + d, i]
        for a in range(activity_count(fields)):
            share[a, i] = traits[Trait.PRESENT, i] * share[a, i] / total if total > ZERO else ZERO


@kernel
def change_principal(p, county, t, month, skill, traits):
    """In January a principal may move: by routine, by removal, or promoted away (K10, B10, B12)."""
    chance = 1.0 - (1.0 - p.rotation) * (1.0 - t.removed) * (1.0 - t.promoted)
    key = random_numbers.of_township(county, t, random_numbers.TURNOVER)
    if random_numbers.uniform_at(key, 0, 0, month) < chance:
        t.rotations += 1
        draw_person(p, county, t, 0, t.rotations, skill, traits)
        for d in each_field(p):
            t.knowhow[d] *= p.knowhow_kept
