"""What lists and caps keep out comes back as assistance asked of townships.

Concepts K5, K11 · rows C10, D1, D12, D20, D21 · phase 1 of the month.
An indicator that a duty list takes back, or that is above a cap, is not in the score any more; but the office that
wrote it can still ask townships to help. It does as far as that wins it more attention than handling costs, and as far
as nobody holds it to the list. Assistance asks documents and breaks the rhythm of work as an indicator does; it lets
superiors see nothing.
"""

from __future__ import annotations

from ..compile.kernel import kernel
from ..mathematics import logistic
from ..state.arrays import each_field


@kernel
def readiness(p, gain, cost):
    """Part of what is kept from an office that it asks for all the same (eq. 174).

    gain, cost: of one more indicator to the office, at what lists and caps leave it.
    """
    if p.order_kept >= 1.0:
        return 0.0
    return (1.0 - p.order_kept) * logistic(p.office_precision * (gain - cost))


@kernel
def ask_assistance(p, county, off_list, keep):
    """Add what is asked as assistance to what townships carry (eq. 175).

    county.assisted, county.assisted_load: by field, what offices that are ready to ask have left on the list, and its
    documents; afterwards, what they ask as assistance. off_list: part that the list takes back. keep: part of the rest
    that the cap leaves.
    """
    county.listed = (1.0 - off_list) * keep
    kept_out = (1.0 - county.listed) / (1.0 - off_list)
    for d in each_field(p):
        county.assisted[d] *= kept_out
        county.assisted_load[d] *= kept_out
        county.total_count += county.assisted[d]
        county.trace_load[d] += county.assisted_load[d]
