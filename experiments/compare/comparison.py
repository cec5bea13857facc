"""A study: scenarios under common luck in one place; all that its results depend on.

Replicate r has the same seed under every scenario, and what outcomes E3b and E4 count as assessed is what the
baseline assesses, so a paired difference is the effect of the scenario and of nothing else.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from scenarios.errors import ScenarioError, expected, unknown
from scenarios.languages import phrase
from scenarios.places import Place, Township
from sim.measures import N_MEASURES
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import ONE_OF, WHOLE, ParameterError, Wording, build
from sim.world import MOST_MONTHS, MOST_SEED, Case

from ..run.seeds import replicate_seed

MOST_REPLICATES = 100_000
DEFAULT_REPLICATES = {"luck": 30, "plausible": 40}
UNCERTAINTIES = tuple(DEFAULT_REPLICATES)


@dataclass(frozen=True)
class Study:
    """Scenarios (of `scenarios.load`), place, length, number of replicates, seed, and the baseline's id.

    people: of replicate 1, 2, ... in turn, the same under every scenario; empty: all have `behaviour`, and replicates
    differ by luck alone.
    """

    scenarios: tuple[Any, ...]
    place: Place
    months: int = 120
    replicates: int = 30
    seed: int = 1
    baseline: str = ""  # empty: the first scenario
    behaviour: Behaviour = field(default_factory=Behaviour)
    people: tuple[Behaviour, ...] = ()

    def __post_init__(self) -> None:
        _whole("months", self.months, 1, MOST_MONTHS)
        _whole("replicates", self.replicates, 1, MOST_REPLICATES)
        _whole("seed", self.seed, 0, MOST_SEED)
        if not self.scenarios:
            raise ScenarioError(phrase("experiments.studies.no_scenario"))
        for scenario in self.ids:
            if self.ids.count(scenario) > 1:
                raise ScenarioError(phrase("experiments.studies.scenario_twice", scenario=scenario))
        if not self.baseline:
            object.__setattr__(self, "baseline", self.ids[0])
        if self.baseline not in self.ids:
            raise ScenarioError(unknown("baseline", self.baseline, self.ids))
        _room(self)

    @property
    def ids(self) -> list[str]:
        return [scenario.id for scenario in self.scenarios]

    @property
    def seeds(self) -> list[int]:
        """The model's seed for each replicate."""
        return [replicate_seed(self.seed, number) for number in range(1, self.replicates + 1)]

    @property
    def uncertainty(self) -> str:
        """What intervals over replicates hold: `luck`, or also what is not known of behaviour, `plausible`."""
        return UNCERTAINTIES[bool(self.people)]

    def people_of(self, replicate: int) -> Behaviour:
        """Behaviour in one replicate, counted from 1."""
        return self.people[(replicate - 1) % len(self.people)] if self.people else self.behaviour

    @property
    def covered(self) -> frozenset[str]:
        """Fields the baseline assesses as written."""
        regime = self.scenarios[self.ids.index(self.baseline)].regime
        return frozenset(item.field for item in regime.indicators if item.weight > 0)

    def cases(self) -> list[Case]:
        """Every run, replicates of the first scenario first."""
        return [
            scenario.case(
                place=self.place,
                months=self.months,
                seed=seed,
                behaviour=self.people_of(number),
                covered=self.covered,
            )
            for scenario in self.scenarios
            for number, seed in enumerate(self.seeds, 1)
        ]

    def record(self) -> dict[str, Any]:
        """All of it as plain values, scenarios by id; `study_from_record` makes the same study again."""
        record = {
            "place": asdict(self.place),
            "scenarios": self.ids,
            "baseline": self.baseline,
            "months": self.months,
            "replicates": self.replicates,
            "seed": self.seed,
            "behaviour": asdict(self.behaviour),
        }
        if not self.people:
            return record
        names = list(asdict(self.behaviour))
        rows = [[getattr(each, name) for name in names] for each in self.people]
        return record | {"people": {"names": names, "rows": rows}}


