"""P5: extreme management against proliferation, both as written, offices free."""

from __future__ import annotations

from ..statistic import change
from .ablations import NO_BURDEN, NO_CONCEALMENT, NO_COPING
from .pattern import Claim, Pattern
from .variant import Ablation, Variant

NO_MEANS = Ablation(
    "no means of shifting: no letters, shifting moves nothing, traces write nothing off",
    "无推卸手段：不下责任书、推卸无效、留痕不能免责",
    {"shift_yield": 0, "write_off": 0},
    {"letters": 0},
)


def _claim(id: str, outcome: str, en: str, zh: str, off: Ablation, sign: int = 1, where: Claim | None = None) -> Claim:
    return Claim(id, en, zh, change("extreme", "generalised", outcome), sign, off=(off,), where=where)


PATTERN = Pattern(
    "P5",
    "Extreme management against proliferation: more formalism, selective attention and shifting; less initiative, a "
    "lower true outcome; visits find a smaller part of what is faked.",
    "极化管理与考核泛化相比：形式主义、选择性关注、甩锅更多，创新担当更少，真实成效更低；每次检查查出的造假比例更小。",
    {
        "announced": Variant("extreme", {"announced": 0.5}, {}),  # as under `generalised`
        **{regime: Variant(regime, behaviour={}) for regime in ("generalised", "extreme")},
    },
    (
        _claim("formalism", "formalism", "formalism", "形式主义", NO_COPING),
        _claim("attention", "selective_attention", "selective attention", "选择性关注", NO_BURDEN),
        _claim("shifting", "blame_shifting", "blame-shifting", "甩锅", NO_MEANS),
        _claim("initiative", "initiative", "initiative", "创新担当", NO_BURDEN, -1),
        _claim("outcome", "true_outcome", "true outcome", "真实成效", NO_BURDEN, -1),
        _claim(
            "found", "found_per_look", "found per look", "每次检查发现率", NO_CONCEALMENT, -1,
            Claim(
                "found_announced", "the same where as many visits are announced in both",
                "同上，二者事先通知的检查同样多时",
                change("announced", "generalised", "found_per_look"), -1, off=(NO_CONCEALMENT,),
            ),
        ),
    ),
    "Extreme management comes unannounced more often, which alone finds more; concealment more than makes up for it.",
    "极化管理的突击检查更多，这本身使发现率上升；隐蔽的加深则超过了这一作用。",
)  # fmt: skip
