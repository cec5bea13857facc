"""Findings of the opposite sign: what a step counts as, and that the model shows them where that was predicted."""

import pytest

from docs.falsifiability import BEGIN, END, HEADS, HOME, fill
from experiments.falsifiability.predictions import read
from experiments.falsifiability.trial import Outcome, try_all


def outcome(expected, effect, low, high):
    return Outcome("F0", "region", "here", "true_outcome", expected, effect, low, high)


@pytest.mark.parametrize(
    ("effect", "low", "high", "direction"),
    [
        (0.02, 0.015, 0.025, "up"),
        (-0.02, -0.03, -0.01, "down"),
        (0.005, 0.004, 0.006, "flat"),
        (0.1, -0.1, 0.3, "open"),
    ],
)
def test_direction_needs_size_and_certainty(effect, low, high, direction):
    assert outcome("up", effect, low, high).direction == direction
    assert outcome(direction, effect, low, high).holds
    assert outcome("not up", effect, low, high).holds == (direction != "up")


@pytest.fixture(scope="module")
def found():
    return {(each.prediction, each.step, each.measure): each for each in try_all(("yinzhou",), replicates=3)}


def test_every_step_is_tried(found):
    wanted = {(p.id, kind, measure) for p in read() for kind, step in p.steps.items() for measure in step.expect}
    assert set(found) == wanted


@pytest.mark.parametrize(
    ("prediction", "kind"),
    [("F1", "region"), ("F3", "region"), ("F4", "region"), ("F5", "region_again"), ("F6", "region")],
)
def test_the_model_shows_the_finding_where_it_was_predicted(found, prediction, kind):
    steps = [each for key, each in found.items() if key[:2] == (prediction, kind)]
    assert steps and all(each.holds for each in steps)


@pytest.mark.parametrize("prediction", ["F1", "F2", "F4", "F5"])
def test_and_its_usual_sign_elsewhere(found, prediction):
    steps = [each for key, each in found.items() if key[:2] == (prediction, "usual")]
    assert steps and all(each.holds for each in steps)


@pytest.mark.parametrize("page", HEADS)
def test_pages_hold_a_table_of_runs(page):
    text = (HOME / page).read_text(encoding="utf-8")
    assert text.split(BEGIN)[1].split(END)[0].count("\n| F") >= 3 * len(read())
    assert fill(text, "| x |").count(BEGIN) == 1
