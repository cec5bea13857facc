"""Indicators: which office owns how many of each field, how they grow or die, and how many reach a township.

Concept K11 · rows A2, A7, B1, B4, C10, D1, D12, D19, D21, D23 · phase 1 of the month.
One indicator more wins an office attention, costs it handling, and costs the township what only feedback (D19) makes
the office see.
"""

from __future__ import annotations

from ..compile.kernel import kernel
from ..mathematics import exp, log, sqrt
from ..state.arrays import each_field, each_office
from .assistance import ask_assistance, readiness
from .information import cover_fields
from .office_view import LEAST, written_by
from .rankings import values_comparison

OFF_LIST = 0.364  # share of items a duty list takes back: 124 of 340 (evidence, section 1)
TOWNSHIP_COST = 2.0  # utility of a township's month of reports, where an office counts it as its own (assumed; D19)
LEAST_COST = 1e-9  # of one more indicator, utility, so that what is gained for it is a number (derived)


@kernel
def aimed_at_need(p):
    """Part of all indicators that is aimed at citizens' needs, and so has owners there (D23)."""
    return p.need_orientation * p.need_owned


@kernel
def own_indicators(p, county):
    """Who owns how many indicators of each field (eq. 157): as written, and a part aimed at citizens' needs.

    What is aimed at the needs of a field belongs to its offices by their indicators there; where there was none, to all
    offices by their size, which then attend to the field as far as indicators are aimed at needs: `county.manned`.
    """
    aimed, all_items, needs = aimed_at_need(p), 0.0, 0.0
    for d in each_field(p):
        here = 0.0
        for o in each_office(p):
            county.owned[o, d] = p.items[o, d]
            here += p.items[o, d]
        county.manned[d] = 1.0 if here > 0.0 else 0.0
        all_items += here
        needs += p.field_need[d]
    if aimed * all_items > 0.0:
        for d in each_field(p):
            here = 0.0
            for o in each_office(p):
                here += p.items[o, d]
            to_need = aimed * all_items * p.field_need[d] / needs
            for o in each_office(p):
                part = p.items[o, d] / here if here > 0.0 else written_by(p, o) / all_items
                county.owned[o, d] = (1.0 - aimed) * p.items[o, d] + to_need * part
            county.manned[d] = 1.0 if here > 0.0 else aimed


@kernel
def count_written(p, county, written):
    """Indicators of all offices in each field: `written` (fields,)."""
    for d in each_field(p):
        written[d] = 0.0
        for o in each_office(p):
            written[d] += county.owned[o, d]


@kernel
def grow_indicators(p, county, o, items, rivals, part, trouble):
    """Births and deaths of the indicators of office o, which wrote `items` (eq. 7), and what it does without them.

    rivals: how all have grown. part: of what counts, the share in the fields of this office. trouble: how incidents and
    shortfalls there draw it.
    """
    if items <= 0.0:
        county.indicators[o] = county.assists[o] = 0.0
        return
    grown = county.indicators[o] / items
    # Line departments follow the growth of other offices' indicators, territorial government does not (A2).
    race = 1.0 + p.office_line[o] * (sqrt(sqrt(rivals)) - 1.0)
    gain = p.attention * (p.indicator_ground + trouble) * race
    asked = TOWNSHIP_COST * p.office_feedback * p.indicator_hours * county.total_count
    first = max(p.handling * (1.0 - p.saved_handling * p.data), LEAST_COST) + asked
    cost = grown * first
    county.assists[o] = readiness(p, gain, cost * county.listed)
    if p.order_kept < 1.0:
        county.compared += part * values_comparison(p, gain, first)
    change = min(max(gain / cost - 1.0, -1.0), 1.0)
    change *= (1.0 - p.gate) if change > 0.0 else 0.5
    county.indicators[o] = max(county.indicators[o] * (1.0 + p.office_growth * change), LEAST * items)


@kernel
def passed_down(p):
    """Indicators that reach a township for each that was written: new items of levels, less the duty list (B4, D1)."""
    return p.indicator_load * exp(p.levels * log(1.0 + p.new_items)) * (1.0 - OFF_LIST * p.clarity)


@kernel(apart=True)
def count_indicators(p, county):
    """Indicators a township carries by field, after new items, the duty list and the cap (B1, B4, D1, D21).

    One that is aimed at needs asks as many documents as an average indicator. What lists and caps keep out comes back
    in part (`assistance`).
    """
    aimed = aimed_at_need(p)
    grown = passed_down(p)
    total = 0.0
    for d in each_field(p):
        county.count[d] = 0.0
        county.trace_load[d] = 0.0
        county.assisted[d] = county.assisted_load[d] = 0.0
    for o in each_office(p):
        items = 0.0
        for d in each_field(p):
            items += county.owned[o, d]
        if items > 0.0:
            for d in each_field(p):
                owned = county.owned[o, d]
                here = county.indicators[o] * owned / items * grown
                asked = p.burden[o, d]
                if aimed > 0.0 and owned > 0.0:
                    written = (1.0 - aimed) * p.items[o, d]
                    asked = (written * asked + (owned - written)) / owned
                county.count[d] += here
                county.trace_load[d] += here * asked
                county.assisted[d] += county.assists[o] * here
                county.assisted_load[d] += county.assists[o] * here * asked
    for d in each_field(p):
        total += county.count[d]
    keep = p.indicator_cap / total if total > p.indicator_cap else 1.0
    for d in each_field(p):
        county.count[d] *= keep
        county.trace_load[d] *= keep
    county.total_count = total * keep
    cover_fields(p, county)
    ask_assistance(p, county, OFF_LIST * p.clarity, keep)
