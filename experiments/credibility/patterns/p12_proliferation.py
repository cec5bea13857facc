"""P12: indicators grow from office choices alone; data speed it, a gate or feedback halts it."""

from __future__ import annotations

from ..statistic import minus
from .contrasts import growth
from .pattern import BELOW, Claim, Pattern
from .variant import Ablation, Variant

INDIFFERENT = Ablation("attention is worth nothing to offices", "注意力对部门无价值", {"attention": 0})
WRITTEN, DATA, GATE, FEEDBACK = (growth(name, "indicators") for name in ("written", "data", "gate", "feedback"))

PATTERN = Pattern(
    "P12",
    "Indicators grow without a gate from office choices alone; faster with data collection and no cap; feedback of "
    "what they cost halts it.",
    "没有归口审批时，指标仅因部门的选择而增长；数据自动采集且无上限时更快；向上反馈成本使其停止。",
    {
        "written": Variant(behaviour={}),
        "data": Variant(levers={"data": 0.9}, behaviour={}),
        "gate": Variant(levers={"gate": 1}, behaviour={}),
        "feedback": Variant(levers={"office_feedback": 1}, behaviour={}),
    },
    (
        Claim(
            "growth", "indicators, from the first year to the last two", "指标数：由第一年到最后两年",
            WRITTEN, off=(INDIFFERENT,),
        ),
        Claim(
            "data", "the same with nine tenths collected automatically, less that as written",
            "同上，九成自动采集，减去现行设定", minus(DATA, WRITTEN), off=(INDIFFERENT,),
        ),
        Claim("gate", "no growth behind a full gate", "完全归口审批下不增长", GATE, kind=BELOW, size=0.0),
        Claim(
            "feedback", "with full feedback, less that as written", "完全反馈成本，减去现行设定",
            minus(FEEDBACK, WRITTEN), -1,
            off=(Ablation("indicators take no time", "指标填报不耗时", {"indicator_hours": 0}),),
        ),
        Claim("halted", "no growth under full feedback", "完全反馈下不增长", FEEDBACK, kind=BELOW, size=0.0),
    ),
)  # fmt: skip
