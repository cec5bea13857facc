"""What a study says of its axes: indices of every outcome and month, against SALib, and chance apart from effect."""

import re
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from SALib.analyze import ff as salib_ff
from SALib.analyze import morris as salib_morris
from SALib.analyze.delta import calc_delta
from SALib.test_functions import Ishigami
from small import CHINESE, kaohe, write_county
from studies import small_store, small_study

import kaohe as front
from analysis.figures.study import draw_study, over_time, pairs, settling, surrogate, tornado
from experiments.study.axes import StudyAxis
from experiments.study.chance import chance
from experiments.study.delta import delta_of
from experiments.study.designs import OPTIONS, points_of, problem
from experiments.study.engine import run_study
from experiments.study.names import names_of
from experiments.study.sensitivity import METHODS, analyse, contrasts, indices, strongest
from experiments.study.specification import Design, Study
from experiments.study.tables import tidy
from kaohe.studies import as_toml
from scenarios import list_studies, load, load_place
from scenarios.files import read_toml
from scenarios.shelf import shipped

AXES = tuple(StudyAxis("lever", name, low=-np.pi, high=np.pi) for name in "abc")


def study_of(kind, axes=AXES, **options):
    usual = {name: option.default for name, option in OPTIONS[kind].items()}
    scenario, place = load("minimal"), load_place("leping")
    return Study("s", (place,), (scenario,), scenario.id, axes, Design(kind, 1, usual | options), ())


def answered(kind, function=Ishigami.evaluate, **options):
    """Indices of a function, and of it with its sign turned, at the points of a design."""
    study = study_of(kind, **options)
    points = points_of(study.design, study.axes)
    values = function(np.column_stack(list(points.values.values())))
    return study, points, values, indices(study, points, np.column_stack([values, -values]), 50)


@pytest.mark.parametrize("kind", sorted(set(OPTIONS) - {"list", "fractional_factorial"}))
def test_every_design_finds_that_the_third_axis_alone_does_least(kind):
    _, _, _, found = answered(kind, **({"points": 512} if "points" in OPTIONS[kind] else {}))
    name = {"morris": "mu_star", "pawn": "pawn_median", "delta": "delta"}.get(kind, "S1")
    if kind == "grid":
        assert found["rank_correlation"][1].shape == (3, 2)
        return
    values = found[name][1]
    assert values.shape == (3, 2) and np.allclose(np.abs(values[:, 0]), np.abs(values[:, 1]), rtol=0.3, atol=0.03)
    if kind in ("saltelli", "fast", "rbd_fast", "delta", "sobol", "latin_hypercube"):
        assert values[:, 0].argmax() == 1 and values[:, 0].argmin() == 2
    with_interval = kind in ("saltelli", "morris", "delta")
    assert (f"{name}_low" in found) == with_interval, "no interval where a bootstrap is not valid"


def test_delta_is_salib_s():
    rng = np.random.default_rng(3)
    axis, outcome = rng.random(300), rng.standard_normal(300)
    outcome += axis
    bins = round(np.ceil(300 ** (2 / (7 + np.tanh(1200 / 500)))))
    edges, grid = np.linspace(0, 300, bins + 1), np.linspace(outcome.min(), outcome.max(), 100)
    assert delta_of(axis, outcome) == pytest.approx(calc_delta(outcome, grid, axis, edges), rel=1e-9)


@pytest.mark.parametrize("kind", ["fast", "rbd_fast"])
def test_fourier_indices_are_those_of_ishigami(kind):
    _, _, _, found = answered(kind, points=1025)
    assert np.allclose(found["S1"][1][:, 0], [0.3139, 0.4424, 0], atol=0.05)


def test_elementary_effects_are_salib_s():
    study, points, values, found = answered("morris")
    theirs = salib_morris.analyze(problem(study.axes), points.unit, values, num_levels=4, num_resamples=10, seed=1)
    for name in ("mu", "mu_star", "sigma"):
        assert np.allclose(found[name][1][:, 0], np.asarray(theirs[name], float), rtol=1e-9)
    low, high = (found[f"mu_star_{end}"][1] for end in ("low", "high"))
    assert ((low <= found["mu_star"][1]) & (found["mu_star"][1] <= high)).all()


