"""Ablations that several patterns and loops share: each removes one cause the model names."""

from __future__ import annotations

from .variant import Ablation, move

FIELDS = ("digital", "economy", "environment", "party", "requests", "rural", "safety", "services")
ONE_HAZARD = tuple(move(f"fields.{field}.hazard", 0.3, "scale") for field in FIELDS)  # with `hazard_slope` 0.1

NO_COPING = Ablation("expected shortfall not felt", "不感知应付压力", {"coping": 0})
NO_SLACK = Ablation("no slack", "无懈怠", {"mass_slack": 0})
NO_EXPOSURE = Ablation("exposure costs nothing", "造假曝光无损失", {"exposure_loss": 0})
NO_CONCEALMENT = Ablation("concealment too dear", "隐蔽成本极高", {"concealment_cost": 10})
NO_VISIT_HOURS = Ablation("visits take no time", "检查不占时间", {"visit_hours": 0})
NO_SHIFTING = Ablation(
    "shifting moves nothing, traces write nothing off", "推卸无效、留痕不能免责", {"shift_yield": 0, "write_off": 0}
)
NO_PRICE_OF_FAILURE = Ablation("failed initiative has no price", "创新失败不追责", {"error_loss": 0})
NO_BURDEN = Ablation(
    "no shortfall felt; visits, reports and letters take no time; many indicators break no rhythm",
    "不感知应付压力；检查、填报、责任书不占时间；指标多不打乱工作节奏",
    {"coping": 0, "visit_hours": 0, "indicator_hours": 0, "letter_hours": 0, "fragmentation": 0},
)
NO_AVERTING = Ablation("work averts no incident", "工作不能避免事故", {"hazard_slope": 0.1}, changes=ONE_HAZARD)
