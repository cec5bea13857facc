"""P2: the true outcome rises, then falls with inspection, if and only if unseen slack or fabrication pays."""

from __future__ import annotations

from .ablations import NO_EXPOSURE, NO_VISIT_HOURS
from .contrasts import fall, rise
from .pattern import Claim, Pattern
from .variant import Ablation, sweep

VISITS = sweep("inspection_frequency", (0, 0.25, 0.5, 1, 1.5, 2, 3, 4, 5))

PATTERN = Pattern(
    "P2",
    "The true outcome first rises and then falls with visits, its peak inside if slack or fabrication pays unseen.",
    "真实成效随检查先升后降：只要无人查看时懈怠或造假有利可图，峰值便在中间。",
    VISITS,
    (
        Claim(
            "rise", "true outcome, from no visits to the peak of nine frequencies",
            "真实成效：由零检查到峰值（九档频次）", rise(tuple(VISITS), "true_outcome"),
            off=(
                Ablation("neither slack nor paper", "既无懈怠也无造材料", {"mass_slack": 0, "mass_paper": 0}),
                Ablation("slack not seen", "检查看不见懈怠", {"slack_seen": 0}),
                NO_EXPOSURE,
            ),
        ),
        Claim(
            "fall", "true outcome, from the peak to five times the visits", "真实成效：由峰值到五倍检查",
            fall(tuple(VISITS), "true_outcome"), off=(NO_VISIT_HOURS,),
        ),
    ),
    "Either cause alone leaves about a quarter of the rise; both together are all of it.",
    "两种原因各自单独存在时约保留四分之一的升幅，两者都去掉则完全消失。",
)  # fmt: skip
