"""P3: what more accountability does beyond the ordinary."""

from __future__ import annotations

from .effects import change, fall, levelling, rise
from .pattern import Claim, Pattern
from .variant import Switch, move, name_of, sweep

LEVER = "accountability_pressure"
PRESSURES = sweep(LEVER, (0, 0.25, 0.5, 0.75, 1, 2, 3))
NONE, ORDINARY, SEVERE = (name_of(LEVER, value) for value in (0, 1, 3))
FIELDS = ("digital", "economy", "environment", "party", "requests", "rural", "safety", "services")

COPING = Switch("expected shortfall not felt", "不感知应付压力", people={"coping": 0})
NO_SLACK = Switch("no slack", "无懈怠", people={"mass_slack": 0})
CALM = Switch(
    "no shortfall felt, no initiative fails, work averts no incident",
    "不感知应付压力、创新不失败、工作不能避免事故",
    people={"coping": 0, "error": 0, "hazard_slope": 0.1},
    changes=tuple(move(f"fields.{field}.hazard", 0.3, "scale") for field in FIELDS),
)

PATTERN = Pattern(
    "P3",
    "Beyond ordinary severity reported and true levels part, the reported level gains hardly more, blame is shifted "
    "more, initiative and unassessed work fall; the true outcome peaks inside.",
    "问责超过通常力度后：上报与真实进一步分离，上报水平几乎不再提高，甩锅增加，创新担当与未考核工作减少；真实成效的峰值在中间。",
    PRESSURES,
    (
        Claim(
            "sham",
            "reported minus true, from ordinary to three times the pressure",
            "上报与真实之差：压力由通常到三倍",
            "fabrication",
            change(SEVERE, ORDINARY, "fabrication"),
            off=(COPING,),
        ),
        Claim(
            "reported",
            "reported level: gain up to the ordinary, less the gain per step beyond it",
            "上报水平：到通常力度为止的升幅，减去其后每一步的升幅",
            "reported",
            levelling(NONE, ORDINARY, SEVERE, "reported", (1, 2)),
            off=(NO_SLACK,),
        ),
        Claim(
            "shifting",
            "blame-shifting",
            "甩锅",
            "blame_shifting",
            change(SEVERE, ORDINARY, "blame_shifting"),
            off=(
                Switch(
                    "shifting moves nothing, traces write nothing off",
                    "推卸无效、留痕不能免责",
                    people={"shift_yield": 0, "write_off": 0},
                ),
            ),
        ),
        Claim(
            "initiative",
            "initiative",
            "创新担当",
            "initiative",
            change(SEVERE, ORDINARY, "initiative"),
            sign=-1,
            off=(CALM,),
        ),
        Claim(
            "inaction",
            "inaction: unassessed work and initiative not done",
            "不作为：未做的未考核工作与创新",
            "inaction",
            change(SEVERE, ORDINARY, "inaction"),
            off=(CALM,),
        ),
        Claim(
            "rise",
            "true outcome, from no pressure to the peak",
            "真实成效：由零压力到峰值",
            "true_outcome",
            rise(tuple(PRESSURES), "true_outcome"),
            off=(
                Switch(
                    "no slack, and exposure costs nothing",
                    "无懈怠，且造假曝光无损失",
                    people={"mass_slack": 0, "exposure_loss": 0},
                ),
                NO_SLACK,
            ),
        ),
        Claim(
            "fall",
            "true outcome, from the peak to three times the pressure",
            "真实成效：由峰值到三倍压力",
            "true_outcome",
            fall(tuple(PRESSURES), "true_outcome"),
            off=(COPING,),
        ),
    ),
)
