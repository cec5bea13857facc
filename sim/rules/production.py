"""Work becomes stocks: true levels, fabrication, traces, showcases, ideas, know-how.

Concept K7 · rows A4, A6, B12, B14, B19, B21, B27, C2, C14, C16, C17, D15, D17, D18 · phase 4 of the month.
A level x moves by rho ((R/h)(1 - x) - x), taken exactly over the month, so it rests at odds R/h and never
leaves (0, 1). Fabrication and traces move in the same way; one hour of paper feeds both. The derivative of
this very step is what the shadow values of `worth` use: nobody is paid for an activity, only for what it moves.
"""

from __future__ import annotations

from ..compile.kernel import kernel
from ..mathematics import exp, log, ordered_sum
from ..state.arrays import common, each_field
from ..state.enumerations import Activity, Group, Trait
from .powers import done_by_offices, reach

SHOWCASE_MONEY = 0.05  # project funds an hour of showcase uses up (assumed; C2)
FUNDS_BACK = 0.03  # monthly return of funds to the equal share (assumed)
LEAST_FUNDS = 0.3  # project funds that nobody falls below (assumed; B12)


@kernel
def retention(pace, ratio):
    """Share of today's distance to rest that is left after a month (eq. 20)."""
    return exp(-pace * (1.0 + ratio))


@kernel
def rest(ratio):
    """Level at which a stock comes to rest for work over need `ratio` = R/h (eq. 21): odds equal the ratio."""
    return ratio / (1.0 + ratio)


@kernel
def gain(stock, ratio, pace, keep, hours):
    """Derivative of the next stock by work (eq. 22), per hour; `keep` is its retention."""
    return ((1.0 - keep) / ((1.0 + ratio) * (1.0 + ratio)) + pace * keep * (rest(ratio) - stock)) / hours


@kernel
def moved(ratio, keep, hours):
    """Derivative of a stock by constant work, per hour, at a given retention over the time until then (eq. 22a)."""
    return (1.0 - keep) / ((1.0 + ratio) * (1.0 + ratio) * hours)


@kernel
def after(stock, ratio, keep):
    """The stock one month on (eq. 23), exact for constant work."""
    return rest(ratio) + (stock - rest(ratio)) * keep


@kernel
def benefit(p, level):
    """Worth of a level in scores (eq. 23a): the level itself, or what diminishing returns leave of it."""
    if p.diminishing == 0.0:
        return level
    grown = log((level + p.diminishing_base) / p.diminishing_base)
    power = 1.0 - p.diminishing
    if power == 0.0:
        return grown
    return exp(power * log(p.diminishing_base)) * (exp(power * grown) - 1.0) / power


@kernel(apart=True)
def slopes_of_benefit(p, n, levels):
    """Replace n levels by the derivative of `benefit` at them (eq. 23a): (level + base) to the minus `diminishing`."""
    steepness, base = p.diminishing, p.diminishing_base
    if steepness > 0.0:
        for d in range(n):
            levels[d] = exp(-steepness * log(levels[d] + base))
    else:
        for d in range(n):
            levels[d] = 1.0


@kernel
def trace_need(p, county, t, d):
    """Hours of traces the indicators of a field ask (share of the month); never zero."""
    return max(p.trace_hours * county.count[d], 1e-6 * t.need[d])


@kernel
def vigour(p, t, rhythm):
    """What an hour of skilled work is worth in this township, apart from skill (eq. 24); `rhythm`: eq. 11."""
    funds = exp(p.fund_effect * log(t.funds))
    trust = exp(p.trust_work * (t.trust - 0.5))
    return rhythm * p.resources * t.capacity * (1.0 + t.ideas) * funds * trust


@kernel
def village_work(p, t):
    """Work that villages, firms and citizens carry, as a share of needed hours (A4, D18)."""
    willing = t.village_strength * (1.0 - t.resentment) * exp(-p.village_wear * t.village_load)
    return p.village_work * willing * (1.0 + p.governance_widens * p.co_governance)


@kernel
def support(p, county, t, d):
    """Factor by which an office's support, and the powers it leaves (eq. 120), multiply work in field d."""
    return (1.0 + p.support_yield * (county.support[d] - 1.0) * t.assessed[d]) * reach(p, d)


