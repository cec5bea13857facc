"""P13: six pairs of reforms, their signs named before they were run, on the additive scale of one outcome each."""

from __future__ import annotations

from .ablations import NO_FINDS, NO_PRICE_OF_FAILURE, NO_SHIFTING, NO_VISIT_HOURS
from .contrasts import interaction
from .p10_citizens import survey
from .pattern import ABOVE, LEAST, NEAR, Claim, Pattern
from .variant import OFFICES_FIXED, Ablation, Variant

NOTHING = 0.01  # of the range: an interaction this small counts as none


def _variant(*parts: str) -> Variant:
    """`generalised` with reforms (names) and levers (`name=value`)."""
    reforms = [part for part in parts if "=" not in part]
    levers = {name: float(value) for name, value in (part.split("=") for part in parts if "=" in part)}
    return Variant("+".join(["generalised", *sorted(reforms)]), levers)


RECOGNITION, FEWER, FEWEST = "mutual_recognition", "inspection_frequency=0.5", "inspection_frequency=0.25"
LIST, TRACES = "duty_list", "trace_weight=0.12"
TOLERANCE, EMPOWERMENT, CITIZENS = "fault_tolerance", "empowerment", "citizens_weight"
TRAINING, CLASSES = "training_exchange", "classified_assessment"
PAIRS = (
    (RECOGNITION, FEWER), (LIST, TRACES), (TOLERANCE, RECOGNITION),
    (TOLERANCE, EMPOWERMENT), (CITIZENS, EMPOWERMENT), (TRAINING, CLASSES),
)  # fmt: skip
FURTHER = (RECOGNITION, FEWEST)
SINGLE = sorted({part for pair in (*PAIRS, FURTHER) for part in pair})
THRICE = ("inspection_frequency=3", "grantor_liability=0")  # many visits, no liability of those who grant tolerance
MEANS = {"resources": 2.0, "office_authority": 0.02}  # empowerment: twice the money and staff, and the authority
POOR, ORDINARY = {"resources": 0.3}, {"resources": 1.0, "office_authority": 0.02}  # and from few means to ordinary
MORE = {"indicator_load": 1.75}  # a heavier load, beside both of these

VARIANTS = {
    "": _variant(),
    **{part: _variant(part) for part in SINGLE},
    **{f"{one} {other}": _variant(one, other) for one, other in (*PAIRS, FURTHER)},
    "thrice": _variant(*THRICE),
    **{f"thrice {part}": _variant(part, *THRICE) for part in PAIRS[2]},
    "thrice both": _variant(*PAIRS[2], *THRICE),
    **{
        f"{start} {asked}{means}": Variant(
            "generalised", more if means else few, OFFICES_FIXED, survey(share) if asked else ()
        )
        for start, few, more, share in (("more", {}, MEANS, 0.5), ("poor", POOR | MORE, ORDINARY | MORE, 0.8))
        for asked in ("", "asked ")
        for means in ("", "means")
    },
}


def _pair(number: int, outcome: str, sign: int, off: tuple[Ablation, ...] = (), where: Claim | None = None) -> Claim:
    """What is claimed of the pair of this number, counted from 0; sign 0: no interaction."""
    one, other = PAIRS[number]
    kind, size = (ABOVE, LEAST) if sign else (NEAR, NOTHING)
    effect = interaction(f"{one} {other}", one, other, "", outcome)
    return Claim(f"pair{number + 1}", effect, sign or 1, kind, size, off, where)


# Pairs under a condition: still fewer visits; three times the visits; few means for a heavy load.
FEWER_STILL = interaction(f"{RECOGNITION} {FEWEST}", RECOGNITION, FEWEST, "", "time")
AMONG_VISITS = interaction("thrice both", f"thrice {TOLERANCE}", f"thrice {RECOGNITION}", "thrice", "initiative")
WHERE_POOR = interaction("poor asked means", "poor asked ", "poor means", "poor ", "true_outcome")
NO_VISITS_FELT = Ablation("no_visits_felt", {**NO_VISIT_HOURS.behaviour, **NO_FINDS})
NO_PAPER = Ablation("no_paper_possible", {"mass_paper": 0})

PATTERN = Pattern(
    "P13",
    VARIANTS,
    (
        _pair(0, "time", -1, (NO_VISIT_HOURS,), Claim("pair1_fewest", FEWER_STILL, -1, off=(NO_VISIT_HOURS,))),
        _pair(1, "blame_shifting", 1, (NO_SHIFTING,)),
        _pair(2, "initiative", 1, where=Claim("pair3_thrice", AMONG_VISITS, off=(NO_VISITS_FELT,))),
        _pair(3, "initiative", 1, (NO_PRICE_OF_FAILURE,)),
        _pair(4, "true_outcome", 1, where=Claim("pair5_poor", WHERE_POOR, off=(NO_PAPER,))),
        Claim(
            "pair5_more",
            interaction("more asked means", "more asked ", "more means", "more ", "true_outcome"),
            judged=False,
        ),
        _pair(5, "true_outcome", 0),
    ),
    corrected=True,
)
