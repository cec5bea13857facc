"""An effect split over mechanisms: Shapley's value of each, by switching mechanisms off on both sides.

For a set of mechanisms that are at work, the effect is the difference of the two scenarios with all others switched off
on both sides. A mechanism's part is what it adds to the effect, averaged over the orders in which mechanisms may be
switched on: a fair rule, since no order comes first, and the parts and the effect without any mechanism add up to the
whole effect. Orders are drawn for each replicate, each with its reverse, so that intervals over replicates also hold
what the draw leaves open; where all sets can be run, they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cache
from itertools import combinations, permutations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis.statistics import Estimate, estimate
from scenarios import Scenario
from scenarios.columns import check_lever
from scenarios.errors import ScenarioError, complaint, unknown
from scenarios.files import read_toml
from scenarios.languages import LANGUAGES, Both, phrase
from scenarios.places import Place
from scenarios.values import is_number, table, text
from sim.compile.kernel import announce_compilation
from sim.measures import NAMES
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import ParameterError, build
from sim.parameters.levers import Levers

from ...compare.comparison import DEFAULT_WARMUP, Comparison
from ...compare.window import summarise
from ...run.checks import check_whole
from ...run.runner import Announce, Progress, run_cases

FILE = Path(__file__).with_name("mechanisms.toml")
KEYS = ("en", "zh", "behaviour", "levers", "strengths")
ORDERS = 4  # drawn for each replicate: two, each with its reverse
BATCH = 256  # runs at a time

Array = NDArray[np.float64]
Group = frozenset[str]  # mechanisms that are at work
Job = tuple[Group, int]  # and the replicate, from 0


@dataclass(frozen=True)
class Mechanism:
    """What is switched off together: values of behaviour and of levers without it."""

    id: str
    name: Both
    behaviour: Mapping[str, float]
    levers: Mapping[str, float]


@dataclass(frozen=True)
class Part:
    """What a mechanism contributes to an effect, and by how much the effect falls where it alone is switched off."""

    mechanism: Mechanism
    share: Estimate
    alone: Estimate


@dataclass(frozen=True)
class Explanation:
    """An effect on one outcome, split: the parts (the largest first), and the effect without any of the mechanisms.

    level: the mean of the outcome under the baseline.
    """

    scenario: Scenario
    baseline: Scenario
    place: Place
    outcome: str
    months: int
    replicates: int
    level: float
    whole: Estimate
    parts: tuple[Part, ...]
    remainder: Estimate


@cache
def read_mechanisms(path: Path = FILE) -> tuple[Mechanism, ...]:
    """The mechanisms of a file, in its order. Raises `ScenarioError` where something in it is not as it should be."""
    entries = read_toml(path, path.name)
    found = [_mechanism(id, table(entry, f"{path.name}, {id}"), f"{path.name}, {id}") for id, entry in entries.items()]
    names = [name for each in found for name in (*each.behaviour, *each.levers)]
    for name in names:
        if names.count(name) > 1:
            raise ScenarioError(phrase("experiments.explain.twice", name=name), path.name)
    return tuple(each for each in found if each.behaviour or each.levers)


def _mechanism(id: str, entry: Mapping[str, object], where: str) -> Mechanism:
    for key in entry:
        if key not in KEYS:
            raise ScenarioError(unknown("key", key, KEYS), where)
    strengths = entry.get("strengths", [])
    known = [each.name for each in fields(Behaviour)]
    there = {name: 0.0 for name in strengths if name in known} if isinstance(strengths, list) else {}
    behaviour = _numbers(entry.get("behaviour", {}), known, "parameter", f"{where}, behaviour") | there
    levers = _numbers(entry.get("levers", {}), [each.name for each in fields(Levers)], "lever", f"{where}, levers")
    try:
        build(Behaviour, behaviour)
    except ParameterError as error:
        raise complaint(error, where) from None
    checked = {name: check_lever(name, value, where) for name, value in levers.items()}
    return Mechanism(id, Both(*(text(entry.get(lang), f"{where}, {lang}") for lang in LANGUAGES)), behaviour, checked)


def _numbers(entry: object, known: Sequence[str], kind: str, where: str) -> dict[str, float]:
    values: dict[str, float] = {}
    for name, value in table(entry, where).items():
        if name not in known:
            raise ScenarioError(unknown(kind, name, known), where)
        if not is_number(value):
            raise ScenarioError(phrase("experiments.explain.number", name=name), where)
        values[name] = float(value)
    return values


@dataclass(frozen=True)
class Question:
    """Two scenarios, a place and an outcome, and how much is run.

    warmup: months under the baseline that go before, as in a comparison.
    """

    scenario: Scenario
    baseline: Scenario
    place: Place
    outcome: str
    months: int = 120
    replicates: int = 16
    seed: int = 1
    warmup: int = DEFAULT_WARMUP
    mechanisms: tuple[Mechanism, ...] = field(default_factory=read_mechanisms)

    def __post_init__(self) -> None:
        check_whole("replicates", self.replicates, 2, 10_000)
        if self.outcome not in NAMES:
            raise ScenarioError(unknown("measure", self.outcome, NAMES), "--outcome")
        same = replace(self.scenario, id="") == replace(self.baseline, id="")
        if same:
            raise ScenarioError(phrase("experiments.explain.same", scenario=self.scenario.id))


def without(scenario: Scenario, off: Iterable[Mechanism]) -> Scenario:
    """A scenario with the levers of some mechanisms at their values without them, whatever reforms say."""
    levers = {name: value for each in off for name, value in each.levers.items()}
    regime = replace(scenario.regime, levers=replace(scenario.regime.levers, **levers))
    kept = tuple(c for c in scenario.changes if not (c.table == "levers" and c.column in levers))
    return replace(scenario, regime=regime, changes=kept)


def explain(
    question: Question,
    threads: int | None = None,
    progress: Progress | None = None,
    announce: Announce = announce_compilation,
    before: dict[Job, float] | None = None,
) -> Explanation:
    """Run what is needed, and split the effect.

    before: what the outcome is under the baseline, by what is at work and replicate. What is there is not run again;
    what is not is put in, for another question that differs in the scenario alone.
    """
    every = frozenset(each.id for each in question.mechanisms)
    asked = _sets(question, every)
    means = _run(question, asked, threads, progress, announce, {} if before is None else before)
    effects = {(group, r): after - before for (group, r), (after, before) in means.items()}
    ids, replicates = [each.id for each in question.mechanisms], range(question.replicates)

    def over(value: Iterable[float]) -> Estimate:
        return estimate(np.array(list(value)))

    def part(each: Mechanism) -> Part:
        def added(r: int) -> float:
            return _shapley(each.id, ids, asked.orders[r], lambda group: effects[group, r])

        alone = over(effects[every, r] - effects[every - {each.id}, r] for r in replicates)
        return Part(each, over(map(added, replicates)), alone)

    parts = sorted((part(each) for each in question.mechanisms), key=lambda each: -abs(each.share.mean))
    nothing: Group = frozenset()
    return Explanation(
        question.scenario, question.baseline, question.place, question.outcome, question.months, question.replicates,
        float(np.mean([means[every, r][1] for r in replicates])), over(effects[every, r] for r in replicates),
        tuple(parts), over(effects[nothing, r] for r in replicates),
    )  # fmt: skip


@dataclass(frozen=True)
class _Asked:
    """Orders of mechanisms by replicate, and the sets that are run in each; no orders where every set is run."""

    orders: list[list[tuple[str, ...]]]
    sets: list[list[Group]]


def _sets(question: Question, every: Group) -> _Asked:
    ids = [each.id for each in question.mechanisms]
    if 2 ** len(ids) <= ORDERS * len(ids) + 2:
        all_sets = [frozenset(chosen) for size in range(len(ids) + 1) for chosen in combinations(ids, size)]
        return _Asked([list(permutations(ids))] * question.replicates, [all_sets] * question.replicates)
    orders = [
        [order for one in drawn for order in (one, one[::-1])]
        for drawn in drawn_orders(ids, question.seed, question.replicates)
    ]
    sets = [
        {frozenset(order[:size]) for order in own for size in range(len(ids) + 1)} | {every - {id} for id in ids}
        for own in orders
    ]
    return _Asked(orders, [sorted(groups, key=sorted) for groups in sets])


def drawn_orders(ids: Sequence[str], seed: int, replicates: int) -> list[list[tuple[str, ...]]]:
    """Orders of mechanisms drawn for each replicate; each counts with its reverse. More replicates leave them as they
    are.
    """
    draws = np.random.Generator(np.random.PCG64(seed))
    return [[tuple(ids[k] for k in draws.permutation(len(ids))) for _ in range(ORDERS // 2)] for _ in range(replicates)]


def _shapley(id: str, ids: Sequence[str], orders: Sequence[tuple[str, ...]], effect: Callable[[Group], float]) -> float:
    """What a mechanism adds to the effect, the mean over the orders in which mechanisms are switched on."""
    added = 0.0
    for order in orders:
        before = order[: order.index(id)]
        added += effect(frozenset((*before, id))) - effect(frozenset(before))
    return added / len(orders)


def _run(
    question: Question,
    asked: _Asked,
    threads: int | None,
    progress: Progress | None,
    announce: Announce,
    before: dict[Job, float],
) -> dict[Job, tuple[float, float]]:
    """Mean of the outcome under the scenario and the baseline, by what is at work and replicate."""
    jobs = [(group, r) for r, groups in enumerate(asked.sets) for group in groups]
    compared = {group: _compared(question, group) for group in {group for group, _ in jobs}}
    wanted = [(job, side) for job in jobs for side in ((1,) if job in before else (1, 0))]  # 1: the scenario
    after: dict[Job, float] = {}
    for first in range(0, len(wanted), BATCH):
        batch = wanted[first : first + BATCH]
        cases = [compared[group].case_of(compared[group].scenarios[side], r + 1) for (group, r), side in batch]
        tell = None if progress is None else _after(progress, first, len(wanted))
        series = run_cases(cases, threads=threads, progress=tell, announce=announce).series
        means = summarise(series, question.warmup)[:, NAMES.index(question.outcome)]
        for (job, side), mean in zip(batch, means, strict=True):
            (after if side else before)[job] = float(mean)
    return {job: (after[job], before[job]) for job in jobs}


def _compared(question: Question, group: Group) -> Comparison:
    """The baseline and the scenario with only some mechanisms at work."""
    off = [each for each in question.mechanisms if each.id not in group]
    people = Behaviour(**{name: value for each in off for name, value in each.behaviour.items()})
    both = (without(question.baseline, off), without(question.scenario, off))
    sizes = question.months, question.replicates, question.seed
    return Comparison(both, question.place, *sizes, behaviour=people, warmup=question.warmup)


def _after(progress: Progress, done: int, total: int) -> Progress:
    return lambda now, _: progress(done + now, total)
