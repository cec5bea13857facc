"""What people and places learn: fear, burnout, imitation, trust, villages, news.

Concept K10 · rows A4, B27, C1, C3, C12, C16, E4, E5 · phase 8 of the month; habits in January. All beliefs are
exponentially weighted and use events up to this month; they are acted on from the next (rule 3).
"""

from __future__ import annotations

from ..compile.kernel import kernel
from ..mathematics import ONE, exp, ordered_sum, quick_logistic, single
from ..state.arrays import common, each_field, each_township
from ..state.enumerations import ACTIVITIES, GROUPS, Activity, Group, Party, Trait
from .complaints import sham_seen
from .detection import passed_on

BACKGROUND = 0.004  # fear that no event explains (assumed)
SERVICE_A_MONTH = 0.1  # of needed hours, that a county which provides all it can carries (assumed; B27)


@kernel
def learn_fear(p, county, towns, arrived):
    """Expected events a month that arrive at leaders and staff, own and neighbours' (eq. 80; C12).

    arrived: buffer (townships,) for the events that arrived at one group.
    """
    first = county.town_start
    for group in range(GROUPS):
        for j in range(county.town_count):
            arrived[j] = towns[first + j].arrived[group]
        for j in range(county.town_count):
            t = towns[first + j]
            total = 0.0
            for k in range(t.neighbours):
                total += arrived[t.neighbour[k]]
            near = p.contagion * total / t.neighbours
            # Linear in events, so that many small ones weigh what few large ones do; fear is never above one.
            fresh = min(1.0, p.fear_learning * (arrived[j] + near))
            t.fear[group] += fresh * (1.0 - t.fear[group]) + p.fear_learning * (BACKGROUND - t.fear[group])


@kernel
def burn_out(p, t, share, traits, values):
    """Burnout follows load and one's own active time (eq. 81); it costs skill and feeds slack (C3).

    share: of the township's cadres, (activities, cadres). values: buffer (cadres,).
    """
    n, slack = t.padded_cadres, common(int(p.n_fields), Activity.SLACK)
    # Strain without slack, and what slack takes off it: the loop over cadres reads no more than it must.
    strained = single(p.strain_slope * (0.5 * t.load + t.compulsory - p.strain_borne))
    eased, rate, cost = single(0.5 * p.strain_slope * t.time), single(p.burnout_rate), single(p.burnout_cost)
    for i in range(n):
        values[i] = quick_logistic(strained - eased * share[slack, i])
    for i in range(n):
        traits[Trait.BURNOUT, i] += rate * traits[Trait.PRESENT, i] * (values[i] - traits[Trait.BURNOUT, i])
        traits[Trait.VIGOUR, i] = traits[Trait.PRESENT, i] * (ONE - cost * traits[Trait.BURNOUT, i])
        values[i] = traits[Trait.PRESENT, i] * traits[Trait.BURNOUT, i]
    t.burnout = ordered_sum(values, n) / t.cadres


@kernel(apart=True)
def answer_citizens(p, t):
    """Public trust and the sense of security follow what citizens get, see and suspect (eq. 82; B14, C16, E5)."""
    seen = sham_seen(p)
    satisfied, sham = 0.0, 0.0
    for d in each_field(p):
        satisfied += t.need[d] * t.level[d]
        sham += t.weight[d] * (1.0 - t.level[d]) * (seen * t.fabricated[d] + (1.0 - seen) * p.suspicion)
    shifted = t.moved / t.movable if t.movable > 0.0 else 0.0
    lost = sham + p.blame_seen * shifted
    t.trust += p.trust_rate * (min(1.0, max(0.0, satisfied - lost)) - t.trust)
    hazard = 0.0
    for d in each_field(p):
        hazard += t.hazard[d]
    t.security += p.trust_rate * (exp(-2.0 * hazard) - t.security)


@kernel(apart=True)
def wear_villages(p, t):
    """Villages loaded from above resent it and lose their own strength (eq. 83; A4)."""
    burdened = 1.0 - exp(-p.village_wear * (t.village_load + t.shifting[Group.STAFF] + t.shifting[Group.LEADERS]))
    t.resentment += p.trust_rate * (burdened * (1.0 - 0.5 * p.co_governance) - t.resentment)
    t.village_strength += p.trust_rate * (t.villages * (1.0 - 0.5 * burdened) - t.village_strength)
    t.village_strength = min(1.0, t.village_strength)


