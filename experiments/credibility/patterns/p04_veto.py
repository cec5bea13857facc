"""P4: one-vote vetoes move attention and incidents from veto fields to other fields."""

from __future__ import annotations

from ..statistic import change
from .ablations import NO_AVERTING
from .pattern import NEAR, Claim, Pattern
from .variant import Variant

PATTERN = Pattern(
    "P4",
    "Vetoes draw attention to veto fields and move incidents from them to other fields.",
    "一票否决把注意力引向否决领域，并使事故由否决领域转到其他领域。",
    {
        "none": Variant(levers={"veto_loss": 0}),
        "large": Variant(levers={"veto_loss": 10}),
        "extreme none": Variant("extreme", {"veto_loss": 0}),
        "extreme large": Variant("extreme", {"veto_loss": 10}),
    },
    (
        Claim(
            "attention", "attention to veto fields, from no veto to a loss of 10", "否决领域注意力：否决损失由 0 到 10",
            change("large", "none", "attention_to_veto"), off=(NO_AVERTING,),
        ),
        Claim(
            "veto_incidents", "incidents in veto fields", "否决领域事件",
            change("large", "none", "veto_incidents"), -1, off=(NO_AVERTING,),
            where=Claim(
                "veto_incidents_extreme", "the same under extreme management, where four fields have vetoes",
                "同上，在四个领域一票否决的极化管理下",
                change("extreme large", "extreme none", "veto_incidents"), -1, off=(NO_AVERTING,),
            ),
        ),
        Claim(
            "other_incidents", "incidents in other fields", "其他领域事件", change("large", "none", "other_incidents"),
            where=Claim(
                "other_incidents_extreme", "the same under extreme management, where four fields have vetoes",
                "同上，在四个领域一票否决的极化管理下",
                change("extreme large", "extreme none", "other_incidents"), off=(NO_AVERTING,),
            ),
        ),
        Claim(
            "total", "all incidents (reported)", "全部事件（仅报告）", change("large", "none", "incidents"),
            kind=NEAR, judged=False,
        ),
    ),
    "With vetoes in parts of three fields, incidents there fall by about a twentieth of their range; the work for them "
    "comes from paper, slack and initiative as much as from other fields, and incidents fall in total. Only where "
    "vetoes cover most of the work (extreme management) do other fields lose.",
    "否决只及三个领域的一部分时，其中的事故约减少极差的二十分之一；为之投入的工作同样来自造材料、懈怠和创新，事故总数下降；"
    "只有当否决覆盖大部分工作（极化管理）时，其他领域才受损。",
)  # fmt: skip
