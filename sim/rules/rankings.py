"""Rankings go on unofficially where a reform forbids or reduces them.

Concepts K3, K11 · rows B7, B29, C10, D5 · before phase 1 of the month.
Offices keep league tables of their own: one more table wins attention to their fields, as an indicator does, but only
as far as offices answer to superiors, and not to those they serve. What goes on is a part of the stakes that the reform
took away from ranks, as far as nobody holds offices to it.
"""

from __future__ import annotations

from ..compile.kernel import kernel
from ..mathematics import logistic


@kernel
def values_comparison(p, gain, cost):
    """How far an office keeps a league table of its own, 0 to 1 (eq. 176); gain, cost: of a first indicator to it."""
    return logistic(p.office_precision * ((1.0 - p.service_users) * gain - cost))


@kernel
def rank_unofficially(p, written, county):
    """Stakes of ranks in practice, of those in force and of the regime as `written` (eq. 177): p.rank_stakes.

    county.compared: how far offices kept league tables last month, the mean by their parts in what counts.
    """
    county.ranks_ordered = p.rank_stakes
    if p.order_kept < 1.0 and written.rank_stakes > p.rank_stakes:
        p.rank_stakes += (1.0 - p.order_kept) * county.compared * (written.rank_stakes - p.rank_stakes)
