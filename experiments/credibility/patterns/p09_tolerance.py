"""P9: delivered tolerance raises initiative; the liability of whoever grants it takes it back."""

from __future__ import annotations

from ..statistic import change
from .ablations import NO_PRICE_OF_FAILURE
from .pattern import NEAR, Claim, Pattern
from .variant import OFFICES_FIXED, Ablation, Variant

DEAR = {**OFFICES_FIXED, "error": 0.6, "error_loss": 2.0}  # errors are frequent and weigh four times as much
FRUITFUL = {**OFFICES_FIXED, "error": 0.6, "error_loss": 1.0, "initiative_gain": 0.6}  # three times the gain of an hour
VARIANTS = {
    f"{name}{tolerance}": Variant(levers={"tolerance": tolerance, **levers}, behaviour=behaviour)
    for tolerance in (0, 1)
    for name, levers, behaviour in (
        ("", {}, OFFICES_FIXED),
        ("bound ", {"grantor_liability": 1.0}, OFFICES_FIXED),
        ("dear ", {"grantor_liability": 0.0}, DEAR),
        ("fruitful ", {"grantor_liability": 0.0}, FRUITFUL),
    )
}

PATTERN = Pattern(
    "P9",
    "Tolerance that is delivered raises initiative, and errors with it; shifting falls only where errors are a large "
    "part of blame; the liability of the grantor removes all of it.",
    "兑现的容错提高创新担当，失误随之增加；只有失误在责任中占比很大时甩锅才减少；认定者的连带责任使效果全部消失。",
    VARIANTS,
    (
        Claim(
            "initiative", "initiative, tolerance promised in full, liability of the grantor .6",
            "创新担当：全额承诺容错，认定者连带责任 0.6", change("1", "0", "initiative"), off=(NO_PRICE_OF_FAILURE,),
        ),
        Claim(
            "harm", "harm from errors", "创新失误损害", change("1", "0", "error_harm"),
            off=(Ablation("initiative never fails", "创新从不失败", {"error": 0}),),
        ),
        Claim(
            "liability", "initiative where the grantor is fully liable", "创新担当：认定者负全部连带责任",
            change("bound 1", "bound 0", "initiative"), kind=NEAR, size=0.0,
        ),
        Claim(
            "shifting", "blame-shifting, as written: no effect of size", "甩锅：现行设定下无明显影响",
            change("1", "0", "blame_shifting"), kind=NEAR,
        ),
        Claim(
            "shifting_dear", "blame-shifting, where errors are frequent and dear and the grantor not liable",
            "甩锅：失误频繁且代价高、认定者不连带时", change("dear 1", "dear 0", "blame_shifting"), -1,
            where=Claim(
                "shifting_fruitful", "the same where an hour of initiative also bears three times as much fruit",
                "同上，且每小时创新的收益为三倍时", change("fruitful 1", "fruitful 0", "blame_shifting"), -1,
                off=(
                    NO_PRICE_OF_FAILURE,
                    Ablation("an hour of initiative bears as much as usual", "每小时创新的收益如常",
                             {"initiative_gain": 0.2}),
                    Ablation("fear hardly learns and is not catching", "畏责几乎不习得、不传染",
                             {"fear_learning": 0.01, "contagion": 0}),
                ),
            ),
        ),
    ),
    "Who would answer for errors takes no initiative, so errors never become a large part of blame, however dear. "
    "Shifting falls only where initiative bears so much fruit that tolerance brings much of it: less is left to paper "
    "over and to go wrong, and about half of the fall comes with less fear.",
    "要为失误负责的人不会创新，代价再高，失误也不会成为责任的大头。只有创新的收益大到容错能带来大量创新时，"
    "甩锅才减少：需要掩饰和出错的事少了；约一半的降幅来自畏责减轻。",
)  # fmt: skip
