"""A study file: every mistake at once by line and key, and what an axis makes of its range."""

import numpy as np
import pytest
from small import in_chinese, write_county
from studies import SCENARIOS, small_study

from experiments.study.axes import StudyAxis
from experiments.study.study_file import read_study
from kaohe.studies import as_toml, store_of
from scenarios.errors import Mistakes
from scenarios.positions import line_of, lines_of

# Lines


TEXT = '''months = 1
# a remark
[axes.lever.visits]
values = [
 1, # one
 2]
[outcomes]
x = { measure = "burden", months = [1, 2] }
"q.r".s = """
[not.a.table]
"""
[[t.u]]
k = 1
'''


def test_every_key_has_its_line():
    lines = lines_of(TEXT)
    assert lines[("months",)] == 1 and lines[("axes", "lever", "visits")] == 3
    assert lines[("axes", "lever", "visits", "values")] == 4
    assert lines[("outcomes", "x", "measure")] == 8 and lines[("outcomes", "q.r", "s")] == 9
    assert lines[("t", "u", "k")] == 13 and not any("not" in keys for keys in lines)
    assert line_of(lines, ("axes", "lever", "visits", "low")) == 3 and line_of(lines, ("nothing",)) == 1


# Mistakes

WRONG = """\
places = ["yinzhuo"]
scenarios = ["generalised", "generalised+mutual_recogniton"]
months = 0
replicates = "two"
sed = 3
outcomes = ["formalsm", "burden", "burden"]
uncertainty = "nothing.csv"
[design]
kind = "fast"
points = 12
[axes.lever.visits]
low = 2
high = 1
[axes.lever.vists]
[axes.dose.fault_tolerance]
[axes.behaviour.precision]
low = -1
distribution = "normal"
group = "people"
[axes.foo.x]
[axes.people]
values = ["myopic", "mopic"]
[axes.cost.visits]
values = [1, 1]
weights = [1]
scenarios = ["generalised"]
[keep]
series = ["burdn"]
every = 0
"""
SAID = {
    1: ['unknown place "yinzhuo"; did you mean "yinzhou"?'],
    2: ['unknown reform "mutual_recogniton"; did you mean "mutual_recognition"?'],
    3: ["months: 0 is not possible; expected a whole number from 1 to 1200"],
    4: ['replicates: "two" is not possible'],
    5: ['unknown key "sed"; did you mean "seed"?'],
    6: ['did you mean "formalism"?', '"burden" is given twice'],
    7: ["nothing.csv: no such file"],
    10: ["design.points: 12 is not possible; expected a whole number from 65"],
    12: ["axes.lever.visits.low: low 2 is not below high 1"],
    14: ['unknown lever "vists"; did you mean "visits"?'],
    15: ["an axis moves reforms that a scenario of the study has"],
    16: ["mean: missing; expected a number", "sd: missing; expected a number"],
    17: ["axes.behaviour.precision.low: -1 is not possible; expected a number from 0.1 to 10000"],
    20: ['unknown axis "foo"'],
    22: ['unknown behaviour "mopic"; did you mean "myopic"?'],
    24: ["a value is given twice"],
    25: ["expected 2 numbers above 0"],
    26: ["are the same under all scenarios"],
    28: ['did you mean "burden"?'],
    29: ["keep.every: 0 is not possible"],
}


