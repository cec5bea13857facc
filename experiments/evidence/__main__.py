"""Commands: `python -m experiments.evidence V1 V4`, `figures`, `all`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from ..runner import Progress
from . import effects
from .statistics import MONTHS
from .tell import LANGUAGES, experiment_lines, figure_lines


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m experiments.evidence", description=__doc__)
    parser.add_argument("what", nargs="+", choices=[*effects.EXPERIMENTS, "all", "figures"], help="what to do")
    parser.add_argument("--months", type=int, default=MONTHS)
    parser.add_argument("--replicates", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=None)
    parser.add_argument("--lang", choices=LANGUAGES, default="en")
    wishes = parser.parse_args(arguments)
    if "figures" in wishes.what:
        show_figures(wishes)
    chosen = list(effects.EXPERIMENTS) if "all" in wishes.what else [w for w in wishes.what if w in effects.EXPERIMENTS]
    if chosen:
        show_experiments(chosen, wishes)
    return 0


def show_experiments(chosen: Sequence[str], wishes: argparse.Namespace) -> None:
    experiments = effects.all_experiments(chosen)
    found = effects.run(
        experiments, wishes.months, wishes.replicates, wishes.seed, wishes.threads, _progress()
    )
    for experiment in experiments:
        print(*experiment_lines(experiment, found, wishes.lang), sep="\n", flush=True)


def show_figures(wishes: argparse.Namespace) -> None:
    from .figures import compare, read_figures

    figures = read_figures()
    compared = compare(figures, wishes.months, wishes.replicates, wishes.seed, wishes.threads, _progress())
    print(*figure_lines(figures, compared, wishes.lang), sep="\n", flush=True)


def _progress() -> Progress | None:
    """Runs done, on a screen only."""
    if not sys.stderr.isatty():
        return None
    return lambda done, total: print(f"\r{done} / {total}", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
