"""7.3 what an office sees of its fields: `sim/rules/office_view.py`."""

from .mathematics import sum_up


def office_view(mine, values):
    """Mean of a quantity by field over the fields of an office, weighed by its indicators."""
    owned = sum_up(mine.owned)
    if owned <= 0.0:
        return 0.0
    return sum_up(items * value for items, value in zip(mine.owned, values, strict=True)) / owned


def office_part(c, mine, values):
    """The office's part, by indicators, in what fields add up to, against an average office."""
    total = 0.0
    for d, value in enumerate(values):
        everybody = sum_up(other.owned[d] for other in c.offices)
        if everybody > 0.0:
            total += value * mine.owned[d] / everybody * c.fields[d].manned
    return total * len(c.offices)


class Outlook:
    """What one office sees of its fields, month by month."""

    def __init__(self, c, mine):
        for name in ("found", "shortfall", "mean_level", "mean_traces", "mean_claim", "letters", "checks"):
            setattr(self, name, office_view(mine, [getattr(field, name) for field in c.fields]))
        for name in ("weight", "news", "office_exposure", "voice"):
            setattr(self, name, office_part(c, mine, [getattr(field, name) for field in c.fields]))
