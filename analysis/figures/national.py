"""Tied counties: tiles by province, courses, amplification, how townships differ."""

from __future__ import annotations

from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

import numpy as np

from experiments.compare.window import FIRST_SCORE, YEARLY
from experiments.national.country import LEVELS, CountryResults
from experiments.run.last_month import TOWNSHIP_STATES
from scenarios.languages import translate
from sim.measures import HEADLINE, NAMES

from ..effects import MEASURE
from ..labels import direction, field_name, last_year, level_name, place_name, region_kind, tile_names, with_unit
from ..statistics import Array
from ..tables.national import units_of
from .style import GRID, HEAD, LINES, SOFT, deepening, drawing, dress, finish, ink_on, new_figure, not_yet, save

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.cm import ScalarMappable
    from matplotlib.figure import Figure

# Where provinces lie, as column and row of a grid of tiles (their usual relative position).
TILES = {
    23: (8, 0), 65: (0, 1), 62: (3, 2), 64: (4, 2), 15: (5, 1), 22: (8, 1), 21: (8, 2), 63: (2, 2), 61: (4, 3),
    14: (5, 2), 13: (6, 2), 11: (6, 1), 12: (7, 2), 37: (6, 3), 54: (1, 3), 51: (3, 4), 50: (4, 4), 42: (5, 4),
    41: (5, 3), 34: (6, 4), 32: (7, 4), 31: (8, 4), 33: (7, 5), 43: (5, 5), 36: (6, 5), 35: (7, 6), 53: (3, 5),
    52: (4, 5), 45: (4, 6), 44: (5, 6), 46: (5, 7),
}  # fmt: skip
SHOWN = ("formalism", "selective_attention", "burden", "blame_shifting", "true_outcome", "satisfaction")
SPREAD = ("true_outcome", "formalism", "burden", "initiative", "fear", "load")

PANEL = (345, 225)  # points that tiles of a panel may take
POINTS = 72  # an inch
FEWEST_COLUMNS = 6
BESIDE_TILES, TALLEST = 0.85, 12.6  # inches of title and scale of a panel; of the figure
MONTH_STEPS = (1, 2, 3, 6, 12, 24, 36, 60, 120, 240)
YEAR_STEPS = (1, 2, 5, 10, 20)
LARGEST = 9.0  # points of a letter
SMALLEST = 8.0  # points of a letter
FILLED, LEADING = 0.9, 1.05  # of a tile that letters may fill; of a line's height
FEW_MONTHS = 3
MOST_TICKS = 6
MOST_BINS = 40

Spots = list[tuple[int, int]]  # column and row of each tile


def draw_country(country: CountryResults, folder: Path, lang: str = "en") -> list[Path]:
    """Write every figure as PNG and SVG."""
    folder.mkdir(parents=True, exist_ok=True)
    figures = {"tiles": tiles, "course": course, "cascade": cascade, "townships": townships}
    return [path for name, draw in figures.items() for path in save(draw(country, lang), folder / f"{name}_{lang}")]


def _title(country: CountryResults, key: str, lang: str) -> str:
    return translate(f"analysis.country.{key}", lang, place=place_name(country.design.place, lang))


def tiles(country: CountryResults, lang: str = "en") -> Figure:
    """A tile for each unit below the place, coloured by the mean of the last whole year, an outcome a panel."""
    last, spots, names = country.whole_year, _spots(country), tile_names(country)
    wide, tall = max(FEWEST_COLUMNS, *(x + 1 for x, _ in spots)), max(y + 1 for _, y in spots)
    height = min(TALLEST, HEAD + 3 * (PANEL[0] / POINTS / wide * tall + BESIDE_TILES))
    tile = min(PANEL[0] / wide, PANEL[1] / tall)
    names, letters = _fitted(names, tile)
    lines = max(name.count("\n") + 1 for name in names)
    numbers = LEADING * letters * lines + SMALLEST <= FILLED * tile
    with drawing():
        figure = new_figure(10.5, height, _title(country, "map_title", lang), _map_subtitle(country, lang))
        figure.get_layout_engine().set(hspace=0.06)  # type: ignore[union-attr, call-arg]
        for axes, name in zip(figure.subplots(3, 2).flat, SHOWN, strict=True):
            year = country.monthly[:, 12 * (last - 1) : min(12 * last, country.months), NAMES.index(name)]
            _tiles_panel(axes, year.mean(axis=1), spots, names, letters, numbers, MEASURE[name].better)
            axes.set_xlim(-0.1, wide + 0.1)
            axes.set_ylim(tall + 0.1, -0.1)
            axes.set_title(with_unit(MEASURE[name], lang, direction(name, lang)), size=8)
        return finish(figure)


