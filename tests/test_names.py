"""Names say exactly what ran, and lead nowhere: levers in ids, files of one name, records written by others."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from countries import ningbo
from small import QUICK, in_chinese, kaohe, write_county

from experiments.national.design import CountryDesign, design_of
from experiments.run.own_code import OwnCode, Source
from experiments.run.own_files import loaded
from experiments.run.record import read_record
from kaohe.functions import design_comparison
from kaohe.national import design_country
from scenarios import load, load_place
from scenarios.errors import ScenarioError

OWN = 'extends = "minimal"\n[about]\nen = "own"\nzh = "自建"\n[levers]\nvisits = {visits}\n'


def write_two(folder: Path) -> list[Path]:
    """Two scenario files of one name."""
    paths = [folder / part / "x.toml" for part in ("a", "b")]
    for path, visits in zip(paths, (0.3, 0.4), strict=True):
        path.parent.mkdir()
        path.write_text(OWN.format(visits=visits), encoding="utf-8")
    return paths


@pytest.mark.parametrize("value", [0.1234567, 0.1234568, 1 / 3, 0.1 + 0.2, 1e-5, 1.0, 0.0])
def test_a_lever_in_an_id_is_the_very_number(value):
    scenario = load("minimal", {"visits": value})
    assert scenario.regime.levers.visits == value
    assert load(scenario.id) == scenario, scenario.id


@pytest.mark.parametrize("text", ["=0.12345678", "=0.12345678@7.25", "=1e-07"])
def test_a_dose_in_an_id_is_the_very_number(text):
    scenario = load(f"generalised+mutual_recognition{text}")
    assert load(scenario.id) == scenario and text.partition("@")[0] in scenario.id
    assert load("generalised+mutual_recognition=0.505").name_en.endswith(" 50.5%")


def test_levers_that_differ_a_little_are_two_scenarios():
    comparison = design_comparison(["minimal,visits=0.1234567", "minimal,visits=0.1234568"])
    assert len(set(comparison.ids)) == 2


def test_files_of_one_name_are_both_compared(tmp_path):
    one, other = write_two(tmp_path)
    comparison = design_comparison([one, other], baseline=other)
    assert comparison.ids == ["x.toml", "x.toml (2)"] and comparison.baseline == "x.toml (2)"
    assert [scenario.regime.levers.visits for scenario in comparison.scenarios] == [0.3, 0.4]
    with pytest.raises(ScenarioError, match="twice"):
        design_comparison([one, one])


def test_files_of_one_name_are_both_in_the_record_of_a_country(tmp_path):
    one, other = write_two(tmp_path)
    county = int(ningbo().counties[0])
    design = design_country("3302", {0: one, county: other}, months=1)
    scenarios = {each.id: each.record() for each in design.scenarios.values()}
    again = design_of({"studies": [design.record()], "scenarios": json.loads(json.dumps(scenarios))})
    assert again == design
    assert [again.scenarios[unit].regime.levers.visits for unit in (0, county)] == [0.3, 0.4]


def test_one_scenario_for_two_units_has_one_name():
    minimal = load("minimal")
    design = CountryDesign(3302, {0: minimal, 330212: minimal})
    assert [scenario.id for scenario in design.scenarios.values()] == ["minimal", "minimal"]


@pytest.mark.parametrize("name", ["../../../x", "/tmp/x", "..", "C:\\x", "a/b", "a\0b", ""])
def test_a_place_cannot_lead_elsewhere(name):
    with pytest.raises(ScenarioError, match="id") as told:
        replace(load_place("yinzhou"), id=name)
    in_chinese(told.value.render("zh"))


@pytest.mark.parametrize("absolute", [False, True])
def test_a_record_writes_nowhere_else(tmp_path, capsys, absolute):
    """Two studies, so that figures go into folders named after their places."""
    assert kaohe("run", "minimal", "--place", write_county(tmp_path), *QUICK, "--out", tmp_path / "first") == 0
    record = read_record(tmp_path / "first")
    outside = str(tmp_path / "outside") if absolute else "../../../outside"
    study = record["studies"][0]
    record["studies"] = [study, study | {"place": study["place"] | {"id": outside}}]
    (tmp_path / "run.json").write_text(json.dumps(record), encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    assert kaohe("redo", tmp_path / "run.json", "--out", tmp_path / "again") == 2
    assert "place" in capsys.readouterr().err
    assert sorted(tmp_path.rglob("*")) == before


def test_a_record_executes_nothing_from_elsewhere(tmp_path):
    (tmp_path / "code").mkdir()
    (tmp_path / "mine.py").write_text("def f(county): return 1.0\n", encoding="utf-8")
    own = OwnCode((), Source("../mine.py", "f", ""))
    with pytest.raises(ScenarioError, match="mine"):
        loaded(own, tmp_path / "code")
