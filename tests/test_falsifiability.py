"""Findings of the opposite sign: what a step counts as, and that the model shows what was stored."""

from dataclasses import replace

import pytest

from docs.files import read_results
from docs.pages import falsifiability
from docs.pages.falsifiability import PLACES, REPLICATES, RESULTS, stored
from experiments.credibility.falsifiability.predictions import read
from experiments.credibility.falsifiability.trial import Outcome, try_all


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
    """At one place, with the replicates of the pages."""
    outcomes = try_all(PLACES[:1], REPLICATES)
    return {(each.prediction, each.step, each.measure): each for each in outcomes}


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


def differing(outcomes, found):
    """Stored rows of one place that the model no longer gives to a fifth of a point."""
    rows = [each for each in outcomes if each.place == PLACES[0]]
    return [each.prediction + each.step + each.measure for each in rows if not same(each, found)]


def same(row, found):
    now = found[row.prediction, row.step, row.measure]
    numbers = [row.effect, row.low, row.high] == pytest.approx([now.effect, now.low, now.high], abs=0.002)
    return numbers and (row.expected, row.holds) == (now.expected, now.holds)


def test_the_model_still_gives_what_was_stored(found):
    assert differing(stored(), found) == [], "run: make docs RUN=falsifiability"


def test_a_typed_result_shows(found):
    first, *others = stored()
    typed = (replace(first, effect=first.effect + 0.01), *others)
    assert differing(typed, found) == [first.prediction + first.step + first.measure]


def test_stored_are_all_steps_at_all_places():
    wanted = {
        (p.id, kind, m, place) for p in read() for kind, s in p.steps.items() for m in s.expect for place in PLACES
    }
    assert {(each.prediction, each.step, each.measure, each.place) for each in stored()} == wanted
    assert len(stored()) == len(wanted) and read_results(RESULTS)["replicates"] == REPLICATES
    assert all(each.low <= each.effect <= each.high for each in stored())


def test_the_page_shows_what_was_stored(monkeypatch):
    record = read_results(RESULTS)
    record["outcomes"][0]["effect"] = 0.1234
    monkeypatch.setattr(falsifiability, "read_results", lambda path: record)
    assert all("| +12.3 (" in falsifiability.found(language) for language in ("en", "zh"))
