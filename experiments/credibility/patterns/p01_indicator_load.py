"""P1: formalism rises with the load, and faster once required work exceeds capacity."""

from __future__ import annotations

from ..statistic import change, minus
from .ablations import NO_COPING
from .contrasts import kink
from .pattern import Claim, Pattern
from .variant import sweep

LOW, HIGH = (0.6, 0.9), (1.0, 1.3)  # of the load: required work over time and capacity
WRITTEN = sweep("indicator_load", (0.6, 0.9, 1.0, 1.3))
FREE = {
    f"free {label}": variant
    for label, variant in sweep(
        "indicator_load", (0.3, 0.8, 1.2, 1.6, 2.0, 2.35, 2.7, 3.0), ratchet_up=0, base_target=0.58
    ).items()
}

PATTERN = Pattern(
    "P1",
    "Formalism rises with the load of indicators, at least half as fast again once required work exceeds capacity.",
    "形式主义随指标负荷上升；所需工作超过能力之后，上升至少快一半。",
    WRITTEN | FREE,
    (
        Claim(
            "rise", "formalism, from 0.6 to 1.3 times the indicators", "形式主义：指标由 0.6 倍增至 1.3 倍",
            change("indicator_load=1.3", "indicator_load=0.6", "formalism"), off=(NO_COPING,),
            where=Claim(
                "rise_without_ratchet",
                "where targets do not ratchet, from 0.3 to 3 times, loads of below .6 to above 1.3",
                "目标无棘轮时：由 0.3 倍增至 3 倍（负荷由 0.6 以下至 1.3 以上）",
                change("free indicator_load=3", "free indicator_load=0.3", "formalism"), off=(NO_COPING,),
            ),
        ),
        Claim(
            "kink",
            "the same: rise from 1 to 1.3, less 1.5 times the rise from .6 to .9",
            "同上：1 至 1.3 的升幅，减去 0.6 至 0.9 升幅的 1.5 倍",
            minus(
                change("indicator_load=1.3", "indicator_load=1", "formalism"),
                change("indicator_load=0.9", "indicator_load=0.6", "formalism"),
                times=1.5,
            ),
            where=Claim(
                "kink_without_ratchet",
                "where targets do not ratchet: rise over loads of 1 to 1.3, less 1.5 times that over .6 to .9",
                "目标无棘轮时：负荷 1 至 1.3 的升幅，减去 0.6 至 0.9 升幅的 1.5 倍",
                kink(tuple(FREE), "load", "formalism", LOW, HIGH), off=(NO_COPING,),
            ),
        ),
    ),
    "The ratchet carries targets up to whatever is claimed, so with it the load stays above one however few the "
    "indicators, and formalism rises by a twentieth of its range. Without it (base target .58, no ratchet) the number "
    "of indicators moves the load from below .6 to above 1.3, and the kink stands at one.",
    "棘轮把目标抬到所报水平，指标再少负荷也大于一，形式主义只升高极差的二十分之一；取消棘轮（基础目标 0.58）后，"
    "指标数量可使负荷由 0.6 以下升至 1.3 以上，拐点正在一处。",
)  # fmt: skip
