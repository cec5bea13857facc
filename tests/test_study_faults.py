"""Faults, with the real thing: processes killed at random moments, a full disk, a folder that goes away.

python -m pytest -m slow tests/test_study_faults.py        with KAOHE_KILLS=1000, as many kills
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from small import in_chinese
from studies import small_store
from test_study_store import CHILD, KEPT, contents

from experiments.run.disk import put
from experiments.run.folder import OutputError
from experiments.study import parts
from experiments.study.engine import run_study
from experiments.study.store import StoreError
from kaohe.studies import store_of

KILLS = int(os.environ.get("KAOHE_KILLS", "30"))
ROOT = str(Path(__file__).parent.parent)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        store = small_store(tmp_path_factory.mktemp("whole"), patch, design={"kind": "sobol", "points": 16}, **KEPT)
        run_study(store)
        return store


def empty(store, folder):
    target = folder / store.folder.name
    shutil.copytree(store.folder, target)
    for kind in store.kinds:
        for path in (target / kind).iterdir():
            path.unlink()
    return store_of(target)


@pytest.mark.slow
def test_kills_at_random_moments_lose_nothing(whole, tmp_path):
    """One or two processes at a time, each killed whenever; what is there always is what belongs there."""
    rng, right = random.Random(1), contents(whole.folder)
    store, kills, rounds = empty(whole, tmp_path), 0, 0
    code = CHILD.format(path=[ROOT], folder=str(store.folder))
    while kills < KILLS:
        children = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(rng.choice([1, 2]))]
        begun, there = time.monotonic(), len(store.finished())
        while len(store.finished()) == there and time.monotonic() - begun < 20 and children[0].poll() is None:
            time.sleep(0.002)
        time.sleep(rng.uniform(0, 0.2))
        for child in children:
            kills += child.poll() is None
            child.send_signal(rng.choice([signal.SIGKILL, signal.SIGTERM]))
            child.wait()
        now = contents(store.folder)
        assert all(right[name] == content for name, content in now.items())
        assert len(store.finished()) >= there
        if store.state().done:
            rounds += 1
            shutil.rmtree(store.folder)
            store = empty(whole, tmp_path)
    run_study(store)
    assert contents(store.folder) == right and not list(store.folder.rglob("*.unfinished"))


def test_a_worker_that_is_killed_is_told_and_loses_nothing(whole, tmp_path, monkeypatch):
    store = empty(whole, tmp_path)
    store.write_part(0, _tables(whole, 0), [])

    def kill(pace):
        if pace.done > 4:
            for process in list(pools[0]._processes.values()):
                process.kill()

    pools = []
    real = run_study.__globals__["ProcessPoolExecutor"]
    monkeypatch.setitem(
        run_study.__globals__, "ProcessPoolExecutor", lambda *a, **k: pools.append(real(*a, **k)) or pools[0]
    )
    with pytest.raises(StoreError, match="a worker died") as told:
        run_study(store, 1, "processes", progress=kill)
    in_chinese(told.value.render("zh"))
    assert all(contents(whole.folder)[name] == content for name, content in contents(store.folder).items())
    run_study(store)
    assert contents(store.folder) == contents(whole.folder)


def _tables(store, part):
    jobs = parts.computed(store.study, store.points, store.runs_of(part))
    return parts.tables_of_part(store.study, jobs)


def test_a_full_disk_is_told_and_leaves_nothing_half_done(whole, tmp_path, monkeypatch):
    store = empty(whole, tmp_path)
    left = [20_000]

    def full(path, content):
        left[0] -= len(content)
        if left[0] < 0:
            raise OSError(28, "No space left on device", str(path))
        return put(path, content)

    monkeypatch.setattr("experiments.study.store.put", full)
    with pytest.raises(OutputError, match="cannot be written"):
        run_study(store, 1)
    assert 0 < len(store.finished()) < store.parts and not list(store.folder.rglob("*.unfinished"))
    monkeypatch.undo()
    run_study(store)
    assert contents(store.folder) == contents(whole.folder)


def test_a_folder_that_is_removed_is_not_made_again_without_its_record(whole, tmp_path):
    store = empty(whole, tmp_path)
    with pytest.raises(OutputError):
        run_study(store, 1, progress=lambda pace: shutil.rmtree(store.folder, ignore_errors=True))
    assert not (store.folder / "record.json").exists() and len(store.finished()) <= 4, "what was on its way at most"


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may mount")
def test_a_disk_that_is_really_full(whole, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", disk], check=False).returncode:
        pytest.skip("no file system could be mounted")
    try:
        store = empty(whole, disk)
        (disk / "filling").write_bytes(b"x" * (shutil.disk_usage(disk).free - 30_000))
        with pytest.raises(OutputError):
            run_study(store, 1)
        (disk / "filling").unlink()
        run_study(store)
        assert contents(store.folder) == contents(whole.folder)
    finally:
        subprocess.run(["umount", disk], check=True)
