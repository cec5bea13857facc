"""Headline outcomes over the months: means, and how far replicates lie apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from experiments.compare.window import FIRST_SCORE, YEARLY
from scenarios.languages import translate

from ..effects import Effects
from ..effects_of_results import effects_of_dataset
from ..labels import direction, heading, measure_name, short_name, unit_name
from ..statistics import Array
from .spread import draw_spread, kind_of, room_for
from .style import INK, LINES, SOFT, STROKES, drawing, dress, finish, new_figure, not_yet, width_of

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from sim.measures import Measure

YEAR = 12
COLUMNS = 2
DASHED = (0, (4, 2))


def trajectories(
    data: xr.Dataset, lang: str = "en", measures: Sequence[str] = (), highlight: Sequence[str] | None = None
) -> Figure:
    """A panel per outcome; a few scenarios in colour and strokes of their own, the others as grey lines.

    Lines are means over the last twelve months, so the yearly rhythm of assessment does not hide the
    trend; they begin when a year is complete.
    """
    found = effects_of_dataset(data)
    measures = measures or found.headline
    shown = list(highlight if highlight is not None else chosen(found))[: len(LINES) + 1]
    rows = -(-len(measures) // COLUMNS)
    smoothed = translate("analysis.figures.trailing", lang) if found.months >= YEAR else ""
    band = translate(f"analysis.figures.{kind_of(len(shown))}", lang, n=found.replicates)
    with drawing():
        title = translate("analysis.figures.trajectories", lang)
        figure = new_figure(10, 0.9 + 2.45 * rows + 0.25, *heading(found, title, lang, smoothed, band))
        panels = list(figure.subplots(rows, COLUMNS, squeeze=False, sharex=True).flat)
        for axes, name in zip(panels, measures, strict=False):
            _panel(axes, data, found.measures[name], shown, lang)
        for axes in panels[len(measures) :]:
            axes.set_visible(False)
        for axes in panels[-COLUMNS:]:
            axes.set_xlabel(translate("analysis.figures.month", lang))
        _legend(figure, found, shown, data.attrs.get("reform_start") is not None, lang)
        return finish(figure)


def chosen(found: Effects) -> list[str]:
    """The baseline, then regimes, then what helps or harms most: as many as there are colours."""
    others = sorted(found.others, key=lambda s: (found.kind(s) != "regime", -found.distance(s), s))
    return [found.baseline, *others[: len(LINES)]]


def smooth(series: Array) -> Array:
    """Mean of the last twelve months along the last axis; unchanged if there is no whole year."""
    if series.shape[-1] < YEAR:
        return series
    total = np.concatenate([np.zeros((*series.shape[:-1], 1)), np.cumsum(series, axis=-1)], axis=-1)
    return np.asarray((total[..., YEAR:] - total[..., :-YEAR]) / YEAR)


def _panel(axes: Axes, data: xr.Dataset, measure: Measure, shown: list[str], lang: str) -> None:
    months = data.sizes["month"]
    time = np.asarray(data["month"].values if "month" in data.coords else np.arange(1, months + 1), dtype=float)
    series = data[measure.id].transpose("scenario", "replicate", "month").to_numpy().astype(float)
    series = smooth(series[..., FIRST_SCORE - 1 :] if measure.id in YEARLY else series)
    ends = time[len(time) - series.shape[-1] :]
    if not ends.size:
        not_yet(axes, lang)
    rows = dict(zip(map(str, data["scenario"].values), series, strict=True))
    others = [runs.mean(axis=0) for scenario, runs in rows.items() if scenario not in shown]
    if others:
        axes.plot(ends, np.array(others).T, color="#C9CDD1", lw=0.6, zorder=1)
    colours = (INK, *LINES)[: len(shown)]
    draw_spread(axes, ends, [rows[scenario] for scenario in shown], colours)
    # The baseline is drawn last, on top of the others.
    for colour, stroke, scenario in reversed(list(zip(colours, ("-", *STROKES), shown, strict=False))):
        axes.plot(ends, rows[scenario].mean(axis=0), color=colour, ls=stroke, lw=1.5, zorder=3)
    first, start = ends[0] if ends.size else time[0], data.attrs.get("reform_start")
    if start is not None:
        axes.axvline(float(start), color=SOFT, lw=0.9, ls=DASHED, zorder=1.5)
        first = min(first, start)  # no empty year before the lines begin
    time = time[time >= first]
    dress(axes)
    axes.set_title(measure_name(measure, lang), y=1.0, pad=16)
    below = f"{unit_name(measure, lang)} · {direction(measure, lang)}"
    axes.text(0, 1.03, below, transform=axes.transAxes, size=8, color=SOFT)
    last = time[-1]
    if last >= YEAR:
        axes.set_xticks(np.arange(0, last + 1, YEAR * max(1, round(last / YEAR / 5))))
    else:
        axes.locator_params(axis="x", integer=True)
    room = room_for(len(shown)) * (last - time[0])
    axes.set_xlim(time[0] - 1, last + room)  # after the ticks, which would widen it
    axes.locator_params(axis="y", nbins=5)


def _legend(figure: Figure, found: Effects, shown: list[str], reform_starts: bool, lang: str) -> None:
    from matplotlib.lines import Line2D

    strokes = zip((INK, *LINES), ("-", *STROKES), shown, strict=False)
    handles = [Line2D([], [], color=colour, ls=stroke, lw=1.8) for colour, stroke, _ in strokes]
    labels = [short_name(found, scenario, lang) for scenario in shown]
    if found.baseline in shown:
        base = shown.index(found.baseline)
        labels[base] = translate("analysis.figures.baseline", lang, name=labels[base])
    rest = len(found.scenarios) - len(shown)
    if rest:
        handles.append(Line2D([], [], color="#B9BDC1", lw=1))
        labels.append(translate("analysis.figures.others", lang, n=rest))
    if reform_starts:
        handles.append(Line2D([], [], color=SOFT, lw=0.9, ls=DASHED))
        labels.append(translate("analysis.figures.start", lang))
    fitting = int(150 / (max(map(width_of, labels)) + 8))
    figure.legend(handles, labels, loc="outside lower center", ncols=max(1, min(len(labels), fitting, 5)))
