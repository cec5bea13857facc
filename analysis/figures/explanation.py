"""An effect split over mechanisms: one bar each with its interval, what remains, and the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from experiments.credibility.explain.split import Explanation
from scenarios.languages import translate
from sim.measures import MEASURES

from ..labels import measure_name, scenario_words, with_unit
from .style import BETTER, INK, UNSURE, WORSE, drawing, dress, finish, new_figure, wrapped

if TYPE_CHECKING:
    from matplotlib.figure import Figure

ROW = 0.3  # inches


def explanation_figure(found: Explanation, lang: str = "en") -> Figure:
    """Parts of an effect, the largest first, coloured by better or worse where their interval excludes zero."""
    measure = next(each for each in MEASURES if each.id == found.outcome)
    names = [part.mechanism.name.render(lang) for part in found.parts]
    names += [translate(f"analysis.explain.{key}", lang) for key in ("remainder", "whole")]
    values = [*(part.share for part in found.parts), found.remainder, found.whole]
    place = found.place.name_zh if lang == "zh" else found.place.name_en
    title = translate("analysis.explain.title", lang, outcome=measure_name(found.outcome, lang), place=place)
    said = {"scenario": scenario_words(found.scenario, lang), "baseline": scenario_words(found.baseline, lang)}
    about = translate("analysis.explain.about", lang, **said, n=found.replicates)
    heights = np.array([*range(len(found.parts) + 1), len(found.parts) + 1.5])
    with drawing():
        figure = new_figure(8.5, 1.6 + ROW * len(values), title, wrapped(about, 120))
        axes = figure.subplots()
        dress(axes, "x")
        axes.axvline(0, color=INK, lw=0.8, zorder=2)
        middle = np.array([value.mean for value in values])
        reach = np.array([[value.mean - value.low, value.high - value.mean] for value in values]).T
        colours = [(WORSE, BETTER)[value.mean * measure.better > 0] if value.sure else UNSURE for value in values]
        if measure.better == 0:
            colours = [INK if value.sure else UNSURE for value in values]
        axes.barh(heights, middle, height=0.62, color=colours, zorder=1)
        axes.errorbar(middle, heights, xerr=np.nan_to_num(reach), fmt="none", ecolor=INK, elinewidth=1, zorder=3)
        axes.set_yticks(heights, names)
        axes.set_ylim(heights[-1] + 0.6, -0.6)
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        axes.set_xlabel(with_unit(measure, lang))
        return finish(figure)
