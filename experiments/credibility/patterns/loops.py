"""The loops of the sources, each measured by cutting it.

A push moves a lever at the start of the fourth year. With the loop closed the measured quantity answers by R, with
the loop cut by R0, both in the last two of ten years. A loop that amplifies has the gain 1 - R0 / R, the share of the
answer that came round the loop; a loop that takes back leaves R of R0 and takes 1 - R / R0. Both are judged at 5 %.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from analysis.statistics import Estimate, ratio_of_means
from scenarios.change import Change

from ...compare.window import WINDOW_YEARS
from .ablations import NO_CONCEALMENT, NO_COPING
from .pattern import LEAST
from .simulations import Array, Simulations
from .variant import Ablation, Variant, move

START = 36  # month of the push
AMPLIFIES, TAKES_BACK = "amplifies", "takes back"
FREE = Variant(behaviour={})
ONLY_VISITS = Variant(behaviour={"office_growth": 0.0})  # offices adapt, but their indicators do not grow


@dataclass(frozen=True)
class Loop:
    """A chain of quantities with the direction each moves after the push, where it is measured, and what cuts it.

    early: sign of the measured answer in the second year, where the loop says one. also: a second quantity, reported.
    """

    id: str
    en: str
    zh: str
    chain: tuple[tuple[str, int], ...]
    measured: str
    push: tuple[Change, ...]
    cut: Ablation
    kind: str = AMPLIFIES
    base: Variant = field(default_factory=Variant)
    early: int = 0
    also: str = ""
    note_en: str = ""
    note_zh: str = ""

    def variants(self) -> tuple[Variant, Variant, Variant, Variant]:
        """Closed and at rest, closed and pushed, cut and at rest, cut and pushed."""
        pushed = self.base.but(changes=self.push)
        return self.base, pushed, self.cut.of(self.base), self.cut.of(pushed)


def _push(lever: str, value: float) -> tuple[Change, ...]:
    return (move(lever, value, start=START),)


LOOPS = (
    Loop(
        "proliferation",
        "proliferation by competition: offices grow their indicators against their counterparts'",
        "竞争性泛化：部门竞相增加指标",
        (("indicators", 1), ("burden", 1), ("time", -1), ("real_work", 1)),
        "indicators", _push("data", 0.5),
        Ablation("no office races its counterparts", "部门之间不竞争", rivals=False), base=FREE,
    ),
    Loop(
        "paper_spiral",
        "paper spiral: papered success comes home as a higher target, which is papered again",
        "材料螺旋：做出来的成绩变成更高的目标，再靠材料完成",
        (("paper", 1), ("fabrication", 1), ("reported", 1), ("target", 1), ("load", 1)),
        "paper", _push("trace_weight", 0.45),
        Ablation("targets do not ratchet", "目标不设棘轮", levers={"ratchet_up": 0}), also="true_outcome",
    ),
    Loop(
        "blame_spiral",
        "blame spiral: shifted blame costs trust, distrust brings incidents, incidents fear, fear more shifting",
        "甩锅螺旋：甩锅损公信，失信添事故，事故生恐惧，恐惧再甩锅",
        (("blame_shifting", 1), ("trust", -1), ("incidents", 1), ("fear", 1)),
        "blame_shifting", _push("clarity", 0.0),
        Ablation("trust moves nothing, fear is not catching", "公信力不起作用、恐惧不传染",
                 {"trust_work": 0, "contagion": 0}),
        also="incidents",
    ),
    Loop(
        "concealment_race",
        "concealment race: more looks are answered by better hiding",
        "隐蔽竞赛：查得越多，藏得越深",
        (("visits", 1), ("found_per_look", -1), ("fabrication", -1)),
        "fabrication", _push("visits", 0.8), NO_CONCEALMENT, TAKES_BACK,
    ),
    Loop(
        "fast_ox",
        "whipping the fast ox: what is added goes to those who deliver, and evens them out",
        "鞭打快牛：加派的任务落到能干的乡镇，差距被拉平",
        (("burden", 1), ("time", -1), ("true_outcome", -1)),
        "inequality", _push("campaign", 0.25),
        Ablation("campaigns do not follow standing", "任务不按名次加派", {"fast_ox": 0}), TAKES_BACK,
    ),
    Loop(
        "control_dilemma",
        "control dilemma: control takes time from work, results worsen, offices control more",
        "管控困境：管控挤占工作，成效变差，部门管得更多",
        (("visits", 1), ("burden", 1), ("real_work", -1), ("true_outcome", -1), ("incidents", 1)),
        "visits", _push("visits", 0.6), Ablation("offices do not adapt", "部门不作调整", {"office_adjustment": 0}),
        base=ONLY_VISITS, also="true_outcome",
    ),
    Loop(
        "tolerance_trap",
        "fault-tolerance trap: who grants tolerance is liable, so less is granted and nothing dared",
        "容错陷阱：认定者要担责，于是少认定，于是没人敢闯",
        (("initiative", 1), ("inaction", -1), ("true_outcome", 1)),
        "initiative", _push("tolerance", 1.0),
        Ablation("the grantor is not liable", "认定者不担责", levers={"grantor_liability": 0}), TAKES_BACK,
    ),
    Loop(
        "electronic",
        "electronic bureaucratism: data save reports, and make new indicators cheap",
        "电子官僚主义：数据省了报表，却使新指标变得便宜",
        (("indicators", 1), ("reports", 1)),
        "burden", _push("data", 0.7), Ablation("a full gate", "完全归口审批", levers={"gate": 1}), TAKES_BACK,
        base=FREE, early=-1, also="real_work",
    ),
    Loop(
        "correction",
        "intended correction (balancing): a shortfall is felt and worked off",
        "预期的纠偏（负反馈）：差距带来压力，压力补上差距",
        (("load", 1), ("paper", 1), ("fabrication", 1), ("reported", -1), ("true_outcome", -1)),
        "reported", _push("resources", 0.8), NO_COPING, TAKES_BACK, also="true_outcome",
        note_en="It corrects what is reported, by paper; the true outcome falls further than without it.",
        note_zh="纠正的是上报水平，靠的是材料；真实成效的下降比没有它时更大。",
    ),
    Loop(
        "voice",
        "voice (balancing): targets beyond reach are negotiated down",
        "发声（负反馈）：达不到的目标可以商量",
        (("target", 1), ("load", 1), ("formalism", 1), ("true_outcome", -1)),
        "target", _push("amplification", 0.2),
        Ablation("no right of objection", "无异议权", levers={"negotiation": 0}), TAKES_BACK,
        base=Variant(levers={"negotiation": 0.6}), also="true_outcome",
    ),
    Loop(
        "tightening",
        "tightening works at first (balancing): slack is used up, then paper takes over",
        "收紧初期有效（负反馈）：懈怠用尽之后，材料取而代之",
        (("slack", -1), ("real_work", 1), ("formalism", 1), ("initiative", -1)),
        "true_outcome", _push("accountability_pressure", 1.5), NO_COPING, TAKES_BACK,
        base=Variant(levers={"accountability_pressure": 0.25}), early=1,
    ),
    Loop(
        "bottom_up",
        "bottom-up motivation: what citizens get earns trust, and trust carries work",
        "自下而上的动力：群众得实惠则信任，信任又助工作",
        (("true_outcome", 1), ("satisfaction", 1), ("trust", 1), ("incidents", -1)),
        "true_outcome", _push("resources", 1.25),
        Ablation("trust moves nothing", "公信力不起作用", {"trust_work": 0}), also="incidents",
    ),
)  # fmt: skip


@dataclass(frozen=True)
class LoopFinding:
    """What a loop came to: answers in units of the measured quantity, gain with its 95 % interval, and the chain.

    answers: how each quantity of the chain, and the measured one, answers by year from the push on; as_said: every one
    moves as declared, the chain at the end. also: gain in the second quantity, NaN where there is none.
    """

    loop: str
    closed: float
    cut: float
    gain: float
    low: float
    high: float
    also: float
    answers: Mapping[str, tuple[float, ...]]
    as_said: bool

    @property
    def holds(self) -> bool:
        return self.gain >= LEAST and self.low > 0 and self.as_said


def judge_loops(loops: Iterable[Loop], simulations: Simulations) -> dict[str, LoopFinding]:
    """Every loop in one place by its id, all runs in one batch."""
    chosen = tuple(loops)
    simulations.run(variant for loop in chosen for variant in loop.variants())
    return {loop.id: judge_loop(loop, simulations) for loop in chosen}


def judge_loop(loop: Loop, simulations: Simulations) -> LoopFinding:
    """One loop in one place."""
    closed_runs, cut_runs = loop.variants()[:2], loop.variants()[2:]

    def answer(outcome: str, runs: tuple[Variant, ...] = closed_runs) -> Array:
        """By seed and year, from the year of the push on."""
        rest, pushed = (simulations.yearly(variant, outcome) for variant in runs)
        return (pushed - rest)[:, START // 12 :]

    def late(outcome: str) -> tuple[Array, Array]:
        """With the loop closed and with it cut, by seed, in the last years."""
        closed, cut = (answer(outcome, runs)[:, -WINDOW_YEARS:].mean(axis=1) for runs in (closed_runs, cut_runs))
        return closed, cut

    def kept(closed: Array, cut: Array) -> Estimate:
        """What is left of the answer: the gain is 1 less this."""
        return ratio_of_means(cut, closed) if loop.kind == AMPLIFIES else ratio_of_means(closed, cut)

    closed, cut = late(loop.measured)
    left, also = kept(closed, cut), 1 - kept(*late(loop.also)).mean if loop.also else np.nan
    names = dict.fromkeys([*(name for name, _ in loop.chain), loop.measured])
    answers = {name: tuple(answer(name).mean(axis=0).tolist()) for name in names}
    return LoopFinding(
        loop.id, float(closed.mean()), float(cut.mean()), 1 - left.mean, 1 - left.high, 1 - left.low,
        also, answers, _as_said(loop, answers),
    )  # fmt: skip


def _as_said(loop: Loop, answers: Mapping[str, Sequence[float]]) -> bool:
    early = not loop.early or loop.early * answers[loop.measured][1] > 0
    return early and all(sign * np.mean(answers[name][-WINDOW_YEARS:]) > 0 for name, sign in loop.chain)
