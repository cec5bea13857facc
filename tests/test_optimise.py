"""A search for portfolios: known fronts are found, the budget holds, and any interruption ends in the same bytes."""

import csv
import io
import shutil
import signal
import subprocess
import sys
import time
import tomllib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from searches import PORTFOLIO, contents, small_folder, small_search
from small import CHINESE, in_chinese, kaohe, write_county

import kaohe as front_door
from analysis.files.portfolios import save_portfolios
from experiments.study.axes import StudyAxis, scenario_at
from experiments.study.optimisation import engine, evolution
from experiments.study.optimisation.evaluation import Found
from experiments.study.optimisation.front import dataset
from experiments.study.optimisation.front import front_of as found_front
from kaohe.searches import folder_of
from kaohe.studies import as_toml
from scenarios import list_searches, load
from scenarios.errors import Mistakes, ScenarioError
from scenarios.files import read_toml
from scenarios.shelf import shipped

ROOT = Path(__file__).parent.parent

# Known fronts: pure functions in place of runs


def searched(tmp_path, function, axes, population=40, generations=35, limit=None, seed=1):
    """The folder of a search in which `function` says what portfolios change."""
    folder = small_folder(tmp_path, search={"population": population, "generations": generations, "seed": seed})
    study = replace(folder.search.study, axes=axes)
    names = study.outcomes if limit is not None else study.outcomes[:2]
    folder.search = replace(
        folder.search, study=replace(study, outcomes=names), aims=(1, 1), limit=limit, population=population
    )
    engine.evolve(folder, lambda rows: Found(function(rows), [""] * len(rows)))
    return folder


def real(count):
    return tuple(StudyAxis("lever", f"x{k}") for k in range(count))


def zdt1(rows):
    """Zitzler, Deb and Thiele's first problem: the front is f2 = 1 - sqrt(f1), all axes but the first at 0."""
    g = 1 + 9 * rows[:, 1:].mean(axis=1)
    return np.column_stack([rows[:, 0], g * (1 - np.sqrt(rows[:, 0] / g))])


def front_of(folder):
    """What is to be lowered of the portfolios on the front."""
    search = folder.search
    return search.losses(found_front(search, folder.read(search.generations).population).changes)


@pytest.fixture(scope="module")
def known(tmp_path_factory):
    return front_of(searched(tmp_path_factory.mktemp("zdt1"), zdt1, real(6)))


def test_a_known_front_is_found_and_covered(known):
    f1, f2 = known.T
    assert len(known) >= 35 and np.abs(f2 - (1 - np.sqrt(f1))).max() < 0.03
    assert f1.min() < 0.01 and f1.max() > 0.95 and np.diff(np.sort(f1)).max() < 0.12


def test_the_hypervolume_of_a_known_front_is_near_its_own(known):
    """Of f2 = 1 - sqrt(f1) below (1, 1): 2/3."""
    found = evolution.hypervolume(known, np.ones(2), np.zeros(2))
    assert 0.62 < found < 2 / 3
    assert evolution.hypervolume(np.array([[0.5, 0.5]]), np.ones(2), np.zeros(2)) == pytest.approx(0.25)
    assert evolution.hypervolume(np.array([[1.5, 0.5]]), np.ones(2), np.zeros(2)) == 0.0


def test_mixed_axes_find_the_front_of_a_small_convex_problem(tmp_path):
    """What is best is in, whole and chosen values at theirs, and the real one runs from 0 to 1."""
    axes = (
        StudyAxis("lever", "x"), StudyAxis("include", "a", type="boolean"), StudyAxis("start", "b", "whole", 0, 9),
        StudyAxis("lever", "c", type="choice", values=(3.0, 1.0, 2.0)),
    )  # fmt: skip

    def convex(rows):
        x, a, b, c = rows.T
        worse = (1 - a) + (b - 4) ** 2 + (c - 2) ** 2
        return np.column_stack([x**2 + worse, (x - 1) ** 2 + worse])

    front = front_of(searched(tmp_path, convex, axes, population=24, generations=30))
    assert np.abs(np.sqrt(front).sum(axis=1) - 1).max() < 1e-9 and len(front) >= 20


