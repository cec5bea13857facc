"""Where a study reaches what it should: boxes against the EMA workbench, trees, scores, and the command."""

import builtins
import warnings

import numpy as np
import pandas
import pytest
from small import CHINESE, kaohe
from studies import small_store, small_study

import kaohe as front
from experiments.study.engine import run_study
from experiments.study.exploration.listed import boxes_table, leaves_table, peeling_table, regions_table
from experiments.study.exploration.peeling import Box, Column, Limit, choose, peel
from experiments.study.exploration.regions import BETTER, columns_of
from experiments.study.exploration.trees import accuracy, grow, score

AXES = {
    "lever": {"visits": {"low": 0.2, "high": 1.5}},
    "dose": {"mutual_recognition": {}},
    "behaviour": {"precision": {}, "decision_rule": {"values": [0, 2, 4]}},
}


def world(points=400, axes=5, noise=0.03, seed=1):
    """Cases where the first axis is high, the second low and a choice is not 1; and some anywhere."""
    rng = np.random.default_rng(seed)
    x, choice = rng.random((points, axes)), rng.integers(0, 3, points)
    cases = ((x[:, 0] > 0.6) & (x[:, 1] < 0.4) & (choice != 1)) | (rng.random(points) < noise)
    columns = [Column(f"x{k}", x[:, k]) for k in range(axes)] + [Column("choice", choice.astype(float), 3)]
    return columns, cases


@pytest.fixture(scope="module")
def prim():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from ema_workbench.analysis import prim
    return prim


@pytest.mark.parametrize("ties", [False, True])
def test_boxes_are_those_of_the_workbench(prim, ties):
    """The same trajectory, limits and quasi-p, also where axes have equal values."""
    columns, cases = world()
    if ties:
        columns = [Column(each.name, np.round(9 * each.values), 0) if not each.choices else each for each in columns]
    table = pandas.DataFrame({each.name: each.values for each in columns})
    table["choice"] = pandas.Categorical(table["choice"].astype(int).astype(str))
    theirs, path = prim.Prim(table, cases, threshold=0.1).find_box(), peel(columns, cases)
    told = theirs.peeling_trajectory.iloc[: len(path)]
    assert [box.points for box in path] == told["n"].tolist() and [box.cases for box in path] == told["k"].tolist()
    assert len(path) > 10
    step = len(path) - 1
    chosen = choose([path[step]], columns, cases, np.ones(len(cases), bool), 0.0)
    limits, quasi_p = theirs.box_lims[step], theirs.qp[step]
    for name, limit in path[step].limits.items():
        if limit.choices is not None:
            assert limits[name][0] == {str(each) for each in limit.choices}
        else:
            low, high = limits[name]
            assert (np.isinf(limit.low) or limit.low == low) and (np.isinf(limit.high) or limit.high == high)
    assert all(limit.quasi_p_low <= 0.05 or np.isnan(limit.quasi_p_low) for limit in chosen.limits.values())
    dropped = [name for name, own in quasi_p.items() if max(own) <= 0.05]
    assert set(dropped) <= set(chosen.limits) <= set(quasi_p)


def test_a_box_is_what_made_the_cases():
    columns, cases = world(noise=0.0)
    everywhere = np.ones(len(cases), bool)
    box = choose(peel(columns, cases), columns, cases, everywhere, 0.9)
    assert set(box.limits) == {"x0", "x1", "choice"} and box.limits["choice"].choices == {0, 2}
    assert box.limits["x0"].low == pytest.approx(0.6, abs=0.06) and box.limits["x1"].high == pytest.approx(
        0.4, abs=0.06
    )
    assert box.density >= 0.9 and box.coverage > 0.85
    inside = box.holds(columns)
    assert box.points == inside.sum() and box.cases == cases[inside].sum()


def test_quasi_p_is_bryant_s_binomial():
    from scipy.stats import binomtest

    columns, cases = world()
    everywhere = np.ones(len(cases), bool)
    box = choose(peel(columns, cases), columns, cases, everywhere, 0.7)
    free = Box({name: limit for name, limit in box.limits.items() if name != "x0"}, 0, 0, 1, 1).holds(columns)
    expected = binomtest(box.cases, box.points, cases[free].mean(), alternative="greater").pvalue
    assert box.limits["x0"].quasi_p_low == pytest.approx(expected)


def test_noise_has_no_box_at_other_points():
    """Cases anywhere: restrictions are chance, and most are dropped."""
    columns, _ = world(300, 8)
    cases = np.random.default_rng(7).random(300) < 0.3
    box = choose(peel(columns, cases), columns, cases, np.ones(300, bool), 0.8)
    assert accuracy(columns, cases, 1) == pytest.approx(0.5, abs=0.08)
    assert score(columns, np.random.default_rng(8).standard_normal(300), 1).r2 < 0.05
    assert len(box.limits) <= 4