def test_effects_of_a_fraction_are_salib_s_and_those_of_a_plane():
    study, points, values, found = answered("fractional_factorial", lambda x: x @ [1.0, 2.0, 0.0] / (2 * np.pi))
    assert np.allclose(found["effect"][1][:, 0], [1, 2, 0], atol=1e-12)
    theirs = salib_ff.analyze(problem(study.axes), points.unit, values)
    assert np.allclose(found["effect"][1][:, 0], 2 * np.asarray(theirs["ME"])[:3])


def test_one_point_without_a_number_does_not_empty_an_outcome():
    for kind in ("saltelli", "morris", "delta", "pawn", "rbd_fast"):
        study = study_of(kind, **({"points": 128} if kind == "delta" else {}))
        points = points_of(study.design, study.axes)
        values = Ishigami.evaluate(np.column_stack(list(points.values.values())))[:, None]
        values[3] = np.nan
        found = indices(study, points, values, 10)
        assert np.isfinite(next(iter(found.values()))[1]).all(), kind
    assert set(METHODS) == set(OPTIONS) - {"grid", "list"}


def test_chance_is_told_from_effect():
    """Effect of points with variance 4, of replicates 1, of both 0.25, for as many as it takes to see them."""
    rng = np.random.default_rng(1)
    values = 2 * rng.standard_normal((4000, 1, 1)) + rng.standard_normal((1, 300, 1))
    values = values + 0.5 * rng.standard_normal((4000, 300, 1))
    found = chance(values)
    assert found["axes"][0] == pytest.approx(4 / 5.25, abs=0.03)
    assert found["luck"][0] == pytest.approx(1 / 5.25, abs=0.03)
    assert found["both"][0] == pytest.approx(0.25 / 5.25, abs=0.01)
    few = chance(values[:, :2])
    assert few["blur"][0] == pytest.approx(0.125 / 4.125, abs=0.005)
    assert np.isnan(chance(values[:, :1])["axes"]).all()
    still = np.tile(np.array([0.1, 0.2, 0.7])[:, None], (50, 1, 1)) / 3  # a baseline that no axis moves
    assert np.isnan(chance(still)["blur"]).all()


# With the model


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    folder = tmp_path_factory.mktemp("answers")
    keep = {"series": ["formalism", "burden"], "every": 7}
    store = small_store(folder, design={"kind": "saltelli", "points": 4}, keep=keep)
    run_study(store)
    return store, analyse(store, resamples=20)


def test_indices_are_of_every_outcome_scenario_difference_and_kept_month(answers):
    store, found = answers
    assert found["ST"].dims == ("axis", "place", "scenario", "outcome")
    assert found["scenario"].values.tolist() == contrasts(store.study) and found.sizes["scenario"] == 3
    assert found["ST_series"].dims == ("axis", "place", "scenario", "month", "measure")
    assert found["month"].values.tolist() == [7, 14] and found["S2"].dims[:2] == ("axis", "other_axis")
    assert strongest(found) == "ST" and "chance_blur" in found
    dose = found["ST"].sel(axis="dose.mutual_recognition", place="county", outcome="burden")
    assert float(dose.sel(scenario="generalised")) == 0 and float(dose.isel(scenario=2)) > 0


def test_months_that_cover_an_outcome_have_its_indices(answers):
    """The mean of the last 7 months of 14 is what the second kept value is."""
    store, found = answers
    own = store.values(["burden"]).mean(axis=3)
    assert own.shape == (56, 1, 2, 1)
    assert np.isfinite(found["ST_series"].sel(measure="burden")).all()


def test_rows_of_all_indices(answers):
    rows = tidy(answers[1])
    assert {"S1", "ST", "S2", "chance_blur"} <= set(rows["index"])
    assert (rows["low"].dropna() <= rows["high"].dropna()).all() and not rows["value"].isna().any()


# Commands


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_from_a_file_to_indices(tmp_path, lang, capsys):
    path = tmp_path / "mine.toml"
    path.write_text(as_toml(small_study(tmp_path, design={"kind": "morris", "trajectories": 2})), encoding="utf-8")
    said = []
    for words in (
        ("check", path), ("run", path), ("run", path), ("status", path), ("analyse", path),
        ("redo", path, "--verify", "--sample", 3),
    ):  # fmt: skip
        assert kaohe("study", *words, "--out", tmp_path / "out", "--lang", lang) == 0
        told = capsys.readouterr()
        said.append(told.out + told.err)
    assert {"en": "56 runs of 14 months", "zh": "56 次运行"}[lang] in said[0]
    assert {"en": "56 of 56 runs are there already", "zh": "已有 56 次"}[lang] in said[2]
    assert {"en": "all done, 0 failed", "zh": "全部完成，0 次失败"}[lang] in said[3]
    assert {"en": "mean absolute effect (μ*) · assessment", "zh": "平均绝对效应（μ*） · 考核泛化"}[lang] in said[4]
    assert {"en": "ways to behave", "zh": "行为方式"}[lang] in said[4] and "lever.visits" in said[4]
    assert {"en": "3 runs done again: the same bits", "zh": "重做 3 次运行：逐位相同"}[lang] in said[5]
    assert all(bool(CHINESE.search(each)) == (lang == "zh") for each in said)
    (folder,) = (tmp_path / "out").iterdir()
    assert (folder / "indices.csv").exists() and folder.name.startswith("mine-")
    assert {path.name for path in (folder / "figures").iterdir()} == {f"axes_county_{lang}.{x}" for x in ("png", "svg")}


