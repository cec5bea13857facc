"""Cadres choose: shares of discretionary time move towards the logit of their worth, less what colleagues take.

Concept K6 · rows A3, B15, B22, B28, C0 to C9, E4 · phase 3 of the month.
A cadre divides time over real work by field, paper by assessed field, showcase, initiative, shifting and slack.
The order of lanes: real work 0 to D-1, paper D to 2D-1, then showcase, initiative, shifting, slack.
Loops run over all cadres of a township at once; empty lanes hold no time.
"""

from __future__ import annotations

from ..compile.kernel import kernel
from ..mathematics import exp, log, quick_exp
from ..state.layout import (
    BEST,
    BURNOUT,
    COST,
    DRIVE,
    EXPOSURE,
    FEAR,
    LEADER,
    MONEY_STAKE,
    MORALS,
    MOTIVATION,
    OWN_DRIVE,
    PAPER_COST,
    POST_STAKE,
    PRESENT,
    PRINCIPAL,
    PUSH,
    REAL_COST,
    SCALE,
    TEAM_DRIVE,
    TOTAL,
    VIGOUR,
)
from .congestion import PAPER_LEFT, WORK_LEFT, allow_for_colleagues
from .responsibility import COST_DOWN, COST_SIDE, COST_UP

SPECIAL = 3.0  # showcase, initiative and shifting tire this many times faster than ordinary work (assumed)
SHOWCASE_EFFORT = 0.04  # utility an hour of showcase costs (assumed)
BURNOUT_SLACK = 0.06  # what full burnout adds to the worth of slack (assumed)
CLOSED = -1e300


@kernel(apart=True)
def add_share(n, share, total):
    """Add one lane's shares to a sum."""
    for i in range(n):
        total[i] += share[i]


@kernel(apart=True)
def weigh_fears(p, t, share, traits, row):
    """Each cadre's expected accountability, worth of pushing blame, personal ladder and costs of hours (eq. 70).

    Here and below scalars are read before the loop over cadres, or it does not become vector code.
    """
    fields, n = int(p.n_fields), t.lanes
    yearly = p.punishment_individualisation * 12.0
    fear_leaders, fear_staff = yearly * t.fear[0], yearly * t.fear[1]
    push_leaders = p.punishment_individualisation * t.push_worth[0]
    push_staff = p.punishment_individualisation * t.push_worth[1]
    mixed, total, kind = p.team_share, p.cost_total, p.cost_kind * t.time
    time, slack = t.time, 2 * fields + 3
    for i in range(n):
        led = traits[LEADER, i]
        row[FEAR, i] = traits[EXPOSURE, i] * (led * fear_leaders + (1.0 - led) * fear_staff)
        row[PUSH, i] = traits[EXPOSURE, i] * (led * push_leaders + (1.0 - led) * push_staff)
    for i in range(n):
        shared = traits[PRINCIPAL, i] + (1.0 - traits[PRINCIPAL, i]) * mixed
        ladder = traits[MONEY_STAKE, i] * traits[DRIVE, i]
        row[TEAM_DRIVE, i] = ladder * shared
        row[OWN_DRIVE, i] = ladder * (1.0 - shared)
    for i in range(n):
        row[COST, i] = total * (1.0 - time * share[slack, i])
        row[BEST, i] = CLOSED
        row[TOTAL, i] = 0.0
        row[REAL_COST, i] = 0.0
        row[PAPER_COST, i] = 0.0
    for d in range(fields):
        add_share(n, share[d], row[REAL_COST])
        add_share(n, share[fields + d], row[PAPER_COST])
    for i in range(n):
        row[REAL_COST, i] = row[COST, i] + kind * row[REAL_COST, i]
    for i in range(n):
        row[PAPER_COST, i] = row[COST, i] + kind * row[PAPER_COST, i]


