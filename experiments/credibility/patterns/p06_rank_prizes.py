"""P6: larger rank prizes bring showcases and sham; scores agree with truth first more, then less."""

from __future__ import annotations

from ..statistic import change
from .ablations import NO_COPING
from .contrasts import fall, rise
from .pattern import Claim, Pattern
from .variant import OFFICES_FIXED, Ablation, move, name_of, sweep

STAKES = (0, 0.5, 1, 2, 3, 5)
NO_RIVALRY = {**OFFICES_FIXED, "amplification_rivalry": 0.0}  # amplification held fixed
READINGS = ("organisation", "quarterly", "target_score")  # those of `generalised` with a weight

RANKED = sweep("rank_stakes", STAKES, NO_RIVALRY)
OPEN = {
    f"open {label}": variant.but(changes=(move(f"readings.{reading}.shine", 1) for reading in READINGS))
    for label, variant in RANKED.items()
}
LEPING = {f"leping {label}": variant for label, variant in sweep("rank_stakes", STAKES, NO_RIVALRY, "leping").items()}
NONE, LARGEST = name_of("rank_stakes", 0), name_of("rank_stakes", 5)
NO_SHINE = Ablation("showcases do not shine", "亮点不产生印象", {"showcase_yield": 0})
NO_NOISE = Ablation(
    "readings without noise", "评价无噪声",
    changes=tuple(move(f"readings.{reading}.noise", 0) for reading in READINGS),
)  # fmt: skip

PATTERN = Pattern(
    "P6",
    "Larger rank prizes, amplification held fixed: more showcases and sham; the rank correlation of score and truth "
    "first rises, then falls.",
    "排名奖惩加大（加码不变）：亮点工程与虚报增加；得分与实绩的等级相关先升后降。",
    RANKED | OPEN | LEPING,
    (
        Claim(
            "showcase", "showcases, from no rank prizes to five times", "亮点工程：排名奖惩由零到五倍",
            change(LARGEST, NONE, "showcase"), off=(NO_SHINE,),
        ),
        Claim(
            "sham", "reported minus true", "上报与真实之差", change(LARGEST, NONE, "fabrication"),
            off=(Ablation("papering over a gap too dear", "造假工时极高", {"paper_hours": 5}),),
        ),
        Claim(
            "rise", "score-truth correlation, from no rank prizes to the peak of six",
            "得分与实绩相关：由无排名奖惩到峰值（六档）",
            rise(tuple(RANKED), "score_truth"), off=(NO_COPING, NO_NOISE),
        ),
        Claim(
            "fall", "score-truth correlation, from the peak to five times", "得分与实绩相关：由峰值到五倍",
            fall(tuple(RANKED), "score_truth"),
            where=Claim(
                "fall_open", "the same where every reading is open to showcases", "同上，各项评价都受亮点影响时",
                fall(tuple(OPEN), "score_truth"), off=(NO_SHINE,),
            ),
        ),
        Claim(
            "fall_leping", "the same at Leping's scheme (reported)", "同上，乐平方案（仅报告）",
            fall(tuple(LEPING), "score_truth"), off=(Ablation("no paper", "不造材料", {"mass_paper": 0}),),
            judged=False,
        ),
    ),
    "It rises because without rank prizes only the shortfall presses, the weak paper most, and scores no longer tell "
    "who is better; noise has no part in it. It falls as showcases impress more than work. As written only the "
    "organisation's inspection is open to them, and noise hides the fall: the more scores spread, the less of the rank "
    "is noise. At Leping's scheme, where noise is small, it falls with paper.",
    "之所以上升，是因为没有排名奖惩时只有未达标压力，弱者造材料最多，得分分不出优劣，与噪声无关；之所以下降，是因为亮点比实干更能给人印象。"
    "现行设定下只有组织考察易受亮点影响，下降又被噪声掩盖：得分拉得越开，名次中的运气越少。乐平方案噪声小，则随造材料而下降。",
)  # fmt: skip
