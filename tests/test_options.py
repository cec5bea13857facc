"""The cache may save time; it may never change a result or stop a run."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import sim.compile.kernel
from sim.compile.kernel import rules_hash

CALLEE = "from .options import kernel\n\n@kernel\ndef rate(x):\n    return x * 2.0\n"
ENTRY = """
from .options import kernel
from .callee import rate

@kernel
def entry(x, n):
    for i in range(n):
        x[i] = rate(x[i])
"""
ASK = """
import numpy as np
from rules import entry, options
x = np.ones(8)
before = options.compiled_before(entry.entry)
entry.entry(x, {n})
hits = sum(entry.entry.stats.cache_hits.values())
print(x[0], hits, before, options.compiled_before(entry.entry), options.rules_hash())
"""


@pytest.fixture
def package(tmp_path):
    """A tiny package called ``rules`` with its own copy of the decorator."""
    folder = tmp_path / "rules"
    folder.mkdir()
    shutil.copy(sim.compile.kernel.__file__, folder / "options.py")
    (folder / "__init__.py").write_text("")
    (folder / "callee.py").write_text(CALLEE)
    (folder / "entry.py").write_text(ENTRY)
    return folder


OUTER = """
from .options import kernel
from .entry import entry

@kernel
def outer(x, n):
    entry(x, n)
    x[0] += 1.0
