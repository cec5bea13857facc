"""The page's JavaScript says of what types it is, and TypeScript finds nothing wrong with it."""

import shutil
import subprocess
from pathlib import Path

import pytest

APP = Path(__file__).resolve().parent.parent / "app"
OFFLINE = ("ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "ENETUNREACH", "ENOTCACHED")


@pytest.fixture(scope="session")
def tsc(tmp_path_factory):
    """The TypeScript that app/package-lock.json pins, installed into a folder that goes."""
    if not shutil.which("npm"):
        pytest.skip("needs npm")
    folder = tmp_path_factory.mktemp("typescript")
    for name in ("package.json", "package-lock.json"):
        shutil.copy(APP / name, folder)
    command = ["npm", "ci", "--no-audit", "--no-fund", "--prefer-offline", "--ignore-scripts", "--fetch-retries=0"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120)
    if done.returncode and any(word in done.stderr for word in OFFLINE):
        pytest.skip("needs TypeScript, which cannot be fetched here")
    assert done.returncode == 0, done.stderr
    return folder / "node_modules" / "typescript" / "bin" / "tsc"


def test_types_are_right(tsc):
    done = subprocess.run(["node", tsc, "-p", APP], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