@kernel(apart=True)
def worth_of_real_work(p, t, d, share, skill, portfolio, traits, row, out):
    """Worth of an hour of real work in a field, for every cadre (eq. 71)."""
    money, post, fear = t.real_worth[0, d], t.real_worth[1, d], t.real_worth[2, d]
    exposed, service = t.real_worth[3, d], t.real_worth[4, d]
    team, own = t.real_worth[5, d], t.real_worth[6, d]
    dearer = p.cost_field * t.time
    for i in range(t.lanes):
        prize = traits[MONEY_STAKE, i] * money + traits[POST_STAKE, i] * post
        threat = row[FEAR, i] * fear + traits[EXPOSURE, i] * exposed
        person = row[TEAM_DRIVE, i] * team + row[OWN_DRIVE, i] * portfolio[i] * own
        value = skill[i] * traits[VIGOUR, i] * (prize + threat + traits[MOTIVATION, i] * service + person)
        out[i] = value - row[REAL_COST, i] - dearer * share[i]


@kernel(apart=True)
def worth_of_paper(p, t, d, share, portfolio, traits, row, out):
    """Worth of an hour of paper in a field (eq. 72): readings and self-exoneration, less exposure and conscience."""
    money, post, fear = t.paper_worth[0, d], t.paper_worth[1, d], t.paper_worth[2, d]
    exposed, hiding = t.paper_worth[3, d], t.paper_worth[4, d]
    team, own = t.paper_worth[5, d], t.paper_worth[6, d]
    keep = p.patience * t.keep_traces[d]
    defence = t.means[3] * t.weight[d] * t.to_traces[d] * keep / (1.0 - keep)
    moral, dearer = p.moral_cost, p.cost_field * t.time
    for i in range(t.lanes):
        prize = traits[MONEY_STAKE, i] * money + traits[POST_STAKE, i] * post
        person = row[TEAM_DRIVE, i] * team + row[OWN_DRIVE, i] * portfolio[i] * own
        value = prize + row[FEAR, i] * fear + traits[EXPOSURE, i] * exposed + hiding + person + row[PUSH, i] * defence
        out[i] = value - traits[MORALS, i] * moral - row[PAPER_COST, i] - dearer * share[i]


@kernel(apart=True)
def worth_of_showcase(p, t, tired, share, traits, row, out):
    """Worth of an hour of showcase (eq. 73)."""
    money, post, team = t.showcase_worth[0], t.showcase_worth[1], t.showcase_worth[2]
    for i in range(t.lanes):
        shine = traits[MONEY_STAKE, i] * money + traits[POST_STAKE, i] * post + row[TEAM_DRIVE, i] * team
        out[i] = shine - SHOWCASE_EFFORT - row[COST, i] - tired * share[i]


@kernel(apart=True)
def reward_of_initiative(t, traits, row, out):
    """What successful initiative is worth (eq. 74): better work in every channel, and bonus points."""
    money, post, fear = t.initiative_worth[0], t.initiative_worth[1], t.initiative_worth[2]
    service, team = t.initiative_worth[3], t.initiative_worth[4]
    for i in range(t.lanes):
        ideas = traits[MONEY_STAKE, i] * money + traits[POST_STAKE, i] * post
        ideas += row[FEAR, i] * fear + traits[MOTIVATION, i] * service
        out[i] = ideas + row[TEAM_DRIVE, i] * team


@kernel(apart=True)
def worth_of_initiative(p, county, t, tired, share, traits, row, out):
    """Worth of an hour of initiative: its reward, less what a failure costs whoever keeps the blame (eq. 74; C3)."""
    reward_of_initiative(t, traits, row, out)
    failing = p.error * p.error_loss * p.severity * p.accountability_pressure * (1.0 - county.tolerance)
    failing *= p.punishment_individualisation
    leaders, staff = failing * t.own_rest[0], failing * t.own_rest[1]
    for i in range(t.lanes):
        stays = traits[LEADER, i] * leaders + (1.0 - traits[LEADER, i]) * staff
        out[i] = out[i] - traits[EXPOSURE, i] * stays - row[COST, i] - tired * share[i]


