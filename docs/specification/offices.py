"""7.3 what offices do: `sim/rules/offices.py`."""

from .complaints import DRAWN
from .county import HABIT, USES
from .indicators import count_indicators, grown, own_indicators, proliferation
from .mathematics import exp, sum_up
from .office_view import Outlook
from .powers import named_away, worth_of_acting
from .visits import schedule_visits, visit_rate


def act(p, c, month):
    """Phase 1: each office by itself, then what they do to townships together."""
    own_indicators(p, c)
    rivals = proliferation(p, c)
    for office, mine in zip(p.offices, c.offices, strict=True):
        act_alone(p, c, office, mine, rivals, month)
    act_together(p, c, month)


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


def spent(p, mine, use):  # eq. 137
    """Time an office spends on a use; on checks and letters also what it cannot spend on visits."""
    if p.remote_control <= 0.0 or use not in ("check", "letter"):
        return mine.share[use]
    left = p.remote_control * mine.share["visit"] * max(0.0, 1.0 - mine.visits_made)
    return mine.share[use] * (1.0 + left / (mine.share["check"] + mine.share["letter"]))


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
