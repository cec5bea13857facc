"""Event studies of a pilot beside the true effects."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenarios.languages import translate
from sim.measures import HEADLINE

from ..effects import MEASURE
from ..labels import place_name, scenario_words, with_unit
from ..pilot import Evaluation
from .style import FAINT, INK, LINES, drawing, dress, finish, new_figure

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def event_figure(evaluation: Evaluation, lang: str = "en") -> Figure:
    """A panel for each headline outcome, the largest number of pilots: estimates by year, and the truth."""
    from matplotlib.ticker import MaxNLocator

    pilot, events = evaluation.pilot, evaluation.events
    size = events["size"].max()
    reform, baseline = (scenario_words(each, lang) for each in (pilot.reform, pilot.baseline))
    title = translate("analysis.pilot.event_title", lang, reform=reform, place=place_name(pilot.place, lang))
    about = translate("analysis.pilot.event", lang, baseline=baseline, n=pilot.replicates, size=size)
    with drawing():
        figure = new_figure(10, 10.4, title, about)
        for axes, outcome in zip(figure.subplots(5, 2, sharex=True).flat, HEADLINE, strict=True):
            groups = events[(events["size"] == size) & (events["outcome"] == outcome)].groupby("since")
            times = np.array(sorted(groups.groups))
            middle, true = groups["estimate"].mean()[times], groups["pilots"].mean()[times]
            low, high = groups["estimate"].quantile(0.025)[times], groups["estimate"].quantile(0.975)[times]
            axes.axhline(0, color=FAINT, lw=0.6)
            axes.axvline(-0.5, color=FAINT, lw=0.6, ls=":")
            axes.plot(times, true, color=INK, lw=1.1)
            axes.errorbar(times, middle, [middle - low, high - middle], fmt="o", ms=3, color=LINES[1], lw=1)
            axes.set_title(with_unit(MEASURE[outcome], lang), size=8)
            axes.xaxis.set_major_locator(MaxNLocator(6, integer=True))
            dress(axes)
        for axes in figure.axes[-2:]:
            axes.set_xlabel(translate("analysis.pilot.since", lang))
        return finish(figure)
