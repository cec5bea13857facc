"""P4: one-vote vetoes move attention and incidents from veto fields to other fields."""

from __future__ import annotations

from ...study.statistic import change
from .ablations import NO_AVERTING
from .pattern import NEAR, Claim, Pattern
from .variant import Variant

PATTERN = Pattern(
    "P4",
    {
        "none": Variant(levers={"veto_loss": 0}),
        "large": Variant(levers={"veto_loss": 10}),
        "extreme none": Variant("extreme", {"veto_loss": 0}),
        "extreme large": Variant("extreme", {"veto_loss": 10}),
    },
    (
        Claim("attention", change("large", "none", "attention_to_veto"), off=(NO_AVERTING,)),
        Claim(
            "veto_incidents",
            change("large", "none", "veto_incidents"),
            -1,
            off=(NO_AVERTING,),
            where=Claim(
                "veto_incidents_extreme",
                change("extreme large", "extreme none", "veto_incidents"),
                -1,
                off=(NO_AVERTING,),
            ),
        ),
        Claim(
            "other_incidents",
            change("large", "none", "other_incidents"),
            where=Claim(
                "other_incidents_extreme",
                change("extreme large", "extreme none", "other_incidents"),
                off=(NO_AVERTING,),
            ),
        ),
        Claim("total", change("large", "none", "incidents"), kind=NEAR, judged=False),
    ),
)
