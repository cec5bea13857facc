"""Powers are a factor of production: what nobody may decide, nobody can get done, and blame falls by named duty.

Concepts K7, K9, K11 · rows A1, C11, D1, D2, D25 · phases 1, 3, 4 and 6 of the month.
A share of the work of each field needs powers of enforcement, approval or money. Of that share a township can do only
what offices have not kept; what they keep they must do themselves, with their own time, and what they do not do stays
undone. Blame starts where duty is *named*, by a list of duties or by letters of responsibility, wherever the power is.
The *responsibility gap* is what a township answers for without the power: whoever has it has an excuse, so an hour of
shifting moves more.
"""

from __future__ import annotations

from ..compile.kernel import kernel
from ..mathematics import exp
from ..state.arrays import each_field

BY_DUTY = 2.0  # how soon all blame goes by named duty as need of powers grows: from a half on (assumed)


@kernel
def kept(p, d):
    """Share of the work of field d that needs a power which offices keep (eq. 120)."""
    return p.power_need * p.field_powers[d] * p.office_authority


@kernel
def reach(p, d):
    """Part of the work of field d that a township has the power to do (eq. 120)."""
    return 1.0 - kept(p, d)


@kernel
def done_by_offices(p, county, d):
    """Work that offices do in what they keep of field d, times needed hours (eq. 121)."""
    return kept(p, d) * p.office_yield * county.acts[d]


@kernel
def by_duty(p):
    """How far blame goes by named duty rather than by authority, 0 to 1 (eq. 122)."""
    return min(1.0, BY_DUTY * p.power_need)


@kernel
def unnamed(p, letters):
    """Share of blame that starts with offices where no list settles duty, at so many letters (eq. 122)."""
    return p.unnamed_duty * exp(-letters)


@kernel
def duty_of_offices(p, letters):
    """Share of blame for an event that starts with offices (eq. 122).

    As far as a list settles duties it follows power; else it follows letters, whoever has the power. Without need of
    powers it is the authority of offices.
    """
    named = p.clarity * p.office_authority + (1.0 - p.clarity) * unnamed(p, letters)
    return (1.0 - by_duty(p)) * p.office_authority + by_duty(p) * named


@kernel
def excuse(p, t):
    """Factor on what an hour of shifting moves (eq. 123): one, and the power that a township lacks for its duties."""
    return 1.0 + max(0.0, p.office_authority - t.office_duty)


@kernel
def named_away(p, letters):
    """Part of an office's blame that one more unit of letters takes off by naming townships (eq. 124)."""
    falls = by_duty(p) * (1.0 - p.clarity) * unnamed(p, letters)
    return falls / duty_of_offices(p, letters)


@kernel
def worth_of_acting(p, county, o, claim_worth, blame):
    """Worth to office o of acting itself in what it keeps, by what that moves at rest (eq. 125).

    claim_worth: of one more unit of level, in its own score. blame: that rests with it, a year.
    """
    moves, items = 0.0, 0.0
    for d in each_field(p):
        gap = 1.0 - county.mean_level[d]
        moves += p.items[o, d] * (kept(p, d) * p.office_yield * gap * gap)
        items += p.items[o, d]
    return moves / items * (claim_worth + blame * p.hazard_slope) if items > 0.0 else 0.0
