"""Robustness of scenarios over the points of a study: closed forms, luck told apart, and thresholds of a file."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from scipy.stats import kendalltau
from small import CHINESE, in_chinese, kaohe
from statsmodels.stats.proportion import proportion_confint
from studies import small_store, small_study

import kaohe as front
from experiments.study.engine import run_study
from experiments.study.exploration.robustness import kendall, robustness
from experiments.study.exploration.thresholds import Threshold, thresholds_from
from experiments.study.specification import Outcome
from kaohe.studies import as_toml, store_of
from scenarios.errors import Mistakes

THRESHOLDS = {"formalism": {"at_most": 0.3}, "burden": {"at_least": 0.1, "at_most": 0.4}}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = small_store(tmp_path_factory.mktemp("robust"), design={"kind": "latin_hypercube", "points": 12})
    run_study(store)
    return store


def answered(store, values, thresholds=(), outcome="formalism"):
    """Robustness of made-up values by point, scenario and replicate."""
    kept = tuple(each for each in store.study.outcomes if each.name == outcome)
    study = replace(store.study, outcomes=kept, replicates=values.shape[2])
    own = SimpleNamespace(study=study, check_whole=lambda: None, values=lambda names: values[:, None, :, :, None])
    return robustness(own, thresholds).isel(place=0, outcome=0)


def test_regret_shares_and_ranks_are_those_of_a_table(store):
    """Formalism, which is better low, of two scenarios in four worlds without chance."""
    table = np.array([[0.1, 0.3], [0.4, 0.2], [0.5, 0.1], [0.2, 0.2]])
    found = answered(store, table[:, :, None], [Threshold("formalism", at_most=0.2)])
    assert found["regret"].values == pytest.approx(np.array([[0, 0.2, 0.4, 0], [0.2, 0, 0, 0]]))
    assert found["mean_regret"].values == pytest.approx([0.15, 0.05])
    assert found["max_regret"].values == pytest.approx([0.4, 0.2])
    assert found["best"].values == pytest.approx([1.5 / 4, 2.5 / 4]), "ties are shared"
    assert found["satisficing"].values == pytest.approx([0.5, 0.75])
    assert found["satisficing_all"].values == pytest.approx([0.5, 0.75])
    low, high = proportion_confint(2, 4, method="wilson")
    assert float(found["satisficing_worlds_low"][0]) == pytest.approx(low)
    assert float(found["satisficing_worlds_high"][0]) == pytest.approx(high)
    for name in ("mean_luck_low", "max_regret_held_out", "undecided", "tau_luck"):
        assert np.isnan(found[name]).all(), "one replicate does not tell luck"


def test_a_world_that_failed_under_one_scenario_counts_under_none(store):
    table = np.array([[0.1, 0.3], [np.nan, 0.0], [0.5, 0.1]])
    found = answered(store, table[:, :, None])
    assert found["mean"].values == pytest.approx([0.3, 0.2]) and found["best"].values == pytest.approx([0.5, 0.5])
    assert np.isnan(found["regret"].values[:, 1]).all()


def test_luck_and_worlds_have_intervals_of_their_own(store):
    """Chance that shifts all points alike moves the luck interval alone, differing worlds the other."""
    rng = np.random.default_rng(1)
    luck, worlds = rng.standard_normal((1, 1, 20)), 0.01 * rng.standard_normal((200, 1, 1))
    found = answered(store, np.array([0.0, 1.0])[None, :, None] + luck + worlds)
    wide = {kind: found[f"mean_{kind}_high"] - found[f"mean_{kind}_low"] for kind in ("luck", "worlds")}
    student = 2 * 2.0930 * luck.std(ddof=1) / np.sqrt(20)
    assert wide["luck"].values == pytest.approx([student, student], rel=1e-3)
    assert (wide["worlds"].values < 0.01).all()
    assert float(found["tau_luck"]) == float(found["tau_worlds"]) == 1
    assert found["mean_regret_luck_low"].values == pytest.approx([0, 1])


def test_the_largest_of_noise_is_no_regret_when_held_out(store):
    values = np.random.default_rng(2).standard_normal((300, 2, 6))
    found = answered(store, values, [Threshold("formalism", at_most=0.0)])
    assert (found["max_regret"] > 1).all() and (np.abs(found["max_regret_held_out"]) < 1.5).all()
    assert float(np.abs(found["max_regret_held_out"]).mean()) < 0.6 * float(found["max_regret"].mean())
    assert (found["undecided"] > 0.8).all() and abs(float(found["tau_luck"])) < 0.15


def test_ranks_are_kendall_s():
    one, other = np.random.default_rng(3).standard_normal((2, 7, 4))
    expected = [kendalltau(one[:, k], other[:, k]).statistic for k in range(4)]
    assert kendall(one, other) == pytest.approx(expected)


# Thresholds


def test_thresholds_keep_to_both_ends():
    (one, two) = thresholds_from(
        THRESHOLDS, [Outcome("formalism", "formalism", 1, 12), Outcome("burden", "burden", 1, 12)]
    )
    assert one.met(np.array([0.3, 0.31, np.nan])).tolist() == [True, False, False]
    assert two.met(np.array([0.05, 0.1, 0.5])).tolist() == [False, True, False]


def test_a_threshold_does_not_make_another_study(tmp_path):
    plain, limited = (small_study(tmp_path, **more) for more in ({}, {"thresholds": THRESHOLDS}))
    assert store_of(plain, tmp_path, make=True).folder == store_of(limited, tmp_path, make=True).folder


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_all_that_is_wrong_with_thresholds_is_told_by_line_and_key(tmp_path, capsys, lang):
    path = tmp_path / "mine.toml"
    wrong = """