@kernel(apart=True)
def worth_of_shifting(p, t, tired, share, traits, row, out):
    """Worth of an hour of shifting: blame moved, less its social cost (eq. 75; C4)."""
    moved = t.means[0] + t.means[1] + t.means[2]
    social = t.means[0] * COST_DOWN + t.means[1] * COST_SIDE + t.means[2] * COST_UP
    social = p.shift_cost * social / moved if moved > 0.0 else p.shift_cost
    for i in range(t.lanes):
        out[i] = row[PUSH, i] * moved - traits[MORALS, i] * social - row[COST, i] - tired * share[i]


@kernel(apart=True)
def worth_of_slack(p, t, traits, out):
    """Worth of an hour of slack: its pay, more when burnt out, less what visits see (eq. 76; C0)."""
    pay, loss = p.slack_pay, t.slack_loss
    for i in range(t.lanes):
        out[i] = pay + BURNOUT_SLACK * traits[BURNOUT, i] - traits[EXPOSURE, i] * loss


@kernel
def worth_of_the_rest(p, county, t, share, traits, row, worth):
    """Worth of showcase, initiative, shifting and slack."""
    first, n = 2 * int(p.n_fields), t.lanes
    tired = SPECIAL * p.cost_kind * t.time
    worth_of_showcase(p, t, tired, share[first], traits, row, worth[first * n : (first + 1) * n])
    worth_of_initiative(p, county, t, tired, share[first + 1], traits, row, worth[(first + 1) * n : (first + 2) * n])
    worth_of_shifting(p, t, tired, share[first + 2], traits, row, worth[(first + 2) * n : (first + 3) * n])
    worth_of_slack(p, t, traits, worth[(first + 3) * n : (first + 4) * n])


@kernel
def habit(t, fields, a):
    """Mass of the reference measure of a lane (K6): of its kind, spread by need or by burden; 0 closes it."""
    if a < fields:
        return t.mass[0] * t.need[a]
    if a < 2 * fields:
        return t.mass[1] * t.burden[a - fields] * t.assessed[a - fields]
    return t.mass[2 + a - 2 * fields]


@kernel
def close(n, out):
    """A closed lane is worth less than any other."""
    for i in range(n):
        out[i] = CLOSED


@kernel
def value_lanes(p, county, t, share, skill, portfolio, traits, worth, row):
    """Write the worth of an hour in every lane for every cadre."""
    fields, n = int(p.n_fields), t.lanes
    weigh_fears(p, t, share, traits, row)
    for d in range(fields):
        a = fields + d
        worth_of_real_work(p, t, d, share[d], skill[d], portfolio[d], traits, row, worth[d * n : (d + 1) * n])
        if t.assessed[d] > 0.0:
            worth_of_paper(p, t, d, share[a], portfolio[d], traits, row, worth[a * n : (a + 1) * n])
    worth_of_the_rest(p, county, t, share, traits, row, worth)
    for a in range(2 * fields + 4):
        if habit(t, fields, a) <= 0.0:
            close(n, worth[a * n : (a + 1) * n])


@kernel(apart=True)
def note_best(n, one, two, three, four, row):
    """The best worth so far, of four lanes more: taken off, it keeps exponentials from overflowing."""
    for i in range(n):
        better = max(max(one[i], two[i]), max(three[i], four[i]))
        row[BEST, i] = max(row[BEST, i], better)


@kernel(apart=True)
def compare(n, precision, worth, row):
    """What a lane is worth against the cadre's best, times precision: at most zero."""
    for i in range(n):
        worth[i] = precision * (worth[i] - row[BEST, i])


@kernel
def exponentiate(n, worth):
    """Exponentials of all lanes of a township in one go: a long loop over one array is the fastest there is."""
    for i in range(n):
        worth[i] = quick_exp(worth[i])


