"""Small "as if" experiments: the design of each published study in the model, and what came out.

Every check was written before it was run: the sign, the size where the study gives one that has a counterpart, and
the proxy. A verdict is `size` (interval under common luck meets the published range), `sign` (it lies on the
published side), `against` (on the other side) or `open`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.statistics import Estimate, estimate
from scenarios import load
from sim.rules.weights import DATA_SEES

from ...run.runner import Progress
from ...study.summaries import Term
from .statistics import MONTHS, PLACE, Statistic, check_size, evaluate, ratio
from .worlds import BASE, JANUARY_2019, ORDERED, as_ordered, from_month, world

START = 24  # months before something is switched on
YEAR_2019, END_OF_2019 = (JANUARY_2019 + 1, JANUARY_2019 + 12), (JANUARY_2019 + 10, JANUARY_2019 + 12)
ASSESSED = "environment"  # the field of V4, as in the study

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Check:
    """One statement of a study about one statistic.

    sign: on which side of `neutral` the study finds it; low, high: the published size (None: only the sign is
    comparable); kind: `emergent`, or `built_in` where the sign follows almost from the way the world is changed;
    discrepancy: standard deviation by which a good model could still miss the size (0: a figure has the size already).
    """

    id: str
    en: str
    zh: str
    statistic: Statistic
    sign: int
    neutral: float = 0.0
    low: float | None = None
    high: float | None = None
    kind: str = "emergent"
    discrepancy: float = 0.0

    @property
    def sized(self) -> bool:
        """Whether the study gives a size that the model's can be compared with."""
        return self.low is not None and self.high is not None


@dataclass(frozen=True)
class Experiment:
    """A study: its worlds, and what is checked in them."""

    id: str
    en: str
    zh: str
    source: str
    grade: str
    proxy: str
    worlds: tuple[Any, ...]
    checks: tuple[Check, ...]


@dataclass(frozen=True)
class Found:
    """What came of one check: the estimate over replicates under common random numbers, and the verdict."""

    experiment: str
    check: Check
    estimate: Estimate
    verdict: str


def bunching() -> Experiment:
    """V1: claims just above and just below the target, as written and with a fifth of the target's weight."""
    weak = "V1: targets weigh a fifth"
    whole = Statistic("V1", (Term("bunching", BASE),), lambda share: share)
    faded = Statistic("V1.faded", (Term("bunching", BASE), Term("bunching", weak)), lambda share, other: share - other)
    return Experiment(
        "V1",
        "Just meeting a growth target is 4 to 5 times as common as just missing it, and less where targets weigh less.",
        "刚好完成增长目标是刚好未完成的 4 至 5 倍；目标权重下降后减弱。",
        "Lyu, Wang, Zhang and Zhang 2018",
        "A",
        "claims of all assessed fields within .05 of the target (measure bunching, as a share: 4 : 1 is .8)",
        (load(BASE), world(weak, {"target_stakes": 0.2, "shortfall_loss": 32})),
        (
            Check(
                "V1",
                "share just above among claims near the target",
                "目标附近刚好达标的比例",
                whole,
                1,
                0.5,
                0.8,
                5 / 6,
                discrepancy=0.06,  # 3 : 1 to 7 : 1: townships and all fields, not prefectures' growth alone
            ),
            Check(
                "V1.faded",
                "share just above among claims near the target: as written, less that at a fifth of the weight",
                "目标附近刚好达标的比例：现行设定，减去权重降至五分之一时的比例",
                faded,
                1,
            ),
        ),
    )


def promotion() -> Experiment:
    """V2: the prize of promotion there and not there."""
    without = "V2: no prize of promotion"
    terms = tuple(Term(m, s) for s in (BASE, without) for m in ("reported", "fabrication"))
    reported = Statistic("V2", terms, lambda r1, f1, r0, f0: r1 - r0)
    true = Statistic("V2.true", terms, lambda r1, f1, r0, f0: (r1 - r0) / 3 - ((r1 - f1) - (r0 - f0)))
    return Experiment(
        "V2",
        "A promotion incentive raises the reported level, hardly the true one.",
        "晋升激励抬高上报水平，真实水平几乎不变。",
        "Zeng and Zhou 2024",
        "A",
        "all assessed fields, by their weight; +3.4 points of growth and the cut of 2013 have no counterpart",
        (load(BASE), world(without, rungs={"promotion": {"prize": 0.0, "promotion": 0.0}})),
        (
            Check("V2", "change of the reported level", "上报水平的变化", reported, 1),
            Check(
                "V2.true",
                "under the prize of promotion, a third of the change of the reported level less that of the true level",
                "晋升激励下上报水平变化的三分之一，减去真实水平的变化",
                true,
                1,
            ),
        ),
    )


