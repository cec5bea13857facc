"""Calibration: targets in the user's own units, a posterior that holds the truth, and a file that is taken anywhere."""

import json
import re
from dataclasses import replace

import numpy as np
import pytest
from small import QUICK, in_chinese, kaohe, write_county

import kaohe as program
from analysis.calibration import lines
from experiments.compare.plausible import digest_of, sample
from experiments.run.errors import message_of
from experiments.study import simulator as simulator_module
from experiments.study.calibration.engine import find
from experiments.study.calibration.result import dataset
from experiments.study.calibration.targets_file import read_text, units
from kaohe.calibrations import folder_of
from kaohe.functions import design_comparison
from kaohe.studies import as_toml, store_of
from scenarios import list_targets
from scenarios.errors import Mistakes, ScenarioError
from scenarios.shelf import Source
from sim.parameters.behaviour import Behaviour

TARGETS = {
    "visits": {"measure": "visit_time", "unit": "hours a week", "value": 4.0, "sd": 0.3, "discrepancy": 0.2},
    "papers": {"measure": "imposed_paper", "unit": "percent", "interval": [15.0, 21.0]},
}


def small(folder, **changes):
    given = {
        "places": [str(write_county(folder))], "scenarios": ["generalised"], "months": 12, "warmup": 0,
        "replicates": 2, "axes": {"behaviour": {"visit_hours": {}, "indicator_hours": {}, "contagion": {}}},
        "calibration": {"waves": 1, "points": 32, "draws": 64, "truths": 12, "rows": 24}, "targets": TARGETS,
    }  # fmt: skip
    return given | changes


def read(folder, **changes):
    text = as_toml(small(folder, **changes))
    return read_text(text, Source("", "own.toml", "own.toml", folder / "own.toml"))[0]


# The file


def test_targets_are_in_the_units_of_the_user(tmp_path):
    visits, papers = read(tmp_path).observations
    assert (visits.times, visits.unit, visits.target.value, visits.target.sd) == (40.0, "hours a week", 4.0, 0.3)
    assert papers.times == 100 and papers.value == 18 and papers.sd == pytest.approx(3 / 1.96)
    assert visits.statistic.of(lambda term: np.array([0.1])) == pytest.approx([4.0])
    assert units("per month")["a year"] == 12 and units("per year")["a week"] == pytest.approx(1 / 52)
    assert units("share of the month", 47.6)["hours a month"] == pytest.approx(47.6 * 52 / 12)
    assert units("level") == {"level": 1.0}


def test_a_target_compares_scenarios(tmp_path):
    pair = ["generalised", "generalised,visits=0.2"]
    fewer = {"measure": "visit_time", "scenario": pair[1], "against": pair[0], "unit": "percent", "value": -20, "sd": 5}
    halves = dict(fewer, compare="difference", unit="hours a week", value=-1)
    found = read(tmp_path, scenarios=pair, targets={"fewer": fewer, "hours": halves}).observations
    by_scenario = {pair[0]: np.array([0.10, 0.0]), pair[1]: np.array([0.08, 0.1])}
    change, hours = (each.statistic.of(lambda term: by_scenario[term.scenario]) for each in found)
    assert change == pytest.approx([-20, np.nan], nan_ok=True) and hours == pytest.approx([-0.8, 4.0])


def test_every_mistake_is_told_at_once_by_line_and_key(tmp_path):
    (tmp_path / "bad.toml").write_text(
        """scenarios = ["generalised"]
months = 12
warmup = 0
outcomes = ["burden"]
[calibration]
waves = 0
pionts = 3
[axes.lever.visits]
[axes.behaviour.visit_huors]
[targets.one]
measure = "visit_tiem"
value = 1
sd = 1
[targets.two]
measure = "visit_time"
unit = "hours a week"
value = 50
sd = 1
[targets.three]
measure = "visit_time"
scenario = "leping"
value = 0.1
[targets.four]
measure = "visit_time"
value = 0.1
[targets.five]
measure = "visit_time"
interval = [0.3, 0.1]
compare = "ratio"
""",
        encoding="utf-8",
    )
    with pytest.raises(Mistakes) as caught:
        folder_of(tmp_path / "bad.toml", tmp_path / "out")
    said = "\n".join(each.render("en") for each in caught.value.errors)
    for line, words in (
        (4, "outcomes"), (6, "calibration.waves"), (7, 'did you mean "points"'), (8, "real parameters of behaviour"),
        (9, 'did you mean "visit_hours"'), (11, 'did you mean "visit_time"'), (17, "0 to 40 in this unit"),
        (21, "targets.three.scenario"), (23, "exact"), (28, "lower and the upper end"), (29, "against"),
    ):  # fmt: skip
        assert re.search(rf"line {line}\b.*{re.escape(words)}", said), (line, words, said)
    assert not (tmp_path / "out").exists()
    for each in caught.value.errors:
        in_chinese(each.render("zh"))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"targets": {}}, r"\[targets.meetings\]"),
        ({"axes": {}}, "at least one free parameter"),
        ({"targets": {"a": {**TARGETS["visits"], "direction": "at_least"}}}, "nothing but bounds"),
        ({"targets": {"a": {**TARGETS["visits"], "horizons": [1, 2]}}, "months": 24}, "several horizons"),
        ({"targets": {"a": {**TARGETS["papers"], "sd": 1.0}}}, "beside interval"),
        ({"targets": {"a": {**TARGETS["visits"], "unit": "hours a day"}}}, "hours a week"),
        ({"calibration": {"draws": 16, "share": 0.1}}, "too few for a regression"),
    ],
)
def test_a_bad_file_is_refused_in_both_languages(changes, said, tmp_path):
    with pytest.raises(Mistakes, match=said) as caught:
        read(tmp_path, **changes)
    in_chinese(message_of(caught.value, "zh"))


