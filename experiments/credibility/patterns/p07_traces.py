"""P7: more traces asked, more paper, less real work, more blame written off."""

from __future__ import annotations

from ...study.statistic import change
from .ablations import NO_DEMAND
from .pattern import Claim, Pattern
from .variant import Ablation, sweep

LESS, MORE = "trace_weight=0.2", "trace_weight=0.5"

PATTERN = Pattern(
    "P7",
    sweep("trace_weight", (0.2, 0.5)),
    (
        Claim("paper", change(MORE, LESS, "paper"), off=(NO_DEMAND,)),
        Claim("real", change(MORE, LESS, "real_work"), -1, off=(NO_DEMAND,)),
        Claim("written_off", change(MORE, LESS, "written_off"), off=(Ablation("no_write_off", {"write_off": 0}),)),
    ),
)
