"""A study's folder: the same bytes however it came to be, nothing finished is lost, nothing strange is let in."""

import json
import random
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import numpy as np
import pyarrow.parquet
import pytest
from small import kaohe, write_county
from studies import SCENARIOS, small_store, small_study

import experiments.run.watched as watching
import experiments.study.parts as parts
import kaohe as front
from experiments.run.seeds import replicate_seed
from experiments.study.engine import Shard, run_study, shard_from
from experiments.study.jobs import jobs_of
from experiments.study.opening import merge, open_store, plan
from experiments.study.parquet_files import parquet, put_checked
from experiments.study.redo import redo
from experiments.study.store import StoreError
from experiments.study.study_file import read_study
from kaohe.studies import as_toml, store_of
from scenarios import ScenarioError
from sim.measures import NAMES

KEPT = {"keep": {"series": ["formalism", "burden"], "every": 1}}


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A study run at one go: 5 points of a county, in parts of 4 runs."""
    with pytest.MonkeyPatch.context() as patch:
        store = small_store(tmp_path_factory.mktemp("whole"), patch, **KEPT)
        run_study(store)
        return store


def contents(folder):
    """Every file of results by its name, locks left out."""
    files = [
        path for path in Path(folder).rglob("*") if path.is_file() and path.suffix in (".parquet", ".json", ".toml")
    ]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def copied(store, folder, parts_left=()):
    """A copy of a store with some of its parts."""
    target = folder / store.folder.name
    shutil.copytree(store.folder, target)
    for part in range(store.parts):
        if part not in parts_left:
            for kind in ("runs", "series"):
                store_of(target).path(kind, part).unlink()
    return store_of(target)


# Values


def test_a_run_is_that_of_the_command_with_the_same_settings(tmp_path):
    """Levers, dose, start, behaviour and people of one point, given one by one to `simulate` and `compare`."""
    store = small_store(tmp_path, **KEPT)
    run_study(store)
    data, series = front.study(store.folder), store.series()
    for point in (0, 3):
        row = dict(zip(store.points.values, store.points.row(point), strict=True))
        behaviour = {name: row[f"behaviour.{name}"] for name in ("precision", "decision_rule")}
        if row["people"] == "myopic":
            behaviour = {"decision_rule": 1.0} | behaviour
        dose, start = row["dose.mutual_recognition"], row["start.mutual_recognition"]
        lever = f",visits={row['lever.visits']!r}"
        texts = [f"generalised{lever}", f"generalised+mutual_recognition={dose!r}@{start!r}{lever}"]
        same = front.compare(
            texts, place=str(tmp_path / "county.csv"), months=14, replicates=2, warmup=0, behaviour=behaviour
        )
        for name in ("formalism", "burden"):
            months = series[point, 0, :, :, :, ["formalism", "burden"].index(name)]
            assert np.array_equal(months, same[name].values)
            means = data[name].isel(point=point, place=0).values
            assert np.allclose(means, same[name].values[..., 2:].mean(axis=-1), rtol=1e-14)


def test_costs_are_those_of_the_accounts(tmp_path):
    outcomes = {"all": {"cost": "total"}, "villages": {"cost": "villages"}, "dear": {"cost": "visits"}}
    axes = {"cost": {"visits": {"values": [1.0, 2.0]}}}
    design = {"kind": "grid"}
    data = front.study(small_study(tmp_path, outcomes=outcomes, axes=axes, design=design), tmp_path)
    (tmp_path / "costs.toml").write_text("[visits]\nvalue = 2.0\n")
    county = str(tmp_path / "county.csv")
    same = front.compare(SCENARIOS, place=county, months=14, replicates=2, warmup=0, costs=tmp_path / "costs.toml")
    running = same["cost"].sum("line") + same["cost_once"].sum("line") / same["cost_spread"]
    assert np.allclose(data["all"].isel(point=1, place=0), running, rtol=1e-12)
    assert np.allclose(data["dear"].isel(point=1, place=0), same["cost"].sel(line="visits"), rtol=1e-12)
    assert np.allclose(data["dear"][1], 2 * data["dear"][0]) and np.array_equal(
        data["villages"][1], data["villages"][0]
    )


def test_outcomes_have_horizons_and_levels(tmp_path):
    outcomes = {
        "burden": {"horizons": [1, 2]}, "early": {"measure": "burden", "months": [1, 6]},
        "level": {"measure": "level_services"},
    }  # fmt: skip
    keep = {"series": ["burden"], "every": 12}
    given = small_study(
        tmp_path, months=24, outcomes=outcomes, keep=keep, design={"kind": "latin_hypercube", "points": 2}
    )
    data = front.study(given, tmp_path)
    assert set(data.data_vars) == {"burden_y1", "burden_y2", "early", "level", "failed", "series_burden"}
    assert np.allclose(data["series_burden"].isel(month=1), data["burden_y2"], rtol=1e-12)
    assert not np.isnan(data["level"]).any() and data["month"].values.tolist() == [12, 24]


def test_a_warm_up_goes_before_and_months_count_from_its_end(tmp_path):
    axes = {"start": {"mutual_recognition": {"values": [3]}}}
    data = front.study(small_study(tmp_path, axes=axes, warmup=12, design={"kind": "grid"}, **KEPT), tmp_path)
    texts = ["generalised", "generalised+mutual_recognition@3"]
    same = front.compare(texts, place=str(tmp_path / "county.csv"), months=14, replicates=2, warmup=12)
    assert np.array_equal(data["series_burden"][0, 0], same["burden"])


def test_an_axis_may_be_limited_to_some_scenarios(tmp_path):
    axes = {"lever": {"visits": {"values": [0.2, 1.5], "scenarios": [SCENARIOS[1]]}}}
    data = front.study(small_study(tmp_path, axes=axes, design={"kind": "grid"}), tmp_path)
    burden = data["burden"].isel(place=0)
    assert np.array_equal(burden[0, 0], burden[1, 0]) and (burden[0, 1] != burden[1, 1]).all()


def test_a_boolean_dose_is_a_reform_or_none(tmp_path):
    axes = {"dose": {"mutual_recognition": {"type": "boolean"}}}
    data = front.study(small_study(tmp_path, axes=axes, design={"kind": "grid"}), tmp_path)
    assert np.array_equal(data["burden"][0, 0, 0], data["burden"][0, 0, 1]), "at dose 0 as without the reform"
    assert (data["burden"][1, 0, 0] != data["burden"][1, 0, 1]).all()


def test_plausible_people_differ_by_replicate(tmp_path):
    axes = {"lever": {"visits": {"low": 0.5, "high": 0.6}}}
    given = small_study(tmp_path, axes=axes, uncertainty="plausible", design={"kind": "grid", "levels": 1})
    data = front.study(given, tmp_path)
    county = str(tmp_path / "county.csv")
    same = front.compare(
        [f"{each},visits=0.55" for each in SCENARIOS],
        place=county,
        months=14,
        replicates=2,
        warmup=0,
        uncertainty="plausible",
    )
    assert np.allclose(data["burden"][0, 0], same["burden"][..., 2:].mean("month"), rtol=1e-14)


# The same bytes


@pytest.mark.parametrize("workers", [1, 3])
def test_workers_change_no_byte(whole, tmp_path, workers):
    store = copied(whole, tmp_path)
    assert run_study(store, workers).done
    assert contents(store.folder) == contents(whole.folder)


def test_processes_give_the_same_bytes(whole, tmp_path):
    store = copied(whole, tmp_path, range(2, whole.parts))
    assert run_study(store, 1, "processes").done
    assert contents(store.folder) == contents(whole.folder)


@pytest.mark.parametrize("left", [(), (0,), (1, 3)])
def test_what_is_missing_is_run_and_nothing_else(whole, tmp_path, monkeypatch, left):
    store = copied(whole, tmp_path, left)
    ran = []
    real = parts.computed
    monkeypatch.setattr(
        parts, "computed", lambda study, points, runs, stop=None: ran.append(runs[0]) or real(study, points, runs, stop)
    )
    run_study(store, 1)
    assert ran == [4 * part for part in range(store.parts) if part not in left]
    assert contents(store.folder) == contents(whole.folder)


class Stop(BaseException):
    """An interruption, like Ctrl-C."""


def test_an_interruption_keeps_what_is_finished(whole, tmp_path):
    store = copied(whole, tmp_path)

    def stop(pace):
        if pace.done >= 8:
            raise Stop

    with pytest.raises(Stop):
        run_study(store, 1, progress=stop)
    assert 2 <= len(store.finished()) < store.parts
    assert not list(store.folder.rglob("*.unfinished"))
    run_study(store)
    assert contents(store.folder) == contents(whole.folder)


CHILD = """
import sys
sys.path[:0] = {path!r}
import experiments.study.specification as specification
specification.MOST_RUNS = 4
from experiments.study.engine import run_study
from kaohe.studies import store_of
run_study(store_of({folder!r}), 2)
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_a_process_that_is_killed_loses_nothing_that_was_finished(whole, tmp_path, how):
    store = copied(whole, tmp_path, (0,))
    code = CHILD.format(path=[str(Path(__file__).parent.parent)], folder=str(store.folder))
    child = subprocess.Popen([sys.executable, "-c", code])
    while len(store.finished()) < 2 and child.poll() is None:
        time.sleep(0.005)
    child.send_signal(how)
    child.wait()
    there = contents(store.folder)
    assert all(there[name] == contents(whole.folder)[name] for name in there)
    run_study(store)
    assert contents(store.folder) == contents(whole.folder)
    assert not list(store.folder.rglob("*.unfinished"))


