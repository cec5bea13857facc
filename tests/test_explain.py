"""`kaohe explain`: parts add up to the whole, what is off is off on both sides, words are no surer than intervals."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace

import numpy as np
import pytest
from small import in_chinese, kaohe, write_county

from analysis.statistics import Estimate
from experiments.credibility.explain import split
from experiments.credibility.explain.split import FILE, Question, explain, read_mechanisms, without
from experiments.credibility.explain.words import sentences
from scenarios import load, load_place
from scenarios.errors import ScenarioError
from scenarios.languages import LANGUAGES
from sim.parameters.behaviour import OFF, Behaviour
from sim.parameters.declaration import meanings

# Strengths of mechanisms whose zero is a model without them.
STRENGTHS = {*OFF} - {"order_kept"}


@pytest.fixture(scope="module")
def question(tmp_path_factory):
    place = load_place(str(write_county(tmp_path_factory.mktemp("place"))))
    chosen = (load("generalised+burden_reduction@0"), load("generalised"))
    return Question(*chosen, place, "all_paper", months=24, replicates=4, warmup=0)


def test_mechanisms_are_all_there_and_none_shares_a_parameter():
    found = read_mechanisms()
    assert {"time", "papers", "detection", "sanctions", "vetoes", "ranks", "drive", "power"} <= {m.id for m in found}
    names = [name for each in found for name in (*each.behaviour, *each.levers)]
    assert len(names) == len(set(names)) and all(each.name.en and each.name.zh for each in found)
    entries = tomllib.loads(FILE.read_text(encoding="utf-8")).values()
    named = {name for entry in entries for name in entry.get("strengths", [])}
    assert named == STRENGTHS <= {*meanings(Behaviour)}
    off = {name: value for each in found for name, value in each.behaviour.items()}
    assert off["order_kept"] == 1 and all(off[name] == 0 for name in STRENGTHS)


def test_the_parts_and_the_remainder_add_up_to_the_whole(question):
    found = explain(question)
    total = sum(part.share.mean for part in found.parts) + found.remainder.mean
    assert total == pytest.approx(found.whole.mean, abs=1e-12)
    sizes = [abs(part.share.mean) for part in found.parts]
    assert sizes == sorted(sizes, reverse=True) and found.whole.mean < 0  # burden reduction lowers paper


def test_of_few_mechanisms_every_set_is_run(question):
    few = replace(question, mechanisms=question.mechanisms[:3])
    asked = split._sets(few, frozenset(each.id for each in few.mechanisms))
    assert [len(groups) for groups in asked.sets] == [8] * 4 and len(asked.orders[0]) == 6
    found = explain(few)
    assert sum(part.share.mean for part in found.parts) + found.remainder.mean == pytest.approx(found.whole.mean)


def test_shapleys_value_as_he_has_it():
    """Two of three hold the majority when one of them is the first; his weights are 2/3, 1/6, 1/6."""
    worth = {frozenset(s): float("a" in s and len(s) > 1) for s in ("", "a", "b", "c", "ab", "ac", "bc", "abc")}
    orders = [tuple(order) for order in ("abc", "acb", "bac", "bca", "cab", "cba")]
    assert [split._shapley(id, "abc", orders, worth.__getitem__) for id in "abc"] == pytest.approx(
        [2 / 3, 1 / 6, 1 / 6]
    )


def test_a_mechanism_is_off_whatever_a_reform_says():
    papers = next(each for each in read_mechanisms() if each.id == "papers")
    off = without(load("generalised+burden_reduction"), [papers])
    assert off.regime.levers.trace_weight == 0 and "levers.trace_weight" not in {c.target for c in off.changes}
    assert "levers.visits" in {change.target for change in off.changes}


def test_what_is_off_on_both_sides_carries_nothing(question):
    """Without vetoes their restraint has no effect at all, to the last bit."""
    veto = replace(question, scenario=load("generalised+veto_restraint@0"), outcome="showcase")
    vetoes = next(each for each in read_mechanisms() if each.id == "vetoes")
    found = explain(replace(veto, mechanisms=(vetoes,)))
    assert found.remainder.mean == 0.0 and found.parts[0].share.mean == found.whole.mean


def test_strengths_that_the_model_lacks_are_passed_over(tmp_path):
    path = tmp_path / "mechanisms.toml"
    text = (
        '[a]\nen = "a"\nzh = "甲"\nstrengths = ["no_such_strength"]\n[b]\nen = "b"\nzh = "乙"\nstrengths = ["harm"]\n'
    )
    path.write_text(text, encoding="utf-8")
    assert [(each.id, dict(each.behaviour)) for each in read_mechanisms(path)] == [("b", {"harm": 0.0})]


def test_words_are_no_surer_than_intervals(question):
    found = explain(replace(question, mechanisms=question.mechanisms[:2]))
    first, second = found.parts
    said = replace(
        found, whole=Estimate(-0.1, -0.2, 0.1), remainder=Estimate(0.0, -0.1, 0.1),
        parts=(replace(first, share=Estimate(-0.1, -0.2, -0.05)), replace(second, share=Estimate(0.01, -0.1, 0.1))),
    )  # fmt: skip
    words = str(sentences(said))
    assert "is undecided: −0.1 (−0.2 … +0.1)" in words and "no effect" not in words
    assert f"Undecided are the parts of {second.mechanism.name.en}." in words
    assert "方向未定" in sentences(said).render("zh")
    sure = replace(said, whole=Estimate(-0.1, -0.2, -0.05))
    assert f"It is carried by {first.mechanism.name.en} (−0.1)." in str(sentences(sure))
    other = replace(first, share=Estimate(0.1, 0.05, 0.2))
    assert "Against it work" in str(sentences(replace(sure, parts=(other, second))))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_command(lang, tmp_path, capsys):
    county, out = write_county(tmp_path), tmp_path / "found"
    more = ("--place", county, "--months", 12, "--replicates", 2, "--outcome", "burden", "--lang", lang)
    assert kaohe("explain", "generalised+mutual_recognition@0", *more, "--out", out) == 0
    shown = capsys.readouterr().out
    assert {"en": "Burden falls", "zh": "考核负担下降"}[lang] in shown
    assert {path.name for path in out.iterdir()} >= {"explanation.csv", "words.txt", "figures", "run.json"}
    assert {path.suffix for path in (out / "figures").iterdir()} == {".png", ".svg"}
    assert json.loads((out / "run.json").read_text(encoding="utf-8"))["explanation"]["outcome"] == "burden"
    assert kaohe("redo", out) == 2


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "wrong",
    [
        ("generalised",),
        ("generalised+mutual_recognition", "--outcome", "formalsim"),
        ("generalised", "--against", "generalised"),
        ("generalised", "--against", "nowhere"),
        ("generalised+mutual_recognition", "--replicates", "1"),
    ],
)
def test_bad_input_is_refused_on_one_line(wrong, lang, capsys):
    assert kaohe("explain", *wrong, "--lang", lang) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    if lang == "zh":
        in_chinese(said)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("visit_hours = 0", "visit_huors = 0"),
        ("campaign = 0", "campain = 0"),
        ("trace_weight = 0", "trace_weight = 7"),
        ("trace_weight = 0", "trace_weight = true"),
        ("trace_weight = 0", "campaign = 0"),
        ("intrinsic = 0", "intrinsic = -1"),
        ("strengths = ", "strenghts = "),
        ('zh = "要求材料"', "zh = 1"),
    ],
)
def test_a_wrong_file_is_refused(old, new, tmp_path):
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "mechanisms.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ScenarioError) as refused:
        read_mechanisms(path)
    in_chinese(refused.value.render("zh"))


def test_intervals_hold_what_the_orders_leave_open(question):
    """Orders differ between replicates, and each is drawn with its reverse."""
    asked = split._sets(question, frozenset(each.id for each in question.mechanisms))
    assert len({order for orders in asked.orders for order in orders}) == 4 * len(asked.orders)
    assert all(orders[0] == orders[1][::-1] for orders in asked.orders)
    assert np.isfinite([part.share.low for part in explain(question).parts]).all()
