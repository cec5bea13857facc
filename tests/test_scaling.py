"""The page on many machines: its script, its examples, and pools of the caller's own, in the bytes of one machine."""

import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from small import kaohe
from studies import small_store, small_study
from test_study_store import contents

from experiments.study.engine import run_study
from kaohe.studies import as_toml, store_of

ROOT = Path(__file__).parent.parent
SCRIPT = ROOT / "docs" / "slurm" / "study.sh"
PAGES = ("scaling.md", "scaling.zh.md")


def blocks(page, language):
    return re.findall(rf"^```{language}\n(.*?)^```", (ROOT / "docs" / page).read_text("utf-8"), re.M | re.S)


def job(number, count, *arguments, **environment):
    """One job of the array, as SLURM would start it; `kaohe` is that of this interpreter."""
    around = os.environ | {"SLURM_ARRAY_TASK_ID": str(number), "SLURM_ARRAY_TASK_COUNT": str(count)} | environment
    around["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{around['PATH']}"
    return subprocess.run(
        ["bash", str(SCRIPT), *map(str, arguments)], env=around, check=True, capture_output=True, text=True
    ).stdout


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    """A file of a study, and its folder after it was run at one go. Its parts are of 10 runs."""
    folder = tmp_path_factory.mktemp("scaling")
    with pytest.MonkeyPatch.context() as patch:
        whole = small_store(folder, patch, 10, design={"kind": "latin_hypercube", "points": 10})
        run_study(whole)
    return whole


def emptied(whole, folder):
    target = folder / whole.folder.name
    shutil.copytree(whole.folder, target)
    for path in (target / "runs").iterdir():
        path.unlink()
    return store_of(target)


def test_the_dry_run_of_the_script_says_what_a_job_runs():
    said = job(3, 8, "relief.toml", "there", DRY_RUN="1", SLURM_CPUS_PER_TASK="4")
    assert said == "exec kaohe study run relief.toml --out there --shard 3/8 --threads 4\n"
    assert job(1, 1, "my study.toml", DRY_RUN="1").split()[-4:] == ["--shard", "1/1", "--threads", "1"]


def test_jobs_of_an_array_make_the_whole(tmp_path):
    file = tmp_path / "array.toml"
    file.write_text(as_toml(small_study(tmp_path)), encoding="utf-8")
    for number in (2, 1):
        job(number, 2, file, tmp_path / "out")
    (folder,) = (tmp_path / "out").iterdir()
    assert store_of(folder).state().done


def test_an_executor_of_ones_own_does_the_work_and_stays_open(study, tmp_path):
    store = emptied(study, tmp_path)
    with ThreadPoolExecutor(2) as pool:
        assert run_study(store, 2, executor=pool).done
        assert pool.submit(int, "7").result() == 7
    assert contents(store.folder) == contents(study.folder)


def test_the_mpi_example_hands_parts_to_its_pool(study, tmp_path, monkeypatch):
    """With a pool of threads in the place of MPI's, which needs an MPI library."""
    pools = []

    def pool():
        pools.append(ThreadPoolExecutor(2))
        return pools[-1]

    for page in PAGES:
        (code,) = [block for block in blocks(page, "python") if "mpi4py" in block]
        code = code.replace("from mpi4py.futures import MPIPoolExecutor\n", "").replace("relief.toml", "{folder}")
        store = emptied(study, tmp_path / page)
        exec(code.format(folder=store.folder), {"MPIPoolExecutor": pool, "__name__": "__main__"})
        assert store.state().done and contents(store.folder) == contents(study.folder)
    assert len(pools) == 2


@pytest.mark.parametrize("library", ["duckdb", "polars"])
def test_the_store_is_read_in_place(study, library, capsys):
    pytest.importorskip(library)
    for page in PAGES:
        (code,) = [block for block in blocks(page, "python") if f"import {library}" in block]
        exec(code.replace('"FOLDER"', repr(str(study.folder))), {})
    assert capsys.readouterr().out.count("generalised+mutual_recognition") >= 2


def test_parts_from_two_machines_are_merged_by_the_command(study, tmp_path):
    here, there = emptied(study, tmp_path / "here"), emptied(study, tmp_path / "there")
    for store, shard in ((here, "1/2"), (there, "2/2")):
        assert kaohe("study", "run", store.folder, "--shard", shard) == 0
    assert kaohe("study", "merge", here.folder, there.folder) == 0
    assert contents(here.folder) == contents(study.folder)
