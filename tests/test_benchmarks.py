"""The page of benchmarks says what its results say, and what is compared there is the same."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter

import numpy as np
import pytest

from benchmarks import __main__ as command
from benchmarks import frameworks, operations, page, timing
from benchmarks.hot_rule.inputs import inputs
from scenarios import load


def test_the_page_says_what_the_results_say():
    assert page.PAGE.read_text(encoding="utf-8") == page.page(page.read()), f"run: {page.COMMAND} --page"


def test_every_topic_has_been_measured():
    assert set(page.read()["topics"]) == set(page.TOPICS)
    assert not page.read()["topics"]["frameworks"]["missing"]


def test_figures_named_on_the_page_exist():
    named = re.findall(r"\]\((figures/\S+)\)", page.PAGE.read_text(encoding="utf-8"))
    assert named and all((page.DOCS / name).exists() for name in named)


def test_another_figure_changes_the_page():
    results = page.read()
    results["topics"]["mesa"]["ratio"]["median"] += 7.0
    assert page.page(results) != page.PAGE.read_text(encoding="utf-8")


def test_what_is_not_met_is_said():
    results = page.read()
    results["topics"]["mesa"]["ratio"]["median"] = 3.0
    assert "| 3 times | at least 150 times | 400 times | **not met** |" in page.page(results)


def test_quick_figures_do_not_get_on_the_page(capsys):
    with pytest.raises(SystemExit):
        command.main(["--quick"])
    assert "--out" in capsys.readouterr().err


def test_frameworks_that_are_here_agree():
    modules, missing = frameworks.contenders()
    assert {"mesa", "numpy", "kaohe"} <= set(modules) and len(modules) + len(missing) == len(frameworks.NAMES)
    given = inputs(1_000)
    differences = frameworks.check({name: module.Contender(given) for name, module in modules.items()})
    assert differences["kaohe"] < 1e-11


def test_a_framework_with_other_results_is_refused():
    class Other:
        def __init__(self, value):
            self.value = value

        def step(self):
            pass

        def shares(self):
            return np.full((1, 1, 1), self.value)

        def hours(self):
            return np.zeros((1, 1))

    with pytest.raises(AssertionError, match="mesa gives other results"):
        frameworks.check({"numpy": Other(0.1), "mesa": Other(0.1 + 1e-9)})


def test_ratios_are_taken_within_a_round():
    found = timing.ratio(np.array([2.0, 40.0, 2.0]), np.array([1.0, 10.0, 1.0]))
    assert (found["median"], found["least"], found["most"], found["best"]) == (2.0, 2.0, 4.0, 2.0)


def test_operations_of_a_run_are_counted():
    """The kernels themselves, uncompiled, over numbers that count: a year of three small townships in a process."""
    script = (
        "from benchmarks import operations\n"
        "import scenarios\n"
        "case = scenarios.load('minimal').case(scenarios.load_place('yinzhou'), months=2, seed=1)\n"
        "operations._bind()\n"
        "operations.COUNTED_FROM, operations.COUNTED_TO = 1, 2\n"
        "print(operations.operations_of_a_year(case, 8)['quick_exp'])"
    )
    environment = os.environ | {"NUMBA_DISABLE_JIT": "1"}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    activities = 2 * len(load("minimal").regime.fields) + 4
    assert int(done.stdout) == 20 * 8 * activities  # each lane of each cadre of twenty townships, in one month


def test_numbers_count_their_operations():
    operations.COUNT.clear()
    cells = operations.cells(np.array([1.0, 2.0]))
    cells[0] = cells[0] * 3.0 + cells[1]
    assert cells[0] == 5.0 and type(cells[0]) is operations.Number
    assert max(cells[0], 4.0) == 5.0 and -cells[1] / 2.0 == -1.0
    assert Counter({"flop": 5}) == operations.COUNT
    assert json.dumps(cells[0]) == "5.0"