@pytest.mark.parametrize("spoil", ["truncated", "emptied", "removed", "flipped", "digest lost", "another part's"])
def test_a_part_that_is_damaged_is_set_aside_and_run_again(whole, tmp_path, spoil):
    store = copied(whole, tmp_path, range(whole.parts))
    path = store.path("series" if spoil == "removed" else "runs", 1)
    if spoil == "removed":
        path.unlink()
    elif spoil == "flipped":
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(content)
    elif spoil == "digest lost":
        (store.folder / "checksums" / "runs" / f"{path.name}.sha256").unlink()
    elif spoil == "another part's":
        shutil.copy(store.path("runs", 0), path)
    else:
        path.write_bytes(path.read_bytes()[: 100 if spoil == "truncated" else 0])
    run_study(store)
    assert {name: content for name, content in contents(store.folder).items() if "damaged" not in name} == contents(
        whole.folder
    )
    assert (store.folder / "damaged").exists()


def test_no_flipped_bit_is_read_as_a_value(whole, tmp_path):
    """Nor is one copied by `merge`, or in the design; each refusal names the file."""
    store, rng = copied(whole, tmp_path, range(whole.parts)), random.Random(1)
    for kind in ("runs", "series", "design"):
        path = store.folder / "design.parquet" if kind == "design" else store.path(kind, 1)
        right = path.read_bytes()
        for _ in range(70):
            content = bytearray(right)
            content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
            path.write_bytes(content)
            with pytest.raises(ScenarioError, match=path.name):
                open_store(store.folder).table(kind)
        path.write_bytes(right)
    path = store.folder / "record.json"
    right = path.read_bytes()
    for _ in range(200):
        content = bytearray(right)
        content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
        path.write_bytes(content)
        with pytest.raises(ScenarioError, match=path.name):
            open_store(store.folder)
    path.write_bytes(right)
    path = store.path("runs", 1)
    path.write_bytes(b"PAR1" + path.read_bytes()[4:-1] + b"2")
    with pytest.raises(ScenarioError, match=path.name):
        merge([store.folder], copied(whole, tmp_path / "other"))