def test_the_budget_is_respected_and_used(tmp_path):
    """Each is worth 1 and costs as much as its number: under a limit of 10.5 no more than four of 1, 2, ... fit."""
    axes = tuple(StudyAxis("include", f"r{k}", type="boolean") for k in range(1, 9))
    prices = np.arange(1, 9)

    def priced(rows):
        return np.column_stack([-rows.sum(axis=1), rows @ np.sqrt(prices), rows @ prices])

    folder = searched(tmp_path, priced, axes, population=20, generations=25, limit=10.5)
    front = front_of(folder)
    assert front[:, 0].min() == -4 and front[:, 0].max() == 0
    last = folder.read(25)
    kept = last.population.changes
    assert (kept[:, -1] <= 10.5).all() and (last.changes[:, -1] > 10.5).any()


def test_where_nothing_is_within_the_budget_the_least_excess_is_kept(tmp_path):
    def dear(rows):
        return np.column_stack([rows[:, 0], -rows[:, 0], 5 + rows[:, 0]])

    folder = searched(tmp_path, dear, real(1), population=8, generations=5, limit=1.0)
    assert folder.read(5).population.rows[0] == 0.0
    assert len(front_of(folder)) == 0


def test_an_empty_front_is_said_and_written(tmp_path, capsys):
    given = small_search(tmp_path, budget={"limit": -1000}, search={"population": 4, "generations": 1})
    (tmp_path / "mine.toml").write_text(as_toml(given), "utf-8")
    assert kaohe("study", "optimise", tmp_path / "mine.toml", "--out", tmp_path) == 0
    assert "No portfolio is within the budget" in capsys.readouterr().out
    assert len(list(tmp_path.glob("mine-*/figures/*.png"))) == 2


def test_portfolios_that_cannot_be_run_come_last_and_stop_nothing(tmp_path):
    def sometimes(rows):
        found = np.column_stack([rows[:, 0], 1 - rows[:, 0]])
        found[rows[:, 0] < 0.5] = np.nan
        return found

    folder = searched(tmp_path, sometimes, real(2), population=10, generations=6)
    assert (folder.read(6).population.rows[:, 0] >= 0.5).all()


def test_an_axis_of_few_values_ends_with_all_of_them(tmp_path):
    axes = (StudyAxis("include", "a", type="boolean"), StudyAxis("include", "b", type="boolean"))
    folder = searched(tmp_path, lambda rows: rows * [1, -1], axes, population=10, generations=3)
    last = folder.read(3)
    assert sorted(map(tuple, last.rows)) == [(0, 0), (0, 1), (1, 0), (1, 1)] and last.kept == 4


def test_what_is_left_out_has_neither_dose_nor_start():
    axes = (
        StudyAxis("include", "a", type="boolean"), StudyAxis("dose", "a", low=0.2),
        StudyAxis("start", "a", "whole", 0, 9), StudyAxis("dose", "b"), StudyAxis("start", "b", "whole", 3, 9),
    )  # fmt: skip
    rng = evolution.generator(1, 0)
    rows = evolution.first(axes, 50, rng)
    more = evolution.children(axes, rows, 50, rng)
    for row in np.vstack([rows, more]):
        assert row[0] == 1 or (row[1], row[2]) == (0.2, 0)
        assert row[3] > 0 or row[4] == 3
    assert not {tuple(row) for row in rows} & {tuple(row) for row in more}
    assert tuple(rows[0]) == (0, 0.2, 0, 0, 3)


def test_another_seed_tries_others_and_0_is_a_seed():
    def begun(seed):
        return evolution.first(real(2), 5, evolution.generator(seed, 0)).tolist()

    assert begun(0) == begun(0) != begun(1)


