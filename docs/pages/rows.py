"""`rows.md`, written whole: where each requirement lives, and which are thinly served or tested."""

from __future__ import annotations

from experiments.credibility.coverage.rows import IN_CODE, TESTED, places
from scenarios.languages import LANGUAGES, names, translate

WORDS = {"rules": "rules and code", "files": "scenario files"}  # where a kind of place is not called by its name
THIN = 2


def page() -> str:
    found = places()
    thin = [row for row, by in found.items() if sum(len(by[kind]) for kind in IN_CODE) <= THIN]
    untested = [row for row, by in found.items() if not any(by[kind] for kind in TESTED)]
    return f"""\
# Where each row lives

Written by `python -m docs`; edits by hand are lost. Rows are the requirements drawn from the source texts.
Levers, behaviour and columns are those declared with the row in `sim/`; code is any file whose docstrings
name it; scenario files are those of `scenarios/regimes`, `history` and `catalogue` that name it; tests are
those that name the row or a reform of it; signs are levers, behavioural parameters and reforms of the row, the
direction of whose effect is tested (`experiments/credibility/coverage/signs.toml`). Citing a whole table (B1 to B30)
counts for no row.

{"".join(map(_table, names("docs.tables")))}\
## Thin coverage

At most two places in code and scenario files: {", ".join(thin) or "none"}.

Named by no test, and without a sign: {", ".join(untested) or "none"}. (A test may exercise a row without naming it.)
"""


def _table(letter: str) -> str:
    """The rows of one table of requirements."""
    parts = [f"## {letter}. {' '.join(_titles(f'docs.tables.{letter}'))}\n\n"]
    for row, by in places().items():
        if row.startswith(letter):
            lines = [
                f"- {WORDS.get(kind, kind)}: " + ", ".join(f"`{name}`" for name in names)
                for kind, names in by.items()
                if names
            ]
            parts.append("\n".join([f"### {row} · {' · '.join(_titles(f'docs.rows.{row}'))}\n", *lines, "\n"]))
    return "".join(parts)


def _titles(key: str) -> list[str]:
    return [translate(key, language) for language in LANGUAGES]
