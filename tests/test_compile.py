"""Compiling in another way or keeping machine code may save time; it may never change a result or stop a run."""

import itertools
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import numpy as np
import pytest
from numba.core.bytecode import FunctionIdentity
from packaging.specifiers import SpecifierSet

from experiments.credibility.small_world import small_place, small_regime
from sim.compile import cache, kernel, quick
from sim.mathematics import exp, log, ordered_sum
from sim.parameters import declaration
from sim.state.random_numbers import normal
from sim.world import Case, World

ROOT = Path(__file__).resolve().parent.parent
CALLEE = "from .compile.kernel import kernel\n\n@kernel\ndef rate(x):\n    return x * 2.0\n"
ENTRY = """
from .compile.kernel import kernel
from .callee import rate

@kernel
def entry(x, n):
    for i in range(n):
        x[i] = rate(x[i])

@kernel
def twice(x):
    return 2.0 * x

@kernel
def thrice(x):
    return 3.0 * x

@kernel
def outer(x, n):
    entry(x, n)
    x[0] += 1.0

@kernel
def mistaken(x, n):
    return x + no_such_name
"""
ASK = """
import numpy as np
from rules.compile.kernel import compile_mode, compiled_before, rules_hash
from rules.entry import entry, mistaken, outer, thrice, twice
x = np.ones(8)
before = compiled_before(entry)
entry(x, 8)
hits = sum(entry.stats.cache_hits.values()) if hasattr(entry, "stats") else 0
print(x[0], hits, before, compiled_before(entry), compile_mode(), rules_hash())
"""
UNKNOWN_NUMBA = "import numba; numba.__version__ = '0.999.0'\n"


@pytest.fixture(scope="module")
def compiled(tmp_path_factory):
    """A tiny package called ``rules`` with its own copy of the compiler, and what it kept of a first process."""
    package = tmp_path_factory.mktemp("compiled") / "rules"
    shutil.copytree(Path(kernel.__file__).parent, package / "compile", ignore=shutil.ignore_patterns("__pycache__"))
    (package / "parameters").mkdir()
    shutil.copy(declaration.__file__, package / "parameters")
    (package / "callee.py").write_text(CALLEE)
    (package / "entry.py").write_text(ENTRY)
    assert ask(package)[:5] == ["2.0", "0", "False", "True", "quick"]
    return package


@pytest.fixture
def package(compiled, tmp_path):
    """A copy of the package and of what it keeps, to be changed."""
    shutil.copytree(compiled.parent, tmp_path, dirs_exist_ok=True)
    return tmp_path / "rules"


