"""Fills the table of `docs/known_answers.md` from runs: `python -m docs.known_answers`.

Numbers are rounded to the place of their tolerance, so that the page does not change with a processor or a library.
`tests/test_known_answers.py` fails where the page no longer says what the model gives.
"""

from __future__ import annotations

from math import floor, log10

from experiments.known_answers import STATEMENTS

from .generate import HOME, MARKED, table

COMMAND = "python -m docs.known_answers"
PAGE = "known_answers.md"
SECTION = "known_answers"


def section() -> str:
    """The table between the markers: one row a statement."""
    head = ("id", "statement", "expected", "obtained", "tolerance", "source")
    rows = []
    for statement in STATEMENTS:
        places = min(6, -floor(log10(statement.tolerance)))
        numbers = (f"{value:.{places}f}" for value in (statement.expected, statement.obtain()))
        rows.append([statement.id, statement.text, *numbers, f"{statement.tolerance:g}", statement.source])
    return table(head, rows)


def filled() -> str:
    """The page with its table written anew."""
    text = (HOME / PAGE).read_text(encoding="utf-8")
    return MARKED.sub(lambda found: f"{found[1]}{section()}{found[3]}" if found[2] == SECTION else found[0], text)


def main() -> None:
    (HOME / PAGE).write_text(filled(), encoding="utf-8", newline="\n")
    print(f"docs/{PAGE} written")


if __name__ == "__main__":
    main()