def _fitted(names: list[str], tile: float) -> tuple[list[str], float]:
    """Names as they stand in tiles of so many points, and points of a letter: in more lines before letters are too
    small."""
    longest = max(len(line) for name in names for line in name.split("\n"))
    letters = min(LARGEST, FILLED * tile / longest)
    if letters >= SMALLEST:
        return names, letters
    return ["\n".join(wrap(name.replace("\n", ""), max(1, int(FILLED * tile / SMALLEST)))) for name in names], SMALLEST


def _map_subtitle(country: CountryResults, lang: str) -> str:
    kind, time = region_kind(country, lang), last_year(country, lang)
    if len(country.regions) == 1:
        return translate("analysis.country.map_one", lang, unit=kind, when=time)
    where = translate(f"analysis.country.where_{'map' if _are_provinces(country) else 'order'}", lang)
    return translate("analysis.country.map", lang, unit=kind, when=time, where=where)


def _tiles_panel(
    axes: Axes, values: Array, spots: Spots, names: list[str], letters: float, numbers: bool, better: int
) -> None:
    """One outcome; letters: size in points; numbers: whether there is room for values. Colours go from the lowest value
    to the highest."""
    from matplotlib.cm import ScalarMappable
    from matplotlib.colors import Normalize, to_rgb
    from matplotlib.patches import Rectangle

    low, high = float(values.min()), float(values.max())
    apart = high > low
    scale = Normalize(low, high if apart else low + 1)
    colours = ScalarMappable(scale, deepening(better))
    for (x, y), value, label in zip(spots, values, names, strict=True):
        fill = colours.to_rgba(value) if apart else to_rgb(GRID)
        axes.add_patch(Rectangle((x, y), 0.94, 0.94, facecolor=fill, lw=0))
        ink = ink_on(fill)
        high_up = 0.29 if numbers else 0.47
        axes.text(x + 0.47, y + high_up, label, ha="center", va="center", size=letters, color=ink, linespacing=LEADING)
        if numbers:
            axes.text(x + 0.47, y + 0.71, f"{value:.3f}", ha="center", va="center", size=SMALLEST, color=ink)
    axes.set_aspect("equal")
    axes.axis("off")
    if apart:
        _scale_below(axes, colours, low, high)


def _scale_below(axes: Axes, colours: ScalarMappable, low: float, high: float) -> None:
    bar = axes.figure.colorbar(colours, ax=axes, location="bottom", fraction=0.04, aspect=40, pad=0.01)
    bar.set_ticks([low, high], labels=[f"{low:.3f}", f"{high:.3f}"])
    first, last = bar.ax.get_xticklabels()  # within the panel, clear of its neighbour's
    first.set_horizontalalignment("left")
    last.set_horizontalalignment("right")
    bar.outline.set_visible(False)
    bar.ax.tick_params(labelsize=8)


