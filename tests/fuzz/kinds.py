"""Everything that reads what a user may have written, with good examples of it to be changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import numpy as np
from openpyxl import Workbook

import scenarios
from experiments.compare.comparison import new_comparison
from experiments.national.design import CountryDesign
from experiments.national.pilot import Pilot
from experiments.run.record import FILE, read_record, write_record
from experiments.study.calibration.targets_file import read_targets
from experiments.study.optimisation.search_file import read_search
from experiments.study.study_file import read_study
from kaohe.redo import what_ran
from scenarios.converting import convert, write_scheme_form
from scenarios.costs import load_costs
from scenarios.lists import list_packages, list_reforms, list_regimes
from scenarios.people import read_behaviour
from scenarios.places.template import write_template
from sim.world import World

from . import mutations, stored
from .verdict import SLOWEST

SHIPPED = Path(scenarios.__file__).parent
DESIGN_SECONDS = 30.0  # a study is read with its design, which may have some hundred million values
RUN_ONE_IN = 100  # scenarios that can be read are also run for some months


@dataclass(frozen=True)
class Kind:
    """Files of one kind: their suffix, good ones by name, how they are changed, and who reads them.

    share: how many are tried for one of the usual kind; fewer where reading takes long, so that others get their turn.
    slowest: seconds of processor time that reading one may take.
    """

    suffix: str
    good: Callable[[], dict[str, bytes]]
    change: Callable[[Random, bytes], bytes]
    read: Callable[[Path], object]
    share: float = 1.0
    slowest: float = SLOWEST

    def make(self, rng: Random, target: Path) -> None:
        """Write one input in the place of a file."""
        good = self.good()
        target.write_bytes(self.change(rng, good[rng.choice(sorted(good))]))


def _shipped(*folders: str) -> Callable[[], dict[str, bytes]]:
    @cache
    def good() -> dict[str, bytes]:
        return {
            str(file): file.read_bytes() for folder in folders for file in sorted((SHIPPED / folder).glob("*.toml"))
        }

    return good


@cache
def _costs() -> dict[str, bytes]:
    return {"costs": (SHIPPED / "costs.toml").read_bytes()}


def _read_regime(path: Path) -> None:
    scenarios.check(path)
    _run_some(scenarios.load(path), path)


def _read_reform(path: Path) -> None:
    scenarios.check(path)
    _run_some(scenarios.load(f"minimal+{path}=0.5"), path)


def _run_some(scenario: scenarios.Scenario, path: Path) -> None:
    """Run some of the scenarios for three months, and see that all that comes out is a number."""
    if Random(path.read_bytes()).randrange(RUN_ONE_IN):
        return
    (case,) = new_comparison([scenario], _tiny(), months=3, replicates=1, warmup=0).cases()
    series = World([case]).run().series
    assert np.isfinite(series).all(), "a run gave what is no number"


@cache
def _tiny() -> scenarios.Place:
    return scenarios.load_place(stored.tiny())


@cache
def _places() -> dict[str, bytes]:
    return {"tiny": stored.TINY.encode()}


@cache
def _workbooks() -> dict[str, bytes]:
    """An empty form, and one that is filled in."""
    filled = Workbook()
    for line in stored.TINY.splitlines():
        filled.active.append([int(cell) if cell.isdecimal() else cell for cell in line.split(",")])
    with TemporaryDirectory() as folder:
        template, tiny = Path(folder) / "place.xlsx", Path(folder) / "tiny.xlsx"
        write_template(template)
        filled.save(tiny)
        return {"template": template.read_bytes(), "tiny": tiny.read_bytes(), "again": tiny.read_bytes()}


@cache
def _schemes() -> dict[str, bytes]:
    """A regime in the form of a workbook, and an empty form; unit costs have a sheet in both."""
    with TemporaryDirectory() as folder:
        converted, empty = Path(folder) / "converted.xlsx", Path(folder) / "empty.xlsx"
        convert("minimal", converted)
        write_scheme_form(empty)
        return {"converted": converted.read_bytes(), "empty": empty.read_bytes()}


def _read_record(path: Path) -> None:
    what_ran(read_record(path), path)


@cache
def _records() -> dict[str, bytes]:
    """Of a comparison, a country and a pilot, as if they had been run."""
    plain, reformed = scenarios.load("minimal"), scenarios.load("minimal+empowerment")
    comparison = new_comparison([plain, reformed], _tiny(), months=2, replicates=2, warmup=0)
    found = {
        "compare": (comparison.record(), {}, {"costs": {name: asdict(cost) for name, cost in load_costs().items()}}),
        "country": (CountryDesign(3302, {0: plain}, 12).record(), {"years_complete": 1}, {"kind": "country"}),
        "pilot": (Pilot(plain, reformed, 3302, sizes=(2,), start=12, months=24).record(), {}, {"kind": "pilot"}),
    }
    content = {}
    with TemporaryDirectory() as folder:
        for name, (own, more, whole) in found.items():
            kept = {each.id: each.record() for each in (plain, reformed)}
            write_record(Path(folder), ("kaohe", name), studies=[own | more | {"digest": ""}], scenarios=kept, **whole)
            content[name] = (Path(folder) / FILE).read_bytes()
            what_ran(read_record(folder), folder)
    return content


TOML = mutations.as_text(mutations.toml)
KINDS: dict[str, Kind] = {
    "regime": Kind(".toml", _shipped("regimes", "history"), TOML, _read_regime),
    "reform": Kind(".toml", _shipped("reforms", "packages"), TOML, _read_reform),
    "behaviour": Kind(".toml", _shipped("behaviour"), TOML, lambda path: read_behaviour(str(path))),
    "study": Kind(".toml", _shipped("studies"), TOML, read_study, share=0.05, slowest=DESIGN_SECONDS),
    "search": Kind(".toml", _shipped("searches"), TOML, read_search, share=0.2),
    "costs": Kind(".toml", lambda: {"costs": (SHIPPED / "costs.toml").read_bytes()}, TOML, load_costs),
    "place": Kind(".csv", _places, mutations.as_text(mutations.table), scenarios.load_place),
    "workbook": Kind(".xlsx", _workbooks, mutations.workbook, scenarios.load_place, share=0.5),
    "targets": Kind(".toml", _shipped("targets"), TOML, read_targets, share=0.3),
    "scheme": Kind(".xlsx", _schemes, mutations.workbook, scenarios.load, share=0.1),
    "part": Kind(".parquet", stored.parts, mutations.any_bytes, stored.read_part),
    "series": Kind(".parquet", stored.series, mutations.any_bytes, stored.read_series),
    "record": Kind(".json", _records, mutations.as_text(mutations.tree), _read_record),
}


@cache
def names() -> Sequence[str]:
    """What a scenario may be made of."""
    return tuple(entry.id for list_ in (list_regimes, list_reforms, list_packages) for entry in list_())
