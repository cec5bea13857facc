"""Commands: `python -m experiments.credibility.evidence V1 V4`, `all`, `figures`, `plausible`, `screening`.

V1 to V10: "as if" experiments of published studies (`all`: every one). `figures`: published figures and the model's.
`plausible`: infer the shipped sample of behaviour anew (as it shipped, about five minutes on two cores; 1000 points,
240 truths). `screening`: what moves headline outcomes most.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from scenarios.languages import LANGUAGES

from ...run.errors import Parser, carried_out
from ...run.runner import Progress
from . import effects
from .lines import experiment_lines, figure_lines
from .statistics import MONTHS, PLACE

NAME = "python -m experiments.credibility.evidence"
OTHERS = ("figures", "plausible", "screening")


def arguments_of(arguments: Sequence[str]) -> argparse.Namespace:
    """What a command line asks for."""
    parser = Parser(prog=NAME, description=__doc__)
    parser.add_argument("what", nargs="+", choices=[*effects.EXPERIMENTS, "all", *OTHERS], help="what to do")
    parser.add_argument("--months", type=int, default=MONTHS)
    parser.add_argument("--replicates", type=int, default=None, help="20; 2 for plausible and screening")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=None)
    parser.add_argument("--place", default=PLACE)
    parser.add_argument("--lang", choices=LANGUAGES, default="en")
    parser.add_argument("--points", type=int, default=1000, help="of plausible: points drawn from the prior")
    parser.add_argument("--truths", type=int, default=240, help="of plausible: synthetic truths for its coverage")
    parser.add_argument("--trajectories", type=int, default=20, help="of screening")
    parser.add_argument("--folder", default=None, help="where unfinished sweeps are kept, to go on later")
    parser.add_argument(
        "--out",
        default=None,
        help="folder for files: a sample, screening.csv",
    )
    return parser.parse_words(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    wishes = arguments_of(sys.argv[1:] if arguments is None else arguments)
    return carried_out(NAME, lambda: carry_out(wishes), wishes.lang)


def carry_out(wishes: argparse.Namespace) -> None:
    """Everything asked for, in a fixed order; a folder that cannot be made is no reason to find out late."""
    if wishes.out:
        Path(wishes.out).mkdir(parents=True, exist_ok=True)
    if "figures" in wishes.what:
        show_figures(wishes)
    if "plausible" in wishes.what:
        make_plausible(wishes)
    if "screening" in wishes.what:
        show_screening(wishes)
    chosen = list(effects.EXPERIMENTS) if "all" in wishes.what else [w for w in wishes.what if w in effects.EXPERIMENTS]
    if chosen:
        show_experiments(chosen, wishes)


def show_experiments(chosen: Sequence[str], wishes: argparse.Namespace) -> None:
    experiments = effects.all_experiments(chosen)
    found = effects.run(experiments, *_size(wishes), _progress())
    for experiment in experiments:
        print(*experiment_lines(experiment, found, wishes.lang), sep="\n", flush=True)


def show_figures(wishes: argparse.Namespace) -> None:
    from .figures import compare, read_figures

    figures = read_figures()
    compared = compare(figures, *_size(wishes), _progress())
    print(*figure_lines(figures, compared, wishes.lang), sep="\n", flush=True)


def make_plausible(wishes: argparse.Namespace) -> None:
    from .lines import plausible_lines
    from .plausible import infer_plausible, write_sample

    found = infer_plausible(
        wishes.points,
        wishes.truths,
        wishes.seed,
        wishes.months,
        _replicates(wishes, 2),
        wishes.place,
        threads=wishes.threads,
        folder=wishes.folder,
        progress=_progress(),
    )
    asked = ("points", "truths", "seed", "months", "replicates", "place")
    command = [word for name in asked for word in (f"--{name}", str(found.record[name]))]
    start = ["python", "-m", "experiments.credibility.evidence", "plausible"]
    write_sample(found, start + command, Path(wishes.out) if wishes.out else None)
    print(*plausible_lines(found.record, wishes.lang), sep="\n", flush=True)


def show_screening(wishes: argparse.Namespace) -> None:
    from .sensitivity import screen_headline, screening_lines, write_rows

    found = screen_headline(
        wishes.trajectories,
        wishes.months,
        _replicates(wishes, 2),
        wishes.seed,
        wishes.place,
        wishes.threads,
        wishes.folder,
        _progress(),
    )
    if wishes.out:
        write_rows(found, Path(wishes.out) / "screening.csv")
    print(*screening_lines(found, wishes.lang), sep="\n", flush=True)


def _size(wishes: argparse.Namespace) -> tuple[int, int, int, str, int | None]:
    return wishes.months, _replicates(wishes, 20), wishes.seed, wishes.place, wishes.threads


def _replicates(wishes: argparse.Namespace, usual: int) -> int:
    return usual if wishes.replicates is None else int(wishes.replicates)


def _progress() -> Progress | None:
    """Runs done, on a screen only."""
    if not sys.stderr.isatty():
        return None
    return lambda done, total: print(f"\r{done} / {total}", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
