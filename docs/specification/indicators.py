"""7.3 who owns how many indicators, how they grow, how many arrive: `sim/rules/indicators.py`."""

from .assistance import ask_assistance, readiness
from .information import cover_fields
from .mathematics import exp, log, sqrt, sum_up
from .rankings import values_comparison


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


def proliferation(p, c):
    """Indicators of all offices now, over those that they wrote at the start."""
    first = 0.0
    for office in p.offices:
        first += sum_up(office.items)
    now = sum_up(mine.indicators for mine in c.offices)
    return now / first if first > 0.0 else 1.0


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
