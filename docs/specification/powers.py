"""7.28 powers as a factor of production, and duty that is named elsewhere: `sim/rules/powers.py`."""

from .mathematics import exp, sum_up

BY_DUTY = 2.0


def kept(p, field):  # eq. 120
    """Share of a field's work that needs a power which offices keep."""
    return p.power_need * field.powers * p.office_authority


def reach(p, field):  # eq. 120
    """Part of a field's work that a township has the power to do."""
    return 1.0 - kept(p, field)


def done_by_offices(p, field, mine):  # eq. 121
    """What offices do themselves of what they keep, times needed hours; mine: the field as the county sees it."""
    return kept(p, field) * p.office_yield * mine.acts


def by_duty(p):
    """How far blame goes by named duty."""
    return min(1.0, BY_DUTY * p.power_need)


def unnamed(p, letters):
    """Share of blame that starts with offices where no list settles duty."""
    return p.unnamed_duty * exp(-letters)


def duty_of_offices(p, letters):  # eq. 122
    """Share of blame that starts with offices: by lists as far as they are clear, else by letters."""
    by_name = p.clarity * p.office_authority + (1.0 - p.clarity) * unnamed(p, letters)
    return (1.0 - by_duty(p)) * p.office_authority + by_duty(p) * by_name


def excuse(p, t):  # eq. 123
    """Factor on what an hour of shifting moves."""
    return 1.0 + max(0.0, p.office_authority - t.office_duty)


def named_away(p, letters):  # eq. 124
    """Part of an office's blame that one more unit of letters takes off."""
    return by_duty(p) * (1.0 - p.clarity) * unnamed(p, letters) / duty_of_offices(p, letters)


def worth_of_acting(p, c, office, claim_worth, blame):  # eq. 125
    """Worth to an office of doing itself what it keeps, by what that moves in the long run."""
    written = sum_up(office.items)
    if written <= 0.0:
        return 0.0
    gaps = [1.0 - mine.mean_level for mine in c.fields]
    moves = sum_up(
        items * (kept(p, field) * p.office_yield * gap * gap)
        for items, field, gap in zip(office.items, p.fields, gaps, strict=True)
    )
    return moves / written * (claim_worth + blame * p.hazard_slope)
