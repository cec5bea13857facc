"""The whole run, compiled for the browser anew, leaves the same bits in all its arrays as the machine's own code.

In quick tests a toy is compiled anew (`test_webassembly.py`), and the page's engine, which is the whole run, has the
bits of seven scenarios in Node and in Chromium (`test_page_parity.py`).
"""

import shutil

import numba
import pytest
from same_bits import RENEW, small_cases, stored, world_digest
from wasm.node import run_in_node

from app.build_engine import build_engine
from sim.month import run_counties
from sim.world import World

needs_tools = pytest.mark.skipif(
    not (shutil.which("node") and shutil.which("wasm-ld")), reason="needs node and wasm-ld"
)

COUNTY = "small county, reformed"  # four townships, two years


def flat(arrays):
    """Arrays of nested tuples one after the other, as the calling convention has them."""
    for values in arrays:
        yield from flat(values) if isinstance(values, tuple) else (values,)


@needs_tools
@pytest.mark.slow
def test_a_county_for_two_years_has_the_same_bits_in_webassembly(tmp_path):
    native = World([small_cases()[COUNTY]])
    engine = build_engine({"entry": (run_counties, (numba.int64, numba.int64, numba.typeof(native.arrays())))})
    browser, _ = run_in_node(tmp_path, engine, [0, 1, *(array.copy() for array in flat(native.arrays()))])
    native.run()
    left = dict(zip(native.arrays()._fields, browser[2:], strict=False))  # arrays, and then buffers
    for name in ("params", "counties", "towns", "share", "skill", "portfolio", "traits", "series", "levels"):
        assert getattr(native, name).tobytes() == left[name].tobytes(), name
    assert native.series.any()
    assert world_digest(left) == stored()[COUNTY], f"not the bits stored in tests/digests.json; if meant: {RENEW}"
