"""7.3 what offices do: `sim/rules/offices.py`."""

from .county import HABIT, USES
from .mathematics import exp, log, sqrt, sum_up
from .readings import counts

LETTER_MEANS, CHECK_MEANS = 1.2, 0.3  # means to shift blame, of a unit of letters and of checks
DRAW_NEWS = 0.5  # how strongly incidents draw visits and indicators
GROUND = 0.5  # attention that an indicator wins without any trouble
BROUGHT_IN = 0.5  # part of the missing documents that doubled checks bring in


def office_view(office, values):
    """Mean of a quantity by field over the office's fields, weighed by its indicators."""
    written = sum_up(office.items)
    if written <= 0.0:
        return 0.0
    return sum_up(items * value for items, value in zip(office.items, values, strict=True)) / written


def office_part(p, office, values):
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
            setattr(self, name, office_view(office, [getattr(field, name) for field in c.fields]))
        for name in ("weight", "news", "office_exposure"):
            setattr(self, name, office_part(p, office, [getattr(field, name) for field in c.fields]))


def act(p, c, month):
    """Phase 1: each office by itself, then what they do to townships together."""
    rivals = proliferation(p, c)
    for office, mine in zip(p.offices, c.offices, strict=True):
        act_alone(p, c, office, mine, rivals, month)
    act_together(p, c)


def proliferation(p, c):
    """Indicators of all offices now, over those that they wrote at the start."""
    first = 0.0
    for office in p.offices:
        first += sum_up(office.items)
    now = sum_up(mine.indicators for mine in c.offices)
    return now / first if first > 0.0 else 1.0


def act_alone(p, c, office, mine, rivals, month):
    """Uses, indicators and visits of one office."""
    active = sum_up(office.items) > 0.0
    if month > 0:
        view = Outlook(p, c, office)
        divide_office(p, mine.share, worth_of_uses(p, c, office, mine, view))
        mine.indicators = grown(p, c, office, mine, view, rivals) if active else 0.0
    mine.visit_rate = visit_rate(p, mine.share, office.weight, month) if active else 0.0


def act_together(p, c):
    """Indicators, visits, checks, letters and support that reach townships, and tolerance delivered."""
    count_indicators(p, c)
    schedule_visits(p, c)
    spread_over_fields(p, c)
    c.tolerance = p.tolerance * (1.0 - p.grantor_liability * min(1.0, p.office_authority / 0.35))


def worth_of_uses(p, c, office, mine, view):  # eq. 5
    """Worth of an office's time, by use."""
    could_move = (1.0 - p.clarity) * exp(-(LETTER_MEANS * view.letters + CHECK_MEANS * view.checks))
    eased = could_move / (p.clarity + could_move)  # by one more unit of means, of the blame still there
    exposure = p.severity * p.accountability_pressure * 12.0 * view.office_exposure * eased
    stake = p.attention * view.weight * (1.0 + 0.6 * (0.5 - mine.grade))
    trouble = DRAW_NEWS * view.news + view.found + view.shortfall
    say = p.service_users * (1.0 if office.organ_class >= 2.0 else 0.5) + p.office_feedback
    missing = (1.0 - p.service_users) * p.trace_weight * (1.0 - view.mean_traces)
    return {
        "check": exposure * CHECK_MEANS + stake * BROUGHT_IN * missing,
        "visit": stake * (1.0 - 0.5 * p.service_users) * trouble,
        "letter": exposure * LETTER_MEANS * p.letters,
        "support": stake * say * (1.0 - view.mean_level),
        "own": 0.05,
    }


def divide_office(p, share, worths):  # eq. 6
    """Shares of an office's time move towards the logit of their worth."""
    best = max(worths.values())
    drawn = {use: HABIT[use] * exp(p.office_precision * (worths[use] - best)) for use in USES}
    total = sum_up(drawn.values())
    for use in USES:
        share[use] += p.office_adjustment * (drawn[use] / total - share[use])


def grown(p, c, office, mine, view, rivals):  # eq. 7
    """An office's indicators one month later."""
    written = sum_up(office.items)
    race = 1.0 + office.line * (sqrt(sqrt(rivals)) - 1.0)
    gained = p.attention * (GROUND + (DRAW_NEWS * view.news + view.shortfall)) * race
    asked = 2.0 * p.office_feedback * p.indicator_hours * c.total_count
    cost = mine.indicators / written * (p.handling * (1.0 - 0.5 * p.data) + asked)
    change = min(max(gained / cost - 1.0, -1.0), 1.0)
    change *= (1.0 - p.gate) if change > 0.0 else 0.5
    return max(mine.indicators * (1.0 + p.office_growth * change), 0.1 * written)


def visit_rate(p, share, weight, month):
    """Visits a month by one office to each township."""
    relative = share["visit"] / HABIT["visit"]
    usual, beyond = min(relative, 1.0), max(0.0, relative - 1.0)
    approved = usual * (1.0 - 0.3 * p.gate) + beyond * (1.0 - p.gate)
    season = 1.0 - p.bunching + (p.bunching * 3.0 if month % 3 == 2 else 0.0)
    return p.visits * p.inspection_frequency * weight * approved * season


def passed_down(p):
    """Indicators that reach a township for each that was written."""
    return p.indicator_load * exp(p.levels * log(1.0 + p.new_items)) * (1.0 - 0.364 * p.clarity)


def count_indicators(p, c):
    """Indicators that a township carries, by field."""
    arriving = passed_down(p)
    for d, field in enumerate(c.fields):
        field.count = field.trace_load = 0.0
        for office, mine in zip(p.offices, c.offices, strict=True):
            written = sum_up(office.items)
            if written > 0.0:
                here = mine.indicators * office.items[d] / written * arriving
                field.count += here
                field.trace_load += here * office.burden[d]
    total = sum_up(field.count for field in c.fields)
    within = p.indicator_cap / total if total > p.indicator_cap else 1.0
    for field in c.fields:
        field.count *= within
        field.trace_load *= within
    c.total_count = total * within


def schedule_visits(p, c):  # eq. 4, 8
    """Visits that a township receives, and how many of them look at each field."""
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


def spread_over_fields(p, c):
    """Checks, letters and support by field, from the offices that have indicators there."""
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


def grade_offices(p, c):  # eq. 12
    """Grades of offices in December, by their rank among the offices of a class."""
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
