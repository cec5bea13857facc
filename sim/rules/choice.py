"""Cadres choose: shares of discretionary time move towards the logit of their worth.

Concept K6 · rows A3, B15, B22, B28, C0 to C9, E4 · phase 3 of the month.
A cadre divides time over real work by field, paper by assessed field, showcase, initiative, shifting and slack.
The order of lanes: real work 0 to D-1, paper D to 2D-1, then showcase, initiative, shifting, slack.
Loops run over all cadres of a township at once; empty lanes hold no time.
"""

from __future__ import annotations

from ..layout import (
    BURNOUT,
    DRIVE,
    EXPOSURE,
    LEADER,
    MONEY_STAKE,
    MORALS,
    MOTIVATION,
    POST_STAKE,
    PRESENT,
    PRINCIPAL,
    VIGOUR,
)
from ..mathematics import exp
from ..options import kernel
from .responsibility import COST_DOWN, COST_SIDE, COST_UP

SPECIAL = 3.0  # showcase, initiative and shifting tire this many times faster than ordinary work (assumed)
SHOWCASE_EFFORT = 0.04  # utility an hour of showcase costs (assumed)
BURNOUT_SLACK = 0.06  # what full burnout adds to the worth of slack (assumed)
# Rows of the scratch array, by cadre
FEAR, PUSH, COST, BEST, TOTAL, REAL_COST, PAPER_COST, SPARE = 0, 1, 2, 3, 4, 5, 6, 7


@kernel
def weigh_fears(p, t, share, traits, row):
    """Each cadre's expected accountability, worth of pushing blame, and rising costs of hours (eq. 70)."""
    fields = int(p.n_fields)
    alone = p.punishment_individualisation
    for i in range(t.lanes):
        led = traits[LEADER, i]
        row[FEAR, i] = traits[EXPOSURE, i] * alone * 12.0 * (led * t.fear[0] + (1.0 - led) * t.fear[1])
        row[PUSH, i] = traits[EXPOSURE, i] * alone * (led * t.push_worth[0] + (1.0 - led) * t.push_worth[1])
        row[COST, i] = p.cost_total * (1.0 - t.time * share[2 * fields + 3, i])
        row[BEST, i] = -1e300
        row[TOTAL, i] = 0.0
        row[REAL_COST, i] = 0.0
        row[PAPER_COST, i] = 0.0
    for d in range(fields):
        for i in range(t.lanes):
            row[REAL_COST, i] += share[d, i]
            row[PAPER_COST, i] += share[fields + d, i]
    for i in range(t.lanes):
        row[REAL_COST, i] = row[COST, i] + p.cost_kind * t.time * row[REAL_COST, i]
        row[PAPER_COST, i] = row[COST, i] + p.cost_kind * t.time * row[PAPER_COST, i]


@kernel
def worth_of_real_work(p, t, d, skill, portfolio, traits, row, out):
    """Worth of an hour of real work in a field, for every cadre (eq. 71)."""
    money, post, fear = t.real_worth[0, d], t.real_worth[1, d], t.real_worth[2, d]
    exposed, service = t.real_worth[3, d], t.real_worth[4, d]
    team, own = t.real_worth[5, d], t.real_worth[6, d]
    for i in range(t.lanes):
        prize = traits[MONEY_STAKE, i] * money + traits[POST_STAKE, i] * post
        threat = row[FEAR, i] * fear + traits[EXPOSURE, i] * exposed
        shared = traits[PRINCIPAL, i] + (1.0 - traits[PRINCIPAL, i]) * p.team_share
        person = traits[MONEY_STAKE, i] * traits[DRIVE, i] * (shared * team + (1.0 - shared) * portfolio[i] * own)
        value = skill[i] * traits[VIGOUR, i] * (prize + threat + traits[MOTIVATION, i] * service + person)
        out[i] = value - row[REAL_COST, i]


