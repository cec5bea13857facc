"""The same bits in every setting: one small study run in each, and one table of what came out.

    python -m tests.settings                      every setting that this machine has; writes docs/same_bits.json
    python -m tests.settings --only "hash seed"   some of them, by words in their names; the others' results stay

Each setting is a process of its own that runs the same study: a comparison of four scenarios in a small county, in
plausible worlds, with its tables; a study in parts; one run of that county; and two runs of a county of the page. Of
each it prints a digest: of numbers, or of the bytes of files. `python -m docs` makes the table of `docs/same_bits.md`.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # this checkout
sys.path.insert(0, str(Path(__file__).resolve().parent))

from page_runs import browser, native
from same_bits import digest, together
from small import write_county
from studies import small_study

from analysis.files.comparison import write_data, write_horizons, write_summary
from experiments.compare.running import run_comparison
from experiments.study import specification
from experiments.study.engine import run_study
from kaohe.functions import design_comparison
from kaohe.studies import store_of
from scenarios import load, load_place
from sim.world import World

ROOT = Path(__file__).resolve().parent.parent
STORED = ROOT / "docs" / "same_bits.json"
REFERENCE = "as installed"
NOBODY = 65534  # number of the user and group that own nothing
NOWHERE = f"{os.devnull}/nowhere"  # a folder that nobody can make
SCENARIOS = ("generalised", "generalised+mutual_recognition=0.5@3", "yinzhou", "minimal,visits=0.3")
SIZES: dict[str, Any] = {"months": 26, "warmup": 12, "replicates": 3, "worlds": 2, "seed": 3}
ASKS = (("generalised", "extreme", "class", 12), ("leping", "leping+fault_tolerance@4", "class", 12))  # of the page
ASKED = {"months": 30, "seed": 3, "replicate": 2}
AVX2 = "+64bit,+avx,+avx2,+bmi,+bmi2,+cmov,+cx16,+cx8,+f16c,+fma,+fxsr,+lzcnt,+mmx,+movbe,+popcnt,+sse,+sse2,+sse3,"
AVX2 += "+sse4.1,+sse4.2,+ssse3,+xsave"
VERSIONS = ("3.11", "3.12", "3.13", "3.14")

Digests = dict[str, str]


@dataclass(frozen=True)
class Setting:
    """What differs: variables of the environment, how the study is run, and the interpreter or the words before it."""

    name: str
    environment: Mapping[str, str] = field(default_factory=dict)
    how: Mapping[str, Any] = field(default_factory=dict)
    before: tuple[str, ...] = ()
    python: str = sys.executable
    root: Path = ROOT


SETTINGS = (
    Setting(REFERENCE),
    Setting("one thread", how={"threads": 1}),
    Setting("seven threads", how={"threads": 7}),
    Setting("runs one by one", how={"chunk": 1}),
    Setting("scenarios in another order", how={"reverse": True}),
    Setting("study in processes", how={"backend": "processes"}),
    Setting("study on Dask", how={"backend": "dask"}),
    Setting("study stopped and resumed", how={"stop": True}),
    Setting("hash seed 1", {"PYTHONHASHSEED": "1"}),
    Setting("hash seed by chance", {"PYTHONHASHSEED": "random"}),
    Setting("time zone Asia/Kathmandu", {"TZ": "Asia/Kathmandu"}),
    Setting("locale POSIX", {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
    Setting("BLAS and OpenMP with eight threads", dict.fromkeys(
        ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"), "8")),
    Setting("BLAS and OpenMP with one thread", dict.fromkeys(
        ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"), "1")),
    Setting("Python optimised (-OO)", {"PYTHONOPTIMIZE": "2"}),
    Setting("compiled by Numba alone", {"KAOHE_COMPILE": "plain"}),
    Setting("nothing compiled (one run)", {"KAOHE_COMPILE": "python"}, {"only": "run"}),
    Setting("compiled without optimisation", {"NUMBA_OPT": "0"}),
    Setting("processor: any x86-64", {"NUMBA_CPU_NAME": "generic", "NUMBA_CPU_FEATURES": ""}),
    Setting("processor: AVX2", {"NUMBA_CPU_NAME": "haswell", "NUMBA_CPU_FEATURES": AVX2}),
)  # fmt: skip


# The study, in a process of its own


def study(how: Mapping[str, Any]) -> Digests:
    """The digests of the study, run in this process."""
    county = write_county(Path.cwd())
    one = {"run": run_digest(county)}
    if how.get("only") == "run":
        return one
    return one | comparison_digests(county, how) | {
        "study": study_digest(how), "page": "".join(page_digest(*ask) for ask in ASKS)[:16],
    }  # fmt: skip


def run_digest(county: Path) -> str:
    """Of one run with a reform, over a turn of the year."""
    case = load(SCENARIOS[1]).case(load_place(str(county)), months=14, seed=3)
    return sha256(World([case]).run().series.tobytes()).hexdigest()[:16]


def comparison_digests(county: Path, how: Mapping[str, Any]) -> Digests:
    """Of all numbers of the comparison, and of its files."""
    order = tuple(reversed(SCENARIOS)) if how.get("reverse") else SCENARIOS
    design = design_comparison(order, str(county), baseline=SCENARIOS[0], **SIZES)
    results = run_comparison(design, how.get("threads"), chunk=how.get("chunk"))
    folder = Path("tables")
    folder.mkdir()
    write_data([results], folder)
    write_summary([results], folder / "summary.csv")
    write_horizons([results], folder / "horizons.csv")
    runs = together(digest(*arrays) for arrays in zip(results.series, results.townships, results.level, strict=True))
    return {"comparison": runs} | ({} if how.get("reverse") else {"tables": files_digest(folder)})


def files_digest(folder: Path, pattern: str = "*") -> str:
    """Of names and bytes of files."""
    total = sha256()
    for path in sorted(path for path in folder.rglob(pattern) if path.is_file()):
        total.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return total.hexdigest()[:16]


def study_digest(how: Mapping[str, Any]) -> str:
    """The digest of a study in parts of four runs each, on a back end, perhaps stopped on the way."""
    specification.MOST_RUNS = 4
    store = store_of(small_study(Path.cwd()), Path("studies"), make=True)

    def stop(pace: Any) -> None:
        if pace.done > 8:
            raise KeyboardInterrupt

    if how.get("stop"):
        with suppress(KeyboardInterrupt):
            run_study(store, 1, progress=stop)
    run_study(store, 2, how.get("backend", "threads"))
    return files_digest(store.folder, "*.parquet")


def page_digest(baseline: str, scenario: str, place: str, warmup: int) -> str:
    """The SHA-256 of every outcome in every month of one run as the page makes it."""
    return native(baseline, scenario, place, warmup, ASKED["months"], ASKED["seed"], ASKED["replicate"])


# Settings that take more than a variable


def run_in(setting: Setting, folder: Path) -> Digests:
    """The digests of a setting, from a process that works in an empty folder."""
    paths = os.pathsep.join([str(setting.root), str(setting.root / "tests"), setting.environment.get("PYTHONPATH", "")])
    environment = os.environ | dict(setting.environment) | {"PYTHONPATH": paths}
    command = [*setting.before, setting.python, str(setting.root / "tests" / "settings.py"), "--study"]
    done = subprocess.run(
        [*command, json.dumps(dict(setting.how))],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr.strip()[-1000:])
    return dict(json.loads(done.stdout.splitlines()[-1]))


@contextmanager
def copied(folder: Path) -> Iterator[Setting]:
    """The program in another folder, whose name is Chinese and has a blank."""
    there = folder / "另一个 folder"
    for part in ("kaohe", "sim", "scenarios", "experiments", "analysis", "app", "tests"):
        shutil.copytree(ROOT / part, there / part, ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
    yield Setting("another folder", root=there)


def as_nobody() -> Setting:
    """Another user, to whom everything is read-only, who has no home and may keep no machine code."""
    python = next(p for p in (f"/usr/bin/python3.{sys.version_info.minor}", sys.executable) if Path(p).exists())
    sites = os.pathsep.join(path for path in sys.path if path.endswith("site-packages"))
    nowhere = {"HOME": NOWHERE, "XDG_CACHE_HOME": NOWHERE, "XDG_CONFIG_HOME": NOWHERE, "KAOHE_CACHE_DIR": NOWHERE}
    user = ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups")
    return Setting("another user, read-only install, no home", nowhere | {"PYTHONPATH": sites}, {}, user, python)


def interpreters() -> Iterator[tuple[str, str | None]]:
    """Versions of Python other than this one, with the path of one that starts."""
    for version in VERSIONS:
        if version == f"3.{sys.version_info.minor}":
            continue
        kept = sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin/python"))
        names = [str(path) for path in kept] + [found for found in [shutil.which(f"python{version}")] if found]
        asks = "import ensurepip, sys; print('%d.%d' % sys.version_info[:2])"
        starts = (
            name
            for name in names
            if subprocess.run([name, "-c", asks], capture_output=True, text=True, check=False).stdout.strip() == version
        )
        yield version, next(starts, None)


def installed(python: str, folder: Path) -> str:
    """The interpreter of a new environment with what `requirements.txt` pins, and Dask."""
    subprocess.run([python, "-m", "venv", str(folder)], check=True)
    own = str(folder / "bin" / "python")
    pip = [own, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--require-hashes"]
    subprocess.run([*pip, "-r", str(ROOT / "requirements.txt")], check=True)
    return own


def in_node(folder: Path) -> Digests:
    """The page's engine under Node."""
    rows = [(*ask, ASKED["seed"], ASKED["replicate"]) for ask in ASKS]
    return {"page": "".join(browser(folder, rows, ASKED["months"]))[:16]}


