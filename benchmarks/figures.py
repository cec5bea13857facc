"""Figures of the page: cost against size, and agent-steps a second by framework."""

from __future__ import annotations

from pathlib import Path
from typing import Any

SIZE = (7.2, 3.2)
LINE = 11.0  # points between two names
INK, GUIDE = "#1f4e79", "#999999"
COLOURS = ("#b35806", "#e08214", "#8073ac", "#542788", "#4d9221", "#1f4e79")


def draw(results: dict[str, Any], folder: Path) -> None:
    import matplotlib

    matplotlib.use("Agg")
    matplotlib.rcParams["svg.hashsalt"] = "kaohe"
    folder.mkdir(parents=True, exist_ok=True)
    topics = results["topics"]
    if "scaling" in topics:
        _scaling(topics["scaling"], folder / "scaling.svg")
    if "frameworks" in topics:
        _frameworks(topics["frameworks"], folder / "frameworks.svg")


def _scaling(found: dict[str, Any], path: Path) -> None:
    import matplotlib.pyplot as plt
    from matplotlib.ticker import LogLocator

    words = {"townships": "townships", "cadres": "cadres in each of 20 townships", "runs": "runs, one thread"}
    figure, axes = plt.subplots(1, 3, figsize=SIZE, layout="constrained")
    for panel, (kind, label) in zip(axes, words.items(), strict=True):
        sizes = [int(size) for size in found[kind]["seconds"]]
        times = [found[kind]["seconds"][str(size)] for size in sizes]
        middle = [1e3 * each["median"] for each in times]
        error = [[1e3 * abs(each["median"] - each[end]) for each in times] for end in ("lower", "upper")]
        panel.plot(sizes, [middle[0] * size / sizes[0] for size in sizes], color=GUIDE, lw=1, ls="--", label="linear")
        panel.errorbar(sizes, middle, yerr=error, color=INK, marker="o", ms=4, lw=1.2, capsize=3, label="measured")
        panel.set(xscale="log", yscale="log", xlabel=label, xticks=sizes, xticklabels=[str(size) for size in sizes])
        panel.minorticks_off()
        panel.yaxis.set_major_locator(LogLocator(subs=(1.0, 2.0, 5.0)))
        panel.yaxis.set_major_formatter("{x:g}")
    axes[0].set_ylabel("milliseconds")
    axes[0].legend(frameon=False)
    _save(figure, path)


def _frameworks(found: dict[str, Any], path: Path) -> None:
    import matplotlib.pyplot as plt

    figure, panel = plt.subplots(figsize=SIZE, layout="constrained")
    sizes = [int(size) for size in found["sizes"]]
    ends: list[tuple[float, str, str]] = []
    for colour, (name, label) in zip(COLOURS, found["names"].items(), strict=False):
        rates = [found["sizes"][str(size)][name]["million_a_second"] for size in sizes]
        panel.plot(sizes, rates, color=colour, marker="o", ms=4, lw=1.4)
        ends.append((rates[-1], label, colour))
    panel.set(xscale="log", yscale="log", xlabel="agents", ylabel="million agent-steps a second")
    panel.set_xlim(sizes[0] / 1.3, sizes[-1] * 3)
    panel.spines[["top", "right"]].set_visible(False)
    panel.yaxis.set_major_formatter("{x:g}")
    _label(panel, sizes[-1], sorted(ends))
    _save(figure, path)


def _label(panel: Any, x: float, ends: list[tuple[float, str, str]]) -> None:
    """Names beside the ends of lines, from below, moved up where they would lie on each other."""
    panel.figure.canvas.draw()
    lowest = float("-inf")
    for rate, label, colour in ends:
        height = panel.transData.transform((x, rate))[1] * 72.0 / panel.figure.dpi
        placed = max(height, lowest + LINE)
        offset = (6.0, placed - height)
        panel.annotate(label, (x, rate), offset, textcoords="offset points", va="center", color=colour)
        lowest = placed


def _save(figure: Any, path: Path) -> None:
    import matplotlib.pyplot as plt

    figure.savefig(path, metadata={"Date": None})
    plt.close(figure)
