"""What README promises works: its Python runs, and its commands exist with the options it shows."""

import re
import shlex
from pathlib import Path

import pytest

from kaohe.cli import run

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands(name):
    """Commands of `kaohe` in the code blocks of a page."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return [line.split("#")[0].strip() for line in lines if line.startswith(".venv/bin/kaohe ")]


def test_python_examples_run(capsys):
    [code] = re.findall(r"(?ms)^```python\n(.*?)^```", README)
    exec(compile(code, "README.md", "exec"), {})
    assert "generalised+mutual_recognition" in capsys.readouterr().out


@pytest.mark.parametrize("command", commands("README.md"))
def test_commands_run_as_written(command, tmp_path, monkeypatch):
    """Long ones are cut short by options that come after; redo needs what compare has left."""
    monkeypatch.chdir(tmp_path)
    words = shlex.split(command)[1:]
    if words[0] in ("doctor", "validate"):
        pytest.skip("has a test of its own")
    short = ["--months", "12", "--replicates", "2"]
    cut = {
        "compare": short,
        "country": short[:2],
        "explain": short,
        "pilot": ["--months", "24", "--start", "12", "--replicates", "1"],
    }
    if words[0] == "redo":
        assert run(["run", "minimal", *short, "--out", "results-mine"]) == 0
    if words[0] in ("report", "plan"):
        assert run(["compare", "generalised", "generalised+duty_list", *short, "--out", "results"]) == 0
    assert run([*words, *cut.get(words[0], [])]) == 0


def test_the_chinese_page_shows_the_same_commands():
    english = {re.sub(" --lang (en|zh)", "", command) for command in commands("README.md")}
    assert {re.sub(" --lang (en|zh)", "", command) for command in commands("README.zh.md")} <= english


def test_pictures_exist():
    for name in ("README.md", "README.zh.md"):
        for picture in re.findall(r"!\[.*?\]\((.*?)\)", (ROOT / name).read_text(encoding="utf-8")):
            assert (ROOT / picture).is_file(), picture
