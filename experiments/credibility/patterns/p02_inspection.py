"""P2: the true outcome rises, then falls with inspection, if and only if unseen slack or fabrication pays."""

from __future__ import annotations

from .ablations import NO_EXPOSURE, NO_VISIT_HOURS
from .contrasts import fall, rise
from .pattern import Claim, Pattern
from .variant import Ablation, sweep

VISITS = sweep("inspection_frequency", (0, 0.25, 0.5, 1, 1.5, 2, 3, 4, 5))

PATTERN = Pattern(
    "P2",
    VISITS,
    (
        Claim(
            "rise",
            rise(tuple(VISITS), "true_outcome"),
            off=(
                Ablation("no_slack_no_paper", {"mass_slack": 0, "mass_paper": 0}),
                Ablation("slack_unseen", {"slack_seen": 0}),
                NO_EXPOSURE,
            ),
        ),
        Claim("fall", fall(tuple(VISITS), "true_outcome"), off=(NO_VISIT_HOURS,)),
    ),
)
