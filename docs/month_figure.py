"""Draws the month of `docs/model.md` from `month_figure.toml`.

One band a phase, in the order of `sim/month.py`: who acts, what is done, what is written. `tests/test_model_page.py`
holds data, program and picture together.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from analysis.figures.style import FAINT, INK, SOFT, ZEBRA
from scenarios.languages import LANGUAGES, translate

from .causal_diagram import LESS
from .drawing import Drawing, arrow, bent, lines_within
from .files import HOME
from .markdown import heads

DATA = HOME / "month_figure.toml"
WIDTH, HEAD, BAND, FOOT = 1180.0, 46.0, 64.0, 44.0
SPINE, NAME, ACTORS, DOES, WRITES = 62.0, 90.0, 268.0, 560.0, 905.0  # where columns begin
STEP = 72.0  # from actor to actor
SIZE, SMALL = 15.0, 13.0
DOT = "#0072B2"


@cache
def data() -> dict[str, Any]:
    with DATA.open("rb") as file:
        return tomllib.load(file)


def draw(language: str) -> Drawing:
    phases = data()["phases"]
    drawing = Drawing(WIDTH, HEAD + len(phases) * BAND + FOOT, data()["title"][language])
    for k in range(0, len(phases), 2):
        drawing.add("rect", x=34.0, y=HEAD + k * BAND, width=WIDTH - 36.0, height=BAND, fill=ZEBRA)
    draw_heads(drawing, language)
    first, last = HEAD + BAND / 2, HEAD + (len(phases) - 0.5) * BAND
    arrow(drawing, [(SPINE, first), (SPINE, last - 15)], FAINT, 1.6)
    back = [(SPINE - 14, last), (14.0, last), (14.0, first), (SPINE - 15, first)]
    arrow(drawing, bent(back, 12.0), FAINT, 1.6)
    drawing.text(6.0, HEAD + 11, translate("docs.figures.next_month", language), SMALL, SOFT)
    for k, phase in enumerate(phases):
        draw_phase(drawing, k, phase, HEAD + (k + 0.5) * BAND, language)
    drawing.text(NAME, drawing.height - 15, translate("docs.figures.then", language), SMALL, SOFT)
    return drawing


def draw_heads(drawing: Drawing, language: str) -> None:
    middle = HEAD / 2 - 2
    phase, does, writes = heads(("phase", "does", "writes"), language)
    for x, text in ((NAME, phase), (DOES, does), (WRITES, writes)):
        drawing.paragraph(x, middle, [text], SMALL, SOFT)
    for k, names in enumerate(data()["actors"].values()):
        lines = lines_within(names[language], SMALL, STEP - 4)
        drawing.paragraph(ACTORS + (k + 0.5) * STEP, middle, lines, SMALL, SOFT, "middle")


def draw_phase(drawing: Drawing, k: int, phase: dict[str, Any], y: float, language: str) -> None:
    name, when = phase["name"][language], data()["when"][phase["when"]][language]
    drawing.open(name)
    seldom = phase["when"] == "january"
    drawing.add(
        "circle", cx=SPINE, cy=y, r=13.5, fill="#FFFFFF" if seldom else INK, stroke=INK, stroke_width=1.6,
        **({"stroke_dasharray": "4 3"} if seldom else {}),
    )  # fmt: skip
    drawing.text(SPINE, y + 5.4, str(k + 1), SIZE, INK if seldom else "#FFFFFF", "middle")
    lines = lines_within(name[:1].upper() + name[1:], SIZE, ACTORS - NAME - 6)
    drawing.paragraph(NAME, y - (9 if when else 0), lines, SIZE)
    if when:
        drawing.paragraph(NAME, y + 11, [when], SMALL, LESS)
    for n, actor in enumerate(data()["actors"]):
        x = ACTORS + (n + 0.5) * STEP
        if actor in phase["who"]:
            drawing.add("circle", cx=x, cy=y, r=7.0, fill=DOT)
        else:
            drawing.add("circle", cx=x, cy=y, r=2.0, fill=FAINT)
    drawing.paragraph(DOES, y, lines_within(phase["does"][language], SMALL, WRITES - DOES - 14), SMALL)
    drawing.paragraph(WRITES, y, lines_within(phase["writes"][language], SMALL, WIDTH - WRITES - 10), SMALL)
    drawing.close()


def figures() -> dict[Path, str]:
    return {HOME / "figures" / f"month_{language}.svg": draw(language).svg() for language in LANGUAGES}
