"""7.3 what offices do: `sim/rules/offices.py`."""

from .assistance import ask_assistance, readiness
from .complaints import DRAWN
from .county import HABIT, USES
from .detection import to_papers
from .information import cover_fields
from .mathematics import exp, log, sqrt, sum_up
from .powers import named_away, worth_of_acting
from .rankings import values_comparison
from .readings import counts


def office_view(mine, values):
    """Mean of a quantity by field over the fields of an office, weighed by its indicators."""
    owned = sum_up(mine.owned)
    if owned <= 0.0:
        return 0.0
    return sum_up(items * value for items, value in zip(mine.owned, values, strict=True)) / owned


def office_part(c, mine, values):
    """The office's part, by indicators, in what fields add up to, against an average office."""
    total = 0.0
    for d, value in enumerate(values):
        everybody = sum_up(other.owned[d] for other in c.offices)
        if everybody > 0.0:
            total += value * mine.owned[d] / everybody * c.fields[d].manned
    return total * len(c.offices)


def own_indicators(p, c):  # eq. 157
    """Who owns how many indicators of each field: as written, and a part aimed at citizens' needs."""
    aimed = p.need_orientation * p.need_owned
    needs = sum_up(field.need for field in p.fields)
    for mine in c.offices:
        mine.owned = []
    here = [sum_up(office.items[d] for office in p.offices) for d in range(len(p.fields))]
    everything = sum_up(here)
    for d, (field, mine) in enumerate(zip(p.fields, c.fields, strict=True)):
        mine.manned = 1.0 if here[d] > 0.0 else 0.0
        if aimed * everything > 0.0:
            mine.manned = 1.0 if here[d] > 0.0 else aimed
        for office, own in zip(p.offices, c.offices, strict=True):
            items = office.items[d]
            if aimed * everything > 0.0:
                part = items / here[d] if here[d] > 0.0 else sum_up(office.items) / everything
                items = (1.0 - aimed) * items + aimed * everything * field.need / needs * part
            own.owned.append(items)


class Outlook:
    """What one office sees of its fields, month by month."""

    def __init__(self, c, mine):
        for name in ("found", "shortfall", "mean_level", "mean_traces", "mean_claim", "letters", "checks"):
            setattr(self, name, office_view(mine, [getattr(field, name) for field in c.fields]))
        for name in ("weight", "news", "office_exposure", "voice"):
            setattr(self, name, office_part(c, mine, [getattr(field, name) for field in c.fields]))


def act(p, c, month):
    """Phase 1: each office by itself, then what they do to townships together."""
    own_indicators(p, c)
    rivals = proliferation(p, c)
    for office, mine in zip(p.offices, c.offices, strict=True):
        act_alone(p, c, office, mine, rivals, month)
    act_together(p, c, month)


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
        view = Outlook(c, mine)
        divide_office(p, mine.share, worth_of_uses(p, c, office, mine, view))
        mine.assists = mine.compares = 0.0
        mine.indicators = grown(p, c, office, mine, view, rivals) if active else 0.0
    mine.visit_rate = visit_rate(p, mine.share, office.weight, month) if active else 0.0


def act_together(p, c, month):
    """Indicators, visits, checks, letters and support that reach townships, and tolerance delivered."""
    c.compared = sum_up(mine.compares for mine in c.offices)
    count_indicators(p, c)
    schedule_visits(p, c, month)
    spread_over_fields(p, c)
    c.tolerance = p.tolerance * (1.0 - p.grantor_liability * min(1.0, p.office_authority / p.full_reach))


def worth_of_uses(p, c, office, mine, view):  # eq. 5
    """Worth of an office's time, by use."""
    could_move = (1.0 - p.clarity) * exp(-(p.letter_means * view.letters + p.check_means * view.checks))
    eased = could_move / (p.clarity + could_move)  # by one more unit of means, of the blame still there
    blame = p.severity * p.accountability_pressure * 12.0 * view.office_exposure
    exposure = blame * eased
    stake = p.attention * view.weight * (1.0 + (0.5 - mine.grade))
    voice = DRAWN * p.news_draws * view.voice  # eq. 146
    trouble = p.news_draws * view.news + view.found + view.shortfall + voice
    relative = max(mine.share["visit"] / HABIT["visit"], 0.1)
    draw = (1.0 - p.find_drive) * trouble + p.find_drive * (view.found / relative)  # eq. 136
    hours = p.visit_hours + p.dossier_hours * c.papers
    asked = p.find_drive * (2.0 * p.office_feedback * hours * p.visits * p.inspection_frequency * office.weight)
    made = 1.0 - p.remote_control * (1.0 - mine.visits_made)
    say = (
        p.service_users * (1.0 if office.organ_class >= 2.0 else 0.5)
        + (1.0 - p.feedback_by_dropping) * p.office_feedback
    )
    claims = (1.0 - p.service_users) * (1.0 - p.trace_weight) + 0.5 * p.service_users
    missing = (1.0 - p.service_users) * p.trace_weight * (1.0 - view.mean_traces)
    return {
        "check": exposure * p.check_means + stake * p.checks_bring * missing,
        "visit": made * (stake * (1.0 - 0.5 * p.service_users) * draw - asked),
        "letter": (exposure * p.letter_means + blame * named_away(p, view.letters)) * p.letters,
        "support": stake * say * (1.0 - view.mean_level) + stake * voice,
        "own": p.office_work + worth_of_acting(p, c, office, stake * claims, blame),
    }


