"""7.25 what indicators let superiors see: `sim/rules/information.py`."""

from .mathematics import exp, sum_up


def cover_fields(p, c):
    """Coverage of every field by its indicators (eq. 150), and the weight that they leave unseen (eq. 151)."""
    needs = sum_up(field.need for field in p.fields)
    c.unmeasured = 0.0
    for field, mine in zip(p.fields, c.fields, strict=True):
        mine.coverage = 1.0
        if p.information_need > 0.0:
            mine.coverage = 1.0 - exp(-(mine.count * needs / (p.information_need * field.need)))
            c.unmeasured += mine.weight * (1.0 - mine.coverage)
