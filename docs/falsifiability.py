"""Writes the tables of runs of `docs/falsifiability.md` and its Chinese page: `python -m docs.falsifiability`.

`python -m docs.falsifiability --run` first runs every step anew (about a minute on one core) and stores the results
in `docs/falsifiability.json`. `tests/test_falsifiability.py` fails where a page does not say what the results say,
or where the model no longer gives them.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from experiments.credibility.falsifiability.predictions import word
from experiments.credibility.falsifiability.trial import Outcome, try_all
from experiments.run.errors import Parser, carried_out
from scenarios.languages import LANGUAGES, Both, translate
from sim.compile.kernel import rules_hash
from sim.measures import MEASURES

from .generate import heads, table

HOME = Path(__file__).resolve().parent
RESULTS = HOME / "falsifiability.json"
COMMAND = "python -m docs.falsifiability"
PLACES = ("yinzhou", "leping", "330212")
REPLICATES = 12
DIGITS = 7  # decimals of a stored share: so many that rounding twice does not show
PAGES = {"en": "falsifiability.md", "zh": "falsifiability.zh.md"}
HEADS = ("id", "step", "place", "outcome", "predicted", "effect_range", "as_predicted")
BEGIN, END = "<!-- generated: falsifiability -->", "<!-- end -->"
NAMES = {measure.id: Both(f"`{measure.id}`", measure.zh) for measure in MEASURES}


@dataclass(frozen=True)
class Report:
    """What every step did, the rules and the number of replicates it was run with."""

    rules: str
    replicates: int
    outcomes: tuple[Outcome, ...]

    def record(self) -> dict[str, Any]:
        """Plain values that JSON can hold."""
        return asdict(self)


def run_report(places: Sequence[str] = PLACES, replicates: int = REPLICATES, threads: int | None = None) -> Report:
    """Run every step in each place."""
    found = tuple(_rounded(outcome) for outcome in try_all(places, replicates, threads=threads))
    return Report(rules_hash(), replicates, found)


def _rounded(outcome: Outcome) -> Outcome:
    numbers = {name: round(getattr(outcome, name), DIGITS) + 0.0 for name in ("effect", "low", "high")}
    return Outcome(**(asdict(outcome) | numbers))


def from_record(record: Mapping[str, Any]) -> Report:
    """The report that was recorded."""
    outcomes = tuple(Outcome(**row) for row in record["outcomes"])
    return Report(record["rules"], record["replicates"], outcomes)


def stored() -> Report:
    return from_record(json.loads(RESULTS.read_text(encoding="utf-8")))


def pages(report: Report) -> dict[Path, str]:
    """Both pages as they should be."""
    found = {}
    for lang, page in PAGES.items():
        path = HOME / page
        found[path] = fill(path.read_text(encoding="utf-8"), table(heads(HEADS, lang), rows(report.outcomes, lang)))
    return found


def rows(outcomes: Sequence[Outcome], lang: str) -> Iterator[list[str]]:
    for found in outcomes:
        effect = f"{100 * found.effect:+.1f} ({100 * found.low:+.1f} … {100 * found.high:+.1f})"
        yield [
            found.prediction,
            word(found.step).render(lang),
            f"`{found.place}`",
            NAMES[found.measure].render(lang),
            word(found.expected).render(lang),
            effect,
            translate(f"docs.pages.{'yes' if found.holds else 'no'}", lang),
        ]


def fill(text: str, lines: str) -> str:
    """The page with the table between its markers."""
    before, rest = text.split(BEGIN)
    return f"{before}{BEGIN}\n{lines}{END}{rest.split(END, 1)[1]}"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = Parser(prog=COMMAND, description=__doc__)
    parser.add_argument("--run", action="store_true", help="run every step anew and store the results")
    parser.add_argument("--threads", type=int, default=None)
    parser.add_argument("--lang", choices=LANGUAGES, default="en")
    wishes = parser.parse_words(sys.argv[1:] if arguments is None else arguments)
    return carried_out(COMMAND, lambda: _write(wishes), wishes.lang)


def _write(wishes: argparse.Namespace) -> None:
    if wishes.run:
        text = json.dumps(run_report(threads=wishes.threads).record(), indent=1)
        RESULTS.write_text(text + "\n", encoding="utf-8", newline="\n")
    for path, text in pages(stored()).items():
        path.write_text(text, encoding="utf-8", newline="\n")
        print(f"docs/{path.name}")


if __name__ == "__main__":
    sys.exit(main())
