"""The page of benchmarks says what its results say, and what is compared there is the same."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter

import numpy as np
import pytest

from benchmarks import __main__ as command
from benchmarks import against_mesa, browser, frameworks, main_thread, operations, page, start_up, timing
from benchmarks.__main__ import TOPICS
from benchmarks.hot_rule.inputs import Inputs
from experiments.credibility.small_world import small_case

PAGE = page.DOCS / page.PAGE


def test_the_page_says_what_the_results_say():
    assert PAGE.read_text(encoding="utf-8") == page.page(page.read(), TOPICS), f"run: {page.COMMAND} --page"


def test_every_topic_has_been_measured():
    """But for what only a machine to oneself can tell: times by the clock, and load."""
    assert set(TOPICS) - set(page.read()) <= {"page", "load"}
    assert not page.read()["frameworks"]["missing"]


def test_figures_named_on_the_page_exist():
    named = re.findall(r"\]\((figures/\S+)\)", PAGE.read_text(encoding="utf-8"))
    assert named and all((page.DOCS / name).exists() for name in named)


def test_another_figure_changes_the_page():
    results = page.read()
    results["mesa"]["ratio"]["median"] += 7.0
    assert page.page(results, TOPICS) != PAGE.read_text(encoding="utf-8")


def test_the_page_in_a_browser_is_judged_by_what_was_asked_for():
    times = {"median": 20.0, "p95": 40.0, "least": 10.0}
    county = {step: times for step in browser.STEPS} | {"longest_task": 0.0}
    slow = county | {"first": times | {"median": 90.0}, "longest_task": 70.0}
    heap = {"heap_begin": 4.0, "heap_middle": 4.5, "heap": 5.0, "heap_growth": 0.0}
    memory = heap | {"minutes": 1.0, "process": 200.0, "process_growth": 0.0}
    found = {"counties": {"class": county, "yinzhou": slow}, "start": times, "memory": memory}
    missed = [line.what for line in browser.judge(found) if line.measured > line.limit]
    assert missed == [
        "page, 20 townships, 1,000 cadres: slider to first repaint",
        "page: longest task while sliders move (0: below 50)",
    ]
    assert "the longest took 70 ms" in browser.tell(found)[1]


def test_the_longest_tasks_of_the_page_are_judged_by_processor_time():
    found = {
        "tasks": {"start": {"processor": 22.0, "clock": 90.0}, "change of language": {"processor": 61.0, "clock": 62.0}}
    }
    assert [line.measured for line in main_thread.judge(found)] == [61.0]
    assert "| start | 22 ms | 90 ms |" in main_thread.tell(found)[-1]


def test_what_is_not_met_is_said():
    results = page.read()
    results["floor"]["ratio"]["median"] = 5.0
    assert "| 5 | at most 4 | 2 | **not met** |" in page.page(results, TOPICS)


def test_plain_mesa_is_judged_as_if_its_choice_were_written_for_speed():
    [line] = against_mesa.judge({"ratio": {"median": 300.0}})
    assert line.measured == 300.0 / against_mesa.SLOWER_NOW["median"] < 300.0


def test_another_machine_is_said():
    results = page.read()
    results["start"]["machine"] = results["mesa"]["machine"] | {"processor": "Abacus"}
    assert f"*{start_up.TITLE}*: measured on Abacus" in page.page(results, TOPICS)


def test_quick_figures_do_not_get_on_the_page(capsys):
    with pytest.raises(SystemExit):
        command.main(["--quick"])
    assert "--out" in capsys.readouterr().err


@pytest.mark.slow
def test_frameworks_that_are_here_agree():
    modules, missing = frameworks.contenders()
    assert {"mesa", "numpy", "kaohe"} <= set(modules) and len(modules) + len(missing) == len(frameworks.NAMES)
    given = Inputs(1_000)
    differences = frameworks.check({name: module.Contender(given) for name, module in modules.items()})
    assert differences["kaohe"] < 1e-6


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
    """The kernels themselves, uncompiled, over numbers that count: one month of the small county, in a process."""
    script = (
        "from benchmarks import operations\n"
        "from experiments.credibility.small_world import small_case\n"
        "operations.count_functions()\n"
        "print(operations.operations_of_months(small_case(), 8, 1, 2)['quick_exp'])"
    )
    case = small_case()
    activities = 2 * len(case.regime.fields) + 4
    found = int(timing.output_of([sys.executable, "-c", script], NUMBA_DISABLE_JIT="1"))
    # in one month, of each activity of each cadre, and one for burnout
    assert found == len(case.place.townships) * 8 * (activities + 1)


def test_numbers_count_their_operations():
    operations.COUNT.clear()
    cells = operations.cells(np.array([1.0, 2.0]))
    cells[0] = cells[0] * 3.0 + cells[1]
    assert cells[0] == 5.0 and type(cells[0]) is operations.Number
    assert max(cells[0], 4.0) == 5.0 and -cells[1] / 2.0 == -1.0
    assert Counter({"flop": 5}) == operations.COUNT
    assert json.dumps(cells[0]) == "5.0"
