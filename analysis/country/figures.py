"""Figures of a country: tiles by province, courses, amplification, how townships differ."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from experiments.country import LEVELS
from experiments.ending import TOWNSHIP_STATES
from scenarios.units import unit as unit_name
from sim.measures import HEADLINE, NAMES

from ..figures.words import MEASURE, direction, measure_name, unit
from ..intervals import FIRST_SCORE, YEARLY
from ..style import INK, LINES, SOFT, deepening, drawing, dress, finish, new_figure, save
from .tables import field_name, units_of
from .words import bracketed, place_name, region_kind, say, short_names, when

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from experiments.country import Country

# Where provinces lie, as column and row of a grid of tiles (their usual relative position).
TILES = {
    23: (8, 0), 65: (0, 1), 62: (3, 2), 64: (4, 2), 15: (5, 1), 22: (8, 1), 21: (8, 2), 63: (2, 2), 61: (4, 3),
    14: (5, 2), 13: (6, 2), 11: (6, 1), 12: (7, 2), 37: (6, 3), 54: (1, 3), 51: (3, 4), 50: (4, 4), 42: (5, 4),
    41: (5, 3), 34: (6, 4), 32: (7, 4), 31: (8, 4), 33: (7, 5), 43: (5, 5), 36: (6, 5), 35: (7, 6), 53: (3, 5),
    52: (4, 5), 45: (4, 6), 44: (5, 6), 46: (5, 7),
}  # fmt: skip
SHOWN = ("formalism", "selective_attention", "burden", "blame_shifting", "true_outcome", "satisfaction")
SPREAD = ("true_outcome", "formalism", "burden", "initiative", "fear", "load")


def draw_all(country: Country, folder: Path, lang: str = "en") -> list[Path]:
    """Write every figure as PNG and SVG."""
    folder.mkdir(parents=True, exist_ok=True)
    figures = {"tiles": tiles, "course": course, "cascade": cascade, "townships": townships}
    return [path for name, draw in figures.items() for path in save(draw(country, lang), folder / f"{name}_{lang}")]


def tiles(country: Country, lang: str = "en") -> Figure:
    """A tile for each unit below the place, coloured by the mean of the last whole year, an outcome a panel."""
    year, place = country.whole_year, place_name(country.study.place, lang)
    where = say("where_map" if _known(country) else "where_order", lang)
    subtitle = say("map", lang, unit=region_kind(country, lang), when=when(country, lang), where=where)
    spots = _spots(country)
    with drawing():
        figure = new_figure(10.5, 7.4, say("map_title", lang, place=place), subtitle)
        figure.get_layout_engine().set(hspace=0.06)  # type: ignore[union-attr, call-arg]
        for axes, name in zip(figure.subplots(2, 3).flat, SHOWN, strict=True):
            values = country.monthly[:, 12 * (year - 1) : min(12 * year, country.months), NAMES.index(name)].mean(
                axis=1
            )
            _panel(axes, values, spots, short_names(country), name, lang)
        return finish(figure)


def _panel(
    axes: Axes, values: np.ndarray, spots: list[tuple[int, int]], names: list[str], name: str, lang: str
) -> None:
    from matplotlib.cm import ScalarMappable
    from matplotlib.colors import Normalize
    from matplotlib.patches import Rectangle

    low, high = float(values.min()), float(values.max())
    scale = Normalize(low, high if high > low else low + 1e-9)
    colours = ScalarMappable(scale, deepening(MEASURE[name].better))
    size = 7.0 if len(names) <= 40 else 4.5
    for (x, y), value, label in zip(spots, values, names, strict=True):
        axes.add_patch(Rectangle((x, y), 0.94, 0.94, facecolor=colours.to_rgba(value), lw=0))
        ink = "white" if scale(value) > 0.55 else INK
        axes.text(x + 0.47, y + 0.38, label, ha="center", va="center", size=size, color=ink)
        axes.text(x + 0.47, y + 0.72, f"{value:.3f}", ha="center", va="center", size=size - 1.5, color=ink)
    axes.set_xlim(-0.1, max(x for x, _ in spots) + 1.1)
    axes.set_ylim(max(y for _, y in spots) + 1.1, -0.1)
    axes.set_aspect("equal")
    axes.axis("off")
    measure = MEASURE[name]
    axes.set_title(measure_name(measure, lang) + bracketed(lang, unit(measure, lang), direction(measure, lang)), size=8)
    bar = axes.figure.colorbar(colours, ax=axes, location="bottom", fraction=0.04, aspect=40, pad=0.01)
    bar.set_ticks([low, high], labels=[f"{low:.3f}", f"{high:.3f}"])
    first, last = bar.ax.get_xticklabels()  # within the panel, clear of its neighbour's
    first.set_horizontalalignment("left")
    last.set_horizontalalignment("right")
    bar.outline.set_visible(False)
    bar.ax.tick_params(labelsize=6.5)


def _spots(country: Country) -> list[tuple[int, int]]:
    """Usual positions of provinces; other units in rows, in the order of codes."""
    if _known(country):
        return [TILES[int(code)] for code in country.regions]
    wide = int(np.ceil(np.sqrt(1.3 * len(country.regions))))
    return [(i % wide, i // wide) for i in range(len(country.regions))]


def _known(country: Country) -> bool:
    return all(int(code) in TILES for code in country.regions)


def course(country: Country, lang: str = "en") -> Figure:
    """Headline outcomes by month, with the spread of the units below."""
    place, months = place_name(country.study.place, lang), np.arange(1, country.months + 1)
    from matplotlib.ticker import MaxNLocator

    subtitle, national = say("course", lang, n=len(country.regions)), country.national()
    with drawing():
        figure = new_figure(10, 7.2, say("course_title", lang, place=place), subtitle)
        for axes, name in zip(figure.subplots(3, 3, sharex=True).flat, HEADLINE, strict=True):
            m, begin = NAMES.index(name), FIRST_SCORE - 1 if name in YEARLY else 0
            low, high = np.quantile(country.monthly[:, begin : country.months, m], (0.1, 0.9), axis=0)
            axes.fill_between(months[begin:], low, high, color=LINES[1], alpha=0.18, lw=0)
            axes.plot(
                months[begin:], national[begin:, m], color=LINES[1], lw=1.2, marker="." if len(months) < 3 else ""
            )
            axes.set_title(measure_name(MEASURE[name], lang) + bracketed(lang, unit(MEASURE[name], lang)), size=8)
            axes.xaxis.set_major_locator(MaxNLocator(6, integer=True, steps=(1, 1.2, 2.4, 3.6, 6, 10)))
            dress(axes)
        for axes in figure.axes[-3:]:
            axes.set_xlabel(say("month", lang))
        return finish(figure)


def cascade(country: Country, lang: str = "en") -> Figure:
    """What each level adds to targets, by field and year; the fields that are amplified most."""
    from matplotlib.ticker import MaxNLocator

    place, years = place_name(country.study.place, lang), np.arange(1, country.years + 1)
    with drawing():
        figure = new_figure(10, 3.8, say("cascade_title", lang, place=place), say("cascade", lang, n=len(LINES)))
        panels = figure.subplots(1, 3, sharey=True)
        top = np.argsort(-country.raised[: country.years].mean(axis=(0, 1)), kind="stable")[: len(LINES)]
        for level, axes in enumerate(panels):
            for colour, d in zip(LINES, top, strict=False):
                label = field_name(country, int(d), lang)
                axes.plot(
                    years, country.raised[: country.years, level, d], color=colour, lw=1.3, label=label, marker="."
                )
            axes.set_title(say("units", lang, level=say(LEVELS[level], lang), n=units_of(country)[level]))
            axes.xaxis.set_major_locator(MaxNLocator(6, integer=True))
            axes.set_xlabel(say("year", lang))
            dress(axes)
        panels[-1].legend(loc="center left", bbox_to_anchor=(1.0, 0.5))
        return finish(figure)


def townships(country: Country, lang: str = "en") -> Figure:
    """Histograms over townships in the last month; a line at the median."""
    place, states = place_name(country.study.place, lang), {state.id: state for state in TOWNSHIP_STATES}
    subtitle = say("spread", lang, n=f"{len(country.codes):,}", month=country.months)
    with drawing():
        figure = new_figure(10, 5.2, say("spread_title", lang, place=place), subtitle)
        for axes, name in zip(figure.subplots(2, 3).flat, SPREAD, strict=True):
            values = country.ending[name]
            low, high = np.quantile(values, (0.005, 0.995))
            weights = np.full(len(values), 1 / len(values))
            axes.hist(np.clip(values, low, high), 40, weights=weights, color=LINES[1], alpha=0.75)
            axes.axvline(float(np.median(values)), color=SOFT, lw=1)
            title = states[name].zh if lang == "zh" else states[name].en
            axes.set_title(title + bracketed(lang, unit_name(states[name].unit).said(lang)), size=8)
            dress(axes, "y")
        return finish(figure)
