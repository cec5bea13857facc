"""7.5 what a stock is worth at all readings to come: `sim/rules/horizons.py`."""

from .mathematics import power


def months_to(period, month):
    """Months until a reading of this period; 1 in the month itself."""
    return period - month % period


def sum_horizons(keep, month):  # eq. 30
    """All readings to come of a stock of which `keep` is left each month, discounted, by their period in months.

    What is left by the next reading of a period is what is left by the next of a shorter one, and after as many whole
    quarters or half years as then still lack; so rounding goes by quarters, too.
    """
    quarter = keep * keep * keep
    half = quarter * quarter
    left = power(keep, months_to(3, month) - 1)
    worth = {1: 1.0 / (1.0 - keep), 3: left / (1.0 - quarter)}
    left = left if months_to(6, month) <= 3 else left * quarter
    worth[6] = left / (1.0 - half)
    left = left if months_to(12, month) <= 6 else left * half
    worth[12] = left / (1.0 - half * half)
    return worth


def at_lights_and_year_end(p, later):
    """Worth of a stock through the fear of a missed target, as far as lights are on."""
    return 0.25 * p.lights * later[3] + (1.0 - 0.75 * p.lights) * later[12]
