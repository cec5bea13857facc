"""The compulsory load and what it leaves: one identity for the whole month.

Concept K5 · rows A4, B1, B2, B3, B5, C7, C8, C13, C18, D1, D6, D21, E6 · phase 2 of the month.
Everything superiors ask is served up to a ceiling; a day on which several teams come is partly lost for all else; what
is left is discretionary time, so that compulsory and discretionary time always make the month. Many indicators and
short deadlines break the rhythm of work.
"""

from __future__ import annotations

from ..compile.kernel import kernel
from ..mathematics import exp, normal_cdf
from ..state.arrays import each_field, each_reading
from .complaints import answering
from .production import trace_need, vigour
from .readings import LEAST_SPREAD, counts

SAVED_BY_DATA = 0.6  # reporting time saved by full automatic collection (evidence: -41 % at +70 % efficiency)
JOINT_LENGTH = 1.3  # a joint visit lasts longer than one office's (assumed)
WORKING_DAYS = 22.0  # of a month (derived: five a week, less holidays)


@kernel
def served(demand, ceiling):
    """Time taken by superiors' demands, below the ceiling (eq. 10); the rest is not made up for later."""
    return ceiling * (1.0 - exp(-demand / ceiling))


@kernel
def clashing_days(visits):
    """Share of working days on which more than one visit comes, where each comes on a day at random (eq. 182; B2)."""
    a_day = visits / WORKING_DAYS
    return 1.0 - exp(-a_day) * (1.0 + a_day)


@kernel
def rhythm(p, count):
    """Productivity left by so many indicators and by short deadlines, in (0, 1] (eq. 11; C8)."""
    carried = max(0.0, count / p.indicator_base - 1.0)
    return 1.0 / (1.0 + p.fragmentation * (carried + p.deadline * p.levels))


@kernel
def reporting_time(p, county, t):
    """Share of the month for reports: indicators, how often, how closely checked, less what data save."""
    checked = 0.0
    documents = 0.0
    for d in each_field(p):
        checked += t.weight[d] * county.checks[d]
        documents += county.trace_load[d]
    closely = 0.5 + 0.5 * checked  # half where no office checks documents
    return p.indicator_hours * documents * p.reporting_frequency * closely * (1.0 - SAVED_BY_DATA * p.data)


@kernel
def dossier_time(p, county, t):
    """Share of the month for dossiers: every visitor who looks at papers asks one (eq. 131; B6, C1)."""
    return p.dossier_hours * (t.visits * county.papers + county.rated_dossiers)


@kernel
def tasks_drawn(p, t):
    """Share of the month for tasks that last month's slack draws, as far as visits saw it (eq. 138; C10)."""
    return p.room_draws * t.slack * (1.0 - exp(-t.last_visits / p.visits_half)) if p.room_draws > 0.0 else 0.0


@kernel
def reading_time(p):
    """Share of the month the readings themselves cost a township (E6)."""
    total = 0.0
    for s in each_reading(p):
        if counts(p, s):
            total += p.reading_hours[s] / p.reading_period[s]
    return total


@kernel
def position(county, t):
    """Rank that a township believes to have among its peers, from 0, the last, to 1, the first."""
    spread = max(county.score_sd[t.size_class], LEAST_SPREAD)
    return normal_cdf((t.standing - county.score_mean[t.size_class]) / spread)


@kernel
def letters_received(p, county, t):
    """Letters of responsibility that reach a township, mean of fields by weight (B5)."""
    letters = 0.0
    for d in each_field(p):
        letters += t.weight[d] * county.letters[d]
    return letters


@kernel
def serve_demands(p, county, t):
    """Time superiors' demands take this month, what it goes into, and what villages take over (eq. 9, 10; A4)."""
    supervised = 1.0 + p.special_supervision * t.extra_visits
    t.last_visits = t.seen_by
    t.visits, t.seen_by = county.visits * supervised, county.seen_by * supervised
    letters = letters_received(p, county, t)
    # Those who deliver are loaded with more (C13): campaigns follow standing.
    tasks = 1.0 + p.fast_ox * (2.0 * position(county, t) - 1.0)
    visiting = p.visit_hours * t.visits * (1.0 + (JOINT_LENGTH - 1.0) * p.mutual_recognition)
    reports = reporting_time(p, county, t) + dossier_time(p, county, t)
    meetings = p.letter_hours * letters + p.campaign * tasks
    drawn = tasks_drawn(p, t)
    reports, meetings = reports + 0.5 * drawn, meetings + 0.5 * drawn
    answers = answering(p, t)
    asked = visiting + reports + meetings + reading_time(p) + answers
    passed = p.village_pass * min(1.0, letters) * t.village_strength * (1.0 - t.resentment) * (1.0 - p.co_governance)
    t.village_load = served(asked * passed, p.compulsory_max)
    taken = served(asked * (1.0 - passed), p.compulsory_max)
    broken = p.day_lost * clashing_days(t.visits)  # of what several teams leave of a day, part is lost
    t.time = (1.0 - taken) * (1.0 - broken)
    t.compulsory = 1.0 - t.time
    t.imposed_paper = (reports / asked if asked > 0.0 else 0.0) * taken
    t.visit_time = (visiting / asked if asked > 0.0 else 0.0) * taken + (1.0 - taken) * broken
    t.meeting_time = (meetings / asked if asked > 0.0 else 0.0) * taken
    t.complaint_time = (answers / asked if asked > 0.0 else 0.0) * taken
    t.time_asked = (1.0 - passed) * (1.0 - taken / p.compulsory_max) * (1.0 - broken)


@kernel(apart=True)
def take_load(p, county, t):
    """Phase 2 for one township: time served and left, what an hour is worth, and the load of required work."""
    serve_demands(p, county, t)
    unbroken = rhythm(p, county.total_count)
    t.vigour = vigour(p, t, unbroken)
    required = 0.0
    for d in each_field(p):
        t.hours_needed[d] = p.need_hours * t.need[d] * t.difficulty[d]
        t.trace_hours[d] = trace_need(p, county, t, d)
        if t.assessed[d] > 0.0:
            required += t.hours_needed[d] * t.target[d] / (1.0 - t.target[d])
    t.load = required / (t.time * unbroken * t.capacity * p.resources)
