"""Cadres choose: shares of discretionary time move towards the logit of their worth, less what colleagues take.

Concept K6 · rows A3, B15, B22, B28, C0 to C9, E4 · phase 3 of the month.
A cadre divides time over real work by field, paper by assessed field, showcase, initiative, shifting and slack; in this
order they stand on the axis of activities. Loops run over all padded cadres of a township at once; who is not there
spends no time. Arrays of cadres: share, skill and portfolio of one activity or field, and buffers `c`, are (cadres,),
traits are (traits, cadres); all are in single precision. Scalars are read, and rounded, before a loop over cadres, or
it does not become vector code.
"""

from __future__ import annotations

from ..compile.kernel import kernel
from ..mathematics import ONE, ZERO, exp, log, ordered_sum, quick_exp, single
from ..state.arrays import activity_count, common
from ..state.enumerations import Activity, Channel, DecisionRule, Direction, Group, Trait
from .congestion import allow_for_colleagues
from .decision_rules import (
    add_experienced,
    decides_by,
    pace_of_search,
    patience,
    precision,
    weigh_by_experience,
)  # fmt: skip
from .responsibility import means_of_time

CLOSED = -1e30  # worth of an activity that is closed: less than any other's


@kernel(apart=True)
def add_share(n, share, total):
    """Add one activity's shares to a sum, for n cadres."""
    for i in range(n):
        total[i] += share[i]


@kernel(apart=True)
def weigh_fears(p, t, b, c, share, traits):
    """Each cadre's expected accountability, worth of means to shift blame, personal ladder and costs (eq. 70).

    Writes c.fear, c.means_worth, c.team_drive, c.own_drive and the costs of an hour; resets c.best and c.total.
    """
    fields, n = int(p.n_fields), t.padded_cadres
    yearly = p.punishment_individualisation * 12.0
    fear_leaders, fear_staff = single(yearly * t.fear[Group.LEADERS]), single(yearly * t.fear[Group.STAFF])
    means_leaders = single(p.punishment_individualisation * b.means_worth[Group.LEADERS])
    means_staff = single(p.punishment_individualisation * b.means_worth[Group.STAFF])
    mixed, total, kind = single(p.team_share), single(p.cost_total), single(p.cost_kind * t.time)
    time, slack, closed = single(t.time), common(fields, Activity.SLACK), single(CLOSED)
    for i in range(n):
        led = traits[Trait.LEADER, i]
        c.fear[i] = traits[Trait.EXPOSURE, i] * (led * fear_leaders + (ONE - led) * fear_staff)
        c.means_worth[i] = traits[Trait.EXPOSURE, i] * (led * means_leaders + (ONE - led) * means_staff)
    for i in range(n):
        shared = traits[Trait.PRINCIPAL, i] + (ONE - traits[Trait.PRINCIPAL, i]) * mixed
        ladder = traits[Trait.MONEY_STAKE, i] * traits[Trait.DRIVE, i]
        c.team_drive[i] = ladder * shared
        c.own_drive[i] = ladder * (ONE - shared)
    for i in range(n):
        c.cost[i] = total * (ONE - time * share[slack, i])
        c.best[i] = closed
        c.total[i] = ZERO
        c.real_cost[i] = ZERO
        c.paper_cost[i] = ZERO
    for d in range(fields):
        add_share(n, share[d], c.real_cost)
        add_share(n, share[fields + d], c.paper_cost)
    for i in range(n):
        c.real_cost[i] = c.cost[i] + kind * c.real_cost[i]
    for i in range(n):
        c.paper_cost[i] = c.cost[i] + kind * c.paper_cost[i]


@kernel(apart=True)
def worth_of_real_work(p, t, b, c, d, share, skill, portfolio, traits, out):
    """Worth of an hour of real work in field d, for every cadre (eq. 71)."""
    money, post = single(b.real_worth[Channel.MONEY, d]), single(b.real_worth[Channel.POST, d])
    fear, exposed = single(b.real_worth[Channel.FEAR, d]), single(b.real_worth[Channel.EXPOSED, d])
    service, team = single(b.real_worth[Channel.SERVICE, d]), single(b.real_worth[Channel.TEAM, d])
    own, dearer, eased = single(b.real_worth[Channel.OWN, d]), single(p.cost_field * t.time), single(b.real_eased[d])
    for i in range(t.padded_cadres):
        prize = traits[Trait.MONEY_STAKE, i] * money + traits[Trait.POST_STAKE, i] * post
        threat = c.fear[i] * fear + traits[Trait.EXPOSURE, i] * exposed
        person = c.team_drive[i] * team + c.own_drive[i] * portfolio[i] * own
        value = prize + threat + traits[Trait.MOTIVATION, i] * service + person + eased
        out[i] = skill[i] * traits[Trait.VIGOUR, i] * value - c.real_cost[i] - dearer * share[i]


