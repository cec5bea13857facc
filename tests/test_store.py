"""Folders of results: complete, and redone to the bit."""

import csv
import json

import numpy as np
import pytest
from small import QUICK, kaohe, write_county

from analysis.files import save_comparison
from analysis.files.comparison import write_figures
from experiments.compare.comparison import comparisons_of
from experiments.compare.running import run_comparison
from experiments.run.record import read_record
from kaohe.functions import design_comparison
from scenarios import load_place
from scenarios.errors import ScenarioError
from sim.measures import NAMES

TABLES = {"summary.csv", "horizons.csv", "accounts.csv", "series.parquet", "by_township.parquet"}
FILES = TABLES | {"run.json", "figures"}
FILES |= {"checksums.sha256"}
SCENARIOS = ("generalised", "generalised+mutual_recognition", "minimal")


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    return write_county(tmp_path_factory.mktemp("county"))


@pytest.fixture(scope="module")
def results(county):
    return run_comparison(design_comparison(SCENARIOS, load_place(county), months=14, replicates=2))


@pytest.fixture(scope="module")
def folder(results, figures_drawn, tmp_path_factory):
    out = tmp_path_factory.mktemp("out") / "deep" / "results"
    with figures_drawn():
        save_comparison([results], out, ["compare", *SCENARIOS])
    return out


def test_everything_is_there(folder):
    assert {path.name for path in folder.iterdir()} == FILES
    drawn = {path.name.split("_")[0] for path in (folder / "figures").iterdir()}
    assert {"trajectories", "forest", "heat", "network"} <= drawn
    assert [path.name for path in folder.parent.iterdir()] == ["results"]


@pytest.mark.slow
def test_several_processes_draw_the_same_figures(results, folder, figures_drawn, monkeypatch, tmp_path):
    monkeypatch.setattr("analysis.files.comparison.FEW_TO_DRAW", 0)
    with figures_drawn():
        write_figures([results], tmp_path, "en", processes=2)
    drawn = {path.name for path in (folder / "figures").iterdir()}
    assert {path.name for path in tmp_path.iterdir()} == drawn
    for name in drawn:
        assert (tmp_path / name).read_bytes() == (folder / "figures" / name).read_bytes(), name


def test_the_series_is_tidy_and_exact(folder, results):
    import pandas

    frame = pandas.read_parquet(folder / "series.parquet")
    assert len(frame) == 3 * 2 * 14
    keys = ["place", "scenario", "replicate", "month"]
    assert not frame[keys].astype(str).duplicated().any()
    for name in NAMES:
        assert np.array_equal(frame[name].to_numpy().reshape(3, 2, 14), results.of(name))
    level = frame["level_environment"].to_numpy().reshape(3, 2, 14)
    assert np.array_equal(level, results.level[..., results.fields.index("environment")], equal_nan=True)


def test_the_summary_has_a_row_for_each_scenario_and_outcome(folder):
    with (folder / "summary.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 3 * len(NAMES)
    assert {row["place"] for row in rows} == {"county"}
    assert {"mean", "low", "high", "difference", "difference_low", "difference_high", "unit"} <= set(rows[0])


def test_the_record_is_enough(folder, results):
    record = read_record(folder)
    (study,) = comparisons_of(record)
    assert study == results.comparison
    assert record["studies"][0]["digest"] == results.digest
    assert set(record["versions"]) >= {"kaohe", "python", "numpy", "numba", "rules"}
    assert record["command"] == ["compare", *SCENARIOS]


def test_redo_gives_equal_bits_without_the_users_files(county, tmp_path, capsys):
    own = write_county(tmp_path, "mine.csv")
    scenario = tmp_path / "own.toml"
    scenario.write_text(
        'extends = "minimal"\n[about]\nen = "own"\nzh = "自建"\n[levers]\nvisits = 0.4\n', encoding="utf-8"
    )
    first, second = tmp_path / "first", tmp_path / "second"
    assert kaohe("compare", "minimal", scenario, "--place", own, *QUICK, "--out", first) == 0
    own.unlink()
    scenario.unlink()
    assert kaohe("redo", first / "run.json", "--threads", 1, "--out", second) == 0
    assert "Same bits" in capsys.readouterr().out
    for name in FILES - {"figures"}:
        assert (first / name).read_bytes() == (second / name).read_bytes(), name


def test_redo_notices_other_bits(folder, tmp_path, capsys):
    record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    record["studies"][0]["seed"] = 2
    record["versions"]["numpy"] = "0"
    (tmp_path / "other.json").write_text(json.dumps(record), encoding="utf-8")
    assert kaohe("redo", tmp_path / "other.json") == 1
    said = capsys.readouterr()
    assert "differ from the record" in said.out
    assert "Not as recorded: numpy" in said.err


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"format": "kaohe run record 1"}', "\x00"])
def test_what_is_no_record_is_refused(content, tmp_path):
    path = tmp_path / "run.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ScenarioError):
        comparisons_of(read_record(path))
