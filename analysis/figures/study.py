"""Figures of a study: which axes matter (bars with intervals), how that changes with time (areas), and in which pairs.

Two more say how far indices may be trusted: whether they have settled with the size of the design, and what a surrogate
predicts of runs that it has not seen.

Each takes the indices of a study (`kaohe.sensitivity`) and one of its places, and gives back a matplotlib figure with a
row for each scenario and each difference from the baseline.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.study.names import names_of
from experiments.study.sensitivity import AXIS, OTHER, SIZE, strongest
from scenarios.languages import translate

from .style import BETTER, FAINT, INK, LINES, SOFT, drawing, dress, finish, ink_on, new_figure, save, wrapped

if TYPE_CHECKING:
    import xarray
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST_AXES = 8  # in one panel: those that matter most
MOST_PANELS = 4  # outcomes side by side
PANEL = 2.5  # inches
LABEL = 30  # letters in a line of an axis' name
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
        if found.sizes.get(SIZE):
            made["settling"] = settling
        if "predicted" in found:
            made["surrogate"] = surrogate
        for name, draw in made.items():
            files += save(draw(part, lang), out / f"{name}_{place}_{lang}")
    return files


def _moved(found: xarray.Dataset) -> xarray.Dataset:
    """Only scenarios that some axis moves, or all where none is: a baseline without the reform has nothing to show."""
    moved = found[strongest(found)].notnull().any([AXIS, "outcome"])
    return found.sel(scenario=moved.values) if moved.any() else found


def tornado(found: xarray.Dataset, lang: str = "en") -> Figure:
    """The strongest index of each axis with its interval: a panel for each outcome, a row for each scenario."""
    index = strongest(found)
    outcomes = list(map(str, found["outcome"].values))[:MOST_PANELS]
    count = min(MOST_AXES, found.sizes[AXIS])
    with drawing():
        figure, panels = _panels(found, outcomes, 0.24 * count + 0.7, _axes_title(index, lang), lang)
        for row, scenario in enumerate(found["scenario"].values):
            for column, outcome in enumerate(outcomes):
                part = found.sel(scenario=scenario, outcome=outcome)
                _bars(panels[row][column], part, index, count, lang)
        return finish(figure)


def _bars(axes: Axes, part: xarray.Dataset, index: str, count: int, lang: str) -> None:
    values = part[index].values
    order = np.argsort(-np.nan_to_num(np.abs(values)), kind="stable")[:count][::-1]
    places = np.arange(len(order))
    axes.barh(places, values[order], height=0.62, color=LINES[1], zorder=2)
    if f"{index}_low" in part:
        low, high = (part[f"{index}_{end}"].values[order] for end in ("low", "high"))
        axes.hlines(places, low, high, color=INK, lw=1, zorder=3)
    names = list(names_of(part, AXIS, lang).values())
    axes.set_yticks(places, [wrapped(names[k], LABEL) for k in order], fontsize=8)
    axes.axvline(0, color=FAINT, lw=0.8, zorder=1)
    dress(axes, "x")


def over_time(found: xarray.Dataset, lang: str = "en") -> Figure:
    """What each axis explains alone of the variance of a kept measure, month by month, one above the other."""
    measures = list(map(str, found["measure"].values))[:MOST_PANELS]
    shares = found["S1_series"].clip(min=0).fillna(0)
    chosen = shares.max(["scenario", "month", "measure"]).to_series().sort_values(ascending=False).index[: len(LINES)]
    with drawing():
        labels = [names_of(found, AXIS, lang)[name] for name in chosen]
        figure, panels = _panels(found, measures, 2.0, _text("time", lang), lang)
        for row, scenario in enumerate(found["scenario"].values):
            for column, measure in enumerate(measures):
                axes, part = panels[row][column], shares.sel(scenario=scenario, measure=measure)
                rows = [part.sel({AXIS: name}).values for name in chosen]
                axes.stackplot(part["month"].values, rows, colors=LINES[: len(rows)], labels=labels)
                axes.set_ylim(0, 1)
                axes.set_xlabel(_text("month", lang), fontsize=8)
                dress(axes, "y")
        _legend(figure, panels, len(chosen))
        return finish(figure)


def pairs(found: xarray.Dataset, lang: str = "en") -> Figure:
    """What pairs of axes explain together beyond their own shares; on the diagonal, what each explains alone."""
    outcomes = list(map(str, found["outcome"].values))[:MOST_PANELS]
    alone = found["ST"].max(["scenario", "outcome"]).to_series().sort_values(ascending=False)
    chosen = list(alone.index[:MOST_AXES])
    with drawing():
        labels = [wrapped(names_of(found, AXIS, lang)[name], LABEL) for name in chosen]
        height = 0.26 * len(chosen) + 0.9
        figure, panels = _panels(found, outcomes, height, _text("pairs", lang), lang)
        for row, scenario in enumerate(found["scenario"].values):
            for column, outcome in enumerate(outcomes):
                part = found.sel(scenario=scenario, outcome=outcome)
                table = part["S2"].sel({AXIS: chosen, OTHER: chosen}).values
                table = np.fmax(table, table.T)
                np.fill_diagonal(table, part["S1"].sel({AXIS: chosen}).values)
                axes = panels[row][column]
                shown = axes.imshow(np.clip(table, 0, 1), cmap="Blues", vmin=0, vmax=DARKEST, aspect="auto")
                for (i, j), value in np.ndenumerate(table):
                    if value >= LEAST_SHOWN:
                        colour = ink_on(shown.to_rgba(value))
                        axes.text(j, i, f"{value:.2f}", ha="center", va="center", size=8, color=colour)
                below = labels if row == len(panels) - 1 else [""] * len(chosen)
                axes.set_xticks(range(len(chosen)), below, rotation=60, ha="right", fontsize=8)
                axes.set_yticks(range(len(chosen)), labels if column == 0 else [""] * len(chosen), fontsize=8)
        return finish(figure)


def settling(found: xarray.Dataset, lang: str = "en") -> Figure:
    """The total share of each axis from fewer rows of the design, and from all: flat lines have settled."""
    outcomes = list(map(str, found["outcome"].values))[:MOST_PANELS]
    strong = found["ST"].max(["scenario", "outcome"]).to_series().sort_values(ascending=False)
    chosen = list(strong.index[: len(LINES)])
    with drawing():
        figure, panels = _panels(found, outcomes, 2.0, _text("settling", lang), lang)
        sizes = [*found[SIZE].values, int(found["rows"].max())]
        for row, scenario in enumerate(found["scenario"].values):
            for column, outcome in enumerate(outcomes):
                axes, part = panels[row][column], found.sel(scenario=scenario, outcome=outcome)
                for name, colour in zip(chosen, LINES, strict=False):
                    one = part.sel({AXIS: name})
                    shares = [*one["ST_by_size"].values, float(one["ST"])]
                    label = names_of(found, AXIS, lang)[name]
                    axes.plot(sizes, shares, color=colour, marker="o", ms=2.5, label=label)
                axes.set_xscale("log", base=2)
                axes.set_xticks(sizes, [str(size) for size in sizes])
                axes.minorticks_off()
                axes.set_xlabel(_text("rows", lang), fontsize=8)
                axes.set_ylim(-0.05, max(1.1, axes.get_ylim()[1]))
                dress(axes)
        _legend(figure, panels, len(chosen))
        return finish(figure)


def surrogate(found: xarray.Dataset, lang: str = "en") -> Figure:
    """What the polynomials say of points that they have not seen, against what was run there."""
    outcomes = list(map(str, found["outcome"].values))[:MOST_PANELS]
    with drawing():
        figure, panels = _panels(found, outcomes, 2.2, _text("surrogate", lang), lang)
        for row, scenario in enumerate(found["scenario"].values):
            for column, outcome in enumerate(outcomes):
                axes, part = panels[row][column], found.sel(scenario=scenario, outcome=outcome)
                run, predicted = part["run_mean"].values, part["predicted"].values
                if np.isfinite(predicted).any():
                    ends = [np.nanmin([run, predicted]), np.nanmax([run, predicted])]
                    axes.plot(ends, ends, color=FAINT, lw=0.8, zorder=1)
                    axes.scatter(run, predicted, s=7, color=BETTER, alpha=0.6, lw=0, zorder=2)
                said = _text("q2", lang, q2=f"{float(part['q2']):.3f}")
                axes.text(0.03, 0.97, said, transform=axes.transAxes, fontsize=8, va="top", color=INK)
                axes.set_xlabel(_text("run", lang), fontsize=8)
                if column == 0:
                    axes.set_ylabel(_text("predicted", lang), fontsize=8)
                dress(axes)
        return finish(figure)


def _legend(figure: Figure, panels: Any, count: int) -> None:
    """The axes' colours below all panels: inside one, whatever is drawn there would be hidden."""
    columns = min(count, 2 * panels.shape[1])
    figure.legend(*panels[0][0].get_legend_handles_labels(), loc="outside lower left", ncols=columns, fontsize=8)