def start(package, before="", after="", **environment):
    """A process that calls ``entry`` and prints element, cache hits, machine code before and after, mode and hash."""
    around = {name: value for name, value in os.environ.items() if not name.startswith(("KAOHE_", "NUMBA_"))}
    around |= {"KAOHE_CACHE_DIR": str(package.parent / "cache"), "PYTHONPATH": str(package.parent)} | environment
    command = [sys.executable, "-c", before + ASK + after]
    return subprocess.Popen(command, env=around, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def ask(package, before="", after="", **environment):
    """What such a process prints, as words."""
    output, errors = start(package, before, after, **environment).communicate(timeout=300)
    return output.split() or [errors]


# What is kept


def test_second_process_finds_the_machine_code_and_brings_no_scipy_along(package):
    check = "import sys; print('scipy.linalg' in sys.modules, 'scipy.special' in sys.modules)"
    found = ask(package, after=check)
    assert (found[:5], found[6:]) == (["2.0", "1", "True", "True", "quick"], ["False", "False"])


def test_editing_a_callee_is_seen(package):
    (package / "callee.py").write_text(CALLEE.replace("2.0", "5.0"))
    assert ask(package)[:3] == ["5.0", "0", "False"]


def test_line_ends_do_not_change_the_hash(package, monkeypatch):
    monkeypatch.setattr(kernel, "SOURCES", package)
    before = kernel._hash_of_sources()
    (package / "callee.py").write_bytes(CALLEE.replace("\n", "\r\n").encode())
    assert kernel._hash_of_sources() == before
    (package / "callee.py").write_text(CALLEE.replace("2.0", "3.0"))
    assert kernel._hash_of_sources() != before


def test_the_hash_covers_all_of_sim():
    assert len(kernel.rules_hash()) == 64
    assert kernel.SOURCES == ROOT / "sim"


@pytest.mark.parametrize(
    ("owner", "name", "value"),
    [
        (kernel, "rules_hash", lambda: "f" * 64),
        (kernel, "compile_mode", lambda: "plain"),
        (kernel.numba, "__version__", "0.1.0"),
        (kernel.sys, "version_info", (3, 99, 0)),
        (kernel.config, "BOUNDSCHECK", 1),
    ],
)
def test_whatever_machine_code_depends_on_has_a_generation_of_its_own(owner, name, value, monkeypatch):
    before = kernel._generation()
    monkeypatch.setattr(owner, name, value)
    monkeypatch.setattr(kernel, "_hash_of_sources", kernel.rules_hash)
    assert kernel._generation() != before


def test_sources_edited_meanwhile_have_no_generation(monkeypatch):
    kernel.rules_hash()
    monkeypatch.setattr(kernel, "_hash_of_sources", lambda: "f" * 64)
    assert kernel._generation() is None
    assert not kernel.MachineCode("name", kernel._generation).exists()


def test_few_generations_are_kept(tmp_path):
    for age in range(1, 8):
        (tmp_path / f"generation-{age}").mkdir()
        os.utime(tmp_path / f"generation-{age}", (1e9 - age, 1e9 - age))
    (tmp_path / "somebody's").mkdir()
    (tmp_path / "generation-own").mkdir()
    cache._tidy(tmp_path / "generation-own")
    kept = {path.name for path in tmp_path.iterdir()}
    assert kept == {"generation-own", "generation-1", "generation-2", "generation-3", "somebody's"}
    assert len(kept) == cache.GENERATIONS_KEPT + 1


def test_unwritable_cache_still_runs(package):
    file = package.parent / "file"
    file.write_text("a file where the folder should be")
    assert ask(package, KAOHE_CACHE_DIR=str(file))[:4] == ["2.0", "0", "False", "True"]


def test_processes_of_all_kinds_at_once(package):
    """They share a folder, even those for different processors."""
    kinds = [{}, {}, {"NUMBA_CPU_NAME": "generic"}]
    shutil.rmtree(package.parent / "cache")
    for hits in ("0", "1"):
        running = [start(package, **kind) for kind in kinds]
        answers = [process.communicate(timeout=300)[0].split() for process in running]
        assert [answer[0] for answer in answers] == ["2.0"] * len(kinds)
        assert all(answer[1] == hits for answer in answers[2:])


def test_a_kernel_from_the_cache_can_be_called_by_a_new_one(package):
    """What is kept is machine code alone, so the new kernel has to lower it once more for itself."""
    found = ask(package, after="outer(x, 8); print(x[0])")
    assert (found[1], found[6]) == ("1", "5.0")


def bodies(constant):
    """A kernel called from Python, and a part too long to be taken into it, both of one name for every constant."""

    @kernel.kernel
    def part(x, y):
        for _ in range(40):
            x, y = exp(-x * y) + constant, log(x + y) + exp(-y) * log(y + constant)
            x, y = exp(-x * y) - constant, log(x + y + 9.0) + exp(-x) * log(y * y + constant)
        return x + y

    @kernel.kernel
    def whole(x):
        return part(x, 1.0) + part(1.0, x) + part(x, x)

    return whole


def test_machine_code_of_one_process_never_answers_for_that_of_another(monkeypatch):
    """Numba numbers functions by process, and a process uses what others have kept under the same numbers."""
    found = []
    for constant in (2.0, 3.0, 2.0):
        monkeypatch.setattr(FunctionIdentity, "_unique_ids", itertools.count(10**6))
        found.append(bodies(constant)(1.5))
    assert found[0] == found[2] != found[1] == bodies(3.0)(1.5)


def test_a_kernel_from_elsewhere_is_not_cached():
    @kernel.kernel
    def elsewhere(x):
        return x + 1.0

    assert elsewhere(1.0) == 2.0
    assert elsewhere.stats.cache_path is None


# What is read back

DAMAGE = """
import random
from pathlib import Path
from rules.compile.cache import cache_folder
from rules.compile.kernel import kernel

def called(old, factor):
    new = kernel(old.py_func)
    assert new(1.0) == factor, old.__name__
    return sum(new.stats.cache_hits.values())

def flip(content):
    at = draw.randrange(len(content))
    return content[:at] + bytes([content[at] ^ 1 << draw.randrange(8)]) + content[at + 1:]

def zero(content):
    at = draw.randrange(len(content))
    return content[:at] + bytes(len(content[at : at + 512])) + content[at + 512 :]

def cut(content):
    return content[: draw.randrange(len(content))]

def lengthen(content):
    return content + content[-draw.randrange(1, 64) :]

draw = random.Random(1)
assert [called(twice, 2.0), called(thrice, 3.0), called(twice, 2.0), called(thrice, 3.0)] == [0, 0, 1, 1]
twices, thrices = (next(cache_folder().rglob(f"*.{name}-*")) for name in ("twice", "thrice"))
first, second = twices.read_bytes(), thrices.read_bytes()
damaged = [change(first) for change in [flip] * 30 + [zero] * 15 + [cut] * 15 + [lengthen] * 5]
damaged += [second, b"", first[32:], second[:32] + first[32:]]  # another's, nothing, without digest, with another's
for content in damaged:
    assert content != first
    twices.write_bytes(content)
    assert called(twice, 2.0) == 0
print(len(damaged), called(twice, 2.0), called(thrice, 3.0))
"""


def test_damaged_machine_code_is_never_used(package):
    """Each damage is one after which the kernel is called, compiled anew, and right; then what is kept is whole."""
    assert ask(package, after=DAMAGE)[6:] == ["69", "1", "1"]


@pytest.fixture
def kept(tmp_path):
    """A file as it is kept."""
    path = tmp_path / "generation-1" / "file"
    cache.write_verified(path, b"content")
    assert cache.read_verified(path) == b"content"
    return path


def test_a_file_is_read_only_where_it_was_written(kept):
    shutil.copy(kept, kept.with_name("other"))
    assert cache.read_verified(kept.with_name("other")) is None
    kept.parent.rename(kept.parent.with_name("generation-2"))
    assert cache.read_verified(kept.parent.with_name("generation-2") / "file") is None
    assert cache.read_verified(kept) is None


def test_what_cannot_be_put_in_place_leaves_nothing_behind(tmp_path):
    (tmp_path / "file").mkdir()
    with pytest.raises(OSError):
        cache.write_verified(tmp_path / "file", b"content")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert cache.read_verified(tmp_path / "file") is None


posix = pytest.mark.skipif(os.name != "posix", reason="owners and permissions of POSIX")


@posix
@pytest.mark.parametrize("mode", [0o020, 0o002])
@pytest.mark.parametrize("folder", [False, True])
def test_what_others_can_write_is_not_read(kept, folder, mode):
    path = kept.parent if folder else kept
    path.chmod(path.stat().st_mode | mode)
    assert cache.read_verified(kept) is None
    if folder:
        cache.write_verified(kept, b"new")
        path.chmod(0o700)
        assert cache.read_verified(kept) == b"content"


@posix
@pytest.mark.parametrize("folder", [False, True])
def test_what_belongs_to_another_user_is_not_read(kept, folder, monkeypatch):
    path = kept.parent if folder else kept
    if os.geteuid() == 0:
        os.chown(path, 12345, -1)
    else:
        monkeypatch.setattr(os, "geteuid", lambda: path.stat().st_uid + 1)
    assert cache.read_verified(kept) is None


# How it is compiled


def test_plain_numba_gives_the_same_and_has_a_cache_of_its_own(package):
    assert ask(package, KAOHE_COMPILE="plain")[:5] == ["2.0", "0", "False", "True", "plain"]
    found = ask(package, after="outer(x, 8); print(x[0])", KAOHE_COMPILE="plain")
    assert (found[:5], found[6]) == (["2.0", "1", "True", "True", "plain"], "5.0")


@pytest.mark.parametrize("switch", [{"KAOHE_COMPILE": "python"}, {"NUMBA_DISABLE_JIT": "1"}])
def test_plain_python_when_asked(package, switch):
    assert ask(package, **switch)[:5] == ["2.0", "0", "True", "True", "python"]


def test_another_way_to_compile_is_refused(package):
    [errors] = ask(package, KAOHE_COMPILE="fast")
    assert 'KAOHE_COMPILE: "fast" is not possible; expected one of quick, plain, python' in errors


@pytest.mark.parametrize("before", [UNKNOWN_NUMBA, "import sys; sys.modules['rules.compile.quick'] = None\n"])
def test_plain_numba_steps_in_where_quick_compilation_cannot_be_had(package, before):
    assert ask(package, before)[:5] == ["2.0", "0", "False", "True", "plain"]


def test_plain_numba_steps_in_where_quick_compilation_fails(package):
    shutil.rmtree(package.parent / "cache")
    fail = "import rules.compile.quick as q\ndef fail(*_): raise TypeError('changed')\nq._Whole.finalize = fail\n"
    more = "outer(x, 8); print(x[0] * thrice(1.0))"
    process = start(package, fail, more)
    output, errors = process.communicate(timeout=300)
    found = output.split()
    assert (found[:5], found[6]) == (["2.0", "0", "False", "True", "quick"], "15.0")
    assert errors.count("quick compilation failed (TypeError('changed'))") == 1
    assert ask(package, fail)[:2] == ["2.0", "1"]


def test_a_mistake_in_a_kernel_is_reported_as_such(package):
    _, errors = start(package, after="mistaken(x, 8)").communicate(timeout=300)
    assert "no_such_name" in errors and "quick compilation failed" not in errors


def test_bounds_are_checked_when_asked(package):
    _, errors = start(package, after="entry(x, 9)", NUMBA_BOUNDSCHECK="1").communicate(timeout=300)
    assert "IndexError" in errors


def test_versions_of_numba_are_those_of_the_project():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    [wanted] = [text.removeprefix("numba") for text in project["dependencies"] if text.startswith("numba")]
    known = ",".join(
        f"{relation}{'.'.join(map(str, version))}"
        for relation, version in ((">=", quick.KNOWN_FROM), ("<", quick.KNOWN_BELOW))
    )
    assert SpecifierSet(wanted) == SpecifierSet(known)


# The model itself


def small_world():
    return World([Case(small_regime(), small_place(2), months=14, seed=1)])


@kernel.kernel
def noise(n, out):
    """Numbers as rules make them: random, through exponentials, logarithms and vector loops."""
    for i in range(n):
        out[i] = 2.5 + normal(7, 3, 110101, 110101001, i, 2, 5)
    for i in range(n):
        out[i] = exp(-out[i] * out[i]) + log(abs(out[i]) + 0.1) / 3.0
    out[0] = ordered_sum(out, n)


def small():
    """Bits of what one kernel and those that it calls give."""
    out = np.zeros(4000)
    noise(out.size, out)
    return out.tobytes().hex()


def lived():
    """Bits of a whole run."""
    return small_world().run().series.tobytes().hex()


def plainly(work):
    """What a function of this file gives where kernels are compiled by ``numba.njit`` alone."""
    environment = os.environ | {"KAOHE_COMPILE": "plain", "PYTHONPATH": f"{Path(__file__).parent}{os.pathsep}{ROOT}"}
    script = f"import test_compile; print(test_compile.kernel.compile_mode(), test_compile.{work.__name__}())"
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, check=True, capture_output=True, text=True, timeout=1800
    )
    mode, bits = done.stdout.split()
    assert mode == "plain"
    return bits


@pytest.mark.slow
def test_a_kernel_compiled_by_plain_numba_gives_the_same_bits():
    assert plainly(small) == small()


@pytest.mark.slow
def test_a_county_run_by_plain_numba_has_the_same_bits():
    """Some 100 s of compiling; the digests that hold for every way are those of `test_same_bits`."""
    assert plainly(lived) == lived()
