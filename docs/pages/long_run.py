"""The table of `model_card.md` and its Chinese page: where each regime goes if it is left alone, stored as JSON."""

from __future__ import annotations

from dataclasses import asdict, replace

from experiments.credibility.long_run import Course, courses, name
from scenarios.languages import translate

from ..files import HOME, read_results, write_results
from ..markdown import heads, table

RESULTS = HOME / "long_run.json"
DIGITS = 5
COLUMNS = ("behaviour", "regime", "outcome", "year_ten", "slope_ten", "year_forty", "settles")


def run(threads: int | None = None) -> None:
    """Run every regime for forty years, a quarter of a minute, and store the courses."""
    write_results(RESULTS, [asdict(_rounded(course)) for course in courses(threads)])


def _rounded(course: Course) -> Course:
    return replace(course, **{column: round(getattr(course, column), DIGITS) for column in ("ten", "slope", "forty")})


def stored() -> tuple[Course, ...]:
    """The courses as they were when last run."""
    return tuple(Course(**row) for row in read_results(RESULTS))


def long_run(language: str) -> str:
    return table(heads(COLUMNS, language), [_row(course, language) for course in stored()])


def _row(course: Course, language: str) -> list[str]:
    return [
        f"`{course.people}`" if course.people else translate("docs.pages.by_default", language),
        f"`{course.regime}`",
        name(course.outcome)[language == "zh"],
        f"{course.ten:.3f}",
        f"{course.slope:+.4f}".replace("-", "−"),
        f"{course.forty:.3f}",
        str(course.settles),
    ]
