"""P9: delivered tolerance raises initiative; the liability of those who grant it takes that back."""

from __future__ import annotations

from ...study.statistic import change
from .ablations import NO_PRICE_OF_FAILURE
from .pattern import NEAR, Claim, Pattern
from .variant import OFFICES_FIXED, Ablation, Variant

DEAR = {**OFFICES_FIXED, "error": 0.6, "error_loss": 2.0}  # errors are frequent and weigh four times as much
FRUITFUL = {**OFFICES_FIXED, "error": 0.6, "error_loss": 1.0, "initiative_gain": 0.6}  # three times the gain of an hour
# bound: who grants tolerance is liable for what comes of it. dear, fruitful: as above, without that liability.
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
    VARIANTS,
    (
        Claim("initiative", change("1", "0", "initiative"), off=(NO_PRICE_OF_FAILURE,)),
        Claim("harm", change("1", "0", "error_harm"), off=(Ablation("no_failure", {"error": 0}),)),
        Claim("liability", change("bound 1", "bound 0", "initiative"), kind=NEAR, size=0.0),
        Claim("shifting", change("1", "0", "blame_shifting"), kind=NEAR),
        Claim(
            "shifting_dear",
            change("dear 1", "dear 0", "blame_shifting"),
            -1,
            where=Claim(
                "shifting_fruitful",
                change("fruitful 1", "fruitful 0", "blame_shifting"),
                -1,
                off=(
                    NO_PRICE_OF_FAILURE,
                    Ablation("usual_fruit", {"initiative_gain": 0.2}),
                    Ablation("little_fear", {"fear_learning": 0.01, "contagion": 0}),
                ),
            ),
        ),
    ),
)
