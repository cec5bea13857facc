"""Figures of where a study reaches what it should: trajectories, boxes and trees by condition, and scores of axes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from experiments.study.exploration.peeling import Limit
from experiments.study.exploration.regions import Exploration, Region
from experiments.study.exploration.trees import Leaf
from experiments.study.names import axis_name, names_of

from ..exploration import condition, percent, rule, text
from .style import (
    BETTER,
    FAINT,
    INK,
    LINES,
    SOFT,
    UNSURE,
    WORSE,
    drawing,
    dress,
    finish,
    ink_on,
    new_figure,
    save,
    wrapped,
)  # fmt: skip

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST_ROWS, MOST_AXES = 6, 14
ROW, COLUMN = 1.75, 0.5  # inches
LINE = 0.135  # inches, of a label
WIDTH = 11.5


def draw_exploration(found: Exploration, out: Path, lang: str = "en") -> list[Path]:
    """Write the figures of every place: regions of each scenario and difference that has some, and scores."""
    out.mkdir(parents=True, exist_ok=True)
    files = []
    for place in map(str, found.scores["place"].values):
        for number, scenario in enumerate(map(str, found.scores["scenario"].values), 1):
            own = [each for each in found.regions if (each.place, each.scenario) == (place, scenario) and each.boxes]
            if own:
                files += save(regions(found, own[:MOST_ROWS], lang), out / f"regions_{place}_{number}_{lang}")
        if np.isfinite(found.scores["score"].sel(place=place)).any():
            files += save(scores(found, place, lang), out / f"scores_{place}_{lang}")
    return files


def regions(found: Exploration, own: list[Region], lang: str = "en") -> Figure:
    """A row for each condition: how density rises as coverage falls, the boxes chosen, and the leaves of a tree."""
    names = (
        names_of(found.scores, "scenario", lang)[own[0].scenario],
        names_of(found.scores, "place", lang)[own[0].place],
    )
    from matplotlib.lines import Line2D

    with drawing():
        about = text("regions_about", lang, place=names[1], density=percent(found.density))
        heights = [_height(region, found, lang) for region in own]
        figure = new_figure(WIDTH, sum(heights) + 1.2, text("regions_title", lang, scenario=names[0]), about)
        panels = figure.subplots(len(own), 3, squeeze=False, width_ratios=(1, 1.3, 1), height_ratios=heights)
        for row, region in zip(panels, own, strict=True):
            _trajectory(row[0], region, lang)
            _limits(row[1], region, found, lang)
            _leaves(row[2], region, found, lang)
            row[0].set_title(wrapped(condition(region, found, lang), 44), fontsize=8, loc="left", color=SOFT)
        panels[0][1].set_title(text("box_limits", lang), fontsize=8, loc="left", color=SOFT)
        panels[0][2].set_title(text("tree_leaves", lang), fontsize=8, loc="left", color=SOFT)
        if any(np.isfinite(region.held_out[0]) for region in own):
            mark = Line2D([], [], marker="x", lw=0, ms=5, color=WORSE)
            figure.legend([mark], [text("held_out_mark", lang)], loc="outside lower left", fontsize=8)
        return finish(figure)


def _height(region: Region, found: Exploration, lang: str) -> float:
    """Inches of a row: room for the lines of every label."""
    bars = sum(_bar_label(name, limit, found, lang).count("\n") + 1.5 for box in region.boxes
               for name, limit in box.limits.items())  # fmt: skip
    leaves = len(region.leaves) * (1.5 + max(_leaf_label(leaf, found, lang).count("\n") for leaf in region.leaves))
    return max(ROW, LINE * max(bars, leaves) + 0.5)


def _bar_label(name: str, limit: Limit, found: Exploration, lang: str) -> str:
    return wrapped(rule({name: limit}, found, lang), 36)


def _leaf_label(leaf: Leaf, found: Exploration, lang: str) -> str:
    return wrapped(rule(leaf.limits, found, lang) or "–", 40)


def _trajectory(axes: Axes, region: Region, lang: str) -> None:
    for number, (path, box) in enumerate(zip(region.paths, region.boxes, strict=True)):
        colour = LINES[1:][number]
        x, y = ([100 * getattr(each, name) for each in path] for name in ("coverage", "density"))
        axes.plot(x, y, color=colour, lw=1, marker="o", ms=2)
        axes.scatter(100 * box.coverage, 100 * box.density, s=34, color=colour, ec=INK, lw=0.8, zorder=4)
        axes.annotate(
            str(number + 1),
            (100 * box.coverage, 100 * box.density),
            xytext=(4, -9),
            textcoords="offset points",
            fontsize=8,
        )
    density, coverage = region.held_out
    if np.isfinite(density):
        axes.scatter(100 * coverage, 100 * density, s=26, marker="x", color=WORSE, zorder=5)
    axes.axhline(100 * region.share, color=FAINT, lw=0.8, ls=":")
    axes.set_xlim(0, 104)
    axes.set_ylim(0, 104)
    axes.set_xlabel(text("coverage_axis", lang), fontsize=8)
    axes.set_ylabel(text("density_axis", lang), fontsize=8)
    dress(axes)


def _limits(axes: Axes, region: Region, found: Exploration, lang: str) -> None:
    """A bar for each restricted axis of each box, over all of the axis."""
    rows, labels = 0, []
    for number, box in enumerate(region.boxes):
        for name, limit in box.limits.items():
            (axis,) = (each for each in found.study.axes if each.name == name)
            axes.barh(rows, 1, height=0.5, color="#EEF0F2", zorder=1)
            for low, high in _spans(limit, axis.low, axis.high, len(axis.all_values)):
                axes.barh(rows, high - low, left=low, height=0.5, color=LINES[1:][number], zorder=2)
            labels.append(_bar_label(name, limit, found, lang))
            rows += 1
    axes.set_yticks(range(rows), labels, fontsize=8)
    axes.set_ylim(rows - 0.4, -0.6)
    axes.set_xlim(0, 1)
    axes.set_xticks([])
    dress(axes, "")
    axes.spines["bottom"].set_visible(False)
    axes.spines["left"].set_visible(False)


def _spans(limit: Limit, low: float, high: float, choices: int) -> list[tuple[float, float]]:
    """Parts of an axis, as shares of it, that a restriction leaves."""
    if limit.choices is not None:
        return [(k / choices, (k + 1) / choices) for k in sorted(limit.choices)]
    return [(max(0.0, (limit.low - low) / (high - low)), min(1.0, (limit.high - low) / (high - low)))]


def _leaves(axes: Axes, region: Region, found: Exploration, lang: str) -> None:
    rows = np.arange(len(region.leaves))
    shares = [100 * leaf.density for leaf in region.leaves]
    axes.barh(rows, shares, height=0.66, color=[BETTER if s >= 50 else UNSURE for s in shares], zorder=2)
    for row, leaf in enumerate(region.leaves):
        axes.text(101, row, f"{leaf.points}", fontsize=8, color=SOFT, va="center")
    axes.set_yticks(rows, [_leaf_label(leaf, found, lang) for leaf in region.leaves], fontsize=8)
    axes.invert_yaxis()
    axes.set_xlim(0, 100)
    axes.set_xlabel(text("leaves_axis", lang), fontsize=8)
    dress(axes, "x")


def scores(found: Exploration, place: str, lang: str = "en") -> Figure:
    """How much each axis explains: a column for each outcome of each scenario and difference, darker for more."""
    own = found.scores.sel(place=place)
    scenarios, outcomes = (names_of(own, dimension, lang) for dimension in ("scenario", "outcome"))
    columns = [(s, o) for s in scenarios for o in outcomes if np.isfinite(own["r2"].sel(scenario=s, outcome=o))]
    table = np.array([own["score"].sel(scenario=s, outcome=o).values for s, o in columns]).T
    chance = np.array([float(own["chance"].sel(scenario=s, outcome=o)) for s, o in columns])
    order = np.argsort(-np.nan_to_num(table).max(axis=1), kind="stable")[:MOST_AXES]
    labels = [wrapped(axis_name(found.study.axes[k], found.study, lang), 34) for k in order]
    with drawing():
        size = (max(6.4, COLUMN * len(columns) + 3.2), 0.27 * len(order) + 3.0)
        about = text("scores_about", lang, place=names_of(found.scores, "place", lang)[place])
        figure = new_figure(*size, text("scores_title", lang), about)
        axes = figure.subplots()
        shown = axes.imshow(table[order], cmap="Blues", vmin=0, vmax=1, aspect="auto")
        for (i, j), value in np.ndenumerate(table[order]):
            if value > chance[j]:
                ink = ink_on(shown.to_rgba(value))
                axes.text(j, i, f"{value:.2f}", ha="center", va="center", size=8, color=ink)
        axes.set_yticks(range(len(order)), labels, fontsize=8)
        heads = [wrapped(f"{scenarios[s]} · {outcomes[o]}", 40) for s, o in columns]
        axes.set_xticks(range(len(columns)), heads, fontsize=8, rotation=60, ha="right")
        axes.tick_params(length=0)
        return finish(figure)
