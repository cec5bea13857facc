"""Reports: of what was just compared, and `kaohe report` of a folder of results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from analysis.files.kept import read_results
from analysis.files.policy_report import FORMATS, write_reports
from analysis.policy_report.budget import in_words, order_table
from analysis.policy_report.build import warnings
from analysis.policy_report.material import Material
from analysis.policy_report.screen import on_screen, page_one, sentences
from experiments.compare.comparison import Comparison
from experiments.compare.results import Results
from experiments.credibility.explain.split import Explanation
from experiments.run.folder import ResultFolder
from experiments.run.folder_contents import REPORT
from scenarios.errors import ScenarioError, unknown
from sim.measures import HEADLINE

from .console import say
from .options import limits
from .running import RunOptions
from .screens import room, show_table, show_words

WORLDS = 40  # plausible worlds beside a comparison of which a report is asked for


def report(folder: str, format: str, options: RunOptions) -> None:
    """`kaohe report`: the report of a folder of results, written into it, and its first page on the screen."""
    kept = read_results(folder)
    options = replace(options, command=kept.command)
    check_asked(options, [each.comparison for each in kept.results])
    materials = [replace(each, other=kept.other) for each in materials_of(kept.results, options, kept.explained)]
    show_page_one(materials)
    with ResultFolder(folder) as out, out.writing(), out.replacing(keep=True) as new:
        written = write_reports(materials, new / REPORT, FORMATS if format == "all" else (format,))
        names = [path.relative_to(new) for path in written]
    for name in names:
        say(options.text("report_written", path=Path(folder) / name))


def with_unknowns(options: RunOptions) -> RunOptions:
    """Options of a comparison of which a report is asked for: plausible worlds and rules of decision are run beside."""
    if not options.with_report or options.uncertainty == "plausible":
        return options
    return replace(options, worlds=options.worlds or WORLDS, rules=True, out=options.out or "results")


def plan(folder: str, options: RunOptions) -> None:
    """`kaohe plan`: an order of the reforms that a folder of results has tried alone, under a budget."""
    kept = read_results(folder)
    check_asked(options, [each.comparison for each in kept.results])
    for material in materials_of(kept.results, options):
        for line in warnings(replace(material, other=kept.other)):
            show_words(line)
        if material.steps:
            show_table(on_screen(order_table(material), room()))
        show_words(in_words(material))


def materials_of(
    results: Sequence[Results], options: RunOptions, explained: Mapping[str, tuple[Explanation, ...]] | None = None
) -> list[Material]:
    """What the reports of some places are written from."""
    asked = limits(options.at_most, options.at_least) or {}
    return [
        Material(
            each, options.lang, options.goal, asked, options.command, own_budget=options.budget, payer=options.payer,
            named=options.names, explanations=(explained or {}).get(each.comparison.place.id, ()),
        )
        for each in results
    ]  # fmt: skip


def check_asked(options: RunOptions, comparisons: Sequence[Comparison]) -> None:
    """Refuse a goal and thresholds that are no outcomes of some comparisons."""
    known = [*HEADLINE, *comparisons[0].own.names]
    asked = {"--goal": [options.goal]}
    for side, words in (("at_most", options.at_most), ("at_least", options.at_least)):
        asked["--" + side.replace("_", "-")] = list(limits(**{"at_most": None, "at_least": None, side: words}) or {})
    for option, names in asked.items():
        for name in names:
            if name not in known:
                raise ScenarioError(unknown("measure", name, known), option)


def show_page_one(materials: Sequence[Material]) -> None:
    """Warnings, and table and sentences for each place where anything was compared."""
    for material in materials:
        for line in warnings(material):
            show_words(line)
        if material.effects.others:
            show_table(page_one(material, room()))
            show_words("\n".join(sentences(material)) + "\n")
