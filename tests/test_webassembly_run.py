"""The whole run, compiled for the browser, computes the same bits as the machine's own code."""

import shutil

import numba
import numpy as np
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


@needs_tools
def test_a_county_for_two_years_has_the_same_bits_in_webassembly(tmp_path):
    native = World([small_cases()[COUNTY]])
    arguments = [0, 1, *(np.ascontiguousarray(a) for a in native.arrays())]
    engine = build_engine(run_counties, tuple(numba.typeof(a) for a in arguments))
    before = [a.copy() if isinstance(a, np.ndarray) else a for a in arguments]
    browser, _ = run_in_node(tmp_path, engine, before)
    native.run()
    names = ("first", "last", *native.arrays()._fields)
    kept = ("params", "counties", "towns", "share", "skill", "portfolio", "traits", "series", "levels")
    for name, ours, theirs in zip(names, (0, 1, *native.arrays()), browser, strict=True):
        if name in kept:
            assert ours.tobytes() == theirs.tobytes(), name
    assert native.series.any()
    left = dict(zip(names, browser, strict=True))
    assert world_digest(left) == stored()[COUNTY], f"not the bits stored in tests/digests.json; if meant: {RENEW}"
