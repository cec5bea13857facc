"""Horizons: what a unit of a stock today is worth at all readings to come, and what a stock keeps until one of them.

Concept K6 · rows C9 · phase 3 of the month.
A stock keeps a part of its distance to rest each month, and people discount the future, so a reading in n months counts
(patience x keep)^n. Readings come every 1, 3, 6 or 12 months of the calendar year.
"""

from __future__ import annotations

from ..compile.kernel import kernel
from ..state.enumerations import Period


@kernel
def period_of(months):
    """The `Period` of readings that come every so many months (1, 3, 6 or 12)."""
    if months < 3:
        return Period.MONTH
    if months < 6:
        return Period.QUARTER
    return Period.HALF_YEAR if months < 12 else Period.YEAR


@kernel
def months_to(months, month):
    """Months until a reading that comes every so many months, counting the present one: 1 in the month it is due."""
    return months - month % months


@kernel
def to_the_power(base, months):
    """A base from 0 to 1 to a whole power, by squaring."""
    power, n = 1.0, int(months)
    while n > 0:
        if n & 1:
            power *= base
        base *= base
        n >>= 1
    return power


@kernel(apart=True)
def keep_until(n, keep, months, powers, kept):
    """Parts `keep` of n stocks, kept each month, to the power of `months`: written to `kept`; `powers`: buffer (n,)."""
    left = int(months)
    for d in range(n):
        powers[d], kept[d] = keep[d], 1.0
    while left > 0:
        if left & 1:
            for d in range(n):
                kept[d] *= powers[d]
        for d in range(n):
            powers[d] *= powers[d]
        left >>= 1


@kernel(apart=True)
def sum_horizons(n, patience, keep, month, horizon):
    """Discounted worth of a unit of n stocks now at all readings to come (eq. 30); writes horizon[period, stock].

    keep: part of each stock that is left after a month. What the horizons multiply is a change of the stock at the end
    of this month, so a reading this month keeps all of it. Each period is a multiple of the one before: where the rarer
    reading is not due with the more frequent one, it comes one or more of those periods later.
    """
    wait, later, latest = 2 - month % 3, month % 6 < 3, month % 12 < 6
    for d in range(n):
        monthly = patience * keep[d]
        quarter = monthly * monthly * monthly
        half = quarter * quarter
        once = monthly * monthly if wait == 2 else (monthly if wait == 1 else 1.0)
        horizon[Period.MONTH, d] = 1.0 / (1.0 - monthly)
        horizon[Period.QUARTER, d] = once / (1.0 - quarter)
        once = once * quarter if later else once
        horizon[Period.HALF_YEAR, d] = once / (1.0 - half)
        once = once * half if latest else once
        horizon[Period.YEAR, d] = once / (1.0 - half * half)