def _spots(country: CountryResults) -> Spots:
    """Usual positions of provinces; other units in rows, in the order of codes."""
    if _are_provinces(country):
        return [TILES[int(code)] for code in country.regions]
    wide = int(np.ceil(np.sqrt(1.3 * len(country.regions))))
    return [(i % wide, i // wide) for i in range(len(country.regions))]


def _are_provinces(country: CountryResults) -> bool:
    return all(int(code) in TILES for code in country.regions)


def course(country: CountryResults, lang: str = "en") -> Figure:
    """Headline outcomes by month, with the spread of the units below."""
    n = len(country.regions)
    about = translate(f"analysis.country.{'course' if n > 1 else 'course_one'}", lang, n=n)
    with drawing():
        figure = new_figure(10, 10.4, _title(country, "course_title", lang), about)
        for axes, name in zip(figure.subplots(5, 2, sharex=True).flat, HEADLINE, strict=True):
            _line(axes, country, name, lang)
            axes.set_title(with_unit(MEASURE[name], lang), size=8)
            dress(axes)
        figure.axes[0].set_xlim(*_limits(country.months))
        for axes in figure.axes[-2:]:
            axes.set_xlabel(translate("analysis.country.month", lang))
        return finish(figure)


def _line(axes: Axes, country: CountryResults, name: str, lang: str) -> None:
    """One outcome; nothing but a word where its first yearly score has not come."""
    m, begin = NAMES.index(name), FIRST_SCORE - 1 if name in YEARLY else 0
    axes.set_xticks(whole_ticks(country.months, MONTH_STEPS))
    months = np.arange(1, country.months + 1)[begin:]
    if not len(months):
        axes.set_yticks([])
        not_yet(axes, lang)
        return
    low, high = np.quantile(country.monthly[:, begin : country.months, m], (0.1, 0.9), axis=0)
    few = len(months) < FEW_MONTHS  # no line, no band can be seen of one
    if len(country.regions) > 1:
        axes.fill_between(months, low, high, color=LINES[1], alpha=0.18, lw=0)
        axes.vlines(months if few else [], low if few else [], high if few else [], color=LINES[1], alpha=0.18, lw=6)
    axes.plot(months, country.national()[begin:, m], color=LINES[1], lw=1.2, marker="." if few else "")


def whole_ticks(last: int, steps: tuple[int, ...]) -> list[int]:
    """Ticks of an axis of months or years that ends at `last`: about six at most, at whole numbers.

    steps: distances to choose from, the smallest first.
    """
    step = next((step for step in steps if last <= MOST_TICKS * step), steps[-1])
    return list(range(step, last + 1, step))


def _limits(last: int) -> tuple[float, float]:
    """Limits of an axis of months or years from 1 to `last`; a single one stands in the middle."""
    margin = max(0.5 if last < FEW_MONTHS else 0.0, 0.04 * (last - 1))
    return 1 - margin, last + margin


def cascade(country: CountryResults, lang: str = "en") -> Figure:
    """What each level adds to targets, by field and year; the fields that are amplified most."""
    years, about = np.arange(1, country.years + 1), translate("analysis.country.cascade", lang, n=len(LINES))
    with drawing():
        figure = new_figure(10, 3.8, _title(country, "cascade_title", lang), about)
        panels = figure.subplots(1, 3, sharey=True)
        top = np.argsort(-country.amplification[: country.years].mean(axis=(0, 1)), kind="stable")[: len(LINES)]
        for level, (axes, units) in enumerate(zip(panels, units_of(country), strict=True)):
            for colour, d in zip(LINES, top, strict=False):
                factors = country.amplification[: country.years, level, d]
                axes.plot(years, factors, color=colour, lw=1.3, label=field_name(country, int(d), lang), marker=".")
            name = level_name(LEVELS[level], lang)
            axes.set_title(translate("analysis.country.units", lang, level=name, n=units))
            axes.set_xticks(whole_ticks(country.years, YEAR_STEPS))
            axes.set_xlim(*_limits(country.years))
            axes.set_xlabel(translate("analysis.country.year", lang))
            dress(axes)
        panels[-1].legend(loc="center left", bbox_to_anchor=(1.0, 0.5))
        return finish(figure)


def bins_for(values: int) -> int:
    """Bars of a histogram: few for few values, so that most hold several."""
    return int(np.clip(np.sqrt(values) * 2, 5, MOST_BINS))


def townships(country: CountryResults, lang: str = "en") -> Figure:
    """Histograms over townships in the last month; a line at the median."""
    states = {state.id: state for state in TOWNSHIP_STATES}
    about = translate("analysis.country.spread", lang, n=f"{len(country.codes):,}", month=country.months)
    with drawing():
        figure = new_figure(10, 5.2, _title(country, "spread_title", lang), about)
        for axes, name in zip(figure.subplots(2, 3).flat, SPREAD, strict=True):
            values = country.ending[name]
            low, high = np.quantile(values, (0.005, 0.995))
            weights = np.full(len(values), 1 / len(values))
            axes.hist(np.clip(values, low, high), bins_for(len(values)), weights=weights, color=LINES[1], alpha=0.75)
            axes.axvline(float(np.median(values)), color=SOFT, lw=1)
            axes.set_title(with_unit(states[name], lang), size=8)
            dress(axes, "y")
        return finish(figure)
