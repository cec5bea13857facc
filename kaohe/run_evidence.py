"""`kaohe evidence`: published studies as experiments, published figures, the plausible set, what drives outcomes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from experiments.compare.plausible import SAMPLE
from experiments.credibility.evidence import figures, studies
from experiments.credibility.evidence.evaluation import Runs
from experiments.credibility.evidence.lines import figures_text, plausible_text, study_text
from experiments.credibility.evidence.plausible_inference import command, infer_plausible, write_sample
from experiments.credibility.evidence.sensitivity import screen_headline, screening_text, write_rows
from scenarios import load_place
from scenarios.errors import Refusal, reason
from scenarios.languages import phrase

from .console import say
from .running import RunOptions

REPLICATES, FEW = 20, 2  # of experiments and figures; of what takes many points
KNOWN = (*studies.EXPERIMENTS, "all", "figures", "plausible", "screening")


def evidence(
    words: Sequence[str], points: int, truths: int, trajectories: int, unfinished: str | None, options: RunOptions
) -> None:
    """Carry out what the words name, in a fixed order: figures, plausible, screening, and experiments by their ids.

    unfinished: folder in which interrupted work is kept. Without `options.out`, the folder of the sample and of
    `screening.csv`, the sample goes where the shipped one is.
    """
    for word in words:
        if word not in KNOWN:
            raise Refusal(phrase("kaohe.errors.bad_evidence", value=word, words=", ".join(KNOWN)))
    out = None if options.out is None else _folder(options.out)
    place, lang = load_place(options.place), options.lang
    runs = Runs(options.months, options.replicates or REPLICATES, options.seed, place, options.threads, unfinished)
    few = replace(runs, replicates=options.replicates or FEW)
    if "figures" in words:
        _tell(runs, options, partial(_figures, lang))
    if "plausible" in words:
        _tell(few, options, partial(_plausible, lang, points, truths, out or SAMPLE.parent))
    if "screening" in words:
        _tell(few, options, partial(_screening, lang, trajectories, out))
    chosen = [id for id in studies.EXPERIMENTS if id in words or "all" in words]
    if chosen:
        _tell(runs, options, partial(_experiments, lang, chosen))


def _folder(out: str) -> Path:
    """The folder, made before anything is run."""
    path = Path(out)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refusal(phrase("experiments.folders.unwritable", path=out, detail=reason(error))) from None
    return path


def _tell(runs: Runs, options: RunOptions, work: Callable[[Runs], Iterable[str]]) -> None:
    with options.progress() as report:
        lines = list(work(replace(runs, progress=report)))
    say("\n".join(lines))


def _experiments(lang: str, chosen: Sequence[str], runs: Runs) -> Iterable[str]:
    experiments = studies.all_experiments(chosen)
    found = studies.run(experiments, runs)
    return [line for experiment in experiments for line in study_text(experiment, found, lang)]


def _figures(lang: str, runs: Runs) -> Iterable[str]:
    published = figures.read_figures()
    return figures_text(published, figures.compare(published, runs), lang)


def _plausible(lang: str, points: int, truths: int, folder: Path, runs: Runs) -> Iterable[str]:
    found = infer_plausible(runs, points, truths)
    write_sample(found, command(found.record), folder)
    return plausible_text(found.record, lang)


def _screening(lang: str, trajectories: int, folder: Path | None, runs: Runs) -> Iterable[str]:
    found = screen_headline(trajectories, runs)
    if folder:
        write_rows(found, folder / "screening.csv")
    return screening_text(found, lang)
