"""Addressed random numbers: what happens to whom is looked up by an address, not drawn in turn.

An address is (seed, stream, county, township, slot, field, month). Each part is mixed in by a full scramble of its own,
never added to another part, so no two addresses can meet by arithmetic. Whoever adds an office, a field or a township
changes no number of anybody else's, and scenarios under one seed meet the same events (common random numbers).

Counties and townships are named by their stable codes, fields and readings by keys of their ids, posts by their
number: never by positions in an array. What of a stream a number is for is its *slot*, and each rule names its own.
"""

from typing import Any

import numpy as np

from ..compile.kernel import kernel
from ..mathematics import ONE_BITS, float_of, normal_quantile

# Streams: kinds of random events, so that two rules never look up the same number.
TRAITS, INSPECTION, EVENTS, READINGS, PERSONS, TARGETS, PRIORITIES, TURNOVER = 1, 2, 3, 4, 5, 6, 7, 8
LEADERS, DIFFUSION = 9, 10  # of tied counties only

# splitmix64: increment and multipliers
GOLDEN = np.uint64(0x9E3779B97F4A7C15)
FIRST = np.uint64(0xBF58476D1CE4E5B9)
SECOND = np.uint64(0x94D049BB133111EB)
ALMOST_ONE = 1.0 - 2.0**-53


@kernel(inline=True)
def mix(key: np.uint64, part: int) -> np.uint64:
    """One more part of an address (the finaliser of splitmix64, D. Stafford's variant 13)."""
    x = (key ^ np.uint64(part)) + GOLDEN
    x = (x ^ (x >> np.uint64(30))) * FIRST
    x = (x ^ (x >> np.uint64(27))) * SECOND
    return x ^ (x >> np.uint64(31))


@kernel
def prefix(seed: int, stream: int, county: int, township: int) -> np.int64:
    """The part of an address that one township shares; seed >= 0.

    Signed, because Numba makes a float of signed and unsigned together: whoever keeps a
    prefix in an array or passes it on from Python need not convert it.
    """
    return np.int64(mix(mix(mix(mix(np.uint64(0), seed), stream), county), township))


@kernel
def of_township(county: Any, t: Any, stream: int) -> np.int64:
    """The part of an address that one township of a county shares, in one stream of the county's seed."""
    return prefix(county.seed, stream, county.code, t.code)


@kernel
def of_county(county: Any, stream: int) -> np.int64:
    """The part of an address that a county shares, apart from its townships."""
    return prefix(county.seed, stream, county.code, 0)


@kernel
def address_at(prefix: np.int64, slot: int, field: int, month: int) -> np.uint64:
    """The 64 random bits at an address below a prefix."""
    return mix(mix(mix(np.uint64(prefix), slot), field), month)


@kernel
def address(seed: int, stream: int, county: int, township: int, slot: int, field: int, month: int) -> np.uint64:
    """The 64 random bits at a full address."""
    return address_at(prefix(seed, stream, county, township), slot, field, month)


@kernel
def unit(bits: np.uint64) -> float:
    """A number between 0 and 1 from 64 bits: the upper 52 and a half, times 2**-52; never 0, never 1, always exact.

    (53 bits and a half would not fit a float: the largest would round to 1.)
    """
    return float_of(np.int64(bits >> np.uint64(12)) | ONE_BITS) - ALMOST_ONE


@kernel
def uniform_at(prefix: np.int64, slot: int, field: int, month: int) -> float:
    """A uniform number between 0 and 1, open at both ends, below a prefix."""
    return unit(address_at(prefix, slot, field, month))


@kernel(apart=True)
def draw(n: int, prefix: np.int64, slot: int, keys: Any, month: int, chances: Any, happens: Any) -> None:
    """What happens in n fields by these chances, 1 or 0, written to `happens`; keys: of the fields. All (n,)."""
    for d in range(n):
        happens[d] = 1.0 if uniform_at(prefix, slot, int(keys[d]), month) < chances[d] else 0.0


@kernel
def uniform(seed: int, stream: int, county: int, township: int, slot: int, field: int, month: int) -> float:
    """A uniform number between 0 and 1, open at both ends, at a full address."""
    return unit(address(seed, stream, county, township, slot, field, month))


@kernel
def normal_at(prefix: np.int64, slot: int, field: int, month: int) -> float:
    """A standard normal number below a prefix."""
    return normal_quantile(uniform_at(prefix, slot, field, month))


@kernel
def normal(seed: int, stream: int, county: int, township: int, slot: int, field: int, month: int) -> float:
    """A standard normal number at a full address."""
    return normal_quantile(uniform(seed, stream, county, township, slot, field, month))
