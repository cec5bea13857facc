"""7.37 what lists and caps keep out is asked as assistance: `sim/rules/assistance.py`."""

from .mathematics import logistic


def readiness(p, gained, cost):  # eq. 174
    """Part of what lists and caps keep from an office that it asks townships for all the same."""
    if p.order_kept >= 1.0:
        return 0.0
    return (1.0 - p.order_kept) * logistic(p.office_precision * (gained - cost))


def ask_assistance(p, c, off_list, keep):  # eq. 175
    """Add to what townships carry what offices ask outside list and cap."""
    c.listed = (1.0 - off_list) * keep
    kept_out = (1.0 - c.listed) / (1.0 - off_list)
    for field in c.fields:
        field.assisted *= kept_out
        field.assisted_load *= kept_out
        c.total_count += field.assisted
        field.trace_load += field.assisted_load
