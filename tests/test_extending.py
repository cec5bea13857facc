"""Extending is cheap: a lever, a rule and a measure are added to a copy of the program, each in one place."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LEVER = """    quiet_hours: float = parameter(
        0.6, 0, 1, "share of the month", "D21", "hours in which superiors ask nothing", "免打扰时段"
    )
"""
RULE = '''"""Quiet hours: time in which superiors ask nothing. Row D21."""

from ..compile.kernel import kernel


@kernel
def keep_quiet(p, t):
    """Discretionary time is never less than the quiet hours."""
    t.time = max(t.time, p.quiet_hours)
    t.compulsory = 1.0 - t.time
'''
MEASURE = """    Measure("disturbed", "E6", MONTH, 0, 1, -1, "Disturbed time", "被打扰时间", "compulsory time, doubled",
            lambda p, county, t, h: 2.0 * t.compulsory),
"""
SCRIPT = """
import numpy as np
from experiments.credibility.small_world import small_place
from scenarios import load
from sim.measures import MEASURES, NAMES
from sim.world import Case, World

levers = [load(word).regime.levers for word in ("generalised", "minimal", "yinzhou")]
assert all(lever.quiet_hours == 0.6 for lever in levers), "a regime that does not name a lever has its default"
[quiet] = World([load("extreme").case(small_place(2), months=2, seed=1)]).run().series
burden, disturbed = quiet[:, NAMES.index("burden")], quiet[:, NAMES.index("disturbed")]
assert np.array_equal(disturbed, 2.0 * burden) and np.allclose(burden, 0.4), burden
assert MEASURES[-1].id == "disturbed"
"""


@pytest.fixture
def extended(tmp_path):
    """The program with a lever, a rule and a measure more."""
    for room in ("sim", "scenarios", "experiments"):
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    insert(tmp_path / "sim/parameters/levers.py", "    # --- compulsory load\n", LEVER)
    (tmp_path / "sim/rules/quiet.py").write_text(RULE, encoding="utf-8")
    insert(tmp_path / "sim/month.py", "from .rules.people import", "", before="from .rules.quiet import keep_quiet\n")
    insert(
        tmp_path / "sim/month.py", "        take_load(p, county, w.towns[j])\n", "        keep_quiet(p, w.towns[j])\n"
    )
    insert(tmp_path / "sim/measures.py", ")  # fmt: skip\nNAMES", "", before=MEASURE)
    return tmp_path


def insert(path, place, after, before=""):
    text = path.read_text(encoding="utf-8")
    assert text.count(place) == 1, f"{place!r} in {path}"
    path.write_text(text.replace(place, before + place + after), encoding="utf-8")


def test_a_lever_a_rule_and_a_measure_are_each_added_in_one_place(extended):
    environment = os.environ | {"NUMBA_DISABLE_JIT": "1", "PYTHONPATH": str(extended)}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=extended, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