def divide_office(p, share, worths):  # eq. 6
    """Shares of an office's time move towards the logit of their worth."""
    best = max(worths.values())
    drawn = {use: HABIT[use] * exp(p.office_precision * (worths[use] - best)) for use in USES}
    total = sum_up(drawn.values())
    for use in USES:
        share[use] += p.adjustment * (drawn[use] / total - share[use])


def grown(p, c, office, mine, view, rivals):  # eq. 7
    """An office's indicators one month later."""
    written = sum_up(office.items)
    race = 1.0 + office.line * (sqrt(sqrt(rivals)) - 1.0)
    gained = p.attention * (p.indicator_ground + (p.news_draws * view.news + view.shortfall)) * race
    asked = 2.0 * p.office_feedback * p.indicator_hours * c.total_count
    first = max(p.handling * (1.0 - p.saved_handling * p.data), 1e-9) + asked
    cost = mine.indicators / written * first
    mine.assists = readiness(p, gained, cost * c.listed)
    mine.compares = view.weight / len(c.offices) * values_comparison(p, gained, first) if p.order_kept < 1.0 else 0.0
    change = min(max(gained / cost - 1.0, -1.0), 1.0)
    change *= (1.0 - p.gate) if change > 0.0 else 0.5
    return max(mine.indicators * (1.0 + p.office_growth * change), 0.1 * written)


def wanted_rate(p, share, weight, month):
    """Visits a month that one office would make to each township, without approval or cap."""
    return p.visits * p.inspection_frequency * weight * (share["visit"] / HABIT["visit"]) * season(p, month)


def season(p, month):
    """Visits against an even calendar."""
    return 1.0 - p.bunching + (p.bunching * 3.0 if month % 3 == 2 else 0.0)


def spent(p, mine, use):  # eq. 137
    """Time an office spends on a use; on checks and letters also what it cannot spend on visits."""
    if p.remote_control <= 0.0 or use not in ("check", "letter"):
        return mine.share[use]
    left = p.remote_control * mine.share["visit"] * max(0.0, 1.0 - mine.visits_made)
    return mine.share[use] * (1.0 + left / (mine.share["check"] + mine.share["letter"]))


def visit_rate(p, share, weight, month):
    """Visits a month by one office to each township."""
    relative = share["visit"] / HABIT["visit"]
    usual, beyond = min(relative, 1.0), max(0.0, relative - 1.0)
    approved = usual * (1.0 - p.gate_refusal * p.gate) + beyond * (1.0 - p.gate)
    approved += (1.0 - p.order_kept) * (relative - approved)
    return p.visits * p.inspection_frequency * weight * approved * season(p, month)


def passed_down(p):
    """Indicators that reach a township for each that was written."""
    return p.indicator_load * exp(p.levels * log(1.0 + p.new_items)) * (1.0 - 0.364 * p.clarity)


def count_indicators(p, c):
    """Indicators that a township carries, by field."""
    arriving = passed_down(p)
    aimed = p.need_orientation * p.need_owned
    for d, field in enumerate(c.fields):
        field.count = field.trace_load = field.assisted = field.assisted_load = 0.0
        for office, mine in zip(p.offices, c.offices, strict=True):
            owned = sum_up(mine.owned)
            if owned > 0.0:
                here, asked = mine.indicators * mine.owned[d] / owned * arriving, office.burden[d]
                if aimed > 0.0 and mine.owned[d] > 0.0:
                    written = (1.0 - aimed) * office.items[d]
                    asked = (written * asked + (mine.owned[d] - written)) / mine.owned[d]
                field.count += here
                field.trace_load += here * asked
                field.assisted += mine.assists * here
                field.assisted_load += mine.assists * here * asked
    total = sum_up(field.count for field in c.fields)
    within = p.indicator_cap / total if total > p.indicator_cap else 1.0
    for field in c.fields:
        field.count *= within
        field.trace_load *= within
    c.total_count = total * within
    cover_fields(p, c)
    ask_assistance(p, c, 0.364 * p.clarity, within)


