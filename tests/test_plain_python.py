"""Rules can be followed with a debugger: without compilation (`KAOHE_COMPILE=python`) a county has the same bits."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from experiments.credibility.small_world import small_place, small_regime
from kaohe.model import AssessmentModel
from scenarios import load
from sim import month
from sim.world import Case, World

HERE = Path(__file__).resolve().parent
SCRIPT = """
import sys
from test_plain_python import world
sys.stdout.write(world(sys.argv[1]).run().series.tobytes().hex())
"""
MESA = """
import sys
from test_plain_python import stepped
sys.stdout.write(stepped().hex())
"""
STRICT = """
import test_plain_python
test_plain_python.strict_month()
"""


def world(kind):
    """Two townships; for two months, as they are or with a reform that is phased in."""
    if kind == "reform":
        return World([load("generalised+mutual_recognition=0.5").case(small_place(2), months=2, seed=1)])
    return World([Case(small_regime(), small_place(2), months=2, seed=1)])


def stepped():
    """A county of the Mesa model, one month on."""
    model = AssessmentModel(load("minimal"), small_place(2), months=1, seed=1)
    model.step()
    return model.world.series.tobytes()


class Strict(np.ndarray):
    """An array that takes only numbers in single precision."""

    def __setitem__(self, key, value):
        assert type(value) is np.float32, "a number was not rounded before a loop over cadres"
        super().__setitem__(key, value)


def strict_month():
    """The second month of a county, all that is written of cadres being checked."""
    w = world("brief").arrays()
    month.draw_county(w, 0)
    for number in (0, 1):
        month.open_month(w, 0, number)
        month.choose_month(w, 0, number)
        month.close_month(w, 0, number)
        names = ("share", "traits", "worth")
        w = w._replace(
            cadre=type(w.cadre)(*(array.view(Strict) for array in w.cadre)),
            **{name: getattr(w, name).view(Strict) for name in names},
        )


def plain(script, *arguments):
    """What a script prints where nothing is compiled and every warning is an error."""
    environment = os.environ | {"KAOHE_COMPILE": "python", "PYTHONPATH": f"{HERE}{os.pathsep}{HERE.parent}"}
    done = subprocess.run(
        [sys.executable, "-W", "error::RuntimeWarning", "-c", script, *arguments],
        env=environment, capture_output=True, text=True, check=False, timeout=600,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.mark.parametrize("kind", ["brief", "reform"])  # over a turn of the year: test_same_bits.py
def test_plain_python_gives_the_bits_of_the_compiled_run(kind):
    assert plain(SCRIPT, kind) == world(kind).run().series.tobytes().hex()


def test_the_mesa_model_runs_in_plain_python_too():
    assert plain(MESA) == stepped().hex()


def test_loops_over_cadres_are_in_single_precision():
    assert plain(STRICT) == ""