@kernel
def inform_offices(p, county, towns):
    """News of their fields that reach offices, smoothed (eq. 84): incidents, exposures, shortfalls, blame."""
    first, n = county.town_start, float(county.town_count)
    weak = 0.0
    for d in each_field(p):
        news = found = short = blame = level = traces = claim = 0.0
        for j in each_township(county):
            t = towns[j]
            news += t.incident[d]
            found += (t.exposed[d] + t.neglected[d]) * passed_on(county, d)
            short += max(0.0, t.target[d] - t.expected_reading[d]) * t.assessed[d] * county.coverage[d]
            blame += t.hazard[d] * t.rest[Party.OFFICE, d]
            level += t.level[d]
            traces += t.traces[d]
            claim += t.level[d] + (1.0 - t.level[d]) * t.fabricated[d]
        county.news[d] += p.news_rate * (news / n - county.news[d])
        county.found[d] += p.news_rate * (found / n - county.found[d])
        county.shortfall[d] += p.news_rate * (short / n - county.shortfall[d])
        county.office_exposure[d] = blame / n
        county.mean_level[d] = level / n
        county.mean_claim[d] = claim / n
        county.mean_traces[d] = traces / n
        county.service[d] = max(0.0, 1.0 - level / n)
        weak += county.service[d] * towns[first].need[d]
    for d in each_field(p):
        # The county helps where all are weak (B27), more where they are weaker than on average.
        aimed = county.service[d] / weak if weak > 0.0 else 0.0
        county.service[d] = SERVICE_A_MONTH * p.shared_service * aimed


@kernel(apart=True)
def observe(p, t):
    """Kinds of work as neighbours see them, smoothed over a year (C1)."""
    real, paper = 0.0, 0.0
    for d in each_field(p):
        real += t.real_hours[d]
        paper += t.paper[d]
    month = 1.0 / 12.0
    t.observed[Activity.REAL] += month * (real - t.observed[Activity.REAL])
    t.observed[Activity.PAPER] += month * (paper - t.observed[Activity.PAPER])
    t.observed[Activity.SHOWCASE] += month * (t.showcase - t.observed[Activity.SHOWCASE])
    t.observed[Activity.INITIATIVE] += month * (t.initiative - t.observed[Activity.INITIATIVE])
    t.observed[Activity.SHIFTING] += month * (t.shift_hours - t.observed[Activity.SHIFTING])
    t.observed[Activity.SLACK] += month * (t.slack - t.observed[Activity.SLACK])


@kernel
def better_neighbour(county, towns, t):
    """Position in the county of the best-graded neighbour of a township, if better than itself; else -1."""
    best, model = t.grade, -1
    for k in range(t.neighbours):
        grade = towns[county.town_start + t.neighbour[k]].grade
        if grade > best:
            best, model = grade, t.neighbour[k]
    return model


@kernel
def imitate(p, county, towns, copied):
    """In January, habits move towards those of the best-graded neighbour, if better than one's own (C1).

    copied: buffer (townships, kinds of activity). Half of a year's movement is towards the neighbour, and habits drift
    back to the starting ones at the same pace. A closed activity (mass 0) stays closed.
    """
    first = county.town_start
    for j in range(county.town_count):
        model = better_neighbour(county, towns, towns[first + j])
        total = 0.0
        for activity in range(ACTIVITIES):
            copied[j, activity] = -1.0
            if model >= 0:
                total += towns[first + model].observed[activity]
        for activity in range(ACTIVITIES):
            if total > 0.0:
                copied[j, activity] = towns[first + model].observed[activity] / total
    own = p.mass_real + p.mass_paper + p.mass_showcase + p.mass_initiative + p.mass_shifting + p.mass_slack
    for j in range(county.town_count):
        t = towns[first + j]
        for activity in range(ACTIVITIES):
            start = starting_mass(p, activity)
            t.mass[activity] += 0.5 * p.imitation * (start - t.mass[activity])
            if copied[j, activity] >= 0.0 and start > 0.0:
                t.mass[activity] += 0.5 * p.imitation * (copied[j, activity] * own - t.mass[activity])


@kernel
def starting_mass(p, activity):
    """Habit of an `Activity` at the start: mass of the reference measure of choice."""
    if activity == Activity.REAL:
        return p.mass_real
    if activity == Activity.PAPER:
        return p.mass_paper
    if activity == Activity.SHOWCASE:
        return p.mass_showcase
    if activity == Activity.INITIATIVE:
        return p.mass_initiative
    return p.mass_shifting if activity == Activity.SHIFTING else p.mass_slack
