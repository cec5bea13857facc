"""Import and first run work from a read-only install with a home that cannot be written to.

Root may write wherever permission bits forbid it, so the places a cache could go to are also blocked by
what no user can get around: a path below a file.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from small import write_county

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ["kaohe", "sim", "scenarios", "experiments", "analysis"]


def contents(folder: Path) -> dict[str, int]:
    """Every path below a folder, with its size."""
    return {str(p.relative_to(folder)): p.stat().st_size for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The wheel's files in a folder of their own, where nothing can be written any more."""
    target = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "install"]
    options = ["--no-index", "--no-deps", "--no-build-isolation", "--no-compile", "--target", str(target)]
    subprocess.run([*pip, *options, str(ROOT)], check=True, cwd=target.parent)
    folders = [target, *(p for p in target.rglob("*") if p.is_dir())]
    for folder in folders:
        (folder / "__pycache__").touch()  # a file, so not even root gets a cache folder of that name
    for path in [*target.rglob("*"), target]:
        path.chmod(path.stat().st_mode & ~0o222)
    yield target
    for folder in folders:
        folder.chmod(0o755)


@pytest.fixture
def environment(installed):
    """An environment that finds the read-only install first and offers no place for a cache."""
    nowhere = f"{os.devnull}/nowhere"
    dropped = ("NUMBA_", "XDG_", "PYTHON", "MPL", "KAOHE_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
    return {
        **kept,
        "HOME": nowhere,
        "NUMBA_CACHE_DIR": f"{nowhere}/numba",
        "PYTHONPATH": str(installed),
        "XDG_CACHE_HOME": f"{nowhere}/cache",
        "XDG_CONFIG_HOME": f"{nowhere}/config",
        "XDG_DATA_HOME": f"{nowhere}/data",
    }


def test_data_files_are_part_of_the_install(installed):
    """Whatever the packages hold in the checkout is installed, data as well as code."""
    generated = {"__pycache__", ".DS_Store"}
    for floor in FLOORS:
        here = {p for p in contents(ROOT / floor) if not generated & set(Path(p).parts)}
        assert here <= set(contents(installed / floor)), floor


def test_every_floor_is_imported_from_the_install(installed, environment, tmp_path):
    code = f"import {', '.join(FLOORS)}; print(*[m.__file__ for m in ({', '.join(FLOORS)})], sep='\\n')"
    done = subprocess.run([sys.executable, "-c", code], env=environment, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert [Path(line).parent for line in done.stdout.splitlines()] == [installed / f for f in FLOORS]


@pytest.mark.parametrize("compiling", ["python", pytest.param("quick", marks=pytest.mark.slow)])
def test_first_run_where_nothing_can_be_kept(installed, environment, tmp_path, compiling):
    """In quick tests nothing is compiled; that a kernel is where nothing can be kept stands in test_compile.py."""
    before = contents(installed)
    out, place = tmp_path / "results", write_county(tmp_path)
    command = [sys.executable, str(installed / "bin" / "kaohe")]
    options = ["run", "minimal", "--place", place, "--months", "2", "--replicates", "1"]
    options += ["--out", str(out)] if compiling == "quick" else []  # figures take longer than all the rest
    around = environment | {"KAOHE_COMPILE": compiling, "NUMBA_OPT": "0"}  # compiled in two thirds of the time
    done = subprocess.run([*command, *options], env=around, cwd=tmp_path, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stdout + done.stderr
    assert ("compil" in done.stderr.lower()) == (compiling == "quick"), "the first compilation must announce itself"
    assert "Traceback" not in done.stderr
    assert "Formalism" in done.stdout
    if compiling == "quick":
        assert json.loads((out / "run.json").read_text(encoding="utf-8"))
        assert (out / "summary.csv").stat().st_size > 0
    assert contents(installed) == before
