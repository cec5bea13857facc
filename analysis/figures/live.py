"""Headline outcomes of one run that is under way, with an earlier run behind it for comparison."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from experiments.compare.window import YEARLY, unscored
from scenarios.languages import translate
from sim.measures import HEADLINE

from ..labels import direction, measure_name, unit_name
from ..statistics import Array
from .style import FAINT, INK, SOFT, drawing, dress, finish, new_figure

if TYPE_CHECKING:
    from matplotlib.figure import Figure

COLUMNS = 2


def live_outcomes(runs: Sequence[Array], months: int, title: str, lang: str = "en", warmup: int = 0) -> Figure:
    """A panel for each headline outcome; runs: (month, measure of `HEADLINE`), the last one drawn in front."""
    rows = -(-len(HEADLINE) // COLUMNS)
    with drawing():
        figure = new_figure(7.2, 0.9 + 1.6 * rows, title, translate("analysis.figures.live", lang))
        figure.set_layout_engine(None)  # places that stay: a figure that is drawn every month should be quick
        places = {"left": 0.09, "right": 0.98, "top": 0.9, "bottom": 0.03, "wspace": 0.26, "hspace": 0.36}
        panels = figure.subplots(rows, COLUMNS, sharex=True, gridspec_kw=places).flat
        for column, (axes, name) in enumerate(zip(panels, HEADLINE, strict=True)):
            first = unscored(name, warmup) if name in YEARLY else 0
            for number, run in enumerate(runs):
                last = number == len(runs) - 1
                values, time = run[first:, column], np.arange(first + 1, len(run) + 1)
                axes.plot(time, values, color=INK if last else FAINT, lw=1.4, marker="." if len(time) == 1 else "")
            dress(axes)
            axes.set_xlim(1, max(months, 2))
            axes.set_title(f"{measure_name(name, lang)} · {direction(name, lang)}", size=8.5, loc="left")
            axes.set_ylabel(unit_name(name, lang), size=8, color=SOFT)
            axes.locator_params(axis="y", nbins=4)
        return finish(figure)
