"""Kills at random moments lose nothing that was finished, and what is finished after them has the same bytes.

make kill-test                  as many as KAOHE_KILLS says, see kills.py
"""

import json
import os
import shutil
import subprocess
import sys
import time

import pytest
from kills import AROUND, PATIENCE, SIGNALS, chance, counted, hit, kaohe, killed, moment, share, started
from small import write_county
from studies import SCENARIOS, small_store
from test_study_store import KEPT, contents

from experiments.run.folder import ResultFolder
from experiments.run.folder_contents import WORK, damaged
from experiments.study.engine import run_study
from kaohe.studies import store_of

pytestmark = [pytest.mark.slow, pytest.mark.kills]


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A study of 16 parts, run at one go."""
    with pytest.MonkeyPatch.context() as patch:
        store = small_store(tmp_path_factory.mktemp("whole"), patch, design={"kind": "sobol", "points": 16}, **KEPT)
        run_study(store)
        return store


def emptied(whole, folder):
    target = folder / whole.folder.name
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(whole.folder, target)
    for kind in whole.kinds:
        for path in (target / kind).iterdir():
            path.unlink()
    return store_of(target)


def parts_survive(whole, folder, kills, strike):
    """Strike a study again and again; what is there is right after each, and in the end all of it is."""
    right, store, done = contents(whole.folder), emptied(whole, folder), 0
    while done < kills:
        there = store.finished()
        done += strike(store, len(there))
        now = contents(store.folder)
        assert set(there) <= set(store.finished()) and all(right[name] == content for name, content in now.items())
        if store.state().done:
            store = emptied(whole, folder)
    run_study(store)
    assert contents(store.folder) == right and not list(store.folder.rglob("*.unfinished"))


@pytest.mark.parametrize("processes", [1, 2, 4])
def test_studies_on_threads(whole, tmp_path, processes):
    """One process, or several that fill the folder together."""
    rng = chance(f"threads {processes}")

    def strike(store, there):
        command = kaohe("study", "run", store.folder, "--threads", 2, *(["--join"] if processes > 1 else []))
        return killed(rng, *[command] * processes, longest=2.0, at_work=lambda: len(store.finished()) > there)

    parts_survive(whole, tmp_path, share(0.12), strike)


def test_studies_on_processes(whole, tmp_path):
    """The main process or a worker."""
    rng = chance("processes")

    def strike(store, there):
        command = kaohe("study", "run", store.folder, "--threads", 2, "--backend", "processes")
        working = lambda: len(store.finished()) > there  # noqa: E731
        return killed(rng, command, longest=4.0, at_work=working, worker=True)

    parts_survive(whole, tmp_path, share(0.12), strike)


def test_studies_on_a_cluster(whole, tmp_path):
    """The command, the Dask scheduler or one of its workers, each a process of its own."""
    pytest.importorskip("distributed")
    rng = chance("cluster")

    def strike(store, there):
        file = tmp_path / "scheduler.json"
        file.unlink(missing_ok=True)
        dask, where = [sys.executable, "-m", "dask"], ["--scheduler-file", str(file)]
        boss = [*dask, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", *where]
        worker = [*dask, "worker", "--nthreads", "1", "--no-nanny", "--no-dashboard", *where]
        with started(boss, worker, worker) as cluster:
            while not (file.exists() and file.read_text().endswith("}")):
                time.sleep(0.02)
            address = json.loads(file.read_text())["address"]
            command = kaohe("study", "run", store.folder, "--backend", "dask", "--scheduler", address)
            with started(command) as (client,):
                moment(rng, 6.0, lambda: len(store.finished()) > there, lambda: client.poll() is not None)
                done = hit(rng.choice([client, *cluster]).pid, rng.choice(SIGNALS))
                if all(process.poll() is None for process in cluster[1:]):
                    client.wait(
                        timeout=PATIENCE
                    )  # nobody else was hit, or the command notices that the scheduler is gone
                return counted(int(done))

    parts_survive(whole, tmp_path, share(0.1), strike)


COMMANDS = {
    "compare": ("compare", "generalised", "minimal", "--months", 14, "--replicates", 2, "--warmup", 0, "--worlds", 0),
    "country": ("country", "--place", "3302", "--months", 12),
    "pilot": ("pilot", "generalised+mutual_recognition", "--place", "3302", "--counties", 3, "--months", 24,
              "--start", 12, "--replicates", 1),
}  # fmt: skip


def folder_of(name, folder):
    """A folder with the results of one seed, the commands that give those of two, and what each leaves."""
    out = folder / "out"
    place = ["--place", write_county(folder)] if name == "compare" else []
    command = {seed: kaohe(*COMMANDS[name], *place, "--seed", seed, "--out", out) for seed in (1, 2)}
    right, longest = {}, 0.0
    for seed, line in command.items():
        begun = time.monotonic()
        subprocess.run(line, env=AROUND, check=True, capture_output=True)
        right[seed], longest = everything(out), time.monotonic() - begun
    assert right[1] != right[2] and not (out / WORK).exists()
    return out, command, right, longest


@pytest.mark.parametrize("processes", [1, 2, 4])
@pytest.mark.parametrize("name", COMMANDS)
def test_folders_of_results(name, processes, tmp_path):
    """The folder has the results of one seed; runs of the other are killed, alone or beside runs of both at the same
    folder. It always holds one of the two, whole; of a country perhaps the new one's finished years, from which the
    same command makes the same results."""
    rng = chance(f"{name} {processes}")
    out, command, right, longest = folder_of(name, tmp_path)
    done, now = 0, 2
    while done < share(0.06 if processes == 1 else 0.03):
        several = [command[3 - now], command[now], command[3 - now], command[now]][:processes]
        done += killed(rng, *several, longest=longest, at_work=lambda: any((out / WORK).glob("new-*/*")))
        with ResultFolder(out):  # completes a move that was begun
            pass
        found = everything(out)
        if name == "country" and found not in right.values():  # its years are put in place one by one
            subprocess.run(command[now], env=AROUND, check=True, capture_output=True)
            found = everything(out)
            assert found == right[now], "what was kept of a stopped country leads to other results"
        assert found in right.values(), "neither the old results nor the new ones"
        now = 1 if found == right[1] else 2
    subprocess.run(command[3 - now], env=AROUND, check=True, capture_output=True)
    assert everything(out) == right[3 - now] and not (out / WORK).exists()


def test_reports(tmp_path):
    """A report in one language stands beside results; one in the other is killed. No file is lost, or half there."""
    rng = chance("report")
    out, _, right, longest = folder_of("compare", tmp_path)
    command = {lang: kaohe("report", out, "--format", "html", "--lang", lang) for lang in ("en", "zh")}
    subprocess.run(command["en"], env=AROUND, check=True, capture_output=True)
    done = 0
    while done < share(0.04):
        done += killed(rng, command["zh"], longest=3 * longest, at_work=lambda: any((out / WORK).glob("new-*/*")))
        with ResultFolder(out):
            pass
        found = {name: content for name, content in everything(out).items() if name in right[2]}
        found["checksums.sha256"] = right[2]["checksums.sha256"]  # names the report, too
        assert found == right[2] and not damaged(out) and (out / "report" / "report_en.html").exists()


def test_the_page(tmp_path):
    """The file of the page is the old one or the new one, whoever writes it is killed when."""
    rng, file = chance("page"), tmp_path / "page.html"
    county = write_county(tmp_path)
    command = {text: kaohe("page", "--place", county, "--scenario", text, "--out", file) for text in SCENARIOS}
    right = {}
    for text, line in command.items():
        subprocess.run(line, env=AROUND, check=True, capture_output=True)
        right[text] = file.read_bytes()
    first, second = right
    assert right[first] != right[second]
    done = 0
    while done < share(0.04):
        now = file.read_bytes()
        begun = lambda: len(list(tmp_path.iterdir())) > 2  # noqa: E731
        done += killed(rng, command[second if now == right[first] else first], longest=2.0, at_work=begun)
        assert file.read_bytes() in right.values(), "half a page"
    subprocess.run(command[first], env=AROUND, check=True, capture_output=True)
    assert file.read_bytes() == right[first]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may mount")
@pytest.mark.parametrize("name", COMMANDS)
def test_small_disks(name, tmp_path):
    """On disks that are too small by more and by less, results stay as they were, or are replaced as a whole."""
    out, command, right, _ = folder_of(name, tmp_path)
    whole = sum(map(len, right[2].values()))
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={5 * whole}", "tmpfs", disk], check=False).returncode:
        pytest.skip("no file system could be mounted")
    try:
        here = disk / "out"
        shutil.copytree(out, here)
        there = [str(here) if part == str(out) else part for part in command[1]]
        old = everything(here)
        for part in (0.1, 0.5, 0.9, 1.2, 2.5):
            (disk / "filling").write_bytes(b"x" * max(0, int(shutil.disk_usage(disk).free - part * whole)))
            ended = subprocess.run(there, env=AROUND, check=False, capture_output=True, text=True)
            found = everything(here)
            assert "Traceback" not in ended.stderr
            kept_years = name == "country" and not damaged(here)  # finished ones, put in place one by one
            assert found == old or kept_years if ended.returncode else found != old and not damaged(here)
            (disk / "filling").unlink()
            if not ended.returncode:
                break
        assert subprocess.run(there, env=AROUND, check=False, capture_output=True).returncode == 0
        assert not damaged(here) and not (here / WORK).exists()
    finally:
        subprocess.run(["umount", disk], check=True)


def everything(folder):
    """Every file outside the place of work, by its name."""
    files = [path for path in folder.rglob("*") if path.is_file() and WORK not in path.relative_to(folder).parts]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
