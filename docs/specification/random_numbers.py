"""Appendix A.3: random numbers looked up by address: `sim/state/random_numbers.py`."""

from .mathematics import normal_quantile

TRAITS, INSPECTION, EVENTS, READINGS, PERSONS, TARGETS, PRIORITIES, TURNOVER = range(1, 9)
WORD = (1 << 64) - 1


def scramble(key):
    """One step of splitmix64 (Steele, Lea and Flood 2014): 64 bits from 64 bits."""
    key = (key + 0x9E3779B97F4A7C15) & WORD
    key = ((key ^ (key >> 30)) * 0xBF58476D1CE4E5B9) & WORD
    key = ((key ^ (key >> 27)) * 0x94D049BB133111EB) & WORD
    return key ^ (key >> 31)


class RandomNumbers:
    """Random numbers of one county under one seed, each by its address, so that the order of asking does not matter.

    stream: one of the kinds above; town: code of a township, or 0 for the county; slot: what of the stream
    it is for, such as the key of a reading; field: key of a field, or 0; month: month of the run, or a term of office.
    """

    def __init__(self, seed, county):
        self.seed, self.county = seed, county

    def uniform(self, stream, town, slot, field, month):
        """Uniform between 0 and 1, without the ends."""
        key = 0
        for part in (self.seed, stream, self.county, town, slot, field, month):
            key = scramble(key ^ part)
        return ((key >> 12) + 0.5) / 2.0**52

    def normal(self, stream, town, slot, field, month):
        """Standard normal, from the uniform number of the same address."""
        return normal_quantile(self.uniform(stream, town, slot, field, month))
