"""The whole run, compiled for the browser, computes the same bits as the machine's own code."""

import shutil

import numba
import pytest
from wasm.node import run_in_node

from app.build_engine import build_engine
from experiments.credibility.small_world import small_place, small_regime
from sim.month import run_counties
from sim.state.layout import slot
from sim.world import Case, Overlay, World

needs_tools = pytest.mark.skipif(
    not (shutil.which("node") and shutil.which("wasm-ld")), reason="needs node and wasm-ld"
)


def flat(arrays):
    """Arrays of nested tuples one after the other, as the calling convention has them."""
    for values in arrays:
        yield from flat(values) if isinstance(values, tuple) else (values,)


def world_of_two_years():
    reform = Overlay(slot("mutual_recognition"), 0, 0.8, 0.5, 3, 6, 0, 1)
    return World([Case(small_regime(), small_place(), months=24, seed=7, overlays=(reform,))])


@needs_tools
def test_a_county_for_two_years_has_the_same_bits_in_webassembly(tmp_path):
    native = world_of_two_years()
    engine = build_engine(run_counties, (numba.int64, numba.int64, numba.typeof(native.arrays())))
    browser, _ = run_in_node(tmp_path, engine, [0, 1, *(array.copy() for array in flat(native.arrays()))])
    native.run()
    names = native.arrays()._fields[: -len(("worth", "cadre", "township", "buffer"))]
    for name, theirs in zip(names, browser[2:], strict=False):
        assert getattr(native, name).tobytes() == theirs.tobytes(), name
    assert native.series.any()
