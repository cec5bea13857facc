"""P12: indicators grow from office choices alone; data speed it, a gate or feedback halts it."""

from __future__ import annotations

from ...study.statistic import minus
from .contrasts import growth
from .pattern import BELOW, Claim, Pattern
from .variant import Ablation, Variant

INDIFFERENT = Ablation("no_attention", {"attention": 0})
WRITTEN, DATA, GATE, FEEDBACK = (growth(name, "indicators") for name in ("written", "data", "gate", "feedback"))

PATTERN = Pattern(
    "P12",
    {
        "written": Variant(behaviour={}),
        "data": Variant(levers={"data": 0.9}, behaviour={}),
        "gate": Variant(levers={"gate": 1}, behaviour={}),
        "feedback": Variant(levers={"office_feedback": 1}, behaviour={}),
    },
    (
        Claim("growth", WRITTEN, off=(INDIFFERENT,)),
        Claim("data", minus(DATA, WRITTEN), off=(INDIFFERENT,)),
        Claim("gate", GATE, kind=BELOW, size=0.0),
        Claim("feedback", minus(FEEDBACK, WRITTEN), -1, off=(Ablation("no_indicator_hours", {"indicator_hours": 0}),)),
        Claim("halted", FEEDBACK, kind=BELOW, size=0.0),
    ),
)
