"""P12: indicators grow from office choices alone; data speed it, a gate or feedback halts it."""

from __future__ import annotations

from .effects import growth, minus
from .pattern import BELOW, Claim, Pattern
from .variant import Switch, Variant

VARIANTS = {
    "written": Variant(people={}),
    "data": Variant(levers={"data": 0.9}, people={}),
    "gate": Variant(levers={"gate": 1}, people={}),
    "feedback": Variant(levers={"office_feedback": 1}, people={}),
}
INDIFFERENT = Switch("attention is worth nothing to offices", "注意力对部门无价值", people={"attention": 0})

PATTERN = Pattern(
    "P12",
    "Indicators grow without a gate from office choices alone; faster with data collection and no cap; feedback of "
    "what they cost halts it.",
    "没有归口审批时，指标仅因部门的选择而增长；数据自动采集且无上限时更快；向上反馈成本使其停止。",
    VARIANTS,
    (
        Claim(
            "growth",
            "indicators, from the first year to the last two",
            "指标数：由第一年到最后两年",
            "indicators",
            growth("written", "indicators"),
            off=(INDIFFERENT,),
        ),
        Claim(
            "data",
            "the same with nine tenths collected automatically, less that as written",
            "同上，九成自动采集，减去现行设定",
            "indicators",
            minus(growth("data", "indicators"), growth("written", "indicators")),
            off=(INDIFFERENT,),
        ),
        Claim(
            "gate",
            "no growth behind a full gate",
            "完全归口审批下不增长",
            "indicators",
            growth("gate", "indicators"),
            kind=BELOW,
            size=0.0,
        ),
        Claim(
            "feedback",
            "with full feedback, less that as written",
            "完全反馈成本，减去现行设定",
            "indicators",
            minus(growth("feedback", "indicators"), growth("written", "indicators")),
            -1,
            off=(Switch("indicators take no time", "指标填报不耗时", people={"indicator_hours": 0}),),
        ),
        Claim(
            "halted",
            "no growth under full feedback",
            "完全反馈下不增长",
            "indicators",
            growth("feedback", "indicators"),
            kind=BELOW,
            size=0.0,
        ),
    ),
)
