"""P3: what more pressure of accountability does, up to the ordinary (1) and beyond it."""

from __future__ import annotations

from ...study.statistic import change
from .ablations import NO_DEMAND, NO_FINDS, NO_SHIFTING, NO_SLACK, ONE_HAZARD
from .contrasts import fall, levelling, rise
from .pattern import Claim, Pattern
from .variant import Ablation, name_of, sweep

LEVER = "accountability_pressure"
PRESSURES = sweep(LEVER, (0, 0.25, 0.5, 0.75, 1, 2, 3))
NONE, ORDINARY, SEVERE = (name_of(LEVER, value) for value in (0, 1, 3))
# With pressure time goes to whatever averts blame; where no blame can be averted, none goes to shifting it either.
CALM = Ablation(
    "calm", {"coping": 0, "error": 0, "hazard_slope": 0.1, "mass_shifting": 0, **NO_FINDS}, changes=ONE_HAZARD
)
NOTHING_TO_AVERT = Ablation("nothing_to_avert", {"coping": 0, "mass_shifting": 0, **NO_FINDS})

PATTERN = Pattern(
    "P3",
    PRESSURES,
    (
        Claim("sham", change(SEVERE, ORDINARY, "fabrication"), off=(NO_DEMAND,)),
        Claim("reported", levelling(NONE, ORDINARY, SEVERE, "reported", (1, 2)), off=(NO_SLACK,)),
        Claim("shifting", change(SEVERE, ORDINARY, "blame_shifting"), off=(NO_SHIFTING,)),
        Claim("initiative", change(SEVERE, ORDINARY, "initiative"), -1, off=(CALM,)),
        Claim("inaction", change(SEVERE, ORDINARY, "inaction"), off=(CALM,)),
        Claim(
            "rise",
            rise(tuple(PRESSURES), "true_outcome"),
            off=(Ablation("no_slack_no_exposure", {"mass_slack": 0, "exposure_loss": 0}), NO_SLACK),
        ),
        Claim("fall", fall(tuple(PRESSURES), "true_outcome"), off=(NOTHING_TO_AVERT,)),
    ),
)
