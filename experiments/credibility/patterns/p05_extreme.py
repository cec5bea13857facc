"""P5: extreme management against proliferation, both as written, offices free."""

from __future__ import annotations

from ...study.statistic import change
from .ablations import NO_BURDEN, NO_CONCEALMENT, NO_COPING
from .pattern import Claim, Pattern
from .variant import Ablation, Variant

NO_MEANS = Ablation("no_means_of_shifting", {"shift_yield": 0, "write_off": 0}, {"letters": 0})


def _claim(id: str, outcome: str, off: Ablation, sign: int = 1, where: Claim | None = None) -> Claim:
    return Claim(id, change("extreme", "generalised", outcome), sign, off=(off,), where=where)


PATTERN = Pattern(
    "P5",
    {
        "announced": Variant("extreme", {"announced": 0.5}, {}),  # as under `generalised`
        **{regime: Variant(regime, behaviour={}) for regime in ("generalised", "extreme")},
    },
    (
        _claim("formalism", "chosen_formalism", NO_COPING),
        _claim("attention", "selective_hours", NO_BURDEN),
        _claim("shifting", "blame_shifting", NO_MEANS),
        _claim("initiative", "initiative", NO_BURDEN, -1),
        _claim("outcome", "true_outcome", NO_BURDEN, -1),
        _claim(
            "found",
            "found_per_look",
            NO_CONCEALMENT,
            -1,
            Claim("found_announced", change("announced", "generalised", "found_per_look"), -1, off=(NO_CONCEALMENT,)),
        ),
    ),
)