@pytest.mark.parametrize("name", [entry.id for entry in list_targets()])
def test_targets_that_ship_can_be_read(name, tmp_path):
    found = folder_of(name, tmp_path).calibration
    assert found.observations and all(each.source for each in found.observations)


# The inference


def synthetic(calibration, truth):
    """A straight model of two of three parameters with a little luck, and a calibration whose targets it gives."""
    slopes = np.array([[1.0, 0.3, 0.0], [-0.2, 1.0, 0.0]])

    def simulators(seed):
        noise = 0.01 * np.random.default_rng(seed).standard_normal((2, 2))
        return lambda unit: (unit @ slopes.T)[:, None, :] + noise[None]

    pair = zip(calibration.observations, slopes @ truth, strict=True)
    observed = [replace(each, value=float(value), sd=0.03, discrepancy=0.0) for each, value in pair]
    sizes = {"points": 128, "draws": 600, "truths": 100, "rows": 200, "waves": 2}
    return replace(calibration, observations=tuple(observed), **sizes), simulators


def test_the_posterior_recovers_what_made_the_targets(tmp_path):
    truth = np.array([0.35, 0.6, 0.8])
    found = find(*synthetic(read(tmp_path), truth))
    low, high = np.quantile(found.unit, [0.025, 0.975], axis=0)
    assert np.all((low <= truth) & (truth <= high))
    assert np.all((high - low)[:2] < 0.25) and (high - low)[2] > 0.8
    assert found.posterior.shrinkage[:2].max() < 0.3 and found.posterior.shrinkage[2] > 0.85
    assert found.coverage.truths > 10 and found.coverage.within[:, :2].all(), found.coverage.shares
    data = dataset(found)
    assert data["informed"].values.tolist() == [True, True, False] and not data["beyond"].any()
    said = "\n".join(lines(data, "en"))
    assert "moved 2 of 3" in said and "as wide as assumed: contagion" in said and "Not met" not in said


def test_targets_that_contradict_each_other_leave_nothing(tmp_path):
    calibration, simulators = synthetic(read(tmp_path), np.array([0.5, 0.5, 0.5]))
    one, other = calibration.observations
    found = find(replace(calibration, observations=(one, replace(other, value=-5.0))), simulators)
    assert found.posterior is None and found.unit is None
    for lang in ("en", "zh"):
        assert len(list(lines(dataset(found), lang))) == 3


# The command, and what takes its file


@pytest.fixture(scope="module")
def calibrated(tmp_path_factory):
    """Folder of the calibration of a small county, and what was found."""
    folder = tmp_path_factory.mktemp("calibrated")
    data = program.calibrate(small(folder), out=folder / "out")
    return folder, data


def test_the_same_bytes_again_without_a_run(calibrated, monkeypatch):
    folder, data = calibrated
    found = folder_of(small(folder), folder / "out")
    files = {path: path.read_bytes() for path in (found.posterior, found.posterior.with_suffix(".json"))}
    parts = {path: path.stat().st_mtime_ns for path in found.runs.rglob("part-*.parquet")}
    again = program.calibrate(small(folder), out=folder / "out")
    assert again.identical(data) and parts
    assert {path: path.read_bytes() for path in files} == files
    assert {path: path.stat().st_mtime_ns for path in found.runs.rglob("part-*.parquet")} == parts


def test_a_stopped_calibration_goes_on_with_the_same_bytes(calibrated, tmp_path, monkeypatch):
    folder, _ = calibrated
    wanted, done = folder_of(small(folder), folder / "out").posterior.read_bytes(), 0
    carry_out = simulator_module.run_study

    def stopped(*given, **named):
        nonlocal done
        done += 1
        if done == 2:
            raise KeyboardInterrupt
        return carry_out(*given, **named)

    monkeypatch.setattr(simulator_module, "run_study", stopped)
    with pytest.raises(KeyboardInterrupt):
        program.calibrate(small(folder), out=tmp_path)
    assert not folder_of(small(folder), tmp_path).posterior.exists()
    assert program.calibrate(small(folder), out=tmp_path)["sample"].shape == (24, 3)
    assert folder_of(small(folder), tmp_path).posterior.read_bytes() == wanted


