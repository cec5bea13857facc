"""Small "as if" experiments: the design of each published study in the model, and what came out.

Every check was written before it was run: the sign, the size where the study gives one that has a counterpart, and
the proxy. A verdict is `size` (interval over replicates meets the published range), `sign` (it lies on the published
side), `against` (on the other side) or `open`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.statistics import Estimate, estimate
from scenarios import Scenario, load
from scenarios.languages import Text, phrase
from sim.rules.weights import DATA_SEES

from ...study.statistic import Statistic, Term, change, minus, ratio, relative_change
from .evaluation import Runs, check_size, evaluate
from .worlds import BASE, JANUARY_2019, ORDERED, as_ordered, from_month, world

START = 24  # months before something is switched on
YEAR_2019, END_OF_2019 = (JANUARY_2019 + 1, JANUARY_2019 + 12), (JANUARY_2019 + 10, JANUARY_2019 + 12)
ASSESSED = "environment"  # the field of V4, as in the study
SIZE, SIGN, AGAINST, OPEN = "size", "sign", "against", "open"  # verdicts
EMERGENT, BUILT_IN = "emergent", "built_in"  # kinds of checks

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Check:
    """One statement of a study about one statistic; in words in the catalogue, by its id.

    sign: on which side of `neutral` the study finds it; published: the ends of the published size (None: only the
    sign is comparable); kind: `emergent`, or `built_in` where the sign follows almost from the way the world is
    changed; discrepancy: standard deviation by which a good model could still miss the size (0: a figure has the size
    already).
    """

    id: str
    statistic: Statistic
    sign: int
    neutral: float = 0.0
    published: tuple[float, float] | None = None
    kind: str = EMERGENT
    discrepancy: float = 0.0

    @property
    def text(self) -> Text:
        return phrase(f"experiments.study_checks.{self.id}")


@dataclass(frozen=True)
class Experiment:
    """A study: its worlds, and what is checked in them; grade: of the source, A to C; proxy: what stands for what."""

    id: str
    source: str
    grade: str
    proxy: str
    worlds: tuple[Scenario, ...]
    checks: tuple[Check, ...]

    @property
    def text(self) -> Text:
        return phrase(f"experiments.studies.{self.id}")


@dataclass(frozen=True)
class Finding:
    """What came of one check: the estimate over replicates under common random numbers, and the verdict."""

    experiment: str
    check: Check
    estimate: Estimate
    verdict: str


def bunching() -> Experiment:
    """V1: claims just above and just below the target, as written and with a fifth of the target's weight."""
    weak = "V1: targets weigh a fifth"
    whole = Statistic((Term("just_met", BASE),), lambda share: share)
    return Experiment(
        "V1",
        "Lyu, Wang, Zhang and Zhang 2018",
        "A",
        "claims of all assessed fields within .02 of the target (measure just_met, as a share: 4 : 1 is .8)",
        (load(BASE), world(weak, {"target_stakes": 0.2, "shortfall_loss": 32})),
        (
            # 3 : 1 to 7 : 1 could still be met: townships and all fields, not prefectures' growth alone
            Check("V1", whole, 1, 0.5, (0.8, 5 / 6), discrepancy=0.06),
            Check("V1.faded", change(BASE, weak, "just_met"), 1),
        ),
    )


def promotion() -> Experiment:
    """V2: with and without a prize of promotion."""
    without = "V2: no prize of promotion"
    terms = tuple(Term(m, s) for s in (BASE, without) for m in ("reported", "fabrication"))
    true = Statistic(terms, lambda r1, f1, r0, f0: (r1 - r0) / 3 - ((r1 - f1) - (r0 - f0)))
    return Experiment(
        "V2",
        "Zeng and Zhou 2024",
        "A",
        "all assessed fields, by their weight; +3.4 points of growth and the cut of 2013 have no counterpart",
        (load(BASE), world(without, rungs={"promotion": {"prize": 0.0, "promotion": 0.0}})),
        (Check("V2", change(BASE, without, "reported"), 1), Check("V2.true", true, 1)),
    )


def automatic() -> Experiment:
    """V2b: automatic measurement switched on in some month, against never."""
    on = "V2b: automatic from month 24"
    scenario = load(BASE)
    before = DATA_SEES * scenario.regime.levers.data

    def revealed(first: int, last: int) -> Statistic:
        terms = tuple(Term(m, s, "", first, last) for s in (on, BASE) for m in ("reported", "fabrication"))
        return Statistic(terms, lambda r1, f1, r0, f0: ratio(1 - (r1 - DATA_SEES * f1), 1 - (r0 - before * f0)) - 1)

    return Experiment(
        "V2b",
        "Greenstone, He, Jia and Liu 2022",
        "A",
        "the gap that the yearly score reads (1 - claim as seen); +35 % of reported PM10 is another scale. That it "
        "jumps at once is built in, by the share automatic data see through; that it stays is not. Part of "
        "the lasting change is real: with data indicators become cheap and grow, and the true level falls in time",
        (scenario, world(on, later=[from_month(START, "data", 1.0)])),
        (
            Check("V2b", revealed(START + 2, START + 4), 1, kind=BUILT_IN),
            Check("V2b.lasting", revealed(START + 25, START + 36), 1),
        ),
    )


