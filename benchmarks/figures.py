"""Figures of the page: cost against size, and agent-steps a second by framework."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import LogLocator

SIZE = (7.2, 3.2)
LINE = 11.0  # points between two names
INK, GUIDE = "#1f4e79", "#999999"
COLOURS = ("#b35806", "#e08214", "#8073ac", "#542788", "#4d9221", "#1f4e79")
LABELS = {"townships": "townships", "cadres": "cadres in each of 20 townships", "runs": "runs, one thread"}


def draw(results: dict[str, Any], folder: Path) -> None:
    """The figures of the topics that have been measured, as SVG files that do not differ from build to build."""
    folder.mkdir(parents=True, exist_ok=True)
    for topic, figure_of in (("scaling", _scaling), ("frameworks", _frameworks)):
        if topic in results:
            with matplotlib.rc_context({"svg.hashsalt": "kaohe"}):
                figure_of(results[topic]).savefig(folder / f"{topic}.svg", metadata={"Date": None})


def _scaling(found: dict[str, Any]) -> Figure:
    figure = Figure(figsize=SIZE, layout="constrained")
    panels = figure.subplots(1, 3)
    for panel, (kind, label) in zip(panels, LABELS.items(), strict=True):
        times = {int(size): each for size, each in found[kind]["seconds"].items()}
        sizes, middle = list(times), [1e3 * each["median"] for each in times.values()]
        error = [[1e3 * abs(each["median"] - each[end]) for each in times.values()] for end in ("lower", "upper")]
        panel.plot(sizes, [middle[0] * size / sizes[0] for size in sizes], color=GUIDE, lw=1, ls="--", label="linear")
        panel.errorbar(sizes, middle, yerr=error, color=INK, marker="o", ms=4, lw=1.2, capsize=3, label="measured")
        panel.set(xscale="log", yscale="log", xlabel=label, xticks=sizes, xticklabels=[str(size) for size in sizes])
        panel.minorticks_off()
        panel.yaxis.set_major_locator(LogLocator(subs=(1.0, 2.0, 5.0)))
        panel.yaxis.set_major_formatter("{x:g}")
    panels[0].set_ylabel("milliseconds")
    panels[0].legend(frameon=False)
    return figure


def _frameworks(found: dict[str, Any]) -> Figure:
    figure = Figure(figsize=SIZE, layout="constrained")
    panel = figure.subplots()
    sizes = [int(size) for size in found["sizes"]]
    ends: list[tuple[float, str, str]] = []
    for colour, (name, label) in zip(COLOURS, found["names"].items(), strict=False):
        rates = [each[name]["million_a_second"] for each in found["sizes"].values()]
        panel.plot(sizes, rates, color=colour, marker="o", ms=4, lw=1.4)
        ends.append((rates[-1], label, colour))
    panel.set(xscale="log", yscale="log", xlabel="agents", ylabel="million agent-steps a second")
    panel.set_xlim(sizes[0] / 1.3, sizes[-1] * 3)
    panel.spines[["top", "right"]].set_visible(False)
    panel.yaxis.set_major_formatter("{x:g}")
    _label(panel, sizes[-1], sorted(ends))
    return figure


def _label(panel: Axes, x: float, ends: list[tuple[float, str, str]]) -> None:
    """Write the names of lines beside their right ends, the lowest first, moved up where two would overlap."""
    panel.figure.draw_without_rendering()
    lowest = float("-inf")
    for rate, label, colour in ends:
        height = panel.transData.transform((x, rate))[1] * 72.0 / panel.figure.dpi
        placed = max(height, lowest + LINE)
        panel.annotate(label, (x, rate), (6.0, placed - height), textcoords="offset points", va="center", color=colour)
        lowest = placed
