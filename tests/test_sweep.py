"""Sweeps: the same bits however they are run, and however often they are interrupted."""

from dataclasses import replace

import numpy as np
import pyarrow.parquet
import pytest
from small import write_county

from experiments.compare.results import run_comparison
from experiments.study import sweep as sweep_module
from experiments.study.space import Axis, Space, latin_hypercube
from experiments.study.summaries import Summary, Term
from experiments.study.sweep import new_plan, simulator, sweep
from experiments.study.sweep_file import SweepError
from scenarios import load, load_place
from scenarios.errors import ScenarioError
from sim.measures import NAMES

SPACE = Space((Axis("precision", 5, 20, "log"), Axis("rotation", 0.1, 0.4)))
BOTH = (load("generalised"), load("minimal"))
POINTS = latin_hypercube(SPACE, 7, seed=5).behaviours()
SUMMARIES = (
    Summary("formalism", Term("formalism")),
    Summary("relief", Term("burden", "minimal"), minus=Term("burden")),
    Summary("services", Term("level_services", "minimal"), over=Term("level_services")),
    Summary("early", Term("initiative", first=2, last=4), over=Term("initiative", first=9, last=12)),
    Summary("elsewhere", Term("true_outcome", place="other.csv")),
)


@pytest.fixture(scope="module")
def counties(tmp_path_factory):
    folder = tmp_path_factory.mktemp("counties")
    here = load_place(write_county(folder))
    other = replace(load_place(write_county(folder, "other.csv")), id="other.csv", code=7)
    return here, other


@pytest.fixture(scope="module")
def plan(counties):
    return new_plan(BOTH, counties, SUMMARIES, months=12, replicates=3)


@pytest.fixture(scope="module")
def whole(plan, tmp_path_factory):
    """The sweep run at one go, with its file."""
    path = tmp_path_factory.mktemp("whole") / "sweep.parquet"
    return sweep(plan, POINTS, path), path


class Stop(BaseException):
    """An interruption, like Ctrl-C."""


def interrupted(after):
    """A progress callback that stops the sweep once so many runs are done."""

    def progress(done, total):
        if done >= after:
            raise Stop

    return progress


# Values


def test_summaries_are_those_of_a_comparison(plan, whole):
    values, _ = whole
    for point in (0, 6):
        series = run_comparison(replace(plan.comparisons[0], behaviour=POINTS[point])).series
        formalism, burden = (series[..., NAMES.index(name)].mean(axis=2) for name in ("formalism", "burden"))
        initiative = series[0, :, :, NAMES.index("initiative")]
        expected = [formalism[0], burden[1] - burden[0], initiative[:, 1:4].mean(1) / initiative[:, 8:].mean(1)]
        assert np.allclose(values.of(["formalism", "relief", "early"])[point].T, expected, rtol=1e-12)
        level = run_comparison(replace(plan.comparisons[0], behaviour=POINTS[point]))
        services = level.level[..., level.fields.index("services")].mean(axis=2)
        assert np.allclose(values.of(["services"])[point, :, 0], services[1] / services[0], rtol=1e-12)
        elsewhere = (
            run_comparison(replace(plan.comparisons[1], behaviour=POINTS[point])).of("true_outcome")[0].mean(axis=1)
        )
        assert np.allclose(values.of(["elsewhere"])[point, :, 0], elsewhere, rtol=1e-12)


def test_points_differ_and_luck_is_common(plan, whole):
    values, _ = whole
    assert np.ptp(values.means[:, 0]) > 0
    same = sweep(plan, [POINTS[0], POINTS[0]])
    assert np.array_equal(same.values[0], same.values[1])


def test_a_ratio_to_nothing_is_no_number(counties):
    summary = Summary("ratio", Term("formalism"), over=Term("no_activity"))
    plan = new_plan(BOTH[:1], counties[:1], [summary], months=12, replicates=1)
    assert np.isnan(sweep(plan, POINTS[:1]).values).all()


def test_without_summaries_every_measure_is_kept(counties):
    assert new_plan(BOTH[:1], counties[:1], months=12).names == list(NAMES)


# Same bits


@pytest.mark.parametrize(("threads", "block"), [(1, 1), (3, 2), (2, 100)])
def test_threads_and_blocks_change_nothing(plan, whole, threads, block):
    assert np.array_equal(sweep(plan, POINTS, threads=threads, block=block).values, whole[0].values)