def test_all_mistakes_are_told_at_once_by_line_and_key(tmp_path):
    path = tmp_path / "wrong.toml"
    path.write_text(WRONG, encoding="utf-8")
    with pytest.raises(Mistakes) as refused:
        read_study(path)
    told = [str(error) for error in refused.value.errors]
    for line, words in SAID.items():
        own = [each for each in told if f"wrong.toml, line {line}, " in each]
        assert len(own) == len(words), (line, own)
        assert all(any(word in each for each in own) for word in words), (line, own)
    assert len(told) == sum(map(len, SAID.values()))
    for error in refused.value.errors:
        in_chinese(error.render("zh"))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"scenarios": ["generalised+mutual_recognition=0.5"]}, "the axis dose.mutual_recognition gives the dose"),
        ({"scenarios": []}, "expected a list of texts"),
        ({"baseline": "minimal"}, 'unknown baseline "minimal"'),
        ({"design": {"kind": "sobol", "points": 12}}, "a power of two"),
        ({"design": {"kind": "morris", "levels": 5}}, "an even number"),
        ({"design": {}}, "kind: missing"),
        ({"design": {"kind": "list"}}, "file: missing"),
        ({"design": {"kind": "saltelli", "second_order": 1}}, "true or false"),
        ({"axes": {}}, "axes: missing"),
        ({"uncertainty": "plausible"}, "draws behaviour for each replicate"),
        ({"outcomes": {"x": {"measure": "burden", "horizons": [2]}}}, "years from 1 to 1"),
        ({"outcomes": {"x": {"measure": "burden", "months": [3, 15]}}}, "1 to 14"),
        ({"outcomes": {"x": {"measure": "score_truth", "months": [1, 5]}}}, "no value before month 12"),
        ({"outcomes": {"x": {"cost": "totl"}}}, 'did you mean "total"'),
        ({"outcomes": {"x": {"cost": "total", "months": [1, 2]}}}, "cannot stand beside cost"),
        ({"axes": {"lever": {"visits": {"type": "boolean"}}}}, ""),
        ({"axes": {"behaviour": {"precision": {"type": "boolean"}}}}, "0 and 1 are not both possible"),
        ({"axes": {"lever": {"visits": {"group": "a"}}}}, "varies single axes"),
    ],
)
def test_what_is_refused(tmp_path, change, said):
    if not said:
        assert store_of(small_study(tmp_path, **change), tmp_path, make=True)
        return
    with pytest.raises(Mistakes) as refused:
        store_of(small_study(tmp_path, **change), tmp_path)
    assert said in str(refused.value)
    for error in refused.value.errors:
        in_chinese(error.render("zh"))


def test_designs_that_do_not_fit_into_memory_are_refused_before_they_are_made(tmp_path, monkeypatch):
    monkeypatch.setattr("experiments.study.design_file.available", lambda: 10**9)
    path = small_study(tmp_path, design={"kind": "latin_hypercube", "points": 10_000_000})
    with pytest.raises(Mistakes, match=r"10,000,000 points over \d axes need .* GB of memory, 0.93 GB free") as refused:
        store_of(path, tmp_path)
    in_chinese(refused.value.errors[0].render("zh"))


def test_what_is_no_toml_is_one_mistake(tmp_path):
    (tmp_path / "x.toml").write_text("months = \n")
    with pytest.raises(ValueError, match="line 1"):
        read_study(tmp_path / "x.toml")


def test_a_mapping_is_written_as_a_file_that_reads_the_same():
    import tomllib

    tables = {"a": 'x"\\\n', "b": [1, 2.5, True], "c d": {"e.f": {"g": False}}, "h": np.float64(0.5)}
    assert tomllib.loads(as_toml(tables)) == tables


# Lists


def test_a_list_has_points_in_natural_units_and_repeats_them(tmp_path):
    (tmp_path / "points.csv").write_text("people,lever.visits\nmyopic,0.5\ndefault,1\nmyopic,0.5\n")
    axes = {"lever": {"visits": {}}, "people": {"values": ["default", "myopic"]}}
    design = {"kind": "list", "file": str(tmp_path / "points.csv")}
    points = store_of(small_study(tmp_path, axes=axes, design=design), tmp_path, make=True).points
    assert points.values["lever.visits"].tolist() == [0.5, 1.0, 0.5]
    assert points.values["people"].tolist() == ["myopic", "default", "myopic"]


