"""What indicators let superiors see: coverage of a field, and how much of what counts nobody measures.

Concept K2 · rows B1, C0 · phase 1 of the month; read in phases 1, 3, 6, 7 and 8.
What nobody measures nobody rewards, inspects or learns from. The more indicators there are for the needs of a field,
the more of what is done there they let superiors see, each adding less than the one before; what they do not see is
taken to be as everywhere. Citizens need no indicators to see what they get.
"""

from __future__ import annotations

from ..compile.kernel import kernel
from ..mathematics import exp
from ..state.arrays import each_field


@kernel
def cover_fields(p, county):
    """Coverage of every field by its indicators (eq. 150), and the weight that they leave unseen (eq. 151).

    Needs of a field and its indicators are divided alike, so nothing depends on how finely fields are cut.
    """
    needs = 0.0
    for d in each_field(p):
        county.coverage[d] = 1.0
        needs += p.field_need[d]
    county.unmeasured = 0.0
    if p.information_need > 0.0:
        for d in each_field(p):
            dense = county.count[d] * needs / (p.information_need * p.field_need[d])
            county.coverage[d] = 1.0 - exp(-dense)
            county.unmeasured += county.field_weight[d] * (1.0 - county.coverage[d])