def _panels(found: xarray.Dataset, columns: list[str], height: float, title: str, lang: str) -> tuple[Figure, Any]:
    """A figure with a row of panels for each scenario, headed by outcomes."""
    rows = found.sizes["scenario"]
    intervals = _text("intervals", lang) if any(str(name).endswith("_low") for name in found) else ""
    place = str(found[f"place_name_{lang}"].item())
    design = translate(f"analysis.designs.{found.attrs['design']}", lang)
    of = _text("of", lang, place=place, points=found.attrs["points"], design=design)
    subtitle = of + (intervals if title == _axes_title(strongest(found), lang) else "")
    figure = new_figure(max(5.0, PANEL * len(columns) + 1.2), height * rows + 0.7, title, subtitle)
    panels = figure.subplots(rows, len(columns), squeeze=False)
    names = names_of(found, "outcome", lang) | (names_of(found, "measure", lang) if "measure" in found.dims else {})
    for row, scenario in enumerate(names_of(found, "scenario", lang).values()):
        for column, name in enumerate(columns):
            head = f"{wrapped(names[name], 40)}\n" if row == 0 else ""
            shown = head + (wrapped(scenario, 44) if column == 0 else "")
            panels[row][column].set_title(shown, fontsize=8, loc="left", color=SOFT)
    return figure, panels


def _axes_title(index: str, lang: str) -> str:
    return _text("axes", lang, index=translate(f"analysis.indices.{index}", lang))


def _text(name: str, lang: str, **blanks: object) -> str:
    return translate(f"analysis.study.{name}", lang, **blanks)