@pytest.mark.parametrize("field", ["study.months", "runs", "versions", "digests"])
def test_a_field_that_was_changed_in_the_record_is_named(whole, tmp_path, field):
    store = copied(whole, tmp_path)
    path = store.folder / "record.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    if field == "digests":
        del record["digests"]
    else:
        (record["study"] if field == "study.months" else record)[field.rpartition(".")[2]] = 15
    path.write_text(json.dumps(record), encoding="utf-8")
    with pytest.raises(ScenarioError, match=rf"record\.json, {field}: not as it was written"):
        open_store(store.folder)


def test_digests_are_such_as_other_programs_check(whole):
    lines = [path.read_text().split() for path in (whole.folder / "checksums").rglob("*.sha256")]
    assert len(lines) == 2 * whole.parts + 1
    assert all(sha256((whole.folder / name).read_bytes()).hexdigest() == digest for digest, name in lines)


def test_shards_make_the_whole(whole, tmp_path):
    store = copied(whole, tmp_path)
    states = [run_study(store, 1, shard=shard_from(f"{number}/3")) for number in (1, 2, 3)]
    assert [state.done for state in states] == [False, False, True]
    assert contents(store.folder) == contents(whole.folder)


def test_shards_of_several_machines_are_merged(whole, tmp_path):
    one, other = (copied(whole, tmp_path / name) for name in ("one", "other"))
    run_study(one, 1, shard=Shard(1, 2))
    run_study(other, 1, shard=Shard(2, 2))
    assert merge([other.folder], one) == len(other.finished()) and one.state().done
    assert merge([other.folder], one) == 0
    assert contents(one.folder) == contents(whole.folder)