# The table


def names() -> list[str]:
    """Every setting of the table, in its order."""
    more = ["another folder", "another user, read-only install, no home"]
    pythons = [f"Python {version}" for version in VERSIONS if version != f"3.{sys.version_info.minor}"]
    return [*(setting.name for setting in SETTINGS), *more, *pythons, "WebAssembly under Node"]


def tried(name: str, folder: Path) -> Digests:
    """The digests in a setting by its name; what this machine lacks raises an error that says so."""
    plain = {setting.name: setting for setting in SETTINGS}
    work = folder / "work"
    work.mkdir()
    work.chmod(0o777)
    folder.chmod(0o755)
    if name in plain:
        return run_in(plain[name], work)
    if name == "another folder":
        with copied(folder) as setting:
            return run_in(setting, work)
    if name.startswith("another user"):
        return run_in(as_nobody(), work)
    if name.startswith("Python "):
        python = dict(interpreters())[name.split()[1]]
        if python is None:
            raise FileNotFoundError(f"{name} is not on this machine")
        return run_in(Setting(name, python=installed(python, folder / "environment")), work)
    return in_node(work)


def compare(found: Digests, reference: Digests) -> bool:
    """Whether every digest that a setting gave is the reference's."""
    return bool(found) and all(value == reference[key] for key, value in found.items() if value)