@kernel(apart=True)
def weigh(n, mass, worth, row):
    """Multiply by the mass of a lane, and add to the total of each cadre."""
    for i in range(n):
        worth[i] = mass * worth[i]
        row[TOTAL, i] += worth[i]


@kernel(apart=True)
def weigh_portfolio(n, mass, portfolio, worth, row):
    """The same where the habit follows the portfolio."""
    for i in range(n):
        worth[i] = mass * portfolio[i] * worth[i]
        row[TOTAL, i] += worth[i]


@kernel(apart=True)
def approach(n, speed, left, share, worth, row):
    """Move shares towards what colleagues leave of the logit (eq. 77)."""
    for i in range(n):
        share[i] += speed * (left * worth[i] * row[SCALE, i] - share[i])


@kernel(apart=True)
def add_left(n, left, worth, row):
    """Add what is left of a lane's masses to the total of each cadre."""
    for i in range(n):
        row[TOTAL, i] += left * worth[i]


@kernel
def left_of(p, grid, a):
    """What colleagues leave of the draw of a lane (eq. 77c)."""
    fields = int(p.n_fields)
    if a < 2 * fields:
        return grid[WORK_LEFT if a < fields else PAPER_LEFT, a % fields]
    return 1.0


@kernel
def pace_of_choice(p):
    """How far shares move to the logit at each of a month's choices (eq. 77a); together as far as at one."""
    if p.choices < 2.0:
        return p.adjustment
    return 1.0 - exp(log(1.0 - p.adjustment) / float(int(p.choices)))


@kernel
def share_out(n, traits, row):
    """What turns masses into shares: presence over their total."""
    for i in range(n):
        row[SCALE, i] = traits[PRESENT, i] / row[TOTAL, i] if row[TOTAL, i] > 0.0 else 0.0


@kernel
def attract(p, county, t, share, skill, portfolio, traits, worth, row):
    """Masses of the logit, for every cadre and lane, at the worth of hours.

    Lanes follow each other in `worth` without a gap, so that their exponentials are one long loop.
    """
    fields, n = int(p.n_fields), t.lanes
    activities = 2 * fields + 4
    value_lanes(p, county, t, share, skill, portfolio, traits, worth, row)
    for a in range(0, activities, 4):  # of an even number of lanes, the last two may come twice
        b = min(a + 2, activities - 2)
        two, four = worth[(a + 1) * n : (a + 2) * n], worth[(b + 1) * n : (b + 2) * n]
        note_best(n, worth[a * n : (a + 1) * n], two, worth[b * n : (b + 1) * n], four, row)
    for a in range(activities):
        compare(n, p.precision, worth[a * n : (a + 1) * n], row)
    exponentiate(activities * n, worth)
    for a in range(activities):
        if a < 2 * fields:
            weigh_portfolio(n, habit(t, fields, a), portfolio[a % fields], worth[a * n : (a + 1) * n], row)
        else:
            weigh(n, habit(t, fields, a), worth[a * n : (a + 1) * n], row)
    share_out(n, traits, row)


@kernel
def move(p, t, pace, share, traits, worth, row, grid):
    """Shares move towards the logit, less what colleagues take (eq. 77)."""
    n, activities = t.lanes, 2 * int(p.n_fields) + 4
    for i in range(n):
        row[TOTAL, i] = 0.0
    for a in range(activities):
        add_left(n, left_of(p, grid, a), worth[a * n : (a + 1) * n], row)
    share_out(n, traits, row)
    for a in range(activities):
        approach(n, pace, left_of(p, grid, a), share[a], worth[a * n : (a + 1) * n], row)


@kernel
def choose(p, county, t, pace, share, skill, portfolio, traits, worth, row, grid):
    """Phase 3 for one township. worth: scratch (activities times lanes,); row: scratch (10, lanes); grid: (49, 16)."""
    attract(p, county, t, share, skill, portfolio, traits, worth, row)
    allow_for_colleagues(p, county, t, pace, skill, traits, worth, row, grid)
    move(p, t, pace, share, traits, worth, row, grid)
