"""No kernel reads or writes past an array: a small county lives two years with every index checked.

In plain Python NumPy checks every index of the same rules, which `test_plain_python.py` and `test_same_bits.py` run;
here it is the compiled code, which takes a compilation of its own.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from experiments.credibility.small_world import small_case
from sim.world import World

HERE = Path(__file__).resolve().parent
SCRIPT = """
import sys
from experiments.credibility.small_world import small_case
from sim.world import World
sys.stdout.write(World([small_case(26, 1)]).run().series.tobytes().hex())
"""


@pytest.mark.slow
def test_a_small_county_with_every_index_checked_gives_the_same_bits():
    environment = os.environ | {"NUMBA_BOUNDSCHECK": "1", "PYTHONPATH": f"{HERE}{os.pathsep}{HERE.parent}"}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True, check=False, timeout=600
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout == World([small_case(26, 1)]).run().series.tobytes().hex()
