"""P10: citizens' weight moves attention to need, and noise into ranks where samples are small."""

from __future__ import annotations

from scenarios.change import Change

from ..statistic import change
from .pattern import Claim, Pattern
from .variant import Ablation, Variant, move

LARGE, SMALL = 400, 10  # people asked: the reform's sample, and one that is too small


def survey(share: float, sample: int = LARGE) -> tuple[Change, ...]:
    """A share of the yearly score for a survey of citizens of this size."""
    weight = (move("readings.citizens.weight", share, "share"),) if share else ()
    return move("readings.citizens.sample", sample), *weight


BLIND = Ablation(
    "the survey follows points and sees no sham", "调查按分值计权且识不破造假",
    changes=(move("readings.citizens.need_basis", 0), move("readings.citizens.seen", 0)),
)  # fmt: skip

PATTERN = Pattern(
    "P10",
    "Citizens' weight, through a survey: attention moves to need; with small samples more of the rank is noise.",
    "群众满意度权重（经由调查）：注意力转向群众需求；样本小则名次中的运气成分上升。",
    {
        "none": Variant(changes=survey(0.0)),
        "large": Variant(changes=survey(0.3)),
        "small": Variant(changes=survey(0.3, SMALL)),
        "half": Variant(changes=survey(0.5)),
    },
    (
        Claim(
            "attention", "selective attention, 30 % of the score on a survey of 400",
            "选择性关注：占总分 30%，样本 400", change("large", "none", "selective_attention"), -1, off=(BLIND,),
            where=Claim(
                "attention_half", "the same with half of the score", "同上，占总分一半",
                change("half", "none", "selective_attention"), -1, off=(BLIND,),
            ),
        ),
        Claim(
            "noise", "rank due to noise, a survey of 10 against one of 400",
            "名次中的运气成分：样本 10 与样本 400 之比", change("small", "large", "noise_share"),
            off=(Ablation("the survey has no noise", "调查无噪声", changes=(move("readings.citizens.noise", 0),)),),
        ),
    ),
    "At 30 % of the score the effect on attention has the sign but not the size: expected shortfall, which looks at "
    "targets and not at citizens, still decides. Half of the score is enough.",
    "占总分 30% 时方向正确但幅度不足：起决定作用的仍是针对目标的应付压力；占一半时幅度足够。",
)  # fmt: skip
