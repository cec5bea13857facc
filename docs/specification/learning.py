"""7.12 what everybody learns from a month, and from a year: `sim/rules/learning.py`."""

from .complaints import sham_seen
from .county import ACTIVITIES, BACKGROUND
from .detection import passed_on
from .mathematics import clamp, exp, ordered_sum, quick_logistic, sum_up


def learn_fear(p, c):  # eq. 80
    """Events that leaders and staff expect in a month, learnt from their own and from the neighbours' events."""
    for party in (0, 1):
        for t in c.towns:
            near = p.contagion * sum_up(other.arrived[party] for other in t.near) / len(t.near)
            fresh = min(1.0, p.fear_learning * (t.arrived[party] + near))
            t.fear[party] += fresh * (1.0 - t.fear[party]) + p.fear_learning * (BACKGROUND - t.fear[party])


def burn_out(p, t):  # eq. 81
    """Burnout follows load and one's own active time."""
    without_slack = p.strain_slope * (0.5 * t.load + t.compulsory - p.strain_borne)
    relief = 0.5 * p.strain_slope * t.time
    for cadre in t.cadres:
        strain = without_slack - relief * cadre.special["slack"]
        cadre.burnout += p.burnout_rate * (quick_logistic(strain) - cadre.burnout)
        cadre.vigour = 1.0 - p.burnout_cost * cadre.burnout
    t.burnout = ordered_sum(cadre.burnout for cadre in t.cadres) / t.n


def answer_citizens(p, t):  # eq. 82
    """Public trust and sense of security."""
    served = sum_up(job.need * job.level for job in t.jobs)
    seen = sham_seen(p)
    sham = sum_up(
        job.weight * (1.0 - job.level) * (seen * job.fabricated + (1.0 - seen) * p.suspicion) for job in t.jobs
    )
    shifted = t.moved / t.movable if t.movable > 0.0 else 0.0
    lost = sham + p.blame_seen * shifted
    t.trust += p.trust_rate * (clamp(served - lost, 0.0, 1.0) - t.trust)
    t.security += p.trust_rate * (exp(-2.0 * sum_up(job.hazard for job in t.jobs)) - t.security)


def wear_villages(p, t):  # eq. 83
    """Resentment and strength of villages."""
    burdened = 1.0 - exp(-p.village_wear * (t.village_load + t.shifting[1] + t.shifting[0]))
    t.resentment += p.trust_rate * (burdened * (1.0 - 0.5 * p.co_governance) - t.resentment)
    left = t.villages * (1.0 - 0.5 * burdened)
    t.village_strength = min(1.0, t.village_strength + p.trust_rate * (left - t.village_strength))


def observe(t):
    """What neighbours see of the township's time: shares by activity, smoothed over a year."""
    hours = {
        "real": sum_up(job.real_hours for job in t.jobs),
        "paper": sum_up(job.paper for job in t.jobs),
        "showcase": t.showcase,
        "initiative": t.initiative,
        "shifting": t.shift_hours,
        "slack": t.slack,
    }
    for kind in ACTIVITIES:
        t.observed[kind] += 1.0 / 12.0 * (hours[kind] - t.observed[kind])


def inform_offices(p, c):  # eq. 84
    """What the county's offices learn of each field, smoothed; the county's service."""
    n = float(len(c.towns))
    for d, mine in enumerate(c.fields):
        jobs = [t.jobs[d] for t in c.towns]
        found = sum_up((job.exposed + job.neglected) * passed_on(c, d) for job in jobs)
        short = sum_up(max(0.0, job.target - job.expected_reading) * job.assessed * mine.coverage for job in jobs)
        mine.news += p.news_rate * (sum_up(job.incident for job in jobs) / n - mine.news)
        mine.found += p.news_rate * (found / n - mine.found)
        mine.shortfall += p.news_rate * (short / n - mine.shortfall)
        mine.office_exposure = sum_up(job.hazard * job.rest["office"] for job in jobs) / n
        mine.mean_level = sum_up(job.level for job in jobs) / n
        mine.mean_traces = sum_up(job.traces for job in jobs) / n
        mine.mean_claim = sum_up(job.claim for job in jobs) / n
    weakness = [max(0.0, 1.0 - mine.mean_level) for mine in c.fields]
    weighed = sum_up(weak * job.need for weak, job in zip(weakness, c.towns[0].jobs, strict=True))
    for mine, weak in zip(c.fields, weakness, strict=True):
        mine.service = 0.1 * p.shared_service * (weak / weighed if weighed > 0.0 else 0.0)


def imitate(p, c):
    """Habits drift back to where they began, and towards those of the best-graded neighbour."""
    all_mass = sum_up(getattr(p, f"mass_{kind}") for kind in ACTIVITIES)
    models = [better_neighbour(t) for t in c.towns]
    for t, model in zip(c.towns, models, strict=True):
        seen = sum_up(model.observed.values()) if model else 0.0
        for kind in ACTIVITIES:
            start = getattr(p, f"mass_{kind}")
            t.habit[kind] += 0.5 * p.imitation * (start - t.habit[kind])
            if seen > 0.0 and start > 0.0:
                copied = model.observed[kind] / seen * all_mass
                t.habit[kind] += 0.5 * p.imitation * (copied - t.habit[kind])


def better_neighbour(t):
    """The best-graded neighbour, if better than the township itself."""
    best = max(t.near, key=lambda other: other.grade)  # the first of equals
    return best if best.grade > t.grade else None
