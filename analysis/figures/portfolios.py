"""Figures of a search for portfolios: the front in pairs of objectives, what portfolios are made of, how it went."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from scenarios.columns import LEVERS
from scenarios.languages import translate

from ..portfolios import about, lever_names, limit_of, outcome_names, reform_names, shown_outcomes, text, unit_of
from .style import BETTER, FAINT, INK, SOFT, WORSE, drawing, dress, finish, ink_on, new_figure, save, width_of, wrapped

if TYPE_CHECKING:
    import xarray
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST_PANELS = 6
PANEL = 3.1  # inches
COLUMN, ROW = 0.34, 0.26  # of the heat map, inches
FEW = 40  # portfolios that have room for a text in each cell


def draw_portfolios(data: xarray.Dataset, out: Path, lang: str = "en") -> list[Path]:
    """Write all figures; their files."""
    out.mkdir(parents=True, exist_ok=True)
    made = {"pareto": pareto(data, lang), "progress": progress(data, lang)}
    if data.sizes["portfolio"]:
        made["portfolios"] = composition(data, lang)
    return [file for name, figure in made.items() for file in save(figure, out / f"{name}_{lang}")]


def pareto(data: xarray.Dataset, lang: str = "en") -> Figure:
    """Every pair of objectives, and of objectives and the budgeted cost: what was tried, and the front."""
    pairs = list(combinations(shown_outcomes(data), 2))
    costs = [pair for pair in pairs if limit_of(data, pair[1]) is not None]
    chosen = (costs + [pair for pair in pairs if pair not in costs])[:MOST_PANELS]
    pairs = [pair for pair in pairs if pair in chosen]
    columns = min(3, len(pairs))
    rows = -(-len(pairs) // columns)
    with drawing():
        figure = new_figure(max(5.4, PANEL * columns + 0.4), 2.8 * rows + 1.0, text("front", lang), about(data, lang))
        panels = figure.subplots(rows, columns, squeeze=False).ravel()
        for axes, pair in zip(panels, pairs, strict=False):
            _pair(axes, data, pair, lang)
        for axes in panels[len(pairs) :]:
            axes.set_visible(False)
        figure.legend(*panels[0].get_legend_handles_labels(), loc="outside lower center", ncols=4, fontsize=8)
        return finish(figure)


def _pair(axes: Axes, data: xarray.Dataset, names: tuple[str, str], lang: str) -> None:
    tried = [data["tried_change"].sel(outcome=name).values for name in names]
    front = [data["change"].sel(outcome=name).values for name in names]
    within = data["within"].values.astype(bool)
    marks = ((within, "o", FAINT, text("tried", lang)), (~within, "x", WORSE, text("over", lang)))
    for chosen, mark, colour, label in marks:
        if chosen.any():
            axes.scatter(tried[0][chosen], tried[1][chosen], s=9, marker=mark, color=colour, lw=0.7, label=label)
    axes.scatter(front[0], front[1], s=22, color=BETTER, zorder=3, label=text("best", lang))
    axes.scatter(0, 0, s=46, marker="*", color=INK, zorder=4, label=text("baseline", lang))
    for k, name in enumerate(names):
        limit = limit_of(data, name)
        if limit is not None:
            line = axes.axvline if k == 0 else axes.axhline
            line(limit, color=WORSE, lw=1, ls="--", zorder=1)
            axes.set_title(text("limit", lang, limit=limit), fontsize=8, color=WORSE, loc="right")
        shown = np.concatenate([tried[k][within], front[k], [0.0], [] if limit is None else [limit]])
        low, high = np.nanmin(shown), np.nanmax(shown)  # what is far beyond the budget would take all the room
        margin = 0.08 * (high - low) or 1.0
        (axes.set_xlim if k == 0 else axes.set_ylim)(low - margin, high + margin)
    axes.set_xlabel(_heading(data, names[0], lang), fontsize=8)
    axes.set_ylabel(_heading(data, names[1], lang), fontsize=8)
    dress(axes)


def _heading(data: xarray.Dataset, name: str, lang: str) -> str:
    """Change of an outcome, its unit, and which way is better."""
    words = [text("change", lang, name=outcome_names(data, lang)[name]), unit_of(data, name, lang)]
    aim = str(data["aim"].sel(outcome=name).item())
    words += [text(aim, lang)] if aim else []
    rest = translate("scenarios.marks.semicolon", lang).join(words[1:])
    return f"{wrapped(words[0], 34)}\n{wrapped(rest, 40)}"


def composition(data: xarray.Dataset, lang: str = "en") -> Figure:
    """Reforms by portfolio, in the order of the first objective: dose by colour, start month as a number; levers."""
    reforms, levers = reform_names(data, lang), lever_names(data, lang)
    doses, starts = data["dose"].values.T, data["start"].values.T
    values = data["lever"].values.T
    ends = [(LEVERS[name].low, LEVERS[name].high) for name in levers]
    shares = [(row - low) / (high - low) for row, (low, high) in zip(values, ends, strict=True)]
    table = np.vstack([doses, *shares])
    labels = [*reforms.values(), *levers.values()]
    count = table.shape[1]
    wide = max(width_of(label) for label in labels) * 0.062
    size = (max(6.0, COLUMN * count + wide + 1.2), ROW * len(labels) + 1.9)
    with drawing():
        subtitle = about(data, lang) + translate("scenarios.marks.semicolon", lang) + text("dose", lang)
        figure = new_figure(*size, text("heat", lang), subtitle)
        axes = figure.subplots()
        shown = axes.imshow(table, cmap="Blues", vmin=0, vmax=1, aspect="auto")
        cells = np.vstack([starts, values])
        for (i, j), value in np.ndenumerate(cells):
            if count <= FEW and np.isfinite(value):
                colour = ink_on(shown.to_rgba(table[i, j]))
                axes.text(j, i, f"{value:.3g}", ha="center", va="center", size=8, color=colour)
        axes.set_yticks(range(len(labels)), labels, fontsize=8)
        axes.set_xticks(range(count), [str(number) for number in data["portfolio"].values], fontsize=8, rotation=90)
        axes.set_xlabel(text("portfolio", lang), fontsize=8)
        axes.tick_params(length=0)
        bar = figure.colorbar(shown, ax=axes, fraction=0.03, pad=0.02)
        bar.set_label(text("dose_of", lang), size=8)
        bar.outline.set_visible(False)
        return finish(figure)


def progress(data: xarray.Dataset, lang: str = "en") -> Figure:
    """Hypervolume and size of the front by generation."""
    from matplotlib.ticker import MaxNLocator

    with drawing():
        figure = new_figure(5.4, 3.4, text("progress", lang), about(data, lang))
        axes = figure.subplots()
        axes.plot(data["generation"].values, data["hypervolume"].values, color=BETTER, marker="o", ms=3)
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.set_xlabel(text("generation", lang), fontsize=8)
        axes.set_ylabel(text("hypervolume", lang), fontsize=8, color=BETTER)
        dress(axes)
        other = axes.twinx()
        other.plot(data["generation"].values, data["front"].values, color=SOFT, lw=1, ls=":")
        other.set_ylabel(text("size", lang), fontsize=8, color=SOFT)
        other.set_ylim(bottom=0)
        other.spines["top"].set_visible(False)
        return finish(figure)
