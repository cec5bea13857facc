"""What people and places learn: fear, burnout, imitation, trust, villages, detectability.

Concept K10 · rows A4, C1, C3, C12, C16, E4, E5 · phase 8 of the month. All beliefs are exponentially weighted
and use events up to this month; they are acted on from the next (rule 3).
"""

from __future__ import annotations

from ..compile.kernel import kernel
from ..mathematics import exp, logistic, ordered_sum
from ..state.layout import BURNOUT, PRESENT, VIGOUR
from .responsibility import OFFICE

BACKGROUND = 0.004  # fear that no event explains (assumed)
NEWS_RATE = 0.1  # smoothing of what offices hear (assumed)
FOUND_RATE = 0.05  # learning of detectability (assumed)
FOUND_DOUBT = 0.5  # exposures a month, by weight, that are needed for half of that pace (assumed)
HARDENING = 0.05  # pace of villages' strength and resentment (assumed)
GAP_SEEN, GAP_PUBLISHED = (
    0.5,
    0.5,
)  # sham that citizens see through, and more when results are published (assumed)
BLAME_SEEN = 0.3  # trust lost where all blame is shifted (assumed)
SHOCK = 0.1  # sense of security lost by an incident (assumed)


@kernel
def learn_fear(p, county, towns, felt):
    """Expected events a month that arrive at leaders and staff, own and neighbours' (eq. 80; C12)."""
    first = county.town_start
    for party in range(2):
        for j in range(county.town_count):
            felt[j] = towns[first + j].arrived[party]
        for j in range(county.town_count):
            t = towns[first + j]
            near = 0.0
            for k in range(t.neighbours):
                near += felt[t.neighbour[k]]
            near = p.contagion * near / t.neighbours
            # Linear in events, so that many small ones weigh what few large ones do; fear is never above one.
            fresh = min(1.0, p.fear_learning * (felt[j] + near))
            t.fear[party] += fresh * (1.0 - t.fear[party]) + p.fear_learning * (BACKGROUND - t.fear[party])


@kernel
def burn_out(p, t, share, traits, row):
    """Burnout follows load and one's own active time (eq. 81); it costs skill and feeds slack (C3)."""
    n, slack = t.lanes, 2 * int(p.n_fields) + 3
    # Strain in slack time, and how much half an active month adds: the loop over cadres reads no more than it must.
    strained = 5.0 * (0.5 * t.load + t.compulsory - 0.9 + 0.5 * (t.compulsory + t.time - 0.9))
    eased, rate, cost = 2.5 * t.time, p.burnout_rate, p.burnout_cost
    for i in range(n):
        row[i] = logistic(strained - eased * share[slack, i])
    for i in range(n):
        traits[BURNOUT, i] += rate * traits[PRESENT, i] * (row[i] - traits[BURNOUT, i])
        traits[VIGOUR, i] = traits[PRESENT, i] * (1.0 - cost * traits[BURNOUT, i])
        row[i] = traits[PRESENT, i] * traits[BURNOUT, i]
    t.burnout = ordered_sum(row, n) / t.cadres


@kernel
def answer_citizens(p, t):
    """Public trust and the sense of security follow what citizens get and see (eq. 82; C16, E5)."""
    satisfied, sham = 0.0, 0.0
    for d in range(int(p.n_fields)):
        satisfied += t.need[d] * t.level[d]
        sham += t.weight[d] * (1.0 - t.level[d]) * t.fabricated[d]
    shifted = t.moved / t.movable if t.movable > 0.0 else 0.0
    lost = sham * (GAP_SEEN + GAP_PUBLISHED * p.publicity) + BLAME_SEEN * shifted
    t.trust += p.trust_rate * (min(1.0, max(0.0, satisfied - lost)) - t.trust)
    hazard, shocks = 0.0, 0.0
    for d in range(int(p.n_fields)):
        hazard += t.hazard[d]
        shocks += t.incident[d]
    safe = exp(-2.0 * hazard)
    t.security += p.trust_rate * (safe - t.security)
    t.security = max(0.0, t.security - SHOCK * p.trust_rate * shocks)


@kernel
def wear_villages(p, t):
    """Villages loaded from above resent it and lose their own strength (eq. 83; A4)."""
    burdened = 1.0 - exp(-6.0 * t.village_load - 4.0 * t.shifting[1] - 4.0 * t.shifting[0])
    t.resentment += HARDENING * (burdened * (1.0 - 0.5 * p.co_governance) - t.resentment)
    t.village_strength += HARDENING * (t.villages * (1.0 - 0.5 * burdened) - t.village_strength)
    t.village_strength = min(1.0, t.village_strength)