def test_a_reform_that_is_left_out_is_none_and_one_that_is_in_has_its_dose():
    base, both = load("generalised"), load("generalised+mutual_recognition=0.5+negotiation")
    axes = [
        StudyAxis("include", name, type="boolean", reforms=((both.id, name),))
        for name in ("mutual_recognition", "negotiation")
    ]
    assert scenario_at(both, axes, [0.0, 0.0]).changes == base.changes
    assert scenario_at(both, axes, [1.0, 0.0]).changes == load("generalised+mutual_recognition=0.5").changes


# Interruptions


class Failing:
    """Stops in a generation, before it is whole."""

    def __init__(self, after):
        self.left = after

    def __call__(self, rows):
        if not self.left:
            raise KeyboardInterrupt
        self.left -= 1
        return Found(zdt1(rows), [""] * len(rows))


@pytest.mark.parametrize("after", [0, 5])
def test_a_stopped_search_goes_on_with_the_same_bytes(tmp_path, after):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    whole = searched(tmp_path / "a", zdt1, real(3), 8, 9)
    stopped = small_folder(tmp_path / "b", search={"population": 8, "generations": 9})
    stopped.search = whole.search
    with pytest.raises(KeyboardInterrupt):
        engine.evolve(stopped, Failing(after))
    assert stopped.finished() == after
    if after == 5:  # the last file is damaged as well
        stopped.file(4).write_bytes(stopped.file(4).read_bytes()[:200])
    engine.evolve(stopped, Failing(99))
    own, right = (
        {name: content for name, content in contents(each.path).items() if name.startswith("generations/")}
        for each in (stopped, whole)
    )
    assert own == right and len(right) == 10


