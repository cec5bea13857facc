"""P11: the ratchet makes the most skilled hold back, where rewards hang on the target and on little else."""

from __future__ import annotations

from ...study.statistic import Statistic, Term
from .most_skilled import HOURS
from .pattern import Claim, Pattern
from .variant import NOTHING, OFFICES_FIXED, Ablation, Settings, Variant

LEAST_HELD_BACK = 0.10  # share of the hours of those who do not fear the ratchet
BARE = Variant(  # rewards hang on the target alone: nothing else pays, punishes or motivates
    levers={
        "target_stakes": 5, "reward_individualisation": 1, "ratchet_up": 0.6, "ratchet_down": 0.6, "rank_stakes": 0,
        "shortfall_loss": 0, "severity": 0, "deduction": 0, "bonus": 0, "trace_weight": 0, "amplification": 0,
    },
    behaviour={**OFFICES_FIXED, "intrinsic": 0.0, "mass_paper": 0.0},
)  # fmt: skip
NO_RATCHET = Ablation("no_ratchet", levers={"ratchet_up": 0, "ratchet_down": 0})


def _pair(name: str, variant: Variant) -> dict[str, Variant]:
    """A variant twice: people who learn that success is taken into the next target, and people who never do."""
    return {f"{name} {kind}": variant.but(behaviour={"ratchet_learning": k}) for kind, k in (("wise", 1), ("naive", 0))}


def _bare(name: str, levers: Settings = NOTHING, behaviour: Settings = NOTHING) -> dict[str, Variant]:
    return _pair(name, BARE.but(levers, behaviour))


def held_back(name: str) -> Statistic:
    """Hours of real work of the most skilled third in the fifth year: those who learn against those who never do."""
    terms = (Term(HOURS, f"{name} wise"), Term(HOURS, f"{name} naive"))
    return Statistic(terms, lambda wise, naive: (wise - naive) / naive.mean())


PUT_BACK = {  # one thing at a time that presses for work as well
    "motivated": _bare("motivated", behaviour={"intrinsic": 0.2}),
    "papering": _bare("papering", behaviour={"mass_paper": 0.2}),
    "ranked": _bare("ranked", {"rank_stakes": 1}),
    "sanctioned": _bare("sanctioned", {"severity": 1}),
    "short": _bare("short", {"shortfall_loss": 160, "severity": 1}),
}

PATTERN = Pattern(
    "P11",
    {
        **_pair("written", Variant()),
        **_bare("bare"),
        **{label: variant for pair in PUT_BACK.values() for label, variant in pair.items()},
    },
    (
        Claim(
            "held_back",
            held_back("written"),
            -1,
            size=LEAST_HELD_BACK,
            where=Claim("held_back_bare", held_back("bare"), -1, size=LEAST_HELD_BACK, off=(NO_RATCHET,)),
        ),
        *(Claim(name, held_back(name), -1, size=LEAST_HELD_BACK, judged=False) for name in PUT_BACK),
    ),
)
