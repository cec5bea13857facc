"""7.39 finds that offices do not pass on: `sim/rules/exemptions.py`."""

from .mathematics import logistic, sum_up


def unreported(p, rests):  # eq. 178
    """Part of its finds in a field that an office does not pass on; rests: share of blame that rests with offices."""
    find = 0.5 * (p.event_exposed + p.event_neglect)  # size of a find of sham or of neglect
    falls_back = p.exposure_loss / p.event_exposed * p.severity * p.accountability_pressure * find * rests
    wins = p.attention * (1.0 - 0.5 * p.service_users)
    return (1.0 - p.order_kept) * logistic(p.office_precision * (falls_back - wins))


def grant_exemptions(p, c):  # eq. 179
    """Finds of next month that will not be passed on; what raters from outside see always is."""
    for d, mine in enumerate(c.fields):
        mine.unreported = 0.0
        if p.order_kept < 1.0:
            rests = sum_up(t.jobs[d].rest["office"] for t in c.towns) / len(c.towns)
            mine.unreported = (1.0 - mine.independent) * unreported(p, rests)
