"""Faults, with the real thing: a worker that dies, a full disk, one that takes no writing, a folder that goes away, a
clock that jumps. Kills at random moments are in `test_kills`."""

import os
import shutil
import subprocess
import time

import pytest
from small import in_chinese
from studies import small_store
from test_study_store import KEPT, contents

from experiments.run.disk import put
from experiments.run.folder_contents import OutputError
from experiments.study import backends, parts
from experiments.study.engine import run_study
from experiments.study.rows import tables_of_part
from experiments.study.store import StoreError
from kaohe.studies import store_of


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


def test_a_worker_that_is_killed_is_told_and_loses_nothing(whole, tmp_path, monkeypatch):
    store = empty(whole, tmp_path)
    store.write_part(0, _tables(whole, 0), [])

    def kill(pace):
        if pace.done > 4:
            for process in list(pools[0]._processes.values()):
                process.kill()

    pools = []
    real = backends.ProcessPoolExecutor
    monkeypatch.setattr(backends, "ProcessPoolExecutor", lambda *a, **k: pools.append(real(*a, **k)) or pools[0])
    with pytest.raises(StoreError, match="a worker died") as told:
        run_study(store, 1, "processes", progress=kill)
    in_chinese(told.value.render("zh"))
    assert all(contents(whole.folder)[name] == content for name, content in contents(store.folder).items())
    run_study(store)
    assert contents(store.folder) == contents(whole.folder)


def _tables(store, part):
    jobs = parts.computed(store.study, store.points, store.runs_of(part))
    return tables_of_part(store.study, jobs)


def test_a_full_disk_is_told_and_leaves_nothing_half_done(whole, tmp_path, monkeypatch):
    store = empty(whole, tmp_path)
    left = [20_000]

    def full(path, content):
        left[0] -= len(content)
        if left[0] < 0:
            raise OSError(28, "No space left on device", str(path))
        return put(path, content)

    monkeypatch.setattr("experiments.study.parquet_files.put", full)
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


def test_a_clock_that_jumps_changes_nothing(whole, tmp_path, monkeypatch):
    store, hour = empty(whole, tmp_path), iter(range(10**9, 0, -3600))
    monkeypatch.setattr(time, "time", lambda: float(next(hour)))
    assert run_study(store, 1).done
    assert contents(store.folder) == contents(whole.folder)


ROOT_ONLY = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may mount")


@ROOT_ONLY
def test_a_folder_that_takes_no_writing_is_told_and_goes_on_elsewhere(whole, tmp_path):
    """Not by permissions, which root does not need: by a file system mounted for reading."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "tmpfs", disk], check=False, capture_output=True).returncode:
        pytest.skip("no file system could be mounted")
    try:
        store = empty(whole, disk)
        store.write_part(0, _tables(whole, 0), [])
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        with pytest.raises(OutputError) as told:
            run_study(store, 1)
        in_chinese(told.value.render("zh"))
        assert store.finished() == [0]
        subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
        run_study(store)
        assert contents(store.folder) == contents(whole.folder)
    finally:
        subprocess.run(["umount", disk], check=True)


@pytest.mark.slow
@ROOT_ONLY
def test_a_disk_that_is_really_full(whole, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    size = sum(path.stat().st_size + 4096 for path in whole.folder.rglob("*"))  # in whole blocks
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={3 * size}", "tmpfs", disk], check=False).returncode:
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