def test_leaves_are_regions_that_share_out_the_points():
    columns, cases = world()
    leaves = grow(columns, cases, 1)
    inside = np.array([Box(leaf.limits, 0, 0, 1, 1).holds(columns) for leaf in leaves])
    assert (inside.sum(axis=0) == 1).all() and [leaf.points for leaf in leaves] == inside.sum(axis=1).tolist()
    assert [leaf.cases for leaf in leaves] == (inside & cases).sum(axis=1).tolist()
    assert leaves[0].density > 0.8 > 0.2 > leaves[-1].density
    assert accuracy(columns, cases, 1) > 0.8 and grow(columns, cases, 1) == leaves


def test_scores_find_what_matters_beyond_chance():
    columns, _ = world(400)
    found = score(columns, 3 * columns[2].values + (columns[-1].values == 1), 1)
    assert found.shares[[2, -1]].min() > 3 * found.chance and found.r2 > 0.8
    assert (found.shares[[0, 1, 3, 4]] < 2 * found.chance).all() and found.shares.sum() < 1


def test_limits_hold_their_ends():
    values = np.array([0.0, 1.0, 2.0])
    assert Limit(0.5, 1.0).holds(values).tolist() == [False, True, False]
    assert Limit(choices=frozenset({0, 2})).holds(values).tolist() == [True, False, True]


# With the model


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    design = {"kind": "latin_hypercube", "points": 60}
    store = small_store(tmp_path_factory.mktemp("explore"), design=design, axes=AXES, replicates=1)
    run_study(store)
    return store


def test_only_axes_that_can_move_a_scenario_are_looked_at(store):
    study = store.study
    names = [{column.name for column in columns_of(study, store.points, scenario)} for scenario in study.ids]
    assert names[1] - names[0] == {"dose.mutual_recognition"}
    rule = next(column for column in columns_of(study, store.points, study.ids[0]) if "rule" in column.name)
    assert rule.choices == 3, "rules of decision have no order"


def test_in_python_without_thresholds(store):
    found = front.explore(store.folder)
    assert found.usual and {each.outcome for each in found.thresholds} == {"formalism", "burden"}
    shares = {(region.scenario, region.outcome): region.share for region in found.regions if not region.condition}
    assert sum(shares[scenario, "burden"] for scenario in store.study.ids) == pytest.approx(0.5, abs=0.1)
    assert any(region.condition == BETTER for region in found.regions)
    burden = found.scores["score"].sel(place="county", scenario="generalised", outcome="burden")
    assert burden.to_series().idxmax() == "lever.visits"
    assert np.isnan(burden.sel(axis="dose.mutual_recognition"))
    (region,) = (r for r in found.regions if (r.scenario, r.outcome) == ("generalised", "burden"))
    assert region.boxes[0].limits["lever.visits"].high < 1.2 and region.held_out[0] > 0.5
    assert len(regions_table(found)) == len(found.regions) and (leaves_table(found)["axis_name_zh"] != "").all()
    boxes, peeled = boxes_table(found), peeling_table(found)
    assert boxes["density"].between(0, 1).all() and peeled.groupby("step")["mass"].max()[0] == 1
    again = front.explore(store.folder)
    assert again.regions == found.regions and again.scores.identical(found.scores)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_by_command(store, lang, capsys):
    words = ("--at-most", "burden=0.42", "--density", "0.7")
    assert kaohe("study", "explore", store.folder, *words, "--lang", lang) == 0
    said = capsys.readouterr().out
    assert {"en": "Burden at most 0.42", "zh": "考核负担至多 0.42"}[lang] in said
    assert {"en": "These are associations", "zh": "设计点上的关联"}[lang] in said
    assert bool(CHINESE.search(said)) == (lang == "zh")
    names = {path.name for path in (store.folder / "figures").iterdir()}
    assert {f"scores_county_{lang}.svg", f"regions_county_1_{lang}.png"} <= names
    tables = {path.name for path in (store.folder / "exploration").iterdir()}
    assert tables == {"boxes.csv", "peeling.csv", "regions.csv", "scores.csv", "trees.csv"}


def test_what_is_refused(store, tmp_path, capsys, monkeypatch):
    assert kaohe("study", "explore", store.folder, "--density", "2") == 2
    assert "expected a number from 0.5 to 1" in capsys.readouterr().err
    (tmp_path / "mine.toml").write_text("", "utf-8")
    assert kaohe("study", "explore", tmp_path / "nothing.toml") == 2
    without = builtins.__import__

    def missing(name, *rest):
        if name == "sklearn":
            raise ImportError(name)
        return without(name, *rest)

    monkeypatch.setattr(builtins, "__import__", missing)
    capsys.readouterr()
    assert kaohe("study", "explore", store.folder) == 2
    assert "pip install kaohe[explore]" in capsys.readouterr().err


def test_too_few_points_say_so(tmp_path, capsys):
    given = small_study(tmp_path, design={"kind": "latin_hypercube", "points": 6}, replicates=1)
    front.study(given, tmp_path)
    found = front.explore(given, tmp_path)
    assert all(not region.boxes and not region.leaves for region in found.regions)
