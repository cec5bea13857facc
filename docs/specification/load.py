"""7.4 the load that arrives at townships: `sim/rules/load.py`."""

from .complaints import answering
from .mathematics import exp, log, normal_cdf, sum_up
from .readings import counts


def take_load(p, c, t):  # eq. 9 to 11
    """Phase 2: compulsory time and what it goes into, time left, what an hour is worth, and required work."""
    supervised = 1.0 + p.special_supervision * t.extra_visits
    t.last_visits = t.seen_by
    t.visits, t.seen_by = c.visits * supervised, c.seen_by * supervised
    letters = sum_up(job.weight * field.letters for job, field in zip(t.jobs, c.fields, strict=True))
    pool = c.pools[t.size_class]
    ahead = normal_cdf((t.standing - pool.mean) / max(pool.sd, 0.01))
    tasks = 1.0 + p.fast_ox * (2.0 * ahead - 1.0)
    visiting = p.visit_hours * t.visits * (1.0 + (1.3 - 1.0) * p.mutual_recognition)
    reports = reporting(p, c, t) + p.dossier_hours * (t.visits * c.papers + c.rated_dossiers)  # eq. 131
    rated = sum_up(reading.hours / reading.period for reading in p.readings if counts(reading))
    meetings = p.letter_hours * letters + p.campaign * tasks
    drawn = p.room_draws * t.slack * (1.0 - exp(-t.last_visits / p.visits_half))  # eq. 138
    reports, meetings = reports + 0.5 * drawn, meetings + 0.5 * drawn
    answers = answering(p, t)
    asked = visiting + reports + meetings + rated + answers
    passed = p.village_pass * min(1.0, letters) * t.village_strength * (1.0 - t.resentment) * (1.0 - p.co_governance)
    t.village_load, taken = served(p, asked * passed), served(p, asked * (1.0 - passed))
    broken = p.day_lost * clashing_days(t.visits)
    t.imposed_paper, t.visit_time, t.meeting_time, t.complaint_time = (
        (part / asked if asked > 0.0 else 0.0) * taken for part in (reports, visiting, meetings, answers)
    )
    t.visit_time += (1.0 - taken) * broken
    t.time_asked = (1.0 - passed) * (1.0 - taken / p.compulsory_max) * (1.0 - broken)
    t.time = (1.0 - taken) * (1.0 - broken)
    t.compulsory = 1.0 - t.time
    too_many = max(0.0, c.total_count / p.indicator_base - 1.0)
    rhythm = 1.0 / (1.0 + p.fragmentation * (too_many + p.deadline * p.levels))
    required = 0.0
    for job in t.jobs:
        job.hours_needed = p.need_hours * job.need * job.difficulty
        if job.assessed > 0.0:
            required += job.hours_needed * job.target / (1.0 - job.target)
    t.load = required / (t.time * rhythm * t.capacity * p.resources)
    funds, trust = exp(p.fund_effect * log(t.funds)), exp(p.trust_work * (t.trust - 0.5))
    t.vigour = rhythm * p.resources * t.capacity * (1.0 + t.ideas) * funds * trust  # eq. 24


def served(p, demand):
    """Time a demand takes; the ceiling is reached slowly (eq. 10)."""
    return p.compulsory_max * (1.0 - exp(-demand / p.compulsory_max))


def clashing_days(visits):  # eq. 182
    """Share of working days on which several teams come, of visits on days at random."""
    a_day = visits / 22.0
    return 1.0 - exp(-a_day) * (1.0 + a_day)


def reporting(p, c, t):
    """Time for reports, before the ceiling."""
    checked = sum_up(job.weight * field.checks for job, field in zip(t.jobs, c.fields, strict=True))
    documents = sum_up(field.trace_load for field in c.fields)
    closely = 0.5 + 0.5 * checked
    return p.indicator_hours * documents * p.reporting_frequency * closely * (1.0 - 0.6 * p.data)
