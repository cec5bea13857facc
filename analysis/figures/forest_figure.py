"""Forest plot: paired differences against the baseline with 95 % intervals, a panel per outcome."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from scenarios.languages import translate
from sim.measures import HEADLINE

from ..style import BETTER, INK, SOFT, UNSURE, WORSE, ZEBRA, drawing, dress, finish, new_figure, wrapped
from .effect_table import EffectTable, effects, groups, kinds
from .words import MEASURE, direction, headed, joined, measure_name, not_yet, scenario_name, short_name, unit

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

COLUMNS = 5
ROW = 0.185  # inches
GAP = 0.6  # rows between groups


def forest(data: xr.Dataset, lang: str = "en", measures: Sequence[str] = HEADLINE) -> Figure:
    """Scenarios as rows (regimes, reforms, packages; the most helpful first), coloured by better or worse."""
    found = effects(data, measures)
    at = positions(groups(data, found))
    deep = -(-(len(measures) + 1) // COLUMNS)  # one cell more, for the key
    height = 0.8 + deep * (ROW * (max(at.values(), default=0) + 1.2) + 0.85)
    with drawing():
        figure = new_figure(11, height, *_heading(data, found, lang))
        grid = figure.subplots(deep, COLUMNS, squeeze=False, sharey=True)
        panels = list(grid.flat)
        for axes, name in zip(panels, measures, strict=False):
            _panel(axes, data, found, at, name, lang)
        for axes in panels[len(measures) :]:
            axes.set_axis_off()
        for axes in grid[:, 0]:
            _names(axes, data, at, lang)
        _key(panels[-1], any(_outside(found, m, kinds(data)) for m in measures), lang)
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


def colours(found: EffectTable, name: str) -> list[str]:
    """Better, worse, or grey where the verdict is neither."""
    verdicts = found.verdict[:, found.measures.index(name)]
    return [{1: BETTER, -1: WORSE, 0: UNSURE}[int(verdict)] for verdict in verdicts]


def limit(found: EffectTable, name: str, kind: dict[str, str]) -> float:
    """Half the width of the axis. Where regimes lie far beyond all reforms, reforms set it."""
    m = found.measures.index(name)
    reach = np.abs(np.nan_to_num(found.difference[:, m])) + np.nan_to_num(found.half[:, m])
    changed = np.array([kind[s] != "regime" for s in found.scenarios])
    whole = float(reach.max())
    inner = float(reach[changed].max()) if changed.sum() > 2 else whole
    return 1.12 * (inner if whole > 2.5 * inner > 0 else whole) or 1.0


def _heading(data: xr.Dataset, found: EffectTable, lang: str) -> tuple[str, str]:
    base = scenario_name(data, data.attrs["baseline"], lang)
    paired = "paired_plausible" if data.attrs.get("uncertainty") == "plausible" else "paired"
    parts = (
        translate("analysis.figures.window", lang, n=found.window),
        translate(f"analysis.figures.{paired}", lang),
        translate("analysis.figures.replicates", lang, n=found.replicates),
    )
    return headed(data, lang, translate("analysis.figures.forest", lang, baseline=base)), joined(lang, *parts)


def _panel(axes: Axes, data: xr.Dataset, found: EffectTable, at: dict[str, float], name: str, lang: str) -> None:
    m, edge = found.measures.index(name), limit(found, name, kinds(data))
    dress(axes, "x")
    axes.axvline(0, color=INK, lw=0.8, zorder=2)
    for y in list(at.values())[1::2]:
        axes.axhspan(y - 0.5, y + 0.5, color=ZEBRA, lw=0, zorder=0)
    rows, heights = [found.row(s) for s in at], np.array(list(at.values()))
    shades = np.array(colours(found, name))[rows]
    value = found.difference[rows, m]
    below, above = (np.where(np.isnan(end), value, end) for end in (found.low[rows, m], found.high[rows, m]))
    near, far = np.abs(value) <= edge, np.abs(value) > edge  # neither, where there is no value yet
    low, high = np.maximum(below, -edge), np.minimum(above, edge)
    axes.hlines(heights[near], low[near], high[near], colors=list(shades[near]), lw=1.4, zorder=3)
    axes.scatter(value[near], heights[near], s=18, c=list(shades[near]), ec="white", lw=0.4, zorder=4)
    for k in np.flatnonzero(far):
        _beyond(axes, heights[k], value[k], edge, str(shades[k]))
    if np.isnan(value).all():
        not_yet(axes, lang)
    _axes(axes, name, edge, lang)


def _beyond(axes: Axes, y: float, value: float, edge: float, colour: str) -> None:
    """An arrow at the edge of the panel with the value beside it."""
    side, text = (1 if value > 0 else -1), f"{value:+.2g}".replace("-", "−")
    axes.plot(side * edge * 0.97, y, marker=">" if side > 0 else "<", ms=4, color=colour, zorder=4)
    inward = "right" if side > 0 else "left"
    axes.text(side * edge * 0.86, y, text, size=6.5, color=colour, ha=inward, va="center")


def _axes(axes: Axes, name: str, edge: float, lang: str) -> None:
    measure = MEASURE[name]
    title = wrapped(measure_name(measure, lang), 24)
    axes.set_title(title, y=1.0, pad=15)
    axes.text(0, 1, direction(measure, lang), transform=axes.transAxes, size=7.5, color=SOFT, va="bottom")
    axes.set_xlabel(wrapped(unit(measure, lang), 26), size=7.5)
    axes.set_xlim(-edge, edge)
    axes.locator_params(axis="x", nbins=4)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)


def _names(axes: Axes, data: xr.Dataset, at: dict[str, float], lang: str) -> None:
    axes.set_yticks(list(at.values()), [wrapped(short_name(data, s, lang), 44) for s in at])
    axes.tick_params(axis="y", labelcolor=INK, labelsize=7.5)
    axes.set_ylim(max(at.values(), default=0) + 0.6, -0.6)


def _outside(found: EffectTable, name: str, kind: dict[str, str]) -> bool:
    """Some value lies beyond the axis."""
    values = found.difference[:, found.measures.index(name)]
    return bool((np.abs(values) > limit(found, name, kind)).any())


def _key(axes: Axes, beyond: bool, lang: str) -> None:
    from matplotlib.lines import Line2D

    entries = [("o", BETTER, "better"), ("o", WORSE, "worse"), ("o", UNSURE, "unsure")]
    handles = [Line2D([], [], marker=s, color=c, ms=5, lw=1.5) for s, c, _ in entries]
    names = [translate(f"analysis.figures.{key}", lang) for *_, key in entries]
    if beyond:
        handles.append(Line2D([], [], marker=">", color=SOFT, ms=5, lw=0))
        names.append(translate("analysis.figures.beyond", lang))
    axes.legend(handles, [wrapped(n, 24) for n in names], loc="upper left", borderaxespad=0)
