"""What an office is: what it divides itself between, and what it sees of the fields in which it owns indicators.

Concept K11 · rows A2, A9 · phase 1 of the month.
"""

from __future__ import annotations

from ..compile.kernel import kernel
from ..state.arrays import each_field
from ..state.enumerations import OfficeActivity

CHECK, VISIT, LETTER, SUPPORT, OWN = map(int, OfficeActivity)  # Numba takes whole numbers only to look into a tuple
HABIT = (0.25, 0.25, 0.20, 0.10, 0.20)  # habitual division of an office's time (assumed)
LEAST = 0.1  # part of habitual visits from which finds are projected, and of written indicators that stay (assumed)


@kernel
def written_by(p, o):
    """Indicators that office o wrote."""
    items = 0.0
    for d in each_field(p):
        items += p.items[o, d]
    return items


@kernel
def office_part(p, county, written, o, values):
    """Part of office o in what fields add up to (weight, incidents, blame), against an average office.

    Offices divide a field by the indicators they own in it, so that nothing depends on how finely fields are cut.
    written: by all offices, (fields,). values: (fields,).
    """
    total = 0.0
    for d in each_field(p):
        if written[d] > 0.0:
            total += values[d] * county.owned[o, d] / written[d] * county.manned[d]
    return total * p.n_offices


@kernel
def office_view(p, county, o, values):
    """Mean over the fields of office o, weighed by its indicators, of levels or shortfalls: `values` (fields,)."""
    total, items = 0.0, 0.0
    for d in each_field(p):
        total += county.owned[o, d] * values[d]
        items += county.owned[o, d]
    return total / items if items > 0.0 else 0.0