CHILD = """
import sys
sys.path.insert(0, {root!r})
import kaohe
kaohe.optimise({given!r}, {out!r})
"""


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A small search carried out at one go, with its files."""
    folder = small_folder(tmp_path_factory.mktemp("whole"))
    engine.optimise(folder, workers=1)
    save_portfolios(dataset(folder), folder.path)
    return folder


def test_a_killed_search_goes_on_with_the_same_bytes(whole, tmp_path):
    given = tomllib.loads((whole.path / "search.toml").read_text("utf-8"))
    code = CHILD.format(root=str(ROOT), given=given, out=str(tmp_path))
    child = subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE)
    killed = tmp_path / whole.path.name
    while not (killed / "generations" / "0001.parquet").exists() and child.poll() is None:
        time.sleep(0.001)
    child.send_signal(signal.SIGKILL)
    child.communicate()
    folder = folder_of(killed)
    before = folder.finished()
    assert child.returncode == -signal.SIGKILL and before >= 2
    engine.optimise(folder, workers=2)
    save_portfolios(dataset(folder), folder.path)
    assert contents(folder.path) == contents(whole.path)


@pytest.mark.parametrize("backend", ["threads", pytest.param("processes", marks=pytest.mark.slow)])
def test_workers_change_no_bit(whole, tmp_path, backend):
    folder = tmp_path / whole.path.name
    shutil.copytree(whole.path, folder)
    for generation in (1, 2, 3):
        (folder / "generations" / f"{generation:04d}.parquet").unlink()
    again = folder_of(folder)
    engine.optimise(again, workers=2, backend=backend)
    assert contents(folder) == contents(whole.path)


# Runs


def test_changes_are_those_of_compare_with_the_text_of_the_portfolio(whole, tmp_path):
    data = dataset(whole)
    assert data.sizes["portfolio"] >= 2 and (data["change"].sel(outcome="budget") <= 0.2).all()
    for k in (0, -1):
        text = str(data["text"][k].item())
        same = front_door.compare(
            ["generalised", text], place=whole.search.study.places[0], months=14, replicates=2, warmup=0,
            uncertainty="plausible",
        )  # fmt: skip
        own, base = same.isel(scenario=1), same.isel(scenario=0)
        last = {"month": slice(-24, None)}
        for name in ("formalism", "true_outcome"):
            change = (own[name] - base[name]).isel(last)
            found = float(data["change"].sel(outcome=name)[k])
            assert found == pytest.approx(float(change.isel(month=slice(2, None)).mean()), abs=1e-9)


def test_the_worst_world_and_a_share_are_on_the_bad_side(tmp_path):
    search = small_folder(tmp_path, replicates=5).search
    worlds = np.column_stack([np.arange(5.0), np.arange(5.0), np.arange(5.0)])
    assert replace(search, robust="mean").summary(worlds).tolist() == [2, 2, 2]
    assert replace(search, robust="worst").summary(worlds).tolist() == [4, 0, 4]
    assert replace(search, robust=0.75).summary(worlds).tolist() == [3, 1, 3]


def test_redo_finds_a_changed_number(whole, tmp_path, capsys):
    assert engine.redo(whole, sample=4) == (4, [])
    folder = tmp_path / whole.path.name
    shutil.copytree(whole.path, folder)
    again = folder_of(folder)
    last = again.read(3)
    changes = last.changes.copy()
    changes[last.born == 3, 0] += 1e-12
    again.write(3, replace(last, changes=changes))
    assert kaohe("study", "redo", str(folder)) == 1
    said = capsys.readouterr().out
    assert all(str(number) in said for number in sorted(last.numbers[last.born == 3])[:3])


# The front door


def test_the_command_says_the_front_in_the_language_asked_for_and_writes_it_in_both(whole, tmp_path, capsys):
    folder = tmp_path / whole.path.name
    shutil.copytree(whole.path, folder)
    assert kaohe("study", "optimise", folder, "--lang", "zh") == 0  # figures in English are there already
    said = capsys.readouterr().out
    assert "试过 24 个搭配" in said and "形式主义" in said and "mutual_recognition" in said
    rows = list(csv.DictReader(io.StringIO((folder / "pareto.csv").read_text("utf-8-sig"))))
    assert [row["kind"] for row in rows[:4]] == ["scenario", "change", "change", "change"]
    assert all(CHINESE.search(row["name_zh"]) and row["name_en"].isascii() for row in rows)
    history = list(csv.DictReader(io.StringIO((folder / "history.csv").read_text("utf-8-sig"))))
    assert [row["tried"] for row in history] == ["6", "12", "18", "24"]
    assert {path.name for path in (folder / "figures").glob("*.svg")} == {
        f"{name}_{lang}.svg" for name in ("pareto", "portfolios", "progress") for lang in ("en", "zh")
    }
    assert kaohe("study", "status", folder) == 0
    assert "all done" in capsys.readouterr().out


def test_the_check_says_what_a_search_takes(tmp_path, capsys):
    path = tmp_path / "mine.toml"
    path.write_text(as_toml(small_search(tmp_path)), "utf-8")
    assert kaohe("study", "check", path) == 0
    assert "at most 48 runs" in capsys.readouterr().out
    assert kaohe("check", path) == 0
    assert kaohe("study", "status", path, "--out", tmp_path) == 2
    assert "expected a search that has been begun" in capsys.readouterr().err


@pytest.mark.parametrize("name", sorted(shipped("search")))
def test_every_search_that_ships_runs_small(tmp_path, name):
    source = shipped("search")[name]
    given = dict(read_toml(source.path, source.name))
    given |= {
        "places": [str(write_county(tmp_path))], "months": 24, "warmup": 0, "replicates": 2,
        "search": given["search"] | {"population": 4, "generations": 1},
    }  # fmt: skip
    data = front_door.optimise(given, tmp_path)
    assert data.sizes["generation"] == 2 and data["tried"].values.tolist() == [4, 8]
    assert name in [entry.id for entry in list_searches()]


def test_without_pymoo_one_message_says_what_to_install(tmp_path, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "pymoo", None)
    path = tmp_path / "mine.toml"
    path.write_text(as_toml(small_search(tmp_path)), "utf-8")
    assert kaohe("study", "optimise", path, "--out", tmp_path / "out") == 2
    said = capsys.readouterr().err
    assert "pip install kaohe[optimise]" in said and said.count("\n") == 1 and not (tmp_path / "out").exists()


WRONG = """\
scenarios = ["generalised"]
outcomes = ["burden"]
[search]
population = 3
generation = 4
robust = 0.2
[objectives]
formalsm = "lower"
burden = "less"
budget = { cost = "total", aim = "lower" }
x = { cost = "totl" }
[budget]
payer = "province"
[axes.include]
mutual_recognition = { low = 0.5 }
[axes.lever.visits]
distribution = "normal"
mean = 1
sd = 1
[axes.behaviour.precision]
"""
SAID = {
    1: ["expected two scenarios"],
    2: ['unknown key "outcomes"'],
    4: ["search.population: 3 is not possible"],
    5: ['unknown key "generation"; did you mean "generations"?'],
    6: ["expected mean, worst, or a share of worlds"],
    8: ['unknown measure "formalsm"; did you mean "formalism"?'],
    9: ['"less" is not possible; expected one of "lower", "raise"'],
    10: ['"budget" names the cost'],
    11: ["missing", 'did you mean "total"'],
    12: ["limit: missing"],
    13: ["budget.payer"],
    15: ['unknown reform "mutual_recognition"'],
    17: ["expected none"],
    20: ["nobody decides that"],
}


def test_every_mistake_is_told_at_once_by_line_and_key(tmp_path):
    (tmp_path / "wrong.toml").write_text(WRONG, "utf-8")
    with pytest.raises(Mistakes) as refused:
        folder_of(tmp_path / "wrong.toml")
    told = [str(error) for error in refused.value.errors]
    for line, several in SAID.items():
        own = [each for each in told if f"line {line}," in each or f"line {line}:" in each]
        for said in several:
            assert any(said in each for each in own), (line, said, told)
    for error in refused.value.errors:
        in_chinese(error.render("zh"))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"axes": {}}, "at least one table"),
        ({"objectives": {"formalism": "lower"}}, "2 to 5 outcomes"),
        ({"objectives": {"burden": {"horizons": [1, 2], "aim": "lower"}}}, "years from 1 to 1"),
        ({"objectives": {"burden": {"horizons": [1]}}}, "aim: missing"),
        ({"scenarios": ["generalised", PORTFOLIO, "minimal"]}, "expected two scenarios"),
        ({"budget": {"limit": "much"}}, "budget.limit"),
        ({"axes": {"dose": {"mutual_recognition": {"group": "a"}}}}, "expected none"),
        ({"keep": {}}, 'unknown key "keep"'),
        ({"design": {"kind": "grid"}, "search": {}}, 'unknown key "design"'),
    ],
)
def test_what_is_refused(tmp_path, change, said):
    with pytest.raises(Mistakes) as refused:
        folder_of(small_search(tmp_path, **change))
    assert any(said in str(error) for error in refused.value.errors), [str(each) for each in refused.value.errors]
    for error in refused.value.errors:
        in_chinese(error.render("zh"))


def test_a_folder_that_is_none_or_is_not_finished_is_refused(tmp_path, capsys):
    folder = small_folder(tmp_path)
    with pytest.raises(Exception, match="not finished"):
        dataset(folder)
    record = folder.path / "record.json"
    record.write_text(record.read_text("utf-8").replace('"population"', '"popultion"'), "utf-8")
    with pytest.raises(ScenarioError, match=r"record\.json, search: not as it was written"):
        folder_of(folder.path)
    assert kaohe("study", "optimise", tmp_path / "nothing.toml") == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_study_and_a_search_are_told_apart(tmp_path, capsys):
    (tmp_path / "mine.toml").write_text(as_toml(small_search(tmp_path)), "utf-8")
    assert kaohe("study", "run", tmp_path / "mine.toml") == 2
    assert "expected kaohe study optimise" in capsys.readouterr().err
    assert kaohe("study", "optimise", ROOT / "scenarios" / "studies" / "what_matters.toml") == 2
    assert "expected kaohe study run" in capsys.readouterr().err