def schedule_visits(p, c, month):  # eq. 4, 8, 131
    """Visits that a township receives, and how many of them look at each field, on the ground and at papers."""
    alone = 1.0 - p.mutual_recognition
    busiest = max(0.0, *(mine.visit_rate for mine in c.offices))
    everybody = sum_up(mine.visit_rate for mine in c.offices)
    asked = alone * everybody + p.mutual_recognition * busiest
    within = p.visit_cap / asked if asked > p.visit_cap else 1.0
    within += (1.0 - p.order_kept) * (1.0 - within)
    stands = p.joint_stands * p.mutual_recognition
    c.visits = asked * within
    c.seen_by = (asked + p.joint_depth * stands * (everybody - busiest)) * within
    c.papers = to_papers(p, p.announced, p.trace_weight)
    for office, mine in zip(p.offices, c.offices, strict=True):
        wanted = wanted_rate(p, mine.share, office.weight, month)
        mine.visits_made = within * mine.visit_rate / wanted if wanted > 0.0 else 1.0
    joint = p.mutual_recognition * busiest
    c.surprise = 1.2 - p.announced
    verified = from_outside = c.rated_dossiers = 0.0
    for reading in p.readings:
        if reading.hours > 0.0 and counts(reading):
            papers = to_papers(p, reading.announced, p.trace_weight * reading.trace)
            looks = reading.seen / reading.period * (1.0 - papers)
            verified += looks
            from_outside += looks * reading.independence
            c.rated_dossiers += papers / reading.period
    for d, field in enumerate(c.fields):
        own = sum_up(
            mine.visit_rate for office, mine in zip(p.offices, c.offices, strict=True) if office.items[d] > 0.0
        )
        owned = sum_up(mine.owned[d] for mine in c.offices)
        if field.manned < 1.0 and owned > 0.0:
            for mine in c.offices:
                own += field.manned * mine.visit_rate * mine.owned[d] / owned
        assessed = 1.0 if field.weight > 0.0 else 0.0
        field.paper_looks = c.papers * (within * (alone * own + p.joint_depth * joint * assessed)) * field.coverage
        team = joint + stands * max(0.0, own - busiest)
        looks = within * (alone * own + p.joint_depth * team * assessed)
        field.looks = (1.0 - c.papers) * looks + verified * assessed
        field.independent = from_outside * assessed / field.looks if field.looks > 0.0 else 0.0
        field.looks *= field.coverage


def spread_over_fields(p, c):
    """Checks, letters and support by field, from the offices that have indicators there."""
    for d, field in enumerate(c.fields):
        owned = sum_up(mine.owned[d] for mine in c.offices)

        def relative(use, d=d, owned=owned):
            return sum_up(mine.owned[d] * spent(p, mine, use) / HABIT[use] for mine in c.offices) / owned

        field.checks = relative("check") * field.manned if owned > 0.0 else 0.0
        # The intensity multiplies the sum before it is divided, which rounds differently from `relative`.
        handed = sum_up(mine.owned[d] * spent(p, mine, "letter") / HABIT["letter"] for mine in c.offices)
        field.letters = p.letters * handed / owned * field.manned if owned > 0.0 else 0.0
        field.support = relative("support") if owned > 0.0 else 1.0
        if field.manned < 1.0:
            field.support = 1.0 + field.manned * (field.support - 1.0)
        field.acts = relative("own") if owned > 0.0 else 1.0


def grade_offices(p, c):  # eq. 12
    """Grades of offices in December, by their rank among the offices of a class."""
    scores = []
    for mine in c.offices:
        view = Outlook(c, mine)
        helped = mine.share["support"] / HABIT["support"]
        served = 0.5 * (view.mean_level + helped / (1.0 + helped))
        reported = (1.0 - p.trace_weight) * view.mean_claim + p.trace_weight * view.mean_traces
        scores.append((1.0 - p.service_users) * reported + p.service_users * served)
    for o, mine in enumerate(c.offices):
        like = [
            scores[k] for k, other in enumerate(p.offices) if k != o and other.organ_class == p.offices[o].organ_class
        ]
        below = sum_up(1.0 if score < scores[o] else 0.5 if score == scores[o] else 0.0 for score in like)
        mine.grade = below / len(like) if like else 0.5