@kernel
def worth_of_paper(p, t, d, portfolio, traits, row, out):
    """Worth of an hour of paper in a field (eq. 72): readings and self-exoneration, less exposure and conscience."""
    money, post, fear = t.paper_worth[0, d], t.paper_worth[1, d], t.paper_worth[2, d]
    exposed, hiding = t.paper_worth[3, d], t.paper_worth[4, d]
    team, own = t.paper_worth[5, d], t.paper_worth[6, d]
    keep = p.patience * t.keep_traces[d]
    defence = t.means[3] * t.weight[d] * t.to_traces[d] * keep / (1.0 - keep)
    moral = p.moral_cost
    for i in range(t.lanes):
        prize = traits[MONEY_STAKE, i] * money + traits[POST_STAKE, i] * post
        shared = traits[PRINCIPAL, i] + (1.0 - traits[PRINCIPAL, i]) * p.team_share
        person = traits[MONEY_STAKE, i] * traits[DRIVE, i] * (shared * team + (1.0 - shared) * portfolio[i] * own)
        value = prize + row[FEAR, i] * fear + traits[EXPOSURE, i] * exposed + hiding + person + row[PUSH, i] * defence
        out[i] = value - traits[MORALS, i] * moral - row[PAPER_COST, i]


@kernel
def worth_of_showcase(p, t, tired, share, traits, row, out):
    """Worth of an hour of showcase (eq. 73). Scalars are read before the loop, or it does not become vector code."""
    money, post, team, mixed = t.showcase_worth[0], t.showcase_worth[1], t.showcase_worth[2], p.team_share
    for i in range(t.lanes):
        shared = traits[PRINCIPAL, i] + (1.0 - traits[PRINCIPAL, i]) * mixed
        person = traits[MONEY_STAKE, i] * traits[DRIVE, i] * shared
        shine = traits[MONEY_STAKE, i] * money + traits[POST_STAKE, i] * post + person * team
        out[i] = shine - SHOWCASE_EFFORT - row[COST, i] - tired * share[i]


@kernel
def reward_of_initiative(p, t, traits, row, out):
    """What successful initiative is worth (eq. 74): better work in every channel, and bonus points."""
    money, post, fear = t.initiative_worth[0], t.initiative_worth[1], t.initiative_worth[2]
    service, team, mixed = t.initiative_worth[3], t.initiative_worth[4], p.team_share
    for i in range(t.lanes):
        ideas = traits[MONEY_STAKE, i] * money + traits[POST_STAKE, i] * post
        ideas += row[FEAR, i] * fear + traits[MOTIVATION, i] * service
        shared = traits[PRINCIPAL, i] + (1.0 - traits[PRINCIPAL, i]) * mixed
        out[i] = ideas + traits[MONEY_STAKE, i] * traits[DRIVE, i] * shared * team


@kernel
def worth_of_initiative(p, county, t, tired, share, traits, row, out):
    """Worth of an hour of initiative: its reward, less what a failure costs whoever keeps the blame (eq. 74; C3)."""
    reward_of_initiative(p, t, traits, row, out)
    failing = p.error * p.error_loss * p.severity * p.accountability_pressure * (1.0 - county.tolerance)
    leaders, staff, alone = t.own_rest[0], t.own_rest[1], p.punishment_individualisation
    for i in range(t.lanes):
        stays = traits[LEADER, i] * leaders + (1.0 - traits[LEADER, i]) * staff
        out[i] = out[i] - traits[EXPOSURE, i] * alone * stays * failing - row[COST, i] - tired * share[i]


@kernel
def worth_of_shifting(p, t, tired, share, traits, row, out):
    """Worth of an hour of shifting: blame moved, less its social cost (eq. 75; C4)."""
    moved = t.means[0] + t.means[1] + t.means[2]
    social = t.means[0] * COST_DOWN + t.means[1] * COST_SIDE + t.means[2] * COST_UP
    social = p.shift_cost * social / moved if moved > 0.0 else p.shift_cost
    for i in range(t.lanes):
        out[i] = row[PUSH, i] * moved - traits[MORALS, i] * social - row[COST, i] - tired * share[i]


@kernel
def worth_of_slack(p, t, traits, out):
    """Worth of an hour of slack: its pay, more when burnt out, less what visits see (eq. 76; C0)."""
    pay, loss = p.slack_pay, t.slack_loss
    for i in range(t.lanes):
        out[i] = pay + BURNOUT_SLACK * traits[BURNOUT, i] - traits[EXPOSURE, i] * loss


