"""Figures of a calibration: parameters before and after the evidence, and how its targets are met."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from scenarios.languages import unit
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import meanings

from ..calibration import parameter_name, text
from .style import FAINT, INK, LINES, SOFT, drawing, dress, finish, new_figure, save

if TYPE_CHECKING:
    import xarray
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST_PARAMETERS = 16  # those that moved most
ROW = 0.34  # inches
BEFORE, AFTER = FAINT, LINES[1]


def draw_calibration(data: xarray.Dataset, out: Path, lang: str = "en") -> list[Path]:
    """Write all figures; their files."""
    out.mkdir(parents=True, exist_ok=True)
    made = {"targets": targets(data, lang)}
    if "sample" in data:
        made["parameters"] = parameters(data, lang)
    return [file for name, figure in made.items() for file in save(figure, out / f"{name}_{lang}")]


def parameters(data: xarray.Dataset, lang: str = "en") -> Figure:
    """Prior and posterior 95 % of each parameter, those that moved most first, on its prior range."""
    order = data["parameter"].values[np.argsort(data["shrinkage"].values, kind="stable")][:MOST_PARAMETERS]
    declared = meanings(Behaviour)
    with drawing():
        figure = new_figure(7.6, ROW * len(order) + 1.5, text("parameters_title", lang), text("parameters_about", lang))
        axes = figure.subplots()
        for row, name in enumerate(reversed(order)):
            one = data.sel(parameter=name)
            low, high = (float(end) for end in one["prior"])
            after = [(float(end) - low) / (high - low) for end in one["posterior"]]
            values = np.sort((one["sample"].values - low) / (high - low))
            _bars(axes, row, (0.0, 1.0), after, float(np.median(values)))
            axes.text(-0.06, row, f"{low:.3g}", ha="right", va="center", fontsize=8, color=SOFT)
            axes.text(1.06, row, f"{high:.3g}", ha="left", va="center", fontsize=8, color=SOFT)
            axes.text(1.28, row, f"{float(one['shrinkage']):.2f}", ha="right", va="center", fontsize=8)
        axes.text(1.28, len(order) - 0.4, text("shrinkage", lang), ha="right", va="bottom", fontsize=8, color=SOFT)
        names = [f"{parameter_name(str(name), lang)}\n{unit(declared[str(name)].unit).render(lang)}" for name in order]
        axes.set_yticks(range(len(order)), names[::-1], fontsize=8)
        axes.set_xticks([])
        axes.set_xlim(-0.2, 1.3)
        axes.set_ylim(-0.6, len(order) - 0.3)
        dress(axes, "")
        axes.spines[["left", "bottom"]].set_visible(False)
        _legend(figure, axes, lang)
        return finish(figure)


def targets(data: xarray.Dataset, lang: str = "en") -> Figure:
    """What was observed of each target, with two standard deviations, and what the model gives before and after."""
    names = list(map(str, data["target"].values))
    with drawing():
        figure = new_figure(7.6, 0.85 * len(names) + 1.5, text("targets_title", lang), text("targets_about", lang))
        panels = figure.subplots(len(names), squeeze=False)[:, 0]
        for axes, name in zip(panels, names, strict=True):
            one = data.sel(target=name)
            low, middle, high = (float(value) for value in one["after" if "after" in data else "before"])
            _bars(axes, 0, (float(one["before"][0]), float(one["before"][-1])), (low, high), middle)
            reach, value = 2 * float(np.hypot(one["sd"], one["discrepancy"])), float(one["observed"])
            sides = {"at_least": [[0.0], [reach]], "at_most": [[reach], [0.0]]}.get(str(one["direction"].item()))
            axes.errorbar(value, -0.6, xerr=sides or reach, fmt="D", ms=4, color=INK, lw=1, capsize=3)
            axes.set_yticks([-0.3], [f"{name}\n{unit(str(one['unit'].item())).render(lang)}"], fontsize=8)
            axes.set_ylim(-1, 0.5)
            dress(axes, "x")
        panels[0].errorbar([], [], xerr=[], fmt="D", ms=4, color=INK, lw=1, label=text("observed", lang))
        _legend(figure, panels[0], lang)
        return finish(figure)


def _bars(
    axes: Axes, row: float, before: tuple[float, float], after: list[float] | tuple[float, float], middle: float
) -> None:
    axes.hlines(row, *before, color=BEFORE, lw=7, alpha=0.45)
    axes.hlines(row, *after, color=AFTER, lw=3)
    axes.plot(middle, row, "o", ms=4, color=AFTER)


def _legend(figure: Figure, axes: Axes, lang: str) -> None:
    axes.plot([], [], color=BEFORE, lw=7, alpha=0.45, label=text("before", lang))
    axes.plot([], [], color=AFTER, lw=3, marker="o", ms=4, label=text("after", lang))
    figure.legend(*axes.get_legend_handles_labels(), loc="outside lower center", ncols=3, fontsize=8)