"""
# What another version of Numba, of Python or of this package has in another way, said before kernels are imported.
OTHERS = {
    "numba": "import numba; numba.__version__ = '0.1.0'\n",
    "python": "import sys, numba.core.compiler; sys.version_info = (3, 99, *sys.version_info[2:])\n",
    "package": "import rules.options as o; o._hash_at_start = o._hash_of_sources = lambda: 'f' * 64\n",
}


def ask(package, n=8, cache=None, check=True, before="", **environment):
    """First element, cache hits, whether machine code was there before and after, and the hash."""
    cache = cache or package.parent / "cache"
    environment = os.environ | {"KAOHE_CACHE_DIR": str(cache), "PYTHONPATH": str(package.parent)} | environment
    done = subprocess.run(
        [sys.executable, "-c", before + ASK.format(n=n)], env=environment, capture_output=True, text=True, check=False
    )
    if not check:
        return done
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_second_process_finds_the_machine_code(package):
    first, second = ask(package), ask(package)
    assert first[:4] == ["2.0", "0", "False", "True"]
    assert second[:4] == ["2.0", "1", "True", "True"]
    assert first[4] == second[4]


def test_editing_a_callee_is_seen(package):
    first = ask(package)
    (package / "callee.py").write_text(CALLEE.replace("2.0", "3.0"))
    second = ask(package)
    assert second[:3] == ["3.0", "0", "False"]
    assert first[4] != second[4]


def test_line_ends_do_not_change_the_hash(package, monkeypatch):
    monkeypatch.setattr(sim.compile.kernel, "SOURCES", package)
    before = sim.compile.kernel._hash_of_sources()
    (package / "callee.py").write_bytes(CALLEE.replace("\n", "\r\n").encode())
    assert sim.compile.kernel._hash_of_sources() == before
    (package / "callee.py").write_text(CALLEE.replace("2.0", "3.0"))
    assert sim.compile.kernel._hash_of_sources() != before


def test_unwritable_cache_still_runs(package):
    (package.parent / "file").write_text("a file where the folder should be")
    assert ask(package, cache=package.parent / "file")[:4] == ["2.0", "0", "False", "True"]


@pytest.mark.parametrize("pattern", ["*.nbi", "*.nbc"])
def test_damaged_cache_is_made_anew(package, pattern):
    ask(package)
    for file in (package.parent / "cache").rglob(pattern):
        file.write_bytes(file.read_bytes()[:20])
    assert ask(package)[0] == "2.0"
    assert ask(package)[:2] == ["2.0", "1"]


def test_few_generations_are_kept(package):
    cache = package.parent / "cache"
    for age in range(1, 8):
        old = cache / f"generation-{age}"
        old.mkdir(parents=True)
        os.utime(old, (1e9 - age, 1e9 - age))
    (cache / "somebody's").mkdir()
    ask(package)
    kept = {path.name for path in cache.iterdir()}
    assert {"generation-1", "generation-2", "generation-3", "somebody's"} < kept
    assert len(kept) == sim.compile.kernel.GENERATIONS_KEPT + 1


def test_several_processes_at_once(package):
    code = [sys.executable, "-c", ASK.format(n=8)]
    environment = os.environ | {
        "KAOHE_CACHE_DIR": str(package.parent / "c"),
        "PYTHONPATH": str(package.parent),
    }
    running = [subprocess.Popen(code, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    answers = [process.communicate()[0].split() for process in running]
    assert [answer[0] for answer in answers] == ["2.0"] * len(running)
    assert ask(package, cache=package.parent / "c")[:2] == ["2.0", "1"]


@pytest.mark.parametrize("other", OTHERS)
def test_machine_code_of_another_version_is_neither_used_nor_lost(package, other):
    assert ask(package)[1] == "0"
    assert ask(package, before=OTHERS[other])[:3] == ["2.0", "0", "False"]
    assert ask(package, before=OTHERS[other])[:2] == ["2.0", "1"]  # it has its own
    assert ask(package)[:2] == ["2.0", "1"]


def test_machine_code_for_another_processor_is_neither_used_nor_lost(package):
    assert ask(package)[1] == "0"
    assert ask(package, NUMBA_CPU_NAME="generic")[:2] == ["2.0", "0"]
    assert ask(package, NUMBA_CPU_NAME="generic")[:2] == ["2.0", "1"]
    assert ask(package)[:2] == ["2.0", "1"]


def test_processes_of_different_versions_at_once(package):
    """They share a folder, and those for different processors even an index."""
    cache = str(package.parent / "c")
    environment = os.environ | {"KAOHE_CACHE_DIR": cache, "PYTHONPATH": str(package.parent)}
    kinds = [("", {}), (OTHERS["numba"], {}), ("", {"NUMBA_CPU_NAME": "generic"})]
    running = [
        subprocess.Popen(
            [sys.executable, "-c", before + ASK.format(n=8)], env=environment | more, stdout=subprocess.PIPE, text=True
        )
        for before, more in kinds
    ]
    assert [process.communicate()[0].split()[0] for process in running] == ["2.0"] * len(kinds)
    for before, more in kinds:
        assert ask(package, cache=cache, before=before, **more)[0] == "2.0"
        assert ask(package, cache=cache, before=before, **more)[:2] == ["2.0", "1"]


def test_a_kernel_from_the_cache_can_be_called_by_a_new_one(package):
    """What is kept is machine code alone, so the new kernel has to lower it once more for itself."""
    ask(package)
    (package / "outer.py").write_text(OUTER)
    ask(package)
    call = "from rules.outer import outer; outer(x, 8); print(x[0])\n"
    done = subprocess.run(
        [sys.executable, "-c", ASK.format(n=8) + call],
        env=os.environ | {"KAOHE_CACHE_DIR": str(package.parent / "cache"), "PYTHONPATH": str(package.parent)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    found = done.stdout.split()
    assert found[:2] == ["2.0", "1"] and found[5] == "5.0"


def test_bounds_are_checked_when_asked_and_cached_apart(package):
    assert ask(package)[1] == "0"
    assert ask(package, NUMBA_BOUNDSCHECK="1")[:2] == ["2.0", "0"]
    beyond = ask(package, n=9, check=False, NUMBA_BOUNDSCHECK="1")
    assert "IndexError" in beyond.stderr


def test_plain_python_when_asked(package):
    done = ask(package, check=False, NUMBA_DISABLE_JIT="1")
    assert "'function' object has no attribute 'stats'" in done.stderr  # it ran, uncompiled


def test_the_hash_covers_this_package():
    assert len(rules_hash()) == 64
    assert Path(sim.compile.kernel.__file__).parent == sim.compile.kernel.SOURCES


def test_a_kernel_from_elsewhere_is_not_cached():
    @sim.compile.kernel.kernel
    def elsewhere(x):
        return x + 1.0

    assert elsewhere(1.0) == 2.0
    assert elsewhere.stats.cache_path is None
