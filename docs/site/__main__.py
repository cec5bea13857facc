"""Builds the site into `site/`, from nothing, so that no page of yesterday stays: `python -m docs.site`."""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from experiments.run.errors import run_command
from scenarios.errors import Refusal
from scenarios.languages import phrase

from ..files import ROOT

FOLDER = ROOT / "site"
NEEDED = ("sphinx", "furo", "myst_parser")


def build(folder: Path = FOLDER) -> int:
    """Build the site in a folder, which it replaces; 0 where no page, link or reference is wrong, as Sphinx says."""
    if not all(map(find_spec, NEEDED)):
        raise Refusal(phrase("docs.site.no_sphinx"))
    shutil.rmtree(folder, ignore_errors=True)
    with TemporaryDirectory() as doctrees:
        options = ["--quiet", "--fail-on-warning", "--jobs", "auto", "--conf-dir", str(ROOT / "docs" / "site")]
        command = [sys.executable, "-m", "sphinx", *options, "--doctree-dir", doctrees, str(ROOT), str(folder)]
        code = subprocess.run(command, cwd=ROOT, check=False).returncode
    if code == 0:
        print(f"{folder / 'index.html'} written")
    return code


if __name__ == "__main__":
    sys.exit(run_command("python -m docs.site", build, "zh" if sys.argv[1:] == ["--lang", "zh"] else "en"))
