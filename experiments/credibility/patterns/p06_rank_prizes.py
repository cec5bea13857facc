"""P6: larger rank prizes bring showcases and sham; scores agree with truth first more, then less."""

from __future__ import annotations

from ...study.statistic import change
from .ablations import NO_COPING
from .contrasts import fall, rise
from .pattern import Claim, Pattern
from .variant import OFFICES_FIXED, Ablation, move, name_of, sweep

STAKES = (0, 0.5, 1, 2, 3, 5)
NO_RIVALRY = {**OFFICES_FIXED, "amplification_rivalry": 0.0}  # amplification held fixed
READINGS = ("organisation", "quarterly", "target_score")  # those of `generalised` with a weight

RANKED = sweep("rank_stakes", STAKES, NO_RIVALRY)
OPEN = {  # every reading is open to showcases
    f"open {label}": variant.but(changes=(move(f"readings.{reading}.shine", 1) for reading in READINGS))
    for label, variant in RANKED.items()
}
LEPING = {f"leping {label}": variant for label, variant in sweep("rank_stakes", STAKES, NO_RIVALRY, "leping").items()}
NONE, LARGEST = name_of("rank_stakes", 0), name_of("rank_stakes", 5)
NO_PAPER = Ablation("no_paper", {"mass_paper": 0})
NO_SHINE = Ablation("no_shine", {"showcase_yield": 0})
NO_NOISE = Ablation("no_noise", changes=tuple(move(f"readings.{reading}.noise", 0) for reading in READINGS))

PATTERN = Pattern(
    "P6",
    RANKED | OPEN | LEPING,
    (
        Claim("showcase", change(LARGEST, NONE, "showcase"), off=(NO_SHINE,)),
        Claim("sham", change(LARGEST, NONE, "fabrication"), off=(NO_PAPER,)),
        Claim("rise", rise(tuple(RANKED), "score_truth_raw"), off=(NO_COPING, NO_NOISE)),
        Claim(
            "fall",
            fall(tuple(RANKED), "score_truth_raw"),
            where=Claim("fall_open", fall(tuple(OPEN), "score_truth_raw"), off=(NO_SHINE,)),
        ),
        Claim(
            "fall_leping",
            fall(tuple(LEPING), "score_truth_raw"),
            off=(NO_PAPER,),
            judged=False,
        ),
    ),
)