@kernel(apart=True)
def worth_of_paper(p, t, b, c, d, share, portfolio, traits, out):
    """Worth of an hour of paper in field d (eq. 72): readings and self-exoneration, less exposure and conscience."""
    money, post = single(b.paper_worth[Channel.MONEY, d]), single(b.paper_worth[Channel.POST, d])
    fear, exposed = single(b.paper_worth[Channel.FEAR, d]), single(b.paper_worth[Channel.EXPOSED, d])
    team, own = single(b.paper_worth[Channel.TEAM, d]), single(b.paper_worth[Channel.OWN, d])
    hiding, keep = single(b.paper_eased[d] - b.hiding_cost[d]), patience(p) * t.keep_traces[d]
    defence = single(t.means[Direction.WRITTEN_OFF] * t.weight[d] * b.to_traces[d] * keep / (1.0 - keep))
    moral, dearer = single(p.moral_cost), single(p.cost_field * t.time)
    for i in range(t.padded_cadres):
        prize = traits[Trait.MONEY_STAKE, i] * money + traits[Trait.POST_STAKE, i] * post
        threat = c.fear[i] * fear
        person = c.team_drive[i] * team + c.own_drive[i] * portfolio[i] * own
        value = prize + threat + traits[Trait.EXPOSURE, i] * exposed + hiding + person + c.means_worth[i] * defence
        out[i] = value - traits[Trait.MORALS, i] * moral - c.paper_cost[i] - dearer * share[i]


@kernel(apart=True)
def worth_of_showcase(t, b, c, tired, share, traits, out):
    """Worth of an hour of showcase, for every cadre (eq. 73)."""
    money, post = single(b.showcase_worth[Channel.MONEY]), single(b.showcase_worth[Channel.POST])
    team, tiring = single(b.showcase_worth[Channel.TEAM]), single(tired)
    for i in range(t.padded_cadres):
        prize = traits[Trait.MONEY_STAKE, i] * money + traits[Trait.POST_STAKE, i] * post + c.team_drive[i] * team
        out[i] = prize - c.cost[i] - tiring * share[i]


@kernel(apart=True)
def reward_of_initiative(t, b, c, traits, out):
    """What successful initiative is worth to every cadre (eq. 74): better work in every channel, and bonus points."""
    money, post = single(b.initiative_worth[Channel.MONEY]), single(b.initiative_worth[Channel.POST])
    fear, exposed = single(b.initiative_worth[Channel.FEAR]), single(b.initiative_worth[Channel.EXPOSED])
    service, team = single(b.initiative_worth[Channel.SERVICE]), single(b.initiative_worth[Channel.TEAM])
    eased = single(b.initiative_eased)
    for i in range(t.padded_cadres):
        ideas = traits[Trait.MONEY_STAKE, i] * money + traits[Trait.POST_STAKE, i] * post
        ideas += c.fear[i] * fear + traits[Trait.EXPOSURE, i] * exposed + traits[Trait.MOTIVATION, i] * service
        out[i] = ideas + c.team_drive[i] * team + eased


@kernel(apart=True)
def worth_of_initiative(p, county, t, b, c, tired, share, traits, out):
    """Worth of an hour of initiative: its reward, less what a failure costs those who keep the blame (eq. 74; C3)."""
    reward_of_initiative(t, b, c, traits, out)
    failing = p.error * p.error_loss * p.severity * p.accountability_pressure * (1.0 - county.tolerance)
    failing *= p.punishment_individualisation
    leaders, staff = single(failing * t.own_rest[Group.LEADERS]), single(failing * t.own_rest[Group.STAFF])
    tiring = single(tired)
    for i in range(t.padded_cadres):
        stays = traits[Trait.LEADER, i] * leaders + (ONE - traits[Trait.LEADER, i]) * staff
        out[i] = out[i] - traits[Trait.EXPOSURE, i] * stays - c.cost[i] - tiring * share[i]