[thresholds]
formalsm = { at_most = 0.3 }
formalism = { at_mots = 0.3 }
burden = { at_least = 0.5, at_most = 0.2 }
"""
    path.write_text(as_toml(small_study(tmp_path)) + wrong, encoding="utf-8")
    first = next(k for k, line in enumerate(path.read_text("utf-8").splitlines(), 1) if line.startswith("formalsm"))
    assert kaohe("study", "check", path, "--lang", lang) == 2
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 3
    for number, (line, name) in enumerate(zip(said, ("formalsm", "formalism.at_mots", "burden"), strict=True)):
        assert f"thresholds.{name}" in line and str(first + number) in line
        if lang == "zh":
            in_chinese(line)


def test_thresholds_on_the_command_line(store, capsys):
    assert kaohe("study", "robust", store.folder, "--at-most", "burdn=0.2") == 2
    assert 'did you mean "burden"' in capsys.readouterr().err
    assert kaohe("study", "robust", store.folder, "--at-most", "burden") == 2
    assert "such as formalism=0.2" in capsys.readouterr().err
    with pytest.raises(Mistakes, match="expected"):
        front.robust(store.folder, thresholds={"burden": {"at_most": "much"}})


# With the model


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_by_command(store, lang, capsys):
    words = ("--at-most", "formalism=0.3", "--at-least", "burden=0.1")
    assert kaohe("study", "robust", store.folder, *words, "--lang", lang) == 0
    said = capsys.readouterr().out
    assert {"en": "mutual recognition", "zh": "结果互认互用"}[lang] in said
    assert {"en": "at most 0.3", "zh": "至多 0.3"}[lang] in said
    assert bool(CHINESE.search(said.replace("甲", ""))) == (lang == "zh")
    names = {path.name for path in (store.folder / "figures").iterdir()}
    assert {f"regret_county_{lang}.svg", f"satisficing_county_{lang}.png"} <= names
    head, *rows = (store.folder / "robustness.csv").read_text("utf-8-sig").splitlines()
    assert head.startswith("index,place,scenario,outcome,value,luck_low,luck_high,worlds_low,worlds_high")
    assert any("结果互认互用" in row and row.startswith("max_regret_held_out") for row in rows)


def test_in_python_with_the_thresholds_of_the_file(tmp_path, store):
    given = small_study(tmp_path, design={"kind": "latin_hypercube", "points": 12}, thresholds=THRESHOLDS)
    data = front.robust(store.folder, thresholds=given["thresholds"])
    assert data["satisficing"].dims == ("place", "scenario", "outcome") and data["regret"].sizes["point"] == 12
    assert float(data["at_least"].sel(outcome="burden")) == 0.1
    bare = front.robust(store.folder)
    assert "satisficing" not in bare and bare["max_regret"].notnull().all()
    least = bare["mean_regret"].min("scenario")
    assert (least >= 0).all() and (bare["best"].sum("scenario") == 1).all()


def test_a_single_scenario_is_refused(tmp_path):
    store = small_store(tmp_path, scenarios=["generalised"], axes={"lever": {"visits": {}}})
    with pytest.raises(Exception, match="at least two"):
        robustness(store)