def test_the_order_of_points_changes_nothing(plan, whole):
    order = np.random.default_rng(1).permutation(len(POINTS))
    turned = sweep(plan, [POINTS[k] for k in order], block=3)
    assert np.array_equal(turned.values, whole[0].values[order])


@pytest.mark.parametrize("times", [1, 3])
def test_an_interrupted_sweep_goes_on_with_the_same_bits(plan, whole, tmp_path, times):
    path = tmp_path / "deep" / "sweep.parquet"
    for time in range(times):
        with pytest.raises(Stop):
            sweep(plan, POINTS, path, block=2, progress=interrupted((time + 1) * 2 * plan.runs + 1))
        assert not path.exists()
    parts = sorted(part.name for part in path.with_name("sweep.parquet.parts").iterdir())
    assert len(parts) == times
    seen = []
    again = sweep(plan, POINTS, path, block=3, progress=lambda done, total: seen.append((done, total)))
    assert np.array_equal(again.values, whole[0].values)
    assert path.read_bytes() == whole[1].read_bytes()
    assert not path.with_name("sweep.parquet.parts").exists()
    total = len(POINTS) * plan.runs
    assert seen[0][0] > times * 2 * plan.runs and seen[-1] == (total, total)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)


def test_a_finished_sweep_is_read_and_not_run(plan, whole, monkeypatch):
    monkeypatch.setattr(sweep_module, "run_cases", None)
    assert np.array_equal(sweep(plan, POINTS, whole[1]).values, whole[0].values)


def test_the_file_says_which_run_is_which(plan, whole):
    table = pyarrow.parquet.read_table(whole[1])
    labels = ["point", "replicate", "parameter.precision", "parameter.rotation"]
    assert table.column_names == [*labels, *plan.names]
    assert table["point"].to_pylist() == [k for k in range(7) for _ in range(3)]
    assert table["replicate"].to_pylist() == [1, 2, 3] * 7
    assert table["parameter.precision"].to_pylist()[::3] == [point.precision for point in POINTS]


@pytest.mark.parametrize("change", ["points", "plan"])
def test_a_file_of_another_sweep_is_left_alone(plan, whole, tmp_path, change):
    other, points = (plan, POINTS[1:]) if change == "points" else (replace(plan, summaries=SUMMARIES[1:]), POINTS)
    before = whole[1].read_bytes()
    with pytest.raises(SweepError, match="points" if change == "points" else "summaries"):
        sweep(other, points, whole[1])
    assert whole[1].read_bytes() == before
    path = tmp_path / "sweep.parquet"
    with pytest.raises(Stop):
        sweep(plan, POINTS, path, block=2, progress=interrupted(2 * plan.runs + 1))
    with pytest.raises(SweepError):
        sweep(other, points, path)


def test_a_file_that_is_none_of_ours_is_left_alone(plan, tmp_path):
    path = tmp_path / "sweep.parquet"
    path.write_text("notes")
    with pytest.raises(SweepError):
        sweep(plan, POINTS, path)
    assert path.read_text() == "notes"


# As a function of the cube


def test_the_simulator_is_the_sweep_of_its_points(plan, whole, tmp_path, monkeypatch):
    unit = latin_hypercube(SPACE, 7, seed=5).unit
    simulate = simulator(plan, SPACE, ["relief", "formalism"], folder=tmp_path)
    values = simulate(unit)
    assert np.array_equal(values, whole[0].of(["relief", "formalism"]))
    assert len(list(tmp_path.iterdir())) == 1
    monkeypatch.setattr(sweep_module, "run_cases", None)
    assert np.array_equal(simulate(unit), values), "a second call reads the file"


# What is refused


@pytest.mark.parametrize(
    ("summary", "said"),
    [
        (Summary("s", Term("formalsm")), 'did you mean "formalism"'),
        (Summary("s", Term("level_economi")), 'did you mean "level_economy"'),
        (Summary("s", Term("formalism", "minimum")), 'did you mean "minimal"'),
        (Summary("s", Term("formalism", place="yinzhou")), "unknown place"),
        (Summary("s", Term("formalism", first=3, last=13)), "expected 1 to 12"),
        (Summary("s", Term("formalism"), minus=Term("formalism", first=5)), "months 5 to 0"),
        (Summary("point", Term("formalism")), "another column"),
    ],
)
def test_an_impossible_summary_is_refused(counties, summary, said):
    with pytest.raises(ScenarioError) as refused:
        new_plan(BOTH, counties, [summary], months=12)
    assert said in str(refused.value)
