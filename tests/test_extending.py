"""Extending is cheap: `docs/first_rule.md` is followed word by word in a copy of the program."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "first_rule.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(python|diff)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
RULE, SPECIFICATION, TRIED = (text for kind, text in BLOCKS if kind == "python")


@pytest.fixture
def extended(tmp_path):
    """The program with what the page adds."""
    for room in ("sim", "scenarios", "experiments", "docs/specification"):
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "docs" / "__init__.py", tmp_path / "docs")
    (tmp_path / "sim/rules/quiet.py").write_text(RULE, encoding="utf-8")
    (tmp_path / "docs/specification/quiet.py").write_text(SPECIFICATION, encoding="utf-8")
    (tmp_path / "try_quiet.py").write_text(TRIED, encoding="utf-8")
    for text in (text for kind, text in BLOCKS if kind == "diff"):
        change(tmp_path, text)
    return tmp_path


def change(folder, block):
    """Make the change of a block: a line `--- file`, lines that are there, and with a `+` those that are new."""
    head, *lines = block.splitlines(keepends=True)
    path = folder / head.removeprefix("--- ").strip()
    there, text = "".join(line[1:] for line in lines if line[0] == " "), path.read_text(encoding="utf-8")
    assert text.count(there) == 1, f"{there!r} in {path}"
    path.write_text(text.replace(there, "".join(line[1:] for line in lines)), encoding="utf-8")


def test_a_lever_a_rule_and_a_measure_are_each_added_in_one_place(extended):
    environment = os.environ | {"KAOHE_COMPILE": "python", "PYTHONPATH": str(extended)}
    done = subprocess.run(
        [sys.executable, "try_quiet.py"], cwd=extended, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert "quiet hours: burden" in done.stdout
