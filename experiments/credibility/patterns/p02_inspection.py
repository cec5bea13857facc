"""P2: the true outcome rises, then falls with inspection, if and only if unseen slack or fabrication pays."""

from __future__ import annotations

from .effects import fall, rise
from .pattern import Claim, Pattern
from .variant import Switch, sweep

VISITS = sweep("inspection_frequency", (0, 0.25, 0.5, 1, 1.5, 2, 3, 4, 5))

PATTERN = Pattern(
    "P2",
    "The true outcome first rises and then falls with visits, its peak inside if slack or fabrication pays unseen.",
    "真实成效随检查先升后降：只要无人查看时懈怠或造假有利可图，峰值便在中间。",
    VISITS,
    (
        Claim(
            "rise",
            "true outcome, from no visits to the peak of nine frequencies",
            "真实成效：由零检查到峰值（九档频次）",
            "true_outcome",
            rise(tuple(VISITS), "true_outcome"),
            off=(
                Switch("neither slack nor paper", "既无懈怠也无造材料", people={"mass_slack": 0, "mass_paper": 0}),
                Switch("slack not seen", "检查看不见懈怠", people={"slack_seen": 0}),
                Switch("exposure costs nothing", "造假曝光无损失", people={"exposure_loss": 0}),
            ),
        ),
        Claim(
            "fall",
            "true outcome, from the peak to five times the visits",
            "真实成效：由峰值到五倍检查",
            "true_outcome",
            fall(tuple(VISITS), "true_outcome"),
            off=(Switch("visits take no time", "检查不占时间", people={"visit_hours": 0}),),
        ),
    ),
    "Either cause alone leaves about a quarter of the rise; both together are all of it.",
    "两种原因各自单独存在时约保留四分之一的升幅，两者都去掉则完全消失。",
)
