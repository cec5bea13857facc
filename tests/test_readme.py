"""What README promises works: its Python runs, and its commands exist with the options it shows."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from small import write_county

from kaohe.cli import run
from scenarios import shelf
from scenarios.shelf import FOLDERS

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


COMMANDS = commands("README.md")
SHORT = ["--months", "12", "--replicates", "2"]
LONG = ("calibrate", "claims", "explain")  # minutes as they stand
SIZES = {"months = 60": "months = 12", "waves = 2": "waves = 1", "points = 256": "points = 32"}
SIZES |= {"draws = 512": "draws = 64", "truths = 64": "truths = 12"}


@pytest.fixture
def quick_targets(tmp_path, monkeypatch):
    """The targets that ship, with sizes for seconds."""
    for folder in FOLDERS.values():
        shutil.copytree(shelf.ROOT / folder, tmp_path / "shelf" / folder)
    path = tmp_path / "shelf" / FOLDERS["targets"] / "leaders_week.toml"
    text = path.read_text(encoding="utf-8")
    for old, new in SIZES.items():
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    monkeypatch.setattr("scenarios.shelf.ROOT", tmp_path / "shelf")


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    """Of a comparison in a small county."""
    folder = tmp_path_factory.mktemp("results")
    words = ["compare", "generalised", "generalised+duty_list", *SHORT, "--place", str(write_county(folder))]
    assert run([*words, "--out", str(folder / "out")]) == 0
    return folder / "out"


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_run_as_written(command, results, tmp_path, monkeypatch, quick_targets):
    """Long ones are cut short by options that come after, or by smaller files; some need earlier results."""
    monkeypatch.chdir(tmp_path)
    words = shlex.split(command)[1:]
    if words[0] in ("doctor", "validate"):
        pytest.skip("has a test of its own")
    cut = {
        "claims": ["--only", "Q60,Q72"],
        "compare": SHORT,
        "country": SHORT[:2],
        "explain": [*SHORT, "--place", str(write_county(tmp_path))],
        "pilot": ["--months", "24", "--start", "12", "--replicates", "1"],
    }
    if words[0] in ("redo", "report", "plan"):
        shutil.copytree(results, words[1].partition("/")[0])
    assert run([*words, *cut.get(words[0], [])]) == 0


@pytest.mark.slow
@pytest.mark.parametrize("command", [command for command in COMMANDS if command.split()[1] in LONG])
def test_long_commands_run_at_full_length(command, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run(shlex.split(command)[1:]) == 0


def test_the_chinese_page_shows_the_same_commands():
    english = {re.sub(" --lang (en|zh)", "", command) for command in commands("README.md")}
    assert {re.sub(" --lang (en|zh)", "", command) for command in commands("README.zh.md")} <= english


def test_pictures_exist():
    for name in ("README.md", "README.zh.md"):
        for picture in re.findall(r"!\[.*?\]\((.*?)\)", (ROOT / name).read_text(encoding="utf-8")):
            assert (ROOT / picture).is_file(), picture
