"""Offices, townships and villages of one world at its last month, coloured by a state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypedDict

import numpy as np

from scenarios.languages import translate

from ..effects import MEASURE, Effects
from ..effects_of_results import effects_of_dataset
from ..labels import heading, measure_name, short_name, unit_name
from ..statistics import Array
from .style import INK, SOFT, deepening, drawing, finish, new_figure, wrapped

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes
    from matplotlib.cm import ScalarMappable
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

STATES = ("fear", "formalism", "true_outcome")
OFFICE_RING = 1.28  # townships lie inside a disc of radius 1
LABELLED = 26  # more townships than this: only the extremes carry numbers
OFFICES_NUMBERED = 60
ROUNDS = 200  # in which townships that lie too near are pushed apart
ARRANGED = 150  # more townships than this are not laid out by who borders on whom, which takes time with their cube
KEY_COLUMNS, KEY_LINE, KEY_BASE = 2, 0.165, 0.48  # of the key to the offices; inches
COLUMNS_AT = (0.025, 0.565)  # where these begin, of the width; names in English are long
WIDTH, PANEL = 7.1, 2.6  # inches: of the text of an A4 page, at which letters have their size; of a panel's height


class Snapshot(TypedDict):
    """One scenario's first replicate in its last month."""

    townships: Sequence[str]  # numbers
    cadres: Array
    villages: NDArray[np.int64]
    edges: Sequence[tuple[int, int]]  # neighbours, by position in `townships`
    state: Mapping[str, Array]  # by measure id
    offices: Sequence[str]
    visits: Array  # per office: visits a month to each township