@kernel(apart=True)
def worth_of_shifting(p, t, b, c, tired, share, traits, out):
    """Worth of an hour of shifting, for every cadre: blame moved, less its social cost (eq. 75; C4).

    What leaders move may also get their township past a veto (eq. 129).
    """
    moved = means_of_time(t)
    disliked, means, tiring = single(p.shift_cost), single(moved), single(tired)
    for i in range(t.padded_cadres):
        out[i] = c.means_worth[i] * means - traits[Trait.MORALS, i] * disliked - c.cost[i] - tiring * share[i]
    money, post = single(b.push[Channel.MONEY] * moved), single(b.push[Channel.POST] * moved)
    if money + post > ZERO:
        for i in range(t.padded_cadres):
            prize = traits[Trait.MONEY_STAKE, i] * money + traits[Trait.POST_STAKE, i] * post
            out[i] += traits[Trait.LEADER, i] * prize


@kernel(apart=True)
def worth_of_slack(p, t, b, traits, out):
    """Worth of an hour of slack, for every cadre: its pay, less what visits see (eq. 76; C0)."""
    pay, loss = single(p.slack_pay), single(b.slack_loss)
    for i in range(t.padded_cadres):
        out[i] = pay - traits[Trait.EXPOSURE, i] * loss


@kernel
def habit(t, fields, a):
    """Mass of the reference measure of activity number a (K6): of its kind, spread by need or burden; 0 closes it."""
    if a < fields:
        return t.mass[Activity.REAL] * t.need[a]
    if a < 2 * fields:
        return t.mass[Activity.PAPER] * t.burden[a - fields] * t.assessed[a - fields]
    return t.mass[Activity.SHOWCASE + a - 2 * fields]


@kernel
def close(n, worth):
    """Make an activity worth less than any other, for n cadres."""
    for i in range(n):
        worth[i] = single(CLOSED)


@kernel
def value_activities(p, county, t, b, c, share, skill, portfolio, traits, worth):
    """Write the worth of an hour of every activity for every cadre: `worth` (activities, cadres)."""
    fields, n = int(p.n_fields), t.padded_cadres
    weigh_fears(p, t, b, c, share, traits)
    for d in range(fields):
        a = fields + d
        worth_of_real_work(p, t, b, c, d, share[d], skill[d], portfolio[d], traits, worth[d])
        if t.assessed[d] > 0.0:
            worth_of_paper(p, t, b, c, d, share[a], portfolio[d], traits, worth[a])
    tired = p.tiring * p.cost_kind * t.time
    a = common(fields, Activity.SHOWCASE)
    worth_of_showcase(t, b, c, tired, share[a], traits, worth[a])
    a = common(fields, Activity.INITIATIVE)
    worth_of_initiative(p, county, t, b, c, tired, share[a], traits, worth[a])
    a = common(fields, Activity.SHIFTING)
    worth_of_shifting(p, t, b, c, tired, share[a], traits, worth[a])
    a = common(fields, Activity.SLACK)
    worth_of_slack(p, t, b, traits, worth[a])
    for a in range(activity_count(fields)):
        if habit(t, fields, a) <= 0.0:
            close(n, worth[a])


@kernel(apart=True)
def note_best(n, one, two, three, four, best):
    """The best worth so far, of four activities more: taken off, it keeps exponentials from overflowing."""
    for i in range(n):
        better = max(max(one[i], two[i]), max(three[i], four[i]))
        best[i] = max(best[i], better)


@kernel(apart=True)
def weigh(n, habit, sharpness, best, mass, total):
    """From the worth of an activity to its mass, for n cadres, which is added to the total of each.

    habit: of the activity; sharpness: precision, which multiplies how far worth stays behind the best. mass: the worth
    before.
    """
    start, times = single(habit), single(sharpness)
    for i in range(n):
        mass[i] = start * quick_exp(times * (mass[i] - best[i]))
        total[i] += mass[i]


@kernel(apart=True)
def weigh_by_portfolio(n, habit, sharpness, portfolio, best, mass, total):
    """As `weigh`, where habit follows the portfolio."""
    start, times = single(habit), single(sharpness)
    for i in range(n):
        mass[i] = start * portfolio[i] * quick_exp(times * (mass[i] - best[i]))
        total[i] += mass[i]


@kernel(apart=True)
def approach(n, speed, left, share, mass, scale):
    """Move shares of n cadres towards what colleagues leave of the logit (eq. 77)."""
    pace, part = single(speed), single(left)
    for i in range(n):
        share[i] += pace * (part * mass[i] * scale[i] - share[i])


