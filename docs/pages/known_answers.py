"""The table of `known_answers.md` and its Chinese page: what the model gave in each limit, stored as JSON.

Numbers are rounded to the place of their tolerance, so that they do not change with a processor or a library.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import floor, log10

from experiments.credibility.known_answers import STATEMENTS, Statement

from ..files import HOME, read_results, write_results
from ..markdown import table

RESULTS = HOME / "known_answers.json"
HEADS = {
    "en": ("id", "statement", "expected", "obtained", "tolerance", "source"),
    "zh": ("编号", "陈述", "应得", "所得", "容差", "来源"),
}


def obtained() -> dict[str, str]:
    """What the model gives, by statement; some four seconds on one core."""
    return {statement.id: _rounded(statement, statement.obtain()) for statement in STATEMENTS}


def run() -> None:
    write_results(RESULTS, obtained())


def known_answers(language: str) -> str:
    """One row a statement; without a number where a new one has not been run."""
    stored: Mapping[str, str] = read_results(RESULTS)
    return table(
        HEADS[language],
        [
            (
                statement.id,
                statement.what.said(language),
                _rounded(statement, statement.expected),
                stored.get(statement.id, ""),
                statement.tolerance,
                statement.origin.said(language),
            )
            for statement in STATEMENTS
        ],
    )


def _rounded(statement: Statement, value: float) -> str:
    return f"{value:.{min(6, -floor(log10(statement.tolerance)))}f}"
