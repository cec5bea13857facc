"""The page's engine computes the same bits as the machine's own code."""

import shutil

import numba
import numpy as np
import pytest
from wasm import toy
from wasm.node import run_in_node

from app.build_engine import EngineError, build_engine

needs_tools = pytest.mark.skipif(
    not (shutil.which("node") and shutil.which("wasm-ld")), reason="needs node and wasm-ld"
)


@pytest.fixture(scope="module")
def world():
    rng = np.random.default_rng(1)
    p, towns = np.zeros(1, toy.rules), np.zeros(5, toy.town)
    p["x"], p["precision"] = rng.normal(size=toy.LANES), 0.3
    towns["place"]["code"] = 110101000 + np.arange(5)
    towns["x"], towns["shares"] = rng.normal(size=(5, toy.LANES)), rng.random((5, toy.KINDS, toy.LANES))
    return [p, towns, np.zeros((5, toy.LANES)), np.zeros(24), 7]


@pytest.fixture(scope="module")
def engine(world):
    return build_engine({"entry": (toy.run, tuple(numba.typeof(value) for value in world))})


@needs_tools
def test_same_bits_as_native(world, engine, tmp_path):
    native = [value.copy() if isinstance(value, np.ndarray) else value for value in world]
    toy.run(*native)
    browser, _ = run_in_node(tmp_path, engine, world)
    assert not np.array_equal(native[3], world[3])
    for ours, theirs in zip(native[:-1], browser[:-1], strict=True):
        assert ours.tobytes() == theirs.tobytes()


@needs_tools
def test_the_build_does_not_depend_on_the_builder(world, engine, monkeypatch):
    monkeypatch.setenv("NUMBA_CPU_NAME", "nehalem")
    assert build_engine({"entry": (toy.run, tuple(numba.typeof(value) for value in world))}) == engine


def test_a_missing_linker_is_named(monkeypatch, world):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(EngineError, match="lld"):
        build_engine({"entry": (toy.run, tuple(numba.typeof(value) for value in world))})
