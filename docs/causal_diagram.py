"""Draws the causal diagram of `docs/model.md` from `causal_diagram.toml`.

What is drawn, and which rule carries each arrow, stands in the data. Here it is only laid out: boxes on a grid, arrows
from side to side, the sign at the head. `tests/test_model_page.py` holds data, picture and page together.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from analysis.figures.style import FAINT, INK, SOFT
from scenarios.languages import LANGUAGES, translate

from .drawing import Box, Drawing, Point, arrow, bent, curved, distance, from_end, lines_within
from .files import HOME
from .markdown import heads, table

DATA = HOME / "causal_diagram.toml"

PITCH, ROWS, LEFT, RIGHT, TOP = 131.0, 136.0, 30.0, 2.0, 12.0
WIDE, HIGH = 108.0, 66.0
COLUMNS = 10
SIZE, SMALL = 15.5, 13.5
MORE, LESS = "#0072B2", "#C8500A"  # blue and orange; dashes tell them apart in print
# fill, border, width of the border, corner, colour of letters
LOOKS = {
    "lever": ("#FFFFFF", "#0072B2", 2.0, 30.0, INK),
    "decision": ("#FFE9C7", "#B36B00", 1.4, 3.0, INK),
    "stock": ("#E8EAED", "#5F6368", 1.2, 3.0, INK),
    "outcome": ("#3C4A57", "#3C4A57", 1.2, 3.0, "#FFFFFF"),
}
SIGNS = {"+": "more", "-": "less"}  # and what the catalogue calls them


class Route(NamedTuple):
    """An arrow as drawn: its edge, its line, and where its sign stands."""

    edge: dict[str, Any]
    line: list[Point]
    sign: Box


@cache
def data() -> dict[str, Any]:
    """Nodes, edges and legend of the diagram, from its TOML file."""
    with DATA.open("rb") as file:
        return tomllib.load(file)


def place(column: float, row: float) -> Point:
    """The middle of a cell of the grid on which nodes stand, in pixels."""
    return LEFT + (column - 0.5) * PITCH, TOP + HIGH / 2 + row * ROWS


def box_of(node: dict[str, Any]) -> Box:
    return Box(*place(*node["at"]), WIDE + (node.get("wide", 1) - 1) * PITCH, HIGH)


def boxes() -> dict[str, Box]:
    return {name: box_of(node) for name, node in data()["nodes"].items()}


# --- arrows


def sides(edge: dict[str, Any]) -> tuple[str, str]:
    """The sides at which an edge leaves and enters."""
    a, b = (data()["nodes"][edge[end]]["at"] for end in ("from", "to"))
    via = edge.get("via", [])
    leave = edge.get("out") or side_towards(a, via[0] if via else b)
    enter = edge.get("into") or side_towards(b, via[-1] if via else a)
    return leave, enter


def side_towards(at: Sequence[float], other: Sequence[float]) -> str:
    """The side of a node that faces another; both by column and row."""
    if abs(other[1] - at[1]) < 0.2:
        return "right" if other[0] > at[0] else "left"
    return "bottom" if other[1] > at[1] else "top"


def ports() -> list[tuple[Point, Point]]:
    """Points at which each edge leaves and enters, spread along the side in the order in which the other ends lie."""
    edges, nodes, placed = data()["edges"], data()["nodes"], boxes()
    at_side: dict[tuple[str, str], list[tuple[Sequence[float], int, int]]] = defaultdict(list)
    for i, edge in enumerate(edges):
        leave, enter = sides(edge)
        via = edge.get("via", [])
        after, before = via[0] if via else nodes[edge["to"]]["at"], via[-1] if via else nodes[edge["from"]]["at"]
        at_side[edge["from"], leave].append((after, i, 0))
        at_side[edge["to"], enter].append((before, i, 1))
    found: dict[tuple[int, int], Point] = {}
    for (name, side), ends in at_side.items():
        box, upright = placed[name], side in ("left", "right")
        ends.sort(key=lambda end: (end[0][1], end[0][0]) if upright else (end[0][0], end[1]))
        slots = sorted({slot(end) for end in ends}, key=[slot(end) for end in ends].index)
        for each in ends:
            _, i, end = each
            part = (slots.index(slot(each)) + 1) / (len(slots) + 1) - 0.5
            if upright:
                x = box.x + (box.width / 2 if side == "right" else -box.width / 2)
                found[i, end] = (x, box.y + part * box.height)
            else:
                y = box.y + (box.height / 2 if side == "bottom" else -box.height / 2)
                found[i, end] = (box.x + part * (box.width - 8), y)
    for ends in at_side.values():  # what is alone at its side stands right over the other end
        if len(ends) == 1:
            _, i, end = ends[0]
            (x, y), (u, v) = found[i, end], found[i, 1 - end]
            if "via" not in edges[i] and y != v and abs(x - u) < 0.42 * WIDE:
                found[i, end] = (u, y)
    return [(found[i, 0], found[i, 1]) for i in range(len(edges))]


def slot(end: tuple[Sequence[float], int, int]) -> tuple[object, ...]:
    """What tells the places at a side apart: one for each end of an arrow, but one for arrows that leave by one way."""
    way, i, last = end
    return (tuple(way), last) if "via" in data()["edges"][i] and last == 0 else (i, last)


def line_of(edge: dict[str, Any], start: Point, end: Point) -> list[Point]:
    leave, enter = sides(edge)
    if "via" in edge:
        return bent([start, *upright(start, end, [place(*corner) for corner in edge["via"]], leave, enter), end], 14.0)
    if leave in ("left", "right"):
        return [start, end]
    down = end[1] - start[1]
    strength = down * min(0.5 + abs(end[0] - start[0]) / (9 * PITCH), 0.9, 90.0 / abs(down))
    return curved(start, end, strength)


def upright(start: Point, end: Point, corners: list[Point], leave: str, enter: str) -> list[Point]:
    """Corners moved a little, so that first and last piece stand at right angles where they nearly do."""
    near = 0.12 * PITCH
    (x, y), (u, v) = corners[0], corners[-1]
    if leave in ("top", "bottom") and abs(x - start[0]) < 3 * near:
        corners[0] = (start[0], y)
    if leave in ("left", "right") and abs(y - start[1]) < 3 * near:
        corners[0] = (x, start[1])
    u, v = corners[-1]
    if enter in ("top", "bottom") and abs(u - end[0]) < 3 * near:
        corners[-1] = (end[0], v)
    if enter in ("left", "right") and abs(v - end[1]) < 3 * near:
        corners[-1] = (u, end[1])
    return corners


@cache
def routes() -> tuple[Route, ...]:
    found = []
    for edge, (start, end) in zip(data()["edges"], ports(), strict=True):
        line = line_of(edge, start, end)
        far = edge.get("mark", min(17.0, distance(line[0], line[-1]) / 2))
        (x, y), (way_x, way_y) = from_end(line, far)
        left = 1.0 if way_y >= 0.0 and way_x >= -0.99 else -1.0  # the sign stands to the right of upright arrows
        found.append(Route(edge, line, Box(x + left * 8.0 * way_y, y - left * 8.0 * way_x, 11.0, 11.0)))
    return tuple(found)


# --- the picture


def draw(language: str) -> Drawing:
    title = data()["title"][language]
    width = LEFT + COLUMNS * PITCH + RIGHT
    drawing = Drawing(width, TOP + 5 * ROWS + HIGH + 136.0, title)
    for route in routes():
        colour, dashes = (MORE, "") if route.edge["sign"] == "+" else (LESS, "7 3.5")
        drawing.open(said(route.edge, language))
        arrow(drawing, route.line, colour, 1.5, dashes)
        drawing.close()
    for route in routes():
        draw_sign(drawing, route.sign.x, route.sign.y, route.edge["sign"])
    for name, node in data()["nodes"].items():
        draw_box(drawing, boxes()[name], node["kind"], node[language])
    draw_legend(drawing, TOP + 5 * ROWS + HIGH + 82.0, language)
    return drawing


def draw_sign(drawing: Drawing, x: float, y: float, sign: str) -> None:
    colour = MORE if sign == "+" else LESS
    drawing.add("circle", cx=x, cy=y, r=5.6, fill="#FFFFFF", stroke=colour, stroke_width=1.0)
    drawing.add("path", d=f"M{x - 3:.1f} {y:.1f}h6", stroke=colour, stroke_width=1.7)
    if sign == "+":
        drawing.add("path", d=f"M{x:.1f} {y - 3:.1f}v6", stroke=colour, stroke_width=1.7)


def draw_box(drawing: Drawing, box: Box, kind: str, text: str) -> None:
    fill, border, thick, corner, letters = LOOKS[kind]
    drawing.open(plain(text))
    drawing.add(
        "rect", x=box.x - box.width / 2, y=box.y - box.height / 2, width=box.width, height=box.height,
        rx=min(corner, box.height / 2), fill=fill, stroke=border, stroke_width=thick,
    )  # fmt: skip
    if kind == "stock":  # a double border
        drawing.add(
            "rect", x=box.x - box.width / 2 + 3, y=box.y - box.height / 2 + 3, width=box.width - 6,
            height=box.height - 6, rx=2, fill="none", stroke=border, stroke_width=0.7,
        )  # fmt: skip
    if text:
        drawing.paragraph(box.x, box.y, label(text, box), size_of(text, box), letters, "middle")
    drawing.close()


def size_of(text: str, box: Box) -> float:
    return SIZE if len(label_lines(text, SIZE, box.width - 8)) <= 3 else SMALL


def label(text: str, box: Box) -> list[str]:
    return label_lines(text, size_of(text, box), box.width - 8)


def label_lines(text: str, size: float, width: float) -> list[str]:
    """Broken where the data say so; else as few lines as it takes, and those as even as they get."""
    if "\n" in text:
        return text.split("\n")
    few = lines_within(text, size, width)
    for narrow in range(20, int(width) + 1, 4):
        try:
            lines = lines_within(text, size, narrow)
        except ValueError:
            continue
        if len(lines) == len(few):
            return lines
    return few


def plain(text: str) -> str:
    """A label without its breaks; only Chinese ones have them."""
    return text.replace("\n", "")


def draw_legend(drawing: Drawing, y: float, language: str) -> None:
    drawing.add("path", d=f"M{LEFT:.1f} {y - 26:.1f}H{drawing.width - RIGHT - 8:.1f}", stroke=FAINT, stroke_width=0.8)
    x = LEFT + 4
    for kind in LOOKS:
        draw_box(drawing, Box(x + 20, y, 40, 24), kind, "")
        name = translate(f"docs.figures.{kind}", language)
        x = drawing.paragraph(x + 48, y, [name], SMALL, SOFT)[0].x * 2 - (x + 48) + 26
    x, y = LEFT + 4, y + 34
    for sign, meaning in SIGNS.items():
        colour, dashes = (MORE, "") if sign == "+" else (LESS, "7 3.5")
        arrow(drawing, [(x, y), (x + 56, y)], colour, 1.5, dashes)
        draw_sign(drawing, x + 39, y - 9, sign)
        name = translate(f"docs.figures.{meaning}", language)
        x = drawing.paragraph(x + 66, y, [name], SMALL, SOFT)[0].x * 2 - (x + 66) + 26
    drawing.paragraph(x + 4, y, [translate("docs.figures.all_else", language)], SMALL, SOFT)


# --- files and the page


def figures() -> dict[Path, str]:
    return {HOME / "figures" / f"causal_diagram_{language}.svg": draw(language).svg() for language in LANGUAGES}


def table_of_rules(language: str) -> str:
    """For each rule the arrows it carries and their equations, as a table of the page."""
    semicolon = translate("scenarios.marks.semicolon", language)
    carried: dict[str, dict[str, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for edge in data()["edges"]:
        carried[edge["rule"]][edge["to"]].append(edge)
    rows = []
    for rule, ends in carried.items():
        numbers = sorted({n for edges in ends.values() for edge in edges for n in edge["equations"]})
        arrows = semicolon.join(_into(name, edges, language) for name, edges in ends.items())
        rows.append((f"`{rule}`", ", ".join(map(str, numbers)) or "–", arrows))
    return table(heads(("rule", "equations", "arrows"), language), rows)


def _into(name: str, edges: list[dict[str, Any]], language: str) -> str:
    """All arrows of a rule into one box."""
    comma = translate("scenarios.marks.comma", language)
    first = comma.join(f"{short(edge['from'], language)} ({_sign(edge)})" for edge in edges)
    return f"{first} → {short(name, language)}"


def short(name: str, language: str) -> str:
    node = data()["nodes"][name]
    return plain(node.get("short", node)[language])


def said(edge: dict[str, Any], language: str) -> str:
    return f"{short(edge['from'], language)} → {short(edge['to'], language)} ({_sign(edge)})"


def _sign(edge: dict[str, Any]) -> str:
    return "+" if edge["sign"] == "+" else "−"
