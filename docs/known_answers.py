"""Fills the tables of `docs/known_answers.md` and its Chinese page from runs: `python -m docs.known_answers`.

Numbers are rounded to the place of their tolerance, so that the pages do not change with a processor or a library.
`tests/test_known_answers.py` fails where a page no longer says what the model gives.
"""

from __future__ import annotations

from math import floor, log10

from experiments.credibility.known_answers import STATEMENTS
from scenarios.languages import render

from .generate import HOME, MARKED, heads, table

COMMAND = "python -m docs.known_answers"
SECTION = "known_answers"
HEADS = ("id", "statement", "expected", "obtained", "tolerance", "source")
PAGES = {"en": "known_answers.md", "zh": "known_answers.zh.md"}


def section(lang: str) -> str:
    """The table between the markers: one row a statement."""
    rows = []
    for statement in STATEMENTS:
        places = min(6, -floor(log10(statement.tolerance)))
        numbers = (f"{value:.{places}f}" for value in (statement.expected, statement.obtain()))
        tolerance = f"{statement.tolerance:g}"
        rows.append([statement.id, statement.text.render(lang), *numbers, tolerance, render(statement.source, lang)])
    return table(heads(HEADS, lang), rows)


def filled(lang: str) -> str:
    """The page in one language with its table written anew."""
    text = (HOME / PAGES[lang]).read_text(encoding="utf-8")
    return MARKED.sub(lambda found: f"{found[1]}{section(lang)}{found[3]}" if found[2] == SECTION else found[0], text)


def main() -> None:
    for lang, page in PAGES.items():
        (HOME / page).write_text(filled(lang), encoding="utf-8", newline="\n")
        print(f"docs/{page} written")


if __name__ == "__main__":
    main()
