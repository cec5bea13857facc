"""In limits where theory has a closed form the model gives its number; a wrong model would not."""

import re

import pytest
from small import CHINESE

from docs.files import read_results
from docs.pages import known_answers
from experiments.credibility.known_answers.contests import contest, hard_target, weight_chosen, weight_left
from experiments.credibility.known_answers.effort import dilution, distorted_effort, fixed_hours, one_task, two_tasks
from experiments.credibility.known_answers.paper_and_risk import daring, logit_shares, real_and_fake, visits_of_equals
from experiments.credibility.known_answers.table import CLOSE, LATE, STATEMENTS, UNEVEN, Statement
from scenarios.languages import render

BY_ID = {statement.id: statement for statement in STATEMENTS}
WRONG = {
    "T1.1": lambda: one_task(0.3, 1.0, sharpness=0.05)[0],  # choice so blunt that no distance is near
    "T2.1": lambda: two_tasks(0.6, 0.5, 0.502)[0],
    "T2b.1": lambda: fixed_hours(campaign=0.001)[0],
    "T2c.1": lambda: dilution(4, weight=0.253)[4],
    "T3.1": lambda: distorted_effort(6 / 7)[0],
    "T4.2": lambda: contest(13, 1)[0],
    "T4.3": lambda: contest(14, 3, noise=0.501)[0],
    "T6.1": lambda: weight_left(0.499),
    "T6.3": lambda: weight_chosen(0.495),
    "T7.1": lambda: hard_target(0.8, 0.501),
    "T7.3": lambda: hard_target(0.979, 0.5),
    "T7.6": lambda: hard_target(1.0, 0.4, 0.8, (1.0, 1.0)),  # the other basin
    "T9.2": lambda: real_and_fake(0.303)[1],
    "T13.4": lambda: logit_shares(UNEVEN, precision=2.001)[0],
    "T17.3": lambda: 0.5 + daring(0.739, 0.0, 100.0),
    "T19.2": lambda: visits_of_equals(20, 0.69),
}


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda statement: statement.id)
def test_the_model_gives_the_known_answer(statement: Statement) -> None:
    """Sources and reasons for tolerances are in the docstrings of `experiments.credibility.known_answers`."""
    assert statement.obtain() == pytest.approx(statement.expected, abs=statement.tolerance)


@pytest.mark.parametrize("id", sorted(WRONG))
def test_a_world_a_little_different_fails(id: str) -> None:
    assert WRONG[id]() != pytest.approx(BY_ID[id].expected, abs=BY_ID[id].tolerance)


def test_a_wrong_precision_fails() -> None:
    """At the precision people have by default, effort is far from the limit, and no extrapolation hides it."""
    assert abs(one_task(0.3, 1.0, sharpness=10 / 400)[0] - 0.3) > 10 * CLOSE


@pytest.mark.parametrize("id", ["T7.1", "T7.2"])
def test_a_hard_target_has_one_optimum_under_much_noise(id: str) -> None:
    """At s = .5 effort comes to the same rest from habits of much work (above it) as from few."""
    target = {"T7.1": 0.8, "T7.2": 0.95}[id]
    assert hard_target(target, 0.5, habits=(9.0, 1.0)) == pytest.approx(BY_ID[id].expected, abs=LATE)


def test_the_slope_of_daring_is_that_of_the_closed_form() -> None:
    """Worth of acting rises by R + L with the chance of success; half of it where tolerance is .75 and R = 1, L = 4."""
    for tolerance, steepness in ((0.0, 5.0), (0.75, 2.0)):
        rise = daring(0.8, tolerance, 10.0) - daring(0.7, tolerance, 10.0)
        assert rise == pytest.approx(0.1 * steepness, rel=1e-3)


def test_ids_are_unique_and_every_number_has_a_source() -> None:
    assert len(BY_ID) == len(STATEMENTS)
    assert all(statement.source and statement.tolerance <= 2e-3 for statement in STATEMENTS)


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda statement: statement.id)
def test_every_statement_is_there_in_chinese(statement: Statement) -> None:
    """Formulas and names of authors are the same in both."""
    text = statement.text.render("zh")
    assert CHINESE.search(text) and not re.search(r"[a-z]{2,} [a-z]{2,}", text)
    assert " and " not in render(statement.source, "zh")


def test_what_was_stored_is_what_the_model_gives():
    """Rounded to the place of its tolerance: `make docs RUN=known_answers`."""
    assert read_results(known_answers.RESULTS) == known_answers.obtained()
