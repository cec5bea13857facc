"""The tutorial as a notebook, and what its Python prints and draws, which stands on the page below each example."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import chdir, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

from ..files import HOME, write

PAGES = ("tutorial.md", "tutorial.zh.md")
FIGURE = HOME / "figures" / "tutorial.svg"
# A file with its name above it, Python with what it prints, and all that is between them.
PART = re.compile(
    r"^`(?P<file>[\w.]+)`\n\n```\w+\n(?P<content>.*?)^```$\n*"
    r"|^```python\n(?P<code>.*?)^```$\n*(?:^```text\n(?P<printed>.*?)^```$\n*)?",
    re.MULTILINE | re.DOTALL,
)
PICTURE = re.compile(r"^!\[.*?\]\(.*?\)\n+", re.MULTILINE)


def cells(text: str) -> Iterator[tuple[str, str]]:
    """Kind (`markdown` or `code`) and source of each cell that a page makes; a file is a cell that writes it."""
    start = 0
    for found in PART.finditer(text):
        yield "markdown", text[start : found.start()]
        start = found.end()
        yield "code", found["code"] or f"%%writefile {found['file']}\n{found['content']}"
    yield "markdown", text[start:]


def notebook(page: str) -> str:
    """A page as a Jupyter notebook without outputs; pictures are left to the code that draws them."""
    made = []
    for kind, source in cells((HOME / page).read_text(encoding="utf-8")):
        text = PICTURE.sub("", source).strip("\n")
        if text:
            extra: dict[str, Any] = {"execution_count": None, "outputs": []} if kind == "code" else {}
            lines = text.splitlines(keepends=True)
            made.append({"cell_type": kind, "id": f"cell-{len(made)}", "metadata": {}, **extra, "source": lines})
    python = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    book = {"cells": made, "metadata": python, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(book, ensure_ascii=False, indent=1) + "\n"


def printed(page: str) -> list[str]:
    """What a page says that each of its examples prints; nothing for those that print nothing."""
    found = PART.finditer((HOME / page).read_text(encoding="utf-8"))
    return [each["printed"] or "" for each in found if each["code"]]


def run() -> None:
    """Run the examples, and write what they print into the pages of both languages and their figure beside them."""
    os.environ["MPLBACKEND"] = "agg"
    text = (HOME / PAGES[0]).read_text(encoding="utf-8")
    names: dict[str, Any] = {"__name__": "tutorial"}
    outputs = []
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        for found in PART.finditer(text):
            if found["file"]:
                Path(found["file"]).write_text(found["content"], encoding="utf-8")
                continue
            with redirect_stdout(StringIO()) as out:
                exec(compile(found["code"], PAGES[0], "exec"), names)
            outputs.append(out.getvalue())
        figure = Path("recognition.svg").read_text(encoding="utf-8")
    for page in PAGES:
        write(HOME / page, _with_outputs((HOME / page).read_text(encoding="utf-8"), outputs))
    write(FIGURE, figure)


def _with_outputs(text: str, outputs: list[str]) -> str:
    """A page whose examples are followed by what they print."""
    waiting = iter(outputs)

    def one(found: re.Match[str]) -> str:
        if found["file"]:
            return found[0]
        out = next(waiting)
        return f"```python\n{found['code']}```\n\n" + (f"```text\n{out}```\n\n" if out else "")

    return PART.sub(one, text)
