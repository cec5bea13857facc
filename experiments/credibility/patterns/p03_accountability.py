"""P3: what more accountability does beyond the ordinary."""

from __future__ import annotations

from ..statistic import change
from .ablations import NO_COPING, NO_SHIFTING, NO_SLACK, ONE_HAZARD
from .contrasts import fall, levelling, rise
from .pattern import Claim, Pattern
from .variant import Ablation, name_of, sweep

LEVER = "accountability_pressure"
PRESSURES = sweep(LEVER, (0, 0.25, 0.5, 0.75, 1, 2, 3))
NONE, ORDINARY, SEVERE = (name_of(LEVER, value) for value in (0, 1, 3))
CALM = Ablation(
    "no shortfall felt, no initiative fails, work averts no incident",
    "不感知应付压力、创新不失败、工作不能避免事故",
    {"coping": 0, "error": 0, "hazard_slope": 0.1},
    changes=ONE_HAZARD,
)

PATTERN = Pattern(
    "P3",
    "Beyond ordinary severity reported and true levels part, the reported level gains hardly more, blame is shifted "
    "more, initiative and unassessed work fall; the true outcome peaks inside.",
    "问责超过通常力度后：上报与真实进一步分离，上报水平几乎不再提高，甩锅增加，创新担当与未考核工作减少；真实成效的峰值在中间。",
    PRESSURES,
    (
        Claim(
            "sham", "reported minus true, from ordinary to three times the pressure",
            "上报与真实之差：压力由通常到三倍", change(SEVERE, ORDINARY, "fabrication"), off=(NO_COPING,),
        ),
        Claim(
            "reported", "reported level: gain up to the ordinary, less the gain per step beyond it",
            "上报水平：到通常力度为止的升幅，减去其后每一步的升幅",
            levelling(NONE, ORDINARY, SEVERE, "reported", (1, 2)), off=(NO_SLACK,),
        ),
        Claim("shifting", "blame-shifting", "甩锅", change(SEVERE, ORDINARY, "blame_shifting"), off=(NO_SHIFTING,)),
        Claim("initiative", "initiative", "创新担当", change(SEVERE, ORDINARY, "initiative"), -1, off=(CALM,)),
        Claim(
            "inaction", "inaction: unassessed work and initiative not done", "不作为：未做的未考核工作与创新",
            change(SEVERE, ORDINARY, "inaction"), off=(CALM,),
        ),
        Claim(
            "rise", "true outcome, from no pressure to the peak", "真实成效：由零压力到峰值",
            rise(tuple(PRESSURES), "true_outcome"),
            off=(
                Ablation("no slack, and exposure costs nothing", "无懈怠，且造假曝光无损失",
                         {"mass_slack": 0, "exposure_loss": 0}),
                NO_SLACK,
            ),
        ),
        Claim(
            "fall", "true outcome, from the peak to three times the pressure", "真实成效：由峰值到三倍压力",
            fall(tuple(PRESSURES), "true_outcome"), off=(NO_COPING,),
        ),
    ),
)  # fmt: skip
