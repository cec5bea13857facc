"""P8: mutual recognition frees time at a bounded loss of detection."""

from __future__ import annotations

from ..statistic import Statistic, change, minus
from .ablations import NO_CONCEALMENT, NO_VISIT_HOURS
from .pattern import BELOW, Claim, Pattern
from .variant import Ablation, sweep

NONE, HALF, REFORM = "mutual_recognition=0", "mutual_recognition=0.5", "mutual_recognition=0.8"
WORST = 0.25  # of the range: the loss of truth that counts as bounded (chosen)


def _worked(after: str) -> Statistic:
    """Time freed, less the slack added."""
    return minus(change(after, NONE, "time"), change(after, NONE, "slack"))


PATTERN = Pattern(
    "P8",
    "Mutual recognition frees time; the loss of detection is bounded, because less is hidden; slack takes no more than "
    "the time freed.",
    "结果互认腾出时间；由于隐蔽减少，检出的损失有限；懈怠的增加不超过腾出的时间。",
    sweep("mutual_recognition", (0, 0.5, 0.8)),
    (
        Claim(
            "time", "discretionary time, at the reform's .8", "可支配时间：互认 0.8", change(REFORM, NONE, "time"),
            off=(NO_VISIT_HOURS,),
        ),
        Claim(
            "found", "found per look", "每次检查发现率", change(REFORM, NONE, "found_per_look"),
            off=(
                Ablation("exposure costs nothing, so nothing is hidden", "造假曝光无损失，无须隐蔽",
                         {"exposure_loss": 0}),
                NO_CONCEALMENT,
            ),
        ),
        Claim(
            "sham", "reported minus true rises by no more than a quarter of its range",
            "上报与真实之差的增幅不超过其极差的四分之一",
            change(REFORM, NONE, "fabrication"), kind=BELOW, size=WORST,
            where=Claim(
                "sham_half", "the same at half recognition", "同上，互认 0.5",
                change(HALF, NONE, "fabrication"), kind=BELOW, size=WORST,
            ),
        ),
        Claim(
            "slack", "time freed, less the slack added", "腾出的时间减去增加的懈怠", _worked(REFORM), size=0.0,
            where=Claim("slack_half", "the same at half recognition", "同上，互认 0.5", _worked(HALF), size=0.0),
        ),
    ),
    "Joint visits also see less slack. Up to about half recognition most of the time freed is worked; at the reform's "
    ".8 slack grows by more than the time freed, and what is reported parts from what is true by a fifth to a quarter "
    "of its range.",
    "联合检查也较少看见懈怠。互认到一半左右时，腾出的时间大多用于工作；到改革方案的 0.8，懈怠的增加超过腾出的时间，"
    "上报与真实之差的增幅达极差的五分之一到四分之一。",
)  # fmt: skip
