"""Heat map of scenarios by outcomes: standardised effects, colour says better or worse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from scenarios.languages import translate
from sim.measures import HEADLINE

from ..style import INK, SOFT, drawing, finish, new_figure, worse_to_better, wrapped
from .effect_table import EffectTable, effects, groups
from .forest_figure import positions
from .words import MEASURE, direction, headed, joined, measure_name, short_name

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes
    from matplotlib.cm import ScalarMappable
    from matplotlib.figure import Figure

ROW, COLUMN = 0.215, 0.86  # inches
TOP = ("range", "level")  # rows above the scenarios, from the top


def heat_map(data: xr.Dataset, lang: str = "en", measures: Sequence[str] = HEADLINE) -> Figure:
    """A cell holds the difference from the baseline over the outcome's range; colour stops at +-1 range.

    Two rows on top give the baseline's level and the range in the outcome's own unit.
    """
    found = effects(data, measures)
    at = positions(groups(data, found))
    height = 2.2 + ROW * (max(at.values(), default=0) + 4)
    with drawing():
        figure = new_figure(2.6 + COLUMN * len(measures), height, *_heading(data, found, lang))
        axes = figure.subplots()
        colours = _colours()
        for scenario, y in at.items():
            _row(axes, found, scenario, y, colours)
        _top(axes, found)
        _frame(axes, data, found, at, lang)
        bar = figure.colorbar(colours, ax=axes, location="bottom", fraction=0.03, aspect=45, pad=0.02, shrink=0.6)
        bar.outline.set_visible(False)
        bar.set_ticks([-1, -0.5, 0, 0.5, 1], labels=["≤ −1", "−0.5", "0", "0.5", "≥ 1"])
        worse, scale, better = (translate(f"analysis.figures.{key}", lang) for key in ("worse", "scale", "better"))
        bar.set_label(f"←  {worse}    {scale}    {better}  →", size=8.5)
        return finish(figure)


def number(value: float) -> str:
    """Two decimals with a true minus, no minus before a zero; a dash where there is no value yet."""
    if np.isnan(value):
        return "–"
    text = f"{value:+.2f}".replace("-", "−")
    return "0" if text[1:] == "0.00" else text


def _colours() -> ScalarMappable:
    from matplotlib.cm import ScalarMappable
    from matplotlib.colors import Normalize

    return ScalarMappable(Normalize(-1, 1, clip=True), worse_to_better())


def _heading(data: xr.Dataset, found: EffectTable, lang: str) -> tuple[str, str]:
    how = translate("analysis.figures.per_range", lang, which=translate(f"analysis.figures.{found.spread_over}", lang))
    parts = (
        translate("analysis.figures.window", lang, n=found.window),
        how,
        translate("analysis.figures.replicates", lang, n=found.replicates),
    )
    return headed(data, lang, translate("analysis.figures.heat_map", lang)), joined(lang, *parts)


def _row(axes: Axes, found: EffectTable, scenario: str, y: float, colours: ScalarMappable) -> None:
    from matplotlib.patches import Rectangle

    i = found.row(scenario)
    effects = np.where(np.isnan(found.difference[i]), np.nan, found.standardised[i])
    for m, (effect, gain) in enumerate(zip(effects, found.benefit[i], strict=True)):
        fill = colours.to_rgba(gain)
        axes.add_patch(Rectangle((m - 0.49, y - 0.47), 0.98, 0.94, fc=fill, lw=0))
        dark = float(np.dot(fill[:3], (0.299, 0.587, 0.114))) < 0.55
        axes.text(m, y, number(effect), ha="center", va="center_baseline", size=7.5, color="white" if dark else INK)


def _top(axes: Axes, found: EffectTable) -> None:
    base = found.row(found.baseline)
    for m, spread in enumerate(found.spread):
        for y, value in ((-2.6, spread), (-1.6, found.level[base, m])):
            text = "–" if np.isnan(value) else f"{value:.2f}".replace("-", "−")
            axes.text(m, y, text, ha="center", va="center", size=7.5, color=SOFT)


def _frame(axes: Axes, data: xr.Dataset, found: EffectTable, at: dict[str, float], lang: str) -> None:
    rows = {translate(f"analysis.figures.{key}", lang): y for key, y in zip(TOP, (-2.6, -1.6), strict=True)}
    rows |= {wrapped(short_name(data, s, lang), 44): y for s, y in at.items()}
    axes.set_yticks(list(rows.values()), list(rows))
    for label, y in zip(axes.get_yticklabels(), rows.values(), strict=True):
        label.set_color(SOFT if y < 0 else INK)
    axes.set_ylim(max(at.values(), default=0) + 0.6, -3.1)
    axes.set_xlim(-0.5, len(found.measures) - 0.5)
    axes.axhline(-0.9, color=SOFT, lw=0.6)
    _columns(axes, found, lang)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)


def _columns(axes: Axes, found: EffectTable, lang: str) -> None:
    axes.xaxis.tick_top()
    shown = [MEASURE[name] for name in found.measures]
    axes.set_xticks(range(len(shown)), [wrapped(measure_name(m, lang), 14) for m in shown], va="bottom")
    axes.tick_params(axis="x", labelsize=8, labelcolor=INK, pad=26)
    for x, m in enumerate(shown):
        axes.annotate(
            wrapped(direction(m, lang), 10), (x, 1), xycoords=("data", "axes fraction"), xytext=(0, 3),
            textcoords="offset points", ha="center", va="bottom", size=6.8, color=SOFT,
        )  # fmt: skip
