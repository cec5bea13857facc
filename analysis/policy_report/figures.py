"""Figures of a report, at the size they have on A4, in colours and strokes that also tell apart in grey."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..figures.spread import draw_spread, room_for
from ..figures.style import (
    BETTER,
    FAINT,
    INK,
    LINES,
    MARKS,
    SOFT,
    STROKES,
    UNSURE,
    WORSE,
    ZEBRA,
    drawing,
    dress,
    finish,
    wrapped,
)
from ..plan import room_of
from .material import Material

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH, ROW = 7.1, 0.3  # inches: of the text of an A4 page, of a row
SMALL = 8.5  # points, of which 8 are left on a page of Word, which is narrower
YEAR = 12
TONES = {1: BETTER, -1: WORSE, 0: UNSURE}
ROOM_FOR_NUMBER = 0.12  # of the height of a panel, between points that both carry their number
PALE = {BETTER: "#8FBBDD", WORSE: "#F0B48C", UNSURE: "#D5D8DB"}  # of bars, on which lines are to be seen


def forest_figure(material: Material) -> Figure:
    """Effects on the goal with both intervals, one above the other: chance, and plausible worlds."""
    words, goal, shown = material.words, material.goal, material.shown
    factor = words.scale(goal).factor
    with drawing():
        figure = _paper(0.9 + ROW * len(shown), material)
        axes = figure.subplots()
        dress(axes, "x")
        axes.axvline(0, color=INK, lw=0.8, zorder=2)
        for y, scenario in enumerate(shown):
            found = material.found[scenario, goal]
            colour, spread = TONES[found.verdict], found.plausible
            if y % 2:
                axes.axhspan(y - 0.5, y + 0.5, color=ZEBRA, lw=0, zorder=0)
            if spread is not None and spread.low == spread.low:
                axes.hlines(y + 0.2, factor * spread.low, factor * spread.high, colors=colour, lw=1, zorder=3)
                axes.plot([factor * spread.low, factor * spread.high], [y + 0.2] * 2, "|", color=colour, ms=6, zorder=3)
            if found.effect.low == found.effect.low:
                ends = low, high = factor * found.effect.low, factor * found.effect.high
                axes.hlines(y - 0.15, low, high, colors=colour, lw=3.2, zorder=3)
                axes.plot(ends, [y - 0.15] * 2, "|", color=INK, ms=9, zorder=5)  # higher than the mark of the mean
            face = "white" if not found.decided else colour
            axes.plot(
                factor * found.effect.mean, y - 0.15, MARKS[found.verdict], mfc=face, mec=colour, ms=4.5, zorder=4
            )
        axes.set_yticks(range(len(shown)), [wrapped(words.scenario(scenario), 30) for scenario in shown])
        axes.set_ylim(len(shown) - 0.4, -0.6)
        axes.tick_params(axis="y", length=0, labelcolor=INK)
        axes.spines["left"].set_visible(False)
        axes.set_xlabel(words.say("figures.effect", measure=words.measure(goal), unit=words.unit(goal)))
        axes.margins(x=0.04)
        _sized(axes)
        worlds = any(each.plausible and each.plausible.low == each.plausible.low for each in material.found.values())
        _key(figure, material, "chance", *(["plausible"] if worlds else []))
        return finish(figure)


def _key(figure: Figure, material: Material, *intervals: str) -> None:
    """What marks and lines mean, above the panel. intervals: `chance` and `plausible`, where they are drawn."""
    from matplotlib.lines import Line2D

    words = material.words
    names = [words.say(f"figures.{name}") for name in ("better", "worse", "open", *intervals)]
    handles = [
        Line2D([], [], marker=MARKS[way], lw=0, mfc=TONES[way] if way else "white", mec=TONES[way], ms=5)
        for way in (1, -1, 0)
    ]
    handles += [Line2D([], [], color=SOFT, lw={"chance": 3.2, "plausible": 1}[each]) for each in intervals]
    figure.legend(handles, names, loc="outside upper center", ncols=5, fontsize=SMALL, columnspacing=1.2)


def course_figure(material: Material) -> Figure:
    """The goal against the baseline from the first month, means of the last twelve, the start marked."""
    words, effects, goal = material.words, material.effects, material.goal
    factor, column = words.scale(goal).factor, effects.column(goal)
    assert effects.series is not None
    base = effects.series[effects.scenarios.index(effects.baseline), :, :, column]
    with drawing():
        figure = _paper(3.3, material)
        axes = figure.subplots()
        dress(axes)
        axes.axhline(0, color=INK, lw=0.8)
        months, runs = np.arange(1.0, effects.months + 1), []
        for number, scenario in enumerate(material.followed):
            row = effects.scenarios.index(scenario)
            runs.append(factor * _trailing(effects.series[row, :, :, column] - base))
            label = wrapped(words.scenario(scenario), 40)
            axes.plot(months, runs[-1].mean(axis=0), color=LINES[number], ls=STROKES[number], lw=1.6, label=label)
        draw_spread(axes, months, runs, LINES[: len(runs)])
        for start in sorted({effects.starts[effects.scenarios.index(scenario)] for scenario in material.followed}):
            if start:
                axes.axvline(start, color=SOFT, lw=1, ls=(0, (2, 2)))
                axes.annotate(
                    words.say("figures.start"),
                    (start, 1),
                    xycoords=("data", "axes fraction"),
                    xytext=(3, -9),
                    textcoords="offset points",
                    size=SMALL,
                    color=SOFT,
                )
        axes.set_xlim(1, effects.months + room_for(len(runs)) * effects.months)
        axes.set_xticks([1, *range(YEAR, effects.months + 1, YEAR * max(1, round(effects.months / YEAR / 8)))])
        axes.set_xlabel(words.say("figures.month"))
        axes.set_ylabel(words.say("figures.effect", measure=words.measure(goal), unit=words.unit(goal)))
        axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.17), ncols=2, fontsize=SMALL, handlelength=2.6)
        _sized(axes)
        return finish(figure)


def price_figure(material: Material) -> Figure:
    """What each arrangement costs all payers a year against its effect on the goal; numbers are those of the table."""
    words, effects, goal = material.words, material.effects, material.goal
    factor = words.scale(goal).factor
    with drawing():
        figure = _paper(3.2, material)
        axes = figure.subplots()
        dress(axes)
        axes.axhline(0, color=FAINT, lw=0.8)
        axes.axvline(0, color=FAINT, lw=0.8)
        for number, scenario in enumerate(material.shown, 1):
            found, cost = material.found[scenario, goal], effects.whole_cost(scenario)
            gain, colour = factor * found.effect.mean, TONES[found.verdict]
            face = colour if found.decided else "white"
            axes.plot(cost.mean, gain, MARKS[found.verdict], mfc=face, mec=colour, ms=5, zorder=3)
            axes.annotate(
                str(number), (cost.mean, gain), xytext=(4, 4), textcoords="offset points", size=SMALL, color=INK
            )
        axes.margins(0.1)
        axes.set_xlabel(words.say("figures.cost"))
        axes.set_ylabel(words.say("figures.effect", measure=words.measure(goal), unit=words.unit(goal)))
        _sized(axes)
        _key(figure, material)
        return finish(figure)


def frontier_figure(material: Material) -> Figure:
    """What reforms gain together for what they cost together, in their order; numbers are those of its table."""
    words, goal = material.words, material.goal
    factor = words.scale(goal).factor
    costs = [0.0, *(step.cost_so_far for step in material.steps)]
    gains = [0.0, *(factor * step.gain_so_far for step in material.steps)]
    with drawing():
        figure = _paper(2.9, material)
        axes = figure.subplots()
        dress(axes)
        axes.axhline(0, color=FAINT, lw=0.8)
        axes.axvline(0, color=FAINT, lw=0.8)
        axes.plot(costs, gains, color=BETTER, lw=1.4, marker="o", ms=4.5, zorder=3)
        room = factor * room_of(material.effects, goal)
        if gains[-1] > room:
            axes.axhline(room, color=INK, lw=1, ls=(0, (1, 1.5)))
            said = words.say("figures.most_possible")
            axes.annotate(
                said, (0, room), xycoords=("axes fraction", "data"), xytext=(4, 3), textcoords="offset points",
                size=SMALL, color=SOFT,
            )  # fmt: skip
        reach, marked = np.array([np.ptp(costs) or 1.0, np.ptp(gains) or 1.0]), np.array([np.inf, np.inf])
        for number, spot in enumerate(zip(costs, gains, strict=True)):
            apart = np.hypot(*((np.array(spot) - marked) / reach * (2.5, 1)))  # the figure is wider than high
            if number == len(material.steps) or (number and apart > ROOM_FOR_NUMBER):
                marked = np.array(spot)
                clear = {"fc": "white", "lw": 0, "pad": 0.4}  # of the line
                axes.annotate(
                    str(number),
                    spot,
                    xytext=(6, -9),
                    textcoords="offset points",
                    size=SMALL,
                    color=INK,
                    bbox=clear,
                )
        if material.budget is not None:
            axes.axvline(material.budget, color=INK, lw=1, ls=(0, (4, 2)))
            axes.annotate(
                words.say("figures.budget"), (material.budget, 0), xycoords=("data", "axes fraction"), xytext=(4, 6),
                textcoords="offset points", size=SMALL, color=SOFT,
            )  # fmt: skip
        axes.margins(0.1)
        axes.set_xlabel(words.say("figures.cost_so_far"))
        axes.set_ylabel(words.say("figures.gain_so_far", name=words.heading(goal), unit=words.unit(goal)))
        _sized(axes)
        return finish(figure)


def explanation(material: Material, number: int) -> Figure:
    """The mechanisms of one explained effect: a bar each with its interval."""
    words, found = material.words, material.explanations[number]
    factor = words.scale(found.outcome).factor
    better = material.effects.measures[found.outcome].better
    parts = [part for part in found.parts if abs(part.share.mean) >= 0.01 * abs(found.whole.mean)][:8]
    names = [part.mechanism.name.render(material.lang) for part in parts]
    names += [words.say(f"why.{key}") for key in ("remainder", "whole_effect")]
    values = [*(part.share for part in parts), found.remainder, found.whole]
    heights = [*range(len(parts) + 1), len(parts) + 1.4]
    with drawing():
        figure = _paper(1.0 + ROW * len(values), material)
        axes = figure.subplots()
        dress(axes, "x")
        axes.axvline(0, color=INK, lw=0.8, zorder=2)
        means = np.array([factor * value.mean for value in values])
        reach = np.array(
            [[factor * (value.mean - value.low), factor * (value.high - value.mean)] for value in values]
        ).T
        colours = [(WORSE if value.mean * better < 0 else BETTER) if value.sure else UNSURE for value in values]
        bars = axes.barh(heights, means, height=0.6, color=[PALE[each] for each in colours], zorder=1)
        for bar, colour in zip(bars, colours, strict=True):
            bar.set(edgecolor=colour, hatch="////" if colour == WORSE else None, lw=0.8)
        axes.errorbar(means, heights, xerr=np.nan_to_num(reach), fmt="none", ecolor=INK, elinewidth=1.2, zorder=3)
        axes.set_yticks(heights, names)
        axes.set_ylim(heights[-1] + 0.6, -0.6)
        axes.tick_params(axis="y", length=0, labelcolor=INK)
        axes.spines["left"].set_visible(False)
        axes.set_xlabel(
            words.say("figures.effect", measure=words.measure(found.outcome), unit=words.unit(found.outcome))
        )
        _sized(axes)
        _key_of_bars(figure, material)
        return finish(figure)


def _key_of_bars(figure: Figure, material: Material) -> None:
    """What the colours of bars mean, and the lines on them."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    names = [material.words.say(f"figures.{name}") for name in ("better", "worse", "undecided", "chance")]
    handles = [
        Patch(fc=PALE[TONES[way]], ec=TONES[way], hatch="////" if way < 0 else None, lw=0.8) for way in (1, -1, 0)
    ]
    handles.append(Line2D([], [], color=INK, lw=1.2))  # type: ignore[arg-type]
    figure.legend(handles, names, loc="outside upper center", ncols=4, fontsize=SMALL, columnspacing=1.2)


def _paper(height: float, material: Material) -> Figure:
    """An empty figure as wide as the page; its caption is the report's. With the mark, where there is one."""
    from matplotlib.figure import Figure
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    foot = 0.2 / height if material.mark else 0.0
    figure = Figure(figsize=(WIDTH, height), layout=ConstrainedLayoutEngine(rect=(0, foot, 1, 1 - foot)))
    if material.mark:
        figure.text(0.995, 0.005, material.mark, ha="right", va="bottom", size=SMALL, color=SOFT)
    return figure


def _sized(axes: Axes) -> None:
    """Nothing smaller than is read in print."""
    axes.tick_params(labelsize=SMALL)
    axes.xaxis.label.set_fontsize(SMALL)
    axes.yaxis.label.set_fontsize(SMALL)


def _trailing(values: np.ndarray) -> np.ndarray:
    """Means of the last twelve months along the last axis, of fewer where there are fewer."""
    total = np.concatenate([np.zeros((*values.shape[:-1], 1)), np.cumsum(values, axis=-1)], axis=-1)
    ends = np.arange(1, values.shape[-1] + 1)
    begins = np.maximum(ends - YEAR, 0)
    return np.asarray((total[..., ends] - total[..., begins]) / (ends - begins))
