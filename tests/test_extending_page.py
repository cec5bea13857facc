"""The page on own measures and cadres: its module, study, commands and examples run as they stand."""

import re
import shlex
import sys
from pathlib import Path

import pytest
from small import kaohe, write_county

DOCS = Path(__file__).parent.parent / "docs"


def blocks(page, language):
    return re.findall(rf"^```{language}\n(.*?)^```", (DOCS / page).read_text("utf-8"), re.M | re.S)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with the files of the page, from which everything is run."""
    write_county(tmp_path)
    module, *_ = blocks("extending.md", "python")
    (study,) = blocks("extending.md", "toml")
    (tmp_path / "my_module.py").write_text(module, encoding="utf-8")
    (tmp_path / "stubborn.toml").write_text(study, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    yield tmp_path
    sys.modules.pop("my_module", None)


@pytest.mark.parametrize("page", ["extending.md", "extending.zh.md"])
def test_commands_run_as_they_stand(folder, page):
    for line in "".join(blocks(page, "sh")).splitlines():
        assert kaohe(*shlex.split(line)[1:]) == 0, line


def test_the_examples_run_in_order(folder, capsys):
    names = {"__name__": "extending"}
    for code in blocks("extending.md", "python")[1:]:
        exec(compile(code, "docs/extending.md", "exec"), names)
    assert "effect" in capsys.readouterr().out
    assert float(names["own"].initiative.mean()) > float(names["data"].initiative.sel(scenario="generalised").mean())
    batch = names["rows"].query("clarity == 0.2 and dose_fault_tolerance == 0")
    assert len(names["rows"]) == 16 and len(batch) == 4
    paired = names["compared"].formalism.isel(month=-1).sel(scenario="generalised").values
    given = batch.query("scenario == 'generalised'").sort_values("seed").formalism.tolist()
    assert sorted(given) == sorted(paired.tolist())
