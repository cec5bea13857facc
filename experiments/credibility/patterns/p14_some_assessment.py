"""P14: assessment works up to a point: from hardly any upwards, the true outcome first rises."""

from __future__ import annotations

from ..statistic import change
from .ablations import NO_BURDEN, NO_SLACK
from .pattern import Claim, Pattern
from .variant import Variant

PATTERN = Pattern(
    "P14",
    "Assessment works up to a point: from hardly any upwards the true outcome first rises; the extreme is worse than "
    "hardly any.",
    "考核在一定限度内有效：由几乎不考核起，真实成效先升；极化管理则不如几乎不考核。",
    {
        "hardly any": Variant("minimal"),
        "some": Variant("minimal", {"inspection_frequency": 5, "accountability_pressure": 5}),
        "extreme": Variant("extreme"),
    },
    (
        Claim(
            "rise", "true outcome, visits and pressure of `minimal` five times as large",
            "真实成效：极少考核的检查与压力增至五倍", change("some", "hardly any", "true_outcome"), off=(NO_SLACK,),
        ),
        Claim(
            "fall", "true outcome, extreme management against hardly any", "真实成效：极化管理与极少考核之差",
            change("extreme", "hardly any", "true_outcome"), -1, off=(NO_BURDEN,),
        ),
    ),
)  # fmt: skip
