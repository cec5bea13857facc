"""`kaohe run`, `compare` and `main`: scenarios under common random numbers, on the screen and in a folder."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

from analysis.effects_of_results import effects_of
from analysis.tables.comparison import delivered_table, levels_table
from experiments.compare.comparison import Comparison, spec_of
from experiments.compare.results import Precision, Results
from experiments.compare.running import run_comparison
from experiments.credibility.explain.split import Explanation
from experiments.run.folder_contents import EXPLAINED, REPORT
from experiments.run.memory import processes_that_draw
from experiments.run.parts import Parts
from experiments.run.runner import check_threads, cores
from scenarios import REGIMES, list_packages, list_reforms
from scenarios.costs import costs_file, load_budget, load_costs, own_costs
from scenarios.errors import Refusal
from scenarios.languages import phrase
from scenarios.unit_cost import Costs

from .console import note, say
from .deepening import precise, split_effects, with_pairs
from .functions import design_comparison
from .options import levers
from .run_report import check_asked, materials_of, show_page_one, with_unknowns
from .running import RunOptions
from .screens import show_table, show_words

BASE = "generalised"
PLACES = ("330212", "yinzhou")  # the main job: Yinzhou as the register has it, and the place of the text


def run(scenario: str, baseline: str | None, options: RunOptions) -> None:
    """One scenario; its headline outcomes, or what it changes where a baseline goes before."""
    run_all([_design([scenario], options.place, options, baseline)], options, lambda results: _show(results, options))


def compare(scenarios: Sequence[str], baseline: str | None, options: RunOptions) -> None:
    """Several scenarios in one place."""
    options = with_unknowns(options)
    if options.precision is not None and options.uncertainty != "luck":
        raise Refusal(phrase("kaohe.errors.no_precision", value=options.uncertainty))
    designs = [_design(scenarios, options.place, options, baseline)]
    run_all(designs, options, lambda results: _show(results, options))


def main_job(options: RunOptions) -> None:  # `kaohe main`
    """Five regimes, and every reform at full dose and every package on the base, in two places."""
    designs = [_design(main_scenarios(), place, options, BASE) for place in PLACES]
    run_all(designs, replace(options, with_report=True), lambda results: _show(results, options))


def main_scenarios() -> list[str]:
    """The base first, so that tables begin with it."""
    return [*REGIMES, *(f"{BASE}+{entry.id}" for entry in (*list_reforms(), *list_packages()))]


def run_all(
    comparisons: Sequence[Comparison],
    options: RunOptions,
    show: Callable[[Sequence[Results]], None],
    costs: Costs | None = None,
    budget: float | None = None,
    precision: Precision | None = None,
) -> list[Results]:
    """Run comparisons, show what came out, and write it where a folder is given.

    costs, budget: unit costs of the accounts, and what reforms may cost a year; by default those of the options.
    precision: what replicates were chosen by, of comparisons that are run again; by default that of the options.
    """
    file = costs_file(options.costs, options.place)
    units = costs or load_costs(file)
    budget = load_budget(file) if costs is None else budget
    check_asked(options, comparisons)
    if options.precision is not None:
        precision = Precision(options.goal, options.precision)
    with options.results() as place:
        parts = options.parts_of(place, spec_of(comparisons)) if place else None
        explained: dict[str, tuple[Explanation, ...]] = {}
        written: list[Path] = []
        with place.writing() if place else nullcontext():
            results = [
                replace(_run(each, options, units, parts, f"{n}-"), budget=budget, precision=precision)
                for n, each in enumerate(comparisons)
            ]
            if options.with_report:
                results = [with_pairs(each, options, units) for each in results]
                explained = {each.comparison.place.id: split_effects(each, options) for each in results}
        show(results)
        if file and own_costs(units):
            own = len(own_costs(units))
            show_words(options.text("unit_costs", own=own, others=len(units) - own, file=Path(file).name))
        if place:
            from analysis.files import write_comparison

            sys.stdout.flush()
            note(options.text("writing"))
            drawing = processes_that_draw(min(check_threads(options.threads), cores()))
            with place.writing(), place.replacing() as folder:
                write_comparison(results, folder, options.command, options.lang, drawing)
                if options.with_report:
                    from analysis.files.explanations import write_explanations
                    from analysis.files.policy_report import write_reports

                    write_explanations(explained, folder / EXPLAINED)
                    reports = write_reports(materials_of(results, options, explained), folder / REPORT)
                    written = [path.relative_to(folder) for path in reports]
            place.forget_parts()
    options.say_written()
    for path in written:
        say(options.text("report_written", path=f"{options.shown_out}{path}"))
    return results


def _run(comparison: Comparison, options: RunOptions, costs: Costs, parts: Parts | None, name: str) -> Results:
    place = comparison.place.name_zh if options.lang == "zh" else comparison.place.name_en
    sizes = {"replicates": comparison.replicates, "months": comparison.months, "place": place}
    note(options.text("start", scenarios=len(comparison.scenarios), **sizes))

    def run_it(comparison: Comparison, begun: Results | None = None) -> Results:
        with options.progress() as report:
            return run_comparison(
                comparison, options.threads, report, announce=options.announce, costs=costs, parts=parts, name=name,
                begun=begun,
            )  # fmt: skip

    if options.precision is None:
        return run_it(comparison)
    begun = precise(comparison, run_it, options)
    return run_it(replace(comparison, replicates=begun.comparison.replicates), begun)


def _show(results: Sequence[Results], options: RunOptions) -> None:
    """The first page of the report of each place; of a scenario alone, its outcomes and what arrives of its orders."""
    show_page_one(materials_of(results, options))
    for each in results:
        if len(each.comparison.scenarios) == 1:
            effects = effects_of(each)
            show_table(levels_table(effects, effects.baseline, options.lang))
            show_table(delivered_table(effects, effects.baseline, options.lang))


def _design(scenarios: Sequence[str], place: str, options: RunOptions, baseline: str | None = None) -> Comparison:
    return design_comparison(
        scenarios, place, options.months, options.replicates, options.seed, baseline, uncertainty=options.uncertainty,
        levers=levers(options.settings), warmup=options.warmup, behaviour=options.behaviour, worlds=options.worlds,
        rules=options.rules, measures=options.measure or (), cadre_class=options.cadre_class,
    )  # fmt: skip
