"""The table of `known_answers.md` and its Chinese page: what the model gave in each limit, stored as JSON.

Numbers are rounded to the place of their tolerance, so that they do not change with a processor or a library.
"""

from __future__ import annotations

from math import floor, log10

from experiments.credibility.known_answers.table import STATEMENTS, Statement
from scenarios.languages import render

from ..files import HOME, read_results, write_results
from ..markdown import heads, table

RESULTS = HOME / "known_answers.json"
COLUMNS = ("id", "statement", "expected", "obtained", "tolerance", "source")


def obtained() -> dict[str, str]:
    """What the model gives, by statement; some four seconds on one core."""
    return {statement.id: _rounded(statement, statement.obtain()) for statement in STATEMENTS}


def run() -> None:
    write_results(RESULTS, obtained())


def known_answers(language: str) -> str:
    """One row a statement; without a number where a new one has not been run."""
    stored: dict[str, str] = read_results(RESULTS)
    rows = [
        (s.id, s.text.render(language), _rounded(s, s.expected), stored.get(s.id, ""), s.tolerance,
         render(s.source, language))
        for s in STATEMENTS
    ]  # fmt: skip
    return table(heads(COLUMNS, language), rows)


def _rounded(statement: Statement, value: float) -> str:
    return f"{value:.{min(6, -floor(log10(statement.tolerance)))}f}"
