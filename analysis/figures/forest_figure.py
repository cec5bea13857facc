"""Forest plot: paired differences against the baseline with 95 % intervals, a panel per outcome."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from experiments.compare.window import window
from scenarios.languages import translate

from ..effects import Effects
from ..effects_of_results import effects_of_dataset
from ..labels import direction, heading, measure_name, scenario_name, short_name, unit_name
from .style import (
    BETTER,
    INK,
    MARKS,
    SHEET_WIDTH,
    SOFT,
    UNSURE,
    WORSE,
    ZEBRA,
    drawing,
    dress,
    finish,
    new_figure,
    not_yet,
    wrapped,
)

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

COLUMNS = 4
ROW = 0.185  # inches
GAP = 0.6  # rows between groups
COLOURS = {1: BETTER, -1: WORSE, 0: UNSURE}  # by verdict


def forest(data: xr.Dataset, lang: str = "en", measures: Sequence[str] = ()) -> Figure:
    """Scenarios as rows (regimes, reforms, packages; the most helpful first), coloured by better or worse."""
    found = effects_of_dataset(data)
    measures = measures or found.headline
    at = positions(found.groups(measures))
    deep = -(-(len(measures) + 1) // COLUMNS)  # one cell more, for the key
    height = 0.8 + deep * (ROW * (max(at.values(), default=0) + 1.2) + 0.85)
    with drawing():
        figure = new_figure(SHEET_WIDTH, height, *_heading(found, lang))
        grid = figure.subplots(deep, COLUMNS, squeeze=False, sharey=True)
        panels = list(grid.flat)
        beyond = [_panel(axes, found, at, name, lang) for axes, name in zip(panels, measures, strict=False)]
        for axes in panels[len(measures) :]:
            axes.set_axis_off()
        for axes in grid[:, 0]:
            axes.set_yticks(list(at.values()), [wrapped(short_name(found, s, lang), 52) for s in at])
            axes.tick_params(axis="y", labelcolor=INK, labelsize=8)
            axes.set_ylim(max(at.values(), default=0) + 0.6, -0.6)
        _key(panels[-1], any(beyond), lang)
        return finish(figure)


def positions(grouped: list[list[str]]) -> dict[str, float]:
    """Height of each row, with a gap between groups."""
    at, y = {}, 0.0
    for group in grouped:
        for scenario in group:
            at[scenario] = y
            y += 1
        y += GAP
    return at


def limit(found: Effects, measure: str) -> float:
    """Half the width of the axis, on which intervals of what is shown end. Where regimes lie far beyond all reforms,
    reforms set it."""
    pairs = [found.difference(scenario, measure) for scenario in found.scenarios]
    reach = np.nan_to_num(np.abs([[pair.mean, pair.low, pair.high] for pair in pairs])).max(axis=1)
    changed = np.array([found.kind(scenario) != "regime" for scenario in found.scenarios])
    whole = float(reach.max())
    inner = float(reach[changed].max()) if changed.sum() > 2 else whole
    edge = 1.12 * (inner if whole > 2.5 * inner > 0 else whole) or 1.0
    means = np.nan_to_num([abs(pair.mean) for pair in pairs])
    while (far := float(reach[means <= edge].max(initial=0.0))) > edge:
        edge = 1.05 * far
    return edge


def _heading(found: Effects, lang: str) -> tuple[str, str]:
    title = translate("analysis.figures.forest", lang, baseline=scenario_name(found, found.baseline, lang))
    how = translate(f"analysis.figures.{'paired_plausible' if found.uncertainty == 'plausible' else 'paired'}", lang)
    return heading(found, title, lang, *sample(found, lang, how))


def sample(found: Effects, lang: str, how: str) -> tuple[str, str, str]:
    """What numbers are means of, and how they were worked out, as parts of a subtitle."""
    months = translate("analysis.figures.window", lang, n=window(found.months))
    return months, how, translate("analysis.figures.replicates", lang, n=found.replicates)


def _panel(axes: Axes, found: Effects, at: dict[str, float], name: str, lang: str) -> bool:
    """Draw one outcome; whether some value lies beyond the axis."""
    edge = limit(found, name)
    dress(axes, "x")
    axes.axvline(0, color=INK, lw=0.8, zorder=2)
    for y in list(at.values())[1::2]:
        axes.axhspan(y - 0.5, y + 0.5, color=ZEBRA, lw=0, zorder=0)
    pairs = [found.difference(scenario, name) for scenario in at]
    verdicts = np.array([found.verdict(scenario, name) for scenario in at])
    shades = np.array([COLOURS[verdict] for verdict in verdicts], dtype=object)
    value, below, above = (np.array([getattr(pair, part) for pair in pairs]) for part in ("mean", "low", "high"))
    below, above = (np.where(np.isnan(end), value, end) for end in (below, above))
    heights, near, far = np.array(list(at.values())), np.abs(value) <= edge, np.abs(value) > edge  # NaN is neither
    axes.hlines(heights[near], below[near], above[near], colors=list(shades[near]), lw=1.4, zorder=3)
    for verdict, colour in COLOURS.items():
        own = near & (verdicts == verdict)
        face = colour if verdict else "white"
        axes.plot(value[own], heights[own], MARKS[verdict], mfc=face, mec=colour, ms=3.8, mew=0.9, zorder=4)
    for end in (below, above):  # higher than the marks, which would hide a narrow interval
        shown = near & (end != value)
        axes.plot(end[shown], heights[shown], "|", color=INK, ms=6.5, mew=0.9, zorder=5)
    for k in np.flatnonzero(far):
        _beyond(axes, heights[k], value[k], edge, shades[k])
    if np.isnan(value).all():
        not_yet(axes, lang)
    declared = found.measures[name]
    axes.set_title(wrapped(measure_name(declared, lang), 24), y=1.0, pad=15)
    axes.text(0, 1, direction(declared, lang), transform=axes.transAxes, size=8, color=SOFT, va="bottom")
    axes.set_xlabel(wrapped(unit_name(declared, lang), 26), size=8)
    axes.set_xlim(-edge, edge)
    axes.locator_params(axis="x", nbins=4)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    return bool(far.any())


def _beyond(axes: Axes, y: float, value: float, edge: float, colour: str) -> None:
    """An arrow at the edge of the panel with the value beside it."""
    side, text = (1 if value > 0 else -1), f"{value:+.2g}".replace("-", "−")
    axes.plot(side * edge * 0.97, y, marker=">" if side > 0 else "<", ms=4, color=colour, zorder=4)
    inward = "right" if side > 0 else "left"
    axes.text(side * edge * 0.86, y, text, size=8, color=colour, ha=inward, va="center")


def _key(axes: Axes, beyond: bool, lang: str) -> None:
    from matplotlib.lines import Line2D

    handles = [
        Line2D([], [], marker=MARKS[way], color=colour, mfc=colour if way else "white", ms=5, lw=1.5)
        for way, colour in COLOURS.items()
    ]
    handles += [Line2D([], [], marker=">", color=SOFT, ms=5, lw=0)] if beyond else []
    keys = ("better", "worse", "unsure", "beyond")[: len(handles)]
    names = [wrapped(translate(f"analysis.figures.{key}", lang), 24) for key in keys]
    axes.legend(handles, names, loc="upper left", borderaxespad=0)
