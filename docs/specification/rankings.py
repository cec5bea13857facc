"""7.38 rankings go on unofficially: `sim/rules/rankings.py`."""

from .mathematics import logistic


def values_comparison(p, gained, cost):  # eq. 176
    """How far an office keeps a league table of its own."""
    return logistic(p.office_precision * ((1.0 - p.service_users) * gained - cost))


def rank_unofficially(p, written, c):  # eq. 177
    """Stakes of ranks in practice; written: in the regime as written."""
    c.ranks_ordered = p.rank_stakes
    if p.order_kept < 1.0 and written > p.rank_stakes:
        p.rank_stakes += (1.0 - p.order_kept) * c.compared * (written - p.rank_stakes)
