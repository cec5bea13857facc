"""A run that was stopped goes on where it was, and leaves the same bytes: of comparisons, pilots and countries."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from countries import ningbo
from small import kaohe, write_county

import experiments.national.country as country_module
from experiments.compare.running import run_comparison
from experiments.national import pilot_worlds
from experiments.run import runner
from experiments.run.folder_contents import damaged
from experiments.run.parts import Parts
from kaohe.functions import design_comparison
from scenarios import load_place

COMPARE = ("compare", "minimal", "generalised", "--months", 14, "--warmup", 0, "--replicates", 12, "--worlds", 3)
COMPARE += ("--threads", 1)
CHILD = """
import sys
sys.path[:0] = {path!r}
from experiments.run import runner
runner.CADRE_MONTHS, runner.CHUNKS_OF_PART, runner.LARGE = 294, 2, 1
from kaohe.cli import main
from analysis import figures
from small import sketch
figures.draw = sketch
sys.argv[1:] = {arguments!r}
sys.exit(main())
"""


@pytest.fixture
def small_parts(monkeypatch):
    """A chunk is one run, a part two of them."""
    monkeypatch.setattr(runner, "CADRE_MONTHS", 294)
    monkeypatch.setattr(runner, "CHUNKS_OF_PART", 2)
    monkeypatch.setattr(runner, "LARGE", 1)


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    return write_county(tmp_path_factory.mktemp("county"))


@pytest.fixture(scope="module")
def whole(county, tmp_path_factory):
    """What an undisturbed run writes."""
    out = tmp_path_factory.mktemp("whole") / "out"
    assert kaohe(*COMPARE, "--place", county, "--out", out) == 0
    return contents(out)


def contents(out):
    """Every file; of the record without the command, which names the folder."""
    found = {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    for name in ("run.json", "checksums.sha256"):
        lines = found[name].split(b"\n")
        found[name] = b"\n".join(line for line in lines if b"/out" not in line and not line.endswith(b"run.json"))
    return found


def stop_at(monkeypatch, module, name, at, error=KeyboardInterrupt):
    """Let a function fail when it is called for the `at`-th time; the list of its calls."""
    original, calls = getattr(module, name), []

    def work(*given, **more):
        calls.append(given)
        if len(calls) == at:
            raise error
        return original(*given, **more)

    monkeypatch.setattr(module, name, work)
    return calls


def stopped(county, out, monkeypatch, *more, at=6):
    with monkeypatch.context() as patch:
        stop_at(patch, runner, "run_watched", at)
        assert kaohe(*COMPARE, "--place", county, "--out", out, *more) == 130


def parts_in(out):
    return sorted((out / "unfinished" / "parts").glob("*/*.npz"))


def test_a_comparison_goes_on(county, whole, small_parts, tmp_path, monkeypatch, capsys):
    out = tmp_path / "out"
    stopped(county, out, monkeypatch)
    assert "goes on from there" in capsys.readouterr().err
    kept = {path.name: path.read_bytes() for path in parts_in(out)}
    assert 2 <= len(kept) <= 3, "five runs are two parts and a half; another may be begun before all stops"
    calls = stop_at(monkeypatch, runner, "run_watched", 0)
    assert kaohe(*COMPARE, "--place", county, "--out", out) == 0
    assert "going on" in capsys.readouterr().err
    assert len(calls) == 30 - 2 * len(kept)
    assert contents(out) == whole and not damaged(out)


def test_earlier_results_stay_until_all_is_there(county, small_parts, tmp_path, monkeypatch):
    out = tmp_path / "out"
    assert kaohe("run", "minimal", "--place", county, "--months", 14, "--replicates", 2, "--out", out) == 0
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    stopped(county, out, monkeypatch)
    assert {path: path.read_bytes() for path in before} == before and parts_in(out)


@pytest.mark.parametrize(
    "change", [lambda content: content[:-1], lambda content: content[:2000] + b"?" + content[2001:]]
)
def test_a_damaged_part_is_run_again(county, whole, small_parts, tmp_path, monkeypatch, change):
    out = tmp_path / "out"
    stopped(county, out, monkeypatch)
    kept = parts_in(out)
    first = kept[0]
    first.write_bytes(change(first.read_bytes()))
    calls = stop_at(monkeypatch, runner, "run_watched", 0)
    assert kaohe(*COMPARE, "--place", county, "--out", out) == 0
    assert len(calls) == 30 - 2 * (len(kept) - 1) and contents(out) == whole


def test_parts_of_another_run_are_not_taken(county, whole, small_parts, tmp_path, monkeypatch, capsys):
    """Nor are they where somebody puts them among those of this one."""
    out = tmp_path / "out"
    stopped(county, out, monkeypatch, "--seed", 2)
    others = [(path.name, path.read_bytes()) for path in parts_in(out)]
    stopped(county, out, monkeypatch, at=3)
    assert "was removed" in capsys.readouterr().err
    (own,) = (out / "unfinished" / "parts").iterdir()
    for path in own.iterdir():
        path.unlink()
    for name, content in others:
        (own / name).write_bytes(content)
    calls = stop_at(monkeypatch, runner, "run_watched", 0)
    assert kaohe(*COMPARE, "--place", county, "--out", out) == 0
    assert len(calls) == 30 and contents(out) == whole


def test_a_full_disk_says_what_is_there(county, whole, small_parts, tmp_path, monkeypatch, capsys):
    out = tmp_path / "out"
    with monkeypatch.context() as patch:
        stop_at(patch, Parts, "write", 3, OSError(28, os.strerror(28)))
        assert kaohe(*COMPARE, "--place", county, "--out", out) == 2
    assert "goes on from it" in capsys.readouterr().err and len(parts_in(out)) >= 2
    assert kaohe(*COMPARE, "--place", county, "--out", out) == 0
    assert contents(out) == whole


def test_kills_at_random_moments(county, whole, tmp_path):
    """A real process, killed whenever; in the end all files are those of an undisturbed run."""
    rng, out = random.Random(2), tmp_path / "out"
    arguments = [str(each) for each in (*COMPARE, "--place", county, "--out", out)]
    code = CHILD.format(path=[str(Path(__file__).parent), str(Path(__file__).parent.parent)], arguments=arguments)
    for _ in range(max(3, int(os.environ.get("KAOHE_KILLS", "30")) // 10)):
        there = len(parts_in(out))
        child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        begun = time.monotonic()
        while len(parts_in(out)) == there and child.poll() is None and time.monotonic() - begun < 60:
            time.sleep(0.002)
        time.sleep(rng.uniform(0, 0.05))
        child.send_signal(rng.choice([signal.SIGKILL, signal.SIGTERM]))
        child.wait()
        assert len(parts_in(out)) >= there or (out / "run.json").exists()
    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode == 0
    assert contents(out) == whole and not (out / "unfinished").exists()


PILOT = ("pilot", "generalised+mutual_recognition", "--place", "3302", "--counties", "2,3", "--replicates", 2)
PILOT += ("--months", 48, "--start", 12, "--threads", 1)


@pytest.fixture
def small_country(monkeypatch):
    """Every place is four counties of Ningbo."""
    for module in ("kaohe.run_country", "experiments.national.country", "experiments.national.pilot_worlds"):
        monkeypatch.setattr(f"{module}.territory_of", lambda code=0: ningbo())


def test_a_pilot_goes_on(small_country, tmp_path, monkeypatch):
    assert kaohe(*PILOT, "--out", tmp_path / "whole" / "out") == 0
    out = tmp_path / "out"
    with monkeypatch.context() as patch:
        stop_at(patch, pilot_worlds, "run_country", 4)
        assert kaohe(*PILOT, "--out", out) == 130
    calls = stop_at(monkeypatch, pilot_worlds, "run_country", 0)
    assert kaohe(*PILOT, "--out", out) == 0
    assert len(calls) == 8 - 3 and contents(out) == contents(tmp_path / "whole" / "out")


COUNTRY = ("country", "--place", "3302", "--months", 42, "--threads", 1)


@pytest.mark.parametrize("at", [2, 3])
def test_a_country_goes_on_from_the_last_state(small_country, tmp_path, monkeypatch, at):
    monkeypatch.setattr(country_module, "PATIENCE", 0)
    monkeypatch.setattr("sim.national.country.PIECE", 10_000)
    assert kaohe(*COUNTRY, "--out", tmp_path / "whole" / "out") == 0
    out = tmp_path / "out"
    with monkeypatch.context() as patch:
        stop_at(patch, country_module, "_add_year", at + 1)
        assert kaohe(*COUNTRY, "--out", out) == 130
    assert len(parts_in(out)) == 1
    shutil.copytree(out, tmp_path / "kept")
    calls = stop_at(monkeypatch, country_module, "_add_year", 0)
    assert kaohe(*COUNTRY, "--out", out) == 0
    assert len(calls) == 4 - at and contents(out) == contents(tmp_path / "whole" / "out")
    (state,) = parts_in(tmp_path / "kept")
    state.write_bytes(state.read_bytes()[:-1])
    shutil.rmtree(out)
    (tmp_path / "kept").rename(out)
    calls.clear()
    assert kaohe(*COUNTRY, "--out", out) == 0
    assert len(calls) == 4 and contents(out) == contents(tmp_path / "whole" / "out"), "a damaged state is not used"


def test_a_part_is_data_only(tmp_path):
    """What would execute something when it is read is refused by NumPy, even under the right checksum."""
    parts = Parts(tmp_path, {})
    parts.write("one", {"values": np.array([object()], dtype=object)})
    with pytest.raises(ValueError, match="pickle"):
        parts.read("one")


def test_parts_of_another_number_of_replicates_are_not_taken(county, small_parts, tmp_path):
    """As of a run whose number is found on the way (`--precision`): its parts hold other runs."""
    plain = design_comparison(["minimal", "generalised"], load_place(county), months=2, replicates=3, warmup=0)
    more, parts = replace(plain, replicates=4), Parts(tmp_path, {})
    run_comparison(plain, threads=1, parts=parts)
    assert run_comparison(more, threads=1, parts=parts).digest == run_comparison(more, threads=1).digest
