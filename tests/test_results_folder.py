"""A folder of results is there as a whole or not at all, and nothing else is touched: faults with the real thing."""

import os
import random
import shutil
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import pytest
from small import in_chinese

from experiments.run.folder import ResultFolder, result_folder
from experiments.run.folder_contents import OutputError, damaged, own_figures

RECORD = '{"format": "kaohe run record 1"}'
NAMES = {"run.json", "words.txt", "figures", "checksums.sha256"}
CHILD = """
import sys
sys.path[:0] = {path!r}
from test_results_folder import fill
while True:
    for text in ("one", "two"):
        fill({out!r}, text)
"""


def fill(out, text="new", figures=("a.png",)):
    with result_folder(out) as new:
        for name in ("words.txt", *(f"figures/{text}/{name}" for name in figures)):
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            (new / name).write_text(text, encoding="utf-8")
        (new / "run.json").write_text(RECORD, encoding="utf-8")


def contents(out):
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def test_earlier_results_are_replaced(tmp_path):
    out = tmp_path / "out"
    fill(out, "old")
    fill(out)
    assert {path.name for path in out.iterdir()} == NAMES
    assert (out / "words.txt").read_text(encoding="utf-8") == "new"
    assert [path.name for path in (out / "figures").iterdir()] == ["new"]
    assert list(tmp_path.iterdir()) == [out]


def test_a_report_that_somebody_edited_is_replaced_by_nothing(tmp_path):
    out, reports = tmp_path / "out", ("report_zh.docx", "report_en.docx")

    def write(*names, keep):
        with ResultFolder(out) as folder, folder.writing(), folder.replacing(keep) as new:
            (new / "report").mkdir()
            for name in names:
                (new / "report" / name).write_text("new", encoding="utf-8")
            (new / "run.json").write_text(RECORD, encoding="utf-8")

    write(*reports, keep=False)
    (out / "report" / "report_zh.docx").write_text("mine", encoding="utf-8")
    before = contents(out)
    for names, keep in ((reports, False), (reports[1:], False), (reports, True)):
        with pytest.raises(OutputError) as refused:
            write(*names, keep=keep)
        in_chinese(refused.value.render("zh").replace(str(out), ""))
        assert "report_zh.docx" in refused.value.render("en") and contents(out) == before
    write(reports[1], keep=True)  # beside it
    assert (out / "report" / "report_zh.docx").read_text(encoding="utf-8") == "mine"
    (out / "report" / "report_zh.docx").rename(tmp_path / "mine.docx")
    write(*reports, keep=False)


def test_an_empty_folder_is_used(tmp_path):
    (tmp_path / "out").mkdir()
    fill(tmp_path / "out")
    assert (tmp_path / "out" / "run.json").exists()


@pytest.mark.parametrize("strange", ["thesis.docx", "run.json", "words.txt", "unfinished/mine.txt", "figures/mine.png"])
def test_what_is_not_ours_is_left_alone(tmp_path, strange):
    """In a folder without results everything, in one with results all but the figures."""
    path = tmp_path / "out" / strange
    path.parent.mkdir(parents=True)
    path.write_text("precious", encoding="utf-8")
    with pytest.raises(OutputError, match="not kaohe's") as told:
        fill(tmp_path / "out")
    in_chinese(told.value.render("zh"))
    assert contents(tmp_path) == {f"out/{strange}": b"precious"}


def test_a_file_beside_results_is_left_alone(tmp_path):
    fill(tmp_path / "out", "old")
    (tmp_path / "out" / "thesis.docx").write_text("precious", encoding="utf-8")
    before = contents(tmp_path)
    with pytest.raises(OutputError, match=r"thesis\.docx"):
        fill(tmp_path / "out")
    assert contents(tmp_path) == before


def test_figures_of_ones_own_stay_and_are_named(tmp_path):
    out = tmp_path / "out"
    fill(out, "old")
    (out / "figures" / "old" / "mine.png").write_text("precious", encoding="utf-8")
    fill(out)
    assert own_figures(out) == ["figures/old/mine.png"]
    assert (out / "figures" / "old" / "mine.png").read_text(encoding="utf-8") == "precious"
    assert not (out / "figures" / "old" / "a.png").exists()


def test_a_figure_of_ones_own_under_a_name_of_ours_stays(tmp_path):
    out = tmp_path / "out"
    fill(out, "old")
    (out / "figures" / "new").mkdir()
    (out / "figures" / "new" / "a.png").write_text("precious", encoding="utf-8")
    with pytest.raises(OutputError, match=r"figures/new/a\.png"):
        fill(out)
    assert (out / "words.txt").read_text(encoding="utf-8") == "old"
    assert (out / "figures" / "new" / "a.png").read_text(encoding="utf-8") == "precious"


@pytest.mark.parametrize("name", ["figures", "words.txt", "unfinished"])
def test_links_are_not_followed(tmp_path, name):
    out, outside = tmp_path / "out", tmp_path / "outside"
    fill(out, "old")
    shutil.copytree(out / "figures", outside)
    if (out / name).is_dir():
        shutil.rmtree(out / name)
    (out / name).unlink(missing_ok=True)
    (out / name).symlink_to(outside)
    before = contents(outside)
    with pytest.raises(OutputError, match=name):
        fill(out)
    assert contents(outside) == before


def test_a_list_of_checksums_leads_nowhere_else(tmp_path):
    """What a stranger's folder says that kaohe wrote is only compared with what is there."""
    out, outside = tmp_path / "out", tmp_path / "outside.txt"
    fill(out, "old")
    outside.write_text("precious", encoding="utf-8")
    with (out / "checksums.sha256").open("a", encoding="utf-8") as file:
        file.write(f"{'0' * 64}  ../outside.txt\n{'0' * 64}  {outside}\n")
    fill(out)
    assert outside.read_text(encoding="utf-8") == "precious"


