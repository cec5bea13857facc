"""The page on studies: its file, commands and example run as they stand, in both languages."""

import re
import shlex
from pathlib import Path

import matplotlib
import pytest
from small import kaohe, write_county

DOCS = Path(__file__).parent.parent / "docs"


def blocks(page, language):
    return re.findall(rf"^```{language}\n(.*?)^```", (DOCS / page).read_text("utf-8"), re.M | re.S)


def commands(page):
    return "".join(blocks(page, "sh")).splitlines()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with the county and the files of the page, by the names that it gives them."""
    folder = tmp_path_factory.mktemp("page")
    write_county(folder)
    names = re.findall(r"save this as `([\w.]+\.toml)`", (DOCS / "studies.md").read_text("utf-8"), re.I)
    for name, file in zip(names, blocks("studies.md", "toml"), strict=True):
        (folder / name).write_text(file, encoding="utf-8")
    return folder


def test_commands_run_as_they_stand(folder, monkeypatch):
    monkeypatch.chdir(folder)
    for line in commands("studies.md"):
        assert kaohe(*shlex.split(line)[1:]) == 0, line


def test_both_pages_show_the_same_commands():
    assert commands("studies.zh.md") == commands("studies.md")


def test_the_example_runs(folder, monkeypatch, capsys):
    monkeypatch.chdir(folder)
    matplotlib.use("Agg")
    (code,) = blocks("studies.md", "python")
    names = {"__name__": "studies"}
    exec(compile(code, "docs/studies.md", "exec"), names)
    assert names["indices"].sizes["axis"] == 5 and names["data"].sizes["point"] == 112
    assert "mean" in capsys.readouterr().out