def test_figures_show_what_matters_when_and_in_which_pairs(answers, tmp_path):
    found = answers[1]
    for draw, panels in ((tornado, 6), (over_time, 6), (pairs, 6)):
        figure = draw(found.sel(place="county"), "zh")
        assert len(figure.axes) == panels
    assert len(draw_study(found, tmp_path)) == 6


def test_names_stand_beside_ids_in_both_languages(answers):
    found = answers[1]
    assert names_of(found, "axis", "zh")["dose.mutual_recognition"] == "结果互认互用：力度"
    assert names_of(found, "axis", "en")["start.mutual_recognition"] == "mutual recognition: start month"
    assert names_of(found, "axis", "zh")["behaviour.decision_rule"] == "决策方式"
    assert list(names_of(found, "scenario", "en").values())[-1] == "effect of mutual recognition"
    assert names_of(found, "outcome", "zh")["formalism"] == "形式主义"
    rows = tidy(found)
    assert rows.columns[-2:].tolist() == ["measure_name_en", "measure_name_zh"] and "scenario_name_zh" in rows


def test_a_surrogate_is_held_against_runs_that_it_has_not_seen(tmp_path):
    store = small_store(tmp_path, design={"kind": "sobol", "points": 64}, replicates=1)
    run_study(store)
    found = analyse(store)
    one = found.sel(place="county", scenario="generalised", outcome="burden")
    missed = ((one["run_mean"] - one["predicted"]) ** 2).mean() / one["run_mean"].var()
    assert float(one["q2"]) == pytest.approx(1 - float(missed)) and float(one["q2"]) > 0.3
    assert not {"predicted", "run_mean"} & set(tidy(found)["index"])
    assert len(surrogate(found.sel(place="county"), "zh").axes) == 6
    names = {path.name for path in draw_study(found, tmp_path)}
    assert {"axes_county_en.svg", "pairs_county_en.svg", "surrogate_county_en.png"} <= names


def test_indices_settle_with_the_rows_of_a_design():
    _, _, _, found = answered("saltelli", points=128)
    by_size = np.concatenate([found["ST_by_size"][1][:, :, 0], found["ST"][1][None, :, 0]])
    errors = np.abs(by_size - [0.5576, 0.4424, 0.2437]).max(axis=1)
    assert len(by_size) == 4, "16, 32, 64 and 128 rows"
    assert errors[-1] < errors[0] and errors[-1] < 0.1


def test_a_figure_shows_whether_they_have(answers, monkeypatch):
    monkeypatch.setattr("experiments.study.sensitivity.LEAST_SIZE", 2)
    found = analyse(answers[0], resamples=5, series=False)
    assert found["size"].values.tolist() == [2]
    assert len(settling(found.sel(place="county"), "zh").axes) == 6


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_check_knows_a_study_and_tells_all_its_mistakes(tmp_path, lang, capsys):
    path = tmp_path / "mine.toml"
    path.write_text(as_toml(small_study(tmp_path)), encoding="utf-8")
    assert kaohe("check", path, "--lang", lang) == 0
    assert {"en": "a study", "zh": "一项研究"}[lang] in capsys.readouterr().out
    path.write_text(as_toml(small_study(tmp_path, months=0, seed=-1)), encoding="utf-8")
    for words in (("check",), ("study", "check"), ("study", "run")):
        assert kaohe(*words, path, "--lang", lang) == 2
        said = capsys.readouterr().err.splitlines()
        assert len(said) == 2 and all({"en": "line", "zh": "行"}[lang] in each for each in said)