@kernel
def mean_hours(t, share):
    """Hours of one activity, the mean of a township's cadres; `share`: of discretionary time, (cadres,)."""
    return t.time * ordered_sum(share, t.padded_cadres) / float(t.cadres)


@kernel
def skilled_time(t, d, share, skill, traits, summand):
    """Skilled hours of real work in field d, the mean of a township's cadres; `summand`: buffer (cadres,)."""
    for i in range(t.padded_cadres):
        summand[i] = share[d, i] * skill[d, i] * traits[Trait.VIGOUR, i]
    return mean_hours(t, summand)


@kernel
def shifting_time(t, share, traits, summand):
    """Hours of shifting, the mean of a township's cadres, of its leaders and of its staff.

    share: of discretionary time spent on shifting, (cadres,); summand: buffer (cadres,).
    """
    n, cadres = t.padded_cadres, float(t.cadres)
    t.shift_hours = mean_hours(t, share)
    leaders = max(ordered_sum(traits[Trait.LEADER], n), 1.0)
    for i in range(n):
        summand[i] = share[i] * traits[Trait.LEADER, i]
    by_leaders = ordered_sum(summand, n)
    t.shifting[Group.LEADERS] = t.time * by_leaders / leaders
    t.shifting[Group.STAFF] = max(0.0, t.shift_hours * cadres - t.time * by_leaders) / max(cadres - leaders, 1.0)


@kernel
def note_effort(p, t, share, skill, traits, summand):
    """Hours of work and paper at present shares: what `intend` and `congestion` measure changes from."""
    fields = int(p.n_fields)
    for d in range(fields):
        t.skilled_hours[d] = skilled_time(t, d, share, skill, traits, summand)
        t.filing_hours[d] = mean_hours(t, share[fields + d])
    t.noted_time = t.time


@kernel
def intend(p, county, t, share, skill, traits, summand):
    """Work, paper and shifting as now intended, for the next of several choices in a month (eq. 77a).

    Neighbours' part of what spills over is that of last month.
    """
    fields = int(p.n_fields)
    for d in range(fields):
        t.paper[d] = t.filing_hours[d] = mean_hours(t, share[fields + d])
        skilled = skilled_time(t, d, share, skill, traits, summand)
        more = (skilled - t.skilled_hours[d]) * t.vigour * (1.0 + t.knowhow[d]) * support(p, county, t, d)
        t.work[d] += (1.0 - p.field_spill[d]) * more
        t.skilled_hours[d] = skilled
    shifting_time(t, share[common(fields, Activity.SHIFTING)], traits, summand)


@kernel(apart=True)
def add_effective_work(p, county, t):
    """Effective work in every field: of cadres, of villages, and what county and offices provide."""
    vigour, carried = t.vigour, village_work(p, t)
    for d in each_field(p):
        own = t.skilled_hours[d] * vigour * (1.0 + t.knowhow[d]) * support(p, county, t, d)
        provided = county.service[d] + done_by_offices(p, county, d)
        t.work[d] = own + (carried * reach(p, d) + provided) * t.hours_needed[d]


@kernel
def add_up_work(p, county, t, share, skill, traits, summand):
    """Mean hours and effective work of a township's cadres, by field and activity; `summand`: buffer (cadres,)."""
    fields = int(p.n_fields)
    for d in range(fields):
        t.real_hours[d] = mean_hours(t, share[d])
        t.paper[d] = t.filing_hours[d] = mean_hours(t, share[fields + d])
        t.skilled_hours[d] = skilled_time(t, d, share, skill, traits, summand)
    add_effective_work(p, county, t)
    given = 0.0
    for d in range(fields):
        given += p.field_enforcement[d] * t.skilled_hours[d] * t.vigour
    t.noted_time = t.time
    t.offence = p.offence_memory * t.offence + given
    t.showcase = mean_hours(t, share[common(fields, Activity.SHOWCASE)])
    t.initiative = mean_hours(t, share[common(fields, Activity.INITIATIVE)])
    t.slack = mean_hours(t, share[common(fields, Activity.SLACK)])
    shifting_time(t, share[common(fields, Activity.SHIFTING)], traits, summand)