def run_all(chosen: Sequence[str], kept: dict[str, Digests]) -> dict[str, Digests]:
    """What each setting gave, printed as it comes, and stored after each; what was stored of others stays.

    The first is the reference. Where it is not what it was, nothing that was stored is of this program.
    """
    before = kept.get(REFERENCE)
    for name in chosen:
        with tempfile.TemporaryDirectory() as folder:
            try:
                kept[name] = tried(name, Path(folder))
            except (OSError, RuntimeError, subprocess.CalledProcessError) as error:
                kept[name] = {"missing": str(error)[-300:]}
        if name == REFERENCE and kept[name] != before:
            kept = {name: kept[name]}
        print(line(name, kept[name], kept[REFERENCE]), flush=True)
        kept = {each: kept[each] for each in names() if each in kept}
        STORED.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
    return kept


def line(name: str, found: Digests, reference: Digests) -> str:
    if "missing" in found:
        return f"{name:45} {found['missing']}"
    said = "same" if compare(found, reference) else "OTHER BITS"
    return f"{name:45} {said:11} {' '.join(f'{key} {value}' for key, value in found.items() if value)}"


def main(arguments: Iterable[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Whether a small study has the same bits in every setting.")
    parser.add_argument("--only", metavar="WORDS", action="append", help="settings in whose names these words stand")
    parser.add_argument("--study", metavar="HOW", help=argparse.SUPPRESS)
    options = parser.parse_args(None if arguments is None else list(arguments))
    if options.study:
        print(json.dumps(study(json.loads(options.study))))
        return 0
    stored = json.loads(STORED.read_text(encoding="utf-8")) if STORED.exists() else {}
    chosen = [name for name in names() if not options.only or any(words in name for words in options.only)]
    if REFERENCE not in chosen:
        chosen.insert(0, REFERENCE)
    kept = run_all(chosen, stored)
    wrong = [name for name in chosen if "missing" not in kept[name] and not compare(kept[name], kept[REFERENCE])]
    lacking = [name for name in chosen if "missing" in kept[name]]
    print(f"{len(chosen)} settings, {len(wrong)} with other bits, {len(lacking)} not on this machine")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
