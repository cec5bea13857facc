"""The tutorial runs as a notebook and prints what its page says; how to archive a study works as written."""

import os
import re
import shlex
import subprocess
import tomllib
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from small import kaohe

from docs.pages.tutorial import PAGES, PART, cells, notebook, printed

DOCS = Path(__file__).resolve().parent.parent / "docs"
ARCHIVE = ("archive.md", "archive.zh.md")


def page(name):
    return (DOCS / name).read_text("utf-8")


def commands(name):
    return "".join(re.findall(r"^```sh\n(.*?)^```", page(name), re.M | re.S)).splitlines()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("tutorial")


@pytest.fixture(scope="module")
def executed(folder):
    """The notebook as it ships, run from top to bottom in an empty folder."""
    book = nbformat.read(DOCS / "tutorial.ipynb", as_version=4)
    client = NotebookClient(book, timeout=900, resources={"metadata": {"path": str(folder)}})
    client.execute(env={**os.environ, "PYTHONPATH": str(DOCS.parent)})
    return [cell for cell in book.cells if cell.cell_type == "code"]


def test_the_notebook_prints_what_the_page_says(executed):
    outputs = [
        "".join(output.text for output in cell.outputs if output.get("name") == "stdout")
        for cell in executed
        if not cell.source.startswith("%%writefile")
    ]
    assert outputs == printed("tutorial.md"), "run: make pages RUN=tutorial"
    assert sum(map(bool, outputs)) == 3


def test_the_notebook_ends_with_its_figure(executed, folder):
    assert any("image/png" in output.get("data", {}) for output in executed[-1].outputs)
    assert (folder / "recognition.svg").stat().st_size > 10_000


def test_a_study_is_archived_and_redone_as_written(executed, folder, monkeypatch, capsys):
    monkeypatch.chdir(folder)
    for line in commands(ARCHIVE[0]):
        if line.startswith("kaohe "):
            assert kaohe(*shlex.split(line)[1:]) == 0, line
        else:
            subprocess.run(["sh", "-c", line], check=True)
    assert "12 runs done again: the same bits." in capsys.readouterr().out
    assert len((folder / "deposit.csv").read_text("utf-8").splitlines()) == 1 + 320


def test_pages_in_both_languages_show_the_same():
    english, chinese = (list(PART.finditer(page(name))) for name in PAGES)
    for one, other in zip(english, chinese, strict=True):
        assert (one["code"], one["printed"], one["file"]) == (other["code"], other["printed"], other["file"])
        if one["file"]:
            assert tomllib.loads(one["content"]) == tomllib.loads(other["content"])
    assert commands(ARCHIVE[0]) == commands(ARCHIVE[1])


@pytest.mark.parametrize("name", PAGES)
def test_a_notebook_is_valid_has_no_outputs_and_all_the_text(name):
    book = nbformat.reads(notebook(name), as_version=4)
    nbformat.validate(book)
    assert not any(cell.get("outputs") for cell in book.cells)
    words = re.sub(r"```text\n.*?```|!\[.*?\]\(.*?\)|\s", "", page(name), flags=re.S)
    kept = "".join(cell.source for cell in book.cells if cell.cell_type == "markdown")
    code = "".join(source for kind, source in cells(page(name)) if kind == "code")
    assert len(re.sub(r"\s", "", kept + code)) > 0.97 * len(words)
