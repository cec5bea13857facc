"""Heat map of scenarios by outcomes: effects on one scale, colour and a corner say better or worse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from scenarios.languages import translate

from ..effects import Effects
from ..effects_of_results import effects_of_dataset
from ..labels import direction, heading, measure_name, short_name
from ..statistics import Array
from .forest_figure import positions, sample
from .style import INK, SOFT, drawing, finish, ink_on, new_figure, worse_to_better, wrapped

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes
    from matplotlib.cm import ScalarMappable
    from matplotlib.figure import Figure

ROW, COLUMN = 0.215, 0.79  # height of a row, width of a column, inches
TOP = {"range": -2.6, "level": -1.6}  # rows above the scenarios and their height
CORNER = 0.2  # of a cell's height: what marks a worse one, as colours do not in grey


def heat_map(data: xr.Dataset, lang: str = "en", measures: Sequence[str] = ()) -> Figure:
    """A cell holds the difference from the baseline over the outcome's range in the five regimes; colour stops at +-1.

    Where these were not all run it holds the share of the baseline's level: over the range of what happens to be
    compared, the one of two scenarios would always differ by all of it. In brackets and without colour where the effect
    is undecided or small. Rows on top give the range and the baseline's level in the outcome's own unit.
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
        keys = ("worse", _scale_of(found), "better")
        worse, scale, better = (translate(f"analysis.figures.{key}", lang) for key in keys)
        bar.set_label(f"←  {worse}    {scale}    {better}  →", size=8.5)
        return finish(figure)


def number(value: float) -> str:
    """Two decimals with a true minus, no minus before a zero; a dash where there is no value yet."""
    if np.isnan(value):
        return "–"
    text = f"{value:+.2f}".replace("-", "−")
    return "0" if text[1:] == "0.00" else text


def _heading(found: Effects, lang: str) -> tuple[str, str]:
    about = {"per_range": "per_range_about", "per_level": "per_level_about"}[_scale_of(found)]
    how = translate(f"analysis.figures.{about}", lang)
    return heading(found, translate("analysis.figures.heat_map", lang), lang, *sample(found, lang, how))


def _scale_of(found: Effects) -> str:
    """What effects are a share of: `per_range` of the regimes, or `per_level` of the baseline."""
    return "per_range" if found.ranges else "per_level"


def shares(found: Effects, scenario: str, measures: Sequence[str]) -> Array:
    """The effects of a scenario as shares of the scale; 0 where this is nothing."""
    scales = np.array([found.scale(measure) for measure in measures])
    means = np.array([found.difference(scenario, measure).mean for measure in measures])
    return np.divide(means, scales, out=np.zeros_like(means), where=scales > 1e-12)


def _row(axes: Axes, found: Effects, scenario: str, y: float, measures: Sequence[str], colours: ScalarMappable) -> None:
    from matplotlib.patches import Polygon, Rectangle

    effects = shares(found, scenario, measures)
    verdicts = np.array([found.verdict(scenario, measure) for measure in measures])
    better = np.array([found.measures[measure].better for measure in measures])
    gains = np.where(verdicts == 0, 0.0, effects * better)
    for x, (measure, share, verdict, gain) in enumerate(zip(measures, effects, verdicts, gains, strict=True)):
        known, fill = found.difference(scenario, measure).known, colours.to_rgba(gain)
        axes.add_patch(Rectangle((x - 0.49, y - 0.47), 0.98, 0.94, fc=fill, lw=0))
        if verdict < 0:
            left, low, wide = x - 0.49, y + 0.47, CORNER * ROW / COLUMN * 2
            at = [(left, low), (left + wide, low), (left, low - 2 * CORNER)]
            axes.add_patch(Polygon(at, fc=INK, ec="white", lw=0.5))
        text = number(share if known else np.nan)
        text = f"({text})" if known and verdict == 0 else text
        axes.text(x, y, text, ha="center", va="center_baseline", size=8, color=ink_on(fill))


def _top(axes: Axes, found: Effects, measures: Sequence[str]) -> None:
    for x, measure in enumerate(measures):
        top = {"level": found.level(found.baseline, measure).mean}
        top |= {"range": found.ranges[measure]} if found.ranges else {}
        for key, value in top.items():
            text = "–" if np.isnan(value) else f"{value:#.2g}".rstrip(".").replace("-", "−")
            axes.text(x, TOP[key], text, ha="center", va="center", size=8, color=SOFT)


def _frame(axes: Axes, found: Effects, at: dict[str, float], measures: Sequence[str], lang: str) -> None:
    top = {"range": TOP["range"], "level": TOP["level"]} if found.ranges else {"level_as_scale": TOP["level"]}
    rows = {translate(f"analysis.figures.{key}", lang): y for key, y in top.items()}
    rows |= {wrapped(short_name(found, s, lang), 52): y for s, y in at.items()}
    axes.set_yticks(list(rows.values()), list(rows))
    for label, y in zip(axes.get_yticklabels(), rows.values(), strict=True):
        label.set_color(SOFT if y < 0 else INK)
    axes.set_ylim(max(at.values(), default=0) + 0.6, min(top.values()) - 0.5)
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
