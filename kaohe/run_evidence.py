"""`kaohe evidence`: published studies as experiments, published figures, the plausible set, what drives outcomes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from scenarios.errors import Refusal, reason
from scenarios.languages import phrase

from .console import progress, say

if TYPE_CHECKING:
    from experiments.credibility.evidence.evaluation import Runs

REPLICATES, FEW = 20, 2  # of experiments and figures; of what takes many points


def evidence(
    words: Sequence[str],
    *,
    months: int,
    replicates: int | None,
    seed: int,
    place: str,
    threads: int | None,
    folder: str | None,
    points: int,
    truths: int,
    trajectories: int,
    lang: str,
    out: str | None,
) -> None:
    """Carry out what the words name, in a fixed order: figures, plausible, screening, and experiments by their ids.

    out: the folder of the sample and of `screening.csv`; without it the sample goes where the shipped one is.
    """
    from experiments.credibility.evidence.evaluation import Runs
    from experiments.credibility.evidence.studies import EXPERIMENTS
    from scenarios import load_place

    known = [*EXPERIMENTS, "all", "figures", "plausible", "screening"]
    for word in words:
        if word not in known:
            raise Refusal(phrase("kaohe.errors.bad_evidence", value=word, words=", ".join(known)))
    where = None if out is None else _folder(out)
    runs = Runs(months, replicates or REPLICATES, seed, load_place(place), threads, folder)
    few = replace(runs, replicates=replicates or FEW)
    if "figures" in words:
        _tell(runs, lang, _figures(lang))
    if "plausible" in words:
        _tell(few, lang, _plausible(points, truths, lang, where))
    if "screening" in words:
        _tell(few, lang, _screening(trajectories, lang, where))
    chosen = [id for id in EXPERIMENTS if id in words or "all" in words]
    if chosen:
        _tell(runs, lang, _experiments(chosen, lang))


def _folder(out: str) -> Path:
    """The folder, made before anything is run."""
    path = Path(out)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refusal(phrase("experiments.folders.unwritable", path=out, detail=reason(error))) from None
    return path


def _tell(runs: Runs, lang: str, work: Callable[[Runs], Iterable[str]]) -> None:
    with progress(lang) as report:
        lines = list(work(replace(runs, progress=report)))
    say("\n".join(lines))


def _experiments(chosen: Sequence[str], lang: str) -> Callable[[Runs], Iterable[str]]:
    from experiments.credibility.evidence.lines import study_text
    from experiments.credibility.evidence.studies import all_experiments, run

    def work(runs: Runs) -> Iterable[str]:
        experiments = all_experiments(chosen)
        found = run(experiments, runs)
        return [line for experiment in experiments for line in study_text(experiment, found, lang)]

    return work


def _figures(lang: str) -> Callable[[Runs], Iterable[str]]:
    from experiments.credibility.evidence.figures import compare, read_figures
    from experiments.credibility.evidence.lines import figures_text

    figures = read_figures()
    return lambda runs: figures_text(figures, compare(figures, runs), lang)


def _plausible(points: int, truths: int, lang: str, where: Path | None) -> Callable[[Runs], Iterable[str]]:
    from experiments.compare.plausible import SAMPLE
    from experiments.credibility.evidence.lines import plausible_text
    from experiments.credibility.evidence.plausible_inference import command, infer_plausible, write_sample

    def work(runs: Runs) -> Iterable[str]:
        found = infer_plausible(runs, points, truths)
        write_sample(found, command(found.record), where or SAMPLE.parent)
        return plausible_text(found.record, lang)

    return work


def _screening(trajectories: int, lang: str, where: Path | None) -> Callable[[Runs], Iterable[str]]:
    from experiments.credibility.evidence.sensitivity import screen_headline, screening_text, write_rows

    def work(runs: Runs) -> Iterable[str]:
        found = screen_headline(trajectories, runs)
        if where:
            write_rows(found, where / "screening.csv")
        return screening_text(found, lang)

    return work
