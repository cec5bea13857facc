"""Findings of the opposite sign: what a step counts as, and that the model and the pages show what was stored."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from small import in_chinese

from docs import falsifiability
from docs.falsifiability import COMMAND, HEADS, HOME, PLACES, REPLICATES, RESULTS, from_record, pages, stored
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


def differing(report, found):
    """Stored rows of one place that the model no longer gives to a fifth of a point."""
    rows = [each for each in report.outcomes if each.place == PLACES[0]]
    return [each.prediction + each.step + each.measure for each in rows if not same(each, found)]


def same(row, found):
    now = found[row.prediction, row.step, row.measure]
    numbers = [row.effect, row.low, row.high] == pytest.approx([now.effect, now.low, now.high], abs=0.002)
    return numbers and (row.expected, row.holds) == (now.expected, now.holds)


def test_the_model_still_gives_what_was_stored(found):
    assert differing(stored(), found) == [], f"run {COMMAND} --run"


def test_a_typed_result_shows(found):
    first, *others = stored().outcomes
    typed = replace(stored(), outcomes=(replace(first, effect=first.effect + 0.01), *others))
    assert differing(typed, found) == [first.prediction + first.step + first.measure]


def test_stored_are_all_steps_at_all_places():
    report = stored()
    wanted = {
        (p.id, kind, m, place) for p in read() for kind, s in p.steps.items() for m in s.expect for place in PLACES
    }
    assert {(each.prediction, each.step, each.measure, each.place) for each in report.outcomes} == wanted
    assert len(report.outcomes) == len(wanted) and report.replicates == REPLICATES
    assert all(each.low <= each.effect <= each.high for each in report.outcomes)
    assert json.dumps(report.record(), indent=1) + "\n" == RESULTS.read_text(encoding="utf-8")


def test_pages_say_what_was_stored():
    for path, text in pages(stored()).items():
        assert path.read_text(encoding="utf-8") == text, f"run {COMMAND}"


@pytest.mark.parametrize("page", HEADS)
def test_a_typed_number_on_a_page_shows(page, tmp_path, monkeypatch):
    for name in HEADS:
        (tmp_path / name).write_bytes((HOME / name).read_bytes())
    text = (HOME / page).read_text(encoding="utf-8")
    shown = f"{100 * stored().outcomes[0].effect:+.1f} ("
    assert shown in text
    (tmp_path / page).write_text(text.replace(shown, "+77.7 (", 1), encoding="utf-8")
    monkeypatch.setattr(falsifiability, "HOME", tmp_path)
    assert pages(stored())[tmp_path / page] == text


def test_the_command_writes_pages_from_results_alone(tmp_path, monkeypatch, capsys):
    for name in HEADS:
        (tmp_path / name).write_bytes((HOME / name).read_bytes())
    record = stored().record()
    record["outcomes"][0]["effect"] = 0.1234
    (tmp_path / "results.json").write_text(json.dumps(record), encoding="utf-8")
    monkeypatch.setattr(falsifiability, "HOME", tmp_path)
    monkeypatch.setattr(falsifiability, "RESULTS", tmp_path / "results.json")
    assert falsifiability.main([]) == 0
    assert all("| +12.3 (" in (tmp_path / name).read_text(encoding="utf-8") for name in HEADS)
    assert [Path(line).name for line in capsys.readouterr().out.splitlines()] == list(HEADS)
    assert from_record(record).outcomes[0].effect == 0.1234
    assert falsifiability.main(["--run", "--threads", "0", "--lang", "zh"]) == 2
    in_chinese(capsys.readouterr().err.strip())
