"""7.3 what offices do, and 7.4 the load that arrives at townships."""

from .county import HABIT, USES
from .functions import exp, log, normal_below, sqrt, sum_up

LETTER_MEANS, CHECK_MEANS = 1.2, 0.3
DRAW_NEWS, GROUND, BROUGHT_IN = 0.5, 0.5, 0.5


def own_view(office, values):
    """Mean of a quantity by field over the office's fields, weighed by its indicators."""
    written = sum_up(office.items)
    if written <= 0.0:
        return 0.0
    return sum_up(items * value for items, value in zip(office.items, values, strict=True)) / written


def own_part(p, office, values):
    """The office's part, by indicators, in what fields add up to, against an average office."""
    total = 0.0
    for d, value in enumerate(values):
        everybody = sum_up(other.items[d] for other in p.offices)
        if everybody > 0.0:
            total += value * office.items[d] / everybody
    return total * len(p.offices)


class Outlook:
    """What one office sees of its fields, month by month."""

    def __init__(self, p, c, office):
        for name in ("found", "shortfall", "mean_level", "mean_traces", "mean_claim", "letters", "checks"):
            setattr(self, name, own_view(office, [getattr(field, name) for field in c.fields]))
        for name in ("weight", "news", "office_exposure"):
            setattr(self, name, own_part(p, office, [getattr(field, name) for field in c.fields]))


def act(p, c, month):
    rivals = proliferation(p, c)
    for office, mine in zip(p.offices, c.offices, strict=True):
        act_alone(p, c, office, mine, rivals, month)
    act_together(p, c)


def proliferation(p, c):
    """Indicators now, against those written."""
    first = 0.0
    for office in p.offices:
        first += sum_up(office.items)
    now = sum_up(mine.indicators for mine in c.offices)
    return now / first if first > 0.0 else 1.0


def act_alone(p, c, office, mine, rivals, month):
    active = sum_up(office.items) > 0.0
    if month > 0:
        view = Outlook(p, c, office)
        divide(p, mine.share, worth(p, c, office, mine, view))
        mine.indicators = grown(p, c, office, mine, view, rivals) if active else 0.0
    mine.visit_rate = visit_rate(p, mine.share, office.weight, month) if active else 0.0


def act_together(p, c):
    count_indicators(p, c)
    schedule_visits(p, c)
    spread_over_fields(p, c)
    c.tolerance = p.tolerance * (1.0 - p.grantor_liability * min(1.0, p.office_authority / 0.35))


def worth(p, c, office, mine, view):  # eq. 5
    could_move = (1.0 - p.clarity) * exp(-(LETTER_MEANS * view.letters + CHECK_MEANS * view.checks))
    eased = could_move / (p.clarity + could_move)  # by one more unit of means, of the blame still there
    exposure = p.severity * p.accountability_pressure * 12.0 * view.office_exposure * eased
    stake = p.attention * view.weight * (1.0 + 0.6 * (0.5 - mine.grade))
    trouble = DRAW_NEWS * view.news + view.found + view.shortfall
    heard = p.service_users * (1.0 if office.organ_class >= 2.0 else 0.5) + p.office_feedback
    missing = (1.0 - p.service_users) * p.trace_weight * (1.0 - view.mean_traces)
    return {
        "check": exposure * CHECK_MEANS + stake * BROUGHT_IN * missing,
        "visit": stake * (1.0 - 0.5 * p.service_users) * trouble,
        "letter": exposure * LETTER_MEANS * p.letters,
        "support": stake * heard * (1.0 - view.mean_level),
        "own": 0.05,
    }


def divide(p, share, worths):  # eq. 6
    best = max(worths.values())
    drawn = {use: HABIT[use] * exp(p.office_precision * (worths[use] - best)) for use in USES}
    total = sum_up(drawn.values())
    for use in USES:
        share[use] += p.office_adjustment * (drawn[use] / total - share[use])


def grown(p, c, office, mine, view, rivals):  # eq. 7
    written = sum_up(office.items)
    race = 1.0 + office.line * (sqrt(sqrt(rivals)) - 1.0)
    gained = p.attention * (GROUND + (DRAW_NEWS * view.news + view.shortfall)) * race
    asked = 2.0 * p.office_feedback * p.indicator_hours * c.total_count
    cost = mine.indicators / written * (p.handling * (1.0 - 0.5 * p.data) + asked)
    change = min(max(gained / cost - 1.0, -1.0), 1.0)
    change *= (1.0 - p.gate) if change > 0.0 else 0.5
    return max(mine.indicators * (1.0 + p.office_growth * change), 0.1 * written)


def visit_rate(p, share, weight, month):
    relative = share["visit"] / HABIT["visit"]
    usual, beyond = min(relative, 1.0), max(0.0, relative - 1.0)
    approved = usual * (1.0 - 0.3 * p.gate) + beyond * (1.0 - p.gate)
    season = 1.0 - p.bunching + (p.bunching * 3.0 if month % 3 == 2 else 0.0)
    return p.visits * p.inspection_frequency * weight * approved * season


def count_indicators(p, c):
    passed_down = p.indicator_load * exp(p.levels * log(1.0 + p.new_items)) * (1.0 - 0.364 * p.clarity)
    for d, field in enumerate(c.fields):
        field.count = field.trace_load = 0.0
        for office, mine in zip(p.offices, c.offices, strict=True):
            written = sum_up(office.items)
            if written > 0.0:
                here = mine.indicators * office.items[d] / written * passed_down
                field.count += here
                field.trace_load += here * office.burden[d]
    total = sum_up(field.count for field in c.fields)
    within = p.indicator_cap / total if total > p.indicator_cap else 1.0
    for field in c.fields:
        field.count *= within
        field.trace_load *= within
    c.total_count = total * within