@kernel
def inform_offices(p, county, towns):
    """What offices hear of their fields, smoothed (eq. 84): incidents, exposures, shortfalls, blame."""
    first, last, n = county.town_start, county.town_start + county.town_count, float(county.town_count)
    exposures = 0.0
    weak = 0.0
    for d in range(int(p.n_fields)):
        news = found = short = blame = level = traces = claim = 0.0
        for j in range(first, last):
            t = towns[j]
            news += t.incident[d]
            found += t.exposed[d]
            exposures += t.weight[d] * t.exposed[d]
            short += max(0.0, t.target[d] - t.expected_reading[d]) * t.assessed[d]
            blame += t.hazard[d] * t.rest[d, OFFICE]
            level += t.level[d]
            traces += t.traces[d]
            claim += t.level[d] + (1.0 - t.level[d]) * t.fabricated[d]
        county.news[d] += NEWS_RATE * (news / n - county.news[d])
        county.found[d] += NEWS_RATE * (found / n - county.found[d])
        county.shortfall[d] += NEWS_RATE * (short / n - county.shortfall[d])
        county.office_exposure[d] = blame / n
        county.mean_level[d] = level / n
        county.mean_claim[d] = claim / n
        county.mean_traces[d] = traces / n
        county.service[d] = max(0.0, 1.0 - level / n)
        weak += county.service[d] * towns[first].need[d]
    for d in range(int(p.n_fields)):
        # The county helps where all are weak (B27), more where they are weaker than on average.
        aimed = county.service[d] / weak if weak > 0.0 else 0.0
        county.service[d] = 0.1 * p.shared_service * aimed
    surprise = (exposures - county.expected_found) / (county.expected_found + FOUND_DOUBT)
    county.detectability += FOUND_RATE * surprise * county.detectability
    county.detectability = min(1.0, max(0.05, county.detectability))
    county.expected_found = 0.0


@kernel
def observe(p, t):
    """Kinds of work as neighbours see them, smoothed over a year (C1)."""
    real, paper = 0.0, 0.0
    for d in range(int(p.n_fields)):
        real += t.real_hours[d]
        paper += t.paper[d]
    month = 1.0 / 12.0
    t.observed[0] += month * (real - t.observed[0])
    t.observed[1] += month * (paper - t.observed[1])
    t.observed[2] += month * (t.showcase - t.observed[2])
    t.observed[3] += month * (t.initiative - t.observed[3])
    t.observed[4] += month * (t.shift_hours - t.observed[4])
    t.observed[5] += month * (t.slack - t.observed[5])


@kernel
def imitate(p, county, towns, copied):
    """In January, habits move towards those of the best-graded neighbour, if better than one's own (C1).

    copied: scratch (townships, kinds). Half of a year's movement is towards the neighbour, and habits drift back
    to the starting ones at the same pace. A closed activity (mass 0) stays closed.
    """
    first = county.town_start
    for j in range(county.town_count):
        t = towns[first + j]
        best, model = t.grade, -1
        for k in range(t.neighbours):
            grade = towns[first + t.neighbour[k]].grade
            if grade > best:
                best, model = grade, t.neighbour[k]
        for kind in range(6):
            copied[j, kind] = -1.0
        if model >= 0:
            total = 0.0
            for kind in range(6):
                total += towns[first + model].observed[kind]
            for kind in range(6):
                copied[j, kind] = towns[first + model].observed[kind] / total if total > 0.0 else -1.0
    for j in range(county.town_count):
        t = towns[first + j]
        own = p.mass_real + p.mass_paper + p.mass_showcase + p.mass_initiative + p.mass_shifting + p.mass_slack
        for kind in range(6):
            start = starting_mass(p, kind)
            t.mass[kind] += 0.5 * p.imitation * (start - t.mass[kind])
            if copied[j, kind] >= 0.0 and start > 0.0:
                t.mass[kind] += 0.5 * p.imitation * (copied[j, kind] * own - t.mass[kind])
                t.mass[kind] = max(t.mass[kind], 0.1 * start)


@kernel
def starting_mass(p, kind):
    if kind == 0:
        return p.mass_real
    if kind == 1:
        return p.mass_paper
    if kind == 2:
        return p.mass_showcase
    if kind == 3:
        return p.mass_initiative
    if kind == 4:
        return p.mass_shifting
    return p.mass_slack
