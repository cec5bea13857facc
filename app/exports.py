"""What the page's engine exports: a run, outcomes of single townships, the worth of hours, and targets handed over."""

from __future__ import annotations

import numba
import numpy as np

from scenarios import load, load_place
from sim.month import run_counties
from sim.world import World

from .build_engine import build_engine
from .kernels import hand_over_targets, measure_townships, worth_of_hours


def engine() -> bytes:
    """The WebAssembly module of the page, with the exports `run`, `worth`, `measure` and `targets`."""
    world = World([load("generalised").case(load_place("class"), months=1)])
    whole = numba.int64
    arrays = numba.typeof(world.arrays())
    hours, double = numba.typeof(np.zeros((1, 1, 1), np.float32)), numba.typeof(np.zeros((1, 1)))
    return build_engine(
        {
            "run": (run_counties, (whole, whole, arrays)),
            "worth": (worth_of_hours, (arrays, whole, whole, hours)),
            "measure": (measure_townships, (arrays, double, double)),
            "targets": (hand_over_targets, (arrays, numba.float64, numba.float64)),
        }
    )
