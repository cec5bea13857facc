"""P7: more traces asked, more paper, less real work, more blame written off."""

from __future__ import annotations

from ..statistic import change
from .ablations import NO_COPING
from .pattern import Claim, Pattern
from .variant import Ablation, sweep

LESS, MORE = "trace_weight=0.2", "trace_weight=0.5"

PATTERN = Pattern(
    "P7",
    "A higher weight of traces: more paper, less real work, more blame that rests with nobody.",
    "留痕占比提高：造材料增加，抓落实减少，“自证清白”、无人负责的责任增加。",
    sweep("trace_weight", (0.2, 0.5)),
    (
        Claim(
            "paper", "paper, from a trace weight of .2 to .5", "造材料：留痕占比由 0.2 到 0.5",
            change(MORE, LESS, "paper"), off=(NO_COPING,),
        ),
        Claim("real", "real work", "抓落实", change(MORE, LESS, "real_work"), -1, off=(NO_COPING,)),
        Claim(
            "written_off", "blame written off", "自证清白", change(MORE, LESS, "written_off"),
            off=(Ablation("traces write nothing off", "留痕不能免责", {"write_off": 0}),),
        ),
    ),
)  # fmt: skip
