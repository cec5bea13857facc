"""Digests of what the model gives, so that code can be moved and renamed with proof that no bit changes.

    python -m tests.same_bits                    what differs from the digests stored in digests.json
    python -m tests.same_bits --renew "reason"   store today's, with the reason in one line
    ... --threads 1                              the same with another number of threads

Renew only for a change that is meant to change results, or for something new that is shipped. Digests hold numbers
and shapes alone, measures in the order of `NAMES`: they do not depend on labels, texts or versions. A key that names
something renamed is renamed by hand, its digest left as it is. Both the names imported here and the few read from
labelled results below are all that this file knows of the code.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import io
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # this checkout, whatever is installed

import kaohe
from experiments.credibility.small_world import small_place, small_regime
from experiments.study.designs import points_of
from experiments.study.engine import run_study
from experiments.study.opening import prepare
from experiments.study.plausible_ranges import plausible_axes
from experiments.study.specification import Design, Outcome, Study
from kaohe import cli
from scenarios import ScenarioError, list_history, list_packages, list_reforms, list_regimes, load, load_place
from scenarios.places.country import territory_of
from sim.measures import NAMES
from sim.parameters.declaration import meanings
from sim.parameters.levers import Levers
from sim.state.layout import slot
from sim.world import Case, Overlay, World

ROOT = Path(__file__).resolve().parent.parent
STORED = Path(__file__).with_name("digests.json")
RENEW = 'python -m tests.same_bits --renew "reason"'
BASE = "generalised"
TWO = ("yinzhou", "leping")  # places of the texts
REGISTER = "330212"  # a county of the register
REFORM = "mutual_recognition"
DIGITS = 9  # decimals of what LAPACK or NumPy's exp had a hand in: their last bits differ between processors
MEASURES = "measure"  # what begins the keys of digests by measure

Digests = dict[str, str]


def digest(*arrays: Any) -> str:
    """Of numbers and shapes; all NaN are one."""
    total = sha256()
    for array in arrays:
        values = np.array(array, "<f8", order="C")
        values[np.isnan(values)] = np.nan
        total.update(repr(values.shape).encode() + values.tobytes())
    return total.hexdigest()[:16]


def together(digests: Iterable[str]) -> str:
    """Of several, in any order."""
    return sha256("".join(sorted(digests)).encode()).hexdigest()[:16]


def rounded(values: Any) -> Any:
    return np.round(np.asarray(values, np.float64), DIGITS) + 0.0


# Scenarios side by side


def scenarios() -> list[str]:
    """All that is shipped; the base first."""
    regimes = sorted((entry.id for entry in list_regimes()), key=lambda name: (name != BASE, name))
    reforms = [f"{base}+{entry.id}" for base in (BASE, "yinzhou") for entry in list_reforms()]
    packages = [f"{BASE}+{entry.id}" for entry in list_packages()]
    return [*regimes, *(entry.id for entry in list_history()), *reforms, *packages]


def named(scenario: str, place: str) -> str:
    return f"{scenario} @ {place}"


def series(data: Any) -> Any:
    """Every measure: (scenario, replicate, month, measure)."""
    return np.stack([data[name].values for name in NAMES], axis=-1)


def by_scenario(data: Any) -> list[str]:
    """Of every scenario: measures, true levels, townships and offices at the end."""
    months, levels = series(data), data["level"].values
    ends = [v.values for v in data.data_vars.values() if len(v.dims) == 2 and v.dims[0] == "scenario"]
    found = []
    for row in range(len(months)):
        own = levels[row][..., ~np.isnan(levels[row]).all(axis=(0, 1))]
        end = together(digest(values[row][~np.isnan(values[row])]) for values in ends)
        found.append(together((digest(months[row], own), end)))
    return found


def compared(names: list[Any], place: str, months: int = 24, replicates: int = 2, **more: Any) -> Any:
    return kaohe.compare(names, place=place, months=months, replicates=replicates, **{"seed": 3, "warmup": 0} | more)


def comparisons(threads: int | None) -> Digests:
    """Everything shipped at both places of the texts; regimes in a county of the register, alone, for ten years."""
    found: Digests = {}
    everything, regimes = scenarios(), [entry.id for entry in list_regimes()]
    for place in TWO:
        data = compared(everything, place, threads=threads)
        found |= zip([named(scenario, place) for scenario in everything], by_scenario(data), strict=True)
    data = compared(regimes, REGISTER, baseline=BASE, threads=threads)
    found |= zip([named(scenario, REGISTER) for scenario in regimes], by_scenario(data), strict=True)
    for m, values in enumerate(np.moveaxis(series(data), -1, 0)):
        found[f"{MEASURES} {m + 1} of regimes @ {REGISTER}"] = digest(values)
    for regime in regimes:
        data = kaohe.simulate(regime, months=120, replicates=1, seed=3, threads=threads, warmup=0)
        found[f"{regime} alone, ten years @ yinzhou"] = by_scenario(data)[0]
    later = compared([f"{BASE}+{REFORM}=0.5@6+fault_tolerance", "minimal,visits=0.3"], "leping", threads=threads)
    found["dose, start and setting @ leping"] = together(by_scenario(later))
    plausible = compared([BASE, "extreme"], "leping", 12, 40, uncertainty="plausible", threads=threads)
    found["plausible people @ leping"] = together(by_scenario(plausible))
    ends = list(levers_at_their_ends())
    data = compared(ends, "leping", 12, 1, threads=threads)
    found |= zip([named(scenario.id, "leping") for scenario in ends], by_scenario(data), strict=True)
    return found


def levers_at_their_ends() -> Iterable[Any]:
    """The base with one lever moved as far as it goes, where that is possible."""
    for name, meaning in meanings(Levers).items():
        for value in (meaning.low, meaning.high):
            try:
                yield load(BASE, {name: value})
            except ScenarioError:
                continue


# Other faces of the model


def tied(threads: int | None) -> Digests:
    """Provinces, one of them under two scenarios, and a pilot."""
    mixed = {0: BASE, 6401: f"{BASE}+{REFORM}"}
    tried = kaohe.pilot(
        f"{BASE}+{REFORM}", 3302, counties="3", months=36, start=12, replicates=1, seed=3, threads=threads
    )
    tables, townships = (tried.estimates, tried.events), territory_of(0).townships
    return {
        "province 46": country_digest(kaohe.country(46, months=24, seed=3, threads=threads)),
        "province 64, two scenarios": country_digest(kaohe.country(64, mixed, months=24, seed=3, threads=threads)),
        "pilot in 3302": tried.digest[:16],
        "estimates of the pilot": together(digest(rounded(numbers(table))) for table in tables),
        "townships of the register": digest(*(townships[name] for name in townships.dtype.names)),
    }


def country_digest(data: Any) -> str:
    """National, regional and county measures in order; whatever else there is."""
    kinds = [[data[f"{kind}{name}"].values for name in NAMES] for kind in ("", "region_", "county_")]
    measures = {f"{kind}{name}" for kind in ("", "region_", "county_") for name in NAMES}
    rest = [rounded(v.values) if n == "amplification" else v.values for n, v in data.items() if n not in measures]
    return together((digest(*(np.stack(kind) for kind in kinds)), together(map(digest, rest))))


def numbers(table: Any) -> Any:
    """Columns of floats of a data frame."""
    return table.select_dtypes("float").to_numpy()


def studied(threads: int | None) -> Digests:
    """Some points of the space of plausible people, every measure kept."""
    pair, axes, design = (load(BASE), load("minimal")), plausible_axes(), Design("latin_hypercube", 3, {"points": 4})
    outcomes = tuple(Outcome(name, name, 1, 24) for name in NAMES)
    study = Study("bits", (load_place("leping"),), pair, BASE, axes, design, outcomes, 24, 0, 2, 3)
    with tempfile.TemporaryDirectory() as folder:
        store = prepare(study, points_of(design, axes), "", folder)
        run_study(store, threads)
        return {"study @ leping": digest(store.values(list(NAMES)))}


def stepped() -> Digests:
    """The Mesa face, month by month."""
    model = kaohe.AssessmentModel(f"yinzhou+{REFORM}@2", "leping", months=26, seed=3)
    while model.running:
        model.step()
    collected = model.datacollector.get_model_vars_dataframe()[list(NAMES)].to_numpy()
    world = model.world
    return {"Mesa @ leping": digest(collected, world.levels, world.share, world.skill, world.portfolio, world.traits)}


# A small county, also in plain Python and in the browser


def small_cases() -> dict[str, Case]:
    reform = Overlay(slot(REFORM), 0, 0.8, 0.5, 3, 6, 0, 1)
    return {
        "small county": Case(small_regime(), small_place(2), months=14, seed=1),
        "small county, reformed": Case(small_regime(), small_place(), months=24, seed=7, overlays=(reform,)),
    }


def small() -> Digests:
    return {name: world_digest(vars(World([case]).run())) for name, case in small_cases().items()}


def world_digest(arrays: Mapping[str, Any]) -> str:
    """Of a world that has run, by the names of its arrays."""
    return digest(*(arrays[name] for name in ("series", "levels", "share", "traits")))


def plain() -> Digests:
    """The small county with nothing compiled, where every warning of a number is an error."""
    around = os.environ | {"PYTHONPATH": str(ROOT), "KAOHE_COMPILE": "python"}
    command = [sys.executable, "-W", "error::RuntimeWarning", __file__, "--plain"]
    done = subprocess.run(command, cwd=ROOT, env=around, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stderr[-2000:]
    return dict(json.loads(done.stdout))


def summary_digest(path: Path) -> str:
    """Of every number in a table, cell by cell."""
    values = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            for cell in row:
                try:
                    values.append(float(cell))
                except ValueError:
                    continue
    return digest(values)


# All of it


def compute(threads: int | None = None) -> Digests:
    """Every digest."""
    many = () if threads is None else ("--threads", str(threads))
    found = comparisons(threads) | studied(threads) | tied(threads) | stepped() | small()
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
        out = Path(folder) / "out"
        asked = ["compare", BASE, "minimal", "--place", "leping", "--months", "24", "--replicates", "3", "--seed", "3"]
        assert cli.run([*asked, *many, "--out", str(out)]) == 0
        return found | {"summary.csv of a command": summary_digest(out / "summary.csv")}


def stored() -> Digests:
    return dict(json.loads(STORED.read_text(encoding="utf-8"))["digests"])


def differences(found: Mapping[str, str], kept: Mapping[str, str]) -> list[str]:
    """One line for each digest that is not as stored; measures by name."""
    changed = [key for key in found if kept.get(key) != found[key]]
    gone = [key for key in kept if key not in found]
    return [f"{_said(key)}: {'other bits' if key in kept else 'not stored'}" for key in changed] + [
        f"{_said(key)}: stored, but not computed any more" for key in gone
    ]


def _said(key: str) -> str:
    return f"{key} ({NAMES[int(key.split()[1]) - 1]})" if key.startswith(f"{MEASURES} ") else key


def renew(found: Digests, reason: str) -> None:
    content = {"reason": reason, "measures": list(NAMES), "digests": found}
    STORED.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description="Whether results have the bits they had.")
    parser.add_argument("--renew", metavar="REASON", help="store today's digests, with a reason in one line")
    parser.add_argument("--threads", type=int)
    parser.add_argument("--plain", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.plain:
        print(json.dumps(small()))
        return 0
    found = compute(options.threads)
    uncompiled = plain()
    if options.renew and any(found[key] != uncompiled[key] for key in uncompiled):
        print("not renewed: compiled and plain Python differ")
        return 1
    said = differences(found, stored() if STORED.exists() else {})
    said += [f"{key} in plain Python: other bits" for key in uncompiled if uncompiled[key] != found[key]]
    if options.renew:
        renew(found, options.renew)
    print(*said, f"{len(said)} of {len(found)} digests differ", sep="\n")
    return bool(said) and not options.renew


if __name__ == "__main__":
    sys.exit(main())
