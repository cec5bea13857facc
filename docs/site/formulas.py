r"""Formulas as MathML, which browsers draw by themselves, by the converter of docutils.

It knows no `\tag`, `gather` or `align` at the top: their rows become rows of a table that ends with the number.
"""

from __future__ import annotations

import html
import re
from typing import Any

from docutils import nodes
from docutils.utils.math import latex2mathml
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

# What the converter does not know or misreads, and what says the same to it.
REPLACED = {
    r"\\textstyle": "",
    r"\\mathrel\{(.)\}=": r"\\;\\text{\1=}\\;",
    r"\\(big|Big)(?![A-Za-z])": r"\\\1l",
    r"\\dots\b": r"\\ldots",
    r"\\([td]?frac)(\d)(\w)": r"\\\1{\2}{\3}",
    r"(\\(?:bar|dot|hat|tilde)\s*(?:\\[A-Za-z]+|[A-Za-z]|\{\w+\}))": r"{\1{}}",
    r"\{(gathered|split)\}": "{aligned}",
}
OUTER = re.compile(r"\\begin\{(gather|align)\}(.*)\\end\{\1\}", re.DOTALL)
TAG = re.compile(r"\\tag\{(\w+)\}")
MARKS = re.compile(r"\\begin\{|\\end\{|\\\\|\\.|[{}&]")


def mathml(tex: str, block: bool = False) -> str:
    """A formula without numbers as MathML; raises `docutils.utils.math.MathError` for what is not understood."""
    for old, new in REPLACED.items():
        tex = re.sub(old, new, tex)
    return latex2mathml.tex2mathml(tex.strip(), as_block=block)


def cells(tex: str) -> list[list[str]]:
    r"""Rows and cells of a formula, cut at `\\` and `&` outside of braces and environments."""
    rows, depth, start = [[""]], 0, 0
    for mark in MARKS.finditer(tex):
        rows[-1][-1] += tex[start : mark.start()]
        start = mark.end()
        if mark[0] == r"\\" and not depth:
            rows.append([""])
        elif mark[0] == "&" and not depth:
            rows[-1].append("")
        else:
            rows[-1][-1] += mark[0]
        if mark[0] == "{":
            depth += 1
        elif mark[0] == r"\begin{":
            depth += 2  # one for the environment, one for the brace around its name
        elif mark[0] == "}":
            depth -= 1
        elif mark[0] == r"\end{":
            depth += 0  # its brace is closed at once, and the environment with it
    rows[-1][-1] += tex[start:]
    return rows


def visit_inline(self: HTML5Translator, node: nodes.math) -> None:
    self.body.append(mathml(node.astext()))
    raise nodes.SkipNode


def visit_block(self: HTML5Translator, node: nodes.math_block) -> None:
    tex = node.astext()
    outer = OUTER.fullmatch(tex.strip())
    self.body.append('<table class="formulas">\n')
    for row in cells(outer[2] if outer else tex):
        tags = TAG.findall("".join(row))
        number = f"({html.escape(tags[0])})" if tags else ""
        columns = [mathml(TAG.sub("", cell), block=True) for cell in row]
        drawn = "".join(f"<td{' colspan=2' if len(columns) == 1 else ''}>{each}</td>" for each in columns)
        self.body.append(f'<tr>{drawn}<td class="number">{number}</td></tr>\n')
    self.body.append("</table>\n")
    raise nodes.SkipNode


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_html_math_renderer("mathml", (visit_inline, None), (visit_block, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