@pytest.mark.parametrize(
    ("lang", "before", "after"),
    [
        ("en", "4 of 8 runs looked at cannot be built", "2 of 4 points are left out"),
        ("zh", "抽查的 8 次运行中有 4 次无法生成", "4 个点中有 2 个因运行失败未计入"),
    ],
)
def test_runs_that_fail_are_told_before_and_after(tmp_path, monkeypatch, lang, before, after, capsys):
    """Precision and adjustment that swing are refused; no warning of a library comes instead."""
    monkeypatch.chdir(tmp_path)
    axes = {"behaviour": {"precision": {"values": [10, 9000]}}, "lever": {"visits": {"values": [1, 2]}}}
    study = small_study(tmp_path, axes=axes, replicates=1, design={"kind": "grid"})
    Path("mine.toml").write_text(as_toml(study), encoding="utf-8")
    for command in ("check", "run", "analyse"):
        assert kaohe("study", command, "mine.toml", "--lang", lang) == 0
        said = capsys.readouterr()
        assert "Warning" not in said.err
        told = {"check": before, "run": "failures", "analyse": after}[command]
        assert told in said.out and "_correlation" not in said.out


def test_shards_and_merging_by_command(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("experiments.study.specification.MOST_RUNS", 4)
    path = tmp_path / "mine.toml"
    path.write_text(as_toml(small_study(tmp_path)), encoding="utf-8")
    for number in (1, 2):
        assert kaohe("study", "run", path, "--shard", f"{number}/2", "--out", tmp_path / str(number)) == 0
    one, other = (next((tmp_path / str(number)).iterdir()) for number in (1, 2))
    assert kaohe("study", "merge", one, other) == 0
    assert "all done" in capsys.readouterr().out
    assert kaohe("study", "analyse", one) == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("run", "office_burdn"), 'did you mean "office_burden"'),
        (("status", "office_burden"), "expected a study that has been begun"),
        (("run", "office_burden", "--shard", "3/2"), "as in 2/8"),
        (("run", "office_burden", "--backend", "thread"), "expected threads, processes or dask"),
        (("rn", "x"), 'no such command "rn"'),
        ((), "missing command"),
        (("export", "office_burden", "x.sav"), "expected a study that has been begun"),
    ],
)
def test_what_the_command_refuses(tmp_path, monkeypatch, words, said, capsys):
    monkeypatch.chdir(tmp_path)
    assert kaohe("study", *words) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("name", sorted(shipped("study")))
def test_every_study_that_ships_runs_small(tmp_path, name):
    source = shipped("study")[name]
    given = dict(read_toml(source.path, source.name))
    given |= {"places": [str(write_county(tmp_path))], "months": 24, "replicates": 1}
    design = dict(given["design"])
    small = {"points": 4, "trajectories": 2, "levels": 2}
    given["design"] = design | {key: value for key, value in small.items() if key in design}
    if isinstance(given.get("outcomes"), dict):
        given["outcomes"] = {
            key: {k: v for k, v in row.items() if k not in ("horizons", "months")}
            for key, row in given["outcomes"].items()
        }
    data = front.study(given, tmp_path)
    assert not data["failed"].any() or float(data["failed"].mean()) < 0.5
    assert name in [entry.id for entry in list_studies()]
    assert front.sensitivity(given, tmp_path, resamples=5).sizes["axis"] >= 1


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_says_what_is_kept_and_how_to_go_on(tmp_path, how):
    path = tmp_path / "mine.toml"
    path.write_text(as_toml(small_study(tmp_path, months=120, design={"kind": "sobol", "points": 8192})), "utf-8")
    words = [sys.executable, "-m", "kaohe", "study", "run", str(path), "--out", str(tmp_path / "out"), "--threads", "2"]
    # A suite that runs in the background passes on an ignored SIGINT; a terminal does not.
    heard = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    where = Path(__file__).parent.parent
    child = subprocess.Popen(words, stderr=subprocess.PIPE, text=True, cwd=where, preexec_fn=heard)
    while not list(tmp_path.glob("out/*/runs/*.parquet")) and child.poll() is None:
        time.sleep(0.01)
    child.send_signal(how)
    said = child.communicate(timeout=600)[1]
    assert child.returncode == 130
    kept, runs = re.search(r"stopped; ([\d,]+) of ([\d,]+) runs are in", said).groups()
    assert 0 < int(kept.replace(",", "")) < int(runs.replace(",", "")) == 32768 and "Traceback" not in said
    assert not list(tmp_path.rglob("*.unfinished"))