@kernel(apart=True)
def add_left(n, left, mass, other_left, other_mass, total):
    """Add what is left of the masses of two activities to the total of each of n cadres."""
    part, other_part = single(left), single(other_left)
    for i in range(n):
        total[i] = total[i] + part * mass[i] + other_part * other_mass[i]


@kernel
def part_left(p, b, a):
    """Part that colleagues leave of what activity number a draws (eq. 77c)."""
    fields = int(p.n_fields)
    if a < fields:
        return b.work_left[a]
    return b.paper_left[a - fields] if a < 2 * fields else 1.0


@kernel
def pace_of_choice(p):
    """How far shares move to the logit at each of a month's choices (eq. 77a); together as far as at one."""
    if p.choices < 2.0:
        return p.adjustment
    return 1.0 - exp(log(1.0 - p.adjustment) / float(int(p.choices)))


@kernel
def share_out(n, traits, c):
    """What turns the masses of n cadres into shares: presence over their total."""
    for i in range(n):
        c.scale[i] = traits[Trait.PRESENT, i] / c.total[i] if c.total[i] > ZERO else ZERO


@kernel
def worth_of_time(t, fields, share, worth, summand):
    """What an hour was worth as cadres spent the month, in utility, the mean of a township (eq. 172).

    worth: of every activity, (activities, cadres), those closed left out; summand: buffer (cadres,).
    """
    n = t.padded_cadres
    for i in range(n):
        summand[i] = ZERO
    for a in range(activity_count(fields)):
        if habit(t, fields, a) > 0.0:
            add_experienced(n, share[a], worth[a], summand)
    return ordered_sum(summand, n) / float(t.cadres)


@kernel
def attract(p, county, t, b, c, share, skill, portfolio, traits, mass):
    """Masses of the logit, for every cadre and activity, at the worth of hours: `mass` (activities, cadres).

    Returns what an hour was worth to cadres who satisfice, else 0.
    """
    fields, n = int(p.n_fields), t.padded_cadres
    activities = activity_count(fields)
    value_activities(p, county, t, b, c, share, skill, portfolio, traits, mass)
    experienced = worth_of_time(t, fields, share, mass, c.summand) if decides_by(p, DecisionRule.SATISFICING) else 0.0
    for a in range(0, activities, 4):  # of an even number of activities, the last two may come twice
        e = min(a + 2, activities - 2)
        note_best(n, mass[a], mass[a + 1], mass[e], mass[e + 1], c.best)
    sharpness = precision(p)
    if decides_by(p, DecisionRule.REINFORCEMENT):
        for a in range(activities):
            weigh_by_experience(n, habit(t, fields, a), sharpness, share[a], c.best, mass[a], c.total)
    else:
        for first in (0, fields):  # real work, then paper
            for d in range(fields):
                a = first + d
                weigh_by_portfolio(n, habit(t, fields, a), sharpness, portfolio[d], c.best, mass[a], c.total)
        for a in range(2 * fields, activities):
            weigh(n, habit(t, fields, a), sharpness, c.best, mass[a], c.total)
    share_out(n, traits, c)
    return experienced


@kernel
def move(p, t, b, c, pace, share, traits, mass):
    """Shares move towards the logit, less what colleagues take (eq. 77); `mass` (activities, cadres)."""
    n, activities = t.padded_cadres, activity_count(int(p.n_fields))
    for i in range(n):
        c.total[i] = ZERO
    for a in range(0, activities, 2):
        add_left(n, part_left(p, b, a), mass[a], part_left(p, b, a + 1), mass[a + 1], c.total)
    share_out(n, traits, c)
    for a in range(activities):
        approach(n, pace, part_left(p, b, a), share[a], mass[a], c.scale)


@kernel
def choose(p, county, t, b, c, pace, share, skill, portfolio, traits, mass):
    """Phase 3, second part, for one township: from the worth of hours in `b` to shares of time; `mass`: buffer."""
    experienced = attract(p, county, t, b, c, share, skill, portfolio, traits, mass)
    if decides_by(p, DecisionRule.SATISFICING):
        pace = pace_of_search(t, pace, experienced)
    allow_for_colleagues(p, county, t, b, c, pace, skill, traits, mass)
    move(p, t, b, c, pace, share, traits, mass)