def test_every_mistake_of_a_list_is_told_with_its_line(tmp_path):
    (tmp_path / "points.csv").write_text("people,lever.visits\nmiopic,0.5\ndefault,much\nmyopic,-1\n")
    axes = {"lever": {"visits": {}}, "people": {"values": ["default", "myopic"]}}
    with pytest.raises(Mistakes) as refused:
        store_of(small_study(tmp_path, axes=axes, design={"kind": "list", "file": str(tmp_path / "points.csv")}), "x")
    told = [str(error) for error in refused.value.errors]
    assert len(told) == 3
    for error, (line, column) in zip(told, [(2, "people"), (3, "lever.visits"), (4, "lever.visits")], strict=True):
        assert f"line {line}, {column}:" in error


# Axes


@pytest.mark.parametrize(
    ("axis", "quartiles"),
    [
        (StudyAxis("lever", "x", low=0, high=4), [1, 2, 3]),
        (StudyAxis("lever", "x", low=1, high=16, distribution="log_uniform"), [2, 4, 8]),
        (StudyAxis("lever", "x", low=-9, high=9, distribution="normal", mean=0, sd=1), [-0.67448975, 0, 0.67448975]),
        (StudyAxis("lever", "x", low=0, high=1, distribution="triangular", mode=0.5), [0.35355339, 0.5, 0.64644661]),
        (StudyAxis("lever", "x", type="whole", low=2, high=5), [3, 4, 5]),
        (StudyAxis("lever", "x", type="boolean"), [0, 1, 1]),
        (StudyAxis("lever", "x", type="choice", values=(7.0, 9.0), weights=(3.0, 1.0)), [7, 7, 9]),
        (StudyAxis("people", type="choice", values=("a", "b")), ["a", "b", "b"]),
    ],
)
def test_quartiles_of_an_axis(axis, quartiles):
    found = axis.value(np.array([0.25, 0.5, 0.75]))
    assert found.tolist() == quartiles if found.dtype == object else np.allclose(found, quartiles)


def test_whole_numbers_and_choices_are_drawn_evenly():
    unit = (np.arange(600) + 0.5) / 600
    _, counts = np.unique(StudyAxis("lever", "x", type="whole", low=0, high=5).value(unit), return_counts=True)
    assert counts.tolist() == [100] * 6


def test_an_axis_without_a_range_takes_the_plausible_or_the_possible_one(tmp_path):
    axes = {
        "behaviour": {"precision": {}, "decision_rule": {}},
        "lever": {"visits": {}},
        "dose": {"mutual_recognition": {}},
    }
    found = {axis.name: axis for axis in store_of(small_study(tmp_path, axes=axes), tmp_path, make=True).study.axes}
    assert (found["behaviour.precision"].low, found["behaviour.precision"].distribution) == (5, "log_uniform")
    assert found["behaviour.decision_rule"].all_values == (0, 1, 2, 3, 4)
    assert found["dose.mutual_recognition"].high == 1 and found["lever.visits"].low == 0


def test_all_uncertain_behaviour_at_a_word(tmp_path):
    study = small_study(tmp_path, axes={"behaviour": "plausible"})
    assert len(store_of(study, tmp_path, make=True).study.axes) > 50


def test_a_dose_may_be_of_a_package_or_of_a_reform_in_it(tmp_path):
    scenarios = ["generalised", "generalised+yinzhou_package"]
    axes = {"dose": {"yinzhou_package": {}}, "start": {"citizens_weight": {"high": 6}}}
    study = store_of(small_study(tmp_path, scenarios=scenarios, axes=axes), tmp_path, make=True).study
    package, single = study.axes
    assert len(package.reforms) > 3 and single.reforms == ((scenarios[1], "citizens_weight"),)


def test_paths_begin_at_the_file(tmp_path):
    write_county(tmp_path)
    (tmp_path / "mine.toml").write_text('extends = "minimal"\n[about]\nen = "mine"\nzh = "自建"\n', encoding="utf-8")
    path = tmp_path / "s.toml"
    path.write_text(
        'places = ["county.csv"]\nscenarios = ["./mine.toml"]\nmonths = 3\n'
        '[design]\nkind = "grid"\n[axes.lever.visits]\n'
    )
    study, points, _ = read_study(path)
    assert study.ids == ["mine.toml"] and len(points) == 3
    assert SCENARIOS[0] not in study.ids
