"""P1: formalism rises with the load, and faster once required work exceeds capacity."""

from __future__ import annotations

from ...study.statistic import change, minus
from .ablations import NO_COPING
from .contrasts import kink
from .pattern import Claim, Pattern
from .variant import sweep

LOW, HIGH = (0.6, 0.9), (1.0, 1.3)  # of the load: required work over time and capacity
WRITTEN = sweep("indicator_load", (0.6, 0.9, 1.0, 1.3))  # the claim as the mechanism table has it
FREE = {  # the condition under which it holds: targets stay where they are, because the ratchet does not raise them
    f"free {label}": variant
    for label, variant in sweep(
        "indicator_load", (0.05, 0.5, 1.0, 1.4, 1.8, 2.2, 2.6, 3.0), ratchet_up=0, base_target=0.58
    ).items()
}

PATTERN = Pattern(
    "P1",
    WRITTEN | FREE,
    (
        Claim(
            "rise",
            change("indicator_load=1.3", "indicator_load=0.6", "chosen_formalism"),
            off=(NO_COPING,),
            where=Claim(
                "rise_without_ratchet",
                change("free indicator_load=3", "free indicator_load=0.5", "chosen_formalism"),
                off=(NO_COPING,),
            ),
        ),
        Claim(
            "kink",
            minus(
                change("indicator_load=1.3", "indicator_load=1", "chosen_formalism"),
                change("indicator_load=0.9", "indicator_load=0.6", "chosen_formalism"),
                times=1.5,
            ),
            where=Claim(
                "kink_without_ratchet", kink(tuple(FREE), "load", "chosen_formalism", LOW, HIGH), off=(NO_COPING,)
            ),
        ),
    ),
)