def network(
    data: xr.Dataset,
    snapshot: Mapping[str, Snapshot],
    lang: str = "en",
    scenarios: Sequence[str] | None = None,
    states: Sequence[str] = STATES,
) -> Figure:
    """Columns are scenarios (the baseline and the most different one), rows states on one scale each."""
    found = effects_of_dataset(data)
    shown = list(scenarios) if scenarios is not None else contrast(found, snapshot)
    offices = numbered(snapshot, shown)
    lines = -(-len(offices) // KEY_COLUMNS)
    foot = KEY_LINE * lines + 0.1
    width, height = max(WIDTH, 0.5 * WIDTH * len(shown)), 1.3 + PANEL * len(states)
    spots = arrange(snapshot[shown[0]])
    most = max(float(np.max(snapshot[s]["visits"], initial=0.0)) for s in shown) or 1.0
    with drawing():
        title, about = (translate(f"analysis.figures.{key}", lang) for key in ("network", "one_month"))
        figure = new_figure(width, height + foot, *heading(found, title, lang, about), foot)
        grid = figure.subplots(len(states), len(shown), squeeze=False)
        for row, state in zip(grid, states, strict=True):
            values = [np.asarray(snapshot[s]["state"][state], dtype=float) for s in shown]
            shades = _shades(np.concatenate(values), state)
            for axes, scenario, value in zip(row, shown, values, strict=True):
                _offices(axes, snapshot[scenario], spots, most, offices)
                _world(axes, snapshot[scenario], spots, value, shades)
            row[0].set_ylabel(measure_name(state, lang), size=9.5, color=INK, labelpad=4)
            _bar(figure, row, state, shades, lang, "right")
        for axes, scenario in zip(grid[0], shown, strict=True):
            axes.set_title(wrapped(short_name(found, scenario, lang), 40), loc="center", size=9.5)
        _key(figure, lang)
        _office_key(figure, offices, lines, foot)
        return finish(figure)


def county_figure(world: Snapshot, state: str, title: str, lang: str = "en") -> Figure:
    """One county by itself, coloured by one state; its offices by numbers, with a key."""
    offices, spots = numbered({"": world}, [""]), arrange(world)
    lines = -(-len(offices) // KEY_COLUMNS)
    foot, most = KEY_LINE * lines + 0.1, float(np.max(world["visits"], initial=0.0)) or 1.0
    with drawing():
        figure = new_figure(8.2, 7.2 + foot, title, "", foot)
        axes = figure.subplots()
        values = np.asarray(world["state"][state], dtype=float)
        shades = _shades(values, state)
        _offices(axes, world, spots, most, offices)
        _world(axes, world, spots, values, shades)
        axes.set_title(measure_name(state, lang), loc="center", size=11)
        _bar(figure, [axes], state, shades, lang, "bottom")
        _key(figure, lang)
        _office_key(figure, offices, lines, foot)
        return finish(figure)


def contrast(found: Effects, snapshot: Mapping[str, Snapshot]) -> list[str]:
    """The baseline and the scenario that differs most from it on the headline outcomes."""
    others = sorted((s for s in found.others if s in snapshot), key=lambda s: (-found.distance(s), s))
    return [s for s in (found.baseline, *others[:1]) if s in snapshot]


def numbered(snapshot: Mapping[str, Snapshot], rows: Sequence[str]) -> dict[str, int]:
    """Numbers of the offices of all rows, the same office with the same number; none if they are too many."""
    names = dict.fromkeys(str(name) for s in rows for name in snapshot[s]["offices"])
    return {name: k for k, name in enumerate(names, 1)} if len(names) <= OFFICES_NUMBERED else {}


def arrange(world: Snapshot) -> Array:
    """Places of townships in the unit disc: neighbours near each other, nobody on top of another.

    Very many lie as seeds in a sunflower, in the order of their codes (Vogel 1979).
    """
    import networkx as nx

    n = len(world["townships"])
    if n > ARRANGED:
        radius, turn = np.sqrt((np.arange(n) + 0.5) / n), np.arange(n) * np.pi * (3 - np.sqrt(5))
        return np.column_stack([radius * np.cos(turn), radius * np.sin(turn)])
    graph = nx.empty_graph(n)
    graph.add_edges_from((int(i), int(j)) for i, j in world["edges"])
    hops = dict(nx.all_pairs_shortest_path_length(graph))
    far = 1.0 + max((d for row in hops.values() for d in row.values()), default=1)
    ways = {i: {j: float(hops[i].get(j, far)) for j in range(n)} for i in range(n)}
    found = nx.kamada_kawai_layout(graph, dist=ways) if n > 1 else {0: np.zeros(2)}
    return spread_out(np.array([found[i] for i in range(n)]))


def spread_out(spots: Array) -> Array:
    """Push apart what lies too near, hold all in the disc; a fixed number of rounds, nothing random."""
    n = len(spots)
    apart = 1.38 / np.sqrt(n)
    spots = spots - spots.mean(axis=0)
    spots = spots / max(1e-9, np.linalg.norm(spots, axis=1).max())
    for _ in range(ROUNDS):
        gap = spots[:, None] - spots[None]
        # Labels are wide: what is beside needs more room than what is above.
        length = np.hypot(gap[..., 0] * 0.7, gap[..., 1]) + np.eye(n)
        push = np.where(length < apart, (apart - length) / length, 0.0) * (1 - np.eye(n))
        spots = spots + 0.25 * (gap * push[..., None]).sum(axis=1)
        radius = np.linalg.norm(spots, axis=1, keepdims=True)
        spots = spots * np.minimum(1.0, 1.0 / np.maximum(radius, 1e-9))
    return np.asarray(spots)


def _shades(values: Array, state: str) -> ScalarMappable:
    """Colours of a state, light to dark over its values."""
    from matplotlib.cm import ScalarMappable
    from matplotlib.colors import Normalize

    low, high = float(values.min()), float(values.max())
    return ScalarMappable(Normalize(low, high if high > low else low + 1e-9), deepening(MEASURE[state].better))


def _world(axes: Axes, world: Snapshot, spots: Array, values: Array, shades: ScalarMappable) -> None:
    """Townships with their villages and neighbours, coloured by a state."""
    from matplotlib.patches import Circle

    axes.set_aspect("equal")
    axes.set(xlim=(-1.5, 1.5), ylim=(-1.5, 1.5), xticks=[], yticks=[])
    axes.spines[:].set_visible(False)
    cadres = np.asarray(world["cadres"], dtype=float)
    radii = 0.38 / np.sqrt(len(spots)) * np.sqrt(cadres / max(cadres.max(), 1.0))  # area by cadres
    for i, j in world["edges"]:
        axes.plot(*spots[[i, j]].T, color="#7D868E", lw=0.9, zorder=2)
    _villages(axes, spots, radii, world["villages"])
    for spot, radius, fill in zip(spots, radii, shades.to_rgba(values), strict=True):
        axes.add_patch(Circle(tuple(spot), radius, fc=fill, ec=INK, lw=0.6, zorder=5))
    _township_numbers(axes, world["townships"], spots, radii, values)


def _villages(axes: Axes, spots: Array, radii: Array, villages: NDArray[np.int64]) -> None:
    """One dot per village in rings around its township."""
    dots: list[Array] = []
    step = 0.15 / np.sqrt(len(spots))
    for spot, radius, count in zip(spots, radii, villages, strict=True):
        ring, left = radius + step, int(count)
        while left > 0:
            fit = min(left, max(1, int(2 * np.pi * ring / step)))
            turn = 2 * np.pi * np.arange(fit) / fit
            dots.append(spot + ring * np.column_stack([np.sin(turn), np.cos(turn)]))
            ring, left = ring + 0.9 * step, left - fit
    if dots:
        x, y = np.concatenate(dots).T
        axes.plot(x, y, ".", ms=2.4, mew=0, color="#6F777E", zorder=4)


def _offices(axes: Axes, world: Snapshot, spots: Array, most: float, numbers: Mapping[str, int]) -> None:
    """Offices on a ring; one thin curve to every township, thicker with more visits (`most` in any scenario)."""
    names, shares = world["offices"], np.asarray(world["visits"], dtype=float) / most
    turn = np.pi / 2 - 2 * np.pi * (np.arange(len(names)) + 0.5) / max(len(names), 1)
    ring = OFFICE_RING * np.column_stack([np.cos(turn), np.sin(turn)])
    for spot, share in zip(ring, shares, strict=True):
        _threads(axes, spot, spots, share)
    axes.scatter(ring[:, 0], ring[:, 1], s=9 + 34 * shares, marker="s", color="#4A5560", lw=0, zorder=6)
    for (x, y), name in zip(1.12 * ring, names, strict=True):
        if name in numbers:
            axes.text(x, y, str(numbers[name]), size=8, color=SOFT, ha="center", va="center", zorder=6)


def _threads(axes: Axes, office: Array, spots: Array, share: float) -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    if share <= 0:
        return
    points = [p for spot in spots for p in (office, 0.55 * (0.5 * office + spot), spot)]
    codes = [Path.MOVETO, Path.CURVE3, Path.CURVE3] * len(spots)
    axes.add_patch(PathPatch(Path(points, codes), fc="none", ec="#6B7C8C", lw=0.1 + 0.8 * share, alpha=0.2, zorder=1))


def _township_numbers(axes: Axes, numbers: Sequence[str], spots: Array, radii: Array, values: Array) -> None:
    order = np.argsort(values, kind="stable")
    for i in range(len(spots)) if len(spots) <= LABELLED else [*order[:3], *order[-3:]]:
        x, y = spots[i]
        text = axes.text(x, y - radii[i] - 0.03, str(numbers[i]), size=8, ha="center", va="top", zorder=8)
        text.set_bbox({"fc": "white", "alpha": 0.6, "lw": 0, "pad": 0.2})


def _bar(figure: Figure, panels: Sequence[Axes], state: str, shades: ScalarMappable, lang: str, side: str) -> None:
    """The scale of a state, which panels share. side: `right` or `bottom` of them."""
    bar = figure.colorbar(shades, ax=list(panels), location=side, fraction=0.035, aspect=32, pad=0.01, shrink=0.7)
    bar.outline.set_visible(False)
    bar.ax.locator_params(axis="x" if side == "bottom" else "y", nbins=4)
    bar.set_label(unit_name(state, lang))


def _key(figure: Figure, lang: str) -> None:
    from matplotlib.lines import Line2D

    handles = {
        "office": Line2D([], [], marker="s", ms=6, color="#4A5560", lw=0.8, alpha=0.9),
        "township": Line2D([], [], marker="o", ms=9, mfc="white", mec=INK, mew=0.6, lw=0),
        "village": Line2D([], [], marker=".", ms=4, color="#6F777E", lw=0),
        "peers": Line2D([], [], color="#7D868E", lw=1.2),
    }
    names = [translate(f"analysis.figures.{key}", lang) for key in handles]
    figure.legend(list(handles.values()), names, loc="outside lower center", ncols=2)


def _office_key(figure: Figure, offices: Mapping[str, int], lines: int, foot: float) -> None:
    """Which number is which office, in columns at the foot, above the legend."""
    width, height = figure.get_size_inches()
    for name, number in offices.items():
        column, line = divmod(number - 1, lines)
        x, y = COLUMNS_AT[column], (KEY_BASE + foot - KEY_LINE * line) / height
        figure.text(x, y, f"{number}", size=8, color=SOFT, ha="right", va="top")
        figure.text(x + 0.08 / width, y, name[:1].upper() + name[1:], size=8, va="top")
