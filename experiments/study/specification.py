"""A study: all that its runs depend on, as one object that a record holds in full.

Every point of the design is run under every scenario at every place, `replicates` times each with the same seeds
(common random numbers): levers and what is uncertain are axes, scenarios are compared, replicates are chance. The three
stay apart. Runs have numbers: points in order, within a point places, then scenarios, then replicates.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any

from scenarios import Scenario
from scenarios.costs import load_costs
from scenarios.places import Place
from scenarios.unit_cost import Costs, UnitCost
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import build

from ..compare.comparison import DEFAULT_WARMUP, place_from
from ..run.own_code import NO_CODE, OwnCode, own_from
from ..run.record import reading_a_record, versions
from ..run.runner import CADRE_MONTHS
from .axes import StudyAxis, axis_from

FORMAT = "kaohe study 1"
CHUNKS = 10  # of one part: about a second of kernel on one core
PART_MONTHS = CHUNKS * CADRE_MONTHS  # cadre-months of one part
TOTAL = "total"  # of the accounts
COUNTY_WITH_ONCE = "county_with_once"  # what the county pays, with the yearly part of what it pays once
MOST_RUNS = 128  # in one part, however small they are
MOST_PARTS = 2000  # parts of a study; of a larger one they are longer


@dataclass(frozen=True)
class Outcome:
    """One number of a run: the mean of a measure over months `first` to `last` (from 1, both included), or a cost.

    of: id of a measure, `level_` and a field, or where `cost` is true a payer, a line of the accounts, `total`
    or `county_with_once` (which as `total` have the yearly part of what is paid once).
    """

    name: str
    of: str
    first: int
    last: int
    cost: bool = False


@dataclass(frozen=True)
class Keep:
    """What is kept besides outcomes: measures month by month, as means of `every` months; and single ones of `micro`
    (townships, cadres), as they are after every `micro_every` months."""

    series: tuple[str, ...] = ()
    every: int = 1
    micro: tuple[str, ...] = ()
    micro_every: int = 12


@dataclass(frozen=True)
class Design:
    """Which points are run: kind, seed, and the options of the kind (see `designs`)."""

    kind: str
    seed: int = 1
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Study:
    """All of a study but its points. people: behaviour in replicates 1, 2, ... in turn; empty: all have `behaviour`.

    named: ways to behave by the words that an axis `people` takes. The baseline is one of the scenarios.
    own: measures and cadres of a user's own.
    """

    name: str
    places: tuple[Place, ...]
    scenarios: tuple[Scenario, ...]
    baseline: str
    axes: tuple[StudyAxis, ...]
    design: Design
    outcomes: tuple[Outcome, ...]
    months: int = 120
    warmup: int = DEFAULT_WARMUP
    replicates: int = 1
    seed: int = 1
    behaviour: Behaviour = field(default_factory=Behaviour)
    people: tuple[Behaviour, ...] = ()
    named: Mapping[str, Behaviour] = field(default_factory=dict)
    costs: Costs = field(default_factory=load_costs)
    keep: Keep = field(default_factory=Keep)
    own: OwnCode = NO_CODE
    sample: str = ""  # hash of the file that people are rows of, where it is the user's

    @property
    def ids(self) -> list[str]:
        """Ids of the scenarios."""
        return [scenario.id for scenario in self.scenarios]

    @property
    def runs_of_point(self) -> int:
        """Places x scenarios x replicates."""
        return len(self.places) * len(self.scenarios) * self.replicates

    @property
    def kept_months(self) -> int:
        """Rows that one run leaves in its series."""
        return self.months // self.keep.every if self.keep.series else 0

    def part_size(self, points: int) -> int:
        """Runs of one part: about a second of work, more where there would be too many parts."""
        cadres = sum(place.cadres for place in self.places) / len(self.places)
        usual = int(PART_MONTHS // (cadres * (self.months + self.warmup)))
        return max(1, min(usual, MOST_RUNS), -(-points * self.runs_of_point // MOST_PARTS))

    @cached_property
    def record(self) -> dict[str, Any]:
        """The study as plain values, scenarios, places and behaviour in full."""
        return {
            "name": self.name,
            "places": [asdict(place) for place in self.places],
            "scenarios": [scenario.record() for scenario in self.scenarios],
            "baseline": self.baseline,
            "axes": [axis.record() for axis in self.axes],
            "design": asdict(self.design),
            "outcomes": [asdict(outcome) for outcome in self.outcomes],
            **{name: getattr(self, name) for name in ("months", "warmup", "replicates", "seed")},
            "behaviour": asdict(self.behaviour),
            "people": [asdict(each) for each in self.people],
            "named": {word: asdict(each) for word, each in self.named.items()},
            "costs": {name: asdict(cost) for name, cost in self.costs.items()},
            "keep": asdict(self.keep),
            **({"own": self.own.record()} if self.own else {}),
            **({"sample": self.sample} if self.sample else {}),
        }


def study_from(record: Mapping[str, Any]) -> Study:
    """The study of a record; `ScenarioError` where it is not as kaohe wrote it."""
    with reading_a_record():
        keep = record["keep"]
        return Study(
            name=record["name"],
            places=tuple(map(place_from, record["places"])),
            scenarios=tuple(map(Scenario.from_record, record["scenarios"])),
            baseline=record["baseline"],
            axes=tuple(map(axis_from, record["axes"])),
            design=Design(**record["design"]),
            outcomes=tuple(Outcome(**outcome) for outcome in record["outcomes"]),
            **{name: record[name] for name in ("months", "warmup", "replicates", "seed")},
            behaviour=build(Behaviour, record["behaviour"]),
            people=tuple(build(Behaviour, each) for each in record["people"]),
            named={word: build(Behaviour, each) for word, each in record["named"].items()},
            costs={name: UnitCost(**cost | {"range": tuple(cost["range"])}) for name, cost in record["costs"].items()},
            keep=Keep(tuple(keep["series"]), keep["every"], tuple(keep["micro"]), keep["micro_every"]),
            own=own_from(record.get("own", {})),
            sample=record.get("sample", ""),
        )


def record_of_store(study: Study, design_digest: str, points: int) -> dict[str, Any]:
    """What `record.json` holds: versions, the study, its design as a digest, and how its runs are cut into parts."""
    total = points * study.runs_of_point
    size = study.part_size(points)
    record = {
        "format": FORMAT,
        "versions": versions(),
        "design": {"sha256": design_digest, "points": points},
        "runs": total,
        "runs_of_part": size,
        "parts": -(-total // size),
        "study": study.record,
    }
    return dict(json.loads(json.dumps(record)))  # as it is read back


def digest_of_record(record: Mapping[str, Any]) -> str:
    """A hash of all that bits depend on, in hexadecimal: names the folder of a study."""
    return sha256(json.dumps(record, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
