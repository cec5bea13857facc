"""`kaohe evidence`: published studies as experiments, published figures, the plausible set."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from experiments.compare.plausible import SAMPLE
from experiments.credibility.evidence import studies
from experiments.credibility.evidence.evaluation import Runs
from experiments.credibility.evidence.figures import compare, read_figures
from experiments.credibility.evidence.lines import figures_text, plausible_text, study_text
from experiments.credibility.evidence.plausible_inference import infer_plausible, write_sample
from scenarios import load_place
from scenarios.errors import Refusal, reason
from scenarios.languages import phrase

from .console import say
from .running import RunOptions

REPLICATES, FEW = 20, 2  # of experiments and figures; of what takes many points
Work = Callable[[Runs], Iterable[str]]  # gives the lines to print


def evidence(words: Sequence[str], points: int, truths: int, folder: str | None, options: RunOptions) -> None:
    """Carry out what the words name, in a fixed order: figures, plausible, and experiments by their ids.

    folder: where runs at many points are kept. The sample goes into the folder of the options; without one, where the
    shipped one is.
    """
    known = [*studies.EXPERIMENTS, "all", "figures", "plausible"]
    for word in words:
        if word not in known:
            raise Refusal(phrase("kaohe.errors.bad_evidence", value=word, words=", ".join(known)))
    out, place = _folder(options.out), load_place(options.place)
    runs = Runs(options.months, options.replicates or REPLICATES, options.seed, place, options.threads, folder)
    few = replace(runs, replicates=options.replicates or FEW)
    if "figures" in words:
        _print(runs, options, lambda runs: _figures(runs, options.lang))
    if "plausible" in words:
        _print(few, options, lambda runs: _plausible(runs, points, truths, options.lang, out or SAMPLE.parent))
    chosen = [id for id in studies.EXPERIMENTS if id in words or "all" in words]
    if chosen:
        _print(runs, options, lambda runs: _experiments(runs, chosen, options.lang))


def _folder(out: str | None) -> Path | None:
    """The folder, made before anything is run."""
    if out is None:
        return None
    try:
        Path(out).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refusal(phrase("experiments.folders.unwritable", path=out, detail=reason(error))) from None
    return Path(out)


def _print(runs: Runs, options: RunOptions, work: Work) -> None:
    with options.progress() as report:
        lines = list(work(replace(runs, progress=report)))
    say("\n".join(lines))


def _experiments(runs: Runs, chosen: Sequence[str], lang: str) -> Iterable[str]:
    experiments = studies.all_experiments(chosen)
    found = studies.run(experiments, runs)
    return [line for experiment in experiments for line in study_text(experiment, found, lang)]


def _figures(runs: Runs, lang: str) -> Iterable[str]:
    figures = read_figures()
    return figures_text(figures, compare(figures, runs), lang)


def _plausible(runs: Runs, points: int, truths: int, lang: str, out: Path) -> Iterable[str]:
    found = infer_plausible(runs, points, truths)
    write_sample(found, out)
    return plausible_text(found.record, lang)
