"""How far replicates of curves lie apart: bands, or where these would cover each other, lines beside the panel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from ..statistics import Array

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_BANDS = 3  # on top of each other
MIDDLE = (0.025, 0.975)
STEP = 0.014  # of the length of the axis, between the lines beside a panel


def kind_of(curves: int) -> str:
    """How so many curves show their replicates: as a `band` each, or as `ends`, of the last month alone."""
    return "band" if curves <= MOST_BANDS else "ends"


def draw_spread(axes: Axes, months: Array, runs: Sequence[Array], colours: Sequence[str]) -> None:
    """Draw the middle 95 % of replicates of each curve; runs: (replicate, month) each."""
    for number, (own, colour) in enumerate(zip(runs, colours, strict=True), 1):
        if len(own) < 2 or not len(months):
            continue
        low, high = np.quantile(own, MIDDLE, axis=0)
        if kind_of(len(runs)) == "band":
            axes.fill_between(months, low, high, color=colour, alpha=0.15, lw=0, zorder=2)
        else:
            beside = months[-1] + number * STEP * (months[-1] - months[0])
            axes.vlines(beside, low[-1], high[-1], colors=colour, lw=2.2, zorder=3)


def room_for(curves: int) -> float:
    """How much longer than its curves an axis has to be."""
    return 0.0 if kind_of(curves) == "band" else STEP * (curves + 1)
