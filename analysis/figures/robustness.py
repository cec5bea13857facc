"""Figures of robustness: regret of every scenario over the points of a study, and how often it meets thresholds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from experiments.study.names import names_of

from ..labels import added_names
from ..robustness import limit_of, text
from .style import BETTER, FAINT, INK, LINES, SOFT, WORSE, drawing, dress, finish, new_figure, save, wrapped

if TYPE_CHECKING:
    import xarray
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

PANEL, ROW = 2.7, 0.34  # inches
MOST_PANELS = 4
REGRET = ("regret_title", "regret_key", "regret_unit")  # texts: title, what lines are, unit
SATISFICING = ("satisficing_title", "satisficing_key", "satisficing_unit")
SPANS = ((0.05, 0.95, 3), (0.25, 0.75, 8))  # quantiles of worlds, and how thick


def draw_robustness(data: xarray.Dataset, out: Path, lang: str = "en") -> list[Path]:
    """Write the figures of every place; their files."""
    out.mkdir(parents=True, exist_ok=True)
    files = []
    for place in map(str, data["place"].values):
        own = data.sel(place=place)
        if np.isfinite(own["better"]).any():
            files += save(regret(own, lang), out / f"regret_{place}_{lang}")
        if "satisficing" in data:
            files += save(satisficing(own, lang), out / f"satisficing_{place}_{lang}")
    return files


def regret(data: xarray.Dataset, lang: str = "en") -> Figure:
    """Regret over worlds at one place: middle half and nine tenths of the worlds, the largest, and the mean."""
    shown = [str(name) for name in data["outcome"].values if np.isfinite(data["better"].sel(outcome=name))]
    with drawing():
        figure, panels = _panels(data, shown[:MOST_PANELS], REGRET, lang)
        for axes, name in zip(panels, shown, strict=False):
            _regrets(axes, data.sel(outcome=name), lang)
        figure.legend(*panels[0].get_legend_handles_labels(), loc="outside lower center", ncols=4, fontsize=8)
        return finish(figure)


def _regrets(axes: Axes, part: xarray.Dataset, lang: str) -> None:
    for row, scenario in enumerate(part["scenario"].values):
        own = part.sel(scenario=scenario)
        values = own["regret"].values[np.isfinite(own["regret"].values)]
        if not len(values):
            continue
        first = row == 0
        for low, high, width in SPANS:
            name = text("span", lang, percent=f"{100 * (high - low):.0f}") if first else ""
            ends = np.quantile(values, [low, high])
            axes.hlines(
                row, ends[0], ends[1], colors=LINES[1], lw=width, alpha=0.45 if width < 5 else 0.8, zorder=2, label=name
            )
        mean, largest = float(own["mean_regret"]), float(own["max_regret"])
        axes.scatter(
            mean, row, s=16, color="white", ec=INK, lw=0.8, zorder=4, label=text("mean", lang) if first else ""
        )
        axes.scatter(
            largest, row, marker="|", s=60, color=WORSE, zorder=4, label=text("largest", lang) if first else ""
        )
        ends = [float(own[f"max_regret_luck_{end}"]) for end in ("low", "high")]
        if np.isfinite(ends).all():
            axes.hlines(row, ends[0], ends[1], colors=WORSE, lw=1, zorder=3)
    axes.set_xlim(left=0)


def satisficing(data: xarray.Dataset, lang: str = "en") -> Figure:
    """Share of worlds at one place in which each scenario meets a threshold, and all of them."""
    limited = [str(name) for name in data["outcome"].values if limit_of(data.sel(outcome=name), lang)]
    with drawing():
        figure, panels = _panels(data, limited[:MOST_PANELS], SATISFICING, lang, more=len(limited) > 1)
        for axes, name in zip(panels, limited, strict=False):
            _shares(axes, data.sel(outcome=name), "satisficing")
            axes.set_title(
                f"{axes.get_title('left')}\n{limit_of(data.sel(outcome=name), lang)}", fontsize=8, loc="left"
            )
        if len(limited) > 1:
            _shares(panels[-1], data, "satisficing_all")
            panels[-1].set_title(text("all", lang), fontsize=8, loc="left", color=SOFT)
        return finish(figure)


def _shares(axes: Axes, part: xarray.Dataset, name: str) -> None:
    rows = np.arange(part.sizes["scenario"])
    axes.barh(rows, 100 * part[name].values, height=0.6, color=BETTER, zorder=2)
    for kind, width, colour in (("luck", 4, FAINT), ("worlds", 1, INK)):
        if f"{name}_{kind}_low" in part:
            low, high = (100 * part[f"{name}_{kind}_{end}"].values for end in ("low", "high"))
            axes.hlines(rows, low, high, colors=colour, lw=width, zorder=3)
    axes.set_xlim(0, 100)


def _panels(
    data: xarray.Dataset, outcomes: list[str], keys: tuple[str, str, str], lang: str, more: bool = False
) -> tuple[Figure, list[Axes]]:
    """A panel for each outcome, and perhaps one more, with scenarios as rows."""
    names, scenarios = names_of(data, "outcome", lang), [wrapped(n, 30) for n in added_names(data, lang).values()]
    count = len(outcomes) + more
    about = text(
        "about",
        lang,
        place=str(data[f"place_name_{lang}"].item()),
        points=data.attrs["points"],
        replicates=data.attrs["replicates"],
    )
    size = (max(5.6, PANEL * count + 1.7), ROW * len(scenarios) + 1.9)
    figure = new_figure(*size, text(keys[0], lang), about + text(keys[1], lang))
    panels = list(figure.subplots(1, count, squeeze=False, sharey=True)[0])
    for axes, name in zip(panels, outcomes, strict=False):
        axes.set_title(names[name], fontsize=8, loc="left", color=SOFT)
    for axes in panels:
        axes.set_xlabel(text(keys[2], lang), fontsize=8)
        axes.axvline(0, color=FAINT, lw=0.8, zorder=1)
        dress(axes, "x")
    panels[0].set_yticks(range(len(scenarios)), scenarios, fontsize=8)
    panels[0].set_ylim(len(scenarios) - 0.5, -0.5)
    return figure, panels
