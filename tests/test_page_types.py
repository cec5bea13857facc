"""TypeScript, and a linter, find nothing wrong with the page's JavaScript."""

import shutil
import subprocess
from pathlib import Path

import pytest

APP = Path(__file__).resolve().parent.parent / "app"
OFFLINE = ("ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "ENETUNREACH", "ENOTCACHED")


@pytest.fixture(scope="session")
def tools(tmp_path_factory):
    """What app/package-lock.json pins (TypeScript, types of Node, Oxlint), installed into a folder that goes."""
    if not shutil.which("npm"):
        pytest.skip("needs npm")
    folder = tmp_path_factory.mktemp("tools")
    for name in ("package.json", "package-lock.json"):
        shutil.copy(APP / name, folder)
    command = ["npm", "ci", "--no-audit", "--no-fund", "--prefer-offline", "--ignore-scripts", "--fetch-retries=0"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=600)
    if done.returncode and any(word in done.stderr for word in OFFLINE):
        pytest.skip("needs TypeScript and Oxlint, which cannot be fetched here")
    assert done.returncode == 0, done.stderr
    return folder / "node_modules"


def complaints(*command):
    done = subprocess.run(["node", *command], capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


@pytest.mark.parametrize("folder", [APP, APP / "test"])
def test_types_are_right(tools, folder):
    assert complaints(tools / "typescript/bin/tsc", "-p", folder, "--typeRoots", tools / "@types") == ""


def test_the_linter_finds_nothing(tools, tmp_path):
    lint = (tools / "oxlint/bin/oxlint", "-c", APP / ".oxlintrc.json", "-f", "unix", "--deny-warnings")
    assert complaints(*lint, APP) == ""
    (tmp_path / "wrong.js").write_text("if (1 == 2) nobody = 3;\n", encoding="utf-8")
    found = complaints(*lint, tmp_path)
    assert "eqeqeq" in found and "no-undef" in found, "the linter is asleep"
