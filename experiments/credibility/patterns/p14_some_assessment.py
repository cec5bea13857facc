"""P14: assessment works up to a point: from hardly any upwards, the true outcome first rises."""

from __future__ import annotations

from ...study.statistic import change
from .ablations import NO_BURDEN, NO_SLACK
from .pattern import Claim, Pattern
from .variant import Variant

PATTERN = Pattern(
    "P14",
    {
        "hardly any": Variant("minimal"),
        "some": Variant("minimal", {"inspection_frequency": 5, "accountability_pressure": 5}),
        "extreme": Variant("extreme"),
    },
    (
        Claim("rise", change("some", "hardly any", "true_outcome"), off=(NO_SLACK,)),
        Claim("fall", change("extreme", "hardly any", "true_outcome"), -1, off=(NO_BURDEN,)),
    ),
)