def test_checksums_are_those_of_the_files(tmp_path):
    fill(tmp_path / "out")
    lines = (tmp_path / "out" / "checksums.sha256").read_text(encoding="utf-8").splitlines()
    assert lines == [
        f"{sha256((tmp_path / 'out' / name).read_bytes()).hexdigest()}  {name}"
        for name in ("figures/new/a.png", "run.json", "words.txt")
    ]
    assert damaged(tmp_path / "out") == []
    (tmp_path / "out" / "words.txt").write_text("newer", encoding="utf-8")
    (tmp_path / "out" / "run.json").unlink()
    assert damaged(tmp_path / "out") == ["run.json", "words.txt"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError, MemoryError])
def test_nothing_is_left_after_an_error(tmp_path, error):
    with pytest.raises(error), result_folder(tmp_path / "a" / "b" / "out") as new:
        (new / "summary.csv").touch()
        raise error
    assert list(tmp_path.iterdir()) == []


def test_earlier_results_survive_an_error(tmp_path):
    fill(tmp_path / "out", "old")
    before = contents(tmp_path)
    with pytest.raises(ValueError), result_folder(tmp_path / "out") as new:
        (new / "words.txt").write_text("half", encoding="utf-8")
        raise ValueError
    assert contents(tmp_path) == before


def test_a_full_disk_is_one_message(tmp_path):
    with pytest.raises(OutputError, match="No space"), result_folder(tmp_path / "out"):
        raise OSError(28, os.strerror(28))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("at", range(1, 10))
def test_where_the_system_refuses_a_move_all_is_as_before(tmp_path, monkeypatch, at):
    fill(tmp_path / "out", "old")
    before, replace, calls = contents(tmp_path), os.replace, []

    def refuse(source, target):
        calls.append(source)
        if len(calls) == at:
            raise OSError(28, os.strerror(28))
        replace(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(OutputError, match="nothing was written"):
        fill(tmp_path / "out")
    assert contents(tmp_path) == before


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
@pytest.mark.parametrize("at", range(1, 12))
def test_who_is_killed_in_the_middle_of_a_move_loses_nothing(tmp_path, monkeypatch, at):
    """At each step: what is there once the next run has begun is all old or all new."""
    out, whole = tmp_path / "out", {}
    for text in ("new", "old"):
        fill(out, text)
        whole[text] = contents(out)
    child = os.fork()
    if not child:
        replace, calls = os.replace, []

        def die(source, target):
            calls.append(source)
            if len(calls) == at:
                os._exit(9)
            replace(source, target)

        os.replace = die
        try:
            fill(out)
        finally:
            os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == (9 if at < 10 else 0), "nine moves"
    with pytest.raises(ValueError), result_folder(out):  # the next run fails at once
        raise ValueError
    assert contents(out) == whole["new"]
    assert not (out / "unfinished").exists()


def test_kills_at_random_moments(tmp_path):
    """A process that does nothing but replace one whole by another; what is there afterwards is one of both."""
    rng, out, whole = random.Random(1), tmp_path / "out", []
    for text in ("one", "two"):
        fill(out, text)
        whole.append(contents(out))
    code = CHILD.format(path=[str(Path(__file__).parent), str(Path(__file__).parent.parent)], out=str(out))
    for _ in range(int(os.environ.get("KAOHE_KILLS", "30")) // 10):
        child = subprocess.Popen([sys.executable, "-c", code])
        begun = time.monotonic()
        while not (out / "unfinished").exists() and time.monotonic() - begun < 30:
            time.sleep(0.002)
        time.sleep(rng.uniform(0, 0.1))
        child.kill()
        child.wait()
        with ResultFolder(out):
            pass
        assert contents(out) in whole


def test_two_processes_on_one_folder(tmp_path):
    """The second says so, whatever numbers and names the two have."""
    fill(tmp_path / "out", "old")
    with result_folder(tmp_path / "out") as new:
        out = str(tmp_path / "out")
        code = f"import sys; sys.path[:0] = {sys.path!r}; from test_results_folder import fill; fill({out!r})"
        told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        assert "another run is writing" in told.stderr and told.returncode == 1
        (new / "run.json").write_text(RECORD, encoding="utf-8")
    assert contents(tmp_path / "out").keys() == {"run.json", "checksums.sha256"}


def test_results_into_the_folder_one_is_in(tmp_path, monkeypatch):
    (tmp_path / "out").mkdir()
    monkeypatch.chdir(tmp_path / "out")
    fill(".", "old")
    fill(".")
    assert Path.cwd() == tmp_path / "out" and Path("words.txt").read_text(encoding="utf-8") == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_results_from_a_folder_that_is_gone(tmp_path, monkeypatch):
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    fill(tmp_path / "out")
    assert (tmp_path / "out" / "run.json").exists()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may mount")
def test_a_mount_point_that_is_full(tmp_path):
    """A small disk of its own, as a container has: results that fit, then results that do not."""
    out = tmp_path / "out"
    out.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=100k", "tmpfs", out], check=False).returncode:
        pytest.skip("no file system could be mounted")
    try:
        fill(out, "old")
        fill(out)
        before = contents(out)
        with pytest.raises(OutputError, match="No space"), result_folder(out) as new:
            (new / "series.parquet").write_bytes(b"x" * 200_000)
        assert contents(out) == before
    finally:
        subprocess.run(["umount", out], check=True)
