"""P6: larger rank prizes bring showcases and sham; scores agree with truth first more, then less."""

from __future__ import annotations

from .effects import change, fall, rise
from .pattern import Claim, Pattern
from .variant import HELD, Switch, Variant, move, name_of, sweep

STAKES = (0, 0.5, 1, 2, 3, 5)
NO_RIVALRY = {**HELD, "amplification_rivalry": 0.0}  # amplification held fixed
READINGS = ("organisation", "quarterly", "target_score")  # those of `generalised` with a weight

ranked = sweep("rank_stakes", STAKES, people=NO_RIVALRY)
open_to_all = {
    f"open {label}": variant.but(changes=(move(f"readings.{reading}.shine", 1) for reading in READINGS))
    for label, variant in ranked.items()
}
leping = {f"leping {name_of('rank_stakes', s)}": Variant("leping", {"rank_stakes": s}, NO_RIVALRY) for s in STAKES}
NONE, LARGEST = name_of("rank_stakes", 0), name_of("rank_stakes", 5)
NO_SHAM = Switch("papering over a gap too dear", "造假工时极高", people={"paper_hours": 5})
NO_PAPER = Switch("no paper", "不造材料", people={"mass_paper": 0})
NO_SHINE = Switch("showcases do not shine", "亮点不产生印象", people={"showcase_yield": 0})

PATTERN = Pattern(
    "P6",
    "Larger rank prizes, amplification held fixed: more showcases and sham; the rank correlation of score and truth "
    "first rises, then falls.",
    "排名奖惩加大（加码不变）：亮点工程与虚报增加；得分与实绩的等级相关先升后降。",
    ranked | open_to_all | leping,
    (
        Claim(
            "showcase",
            "showcases, from no rank prizes to five times",
            "亮点工程：排名奖惩由零到五倍",
            "showcase",
            change(LARGEST, NONE, "showcase"),
            off=(NO_SHINE,),
        ),
        Claim(
            "sham",
            "reported minus true",
            "上报与真实之差",
            "fabrication",
            change(LARGEST, NONE, "fabrication"),
            off=(NO_SHAM,),
        ),
        Claim(
            "rise",
            "score-truth correlation, from no rank prizes to the peak of six",
            "得分与实绩相关：由无排名奖惩到峰值（六档）",
            "score_truth",
            rise(tuple(ranked), "score_truth"),
            off=(
                Switch("expected shortfall not felt", "不感知应付压力", people={"coping": 0}),
                Switch(
                    "readings without noise",
                    "评价无噪声",
                    changes=tuple(move(f"readings.{reading}.noise", 0) for reading in READINGS),
                ),
            ),
        ),
        Claim(
            "fall",
            "score-truth correlation, from the peak to five times",
            "得分与实绩相关：由峰值到五倍",
            "score_truth",
            fall(tuple(ranked), "score_truth"),
            where=Claim(
                "fall_open",
                "the same where every reading is open to showcases",
                "同上，各项评价都受亮点影响时",
                "score_truth",
                fall(tuple(open_to_all), "score_truth"),
                off=(NO_SHINE,),
            ),
        ),
        Claim(
            "fall_leping",
            "the same at Leping's scheme (reported)",
            "同上，乐平方案（仅报告）",
            "score_truth",
            fall(tuple(leping), "score_truth"),
            off=(NO_PAPER,),
            judged=False,
        ),
    ),
    "It rises because without rank prizes only the shortfall presses, the weak paper most, and scores no longer tell "
    "who is better; noise has no part in it. It falls as showcases impress more than work. As written only the "
    "organisation's inspection is open to them, and noise hides the fall: the more scores spread, the less of the rank "
    "is noise. At Leping's scheme, where noise is small, it falls with paper.",
    "之所以上升，是因为没有排名奖惩时只有未达标压力，弱者造材料最多，得分分不出优劣，与噪声无关；之所以下降，是因为亮点比实干更能给人印象。"
    "现行设定下只有组织考察易受亮点影响，下降又被噪声掩盖：得分拉得越开，名次中的运气越少。乐平方案噪声小，则随造材料而下降。",
)