def test_a_second_process_waits_or_helps(whole, tmp_path):
    store = copied(whole, tmp_path, range(1, whole.parts))
    told = []
    with store.lock():
        code = CHILD.format(path=[str(Path(__file__).parent.parent)], folder=str(store.folder))
        child = subprocess.Popen([sys.executable, "-c", code])
        time.sleep(0.2)
        run_study(store, 1, join=True, waiting=lambda: told.append(1))
        assert store.state().done and told == []
    child.wait()
    assert child.returncode == 0 and contents(store.folder) == contents(whole.folder)


def test_what_another_process_claims_is_left_to_it(whole, tmp_path):
    store = copied(whole, tmp_path)
    with store.claims() as mine, store.claims() as theirs:
        assert mine.take(0) and not theirs.take(0) and theirs.take(1)
        mine.give_back(0)
        assert theirs.take(0)


# Failures


def test_a_run_that_fails_is_a_row_and_stops_nothing(tmp_path):
    """Precision and adjustment that swing are refused when a run is built; the others run."""
    axes = {"behaviour": {"precision": {"values": [10, 9000]}, "adjustment": {"values": [0.2, 0.5]}}}
    store = small_store(tmp_path, axes=axes, design={"kind": "grid"})
    state = run_study(store)
    rows = store.table().to_pylist()
    failed = [row for row in rows if row["stage"]]
    assert state.done and state.failed == len(failed) and 0 < len(failed) < len(rows)
    assert all(row["stage"] == "build" and "unstable" in row["message"] and row["burden"] is None for row in failed)
    why = json.loads(store.path("failures", 0).read_text(encoding="utf-8"))["failures"]
    assert [each["run"] for each in why] == [row["run"] for row in failed] and not why[0]["trace"]
    data = front.study(store.folder)
    assert int(data["failed"].sum()) == len(failed) and np.isnan(data["burden"].values[data["failed"].values]).all()


def test_a_run_that_breaks_down_takes_no_other_with_it(tmp_path, monkeypatch):
    real = watching.World

    def world(cases):
        if any(case.seed == store.table_seed for case in cases):
            raise ArithmeticError("broken")
        return real(cases)

    store = small_store(tmp_path, design={"kind": "latin_hypercube", "points": 1})
    store.table_seed = replicate_seed(1, 2)
    monkeypatch.setattr(watching, "World", world)
    run_study(store, 1)
    rows = store.table().to_pylist()
    assert [row["stage"] for row in rows] == [None, "run"] * 2
    assert rows[1]["message"] == "ArithmeticError: broken" and rows[0]["burden"] > 0


# What belongs together


def test_another_study_or_other_rules_have_another_folder(whole, tmp_path, monkeypatch):
    study, points = whole.study, whole.points
    monkeypatch.setattr("experiments.study.specification.MOST_RUNS", 4)
    assert plan(study, points, tmp_path).folder.name == whole.folder.name
    names = {whole.folder.name}
    for change in ({"seed": 2}, {"months": 13}, {"replicates": 3}):
        names.add(plan(replace(study, **change), points, tmp_path).folder.name)
    monkeypatch.setattr("experiments.run.record.rules_hash", lambda: "other")
    names.add(plan(study, points, tmp_path).folder.name)
    assert len(names) == 5


