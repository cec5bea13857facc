"""A comparison: scenarios under common random numbers in one place; all that its results depend on.

Replicate r has the same seed under every scenario, and what outcomes E3b and E4 count as assessed is what the
baseline assesses, so a paired difference is the effect of the scenario and of nothing else.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from typing import Any

from scenarios import Scenario
from scenarios.errors import ScenarioError, expected, unknown
from scenarios.languages import phrase
from scenarios.places import Place, Township
from scenarios.scenario import told_apart
from sim.measures import N_MEASURES
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import ONE_OF, ParameterError, Wording, build
from sim.warmup import may_follow
from sim.world import MOST_MONTHS, MOST_SEED, Case, Overlay, Warmup

from ..run.checks import check_whole, found, impossible
from ..run.memory import OVERHEAD, available, refuse_too_large
from ..run.own_code import NO_CODE, OwnCode, own_from
from ..run.record import reading_a_record, scenarios_of
from ..run.seeds import replicate_seed, replicate_seeds
from .plausible import PLAUSIBLE, people, source_of

MOST_REPLICATES = 100_000
DEFAULT_REPLICATES = {"luck": 30, PLAUSIBLE: 40}
RULES = ("foresight", "myopic", "satisficing", "reinforcement", "imitation")  # by number of `decision_rule`
RULE_REPLICATES = 6  # at most, under each rule of decision
UNCERTAINTIES = tuple(DEFAULT_REPLICATES)
DEFAULT_WARMUP, MOST_WARMUP = 36, 600  # months
SUFFIX = ".csv"  # of the file of a sample
SUMMARIES, COURSES = (
    6,
    4,
)  # numbers of a run by measure, and by month, that memory holds at once while files are written
SMALL = 32 * 2**20  # bytes of results that are not worth asking for


@dataclass(frozen=True)
class Comparison:
    """Scenarios, place, months (1 to 1200), replicates (1 to 100,000), seed (0 to 2**62), and the baseline's id.

    warmup: months (0 to 600) under the baseline that go before, the same for all scenarios; months, and the months in
    which reforms begin, count from its end. What the baseline has from its first month is in force all along.
    worlds: behaviour in plausible worlds 1, 2, ... that are run beside replicates of luck; rules: whether the five
    rules of decision are, too. Both tell how far effects depend on what is not known.
    own: measures and cadres of a user's own.
    people: behaviour in replicates 1, 2, ... in turn, the same under every scenario; replicate r is then plausible
    world r, in which also what scenarios assume has the values of that world. Empty: all have `behaviour`, and
    replicates differ by random numbers alone. Raises `ParameterError` for numbers out of range, and `ScenarioError` for
    no scenario, one given twice, an unknown baseline, and results that would not fit into memory.
    """

    scenarios: tuple[Scenario, ...]
    place: Place
    months: int = 120
    replicates: int = 30
    seed: int = 1
    baseline: str = ""  # empty: the first scenario
    behaviour: Behaviour = field(default_factory=Behaviour)
    people: tuple[Behaviour, ...] = ()
    warmup: int = DEFAULT_WARMUP
    worlds: tuple[Behaviour, ...] = ()
    rules: bool = False
    own: OwnCode = NO_CODE
    sample: str = ""  # hash of the file that people are rows of; empty: the sample that ships

    def __post_init__(self) -> None:
        check_whole("months", self.months, 1, MOST_MONTHS)
        check_whole("warmup", self.warmup, 0, MOST_WARMUP)
        check_whole("replicates", self.replicates, 1, MOST_REPLICATES)
        check_whole("seed", self.seed, 0, MOST_SEED)
        if not self.scenarios:
            raise ScenarioError(phrase("experiments.comparisons.no_scenario"))
        for scenario in self.ids:
            if self.ids.count(scenario) > 1:
                raise ScenarioError(phrase("experiments.comparisons.scenario_twice", scenario=scenario))
        if not self.baseline:
            object.__setattr__(self, "baseline", self.ids[0])
        if self.baseline not in self.ids:
            raise ScenarioError(unknown("baseline", self.baseline, self.ids))
        self._check_memory()

    def _check_memory(self) -> None:
        """Refuse what memory cannot hold though series are in files: summaries of runs, and courses of a measure."""
        size = {"scenarios": len(self.scenarios), "months": self.months}
        width = N_MEASURES + len(self.own.measures)
        each = 8 * (SUMMARIES * width + COURSES * self.months) * len(self.scenarios)  # bytes of one replicate
        if self.replicates * each <= SMALL:
            return
        most = (available() - OVERHEAD) // each
        if most < 1:
            refuse_too_large(self.replicates * each)
        if self.replicates > most:
            accepted = phrase("experiments.comparisons.at_most", most=most, **size)
            raise ScenarioError(expected(self.replicates, accepted), "replicates")

    @cached_property
    def ids(self) -> list[str]:
        """Ids of the scenarios."""
        return [scenario.id for scenario in self.scenarios]

    @property
    def seeds(self) -> list[int]:
        """The model's seed for each replicate."""
        return replicate_seeds(self.seed, self.replicates)

    @property
    def uncertainty(self) -> str:
        """What intervals over replicates hold: `luck` (random numbers), or also what is not known, `plausible`."""
        return UNCERTAINTIES[bool(self.people)]

    def people_of(self, replicate: int) -> Behaviour:
        """Behaviour in one replicate, counted from 1."""
        return self.people[(replicate - 1) % len(self.people)] if self.people else self.behaviour

    def scenarios_of(self, replicate: int) -> tuple[Scenario, ...]:
        """The scenarios in one replicate, counted from 1: as written, or as they are in that plausible world."""
        return tuple(scenario.in_world(replicate) for scenario in self.scenarios) if self.people else self.scenarios

    @property
    def in_worlds(self) -> Comparison | None:
        """These scenarios in the plausible worlds that are run beside the replicates of luck; None without `worlds`."""
        if not self.worlds:
            return None
        return replace(self, replicates=len(self.worlds), people=self.worlds, worlds=(), rules=False, sample="")

    @property
    def under_rules(self) -> dict[str, Comparison]:
        """These scenarios under each other rule of decision, by its name, behaviour as here; empty without `rules`."""
        if not self.rules:
            return {}
        plain = replace(
            self, replicates=min(self.replicates, RULE_REPLICATES), people=(), worlds=(), rules=False, sample=""
        )
        return {
            name: replace(plain, behaviour=replace(self.behaviour, decision_rule=float(number)))
            for number, name in enumerate(RULES)
            if self.people or number != self.behaviour.decision_rule
        }

    @cached_property
    def covered(self) -> frozenset[str]:
        """Fields the baseline assesses as written."""
        return self._baseline.regime.assessed

    @property
    def starts(self) -> list[int]:
        """The month, from 0, in which what each scenario changes against the baseline begins."""
        return [self._start(scenario) for scenario in self.scenarios]

    def _start(self, scenario: Scenario) -> int:
        base = self._baseline
        own = [overlay.start for overlay in scenario.overlays if overlay not in base.overlays]
        own += [overlay.start for overlay in base.overlays if overlay not in scenario.overlays]
        return math.ceil(min(own)) if own and scenario.regime.alike(base.regime) else 0

    @cached_property
    def _baseline(self) -> Scenario:
        return self.scenarios[self.ids.index(self.baseline)]

    @cached_property
    def apart(self) -> list[str]:
        """Scenarios that warm up under themselves, since their fields or townships are not those of the baseline."""
        if not self.warmup:
            return []
        return [s.id for s in self.scenarios if not may_follow(s.regime, self._baseline.regime)]

    def cases(self, only: Sequence[Scenario] = ()) -> list[Case]:
        """Every run, or those of some scenarios; scenarios of the first replicate first, since neighbours may have
        their warm-up in common.
        """
        scenarios = only or self.scenarios
        return [self.case_of(each, number) for number in range(1, self.replicates + 1) for each in scenarios]

    def cases_of(self, scenario: Scenario) -> list[Case]:
        """The runs of one scenario, by replicate; each in its own plausible world, where replicates are such."""
        return [self.case_of(scenario, number) for number in range(1, self.replicates + 1)]

    def case_of(self, scenario: Scenario, replicate: int) -> Case:
        """The run of one scenario in one replicate, counted from 1."""
        first = scenario if scenario.id in self.apart else self._baseline
        own, before = (each.in_world(replicate) if self.people else each for each in (scenario, first))
        seed, people = replicate_seed(self.seed, replicate), self.people_of(replicate)
        overlays, warmup = self._warmed(own, before) if self.warmup else (own.overlays, None)
        return own.case(self.place, self.months, seed, people, self.covered, overlays, warmup)

    def _warmed(self, own: Scenario, first: Scenario) -> tuple[tuple[Overlay, ...], Warmup]:
        """The reforms of a scenario with what goes before: the baseline, or where that cannot be, its own regime."""
        standing = [overlay for overlay in first.overlays if overlay.start <= 0]
        moved = {overlay: replace(overlay, start=overlay.start - self.warmup) for overlay in standing}
        before = Warmup(self.warmup, first.regime, tuple(moved[overlay] for overlay in standing))
        return tuple(moved.get(overlay, overlay) for overlay in own.overlays), before

    def record(self) -> dict[str, Any]:
        """The comparison as plain values, scenarios by id; `comparisons_of` makes the same comparison again."""
        record: dict[str, Any] = {"place": asdict(self.place), "scenarios": self.ids, "baseline": self.baseline}
        record |= {"months": self.months, "replicates": self.replicates, "seed": self.seed}
        record |= {"behaviour": asdict(self.behaviour), "warmup": self.warmup}
        record |= {"rules": True} if self.rules else {}
        record |= {"own": self.own.record()} if self.own else {}
        names = list(asdict(self.behaviour))
        for part, drawn in (("people", self.people), ("worlds", self.worlds)):
            if drawn:
                record[part] = {"names": names, "rows": [[getattr(each, name) for name in names] for each in drawn]}
        if self.sample:
            record["people"]["sha256"] = self.sample
        return record