def study_from_record(record: Mapping[str, Any], scenarios: Mapping[str, Any]) -> Study:
    """The study a record describes, given the scenarios by id; a malformed record is refused."""
    try:
        return Study(
            tuple(scenarios[name] for name in record["scenarios"]),
            _place(record["place"]),
            record["months"],
            record["replicates"],
            record["seed"],
            record["baseline"],
            build(Behaviour, record["behaviour"], "behaviour."),
            _people(record.get("people")),
        )
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise malformed(error) from None


def new_study(
    scenarios: Any,
    place: Any = "yinzhou",
    months: int = 120,
    replicates: int | None = None,
    seed: int = 1,
    baseline: Any = None,
    behaviour: Behaviour | Mapping[str, float] | None = None,
    uncertainty: str = "luck",
) -> Study:
    """A study from words or objects: scenario texts are loaded, and so is the name of a place.

    A scenario alone is one of one. A baseline that is not among the scenarios is put in front of them.
    replicates: 30 if left out, or 40 with uncertainty `plausible`, whose intervals need as many.
    `behaviour` may be values by name. uncertainty: `luck`, or `plausible`: replicate r has row r of the sample of
    plausible behaviour (`evidence.sample`), instead of one `behaviour` for all.
    """
    from scenarios import load_behaviour, load_place

    alone = isinstance(scenarios, str | Path) or not isinstance(scenarios, Iterable)
    loaded = [_loaded(scenario) for scenario in ([scenarios] if alone else scenarios)]
    first = None if baseline is None else _loaded(baseline)
    if first is not None and first.id not in [scenario.id for scenario in loaded]:
        loaded.insert(0, first)
    where = place if hasattr(place, "townships") else load_place(place)
    number = DEFAULT_REPLICATES.get(uncertainty, 30) if replicates is None else replicates
    people = _uncertain(uncertainty, number, behaviour)
    chosen = behaviour if isinstance(behaviour, Behaviour) else load_behaviour({} if behaviour is None else behaviour)
    return Study(tuple(loaded), where, months, number, seed, first.id if first else "", chosen, people)


def _uncertain(uncertainty: str, replicates: int, behaviour: Any) -> tuple[Behaviour, ...]:
    if uncertainty not in UNCERTAINTIES:
        raise ParameterError("uncertainty", uncertainty, Wording(ONE_OF, words=UNCERTAINTIES))
    if uncertainty == "luck":
        return ()
    if behaviour is not None:
        raise ParameterError(
            "behaviour",
            phrase("experiments.checks.beside_uncertainty"),
            phrase("experiments.checks.behaviour_or_sample"),
        )
    from .plausible import people

    return people(replicates)


def _loaded(scenario: Any) -> Any:
    if hasattr(scenario, "regime"):
        return scenario
    import scenarios

    return scenarios.load(scenario)


def _people(record: Any) -> tuple[Behaviour, ...]:
    if record is None:
        return ()
    names, rows = record["names"], record["rows"]
    if not rows or any(len(row) != len(names) for row in rows):
        raise TypeError("people without rows, or rows of another length than their names")
    return tuple(build(Behaviour, dict(zip(names, row, strict=True)), "people.") for row in rows)


def _place(record: Mapping[str, Any]) -> Place:
    values = dict(record)
    values["townships"] = tuple(Township(**entry) for entry in values["townships"])
    values["neighbours"] = tuple((edge[0], edge[1]) for edge in values["neighbours"])
    return Place(**values)


def malformed(error: Exception) -> ScenarioError:
    """What is wrong with a record, from the error it led to."""
    if isinstance(error, KeyError):
        return ScenarioError(phrase("experiments.studies.lacking", key=error))
    return ScenarioError(phrase("experiments.records.malformed"))


def _whole(name: str, value: object, least: int, most: int) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise ParameterError(name, value, Wording(WHOLE, low=least, high=most))


def _room(study: Study) -> None:
    """Refuse what would not fit: results are held in memory, with a copy while they are written."""
    one = 8 * N_MEASURES * study.months * len(study.scenarios)
    most = _memory() // (4 * one)
    if study.replicates > most:
        accepted = phrase("experiments.studies.at_most", most=most, scenarios=len(study.scenarios), months=study.months)
        raise ScenarioError(expected(study.replicates, accepted), "replicates")


def _memory() -> int:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, OSError, ValueError):
        return 8 * 2**30  # a system that does not say