def test_parts_of_another_study_are_not_merged(whole, tmp_path):
    other = small_store(tmp_path, seed=2)
    with pytest.raises(StoreError, match="holds another study"):
        merge([other.folder], whole)


def test_a_folder_tells_all_that_is_needed_to_do_it_again(whole, tmp_path):
    """A stranger has the folder alone: no file of scenarios, places or lists."""
    store = copied(whole, tmp_path, range(whole.parts))
    again = open_store(store.folder)
    assert again.study == whole.study
    assert redo(again) == (whole.runs, [])
    assert redo(again, sample=3)[0] == 3


def test_a_changed_bit_is_found(whole, tmp_path):
    """By running again, even where somebody has made a digest that fits."""
    store = copied(whole, tmp_path, range(whole.parts))
    path = store.path("runs", 2)
    table = pyarrow.parquet.read_table(path, partitioning=None)
    place = table.column_names.index("burden")
    values = table["burden"].to_numpy().copy()
    values[1] = np.nextafter(values[1], 1)
    put_checked(store.folder, store.name("runs", 2), parquet(table.set_column(place, "burden", [values])))
    assert redo(store) == (whole.runs, [9])


@pytest.mark.parametrize("file", ["record.json", "design.parquet"])
def test_a_folder_that_somebody_changed_is_refused(whole, tmp_path, file):
    store = copied(whole, tmp_path)
    path = store.folder / file
    if file == "record.json":
        path.write_text(path.read_text(encoding="utf-8").replace("kaohe study 1", "kaohe study 0"), encoding="utf-8")
    else:
        table = pyarrow.parquet.read_table(path)
        pyarrow.parquet.write_table(table.slice(0, 4), path)
    with pytest.raises(ScenarioError):
        open_store(store.folder)


def test_an_unfinished_study_has_no_answers(whole, tmp_path):
    store = copied(whole, tmp_path, (0,))
    with pytest.raises(StoreError, match=r"4 of 20 runs"):
        front.sensitivity(store.folder)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_folder_that_cannot_be_written_is_said(tmp_path, lang, capsys):
    path = tmp_path / "small.toml"
    path.write_text(as_toml(small_study(tmp_path)), encoding="utf-8")
    assert kaohe("study", "run", path, "--out", "/dev/null/x", "--lang", lang) == 2
    assert {"en": "cannot be written", "zh": "无法写入"}[lang] in capsys.readouterr().err


# Elsewhere


def test_other_programs_read_the_rows(whole, tmp_path):
    import pandas

    frame = pandas.read_parquet(whole.folder / "runs")
    assert len(frame) == whole.runs and frame["run"].tolist() == list(range(whole.runs))
    assert list(frame.columns[:6]) == ["run", "point", "place", "scenario", "replicate", "seed"]
    series = pandas.read_parquet(whole.folder / "series")
    assert len(series) == whole.runs * 14 and set(series.columns) == {"run", "month", "formalism", "burden"}


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".dta", ".nc", ".parquet"])
def test_exports_are_read_back(whole, tmp_path, suffix):
    import pandas
    import xarray

    path = tmp_path / f"runs{suffix}"
    assert kaohe("study", "export", whole.folder, path) == 0
    if suffix == ".nc":
        with xarray.open_dataset(path) as data:
            assert data["burden"].shape == (5, 1, 2, 2) and str(data["people"].values[0]) in ("default", "myopic")
        return
    readers = {
        ".csv": pandas.read_csv,
        ".xlsx": pandas.read_excel,
        ".dta": pandas.read_stata,
        ".parquet": pandas.read_parquet,
    }
    frame = readers[suffix](path)
    assert len(frame) == whole.runs
    assert np.allclose(frame["burden"], whole.table()["burden"].to_numpy(), rtol=1e-12)
    if suffix == ".csv":
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")


