"""`kaohe explain`: why a reform or regime moves an outcome, as a table, a sentence and a figure."""

from __future__ import annotations

import csv
from dataclasses import asdict, replace
from pathlib import Path

from analysis.figures.explanation import explanation_figure
from analysis.figures.style import save
from experiments.credibility.explain.split import Explanation, Question, explain
from experiments.credibility.explain.words import numbers, sentences
from experiments.run.folder_contents import FIGURES, WORDS
from experiments.run.record import write_record
from scenarios import Scenario, load, load_place
from scenarios.errors import Refusal
from scenarios.languages import LANGUAGES, phrase, translate

from .console import console, note, say
from .listings import table
from .running import RunOptions

TABLE = "explanation.csv"
COLUMNS = ("mechanism", "contribution", "removed")
HEAD = ("mechanism", "name_en", "name_zh", "share", "low", "high", "alone", "alone_low", "alone_high")


def explain_effect(scenario: str, baseline: str | None, outcome: str, options: RunOptions) -> None:
    """Split the effect of a scenario against a baseline, by default the same regime without its reforms."""
    chosen = load(scenario)
    against = load(baseline) if baseline is not None else _without_reforms(chosen)
    place, replicates = load_place(options.place), options.replicates or 16
    question = Question(chosen, against, place, outcome, options.months, replicates, options.seed, options.warmup)
    with options.folder() as folder:
        note(options.text("explain_start", scenario=chosen.id, baseline=against.id, n=len(question.mechanisms)))
        with options.progress() as report:
            found = explain(question, options.threads, report, options.announce)
        console().print(
            table(translate("kaohe.commands.explain", options.lang), COLUMNS, _rows(found, options.lang), options.lang)
        )
        if folder:
            _write(found, folder, options)
    say(sentences(found).render(options.lang))
    options.say_written()


def _without_reforms(scenario: Scenario) -> Scenario:
    if not scenario.changes:
        raise Refusal(phrase("kaohe.errors.no_against", scenario=scenario.id))
    return replace(scenario, id=scenario.parts[0], changes=(), parts=(scenario.parts[0], ()))


def _rows(found: Explanation, lang: str) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [
        (part.mechanism.name.render(lang), numbers(part.share).render(lang), numbers(part.alone).render(lang))
        for part in found.parts
    ]
    for key, value in (("remainder", found.remainder), ("whole", found.whole)):
        rows.append((translate(f"analysis.explain.{key}", lang), numbers(value).render(lang), ""))
    return rows


def _write(found: Explanation, folder: Path, options: RunOptions) -> None:
    """The table, the sentences in both languages, the figure and the record."""
    with (folder / TABLE).open("w", encoding="utf-8-sig", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(HEAD)
        for part in found.parts:
            values = [getattr(each, end) for each in (part.share, part.alone) for end in ("mean", "low", "high")]
            lines.writerow((part.mechanism.id, part.mechanism.name.en, part.mechanism.name.zh, *values))
        for key, value in (("remainder", found.remainder), ("whole", found.whole)):
            names = [translate(f"analysis.explain.{key}", lang) for lang in LANGUAGES]
            lines.writerow((key, *names, value.mean, value.low, value.high, "", "", ""))
    words = "\n\n".join(sentences(found).render(lang) for lang in LANGUAGES)
    (folder / WORDS).write_text(words + "\n", encoding="utf-8", newline="\n")
    (folder / FIGURES).mkdir()
    for lang in LANGUAGES:
        save(explanation_figure(found, lang), folder / FIGURES / f"explanation_{lang}")
    sizes = {"months": found.months, "replicates": found.replicates, "seed": options.seed, "outcome": found.outcome}
    sizes["warmup"] = options.warmup
    both = {"scenario": found.scenario.record(), "baseline": found.baseline.record()}
    write_record(folder, options.command, explanation=sizes | both | {"place": asdict(found.place)})