def measured() -> Experiment:
    """V4: a field with and without points, where promotion alone depends on the score, and where nothing does."""
    off = {"target_stakes": 0.0, "shortfall_loss": 0.0, "veto_loss": 0.0, "track_link": 1.0}
    nothing = {"prize": 0.0}
    bare = world("V4: as written, field not assessed", unassessed=(ASSESSED,))
    worlds = {
        (linked, points): world(
            f"V4: {'promotion' if linked else 'nothing'} at stake, field {'' if points else 'not '}assessed",
            off,
            rungs={"promotion": {} if linked else nothing},
            others=nothing,
            unassessed=() if points else (ASSESSED,),
        )
        for linked in (True, False)
        for points in (True, False)
    }

    def closed(assessed: str, not_assessed: str) -> Statistic:
        terms = tuple(Term(f"level_{ASSESSED}", scenario) for scenario in (assessed, not_assessed))
        return Statistic(terms, lambda a, b: 1 - ratio(1 - a, 1 - b))

    linked, unlinked = (closed(worlds[at, True].id, worlds[at, False].id) for at in (True, False))
    return Experiment(
        "V4",
        "He, Wang and Zhang 2020",
        "A",
        "the gap 1 - level of the environment stands for emissions (-57 % upstream of a monitor); a township is not a "
        "firm, so only the sign is compared. The field keeps its documents and visits when it loses its points",
        (load(BASE), bare, *worlds.values()),
        (
            Check("V4.written", closed(BASE, bare.id), 1),
            Check("V4", linked, 1),
            Check("V4.link", minus(linked, unlinked), 1),
        ),
    )


def inspection() -> Experiment:
    """V8: twice the inspection; burden reduction as ordered in 2018 and 2019."""
    twice = f"{BASE},inspection_frequency=2"
    return Experiment(
        "V8",
        "Wang 2022; CCDI 2019",
        "A",
        "hours of initiative for initiatives proposed; for cases, the sanctions to be expected. Inspections are cut "
        "from October 2018, all else from March 2019, as ordered; compared are the last quarter and the year. That "
        "those who punish were told to punish less is left out, because no dose of it is published",
        (load(BASE), load(twice), as_ordered()),
        (
            Check("V8", relative_change(twice, BASE, "initiative"), -1),
            Check("V8.cases", relative_change(ORDERED, BASE, "sanctions", *END_OF_2019), -1, 0.0, (-0.37, -0.27)),
            Check("V8.cases_year", relative_change(ORDERED, BASE, "sanctions", *YEAR_2019), -1, 0.0, (-0.271, -0.271)),
        ),
    )


def hidden() -> Experiment:
    """V10: one of two possible evaluators is hidden: showcases are prepared for half of what judges."""
    unknown = "V10: half of the judgement for posts comes unannounced"
    return Experiment(
        "V10",
        "de Janvry et al. 2023",
        "A",
        "showcases for influence effort; hiding is `announced` = .5 in the organisation's judgement, as for one of two "
        "evaluators. That showcases lose is nearly built in, that work gains is not",
        (load(BASE), world(unknown, readings={"organisation": {"announced": 0.5}})),
        (
            Check("V10", relative_change(unknown, BASE, "showcase"), -1, kind=BUILT_IN),
            Check("V10.work", relative_change(unknown, BASE, "real_work"), 1),
            Check("V10.outcome", relative_change(unknown, BASE, "true_outcome"), 1),
        ),
    )


EXPERIMENTS: Mapping[str, Callable[[], Experiment]] = {
    "V1": bunching,
    "V2": promotion,
    "V2b": automatic,
    "V4": measured,
    "V8": inspection,
    "V10": hidden,
}


def all_experiments(ids: Iterable[str] = EXPERIMENTS) -> list[Experiment]:
    """The experiments of these ids."""
    return [EXPERIMENTS[name]() for name in ids]


def worlds_of(experiments: Iterable[Experiment], more: Iterable[Scenario] = ()) -> list[Scenario]:
    """Every world of experiments and every further scenario once, by id, the base first."""
    found = {each.id: each for experiment in experiments for each in experiment.worlds}
    found |= {each.id: each for each in more if each.id not in found}
    base = found.pop(BASE) if BASE in found else load(BASE)
    return [base, *found.values()]


def run(experiments: Sequence[Experiment], runs: Runs) -> list[Finding]:
    """Carry out experiments, all under the same random numbers."""
    checks = {check.id: (experiment.id, check) for experiment in experiments for check in experiment.checks}
    statistics = {id: check.statistic for id, (_, check) in checks.items()}
    check_size(statistics, runs, least=2)
    found = evaluate(statistics, worlds_of(experiments), runs)
    return [judge(experiment, check, found[id]) for id, (experiment, check) in checks.items()]


def judge(experiment: str, check: Check, sample: Array) -> Finding:
    """Student's interval over replicates, and the verdict that follows."""
    found = estimate(sample)
    return Finding(experiment, check, found, verdict(check, found))


def verdict(check: Check, found: Estimate) -> str:
    """`size`, `sign`, `against` or `open`; see the top of the file."""
    if not found.excludes(check.neutral):
        return OPEN
    if (found.low > check.neutral) != (check.sign > 0):
        return AGAINST
    if check.published and found.low <= check.published[1] and found.high >= check.published[0]:
        return SIZE
    return SIGN
