"""P9: delivered tolerance raises initiative; the liability of whoever grants it takes it back."""

from __future__ import annotations

from .effects import change
from .pattern import NEAR, Claim, Pattern
from .variant import HELD, Switch, Variant

DEAR = {**HELD, "error": 0.6, "error_loss": 2.0}  # errors are frequent and weigh four times as much
VARIANTS = {
    f"{name}{tolerance}": Variant(levers={"tolerance": tolerance, **levers}, people=people)
    for tolerance in (0, 1)
    for name, levers, people in (
        ("", {}, HELD),
        ("bound ", {"grantor_liability": 1.0}, HELD),
        ("dear ", {"grantor_liability": 0.0}, DEAR),
    )
}
HARMLESS = Switch("failed initiative has no price", "创新失败不追责", people={"error_loss": 0})

PATTERN = Pattern(
    "P9",
    "Tolerance that is delivered raises initiative, and errors with it; shifting falls only where errors are a large "
    "part of blame; the liability of the grantor removes all of it.",
    "兑现的容错提高创新担当，失误随之增加；只有失误在责任中占比很大时甩锅才减少；认定者的连带责任使效果全部消失。",
    VARIANTS,
    (
        Claim(
            "initiative",
            "initiative, tolerance promised in full, liability of the grantor .6",
            "创新担当：全额承诺容错，认定者连带责任 0.6",
            "initiative",
            change("1", "0", "initiative"),
            off=(HARMLESS,),
        ),
        Claim(
            "liability",
            "initiative where the grantor is fully liable",
            "创新担当：认定者负全部连带责任",
            "initiative",
            change("bound 1", "bound 0", "initiative"),
            kind=NEAR,
            size=0.0,
        ),
        Claim(
            "shifting",
            "blame-shifting, as written: no effect of size",
            "甩锅：现行设定下无明显影响",
            "blame_shifting",
            change("1", "0", "blame_shifting"),
            kind=NEAR,
        ),
        Claim(
            "shifting_dear",
            "blame-shifting, where errors are frequent and dear and the grantor not liable",
            "甩锅：失误频繁且代价高、认定者不连带时",
            "blame_shifting",
            change("dear 1", "dear 0", "blame_shifting"),
            sign=-1,
        ),
    ),
    "Who would answer for errors takes no initiative, so errors never become a large part of blame, and shifting does "
    "not fall where they would be dear. A failed initiative harms nobody but those held to account: errors rise with "
    "initiative (twice the chance of error, an hour), but no outcome of the model shows their harm.",
    "要为失误负责的人不会创新，失误因此始终不是责任的大头，代价再高甩锅也不减少。失败的创新只伤及被问责者："
    "失误随创新增加，但模型的各项结果看不出其危害。",
)