def automatic() -> Experiment:
    """V2b: automatic measurement switched on at a month, and not."""
    on = "V2b: automatic from month 24"
    scenario = load(BASE)
    before = DATA_SEES * scenario.regime.levers.data

    def revealed(name: str, first: int, last: int) -> Statistic:
        terms = tuple(Term(m, s, "", first, last) for s in (on, BASE) for m in ("reported", "fabrication"))
        return Statistic(
            name,
            terms,
            lambda r1, f1, r0, f0: ratio(1 - (r1 - DATA_SEES * f1), 1 - (r0 - before * f0)) - 1,
        )

    return Experiment(
        "V2b",
        "Automatic measurement shows at once and for good that reports were too good.",
        "自动监测立即且长久地揭示此前的虚报。",
        "Greenstone, He, Jia and Liu 2022",
        "A",
        "the gap that the yearly score reads (1 - claim as seen); +35 % of reported PM10 is another scale. That it "
        "jumps at once is built in, by the share automatic data see through; that it stays is not. Part of "
        "the lasting change is real: with data indicators become cheap and grow, and the true level falls in time",
        (scenario, world(on, later=[from_month(START, "data", 1.0)])),
        (
            Check("V2b", "automatic measurement: relative change of the gap as read, first quarter",
                  "自动监测：首季读数缺口的相对变化", revealed("V2b", START + 2, START + 4), 1, kind="built_in"),
            Check("V2b.lasting", "automatic measurement: relative change of the gap as read, third year",
                  "自动监测：第三年读数缺口的相对变化", revealed("V2b.lasting", START + 25, START + 36), 1),
        ),
    )  # fmt: skip


def measured() -> Experiment:
    """V4: a field with and without points, where promotion is all that hangs on the score, and where nothing does."""
    off = {"target_stakes": 0.0, "shortfall_loss": 0.0, "veto_loss": 0.0, "track_link": 1.0}
    nothing = {"prize": 0.0}
    names = {
        (
            linked,
            points,
        ): f"V4: {'promotion' if linked else 'nothing'} at stake, field {'' if points else 'not '}assessed"
        for linked in (True, False)
        for points in (True, False)
    }
    worlds = tuple(
        world(
            name,
            off,
            rungs={"promotion": {} if linked else nothing},
            others=nothing,
            unassessed=() if points else (ASSESSED,),
        )
        for (linked, points), name in names.items()
    )
    bare = "V4: as written, field not assessed"
    level = f"level_{ASSESSED}"

    def closed(name: str, assessed: str, not_assessed: str) -> Statistic:
        return Statistic(name, (Term(level, assessed), Term(level, not_assessed)), lambda a, b: 1 - ratio(1 - a, 1 - b))

    linked = closed("V4", names[True, True], names[True, False])
    unlinked = closed("V4.unlinked", names[False, True], names[False, False])
    both = Statistic(
        "V4.link",
        linked.terms + unlinked.terms,
        lambda a, b, c, d: linked.formula(a, b) - unlinked.formula(c, d),
    )
    return Experiment(
        "V4",
        "Effort goes where it is measured, and only once promotion hangs on it.",
        "力气花在被考核处；只有与晋升挂钩后才如此。",
        "He, Wang and Zhang 2020",
        "A",
        "the gap 1 - level of the environment stands for emissions (-57 % upstream of a monitor); a township is not a "
        "firm, so only the sign is compared. The field keeps its documents and visits when it loses its points",
        (load(BASE), world(bare, unassessed=(ASSESSED,)), *worlds),
        (
            Check("V4.written", "part of the gap closed, ladder as written", "现有奖惩下缺口缩小比例",
                  closed("V4.written", BASE, bare), 1),
            Check("V4", "part of the gap closed, promotion alone at stake", "仅与晋升挂钩时缺口缩小比例", linked, 1),
            Check("V4.link", "part of the gap closed by points: promotion at stake, less nothing at stake",
                  "列入考核所缩小的缺口比例：与晋升挂钩时，减去无挂钩时", both, 1),
        ),
    )  # fmt: skip


