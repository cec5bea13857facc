"""P5: extreme management against proliferation, both as written, offices free."""

from __future__ import annotations

from .effects import change
from .pattern import Claim, Pattern
from .variant import Switch, Variant

COPING = Switch("expected shortfall not felt", "不感知应付压力", people={"coping": 0})
LIGHT = Switch(
    "no shortfall felt; visits, reports and letters take no time; many indicators break no rhythm",
    "不感知应付压力；检查、填报、责任书不占时间；指标多不打乱工作节奏",
    people={"coping": 0, "visit_hours": 0, "indicator_hours": 0, "letter_hours": 0, "fragmentation": 0},
)
NO_MEANS = Switch(
    "no means of shifting: no letters, shifting moves nothing, traces write nothing off",
    "无推卸手段：不下责任书、推卸无效、留痕不能免责",
    people={"shift_yield": 0, "write_off": 0},
    levers={"letters": 0},
)
DEAR = Switch("concealment too dear", "隐蔽成本极高", people={"concealment_cost": 10})


ANNOUNCED = {"announced": 0.5}  # as under `generalised`


def _claim(id: str, outcome: str, en: str, zh: str, off: Switch, sign: int = 1, where: Claim | None = None) -> Claim:
    return Claim(id, en, zh, outcome, change("extreme", "generalised", outcome), sign, off=(off,), where=where)


PATTERN = Pattern(
    "P5",
    "Extreme management against proliferation: more formalism, selective attention and shifting; less initiative, a "
    "lower true outcome; visits find a smaller part of what is faked.",
    "极化管理与考核泛化相比：形式主义、选择性关注、甩锅更多，创新担当更少，真实成效更低；每次检查查出的造假比例更小。",
    {
        "announced": Variant("extreme", ANNOUNCED, {}),
        **{regime: Variant(regime, people={}) for regime in ("generalised", "extreme")},
    },
    (
        _claim("formalism", "formalism", "formalism", "形式主义", COPING),
        _claim("attention", "selective_attention", "selective attention", "选择性关注", LIGHT),
        _claim("shifting", "blame_shifting", "blame-shifting", "甩锅", NO_MEANS),
        _claim("initiative", "initiative", "initiative", "创新担当", LIGHT, -1),
        _claim("outcome", "true_outcome", "true outcome", "真实成效", LIGHT, -1),
        _claim(
            "found",
            "found_per_look",
            "found per look",
            "每次检查发现率",
            DEAR,
            -1,
            Claim(
                "found_announced",
                "the same where as many visits are announced in both",
                "同上，二者事先通知的检查同样多时",
                "found_per_look",
                change("announced", "generalised", "found_per_look"),
                -1,
                off=(DEAR,),
            ),
        ),
    ),
    "Extreme management comes unannounced more often, which alone finds more; concealment more than makes up for it.",
    "极化管理的突击检查更多，这本身使发现率上升；隐蔽的加深则超过了这一作用。",
)