def test_measures_are_those_of_the_model(whole):
    assert {"formalism", "burden"} <= set(NAMES)
    data = front.study(whole.folder)
    assert data["burden"].attrs["units"] and data["lever.visits"].dims == ("point",)
    assert data.attrs["folder"] == str(whole.folder)
    text = textwrap.dedent(as_toml(small_study(whole.folder.parent.parent, **KEPT)))
    path = whole.folder.parent / "again.toml"
    path.write_text(text, encoding="utf-8")
    write_county(whole.folder.parent)
    assert read_study(path)[0].axes == whole.study.axes


# A cluster


@pytest.fixture
def scheduler():
    """A real scheduler with two real workers, each a process of its own, on this machine."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        yield cluster.scheduler_address


def test_a_dask_cluster_gives_the_same_bytes(whole, tmp_path, scheduler):
    store = copied(whole, tmp_path, (1,))
    assert run_study(store, 2, "dask", scheduler).done
    assert contents(store.folder) == contents(whole.folder)


# Single townships and cadres


@pytest.fixture(scope="module")
def watched(tmp_path_factory):
    keep = {"micro": ["township", "cadre"], "micro_every": 4, "series": ["formalism", "burden"]}
    store = small_store(tmp_path_factory.mktemp("watched"), keep=keep)
    run_study(store)
    return store


def test_to_be_watched_changes_no_bit(whole, watched):
    assert np.array_equal(watched.series(), whole.series())
    assert np.array_equal(watched.values(["burden"]), whole.values(["burden"]))
    assert redo(watched, 4) == (4, [])


def test_townships_and_cadres_are_labelled(watched):
    towns, cadres = (front.micro(watched.folder, kind) for kind in ("township", "cadre"))
    assert dict(towns.sizes) == {"run": 20, "month": 3, "township": 3}
    assert towns["township"].values.tolist() == [101, 102, 103] and towns["month"].values.tolist() == [4, 8, 12]
    assert dict(cadres.sizes) == {"run": 20, "month": 3, "township": 3, "post": 9}
    assert towns["lever.visits"].dims == ("run",) and towns["scenario"].values[2] == SCENARIOS[1]
    shares = sum(cadres[name] for name in cadres.data_vars if name.startswith("share_"))
    there = ~np.isnan(shares.values)
    assert np.allclose(shares.values[there], 1, atol=1e-5) and there[0, 0].sum(axis=1).tolist() == [9, 5, 7]
    assert (cadres["principal"].sum("post") == 1).all()


def test_micro_data_are_those_of_the_mesa_model(watched):
    """One run, month by month, with the settings of its point."""
    row = dict(zip(watched.points.values, watched.points.row(0), strict=True))
    study = watched.study
    (job,) = jobs_of(study, watched.points, [0])
    model = front.AssessmentModel(job.settled, study.places[0], 14, job.case.behaviour, job.case.seed)
    cadres = front.micro(watched.folder, "cadre").sel(run=0)
    for month in range(1, 13):
        model.step()
        if month % 4 == 0:
            now = cadres.sel(month=month)
            for township in model.townships:
                own = now.sel(township=township.code)
                for cadre in township.cadres:
                    values = own.sel(post=cadre.post)
                    assert float(values["burnout"]) == cadre.burnout and float(values["standing"]) == cadre.standing
                    assert float(values["share_slack"]) == cadre.shares["slack"]
    assert row


def test_micro_data_are_refused_where_there_are_none(whole, tmp_path):
    with pytest.raises(ScenarioError, match="keeps no cadre"):
        front.micro(whole.folder, "cadre")


def test_a_watched_run_has_its_warm_up(tmp_path):
    axes = {"start": {"mutual_recognition": {"values": [3]}}}
    keep = {"micro": ["cadre"], "micro_every": 5, "series": ["burden"]}
    small = {"warmup": 12, "design": {"kind": "grid"}, "axes": axes}
    watched, plain = (small_store(tmp_path, keep=each, **small) for each in (keep, {"series": ["burden"]}))
    run_study(watched)
    run_study(plain)
    assert np.array_equal(watched.series(), plain.series())
    assert front.micro(watched.folder, "cadre")["month"].values.tolist() == [5, 10]
