"""Lessons of the page as they are declared: texts in both languages, what they name, prices of reforms."""

import pytest

from kaohe.page import lessons as module
from kaohe.page.lessons import lessons, price
from scenarios import load
from scenarios.costs import load_costs
from scenarios.languages import LANGUAGES, whole

ALWAYS = {"title", "question"}
DRAWN = {"predict", "raises", "lowers", "elsewhere", "check", "a", "b", "c", "answer", "note"}


def test_eight_lessons_and_a_task_have_their_texts_and_no_other():
    assert [bool(lesson.get("answer")) for lesson in lessons()] == [True] * 8 + [False]
    for language in LANGUAGES:
        texts = whole("learn", language)
        for lesson in lessons():
            wanted = ALWAYS | DRAWN if "answer" in lesson else ALWAYS | {"rules"}
            assert set(texts[lesson["id"]]) == wanted, (language, lesson["id"])
        assert set(texts) == {"learn", "teaching", *(lesson["id"] for lesson in lessons())}


def test_what_is_drawn_has_room_and_begins_from_the_regime():
    for lesson in lessons():
        if "axis" not in lesson:
            continue
        values = lesson["axis"]["values"]
        assert values == sorted(set(values)) and lesson["low"] < lesson["high"] and lesson["least"] > 0
        regime = load(lesson["regime"]).regime
        own = getattr(regime.levers, lesson["axis"]["lever"]) if "lever" in lesson["axis"] else 0.0
        assert own in values, "the county as it is must be one of the settings"


def test_a_price_is_what_the_county_newly_pays():
    """Training and exchange cost money by the lever; an order costs none; a dose of nothing is free."""
    costs = load_costs()
    scenario = load("generalised+training_exchange")
    moved = {change.column: change.value for change in scenario.changes}
    levers = load("generalised").regime.levers
    expected = sum(costs[name].value * (moved[name] - getattr(levers, name)) for name in ("training", "diagnosis"))
    assert price("generalised", "training_exchange", 1.0) == pytest.approx(expected, abs=1e-3)
    assert price("generalised", "burden_reduction", 1.0) == 0.0 == price("generalised", "empowerment", 0.0)
    assert 0.0 < price("generalised", "empowerment", 0.5) < price("generalised", "empowerment", 1.0)


def test_a_lesson_that_names_an_unknown_outcome_is_refused(tmp_path, monkeypatch):
    text = module.SOURCE.read_text(encoding="utf-8").replace('outcome = "showcase"', 'outcome = "show"')
    (tmp_path / "lessons.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(module, "SOURCE", tmp_path / "lessons.toml")
    with pytest.raises(ValueError, match=r"vetoes.*show"):
        lessons.__wrapped__()
