"""Figures of the page: cost against size, and agent-steps a second by framework."""

from __future__ import annotations

from pathlib import Path
from typing import Any

SIZE = (7.2, 3.2)
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
    axes[0].set_ylabel("milliseconds")
    axes[0].legend(frameon=False)
    _save(figure, path)


def _frameworks(found: dict[str, Any], path: Path) -> None:
    import matplotlib.pyplot as plt

    figure, panel = plt.subplots(figsize=SIZE, layout="constrained")
    sizes = [int(size) for size in found["sizes"]]
    for colour, (name, label) in zip(COLOURS, found["names"].items(), strict=False):
        rates = [found["sizes"][str(size)][name]["million_a_second"] for size in sizes]
        panel.plot(sizes, rates, color=colour, marker="o", ms=4, lw=1.4)
        panel.annotate(label, (sizes[-1], rates[-1]), (6, 0), textcoords="offset points", va="center", color=colour)
    panel.set(xscale="log", yscale="log", xlabel="agents", ylabel="million agent-steps a second")
    panel.set_xlim(sizes[0] / 1.3, sizes[-1] * 3)
    panel.spines[["top", "right"]].set_visible(False)
    _save(figure, path)


def _save(figure: Any, path: Path) -> None:
    import matplotlib.pyplot as plt

    figure.savefig(path, metadata={"Date": None})
    plt.close(figure)
