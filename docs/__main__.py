"""Writes every generated page of docs/ from the code and from stored results.

What --run names is first run anew and its results are stored: known_answers, long_run and tutorial (seconds),
falsifiability (a minute), screening (five minutes), surprises (ten), claims (a quarter of an hour; two
minutes with --fast), patterns (an hour, on one core).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import NoReturn

from experiments.run.errors import REFUSED, complain, run_command
from scenarios.languages import LANGUAGES, quoted, translate

from .files import write
from .pages import claims, falsifiability, known_answers, long_run, pages, parameters, patterns, surprises, tutorial

COMMAND = "python -m docs"
RUNS: Mapping[str, Callable[[argparse.Namespace], None]] = {
    "known_answers": lambda chosen: known_answers.run(),
    "falsifiability": lambda chosen: falsifiability.run(chosen.threads),
    "long_run": lambda chosen: long_run.run(chosen.threads),
    "claims": lambda chosen: claims.run(chosen.fast, chosen.threads),
    "patterns": lambda chosen: patterns.run(
        chosen.people, tuple(chosen.replicates), chosen.people_replicates, chosen.threads
    ),
    "screening": lambda chosen: parameters.run(chosen.threads),
    "surprises": lambda chosen: surprises.run(chosen.threads),
    "tutorial": lambda chosen: tutorial.run(),
}


class Parser(argparse.ArgumentParser):
    """Python's parser of command lines, whose complaints follow `--lang`."""

    def parse_words(self, words: Sequence[str]) -> argparse.Namespace:
        """What a command line asks for; exits with code 2 where it cannot be read."""
        asked = ("--lang", "zh") in pairwise(words) or "--lang=zh" in words
        self.lang = LANGUAGES[asked]
        return self.parse_args(words)

    def error(self, message: str) -> NoReturn:
        complain(self.prog, translate("experiments.command.usage", self.lang, detail=quoted(message)), self.lang)
        sys.exit(REFUSED)


def main(words: Sequence[str]) -> int:
    parser = Parser(prog=COMMAND, description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", nargs="+", choices=RUNS, default=[], help="what to run anew")
    parser.add_argument("--threads", type=int, default=None, help="of what runs for longer than seconds")
    parser.add_argument(
        "--replicates", type=int, nargs=2, default=(24, 12), help="of patterns: at the two places, in counties"
    )
    parser.add_argument("--people", type=int, default=48, help="of patterns: rows of the plausible sample")
    parser.add_argument("--people-replicates", type=int, default=2, help="of patterns: for each of these rows")
    parser.add_argument("--fast", action="store_true", help="of claims: few replicates, one county")
    parser.add_argument("--lang", choices=("en", "zh"), default="en", help="of messages")
    chosen = parser.parse_words(words)
    return run_command(COMMAND, lambda: carry_out(chosen), chosen.lang)


def carry_out(chosen: argparse.Namespace) -> None:
    """Run what is named, in that order, then write every page."""
    for name in chosen.run:
        RUNS[name](chosen)
    for path, text in pages().items():
        write(path, text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
