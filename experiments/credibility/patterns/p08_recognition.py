"""P8: mutual recognition frees time at a bounded loss of detection."""

from __future__ import annotations

from ...study.statistic import Statistic, change, minus
from .ablations import NO_CONCEALMENT, NO_VISIT_HOURS
from .pattern import BELOW, Claim, Pattern
from .variant import Ablation, sweep

NONE, HALF, REFORM = "mutual_recognition=0", "mutual_recognition=0.5", "mutual_recognition=0.8"
WORST = 0.25  # of the range: the loss of truth that counts as bounded (chosen)


def _time_not_idled(after: str) -> Statistic:
    """Time that the reform frees, less the slack that it adds."""
    return minus(change(after, NONE, "time"), change(after, NONE, "slack"))


PATTERN = Pattern(
    "P8",
    sweep("mutual_recognition", (0, 0.5, 0.8)),
    (
        Claim("time", change(REFORM, NONE, "time"), off=(NO_VISIT_HOURS,)),
        Claim(
            "found",
            change(REFORM, NONE, "found_per_look"),
            off=(Ablation("nothing_hidden", {"exposure_loss": 0}), NO_CONCEALMENT),
        ),
        Claim(
            "sham",
            change(REFORM, NONE, "fabrication"),
            kind=BELOW,
            size=WORST,
            where=Claim("sham_half", change(HALF, NONE, "fabrication"), kind=BELOW, size=WORST),
        ),
        Claim("slack", _time_not_idled(REFORM), size=0.0, where=Claim("slack_half", _time_not_idled(HALF), size=0.0)),
    ),
)
