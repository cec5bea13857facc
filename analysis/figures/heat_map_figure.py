"""Heat map of scenarios by outcomes: standardised effects, colour says better or worse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from scenarios.languages import translate

from ..effects import Effects
from ..effects_of_results import effects_of_dataset
from ..labels import direction, heading, measure_name, short_name
from .forest_figure import positions, sample
from .style import INK, SOFT, drawing, finish, ink_on, new_figure, worse_to_better, wrapped

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes
    from matplotlib.cm import ScalarMappable
    from matplotlib.figure import Figure

ROW, COLUMN = 0.215, 0.86  # height of a row, width of a column, inches
TOP = {"range": -2.6, "level": -1.6}  # rows above the scenarios and their height


def heat_map(data: xr.Dataset, lang: str = "en", measures: Sequence[str] = ()) -> Figure:
    """A cell holds the difference from the baseline over the outcome's range; colour stops at +-1 range.

    In brackets where the effect is undecided or small.

    Two rows on top give the baseline's level and the range in the outcome's own unit.
    """
    from matplotlib.cm import ScalarMappable
    from matplotlib.colors import Normalize

    found = effects_of_dataset(data)
    measures = measures or found.headline
    at = positions(found.groups(measures))
    height = 2.2 + ROW * (max(at.values(), default=0) + 4)
    with drawing():
        figure = new_figure(2.6 + COLUMN * len(measures), height, *_heading(found, lang))
        axes, colours = figure.subplots(), ScalarMappable(Normalize(-1, 1, clip=True), worse_to_better())
        for scenario, y in at.items():
            _row(axes, found, scenario, y, measures, colours)
        _top(axes, found, measures)
        _frame(axes, found, at, measures, lang)
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


def _heading(found: Effects, lang: str) -> tuple[str, str]:
    over = translate(f"analysis.figures.{'regimes' if found.ranges else 'scenarios'}", lang)
    how = translate("analysis.figures.per_range", lang, which=over)
    return heading(found, translate("analysis.figures.heat_map", lang), lang, *sample(found, lang, how))


def _row(axes: Axes, found: Effects, scenario: str, y: float, measures: Sequence[str], colours: ScalarMappable) -> None:
    from matplotlib.patches import Rectangle

    gains = np.array([found.benefit(scenario, measure) for measure in measures])
    for x, (measure, gain) in enumerate(zip(measures, gains, strict=True)):
        known = found.difference(scenario, measure).known
        fill = colours.to_rgba(gain)
        axes.add_patch(Rectangle((x - 0.49, y - 0.47), 0.98, 0.94, fc=fill, lw=0))
        text = number(found.standardised(scenario, measure) if known else np.nan)
        text = f"({text})" if known and found.verdict(scenario, measure) == 0 else text
        axes.text(x, y, text, ha="center", va="center_baseline", size=8, color=ink_on(fill))


def _top(axes: Axes, found: Effects, measures: Sequence[str]) -> None:
    for x, measure in enumerate(measures):
        top = {"range": found.spreads[measure], "level": found.level(found.baseline, measure).mean}
        for key, value in top.items():
            text = "–" if np.isnan(value) else f"{value:.2f}".replace("-", "−")
            axes.text(x, TOP[key], text, ha="center", va="center", size=8, color=SOFT)


def _frame(axes: Axes, found: Effects, at: dict[str, float], measures: Sequence[str], lang: str) -> None:
    rows = {translate(f"analysis.figures.{key}", lang): y for key, y in TOP.items()}
    rows |= {wrapped(short_name(found, s, lang), 52): y for s, y in at.items()}
    axes.set_yticks(list(rows.values()), list(rows))
    for label, y in zip(axes.get_yticklabels(), rows.values(), strict=True):
        label.set_color(SOFT if y < 0 else INK)
    axes.set_ylim(max(at.values(), default=0) + 0.6, -3.1)
    axes.set_xlim(-0.5, len(measures) - 0.5)
    axes.axhline(-0.9, color=SOFT, lw=0.6)
    axes.xaxis.tick_top()
    axes.set_xticks(
        range(len(measures)), [wrapped(measure_name(found.measures[m], lang), 14) for m in measures], va="bottom"
    )
    axes.tick_params(axis="x", labelsize=8, labelcolor=INK, pad=26)
    for x, way in enumerate(direction(found.measures[measure], lang) for measure in measures):
        axes.annotate(
            wrapped(way, 10), (x, 1), xycoords=("data", "axes fraction"), xytext=(0, 3),
            textcoords="offset points", ha="center", va="bottom", size=8, color=SOFT,
        )  # fmt: skip
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