def schedule_visits(p, c):  # eq. 4, 8
    alone = 1.0 - p.mutual_recognition
    busiest = max(0.0, *(mine.visit_rate for mine in c.offices))
    asked = alone * sum_up(mine.visit_rate for mine in c.offices) + p.mutual_recognition * busiest
    within = p.visit_cap / asked if asked > p.visit_cap else 1.0
    c.visits = asked * within
    joint = p.mutual_recognition * busiest * within
    c.surprise = 1.2 - p.announced
    verified = sum_up(
        reading.seen / reading.period for reading in p.readings if reading.hours > 0.0 and counts(reading)
    )
    for d, field in enumerate(c.fields):
        own = sum_up(
            mine.visit_rate for office, mine in zip(p.offices, c.offices, strict=True) if office.items[d] > 0.0
        )
        assessed = 1.0 if field.weight > 0.0 else 0.0
        field.looks = within * (alone * own + p.joint_depth * joint * assessed)
        field.looks += verified * assessed


def counts(reading):
    """In the score or in the judgement for posts."""
    return reading.weight + reading.post_weight > 0.0


def spread_over_fields(p, c):
    for d, field in enumerate(c.fields):
        owned = sum_up(office.items[d] for office in p.offices)

        def relative(use, d=d, owned=owned):
            both = zip(p.offices, c.offices, strict=True)
            return sum_up(office.items[d] * mine.share[use] / HABIT[use] for office, mine in both) / owned

        field.checks = relative("check") if owned > 0.0 else 0.0
        # The intensity multiplies the sum before it is divided, which rounds differently from `relative`.
        handed = sum_up(
            office.items[d] * mine.share["letter"] / HABIT["letter"]
            for office, mine in zip(p.offices, c.offices, strict=True)
        )
        field.letters = p.letters * handed / owned if owned > 0.0 else 0.0
        field.support = relative("support") if owned > 0.0 else 1.0


def grade(p, c):  # eq. 12
    scores = []
    for office, mine in zip(p.offices, c.offices, strict=True):
        view = Outlook(p, c, office)
        served = 0.5 * view.mean_level + 0.25 * min(2.0, mine.share["support"] / HABIT["support"])
        reported = (1.0 - p.trace_weight) * view.mean_claim + p.trace_weight * view.mean_traces
        scores.append((1.0 - p.service_users) * reported + p.service_users * served)
    for o, mine in enumerate(c.offices):
        like = [
            scores[k] for k, other in enumerate(p.offices) if k != o and other.organ_class == p.offices[o].organ_class
        ]
        below = sum_up(1.0 if score < scores[o] else 0.5 if score == scores[o] else 0.0 for score in like)
        mine.grade = below / len(like) if like else 0.5


# --- 7.4 load


def take_load(p, c, t):  # eq. 9 to 11
    t.last_visits = t.visits
    t.visits = c.visits * (1.0 + p.special_supervision * t.extra_visits)
    letters = sum_up(job.weight * field.letters for job, field in zip(t.jobs, c.fields, strict=True))
    pool = c.pools[t.size_class]
    ahead = normal_below((t.standing - pool.mean) / max(pool.sd, 0.01))
    ox = 1.0 + p.fast_ox * (2.0 * ahead - 1.0)
    visiting = p.visit_hours * t.visits * (1.0 + (1.3 - 1.0) * p.mutual_recognition)
    reports = reporting(p, c, t)
    rated = sum_up(reading.hours / reading.period for reading in p.readings if counts(reading))
    meetings = p.letter_hours * letters + p.campaign * ox
    asked = visiting + reports + meetings + rated
    passed = p.village_pass * min(1.0, letters) * t.village_strength * (1.0 - t.resentment)
    t.demand, t.village_load = asked * (1.0 - passed), served(p, asked * passed)
    t.compulsory = served(p, t.demand)
    t.imposed_paper, t.visit_time, t.meeting_time = (
        (part / asked if asked > 0.0 else 0.0) * t.compulsory for part in (reports, visiting, meetings)
    )
    t.time = 1.0 - t.compulsory
    too_many = max(0.0, c.total_count / p.indicator_base - 1.0)
    t.rhythm = 1.0 / (1.0 + p.fragmentation * too_many + 0.08 * p.deadline * p.levels)
    required = 0.0
    for job in t.jobs:
        job.hours_needed = p.need_hours * job.need * job.difficulty
        if job.assessed > 0.0:
            required += job.hours_needed * job.target / (1.0 - job.target)
    t.load = required / (t.time * t.rhythm * t.capacity * p.resources)
    funds, trust = exp(p.fund_effect * log(t.funds)), exp(p.trust_work * (t.trust - 0.5))
    t.vigour = t.rhythm * p.resources * t.capacity * (1.0 + t.ideas) * funds * trust  # eq. 24


def served(p, demand):
    """The ceiling is reached slowly (eq. 10)."""
    return p.compulsory_max * (1.0 - exp(-demand / p.compulsory_max))


def reporting(p, c, t):
    checked = sum_up(job.weight * field.checks for job, field in zip(t.jobs, c.fields, strict=True))
    documents = sum_up(field.trace_load for field in c.fields)
    closely = 0.6 + (1.0 - 0.6) * checked
    return p.indicator_hours * documents * p.reporting_frequency * closely * (1.0 - 0.6 * p.data)
