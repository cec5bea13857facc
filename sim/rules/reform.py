"""Reforms: the levers in force this month.

Concept K12 · rows D1 to D25, B30 · before phase 1 of the month. A reform has no code of its own: it is a list of
overlays, each a slot of the parameter record, a value at dose 1 and a way to blend. Every month the overlaid slots
start again from the regime as written, so doses and ramps never pile up.
"""

from __future__ import annotations

from ..compile.kernel import kernel

BEFORE_ALL = -1  # month before the first, for setup: only reforms act that then have begun (derived: not a quantity)
# Ways to blend.
TOWARDS, SCALED, ADDED, AT_LEAST, AT_MOST, SCORE_SHARE, POST_SHARE = 0, 1, 2, 3, 4, 5, 6


@kernel
def phase(dose, start, ramp, month):
    """Dose reached in a month, 0 to `dose` (eq. 1): linear from `start` over `ramp` months."""
    if month < start:
        return 0.0
    if ramp <= 0.0:
        return dose
    return dose * min(1.0, (month - start + 1.0) / ramp)


@kernel
def blended(mode, now, value, weight):
    """The lever after one overlay at a weight from 0 to 1 (eq. 2)."""
    if mode == SCALED:
        return now * (1.0 + weight * (value - 1.0))
    if mode == ADDED:
        return now + weight * value
    moved = now + weight * (value - now)
    if mode == AT_LEAST:
        return max(now, moved)
    if mode == AT_MOST:
        return min(now, moved)
    return moved


@kernel
def for_share(p, table, now, share):
    """Weight that gives one reading a share of all; never less than it has (D9: to 30 % and more)."""
    others = -now
    for s in range(int(p.n_readings)):
        others += p.reading_weight[s] if table == SCORE_SHARE else p.reading_post_weight[s]
    return max(now, others * share / (1.0 - min(share, 0.95)))


@kernel
def apply_reforms(p, base, county, overlays, month):
    """Write the levers in force this month into the record `p`, from `base` as written and the overlays."""
    first, last = county.overlay_start, county.overlay_start + county.overlay_count
    for k in range(first, last):
        p.flat[overlays[k].slot] = base.flat[overlays[k].slot]
    for k in range(first, last):
        o = overlays[k]
        weight = phase(o.dose, o.start, o.ramp, month)
        if weight > 0.0:
            value = o.value
            if o.mode == SCORE_SHARE or o.mode == POST_SHARE:
                value = for_share(p, o.mode, p.flat[o.slot], value)
            p.flat[o.slot] = min(max(blended(o.mode, p.flat[o.slot], value, weight), o.low), o.high)