@kernel
def worth_of_the_rest(p, county, t, share, traits, row, worth):
    """Worth of showcase, initiative, shifting and slack."""
    first = 2 * int(p.n_fields)
    tired = SPECIAL * p.cost_kind * t.time
    worth_of_showcase(p, t, tired, share[first], traits, row, worth[first])
    worth_of_initiative(p, county, t, tired, share[first + 1], traits, row, worth[first + 1])
    worth_of_shifting(p, t, tired, share[first + 2], traits, row, worth[first + 2])
    worth_of_slack(p, t, traits, worth[first + 3])


@kernel
def note_best(n, open_lane, worth, row):
    """Keep the best worth among open lanes, so that no exponential overflows."""
    if open_lane:
        for i in range(n):
            row[BEST, i] = max(row[BEST, i], worth[i])


@kernel
def exponentiate(n, precision, mass, worth, row):
    """Replace worth by mass times exp(precision (worth - best)), and add it to the total.

    Two loops: with the sum inside, the loop of the exponential does not become vector code.
    """
    for i in range(n):
        worth[i] = exp(precision * (worth[i] - row[BEST, i]))
    for i in range(n):
        worth[i] = mass * worth[i]
        row[TOTAL, i] += worth[i]


@kernel
def exponentiate_portfolio(n, precision, mass, portfolio, worth, row):
    """The same where the habit follows the portfolio."""
    for i in range(n):
        worth[i] = exp(precision * (worth[i] - row[BEST, i]))
    for i in range(n):
        worth[i] = mass * portfolio[i] * worth[i]
        row[TOTAL, i] += worth[i]


@kernel
def approach(n, speed, share, worth, row):
    """Move shares towards the logit (eq. 77); `row` holds presence over total."""
    for i in range(n):
        share[i] += speed * (worth[i] * row[i] - share[i])


@kernel
def value_lanes(p, county, t, share, skill, portfolio, traits, worth, row):
    """Write the worth of an hour in every lane for every cadre."""
    fields = int(p.n_fields)
    weigh_fears(p, t, share, traits, row)
    for d in range(fields):
        worth_of_real_work(p, t, d, skill[d], portfolio[d], traits, row, worth[d])
        note_best(t.lanes, t.mass[0] * t.need[d] > 0.0, worth[d], row)
        if t.assessed[d] > 0.0:
            worth_of_paper(p, t, d, portfolio[d], traits, row, worth[fields + d])
            note_best(t.lanes, t.mass[1] * t.burden[d] > 0.0, worth[fields + d], row)
    worth_of_the_rest(p, county, t, share, traits, row, worth)
    for k in range(4):
        note_best(t.lanes, t.mass[2 + k] > 0.0, worth[2 * fields + k], row)


@kernel
def choose(p, county, t, share, skill, portfolio, traits, worth, row):
    """Phase 3 for one township. worth: scratch (activities, lanes); row: scratch (8, lanes)."""
    fields, n = int(p.n_fields), t.lanes
    value_lanes(p, county, t, share, skill, portfolio, traits, worth, row)
    for d in range(fields):
        exponentiate_portfolio(n, p.precision, t.mass[0] * t.need[d], portfolio[d], worth[d], row)
        mass = t.mass[1] * t.burden[d] * t.assessed[d]
        if mass > 0.0:
            exponentiate_portfolio(n, p.precision, mass, portfolio[d], worth[fields + d], row)
        else:
            for i in range(n):
                worth[fields + d, i] = 0.0
    for k in range(4):
        if t.mass[2 + k] > 0.0:
            exponentiate(n, p.precision, t.mass[2 + k], worth[2 * fields + k], row)
        else:
            for i in range(n):
                worth[2 * fields + k, i] = 0.0
    for i in range(n):
        row[SPARE, i] = traits[PRESENT, i] / row[TOTAL, i] if row[TOTAL, i] > 0.0 else 0.0
    for a in range(2 * fields + 4):
        approach(n, p.adjustment, share[a], worth[a], row[SPARE])
