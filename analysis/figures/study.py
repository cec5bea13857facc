"""Figures of a study: which axes matter (bars with intervals), how that changes with time (areas), and in which pairs.

Each takes the indices of a study (`kaohe.sensitivity`) and one of its places, and gives back a matplotlib figure with a
row for each scenario and each difference from the baseline.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.study.sensitivity import AXIS, OTHER, strongest
from scenarios.languages import translate
from sim.measures import NAMES

from ..labels import measure_name
from .style import FAINT, INK, LINES, SOFT, drawing, dress, finish, new_figure, save

if TYPE_CHECKING:
    import xarray
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST_AXES = 8  # in one panel: those that matter most
MOST_PANELS = 4  # outcomes side by side
PANEL = 2.5  # inches
LEAST_SHOWN, DARKEST = 0.01, 0.5  # of shares of pairs


def draw_study(found: xarray.Dataset, out: Path, lang: str = "en") -> list[Path]:
    """Write all figures that the indices of a study allow, for each place; their files."""
    out.mkdir(parents=True, exist_ok=True)
    files: list[Path] = []
    for place in map(str, found["place"].values):
        part = _moved(found.sel(place=place))
        made: dict[str, Any] = {"axes": tornado}
        if "S1_series" in found and found.sizes["month"] > 1:
            made["time"] = over_time
        if "S2" in found:
            made["pairs"] = pairs
        for name, draw in made.items():
            files += save(draw(part, place, lang), out / f"{name}_{place}_{lang}")
    return files


def _moved(found: xarray.Dataset) -> xarray.Dataset:
    """Only scenarios that some axis moves, or all where none is: a baseline without the reform has nothing to show."""
    moved = found[strongest(found)].notnull().any([AXIS, "outcome"])
    return found.sel(scenario=moved.values) if moved.any() else found


def tornado(found: xarray.Dataset, place: str, lang: str = "en") -> Figure:
    """The strongest index of each axis with its interval: a panel for each outcome, a row for each scenario."""
    index = strongest(found)
    outcomes = list(map(str, found["outcome"].values))[:MOST_PANELS]
    count = min(MOST_AXES, found.sizes[AXIS])
    with drawing():
        figure, panels = _panels(found, outcomes, 0.24 * count + 0.7, _text("axes", lang, index=index), place, lang)
        for row, scenario in enumerate(found["scenario"].values):
            for column, outcome in enumerate(outcomes):
                part = found.sel(scenario=scenario, outcome=outcome)
                _bars(panels[row][column], part, index, count)
        return finish(figure)


def _bars(axes: Axes, part: xarray.Dataset, index: str, count: int) -> None:
    values = part[index].values
    order = np.argsort(-np.nan_to_num(np.abs(values)), kind="stable")[:count][::-1]
    places = np.arange(len(order))
    axes.barh(places, values[order], height=0.62, color=LINES[1], zorder=2)
    if f"{index}_low" in part:
        low, high = (part[f"{index}_{end}"].values[order] for end in ("low", "high"))
        axes.hlines(places, low, high, color=INK, lw=1, zorder=3)
    axes.set_yticks(places, [str(part[AXIS].values[k]) for k in order], fontsize=7)
    axes.axvline(0, color=FAINT, lw=0.8, zorder=1)
    dress(axes, "x")


def over_time(found: xarray.Dataset, place: str, lang: str = "en") -> Figure:
    """What each axis explains alone of the variance of a kept measure, month by month, one above the other."""
    measures = list(map(str, found["measure"].values))[:MOST_PANELS]
    shares = found["S1_series"].clip(min=0).fillna(0)
    chosen = shares.max(["scenario", "month", "measure"]).to_series().sort_values(ascending=False).index[: len(LINES)]
    with drawing():
        figure, panels = _panels(found, measures, 2.0, _text("time", lang), place, lang)
        for row, scenario in enumerate(found["scenario"].values):
            for column, measure in enumerate(measures):
                axes, part = panels[row][column], shares.sel(scenario=scenario, measure=measure)
                rows = [part.sel({AXIS: name}).values for name in chosen]
                axes.stackplot(part["month"].values, rows, colors=LINES[: len(rows)], labels=list(map(str, chosen)))
                axes.set_ylim(0, 1)
                axes.set_xlabel(_text("month", lang), fontsize=7.5)
                dress(axes, "y")
        panels[0][-1].legend(loc="upper right", fontsize=6.5, framealpha=0.9)
        return finish(figure)


def pairs(found: xarray.Dataset, place: str, lang: str = "en") -> Figure:
    """What pairs of axes explain together beyond their own shares; on the diagonal, what each explains alone."""
    outcomes = list(map(str, found["outcome"].values))[:MOST_PANELS]
    alone = found["ST"].max(["scenario", "outcome"]).to_series().sort_values(ascending=False)
    chosen = list(alone.index[:MOST_AXES])
    with drawing():
        height = 0.26 * len(chosen) + 0.9
        figure, panels = _panels(found, outcomes, height, _text("pairs", lang), place, lang)
        for row, scenario in enumerate(found["scenario"].values):
            for column, outcome in enumerate(outcomes):
                part = found.sel(scenario=scenario, outcome=outcome)
                table = part["S2"].sel({AXIS: chosen, OTHER: chosen}).values
                table = np.fmax(table, table.T)
                np.fill_diagonal(table, part["S1"].sel({AXIS: chosen}).values)
                axes = panels[row][column]
                axes.imshow(np.clip(table, 0, 1), cmap="Blues", vmin=0, vmax=DARKEST, aspect="auto")
                for (i, j), value in np.ndenumerate(table):
                    if value >= LEAST_SHOWN:
                        colour = "white" if value > DARKEST / 2 else INK
                        axes.text(j, i, f"{value:.2f}", ha="center", va="center", size=6, color=colour)
                below = chosen if row == len(panels) - 1 else [""] * len(chosen)
                axes.set_xticks(range(len(chosen)), below, rotation=60, ha="right", fontsize=6.5)
                axes.set_yticks(range(len(chosen)), chosen if column == 0 else [""] * len(chosen), fontsize=6.5)
        return finish(figure)


def _panels(
    found: xarray.Dataset, columns: list[str], height: float, title: str, place: str, lang: str
) -> tuple[Figure, Any]:
    """A figure with a row of panels for each scenario, headed by outcomes."""
    rows = found.sizes["scenario"]
    intervals = _text("intervals", lang) if any(str(name).endswith("_low") for name in found) else ""
    of = _text("of", lang, place=place, points=found.attrs["points"], design=found.attrs["design"])
    subtitle = of + (intervals if title == _text("axes", lang, index=strongest(found)) else "")
    figure = new_figure(max(5.0, PANEL * len(columns) + 1.2), height * rows + 0.7, title, subtitle)
    panels = figure.subplots(rows, len(columns), squeeze=False)
    for row, scenario in enumerate(found["scenario"].values):
        for column, name in enumerate(columns):
            shown = measure_name(name, lang) if name in NAMES else name
            head = f"{shown}\n" if row == 0 else ""
            panels[row][column].set_title(
                head + (str(scenario) if column == 0 else ""), fontsize=7.5, loc="left", color=SOFT
            )
    return figure, panels


def _text(name: str, lang: str, **blanks: object) -> str:
    return translate(f"analysis.study.{name}", lang, **blanks)
