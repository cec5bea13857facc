"""All measures of a month in one kernel, put together from the functions of the table."""

from __future__ import annotations

from ..compile.kernel import kernel
from ..state.arrays import each_township
from .delivered import reports_ordered
from .hours import hours_of
from .measure import Function, Measure
from .table import MEASURES, N_MEASURES


@kernel
def _nothing(p, county, place, hours, out):
    pass


def _writer(number: int, measure: Measure) -> Function:
    """A kernel that writes one measure to its place in `out`, or adds a township's part to it."""
    compute = kernel(_called(f"compute_{measure.id}", measure.compute))

    def add_township(p, county, t, hours, out):
        out[number] += compute(p, county, t, hours)

    def write_county(p, county, towns, hours, out):
        out[number] = compute(p, county, towns)

    return kernel(_called(f"write_{measure.id}", add_township if measure.by_township else write_county))


def _called(name: str, function: Function) -> Function:
    """The function under a name that no other has: Numba tells machine code of several processes apart by names."""
    function.__qualname__ = name
    return function


def _all(writers: list[Function]) -> Function:
    """One kernel that calls all of these, eight at a time: Numba cannot go through a list of functions."""
    if len(writers) == 1:
        return writers[0]
    writers = writers + [_nothing] * (-len(writers) % 8)
    return _all([_eight(*writers[i : i + 8]) for i in range(0, len(writers), 8)])


def _eight(a: Function, b: Function, c: Function, d: Function, e: Function, f: Function, g: Function, h: Function):
    def each(p, county, place, hours, out):
        a(p, county, place, hours, out)
        b(p, county, place, hours, out)
        c(p, county, place, hours, out)
        d(p, county, place, hours, out)
        e(p, county, place, hours, out)
        f(p, county, place, hours, out)
        g(p, county, place, hours, out)
        h(p, county, place, hours, out)

    return kernel(_called(f"eight_from_{a.__qualname__}", each))


_add_township = _all([_writer(number, measure) for number, measure in enumerate(MEASURES) if measure.by_township])
_write_county = _all([_writer(number, measure) for number, measure in enumerate(MEASURES) if not measure.by_township])


@kernel
def measure_month(p, county, towns, b, out, levels):
    """Write the month's outcomes of one county, (measures,), and the mean true level of every field, (fields,)."""
    n, fields, reports = county.town_count, int(p.n_fields), reports_ordered(p)
    for m in range(N_MEASURES):
        out[m] = 0.0
    for d in range(fields):
        levels[d] = 0.0
    for j in each_township(county):
        t = towns[j]
        _add_township(p, county, t, hours_of(p, county, t, b, reports), out)
        for d in range(fields):
            levels[d] += t.level[d] / n
    for m in range(N_MEASURES):
        out[m] /= n
    _write_county(p, county, towns, 0.0, out)