def new_comparison(
    scenarios: Sequence[Scenario],
    place: Place,
    months: int = 120,
    replicates: int | None = None,
    seed: int = 1,
    baseline: Scenario | None = None,
    behaviour: Behaviour | None = None,
    uncertainty: str = "luck",
    warmup: int = DEFAULT_WARMUP,
    worlds: int = 0,
    rules: bool = False,
    own: OwnCode = NO_CODE,
) -> Comparison:
    """A comparison with the usual sizes; a baseline that is not among the scenarios is put in front of them.

    replicates: 30 if left out, or 40 with other uncertainty than `luck`, whose intervals need as many. uncertainty:
    `luck`: replicates differ by random numbers alone; `plausible`: replicate r also has row r of the sample of
    plausible behaviour (`plausible.sample`), and `behaviour` must be left out; a path: the same with the sample in that
    file (CSV), such as the posterior of a calibration. warmup: months under the baseline that go before.
    worlds: number of plausible worlds (0 to 100,000) to run beside replicates of luck, in which what differs from usual
    in `behaviour` is set as well; rules: whether to run every rule of decision; own: measures and cadres of a
    user's own. Errors are those of `Comparison`.
    """
    if uncertainty not in UNCERTAINTIES and not uncertainty.endswith(SUFFIX):
        raise ParameterError("uncertainty", uncertainty, Wording(ONE_OF, words=(*UNCERTAINTIES, f"*{SUFFIX}")))
    if uncertainty != "luck" and behaviour is not None:
        raise impossible("behaviour", found("beside_uncertainty"), "behaviour_or_sample")
    compared = told_apart([*([] if baseline is None or baseline in scenarios else [baseline]), *scenarios])
    number = DEFAULT_REPLICATES.get(uncertainty, DEFAULT_REPLICATES[PLAUSIBLE]) if replicates is None else replicates
    path, digest = source_of(uncertainty) if uncertainty != "luck" else (None, "")
    drawn = people(number, path) if path else ()
    name = next((named.id for named in compared if baseline and named == replace(baseline, id=named.id)), "")
    check_whole("worlds", worlds, 0, MOST_REPLICATES)
    given = asdict(behaviour or Behaviour())
    given = {parameter: value for parameter, value in given.items() if value != getattr(Behaviour(), parameter)}
    beside = () if drawn else tuple(replace(each, **given) for each in people(worlds))
    sizes = months, number, seed, name, behaviour or Behaviour()
    return Comparison(tuple(compared), place, *sizes, drawn, warmup, beside, rules, own, digest)


