"""A report as one HTML file: text, tables and figures inside it, and so much of the house font as it uses.

The template holds layout and no words. Everything is escaped that is not the program's own drawing.
"""

from __future__ import annotations

import base64
import io
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from experiments.run.record import version
from scenarios.languages import translate

from ...figures.style import FAMILY, FONT, svg_text
from ..document import Report
from ..numbering import numbered

HERE = Path(__file__).parent


def html_of(report: Report) -> str:
    """The whole report as one HTML file that needs no other: style, font and figures (SVG) are inside."""
    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    body = {
        "report": report,
        "captions": numbered(report),
        "kind": lambda block: type(block).__name__,
        "pictures": {figure.id: Markup(svg_text(figure.draw())) for figure in report.figures},
        "made_by": translate("report.words.made_by", report.lang, version=version()),
        "style": Markup(HERE.joinpath("page.css").read_text(encoding="utf-8")),
        "family": FAMILY,
    }
    page = environment.get_template("page.html.j2").render(body, font="")
    return environment.get_template("page.html.j2").render(body, font=Markup(font_for(page)))


def font_for(page: str) -> str:
    """The glyphs of the house font that a page needs, as the address of a font in it."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    options = Options()
    options.flavor, options.desubroutinize = "woff", True
    font, kept = TTFont(FONT), Subsetter(options)
    kept.populate(text=page)
    kept.subset(font)
    font.flavor = "woff"
    found = io.BytesIO()
    font.save(found)
    return "data:font/woff;base64," + base64.b64encode(found.getvalue()).decode()
