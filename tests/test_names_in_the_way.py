"""Names and words that no screen, drawing or file takes: refused, or shown as they were written; nothing is lost."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from small import QUICK, kaohe, write_county

from experiments.run.errors import LONGEST, message_of
from kaohe import running
from kaohe.options import folder
from scenarios.errors import Refusal
from scenarios.languages import Both

ROOT = Path(__file__).resolve().parent.parent
NO_TEXT = os.fsdecode(b"\xff")  # a byte that is no letter in UTF-8


@pytest.fixture
def county(tmp_path):
    return write_county(tmp_path)


def refused(capsys, *arguments):
    assert kaohe(*arguments) == 2
    [line] = capsys.readouterr().err.splitlines()
    assert line.isprintable()
    return line


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are bytes only there")
def test_a_folder_whose_name_is_no_text(county, tmp_path):
    out = tmp_path / f"目录{NO_TEXT}"
    assert kaohe("run", "minimal", "--place", county, *QUICK, f"--out={out}") == 0
    assert (out / "series.parquet").stat().st_size and kaohe("redo", out) == 0
    assert "\\xff" in " ".join(json.loads((out / "run.json").read_text(encoding="utf-8"))["command"])


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are bytes only there")
@pytest.mark.parametrize("name", [NO_TEXT, "\x1b[31m"])
@pytest.mark.parametrize("command", [("place", "show"), ("check",), ("run", "minimal", "--place")])
def test_a_file_whose_name_cannot_be_shown(name, command, tmp_path, capsys):
    path = write_county(tmp_path, f"c{name}.csv")
    assert "name has signs that cannot be shown" in refused(capsys, *command, path)


def test_a_text_with_signs_of_a_terminal(tmp_path, capsys):
    shipped = (ROOT / "scenarios" / "reforms" / "empowerment.toml").read_text(encoding="utf-8")
    path = tmp_path / "own.toml"
    path.write_text(shipped.replace('name_en = "', 'name_en = "\\u001b[31m', 1), encoding="utf-8")
    assert "name_en: the text has signs that cannot be shown" in refused(capsys, "check", path)
    assert kaohe("show", f"minimal+{path}") == 2


def test_brackets_in_names_are_brackets(tmp_path, capsys):
    rows = ("101,[bold]甲,large,centre,9,20,1", "102,[/b]乙,small,mountain,5,9,1.2")
    assert kaohe("place", "show", write_county(tmp_path, "[i]place[b].csv", rows)) == 0
    shown = capsys.readouterr().out
    assert "[bold]甲" in shown and "[/b]乙" in shown and "[i]place[b]" in shown


def test_an_option_given_twice(capsys):
    assert "--months is given twice" in refused(capsys, "run", "minimal", "--months", "3", "--months=4")
    assert "--lang 给了两次" in refused(capsys, "list", "--lang", "zh", "--lang", "zh")


def test_the_home_folder_of_an_option(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    assert folder("~/x") == str(tmp_path / "x")
    assert folder("~nobody-of-that-name/x") == "~nobody-of-that-name/x"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes of POSIX")
@pytest.mark.parametrize(
    ("name", "command"),
    [("x.json", ("redo",)), ("x.csv", ("run", "minimal", "--uncertainty")), ("x.toml", ("study", "run"))],
)
def test_a_pipe_is_no_file(name, command, tmp_path, capsys):
    os.mkfifo(tmp_path / name)
    assert "is no ordinary file" in refused(capsys, *command, tmp_path / name)


def test_a_pipe_is_no_code_of_ones_own(tmp_path, capsys):
    os.mkfifo(tmp_path / "own.py")
    assert "is no ordinary file" in refused(capsys, "run", "minimal", "--measure", f"{tmp_path / 'own.py'}:x")


@pytest.mark.parametrize("words", [("{}",), ("show", "{}"), ("run", "minimal", "--{}"), ("schema", "{}")])
def test_long_words_are_cut(words, capsys):
    said = refused(capsys, *(word.format("x" * 100_000) for word in words))
    assert len(said) <= LONGEST + len("scenarios: ")


def test_a_long_message_keeps_both_ends():
    message = message_of(Refusal(Both("a" * 900 + "z", "长" * 900)), "en")
    assert message.startswith("aaa") and message.endswith("az") and " … " in message and len(message) == LONGEST


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_under_the_table_loses_no_results(county, tmp_path, monkeypatch, capsys):
    with open("/dev/full", "w") as full:
        monkeypatch.setattr("sys.stdout", full)
        assert kaohe("run", "minimal", "--place", county, *QUICK, "--out", tmp_path / "out") == 2
        monkeypatch.undo()
    assert "No space left on device" in capsys.readouterr().err.splitlines()[-1]
    assert (tmp_path / "out" / "run.json").exists() and any((tmp_path / "out" / "figures").iterdir())


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_nor_does_it_in_a_process_of_its_own(county, tmp_path):
    """And figures need no screen, whatever is said about one."""
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "kaohe", "run", "minimal", "--place", county, *QUICK, "--out", tmp_path / "out"],
            stdout=full, stderr=subprocess.PIPE, text=True,
            env=os.environ | {"PYTHONPATH": str(ROOT), "MPLBACKEND": "no such thing"},
        )  # fmt: skip
    assert done.returncode == 2 and "No space left on device" in done.stderr.splitlines()[-1]
    assert (tmp_path / "out" / "run.json").exists() and any((tmp_path / "out" / "figures").iterdir())


def test_ctrl_c_after_results_are_in_place(county, tmp_path, capsys, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(running.RunOptions, "say_written", interrupted)
    assert kaohe("run", "minimal", "--place", county, *QUICK, "--out", tmp_path / "out") == 130
    said = capsys.readouterr().err.splitlines()[-1]
    assert "results are in" in said and (tmp_path / "out" / "run.json").exists()
