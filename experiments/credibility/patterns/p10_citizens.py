"""P10: citizens' weight moves attention to need, and noise into ranks where samples are small."""

from __future__ import annotations

from scenarios.change import Change

from ...study.statistic import change
from .pattern import Claim, Pattern
from .variant import Ablation, Variant, move

LARGE, SMALL = 400, 10  # people asked: the reform's sample, and one that is too small


def survey(share: float, sample: int = LARGE) -> tuple[Change, ...]:
    """A share of the yearly score for a survey of citizens of this size."""
    weight = (move("readings.citizens.weight", share, "share"),) if share else ()
    return move("readings.citizens.sample", sample), *weight


BLIND = Ablation("blind_survey", changes=(move("readings.citizens.need_basis", 0), move("readings.citizens.seen", 0)))

PATTERN = Pattern(
    "P10",
    {
        "none": Variant(changes=survey(0.0)),
        "large": Variant(changes=survey(0.3)),
        "small": Variant(changes=survey(0.3, SMALL)),
        "most": Variant(changes=survey(0.7)),
    },
    (
        Claim(
            "attention",
            change("large", "none", "selective_hours"),
            -1,
            off=(BLIND,),
            where=Claim("attention_most", change("most", "none", "selective_hours"), -1, off=(BLIND,)),
        ),
        Claim(
            "noise",
            change("small", "large", "noise_share"),
            off=(Ablation("no_survey_noise", changes=(move("readings.citizens.noise", 0),)),),
        ),
    ),
)
