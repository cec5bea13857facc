"""One section as a figure: a dot and its interval for every line that has a value, coloured by verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from experiments.validation.section import CONDITIONAL, FAILS, HOLDS, REPORTED, Line, Section

from ..style import FAINT, drawing, dress, finish, new_figure, wrapped

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

COLOURS = {HOLDS: "#1B6CA8", CONDITIONAL: "#C9A227", FAILS: "#C8501E", REPORTED: "#5F6368"}
WIDTH, ROW, LABEL = 9.0, 0.24, 62  # inches, inches, letters
MOST = 60  # lines of one figure


def chart(section: Section, lang: str) -> Figure | None:
    """The figure of a section, or nothing where no line has a value."""
    lines = [(line, line.value) for line in section.lines if line.value is not None][:MOST]
    if not lines:
        return None
    with drawing():
        title, axis = (section.zh, section.axis_zh) if lang == "zh" else (section.en, section.axis_en)
        figure = new_figure(WIDTH, 1.1 + ROW * len(lines), title, axis)
        axes = figure.subplots()
        for row, (line, value) in enumerate(lines):
            _draw(axes, line, value, -row)
        axes.axvline(0, color=FAINT, lw=0.8, zorder=1)
        axes.set_yticks([-row for row in range(len(lines))], [_label(line, lang) for line, _ in lines], fontsize=7)
        axes.set_ylim(-len(lines) + 0.4, 0.6)
        dress(axes, "x")
        return finish(figure)


def _label(line: Line, lang: str) -> str:
    text = f"{line.id} {line.text(lang)}"
    first, *more = wrapped(text, LABEL).split("\n")
    return f"{first} …" if more else first


def _draw(axes: Axes, line: Line, value: float, y: float) -> None:
    colour = COLOURS[line.verdict]
    if line.low is not None and line.high is not None:
        axes.hlines(y, line.low, line.high, colors=colour, lw=1.3, zorder=2)
    axes.scatter([value], [y], s=18, c=colour, ec="white", lw=0.4, zorder=3)