def inspection() -> Experiment:
    """V8: twice the inspection; burden reduction as ordered in 2018 and 2019."""
    twice = f"{BASE},inspection_frequency=2"
    fewer = Statistic(
        "V8", (Term("initiative", twice), Term("initiative", BASE)), lambda more, as_is: ratio(more, as_is) - 1
    )
    return Experiment(
        "V8",
        "More inspection, fewer initiatives; fewer accountability cases within a year of burden reduction.",
        "检查越多，创新越少；减负后一年内问责减少。",
        "Wang 2022; CCDI 2019",
        "A",
        "hours of initiative for initiatives proposed; for cases, the sanctions to be expected. Inspections are cut "
        "from October 2018, all else from March 2019, as ordered; compared are the last quarter and the year. That "
        "those who punish were told to punish less is left out, because no dose of it is published",
        (load(BASE), load(twice), as_ordered()),
        (
            Check("V8", "relative change of initiative at twice the inspection", "检查加倍后创新的相对变化", fewer, -1),
            Check("V8.cases", "relative change of sanctions, last quarter of 2019", "2019年四季度问责处分的相对变化",
                  change_between("V8.cases", "sanctions", ORDERED, BASE, *END_OF_2019), -1, 0.0, -0.37, -0.27),
            Check("V8.cases_year", "relative change of sanctions, all of 2019", "2019年全年问责处分的相对变化",
                  change_between("V8.cases_year", "sanctions", ORDERED, BASE, *YEAR_2019), -1, 0.0, -0.271, -0.271),
        ),
    )  # fmt: skip


def change_between(name: str, measure: str, scenario: str, against: str, first: int, last: int) -> Statistic:
    """Relative change of a measure's mean over some months, counted from 1."""
    terms = (Term(measure, scenario, "", first, last), Term(measure, against, "", first, last))
    return Statistic(name, terms, lambda now, as_is: ratio(now, as_is) - 1)


def hidden() -> Experiment:
    """V10: one of two possible evaluators is hidden: showcases are prepared for half of what judges."""
    unknown = "V10: half of the judgement for posts comes unannounced"

    def change(name: str, measure: str) -> Statistic:
        return Statistic(name, (Term(measure, unknown), Term(measure, BASE)), lambda one, other: ratio(one, other) - 1)

    return Experiment(
        "V10",
        "Hiding who evaluates lowers influence effort and improves work.",
        "隐去评价者后，讨好行为减少，工作改善。",
        "de Janvry et al. 2023",
        "A",
        "showcases for influence effort; hiding is `announced` = .5 in the organisation's judgement, as for one of two "
        "evaluators. That showcases lose is nearly built in, that work gains is not",
        (load(BASE), world(unknown, readings={"organisation": {"announced": 0.5}})),
        (
            Check("V10", "relative change of showcases", "亮点工程的相对变化",
                  change("V10", "showcase"), -1, kind="built_in"),
            Check("V10.work", "relative change of real work", "抓落实的相对变化", change("V10.work", "real_work"), 1),
            Check("V10.outcome", "relative change of the true outcome", "真实成效的相对变化",
                  change("V10.outcome", "true_outcome"), 1),
        ),
    )  # fmt: skip


EXPERIMENTS = {
    "V1": bunching,
    "V2": promotion,
    "V2b": automatic,
    "V4": measured,
    "V8": inspection,
    "V10": hidden,
}


def all_experiments(ids: Iterable[str] = EXPERIMENTS) -> list[Experiment]:
    return [EXPERIMENTS[name]() for name in ids]


def worlds_of(experiments: Iterable[Experiment], more: Iterable[Any] = ()) -> list[Any]:
    """Every world once, the base first."""
    found = {each.id: each for experiment in experiments for each in experiment.worlds}
    found |= {each.id: each for each in more if each.id not in found}
    base = found.pop(BASE, None) or load(BASE)
    return [base, *found.values()]


def run(
    experiments: Sequence[Experiment],
    months: int = MONTHS,
    replicates: int = 20,
    seed: int = 1,
    place: str = PLACE,
    threads: int | None = None,
    progress: Progress | None = None,
) -> list[Found]:
    """Carry out experiments, all under the same luck."""
    checks = [(experiment.id, check) for experiment in experiments for check in experiment.checks]
    check_size([check.statistic for _, check in checks], months, replicates, least=2)
    found = evaluate(
        [check.statistic for _, check in checks],
        worlds_of(experiments),
        months,
        replicates,
        seed,
        place,
        threads,
        progress=progress,
    )
    return [judge(name, check, found[check.statistic.id]) for name, check in checks]


def judge(experiment: str, check: Check, sample: Array) -> Found:
    """Student's interval over replicates, and the verdict that follows."""
    found = estimate(sample)
    return Found(experiment, check, found, verdict(check, found))


def verdict(check: Check, found: Estimate) -> str:
    """`size`, `sign`, `against` or `open`; see the top of the file."""
    if not found.excludes(check.neutral):
        return "open"
    if (found.low > check.neutral) != (check.sign > 0):
        return "against"
    if check.low is not None and check.high is not None and found.low <= check.high and found.high >= check.low:
        return "size"
    return "sign"