def test_the_sample_is_in_the_prior_range_and_narrower(calibrated):
    _, data = calibrated
    people = sample(folder_of(small(calibrated[0]), calibrated[0] / "out").posterior)
    assert len(people) == 24 and people[0].patience == Behaviour().patience
    assert np.array_equal(data["sample"].sel(parameter="visit_hours"), [each.visit_hours for each in people])
    assert (data["posterior"] >= data["prior"].isel(end=0) * 0.9).all()
    assert data["shrinkage"].sel(parameter="visit_hours") < 0.6 < data["shrinkage"].sel(parameter="contagion")


def test_the_posterior_is_an_uncertainty_and_is_redone_from_the_record_alone(calibrated, tmp_path, capsys):
    folder, data = calibrated
    file, place = data.attrs["posterior"], folder / "county.csv"
    words = ("compare", "generalised", "minimal", "--place", place, *QUICK, "--uncertainty", file)
    assert kaohe(*words, "--out", tmp_path / "out") == 0
    record = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    about = json.loads(folder_of(small(folder), folder / "out").posterior.with_suffix(".json").read_text("utf-8"))
    assert record["studies"][0]["people"]["sha256"] == about["sample"]
    for name in ("posterior.csv", "posterior.json"):
        (tmp_path / name).write_bytes((folder_of(small(folder), folder / "out").path / name).read_bytes())
    assert kaohe("redo", tmp_path / "out") == 0
    assert "Same bits" in capsys.readouterr().out
    study = design_comparison("minimal", place, 12, uncertainty=file)
    assert (
        study.replicates == 40
        and study.uncertainty == "plausible"
        and study.people[:24] == sample(tmp_path / name.replace("json", "csv"))
    )


def test_a_study_names_the_file_by_its_hash(calibrated):
    folder, data = calibrated
    given = {
        "places": [str(folder / "county.csv")], "scenarios": ["generalised"], "months": 12, "warmup": 0,
        "replicates": 3, "uncertainty": data.attrs["posterior"], "axes": {"lever": {"visits": {}}},
        "design": {"kind": "grid", "levels": 2}, "outcomes": ["burden"],
    }  # fmt: skip
    store = store_of(given, folder / "studies", make=True)
    assert len(store.study.sample) == 64 and store.record["study"]["sample"] == store.study.sample
    assert store.study.people == sample(folder_of(small(folder), folder / "out").posterior)


def spoiled(record, **changes):
    """A record whose digest is right, with other content."""
    record = {**record, **changes}
    return record | {"digest": digest_of(record)}


@pytest.mark.parametrize(
    ("table", "change", "said"),
    [
        (None, {"rules": "0" * 64}, "under other rules"),
        (("0.", "0.0"), {}, "not as posterior.json describes it"),
        (("visit_hours", "visit_huors"), None, 'did you mean "visit_hours"'),
        (("\n", "\n9999"), None, "visit_hours"),
    ],
)
def test_a_posterior_that_cannot_be_used_is_refused_on_one_line(calibrated, table, change, said, tmp_path, capsys):
    path = folder_of(small(calibrated[0]), calibrated[0] / "out").posterior
    content = path.read_text(encoding="utf-8")
    (tmp_path / path.name).write_text(content.replace(*table, 1) if table else content, encoding="utf-8")
    if change is not None:
        record = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        (tmp_path / "posterior.json").write_text(json.dumps(spoiled(record, **change)), encoding="utf-8")
    with pytest.raises(ScenarioError, match=re.escape(said)) as caught:
        sample(tmp_path / path.name)
    in_chinese(message_of(caught.value, "zh"))
    assert kaohe("compare", "generalised", *QUICK, "--uncertainty", tmp_path / path.name) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_command_says_what_moved_and_writes_figures(calibrated, lang, capsys):
    folder, _ = calibrated
    (folder / "own.toml").write_text(as_toml(small(folder)), encoding="utf-8")
    assert kaohe("calibrate", folder / "own.toml", "--out", folder / "out", "--lang", lang) == 0
    said = capsys.readouterr().out
    assert "visit_hours" in said and "posterior.csv" in said
    path = folder_of(folder / "own.toml", folder / "out").path
    assert {f"{name}_{lang}.png" for name in ("targets", "parameters")} <= {
        p.name for p in (path / "figures").iterdir()
    }
    assert (path / "targets.csv").read_text("utf-8-sig").startswith("target,observed,sd,discrepancy,ruled_out")
    assert (path / "parameters.csv").exists() and (path / "waves.csv").exists()
    if lang == "zh":
        assert not re.search("(?i)posterior says|ruled out|hours a week", said)