@kernel
def neighbour_mean(t, values):
    """Mean over a township's neighbours (at least one) of values by position in the county, (townships,)."""
    total = 0.0
    for k in range(t.neighbours):
        total += values[t.neighbour[k]]
    return total / t.neighbours


@kernel
def share_work(p, county, towns, work):
    """Work that spills over to neighbours (B21); `work`: buffer (townships,) for one field's before it does."""
    first, count = county.town_start, county.town_count
    for d in each_field(p):
        spill = p.field_spill[d]
        if spill > 0.0:
            for j in range(count):
                work[j] = towns[first + j].work[d]
            for j in range(count):
                t = towns[first + j]
                t.work[d] = (1.0 - spill) * work[j] + spill * neighbour_mean(t, work)


@kernel
def harm_citizens(p, t):
    """Target work under overload harms other fields (eq. 27; C17)."""
    pressed = 0.0
    for d in each_field(p):
        if t.assessed[d] > 0.0:
            pressed += p.field_harm[d] * t.real_hours[d]
    pressed *= p.harm * max(0.0, t.load - 1.0) / p.need_hours
    if pressed > 0.0:
        for d in each_field(p):
            t.level[d] *= exp(-pressed * (1.0 - p.field_harm[d]))


@kernel
def start_stocks(p, t):
    """No fabrication and no traces at the start; retentions as expected then: of the work there is, and of no paper."""
    for d in each_field(p):
        t.fabricated[d] = t.traces[d] = 0.0
        t.keep_level[d] = retention(p.field_pace[d], t.work[d] / t.hours_needed[d])
        t.keep_fabricated[d] = t.keep_traces[d] = retention(p.paper_pace, 0.0)
    t.sight = clear_sight(p, t)


@kernel
def clear_sight(p, t):
    """What showcases leave of the truth in a visit, in (0, 1] (eq. 40; C2)."""
    return exp(-p.masking * t.shine)


@kernel(apart=True)
def move_in_fields(p, t):
    """Stocks of every field take their exact step; what each keeps of its distance to rest is expected next month."""
    pace = p.paper_pace
    for d in each_field(p):
        ratio = t.work[d] / t.hours_needed[d]
        keep = retention(p.field_pace[d], ratio)
        t.level[d], t.keep_level[d] = after(t.level[d], ratio, keep), keep
    for d in each_field(p):
        ratio = t.assessed[d] * t.paper[d] / (p.paper_hours * t.hours_needed[d])
        keep = retention(pace, ratio)
        t.fabricated[d], t.keep_fabricated[d] = t.assessed[d] * after(t.fabricated[d], ratio, keep), keep
    for d in each_field(p):
        ratio = t.assessed[d] * t.paper[d] / t.trace_hours[d]
        keep = retention(pace, ratio)
        t.traces[d], t.keep_traces[d] = t.assessed[d] * after(t.traces[d], ratio, keep), keep


@kernel
def move_stocks(p, county, t):
    """Phase 4 for one township: every stock takes its exact step."""
    move_in_fields(p, t)
    learn_by_doing(p, county, t)
    harm_citizens(p, t)
    t.shine = t.shine * (1.0 - p.showcase_decay) + p.showcase_yield * t.showcase
    t.sight = clear_sight(p, t)
    t.ideas = t.ideas * (1.0 - p.initiative_decay) + p.initiative_gain * (1.0 - p.error) * t.initiative
    t.funds = max(LEAST_FUNDS, t.funds + FUNDS_BACK * (1.0 - t.funds) - SHOWCASE_MONEY * t.showcase)


@kernel(apart=True)
def learn_by_doing(p, county, t):
    """Know-how follows practice and training; diagnosis aims training at what is weak (eq. 26; B19, D15).

    What diagnosis sees is what indicators tell (eq. 150). It aims the same training: without training it moves
    nothing, since exhortation does not teach.
    """
    gap = 0.0
    for d in each_field(p):
        gap += t.need[d] * (1.0 - t.level[d])
    for d in each_field(p):
        aimed = 1.0 + p.diagnosis * county.coverage[d] * ((1.0 - t.level[d]) / gap - 1.0)
        practised = p.practice * min(1.0, t.real_hours[d] / t.hours_needed[d])
        t.knowhow[d] += p.learning * (practised + p.training_gain * p.training * aimed - t.knowhow[d])
