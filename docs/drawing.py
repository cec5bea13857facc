"""Drawings of the pages as SVG, written directly: the same text of the file on every machine and version.

Letters are outlines of the house font (`analysis/font`), so that Chinese shows where no Chinese font is installed.
Lengths are units of the picture; a page 17 cm wide shows about 1180 of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from html import escape
from itertools import pairwise
from math import hypot
from typing import Any, NamedTuple

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.ttLib import TTFont

from analysis.figures.style import FONT, INK, wrapped

LEADING = 1.2
HEAD = 8.0  # length of an arrow's head
MIDDLE = 0.36  # from the base line to the middle of a letter
Point = tuple[float, float]


class Box(NamedTuple):
    """A rectangle by its middle and its size."""

    x: float
    y: float
    width: float
    height: float

    def holds(self, point: Point, margin: float = 0.0) -> bool:
        across, along = abs(point[0] - self.x), abs(point[1] - self.y)
        return across < self.width / 2 + margin and along < self.height / 2 + margin

    def meets(self, other: Box, margin: float = 0.0) -> bool:
        return (
            abs(self.x - other.x) < (self.width + other.width) / 2 + margin
            and abs(self.y - other.y) < (self.height + other.height) / 2 + margin
        )


def number(value: float) -> str:
    """Short, and without minus zero."""
    return f"{round(value, 1) + 0.0:g}"


@cache
def _font() -> Any:
    return TTFont(FONT)


@cache
def _glyph(letter: str) -> tuple[str, float]:
    """Outline in font units and width in ems."""
    font = _font()
    name = font.getBestCmap()[ord(letter)]
    pen = SVGPathPen(font.getGlyphSet(), ntos=lambda value: f"{value:g}")
    font.getGlyphSet()[name].draw(pen)
    return pen.getCommands(), font["hmtx"][name][0] / font["head"].unitsPerEm


def width_of(text: str, size: float) -> float:
    return sum(_glyph(letter)[1] for letter in text) * size


def lines_within(text: str, size: float, width: float) -> list[str]:
    """The text in lines that fit: the longest measure that does."""
    for letters in range(80, 1, -1):
        lines = wrapped(text, letters).split("\n")
        if all(width_of(line, size) <= width for line in lines):
            return lines
    raise ValueError(f"no room for {text!r} in {width}")


class Drawing:
    """Collects shapes in the order they are drawn, and the letters they need."""

    def __init__(self, width: float, height: float, title: str) -> None:
        self.width, self.height, self.title = width, height, title
        self.shapes: list[str] = []
        self.letters: dict[str, str] = {}

    def add(self, shape: str, /, inside: str = "", **attributes: object) -> None:
        written = "".join(f' {name.replace("_", "-")}="{_as_text(value)}"' for name, value in attributes.items())
        self.shapes.append(f"<{shape}{written}>{inside}</{shape}>" if inside else f"<{shape}{written}/>")

    def open(self, title: str) -> None:
        self.shapes.append(f"<g><title>{escape(title)}</title>")

    def close(self) -> None:
        self.shapes.append("</g>")

    def text(
        self, x: float, y: float, text: str, size: float, colour: str = INK, anchor: str = "start", bold: bool = False
    ) -> Box:
        """One line with its base line at y; returns the room it takes."""
        total = width_of(text, size)
        left = x - {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor] * total
        scale = size / _font()["head"].unitsPerEm
        at, uses = left, []
        for letter in text:
            outline, wide = _glyph(letter)
            if outline:
                key = f"u{ord(letter):x}"
                self.letters[key] = outline
                uses.append(f'<use xlink:href="#{key}" x="{number((at - left) / scale)}"/>')
            at += wide * size
        stroke = f' stroke="{colour}" stroke-width="{number(0.035 * size / scale)}"' if bold else ""
        place = f"translate({number(left)} {number(y)}) scale({scale:g} {-scale:g})"
        self.shapes.append(f'<g fill="{colour}"{stroke} transform="{place}">{"".join(uses)}</g>')
        return Box(left + total / 2, y - MIDDLE * size, total, size)

    def paragraph(
        self, x: float, y: float, lines: Sequence[str], size: float, colour: str = INK, anchor: str = "start"
    ) -> list[Box]:
        """Lines whose block has its middle at y."""
        first = y - (len(lines) - 1) * size * LEADING / 2 + MIDDLE * size
        return [self.text(x, first + i * size * LEADING, line, size, colour, anchor) for i, line in enumerate(lines)]

    def svg(self) -> str:
        size = f'width="{number(self.width)}" height="{number(self.height)}"'
        view = f'viewBox="0 0 {number(self.width)} {number(self.height)}"'
        spaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        letters = "\n".join(f'<path id="{key}" d="{path}"/>' for key, path in sorted(self.letters.items()))
        shapes = "\n".join(self.shapes)
        return (
            f'<svg {spaces} {size} {view} role="img">\n<title>{escape(self.title)}</title>\n'
            f"<defs>\n{letters}\n</defs>\n"
            f'<rect width="100%" height="100%" fill="#FFFFFF"/>\n{shapes}\n</svg>\n'
        )


def _as_text(value: object) -> str:
    return number(value) if isinstance(value, float | int) else escape(str(value))


# --- lines that bend


def bent(points: Sequence[Point], radius: float = 9.0) -> list[Point]:
    """A line through corners, each rounded; as many short pieces."""
    line = [points[0]]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        reach = min(radius, distance(before, corner) / 2, distance(corner, after) / 2)
        start, end = towards(corner, before, reach), towards(corner, after, reach)
        for i in range(7):
            t = i / 6
            line.append(
                (
                    (1 - t) ** 2 * start[0] + 2 * t * (1 - t) * corner[0] + t * t * end[0],
                    (1 - t) ** 2 * start[1] + 2 * t * (1 - t) * corner[1] + t * t * end[1],
                )
            )
    return [*line, points[-1]]


def curved(start: Point, end: Point, strength: float) -> list[Point]:
    """From below one box to above another: leaves and arrives upright."""
    handles = (start[1] + strength, end[1] - strength)
    line = []
    for i in range(33):
        t = i / 32
        a, b, c, e = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
        line.append(
            (
                (a + b) * start[0] + (c + e) * end[0],
                a * start[1] + b * handles[0] + c * handles[1] + e * end[1],
            )
        )
    return line


def distance(a: Point, b: Point) -> float:
    return hypot(a[0] - b[0], a[1] - b[1])


def towards(a: Point, b: Point, far: float) -> Point:
    whole = distance(a, b)
    return a if whole == 0.0 else (a[0] + (b[0] - a[0]) * far / whole, a[1] + (b[1] - a[1]) * far / whole)


def from_end(line: Sequence[Point], far: float) -> tuple[Point, Point]:
    """The point so far before the end, and the direction there."""
    left = far
    for after, before in pairwise(reversed(line)):
        step = distance(before, after)
        if step >= left and step > 0.0:
            way = ((after[0] - before[0]) / step, (after[1] - before[1]) / step)
            return towards(after, before, left), way
        left -= step
    return line[0], (0.0, 1.0)


def arrow(drawing: Drawing, line: Sequence[Point], colour: str, width: float, dashes: str = "") -> None:
    """A line with a head; a white border lets it pass over others."""
    tip, (x, y) = line[-1], from_end(line, HEAD)[1]
    neck = from_end(line, HEAD * 0.8)[0]
    kept = [point for point in line[:-1] if distance(point, tip) > HEAD]
    path = "M" + "L".join(f"{number(px)} {number(py)}" for px, py in [*kept, neck])
    drawing.add("path", d=path, fill="none", stroke="#FFFFFF", stroke_width=width + 3.2)
    more = {"stroke_dasharray": dashes} if dashes else {}
    drawing.add("path", d=path, fill="none", stroke=colour, stroke_width=width, **more)
    base, half = (tip[0] - HEAD * x, tip[1] - HEAD * y), HEAD * 0.42
    corners = [tip, (base[0] - half * y, base[1] + half * x), (base[0] + half * y, base[1] - half * x)]
    drawing.add("path", d="M" + "L".join(f"{number(px)} {number(py)}" for px, py in corners) + "Z", fill=colour)
