"""One section of a validation as figures: a dot and its interval for every line with a value, coloured by verdict."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from experiments.credibility import section as verdicts
from experiments.credibility.section import REPORTED, VERDICTS, Line, Section
from scenarios.languages import render, translate

from ..labels import plain
from .style import FAINT, SOFT, drawing, dress, finish, new_figure, width_of, wrapped

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

LOOKS = {  # colour and mark of a verdict: marks differ too, for readers who do not see the colours
    verdicts.HOLDS: ("#1B6CA8", "o"),
    verdicts.CONDITIONAL: ("#C9A227", "D"),
    verdicts.PARTLY: ("#8E5EA2", "s"),
    verdicts.FAILS: ("#C8501E", "X"),
    REPORTED: ("#5F6368", "o"),
}
WIDTH, ROW, LABEL, FOOT = 9.0, 0.37, 62, 0.17  # inches, inches, letters, inches a line
MOST, ROWS = 28, 3  # lines of one figure, lines of a label
FOOT_LETTERS = 140

Drawn = Sequence[tuple[Line, float]]


def charts(section: Section, lang: str) -> list[Figure]:
    """The figures of a section, as many as hold every line that has a value; none where no line has one."""
    lines = [(line, line.value) for line in section.lines if line.value is not None]
    parts = -(-len(lines) // MOST)  # of about equal length, so that none is a remainder
    ends = [k * len(lines) // parts for k in range(parts + 1)] if parts else []
    return [_chart(section, lines[first:last], (k, parts), lang) for k, (first, last) in enumerate(pairwise(ends), 1)]


def _chart(section: Section, lines: Drawn, part: tuple[int, int], lang: str) -> Figure:
    title, aside = section.title.render(lang), wrapped(render(section.aside, lang), FOOT_LETTERS)
    if part[1] > 1:
        title += translate("analysis.validation.part", lang, part=part[0], of=part[1])
    foot = FOOT * (aside.count("\n") + 1) if aside else 0.0
    with drawing():
        figure = new_figure(WIDTH, 1.45 + ROW * len(lines) + foot, title, render(section.axis, lang), foot)
        axes = figure.subplots()
        for row, (line, value) in enumerate(lines):
            _draw(axes, line, value, -row)
        axes.axvline(0, color=FAINT, lw=0.8, zorder=1)
        axes.set_yticks([-row for row in range(len(lines))], [label(line, lang) for line, _ in lines], fontsize=8)
        axes.set_ylim(-len(lines) + 0.4, 0.6)
        dress(axes, "x")
        _legend(axes, {line.verdict for line, _ in lines}, lang)
        if aside:
            figure.text(0.1 / WIDTH, 0.06 / figure.get_figheight(), aside, size=8, va="bottom", color=SOFT)
        return finish(figure)


def label(line: Line, lang: str) -> str:
    """The id and the statement; a long statement loses its middle, since variants differ at the end."""
    text = f"{line.id} · {plain(line.statement.render(lang))}"
    rows = wrapped(text, LABEL).split("\n")
    if len(rows) > ROWS:
        rows = [*rows[: ROWS - 1], f"… {_tail(text, LABEL - 2)}"]
    return "\n".join(rows)


def _tail(text: str, width: int) -> str:
    """The end of a text, from a word's beginning where there is one."""
    end = text
    while width_of(end) > width:
        end = end[1:]
    cut = end.find(" ")
    return end[cut + 1 :] if 0 <= cut < width // 3 and text[-len(end) - 1] != " " else end


def _draw(axes: Axes, line: Line, value: float, y: float) -> None:
    colour, mark = LOOKS[line.verdict]
    if line.low is not None and line.high is not None:
        axes.hlines(y, line.low, line.high, colors=colour, lw=1.3, zorder=2)
    axes.scatter([value], [y], s=20, c=colour, marker=mark, ec="white", lw=0.4, zorder=3)


def _legend(axes: Axes, found: set[str], lang: str) -> None:
    """What colours and marks mean, above the rows; nothing where nothing is judged."""
    if found == {REPORTED}:
        return
    shown = [verdict for verdict in VERDICTS if verdict in found]
    looks = [LOOKS[verdict] for verdict in shown]
    handles = [axes.scatter([], [], s=20, c=colour, marker=mark, ec="white", lw=0.4) for colour, mark in looks]
    names = [translate(f"analysis.verdicts.{verdict}", lang) for verdict in shown]
    axes.legend(handles, names, loc="lower right", bbox_to_anchor=(1.0, 1.0), ncols=len(shown), fontsize=8)