def spec_of(comparisons: Sequence[Comparison]) -> dict[str, Any]:
    """All that the bits of several comparisons depend on, versions apart: they, and each scenario once, by id."""
    scenarios = {scenario.id: scenario for each in comparisons for scenario in each.scenarios}
    return {
        "studies": [each.record() for each in comparisons],
        "scenarios": {name: scenarios[name].record() for name in sorted(scenarios)},
    }


def comparisons_of(record: dict[str, Any]) -> list[Comparison]:
    """The comparisons of a record, scenarios and places rebuilt from it alone.

    Raises `ScenarioError` or `ParameterError` where the record is not one that kaohe writes.
    """
    try:
        with reading_a_record():
            scenarios = scenarios_of(record)
            return [_comparison(own, scenarios) for own in record["studies"]]
    except ScenarioError as error:
        raise error.at(phrase("experiments.records.run_record")) from None


def _comparison(own: Mapping[str, Any], scenarios: Mapping[str, Scenario]) -> Comparison:
    compared, place = tuple(scenarios[name] for name in own["scenarios"]), place_from(own["place"])
    sizes = (own["months"], own["replicates"], own["seed"], own["baseline"])
    behaviour = build(Behaviour, own["behaviour"], "behaviour.")
    people, worlds = (_people(own[part]) if part in own else () for part in ("people", "worlds"))
    return Comparison(
        compared, place, *sizes, behaviour, people, own.get("warmup", 0), worlds, bool(own.get("rules", False)),
        own_from(own.get("own", {})), own.get("people", {}).get("sha256", ""),
    )  # fmt: skip


def _people(table: Mapping[str, Any]) -> tuple[Behaviour, ...]:
    names, rows = table["names"], table["rows"]
    if not rows:
        raise ValueError("no rows")
    return tuple(build(Behaviour, dict(zip(names, row, strict=True)), "people.") for row in rows)


def place_from(record: Mapping[str, Any]) -> Place:
    """The place of a record."""
    values = dict(record)
    values["townships"] = tuple(Township(**entry) for entry in values["townships"])
    values["neighbours"] = tuple((edge[0], edge[1]) for edge in values["neighbours"])
    return Place(**values)
